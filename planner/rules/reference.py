"""The dates over which the average week is taken, and the work that counts on each of them.

Days wholly on annual, study or sick leave leave the average on both sides: with the hours rostered
on them and with their seventh of a week. A session booked on such a day is work all the same, so
its hours count, and they do not give the day back: booking never lowers an average. Hours worked on
call from home count like those of a session, on the dates on which they lie.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from planner.clock import dates_of, local_date
from planner.model.kind import Kind
from planner.model.rota import Shift, covers
from planner.rules.duties import Piece, Work, span
from planner.spans import Span, minus, union

LEAVE_OUT_OF_AVERAGE = frozenset({Kind.ANNUAL_LEAVE, Kind.STUDY_LEAVE, Kind.SICK})
DAY = timedelta(days=1)


class Reference:
    """Seconds of work on each of the reference dates.

    ``first`` is the ordinal of the first date. ``counted`` holds 1 for a date that is in the
    average and 0 for a day of leave; ``worked`` the seconds of the duties that start on it and of
    the sessions that lie on it. Both have one entry a date. ``leaves_work_out``: there are duties
    on days of leave.
    """

    def __init__(
        self,
        rostered: Work,
        leave: frozenset[int],
        period: tuple[date, date],
        booked: Iterable[tuple[int, int]] = (),
    ) -> None:
        self._dates = rostered.dates
        self.first = period[0].toordinal()
        days = period[1].toordinal() - self.first + 1
        self.counted = [int(self.first + day not in leave) for day in range(days)]
        self.worked = [0] * days
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.leaves_work_out = False
        for duty, day in enumerate(rostered.days):
            if day in leave:
                self.leaves_work_out = True
                continue
            for start, end in rostered.stretches(duty):
                self._starts.append(start)
                self._ends.append(end)
            self._add(day, rostered.worked[duty])
        for start, end in sorted(booked):
            for day, extra in self.added(start, end):
                self._add(day, extra)
            self._take(start, end)

    @property
    def last(self) -> int:
        """The ordinal of the last date."""
        return self.first + len(self.worked) - 1

    def added(self, start: int, end: int) -> list[tuple[int, int]]:
        """The work that a session would add: dates, as ordinals, with the seconds added on each."""
        found = []
        for free_start, free_end in self._free(start, end):
            at = free_start
            while at < free_end:
                day = self._dates.of(at)
                stop = min(free_end, self._dates.midnight(day + 1))
                found.append((day, stop - at))
                at = stop
        return found

    def _free(self, start: int, end: int) -> list[tuple[int, int]]:
        free = []
        number = bisect_right(self._ends, start)
        while start < end:
            taken = number < len(self._starts) and self._starts[number] < end
            stop = max(start, self._starts[number]) if taken else end
            if stop > start:
                free.append((start, stop))
            start = self._ends[number] if taken else end
            number += 1
        return free

    def _take(self, start: int, end: int) -> None:
        """Remember that this time is counted; what it touches becomes one stretch with it."""
        first = bisect_right(self._ends, start)
        last = first
        while last < len(self._starts) and self._starts[last] < end:
            last += 1
        if first < last:
            start = min(start, self._starts[first])
            end = max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]

    def _add(self, day: int, worked: int) -> None:
        if 0 <= day - self.first < len(self.worked):
            self.worked[day - self.first] += worked


def reference_of(
    rostered: Work,
    shifts: Sequence[Shift],
    booked: Sequence[Piece],
    period: tuple[date, date] | None,
) -> Reference | None:
    """The reference over ``period``, or else over the dates that the rota covers; None without
    any.
    """
    zone = rostered.dates.zone
    within = period or covers(tuple(shifts), zone)
    if within is None:
        return None
    leave = leave_days(rostered, shifts, zone)
    return Reference(rostered, leave, within, [(start, end) for start, end, _ in booked])


def leave_days(rostered: Work, shifts: Sequence[Shift], zone: ZoneInfo) -> frozenset[int]:
    """The dates, as ordinals, that lie wholly on annual, study or sick leave.

    An all-day entry without hours is leave for the whole of its dates. Leave with hours (an
    afternoon, or a shift's own hours) makes a date one of leave where no work that starts on it
    lies outside.
    """
    entries = [shift for shift in shifts if shift.kind in LEAVE_OUT_OF_AVERAGE]
    whole: set[int] = set()
    partly: set[int] = set()
    hours: list[Span] = []
    for entry in entries:
        if entry.all_day and entry.daily is None:
            whole.update(day.toordinal() for day in dates_of(entry.span, zone))
            hours.append(entry.span)
            continue
        for part in entry.rostered(zone):
            hours.append(part)
            # Leave from a night is leave of the date on which the night starts.
            days = dates_of(part, zone) if part.duration > DAY else (local_date(part.start, zone),)
            partly.update(day.toordinal() for day in days)
    for duty, day in enumerate(rostered.days):
        if day in partly and minus(_spans(rostered, duty), union(hours)):
            partly.discard(day)
    return frozenset(whole | partly)


def _spans(work: Work, duty: int) -> list[Span]:
    return [span(start, end) for start, end in work.stretches(duty)]
