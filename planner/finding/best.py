"""The best plan: sessions that together give the most of an allowance, chosen by a linear 0/1
model.

The objectives come one after the other, each keeping what the ones before have reached: (a) most
hours; (b) least shortfall in the worst averaging period; (c) least hours that need cover; (d)
best scores, with no week crowded; (e) earliest. After every solve the whole working-time check
runs on the result; what breaks a rule is cut off and the stage solved again, so no plan that
breaks one comes out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil, floor, gcd
from time import monotonic

from planner.clock import WEEK, days_span, monday
from planner.errors import WrongUse
from planner.finding.candidates import QUARTERS, Candidate, candidates, periods
from planner.finding.model import Model, Solution
from planner.finding.offers import Judge, Offer
from planner.finding.safety import Safety
from planner.finding.schemes import allowance_hours
from planner.finding.situation import Situation
from planner.finding.weights import Weights, load_weights
from planner.model.scheme import Per, Scheme
from planner.spans import overlap, total


class Status(StrEnum):
    """How good a plan is known to be."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class BestPlan:
    """Sessions by time, and how well they do.

    ``hours`` are theirs, ``allowance_hours`` all that is due between the dates. ``objective`` and
    ``bound`` are hours too: what the plan reaches, and what no plan can pass. ``status`` is
    OPTIMAL only where every objective was proven, FEASIBLE where time ran out or the search was
    cancelled first, NONE where no session was found at all.
    """

    sessions: tuple[Offer, ...]
    hours: float
    allowance_hours: float
    status: Status
    objective: float
    bound: float


def never() -> bool:
    """No: what a search asks that nobody can cancel."""
    return False


def best_plan(  # noqa: PLR0913  (a request in words: all but four are named at the call)
    situation: Situation,
    scheme: Scheme,
    first: date,
    last: date,
    *,
    share: float = 1.0,
    hours: float | None = None,
    already: float = 0.0,
    time_limit: float = 10.0,
    cancelled: Callable[[], bool] = never,
) -> BestPlan:
    """The best sessions from ``first`` to ``last``, both included, for what is left of an
    allowance.

    ``share`` and ``hours`` are those of `allowance_hours`; ``already`` are hours of it that are
    planned or delivered. At most one session a date, none that breaks a rule, alone or with the
    others. ``time_limit`` is in seconds; ``cancelled`` is asked from time to time, from this
    thread or the solver's. The same input has the same plan unless time runs out. Raises WrongUse
    as `allowance_hours` does.
    """
    due = allowance_hours(scheme, first, last, share=share, hours=hours)
    if already < 0:
        raise WrongUse("Hours that are planned already cannot be below 0.")
    left = max(0.0, due - already)
    weights = load_weights()
    found = candidates(situation, scheme, first, last, left, weights)
    if not found:
        # Nothing left to give is the best there is; hours left and no place for them is no plan.
        status = Status.NONE if left >= scheme.shortest else Status.OPTIMAL
        return BestPlan((), 0.0, due, status, 0.0, 0.0)
    task = Task(situation, scheme, first, last, due, left, found, weights)
    search = _Search(task, time_limit, cancelled)
    search.run()
    sessions = tuple(_told(task, search))
    return BestPlan(
        sessions=sessions,
        hours=sum(offer.hours for offer in sessions),
        allowance_hours=due,
        status=search.status,
        objective=sum(offer.hours for offer in sessions),
        bound=search.bound / QUARTERS,
    )


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


