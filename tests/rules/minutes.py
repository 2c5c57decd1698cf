"""The rules once more, slow and obvious: they look at every minute of a rota and at every date.

Nothing here is shared with the program but the shifts it is given.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from planner.model.kind import Kind
from planner.model.oncall import OnCallWork
from planner.model.rota import Shift

MINUTE = timedelta(minutes=1)
LEAVE = (Kind.ANNUAL_LEAVE, Kind.STUDY_LEAVE, Kind.SICK)


@lru_cache(maxsize=32)
def clock(zone: ZoneInfo, first: date, days: int) -> list[tuple[int, int]]:
    """For each minute from the midnight of a date: its local date and its minute of the day."""
    start = utc_midnight(zone, first)
    minutes = (utc_midnight(zone, first + timedelta(days=days)) - start) // MINUTE
    found = []
    for minute in range(minutes):
        local = (start + minute * MINUTE).astimezone(zone)
        found.append((local.toordinal(), local.hour * 60 + local.minute))
    return found


@lru_cache(maxsize=32)
def minutes_of_dates(zone: ZoneInfo, first: date, days: int) -> dict[int, list[int]]:
    """The minutes of each local date."""
    found: dict[int, list[int]] = {}
    for minute, (day, _) in enumerate(clock(zone, first, days)):
        found.setdefault(day, []).append(minute)
    return found


def utc_midnight(zone: ZoneInfo, day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


@dataclass
class Minutes:
    """A rota of whole minutes, from ``first`` (some days before it starts) for ``days``."""

    shifts: tuple[Shift, ...]
    zone: ZoneInfo
    first: date
    days: int
    worked: tuple[OnCallWork, ...] = ()

    def __post_init__(self) -> None:
        self.origin = utc_midnight(self.zone, self.first)
        self.clock = clock(self.zone, self.first, self.days)
        self.dates = minutes_of_dates(self.zone, self.first, self.days)
        self.working = [False] * len(self.clock)
        for shift in self.shifts:
            if shift.kind.is_work:
                first, last = self.minute(shift.span.start), self.minute(shift.span.end)
                self.working[first:last] = [True] * (last - first)
        self.called = [False] * len(self.clock)
        for part in (part for entered in self.worked for part in entered.work):
            first, last = self.minute(part.start), self.minute(part.end)
            self.called[first:last] = [True] * (last - first)
        both = zip(self.working, self.called, strict=True)
        self.busy = [at_work or called for at_work, called in both]
        self.duties = joined(self.working)
        self.stints = joined(self.busy)

    def minute(self, at: datetime) -> int:
        return (at - self.origin) // MINUTE

    def day(self, minute: int) -> int:
        return self.clock[minute][0]

    # What the words mean

    def is_long(self, duty: list[int]) -> bool:
        return len(duty) > 10 * 60

    def is_evening(self, duty: list[int]) -> bool:
        start, last = self.clock[duty[0]], self.clock[duty[-1]]
        return self.is_long(duty) and start[1] < 16 * 60 and last >= (start[0], 23 * 60)

    def is_night(self, duty: list[int]) -> bool:
        nights: dict[int, int] = {}
        for minute in duty:
            day, of_day = self.clock[minute]
            if of_day >= 23 * 60 or of_day < 6 * 60:
                night = day if of_day >= 23 * 60 else day - 1
                nights[night] = nights.get(night, 0) + 1
        return max(nights.values(), default=0) >= 180

    def any_duty(self, _: list[int]) -> bool:
        return True

    # Dates

    @property
    def covered(self) -> list[int]:
        """The dates from the first start date to the last; all-day entries to their last date."""
        firsts = [self.day(self.minute(shift.span.start)) for shift in self.shifts]
        lasts = [
            self.day(self.minute(shift.span.end) - 1) for shift in self.shifts if shift.all_day
        ]
        return list(range(min(firsts), max(firsts + lasts) + 1))

    def on_leave(self, day: int) -> bool:
        minutes = self.dates[day]
        return any(
            shift.kind in LEAVE
            and shift.all_day
            and self.minute(shift.span.start) <= minutes[0]
            and minutes[-1] < self.minute(shift.span.end)
            for shift in self.shifts
        )

    @property
    def minutes_by_date(self) -> dict[int, int]:
        """Minutes of work of the duties that start on each of the covered dates not on leave, and
        the minutes worked on call on each covered date, leave or not, beside those duties.
        """
        by_date = dict.fromkeys(self.covered, 0)
        counted = set()
        for duty in self.duties:
            day = self.day(duty[0])
            if day not in by_date or not self.on_leave(day):
                counted.update(duty)
                if day in by_date:
                    by_date[day] += len(duty)
        for minute, called in enumerate(self.called):
            if called and minute not in counted and self.day(minute) in by_date:
                by_date[self.day(minute)] += 1
        return by_date

    def windows(self, most: int) -> list[list[int]]:
        dates = self.covered
        size = min(most, len(dates))
        return [dates[at : at + size] for at in range(len(dates) - size + 1)]

    # Hours, in minutes

    def average_week(self) -> list[float]:
        by_date = self.minutes_by_date
        found = []
        for window in self.windows(182):
            counted = [day for day in window if not self.on_leave(day)]
            if counted:
                found.append(sum(by_date[day] for day in window) / (len(counted) / 7))
        return found

    def night_workers_day(self) -> list[float]:
        by_date = self.minutes_by_date
        worked = {self.day(duty[0]) for duty in self.duties}
        nights = {self.day(duty[0]) for duty in self.duties if self.is_night(duty)}
        found = []
        for window in self.windows(119):
            counted = [day for day in window if not self.on_leave(day)]
            if counted and 2 * len(nights.intersection(window)) > len(worked.intersection(window)):
                found.append(sum(by_date[day] for day in window) / (len(counted) * 6 / 7))
        return found

    def in_168_hours(self) -> list[int]:
        window = 168 * 60
        count = sum(self.busy[:window])
        found = [count]
        for minute in range(window, len(self.busy)):
            count += self.busy[minute] - self.busy[minute - window]
            found.append(count)
        return [max(found)] if any(self.busy) else []

    def lengths(self) -> list[int]:
        return [len(duty) for duty in self.duties]

    # Rest, in minutes

    def rest_after(self, number: int) -> list[int]:
        """Up to the next work of any sort."""
        after = self.duties[number][-1] + 1
        return [self.busy.index(True, after) - after] if True in self.busy[after:] else []

    def rests(self) -> list[int]:
        """Between shifts."""
        return [after[0] - before[-1] - 1 for before, after in pairwise(self.duties)]

    def rests_from_all_work(self) -> list[int]:
        return [after[0] - before[-1] - 1 for before, after in pairwise(self.stints)]

    def rests_after_nights(self) -> list[int]:
        found = []
        for number, duty in enumerate(self.duties):
            if not self.is_night(duty):
                continue
            following = self.duties[number + 1 : number + 2]
            if any(
                self.is_night(after) and self.day(after[0]) == self.day(duty[0]) + 1
                for after in following
            ):
                continue
            found += self.rest_after(number)
        return found

    def weekly_rests(self) -> list[int]:
        busy = [False] * len(self.clock)
        for duty in self.stints:
            busy[duty[0] : duty[-1] + 1] = [True] * (duty[-1] + 1 - duty[0])
        found = []
        for monday in self.covered:
            week = range(monday, monday + 7)
            if date.fromordinal(monday).weekday() == 0 and set(week) <= set(self.covered):
                longest = free = 0
                for minute in (minute for day in week for minute in self.dates[day]):
                    free = 0 if busy[minute] else free + 1
                    longest = max(longest, free)
                found.append(longest)
        return found

    # Runs

    def runs(self, sort) -> list[list[int]]:
        days = {self.day(duty[0]) for duty in self.duties if sort(duty)}
        return [run_from(day, days) for day in sorted(days) if day - 1 not in days]

    def run_lengths(self, sort) -> list[int]:
        return [len(run) for run in self.runs(sort)]

    def rests_after_run(self, sort, most: int) -> list[int]:
        found = []
        for run in self.runs(sort):
            if len(run) >= most:
                on_the_day = [
                    number
                    for number, duty in enumerate(self.duties)
                    if sort(duty) and self.day(duty[0]) == run[most - 1]
                ]
                found += self.rest_after(on_the_day[-1])
        return found

    # Weekends

    def weekends(self) -> list[float]:
        dates = set(self.covered)
        saturdays = [
            day for day in dates if date.fromordinal(day).weekday() == 5 and day + 1 in dates
        ]
        if len(saturdays) < 2:
            return []
        worked = {self.day(minute) for minute, busy in enumerate(self.busy) if busy}
        return [sum(bool(worked & {day, day + 1}) for day in saturdays) / len(saturdays)]

    # On-call, as sets of minutes

    def calls(self) -> list[list[int]]:
        """First and last minute of each period."""
        found: list[list[int]] = []
        for shift in sorted(self.shifts, key=lambda shift: shift.span):
            if shift.kind is not Kind.ON_CALL:
                continue
            first, last = self.minute(shift.span.start), self.minute(shift.span.end) - 1
            if found:
                before = found[-1]
                overlaps = first <= before[1]
                near = first - before[1] - 1 <= 60
                short = max(last, before[1]) - before[0] + 1 <= 24 * 60
                if overlaps or (near and (short or self.day(first) == self.day(before[0]))):
                    before[1] = max(last, before[1])
                    continue
            found.append([first, last])
        return found

    def call_days(self) -> list[int]:
        return [self.day(call[0]) for call in self.calls()]

    def call_lengths(self) -> list[int]:
        return [last - first + 1 for first, last in self.calls()]

    def calls_in_a_row(self) -> list[int]:
        days = set(self.call_days())
        found = []
        for day in sorted(days):
            if day - 1 not in days:
                run = run_from(day, days)
                pair = len(run) == 2 and date.fromordinal(day).weekday() == 5
                found.append(1 if pair else len(run))
        return found

    def calls_in_seven_days(self) -> list[int]:
        days = self.call_days()
        counts = [sum(first <= day < first + 7 for day in days) for first in days]
        return [max(counts)] if counts else []

    def after_calls(self) -> list[int]:
        calls, days = self.calls(), set(self.call_days())
        last_on = {self.day(first): last for first, last in calls}
        found = []
        for day in sorted(days):
            if day + 1 not in days:
                after = max(day + 1, self.day(last_on[day]))
                found.append(sum(len(duty) for duty in self.duties if self.day(duty[0]) == after))
        return found

    # Breaks

    def breaks(self) -> dict[str, int]:
        nights = [d for d in self.duties if self.is_night(d) and len(d) >= 12 * 60]
        long = [d for d in self.duties if len(d) > 9 * 60 and d not in nights]
        short = [d for d in self.duties if 5 * 60 < len(d) <= 9 * 60]
        counts = {"B1": len(short), "B2": len(long), "B3": len(nights)}
        return {rule: count for rule, count in counts.items() if count}


def joined(working: list[bool]) -> list[list[int]]:
    """Minutes of work with at most 60 between each two of them."""
    found: list[list[int]] = []
    for minute, at_work in enumerate(working):
        if at_work and found and minute - found[-1][-1] - 1 <= 60:
            found[-1].append(minute)
        elif at_work:
            found.append([minute])
    return found


def run_from(day: int, days: set[int]) -> list[int]:
    run = [day]
    while run[-1] + 1 in days:
        run.append(run[-1] + 1)
    return run


def england(rota: Minutes) -> dict[str, tuple[list[float], float, int]]:
    """What the rules of England's 2016 terms measure, in minutes, dates, periods or shares: by rule
    the values, the limit, and 1 where the limit is the most there may be or -1 where the least.
    """
    hours = 60
    return {
        "H1": (rota.average_week(), 48 * hours, 1),
        "H2": (rota.in_168_hours(), 72 * hours, 1),
        "H3": (rota.lengths(), 13 * hours, 1),
        "S2": (rota.run_lengths(rota.is_long), 4, 1),
        "S2r": (rota.rests_after_run(rota.is_long, 4), 48 * hours, -1),
        "S4": (rota.run_lengths(rota.is_evening), 4, 1),
        "S4r": (rota.rests_after_run(rota.is_evening, 4), 48 * hours, -1),
        "N2": (rota.run_lengths(rota.is_night), 4, 1),
        "N3": (rota.rests_after_nights(), 46 * hours, -1),
        "C1": (rota.run_lengths(rota.any_duty), 7, 1),
        "C1r": (rota.rests_after_run(rota.any_duty, 7), 48 * hours, -1),
        "W2": (rota.weekends(), 1 / 2, 1),
        "W3": (rota.weekends(), 1 / 3, 1),
        "R1": (rota.rests(), 11 * hours, -1),
        "O1": (rota.call_lengths(), 24 * hours, 1),
        "O2": (rota.calls_in_a_row(), 1, 1),
        "O3": (rota.calls_in_seven_days(), 3, 1),
        "O4": (rota.after_calls(), 10 * hours, 1),
    }


def statute(rota: Minutes) -> dict[str, tuple[list[float], float, int]]:
    """The same for the Working Time Regulations."""
    hours = 60
    return {
        "H1": (rota.average_week(), 48 * hours, 1),
        "N4": (rota.night_workers_day(), 8 * hours, 1),
        "R1": (rota.rests_from_all_work(), 11 * hours, -1),
        "R2": (rota.weekly_rests(), 24 * hours, -1),
    }


def new_deal(rota: Minutes) -> dict[str, tuple[list[float], float, int]]:
    """The same for the New Deal."""
    hours = 60
    return {
        "H1": (rota.average_week(), 48 * hours, 1),
        "H3": (rota.lengths(), 14 * hours, 1),
        "R1": (rota.rests(), 8 * hours, -1),
    }
