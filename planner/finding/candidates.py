"""The sessions that a plan may choose from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import floor

from planner.clock import local_date
from planner.finding.offers import Judge, Offer
from planner.finding.situation import Situation
from planner.finding.weights import Weights
from planner.finding.windows import Window, windows
from planner.model.scheme import Scheme

QUARTERS = 4
"""Quarters of an hour in an hour: lengths of sessions are counted in them, so sums are exact."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A session that a plan may hold, and the window it lies in. ``quarters`` is its length."""

    offer: Offer
    window: Window
    quarters: int
    date: date


def candidates(
    situation: Situation, scheme: Scheme, first: date, last: date, ceiling: float, weights: Weights
) -> tuple[Candidate, ...]:
    """Every session that fits the scheme, keeps the rules by itself and lies on a date without one.

    Of each window and each length of `lengths` the start with the best score, the earliest among
    equals. ``ceiling`` is the hours that are left of the allowance.
    """
    # A plan spreads its sessions itself and has no deadline: neither is a matter of one session.
    judge = Judge(situation, weights, last=date.max, others=())
    taken = {local_date(span.start, situation.zone) for span in situation.booked}
    found = []
    for window in windows(situation, first, last):
        day = local_date(window.span.start, situation.zone)
        if day in taken:
            continue
        for quarters in sorted(lengths(scheme, ceiling, window.span.hours)):
            fitting = judge.offers(window, quarters / QUARTERS)
            if fitting:
                best = max(fitting, key=lambda offer: offer.score)
                found.append(Candidate(best, window, quarters, day))
    return tuple(found)


def lengths(scheme: Scheme, ceiling: float, room: float) -> frozenset[int]:
    """Lengths of sessions worth considering in a window of ``room`` hours, in quarters of an
    hour.

    The usual length, the shortest and the longest; what is left of ``ceiling`` after sessions of
    the usual length, by itself or on top of one, so that the allowance can be met exactly; all of
    a window that is shorter than a usual session. Whole days only shrink to the hours of the day.
    """
    left, space = _quarters(ceiling), _quarters(room)
    shortest, usual, longest = (
        _quarters(hours) for hours in (scheme.shortest, scheme.usual, scheme.longest)
    )
    remainder = left % usual
    wanted = {min(usual, space), remainder, usual + remainder}
    if not scheme.whole_days:
        wanted |= {shortest, longest}
    return frozenset(length for length in wanted if shortest <= length <= min(longest, space, left))


def periods(first: date, last: date, weeks: int) -> Iterator[tuple[date, date]]:
    """The dates from ``first`` to ``last`` in periods of so many weeks; the last may be shorter."""
    day = first.toordinal()
    while day <= last.toordinal():
        end = min(day + 7 * weeks - 1, last.toordinal())
        yield date.fromordinal(day), date.fromordinal(end)
        day = end + 1


def _quarters(hours: float) -> int:
    # A hair of tolerance: 52 h that come out as 51.999999 are 52 h.
    return floor(hours * QUARTERS + 1e-6)
