"""Rules of the Working Time Regulations that the terms for doctors do not have."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from planner.rules.duties import HOUR, Work
from planner.rules.measure import Case, Measure, window
from planner.rules.weekends import weekday

WEEK_DAYS = 7


def weekly_rest(case: Case) -> Iterator[Measure]:
    """R2: the longest unbroken rest in each week from Monday to Sunday that lies in the reference
    dates (regulation 11(6): where nothing else is agreed a week starts at midnight after Sunday).
    """
    reference = case.reference
    if reference is None:
        return
    midnight = case.work.dates.midnight
    first = reference.first + -weekday(reference.first) % WEEK_DAYS
    for monday in range(first, reference.last - WEEK_DAYS + 2, WEEK_DAYS):
        start, end = midnight(monday), midnight(monday + WEEK_DAYS)
        longest = longest_rest(start, end, _duties_within(case.work, start, end))
        yield window(case.work, longest / HOUR, (start, end), start, end)


def longest_rest(start: int, end: int, duties: Iterable[tuple[int, int]]) -> int:
    """Seconds of the longest time from ``start`` up to ``end`` in which no duty lies; the duties
    in order of their starts.
    """
    since, longest = start, 0
    for duty_start, duty_end in duties:
        longest = max(longest, duty_start - since)
        since = max(since, duty_end)
    return max(longest, end - since)


def keeps_weekly_rest(case: Case, start: int, end: int) -> bool:
    """Whether R2 is kept with another duty in each week that this one reaches into."""
    work, least = case.all_work, case.limit("R2")
    midnight = work.dates.midnight
    first, last = work.dates.of(start), work.dates.of(end - 1)
    for monday in range(first - weekday(first), last + 1, WEEK_DAYS):
        since, until = midnight(monday), midnight(monday + WEEK_DAYS)
        duties = sorted([*_duties_within(work, since, until), (start, end)])
        if longest_rest(since, until, duties) / HOUR < least:
            return False
    return True


def _duties_within(work: Work, start: int, end: int) -> list[tuple[int, int]]:
    first, last = work.duties_within(start, end)
    return list(zip(work.starts[first : last + 1], work.ends[first : last + 1], strict=True))


def night_workers_day(case: Case) -> Iterator[Measure]:
    """N4: hours of work on an average day in each window of the reference dates in which more than
    the rule's share of the working dates are nights (regulations 2 and 6).

    Days of weekly rest are no part of the average (regulation 6(5)): as many a week as R2 keeps
    free. Days of leave are left out as they are of the average week.
    """
    reference = case.reference
    if reference is None or not reference.worked:
        return
    limit = case.ruleset["N4"]
    length = min(len(reference.worked), limit.window or len(reference.worked))
    rest = case.limit("R2") / 24 if "R2" in case.ruleset else 0.0
    worked = [0, *accumulate(reference.worked)]
    counted = [0, *accumulate(reference.counted)]
    dates, nights = working_dates(case)
    midnight = case.work.dates.midnight
    for begin in range(len(reference.worked) - length + 1):
        stop = begin + length
        days = (counted[stop] - counted[begin]) * (WEEK_DAYS - rest) / WEEK_DAYS
        if days == 0 or nights[stop] - nights[begin] <= limit.share * (dates[stop] - dates[begin]):
            continue
        hours = (worked[stop] - worked[begin]) / HOUR / days
        start, end = midnight(reference.first + begin), midnight(reference.first + stop)
        yield window(case.work, hours, (start, end), start, end)


def near_night_worker(case: Case) -> bool:
    """Whether in any window one night more and one working date less could make someone a night
    worker.
    """
    reference, limit = case.reference, case.ruleset["N4"]
    if reference is None:
        return False
    dates, nights = working_dates(case)
    size = len(reference.worked)
    length = min(size, limit.window or size)
    return any(
        nights[begin + length] - nights[begin] + 1
        > limit.share * (dates[begin + length] - dates[begin] - 1)
        for begin in range(size - length + 1)
    )


def working_dates(case: Case) -> tuple[list[int], list[int]]:
    """How many of the reference dates before each one have a duty, and how many have a night."""
    reference, work = case.reference, case.work
    if reference is None:
        return [0], [0]
    size = len(reference.worked)
    dates, nights = [0] * size, [0] * size
    for duty, day in enumerate(work.days):
        if 0 <= day - reference.first < size:
            dates[day - reference.first] = 1
            if work.nights[duty]:
                nights[day - reference.first] = 1
    return [0, *accumulate(dates)], [0, *accumulate(nights)]
