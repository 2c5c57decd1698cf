"""Rules about days in a row: long shifts, long evenings, nights, any shifts."""

from collections.abc import Iterable, Iterator

from planner.rules.duties import Work
from planner.rules.measure import Case, Measure, runs, those


def long_shifts_in_a_row(case: Case) -> Iterator[Measure]:
    """S2: long shifts on consecutive days."""
    return _lengths(case.work, those(case.work.longs))


def long_evenings_in_a_row(case: Case) -> Iterator[Measure]:
    """S4: long evenings on consecutive days."""
    return _lengths(case.work, those(case.work.evenings))


def nights_in_a_row(case: Case) -> Iterator[Measure]:
    """N2: nights that start on consecutive dates; one night touches two dates and counts as one."""
    return _lengths(case.work, those(case.work.nights))


def days_in_a_row(case: Case) -> Iterator[Measure]:
    """C1: consecutive dates on which a shift starts."""
    return _lengths(case.work, range(len(case.work.starts)))


def _lengths(work: Work, chosen: Iterable[int]) -> Iterator[Measure]:
    for run in runs(work, chosen):
        first, last = run[0].first, run[-1].last
        start, end = work.starts[first], work.ends[last]
        yield Measure(len(run), (run[0].day, run[-1].day), start, end, first, last, len(run))
