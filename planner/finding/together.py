"""Times that suit several people: when all of them, or all but a few, are free.

People are free, busy or unknown: nobody is taken as free because nothing is known of them. Busy
times are exact; only the starts of what is offered lie on the grid of a quarter of an hour.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.clock import BankHolidays, CoreHours, local_date
from planner.errors import WrongUse
from planner.finding.attending import Attending, Hours, Missing, Person
from planner.finding.weights import load_weights
from planner.spans import Span

MOST_PEOPLE = 30
"""People that a time is sought for; of more, a grid of the department says more than a list."""

_BEGINNING = datetime.min.replace(tzinfo=UTC)

Rank = tuple[int, int, int, datetime]
"""How good a time is: people missing, people to stand in for, how unusual the hours; the start."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """What is asked for: ``hours`` in one piece from ``first`` to ``last`` (both included), for all
    people but ``missing`` of them; at most ``count`` times.

    ``zone``, ``core`` and ``holidays`` hold for those who have a calendar and no rota. Raises
    WrongUse for hours that are not above 0, dates the wrong way round, and counts out of range.
    """

    hours: float
    first: date
    last: date
    zone: ZoneInfo
    missing: int = 0
    count: int = 8
    core: CoreHours = field(default_factory=CoreHours)
    holidays: BankHolidays = field(default_factory=BankHolidays)

    def __post_init__(self) -> None:
        if not 0 < self.hours <= 24:
            raise WrongUse("Ask for more than 0 h and at most 24 h.")
        if self.last < self.first:
            raise WrongUse(
                "The last date lies before the first. Give the first date, then the last."
            )
        if self.missing < 0 or self.count < 1:
            raise WrongUse("Ask for at least one time, with 0 people missing or more.")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A time: who is free for all of it, and who is not.

    ``cover`` are those of the ``free`` for whom somebody has to stand in on the ward.
    """

    span: Span
    free: tuple[str, ...]
    missing: tuple[Missing, ...]
    cover: tuple[str, ...]


def together(people: Sequence[Person], gathering: Gathering) -> tuple[Meeting, ...]:
    """The best times, the best first: fewest people missing, then fewest to stand in for, then at
    usual hours, then early.

    They lie on different dates as long as there are enough; no two overlap by more than half. None
    breaks a working-time rule of anybody who is counted as free. Raises WrongUse without people,
    for more than `MOST_PEOPLE`, and where all of them may be missing.
    """
    if not people:
        raise WrongUse("Nobody is asked for. Name at least one person.")
    if len(people) > MOST_PEOPLE:
        raise WrongUse(
            f"{len(people)} people are too many: at most {MOST_PEOPLE} can be asked for."
        )
    if gathering.missing >= len(people):
        count = "one person" if len(people) == 1 else f"{len(people)} people"
        raise WrongUse(f"Of {count}, at most {len(people) - 1} can be missing.")
    return tuple(_Search(people, gathering).best())


class Suits(NamedTuple):
    """A time, with the numbers of those who are free and of those to stand in for."""

    span: Span
    free: frozenset[int]
    cover: Sequence[int]


