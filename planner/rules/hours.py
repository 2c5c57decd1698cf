"""Rules about hours of work: the average week, 168 hours in a row, one shift."""

from collections.abc import Iterator
from itertools import accumulate

from planner.rules.duties import HOUR
from planner.rules.measure import Case, Measure, window


def average_week(case: Case) -> Iterator[Measure]:
    """H1: hours a week over the reference dates, or over each window of them where they are longer.

    A window starts at a local midnight and holds the rule's number of days; dates of leave leave it
    on both sides. A window of nothing but leave has no average.
    """
    reference = case.reference
    if reference is None or not reference.worked:
        return
    length = min(len(reference.worked), case.ruleset["H1"].window or len(reference.worked))
    worked = [0, *accumulate(reference.worked)]
    counted = [0, *accumulate(reference.counted)]
    dates = case.work.dates
    for begin in range(len(reference.worked) - length + 1):
        days = counted[begin + length] - counted[begin]
        if days == 0:
            continue
        total = worked[begin + length] - worked[begin]
        first = reference.first + begin
        start, end = dates.midnight(first), dates.midnight(first + length)
        yield window(case.work, week_hours(total, days), (start, end), start, end)


def week_hours(worked: int, days: int) -> float:
    """Hours a week, from seconds of work over a number of days."""
    return worked * 7 / (days * HOUR)


def work_in_seven_days(case: Case) -> Iterator[Measure]:
    """H2: work in each window of 168 hours that starts with a stretch of work or ends with one.

    The window with the most work is always one of these.
    """
    work = case.work
    length = (case.ruleset["H2"].window or 0) * HOUR
    for start in work.stretch_starts:
        yield rolling(case, start, start + length)
    for end in work.stretch_ends:
        yield rolling(case, end - length, end)


def rolling(case: Case, start: int, end: int) -> Measure:
    """The hours of work from ``start`` up to ``end``."""
    worked = case.work.until(end) - case.work.until(start)
    return window(case.work, worked / HOUR, (start, end), start, end)


def shift_length(case: Case) -> Iterator[Measure]:
    """H3: hours of work in each shift. On-call from home is no shift."""
    work = case.work
    for duty, worked in enumerate(work.worked):
        start, end = work.starts[duty], work.ends[duty]
        yield Measure(worked / HOUR, (start, end), start, end, duty, duty)