class _Search:
    """One search: the model, the stages, and the best plan so far."""

    def __init__(self, task: Task, time_limit: float, cancelled: Callable[[], bool]) -> None:
        self._task = task
        self._end = monotonic() + time_limit
        self._cancelled = cancelled
        self._model = Model(self._over)
        self._safety = Safety(task.situation, task.candidates)
        self._choices = [self._model.choice() for _ in task.candidates]
        self._quarters = {
            choice: float(candidate.quarters)
            for choice, candidate in zip(self._choices, task.candidates, strict=True)
        }
        self._numbers: list[int] = []
        self.status = Status.NONE
        self.bound = float(min(floor(task.left * QUARTERS + 1e-6), sum(self._quarters.values())))
        self._lay_down()

    @property
    def chosen(self) -> list[Candidate]:
        """The sessions of the best plan so far."""
        return [self._task.candidates[number] for number in self._numbers]

    def average_week(self) -> float | None:
        """Hours of the average week with the best plan so far."""
        return self._safety.average_week(self._numbers)

    def _over(self) -> bool:
        return self._cancelled() or monotonic() >= self._end

    def _pairs(self) -> Iterator[tuple[int, Candidate]]:
        return zip(self._choices, self._task.candidates, strict=True)

    def _lay_down(self) -> None:
        """The rows that hold throughout: one session a date, and the allowance."""
        self._model.row(self._quarters, high=self.bound)
        by_date: dict[date, dict[int, float]] = defaultdict(dict)
        for choice, candidate in self._pairs():
            by_date[candidate.date][choice] = 1.0
        for terms in by_date.values():
            self._model.row(terms, high=1.0)

    def _cut(self, cut: tuple[Mapping[int, float], float]) -> None:
        terms, high = cut
        self._model.row(
            {self._choices[number]: value for number, value in terms.items()}, high=high
        )

    def run(self) -> None:
        """All stages in order; stops where one of them is not proven."""
        # Whole numbers in the objective: half a unit from the bound is proof. Shortfalls have
        # fractions, so theirs is proven to a thousandth of a quarter of an hour.
        most = self._stage(self._quarters, largest=True, gap=0.5)
        if most is None:
            return
        self.bound = min(self.bound, floor(most.bound + 1e-6))
        self._model.row(self._quarters, low=round(most.objective))
        worst = self._worst_period()
        least = self._stage({worst: 1.0}, largest=False, gap=1e-3) if most.proven else None
        if least is None or not least.proven:
            return
        self._model.row({worst: 1.0}, high=least.objective + 1e-3)
        for objective, largest in self._finer():
            solution = self._stage(objective, largest=largest, gap=0.5)
            if solution is None or not solution.proven:
                return
            reached = float(round(solution.objective))
            if largest:
                self._model.row(objective, low=reached)
            else:
                self._model.row(objective, high=reached)
        self.status = Status.OPTIMAL

    def _stage(
        self, objective: Mapping[int, float], *, largest: bool, gap: float
    ) -> Solution | None:
        """The best solution for one objective that breaks no rule, None where time ran out."""
        while not self._over():
            solution = self._model.solve(
                objective, largest=largest, gap=gap, seconds=self._end - monotonic()
            )
            if solution is None:
                return None
            numbers = [n for n, choice in enumerate(self._choices) if solution.chosen(choice)]
            cuts = self._safety.cuts(numbers)
            if not cuts:
                self._numbers = numbers
                self.status = Status.FEASIBLE
                return solution
            for cut in cuts:
                self._cut(cut)
        return None

    def _worst_period(self) -> int:
        """A variable that is at least the shortfall, in quarters, of each averaging period."""
        worst = self._model.amount()
        for (begin, end), hours in self._task.needs():
            terms = {
                choice: float(candidate.quarters)
                for choice, candidate in self._pairs()
                if begin <= candidate.date <= end
            }
            self._model.row({worst: 1.0, **terms}, low=hours * QUARTERS)
        return worst

    def _finer(self) -> Iterator[tuple[dict[int, float], bool]]:
        """The objectives (c), (d) and (e), each with whether it is to be large."""
        cover = {
            choice: float(candidate.quarters)
            for choice, candidate in self._pairs()
            if candidate.offer.needs_cover
        }
        yield cover, False
        weights, usual = self._task.weights, round(self._task.scheme.usual * QUARTERS)
        liking = {
            choice: float(
                candidate.quarters
                * (candidate.offer.score + weights.usual_length * (candidate.quarters == usual))
            )
            for choice, candidate in self._pairs()
        }
        for above in self._crowded_weeks():
            liking[above] = -float(weights.crowded_week)
        yield liking, True
        unit = gcd(*(candidate.quarters for candidate in self._task.candidates))
        yield (
            {
                choice: float(candidate.quarters // unit * self._hours_in(candidate))
                for choice, candidate in self._pairs()
            },
            False,
        )

    def _hours_in(self, candidate: Candidate) -> int:
        """Whole hours on the clock from the first date to the start of a session."""
        hour = candidate.offer.span.start.astimezone(self._task.situation.zone).hour
        return (candidate.date - self._task.first).days * 24 + hour

    def _crowded_weeks(self) -> Iterator[int]:
        """For each run of weeks in which one session is due a variable that is at least the
        quarters above what the run may hold. Each week is in as many runs as a run has weeks, so
        two sessions weigh the more the closer together their weeks are.
        """
        weeks, share = self._task.rhythm()
        by_week: dict[date, dict[int, float]] = defaultdict(dict)
        for choice, candidate in self._pairs():
            by_week[monday(candidate.date)][choice] = float(candidate.quarters)
        runs: dict[date, dict[int, float]] = defaultdict(dict)
        for week, terms in by_week.items():
            for earlier in range(weeks):
                runs[week - earlier * WEEK] |= terms
        for terms in runs.values():
            above = self._model.amount()
            self._model.row({above: -1.0, **terms}, high=float(share))
            yield above


def _told(task: Task, search: _Search) -> Iterator[Offer]:
    """The sessions of a plan by time, each with its score and reasons as one of the plan."""
    plan = sorted(search.chosen, key=lambda candidate: candidate.offer.span)
    spans = [candidate.offer.span for candidate in plan]
    week = search.average_week()
    judge = Judge(task.situation, task.weights, date.max, task.situation.booked)
    for candidate in plan:
        yield judge.in_plan(candidate.window, candidate.offer.span, spans, week)