class _Search:
    """One search: everybody's free time, swept for starts, and the best of them."""

    def __init__(self, people: Sequence[Person], gathering: Gathering) -> None:
        hours = Hours(
            gathering.first, gathering.last, gathering.zone, gathering.core, gathering.holidays
        )
        self._everybody = [Attending(person, hours) for person in people]
        self._needed = {n for n, person in enumerate(people) if person.needed}
        self._gathering = gathering
        self._length = timedelta(hours=gathering.hours)
        self._weights = load_weights()

    def best(self) -> list[Meeting]:
        """The short list, best first: the best of each date, and where there are too few dates,
        the best of what else lies apart from those.
        """
        count = self._gathering.count
        dates: set[date] = set()
        taken: list[tuple[int, Suits]] = []
        others: list[tuple[int, Suits]] = []
        for place, suits in enumerate(self._by_rank()):
            day = local_date(suits.span.start, self._gathering.zone)
            if day not in dates:
                dates.add(day)
                taken.append((place, suits))
            elif len(others) < count and self._apart(suits, others):
                others.append((place, suits))
            if len(taken) == count:
                break
        for place, suits in others:
            if len(taken) < count and self._apart(suits, taken):
                taken.append((place, suits))
        return [self._meeting(suits) for _, suits in sorted(taken, key=lambda pair: pair[0])]

    def starts(self) -> Iterator[tuple[Span, frozenset[int]]]:
        """Every time on the grid at which few enough are missing, by start, with the numbers of
        those whose free time holds all of it.
        """
        comes: dict[int, set[int]] = defaultdict(set)
        goes: dict[int, set[int]] = defaultdict(set)
        for number, each in enumerate(self._everybody):
            for span in each.free:
                first, last = self._tick(span.start, up=True), self._tick(span.end - self._length)
                if first <= last:
                    comes[first].add(number)
                    goes[last + 1].add(number)
        free: frozenset[int] = frozenset()
        for point, following in pairwise(sorted({*comes, *goes})):
            free = (free - goes[point]) | comes[point]
            if self._enough(free):
                for tick in range(point, following):
                    start = _BEGINNING + tick * self._weights.step
                    yield Span(start, start + self._length), free

    def _by_rank(self) -> Iterator[Suits]:
        """The same, best first, without those whose rules a time would break.

        Rules and cover are asked about only as far as the list is read: a time for which there is
        somebody less, or somebody to stand in for, goes back to where it then belongs.
        """
        found = list(self.starts())
        queue = [(self._rank(span, free, 0), n) for n, (span, free) in enumerate(found)]
        heapify(queue)
        asked: dict[int, tuple[frozenset[int], list[int]]] = {}
        while queue:
            rank, number = heappop(queue)
            span, free = found[number]
            if number not in asked:
                free = frozenset(n for n in free if self._everybody[n].keeps_rules(span))
                cover = [n for n in sorted(free) if self._everybody[n].needs_cover(span)]
                asked[number] = (free, cover)
                true_rank = self._rank(span, free, len(cover))
                if not self._enough(free):
                    continue
                if true_rank > rank:
                    heappush(queue, (true_rank, number))
                    continue
            yield Suits(span, *asked[number])

    def _enough(self, free: frozenset[int]) -> bool:
        missing = len(self._everybody) - len(free)
        return missing <= self._gathering.missing and free >= self._needed

    def _rank(self, span: Span, free: frozenset[int], cover: int) -> Rank:
        return len(self._everybody) - len(free), cover, self._unusual(span), span.start

    def _unusual(self, span: Span) -> int:
        """How unusual the hours are: 0 for those that people choose, 1 for others between the usual
        ones, 2 outside of them.
        """
        zone, weights = self._gathering.zone, self._weights
        start, end = span.start.astimezone(zone), span.end.astimezone(zone)
        first, last = weights.scale.usual_hours
        if start.date() != end.date() or start.time() < first or end.time() > last:
            return 2
        return int(start.time() not in weights.begin_at and end.time() not in weights.end_at)

    def _apart(self, suits: Suits, others: Sequence[tuple[int, Suits]]) -> bool:
        shared = self._weights.shared * suits.span.duration
        commons = (suits.span.common(other.span) for _, other in others)
        return all(common is None or common.duration <= shared for common in commons)

    def _meeting(self, suits: Suits) -> Meeting:
        names = [each.person.name for each in self._everybody]
        return Meeting(
            suits.span,
            tuple(names[n] for n in sorted(suits.free)),
            tuple(
                each.missing(suits.span)
                for n, each in enumerate(self._everybody)
                if n not in suits.free
            ),
            tuple(names[n] for n in suits.cover),
        )

    def _tick(self, at: datetime, *, up: bool = False) -> int:
        """The number of the last point of the grid not after an instant, or the first not before.

        The grid is that of UTC, whose quarters of an hour are those of the wall clock too.
        """
        since, step = at - _BEGINNING, self._weights.step
        return -(-since // step) if up else since // step
