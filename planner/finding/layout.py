"""The best plan as a linear 0/1 model: one choice a candidate, and objectives one after the other.

(a) most hours, with as few sessions of an odd length as they take; (b) least shortfall in the worst
averaging period; then, where the scheme counts the doctor's days off as spare, the least hours on
those; (c) least hours that need cover; (d) best scores, with no week crowded; (e) earliest.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from math import ceil, floor, gcd

from planner.clock import DAY, dates
from planner.finding.candidates import QUARTERS, Candidate
from planner.finding.model import Model, Solution
from planner.finding.safety import Cut, Safety
from planner.finding.sums import Length, Period, Spread, fewest_odd
from planner.finding.task import Task
from planner.finding.taste import Taste
from planner.model.session import Where


class Aim(Enum):
    """What a plan is to reach, the first before all others."""

    HOURS = auto()
    ODD = auto()
    SPREAD = auto()
    DAYS_OFF = auto()
    COVER = auto()
    LIKING = auto()
    EARLIEST = auto()

    @property
    def is_taste(self) -> bool:
        """Whether it only chooses among plans that are as good for everybody else."""
        return self in (Aim.LIKING, Aim.EARLIEST)


@dataclass(frozen=True, slots=True)
class Stage:
    """One objective: factors of variables, and whether their sum is to be large. The sums are whole
    numbers, but for SPREAD, which has none: of its levels the least is sought that a plan can keep.
    """

    aim: Aim
    terms: Mapping[int, float]
    largest: bool = False


_HAIR = 1e-6
_MOST_ODD = 8  # sessions of an odd length that are told apart when sums are counted


class Layout:
    """A task laid down in a model. ``ceiling`` is the most quarters of an hour that a plan may
    hold; ``cuts`` name candidates by their number, as ``safety`` does.
    """

    def __init__(
        self, task: Task, model: Model, ceiling: float, safety: Safety, cuts: Iterable[Cut]
    ) -> None:
        self.model = model
        self._task = task
        self._choices = [model.choice() for _ in task.candidates]
        # Lengths are counted in the largest unit that divides them all: small whole numbers.
        self._unit = gcd(*(each.quarters for each in task.candidates))
        self._lengths = {
            choice: float(each.quarters // self._unit) for choice, each in self._pairs()
        }
        self._total = 0
        self._odd = 0
        model.row(self._lengths, high=float(floor(ceiling / self._unit)))
        self._one_at_a_time()
        if task.scheme.block:
            self._one_block()
        self._periods = list(self._periods_due())
        self._spread = Spread((), 0, 0)
        self._spare_weekends(*safety.spare_weekends)
        for cut in cuts:
            self.cut(cut)

    @property
    def unit(self) -> int:
        """The quarters of an hour in which lengths are counted."""
        return self._unit

    def chosen(self, solution: Solution) -> list[int]:
        """The numbers of the candidates that a solution takes."""
        return [n for n, choice in enumerate(self._choices) if solution.chosen(choice)]

    def cut(self, cut: Cut) -> None:
        """Cut off what a rule does not allow."""
        terms, high = cut
        self.model.row({self._choices[number]: value for number, value in terms.items()}, high=high)

    def stages(self) -> Iterator[Stage]:
        """The objectives in their order; each is asked for once those before it are kept."""
        yield Stage(Aim.HOURS, self._lengths, largest=True)
        odd = {choice: 1.0 for choice, each in self._pairs() if each.odd}
        if odd:
            every = {(each.quarters // self._unit, each.odd) for _, each in self._pairs()}
            self.model.row(odd, low=float(fewest_odd(self._total, every)))
            yield Stage(Aim.ODD, odd)
        yield Stage(Aim.SPREAD, {})
        yield from self._costs()
        taste = Taste(self._task, self.model, self._choices, self._unit)
        yield Stage(Aim.LIKING, taste.liking(), largest=True)
        yield Stage(Aim.EARLIEST, taste.lateness())

    def keep(self, stage: Stage, reached: float) -> None:
        """From now on no solution is worse in this objective."""
        # All that solutions can reach are whole numbers: less than one apart is the same, and a row
        # that no solution meets to the last digit would leave none at all.
        if stage.aim is Aim.HOURS:
            self._total = round(reached)
        elif stage.aim is Aim.ODD:
            self._odd = round(reached)
        if stage.largest:
            self.model.row(stage.terms, low=round(reached) - 0.25)
        else:
            self.model.row(stage.terms, high=round(reached) + 0.25)

    def shortfalls(self) -> list[float]:
        """The shortfalls of the worst period that a plan may come to, the least first; the last is
        one that every plan keeps.
        """
        needs = [period.need for _, period in self._periods]
        steps = {need - whole for need in needs for whole in range(floor(need) + 1)}
        levels = sorted({0.0, *(round(each, 9) for each in steps)})
        told = self._odd <= _MOST_ODD
        periods = (period if told else _of_any_length(period) for _, period in self._periods)
        spread = self._spread = Spread(periods, self._total, self._odd if told else 0)
        return levels[
            bisect_left(levels, True, key=lambda level: spread.can_be(self._demands(level))) :
        ]

    def allow_shortfall(self, most: float) -> None:
        """From now on no averaging period falls short by more than this, in units of length; one of
        the `shortfalls`.
        """
        shares = self._spread.shares(self._demands(most))
        for (row, _), (low, high) in zip(self._periods, shares, strict=True):
            self.model.demand(row, float(low), float(high))

    def _demands(self, shortfall: float) -> list[int]:
        """What each averaging period then has at least."""
        return [max(0, ceil(period.need - shortfall - _HAIR)) for _, period in self._periods]

    def _pairs(self) -> Iterator[tuple[int, Candidate]]:
        return zip(self._choices, self._task.candidates, strict=True)

    def _one_at_a_time(self) -> None:
        """No more sessions on a date than the scheme has, no two over each other."""
        by_date: dict[date, list[tuple[int, Candidate]]] = defaultdict(list)
        for pair in self._pairs():
            by_date[pair[1].date].append(pair)
        a_day = self._task.scheme.a_day
        for pairs in by_date.values():
            self.model.row({choice: 1.0 for choice, _ in pairs}, high=float(a_day))
            for start in {each.offer.span.start for _, each in pairs} if a_day > 1 else ():
                at_once = {
                    choice: 1.0
                    for choice, each in pairs
                    if each.offer.span.start <= start < each.offer.span.end
                }
                self.model.row(at_once, high=1.0)

    def _one_block(self) -> None:
        """All sessions lie on working days that follow each other, as many as the hours ask for."""
        task = self._task
        by_date: dict[date, dict[int, float]] = defaultdict(dict)
        for choice, each in self._pairs():
            by_date[each.date][choice] = 1.0
        days = [
            day
            for day in dates(task.first, task.last)
            if task.situation.core.on(day, task.situation.zone) is not None
            and task.situation.holidays.name(day) is None
        ]
        length = max(1, ceil(task.left / task.scheme.usual - 1e-6))
        covering: dict[date, dict[int, float]] = defaultdict(dict)
        for place in range(len(days) - length + 1):
            block = days[place : place + length]
            if all(day in by_date for day in block):
                begins = self.model.choice()
                for day in block:
                    covering[day][begins] = -1.0
        for day, terms in by_date.items():
            self.model.row({**terms, **covering[day]}, low=0.0, high=0.0)
        begins_once = {begins: 1.0 for terms in covering.values() for begins in terms}
        if begins_once:
            self.model.row(begins_once, high=1.0)

    def _periods_due(self) -> Iterator[tuple[int, Period]]:
        """The averaging periods, each with the row that sums up its sessions. Where the scheme
        carries nothing over, none gets more than its own share of the allowance.
        """
        scheme = self._task.scheme
        for (begin, end), hours in self._task.needs():
            inside = [pair for pair in self._pairs() if begin <= pair[1].date <= end]
            terms = {choice: self._lengths[choice] for choice, _ in inside}
            need = hours * QUARTERS / self._unit
            most = sum(self._lengths.values()) if scheme.carries_over else floor(need + _HAIR)
            if not scheme.carries_over:
                self.model.row(terms, high=float(most))
            by_date: dict[date, set[Length]] = defaultdict(set)
            for _, each in inside:
                by_date[each.date].add((each.quarters // self._unit, each.odd))
            lengths = list(by_date.values())
            yield self.model.row(terms, low=0.0), Period(lengths, need, int(most), scheme.a_day)

    def _spare_weekends(self, saturdays: Collection[date], most: int) -> None:
        """No more of these weekends with a session than the rules allow."""
        by_date: dict[date, dict[int, float]] = defaultdict(dict)
        for choice, each in self._pairs():
            by_date[each.date][choice] = 1.0
        given: dict[int, float] = {}
        for saturday in saturdays:
            days = [by_date[day] for day in (saturday, saturday + DAY) if day in by_date]
            if days:
                weekend = self.model.amount(0.0, 1.0)
                given[weekend] = 1.0
                for terms in days:
                    self.model.row({weekend: -float(self._task.scheme.a_day), **terms}, high=0.0)
        if len(given) > most:
            self.model.row(given, high=float(most))

    def _costs(self) -> Iterator[Stage]:
        """What a session takes from somebody: a day off of the doctor's, a hand on the ward."""
        # The doctor's own word on days off comes before the scheme's.
        if self._task.scheme.days_off_spared and self._task.situation.prefers.days_off is None:
            own = {
                choice: self._lengths[choice]
                for choice, each in self._pairs()
                if each.offer.where is Where.FREE
            }
            if own:
                yield Stage(Aim.DAYS_OFF, own)
        cover = {
            choice: self._lengths[choice]
            for choice, each in self._pairs()
            if each.offer.needs_cover
        }
        if cover:
            yield Stage(Aim.COVER, cover)


def _of_any_length(period: Period) -> Period:
    """The same where nothing is asked of odd lengths."""
    return replace(period, dates=[{(length, False) for length, _ in each} for each in period.dates])
