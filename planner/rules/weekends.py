"""Rules about weekends."""

from collections.abc import Iterator

from planner.rules.measure import Case, Measure
from planner.rules.reference import Reference

SATURDAY = 5


def weekends_worked(case: Case) -> Iterator[Measure]:
    """W2 and W3: the share of weekends with any work from Saturday 00:00 to Sunday 24:00.

    Taken over the weekends both of whose days are reference dates; of fewer than two there is none.
    """
    reference = case.reference
    weekends = weekends_of(reference) if reference else []
    if len(weekends) < 2:
        return
    work = case.work
    midnight = work.dates.midnight
    count = sum(work.until(midnight(day + 2)) > work.until(midnight(day)) for day in weekends)
    start, end = midnight(weekends[0]), midnight(weekends[-1] + 2)
    first, last = work.duties_within(start, end)
    yield Measure(count / len(weekends), (start, end), start, end, first, last, count)


def duties_at_weekends(case: Case, measure: Measure) -> Iterator[int]:
    """The duties that `weekends_worked` counts a weekend for."""
    work = case.work
    for day in weekends_of(case.reference) if case.reference else []:
        start, end = work.dates.midnight(day), work.dates.midnight(day + 2)
        if measure.start <= start < measure.end:
            first, last = work.duties_within(start, end)
            yield from range(first, last + 1)


def weekends_of(reference: Reference) -> list[int]:
    """The Saturdays, as ordinals, of the weekends that lie wholly in the reference dates."""
    first = reference.first + (SATURDAY - weekday(reference.first)) % 7
    return list(range(first, reference.last, 7))


def weekday(day: int) -> int:
    """The weekday of a date given as an ordinal, 0 for Monday; ordinal 1 is a Monday."""
    return (day - 1) % 7
