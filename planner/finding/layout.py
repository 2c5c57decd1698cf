"""The best plan as a linear 0/1 model: one choice a candidate, and objectives one after the other.

(a) most hours; (b) least shortfall in the worst averaging period; then, where the scheme counts
the doctor's days off as spare, the least hours on those; (c) least hours that need cover; (d) best
scores, with no week crowded; (e) earliest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from math import ceil, floor, gcd

from planner.clock import DAY, WEEK, dates, days_span, local_date, monday
from planner.finding.candidates import QUARTERS, Candidate, periods
from planner.finding.model import Model, Solution
from planner.finding.safety import Cut
from planner.finding.situation import Situation
from planner.finding.weights import Weights
from planner.model.scheme import Per, Scheme
from planner.model.session import Where
from planner.spans import overlap, total


@dataclass(frozen=True, slots=True)
class Task:
    """What a plan is sought for: ``due`` hours between two dates, ``left`` of them to find."""

    situation: Situation
    scheme: Scheme
    first: date
    last: date
    due: float
    left: float
    candidates: tuple[Candidate, ...]
    weights: Weights

    def needs(self) -> Iterator[tuple[tuple[date, date], float]]:
        """The averaging periods with the hours still due in each: its share of the allowance by
        its days, less what is booked in it.
        """
        weeks = self.scheme.average_weeks
        whole = (self.last - self.first).days + 1
        if self.scheme.per is Per.PLACEMENT:
            weeks = ceil(whole / 7)
        for begin, end in periods(self.first, self.last, weeks):
            span = days_span(begin, end, self.situation.zone)
            booked = total(overlap([span], self.situation.booked)).total_seconds() / 3600
            share = ((end - begin).days + 1) / whole
            yield (begin, end), max(0.0, self.due * share - booked)

    def rhythm(self) -> tuple[int, int]:
        """How often a session of the usual length is due: every so many weeks, one at least; and
        the quarters of an hour that so many weeks may hold before they count as crowded. What is
        due once in the placement has no rhythm.
        """
        if self.scheme.per is Per.PLACEMENT:
            return 1, ceil(self.due * QUARTERS)
        a_week = self.due * 7 / ((self.last - self.first).days + 1)
        weeks = max(1, floor(self.scheme.usual / a_week + 1e-6))
        return weeks, ceil(max(self.scheme.usual, a_week * weeks) * QUARTERS - 1e-6)


class Aim(Enum):
    """What a plan is to reach, the first before all others."""

    HOURS = auto()
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
    """One objective: factors of variables, whether their sum is to be large, and the distance to
    the bound that counts as proof.
    """

    aim: Aim
    terms: Mapping[int, float]
    largest: bool
    gap: float


_HAIR = 1e-6


class Layout:
    """A task laid down in a model. ``ceiling`` is the most quarters of an hour that a plan may
    hold; ``cuts`` name candidates by their number.
    """

    def __init__(self, task: Task, model: Model, ceiling: float, cuts: Iterable[Cut]) -> None:
        self.model = model
        self._task = task
        self._choices = [model.choice() for _ in task.candidates]
        # Lengths are counted in the largest unit that divides them all: small whole numbers.
        self._unit = gcd(*(each.quarters for each in task.candidates))
        self._lengths = {
            choice: float(each.quarters // self._unit) for choice, each in self._pairs()
        }
        self._periods: list[tuple[int, float]] = []
        model.row(self._lengths, high=float(floor(ceiling / self._unit)))
        self._one_at_a_time()
        if task.scheme.block:
            self._one_block()
        if not task.scheme.carries_over:
            self._no_more_than_due()
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
        # Whole numbers in the objectives: half a unit from the bound is proof. Shortfalls have
        # fractions: between the two ends found here `shortfalls` names those that there can be.
        yield Stage(Aim.HOURS, self._lengths, largest=True, gap=0.5)
        yield Stage(Aim.SPREAD, {self._worst_period(): 1.0}, largest=False, gap=1.0)
        yield from self._costs()
        yield Stage(Aim.LIKING, self._liking(), largest=True, gap=0.5)
        yield Stage(Aim.EARLIEST, self._lateness(), largest=False, gap=0.5)

    def keep(self, stage: Stage, reached: float) -> None:
        """From now on no solution is worse in this objective."""
        # All that solutions can reach are whole numbers: less than one apart is the same, and a row
        # that no solution meets to the last digit would leave none at all.
        if stage.aim is Aim.SPREAD:
            self.allow_shortfall(reached)
        elif stage.largest:
            self.model.row(stage.terms, low=round(reached) - 0.25)
        else:
            self.model.row(stage.terms, high=round(reached) + 0.25)

    def shortfalls(self, least: float, most: float) -> list[float]:
        """The shortfalls of any period that there can be between two values, the least first."""
        found = {
            round(need - whole, 9)
            for _, need in self._periods
            for whole in range(max(0, floor(need - most)), ceil(need - least) + 1)
        }
        return sorted(each for each in found | {0.0} if least - _HAIR <= each <= most + _HAIR)

    def allow_shortfall(self, most: float) -> None:
        """From now on no averaging period falls short by more than this, in units of length."""
        for row, need in self._periods:
            self.model.demand(row, float(max(0, ceil(need - most - _HAIR))))

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

    def _no_more_than_due(self) -> None:
        """No averaging period gets more than its own share of the allowance."""
        for (begin, end), hours in self._task.needs():
            terms = {c: self._lengths[c] for c, each in self._pairs() if begin <= each.date <= end}
            self.model.row(terms, high=float(floor(hours * QUARTERS / self._unit + 1e-6)))

    def _worst_period(self) -> int:
        """A variable that is at least the shortfall, in quarters, of each averaging period."""
        worst = self.model.amount()
        for (begin, end), hours in self._task.needs():
            terms = {
                choice: self._lengths[choice]
                for choice, each in self._pairs()
                if begin <= each.date <= end
            }
            need = hours * QUARTERS / self._unit
            self.model.row({worst: 1.0, **terms}, low=need)
            self._periods.append((self.model.row(terms, low=0.0), need))
        return worst

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
                yield Stage(Aim.DAYS_OFF, own, largest=False, gap=0.5)
        cover = {
            choice: self._lengths[choice]
            for choice, each in self._pairs()
            if each.offer.needs_cover
        }
        if cover:
            yield Stage(Aim.COVER, cover, largest=False, gap=0.5)

    def _liking(self) -> dict[int, float]:
        weights, usual = self._task.weights, round(self._task.scheme.usual * QUARTERS)
        liking = {
            choice: self._lengths[choice]
            * (each.offer.score + weights.usual_length * (each.quarters == usual))
            for choice, each in self._pairs()
        }
        for above in self._crowded_weeks():
            liking[above] = -float(weights.crowded_week)
        for both, points in self._days_in_a_row():
            liking[both] = liking.get(both, 0.0) - points
        return liking

    def _lateness(self) -> dict[int, float]:
        return {
            choice: self._lengths[choice] * self._half_days_in(each)
            for choice, each in self._pairs()
        }

    def _half_days_in(self, candidate: Candidate) -> int:
        """Half days from the first date to the start of a session."""
        at = candidate.offer.span.start.astimezone(self._task.situation.zone).time()
        afternoon = at >= self._task.weights.noon
        return (candidate.date - self._task.first).days * 2 + afternoon

    def _crowded_weeks(self) -> Iterator[int]:
        """For each run of weeks in which one session is due variables that are at least the
        quarters above what the run may hold, and above a session more. Each week is in as many runs
        as a run has weeks, so two sessions weigh the more the closer together their weeks are; and
        what is too much for one week is shared out among several.
        """
        weeks, quarters = self._task.rhythm()
        usual = self._task.scheme.usual * QUARTERS
        by_week: dict[date, dict[int, float]] = defaultdict(dict)
        for choice, candidate in self._pairs():
            by_week[monday(candidate.date)][choice] = self._lengths[choice]
        runs: dict[date, dict[int, float]] = defaultdict(dict)
        for week, terms in by_week.items():
            for earlier in range(weeks):
                runs[week - earlier * WEEK] |= terms
        booked = self._booked_in(runs, weeks)
        for first, terms in runs.items():
            for most in (quarters, quarters + usual):
                above = self.model.amount()
                room = max(0, ceil((most - booked[first]) / self._unit))
                self.model.row({above: -1.0, **terms}, high=float(room))
                yield above

    def _booked_in(self, mondays: Iterable[date], weeks: int) -> dict[date, float]:
        """Quarters of an hour booked already in the weeks from each of these days on."""
        zone, booked = self._task.situation.zone, self._task.situation.booked
        found = dict.fromkeys(mondays, 0.0)
        for span in booked:
            week = monday(local_date(span.start, zone))
            for first in (week - earlier * WEEK for earlier in range(weeks)):
                if first in found:
                    found[first] += span.hours * QUARTERS
        return found

    def _days_in_a_row(self) -> Iterator[tuple[int, float]]:
        """For each two dates in a row a variable that is 1 at least where both have a session, with
        what that costs; and the sessions next to a booked one. None where sessions are working
        days, of which two in a row are as good as two apart.
        """
        task = self._task
        if task.scheme.whole_days:
            return
        points = float(task.weights.next_day * ceil(task.scheme.usual * QUARTERS / self._unit))
        booked = {local_date(span.start, task.situation.zone) for span in task.situation.booked}
        by_date: dict[date, dict[int, float]] = defaultdict(dict)
        for choice, candidate in self._pairs():
            by_date[candidate.date][choice] = 1.0
        for day, terms in by_date.items():
            if not booked.isdisjoint({day - DAY, day + DAY}):
                yield from dict.fromkeys(terms, points).items()
            if after := by_date.get(day + DAY):
                both = self.model.amount()
                self.model.row({both: -1.0, **terms, **after}, high=1.0)
                yield both, points
