"""Rules about on-call periods from home: how long, how often, and the work of the day after.

Their hours are outside every other rule until it is known how much of them was worked.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.clock import dates_of
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.rules.duties import HOUR, LocalDates, end_second, local_dates, seconds
from planner.rules.measure import Call, Case, Measure
from planner.rules.ruleset import Ruleset
from planner.rules.weekends import SATURDAY, weekday


class _Entry(NamedTuple):
    start: int
    end: int
    owner: int


def calls_of(shifts: Sequence[Shift], ruleset: Ruleset, zone: ZoneInfo) -> tuple[Call, ...]:
    """The on-call periods of one person's shifts, in order of time.

    Entries that overlap are one period. Entries that touch, or leave a gap as short as joins work
    to one shift, are one period as long as they start on one date or come to no more than O1 allows
    together: halves of one on-call are one, Saturday's and Sunday's are two. An all-day entry
    without hours is a period on each of its dates whose length is not known, unless another starts
    on that date.
    """
    dates = local_dates(zone)
    timed: list[_Entry] = []
    untimed: list[tuple[int, int]] = []
    for number, shift in enumerate(shifts):
        if shift.kind is not Kind.ON_CALL:
            continue
        if shift.all_day and shift.daily is None:
            untimed += [(day.toordinal(), number) for day in dates_of(shift.span, zone)]
        else:
            parts = shift.rostered(zone)
            timed += [_Entry(seconds(part.start), end_second(part.end), number) for part in parts]
    calls = _joined(sorted(timed), dates, ruleset)
    known = {call.day for call in calls}
    for day, number in sorted(untimed):
        if day not in known:
            known.add(day)
            start, end = dates.midnight(day), dates.midnight(day + 1)
            calls.append(Call(start, end, day, timed=False, owners=(number,)))
    return tuple(sorted(calls))


def _joined(entries: Sequence[_Entry], dates: LocalDates, ruleset: Ruleset) -> list[Call]:
    most = round(ruleset["O1"].value() * HOUR) if "O1" in ruleset else 0
    join = ruleset.join_minutes * 60
    calls: list[Call] = []
    for start, end, owner in entries:
        last = calls[-1] if calls else None
        day = dates.of(start)
        if last is not None and start - last.end <= join:
            whole = max(end, last.end)
            if start < last.end or day == last.day or whole - last.start <= most:
                calls[-1] = last._replace(end=whole, owners=(*last.owners, owner))
                continue
        calls.append(Call(start, end, day, timed=True, owners=(owner,)))
    return calls


def call_length(case: Case) -> Iterator[Measure]:
    """O1: hours of each on-call period."""
    for number, call in enumerate(case.calls):
        if call.timed:
            hours = (call.end - call.start) / HOUR
            yield _measure(case, hours, (call.start, call.end), number, number)


def calls_in_a_row(case: Case) -> Iterator[Measure]:
    """O2: consecutive dates on which an on-call period starts.

    A Saturday and the Sunday after it, with none beside them, may follow each other: they count as
    one.
    """
    for first, last in _call_runs(case.calls):
        days = case.calls[last].day - case.calls[first].day + 1
        weekend = days == 2 and weekday(case.calls[first].day) == SATURDAY
        place = (case.calls[first].day, case.calls[last].day)
        yield _measure(case, 1 if weekend else days, place, first, last)._replace(number=days)


def calls_in_seven_days(case: Case) -> Iterator[Measure]:
    """O3: on-call periods that start in each seven days in a row which begin with one."""
    window = case.ruleset["O3"].window or 0
    days = [call.day for call in case.calls]
    for first, day in enumerate(days):
        if first and days[first - 1] == day:
            continue
        last = bisect_right(days, day + window - 1) - 1
        midnight = case.work.dates.midnight
        start, end = midnight(day), midnight(day + window)
        measure = _measure(case, last - first + 1, (start, end), first, last)
        yield measure._replace(start=start, end=end)


def work_after_call(case: Case) -> Iterator[Measure]:
    """O4: hours of the shifts that start on the day after an on-call period, after the last of
    those on consecutive days.

    The day after is the date after the period's own; for a period of more than a day, the date on
    which it ends.
    """
    work = case.work
    before = [0, *accumulate(work.worked)]
    for number, day in days_after(case):
        first, last = work.starting_on(day)
        call = case.calls[number]
        end = work.ends[last] if first <= last else work.dates.midnight(day + 1)
        worked = before[last + 1] - before[first] if first <= last else 0
        yield Measure(
            worked / HOUR, (call.start, day), call.start, end, first, last, calls=(number, number)
        )


def days_after(case: Case) -> Iterator[tuple[int, int]]:
    """The on-call periods after which O4 limits work, each with the date it limits."""
    dates = case.work.dates
    for _, last in _call_runs(case.calls):
        call = case.calls[last]
        yield last, max(call.day + 1, dates.of(call.end - 1))


def _call_runs(calls: Sequence[Call]) -> Iterator[tuple[int, int]]:
    """The first and the last period of each run of consecutive start dates."""
    first = 0
    for number, call in enumerate(calls):
        if number + 1 == len(calls) or calls[number + 1].day > call.day + 1:
            yield first, number
            first = number + 1


def _measure(case: Case, value: float, place: tuple[int, int], first: int, last: int) -> Measure:
    start, end = case.calls[first].start, max(call.end for call in case.calls[first : last + 1])
    return Measure(value, place, start, end, 0, -1, last - first + 1, (first, last))
