"""The sessions that a plan may choose from."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import floor

from planner.clock import dates, local_date
from planner.finding.offers import Judge, Offer
from planner.finding.situation import Situation
from planner.finding.weights import Weights
from planner.finding.windows import Days, Window, wide_enough
from planner.model.scheme import Scheme
from planner.model.session import Where

QUARTERS = 4
"""Quarters of an hour in an hour: lengths of sessions are counted in them, so sums are exact."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A session that a plan may hold, and the window it lies in.

    ``quarters`` is its length; ``odd`` where that is none of the scheme's own, and only there to
    meet the allowance exactly.
    """

    offer: Offer
    window: Window
    quarters: int
    date: date
    odd: bool = False


def candidates(
    situation: Situation,
    scheme: Scheme,
    first: date,
    last: date,
    ceiling: float,
    weights: Weights,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Candidate, ...]:
    """Every session that fits the scheme, keeps the rules by itself and lies on a date that has
    room for one more, in order of date; of as many dates as were looked at before ``stop`` said so.

    Of each window and each length of `lengths` the start with the best score, the earliest among
    equals; where the scheme has several sessions a day, as many as fit beside each other.
    ``ceiling`` is the hours that are left of the allowance.
    """
    # A plan spreads its sessions itself and has no deadline: neither is a matter of one session.
    judge = Judge(situation, weights, last=date.max, others=())
    taken = Counter(local_date(span.start, situation.zone) for span in situation.booked)
    days = Days(situation, weights)
    found: list[Candidate] = []
    for day in dates(first, last):
        if stop():
            break
        if taken[day] < scheme.a_day:
            free = days.windows(day)
            wide = {window.span.hours for window in (*free, *wide_enough(free, scheme.shortest))}
            fitting = {
                length for room in wide for length in lengths(scheme, ceiling, room, weights)
            }
            of_day = [
                Candidate(offer, window, quarters, day, quarters not in own)
                for quarters in sorted(fitting)
                for window in wide_enough(free, quarters / QUARTERS)
                if (own := own_lengths(scheme, window.span.hours))
                for offer in _best(judge.offers(window, quarters / QUARTERS), scheme.a_day)
            ]
            found += of_day if scheme.a_day > 1 else _worth_having(of_day)
    return tuple(found)


def _best(fitting: list[Offer], count: int) -> Iterator[Offer]:
    """The best offers that lie beside each other, so many at most; the earliest among equals."""
    left = sorted(fitting, key=lambda offer: (-offer.score, offer.span))
    while left and count:
        best = left[0]
        yield best
        left = [offer for offer in left if not offer.span.overlaps(best.span)]
        count -= 1


def _worth_having(of_day: list[Candidate]) -> Iterator[Candidate]:
    """Without those that another one of the date, as long, is as good as in every respect."""
    for number, candidate in enumerate(of_day):
        if not any(
            _beats(other, candidate, earlier=place < number)
            for place, other in enumerate(of_day)
            if place != number
        ):
            yield candidate


def _beats(one: Candidate, other: Candidate, *, earlier: bool) -> bool:
    if one.quarters != other.quarters or one.offer.where is not Where.IN_SHIFT:
        return False
    mine, yours = _merits(one), _merits(other)
    no_worse = all(good >= less for good, less in zip(mine, yours, strict=True))
    return no_worse and (mine != yours or earlier)


def _merits(candidate: Candidate) -> tuple[float, ...]:
    """What plans are compared by, more being better; inside a shift no rule is touched."""
    offer = candidate.offer
    own_time = offer.where is Where.FREE
    return -offer.needs_cover, -own_time, offer.score, -offer.span.start.timestamp()


def own_lengths(scheme: Scheme, room: float) -> frozenset[int]:
    """The lengths that a scheme's sessions have in a window of ``room`` hours, in quarters of an
    hour, those too long for it included: the usual one, or all of a shorter window; the shortest
    and the longest, but for whole days, which only shrink to the hours of the day.
    """
    usual = min(_quarters(scheme.usual), _quarters(room))
    if scheme.whole_days:
        return frozenset({usual})
    return frozenset({usual, _quarters(scheme.shortest), _quarters(scheme.longest)})


def lengths(scheme: Scheme, ceiling: float, room: float, weights: Weights) -> frozenset[int]:
    """Lengths of sessions worth considering in a window of ``room`` hours, in quarters of an
    hour.

    The scheme's own; and what is left of ``ceiling`` after sessions of the usual length, by itself
    or on top of one, so that the allowance can be met exactly, but for minutes for which nobody
    would make a session longer.
    """
    left, usual = _quarters(ceiling), _quarters(scheme.usual)
    remainder = left % usual
    wanted = own_lengths(scheme, room) | {remainder}
    if remainder >= _quarters(weights.least_more):
        wanted |= {usual + remainder}
    shortest, longest = _quarters(scheme.shortest), _quarters(scheme.longest)
    most = min(longest, _quarters(room), left)
    return frozenset(length for length in wanted if shortest <= length <= most)


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
