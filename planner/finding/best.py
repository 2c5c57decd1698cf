"""The best plan: sessions that together give the most of an allowance, chosen by a linear 0/1
model.

The objectives come one after the other (`planner.finding.layout`), each keeping what the ones
before have reached. What the rules say of hours and of days in a row is in the model; the rest of
them is checked on the result: what breaks a rule is cut off and the stage solved again, so no plan
that breaks one comes out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import floor
from time import monotonic

from planner.errors import WrongUse
from planner.finding.candidates import QUARTERS, Candidate, candidates
from planner.finding.layout import Aim, Layout, Stage
from planner.finding.model import Model, Solution
from planner.finding.offers import Judge, Offer
from planner.finding.safety import Safety
from planner.finding.schemes import allowance_hours
from planner.finding.situation import Situation
from planner.finding.task import Task
from planner.finding.weights import load_weights
from planner.model.scheme import Scheme


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
    began = monotonic()
    left = max(0.0, due - already)
    weights = load_weights()

    whole = True

    def late() -> bool:
        # A rota of many years has more dates than can be looked at: half of the time is for them.
        nonlocal whole
        whole = not cancelled() and monotonic() < began + time_limit / 2
        return not whole

    found = candidates(situation, scheme, first, last, left, weights, late)
    if not found:
        # Nothing left to give is the best there is; hours left and no place for them is no plan.
        status = Status.NONE if left >= scheme.shortest else Status.OPTIMAL
        return BestPlan((), 0.0, due, status, 0.0, 0.0 if whole else left)
    task = Task(situation, scheme, first, last, due, left, found, weights)
    search = _Search(task, began + time_limit, cancelled)
    search.run()
    sessions = tuple(_told(task, search))
    return BestPlan(
        sessions=sessions,
        hours=sum(offer.hours for offer in sessions),
        allowance_hours=due,
        status=search.status if whole or not sessions else Status.FEASIBLE,
        objective=sum(offer.hours for offer in sessions),
        bound=search.bound / QUARTERS if whole else left,
    )


class _Search:
    """One search: the model, the stages, and the best plan so far.

    The stages are first solved for what they could reach at best, and the rules that are not in
    the rows are looked after from the preferences' stage on: where that finds a plan, it is the
    best there is. Where the rules leave less, every stage is solved anew with the check in it.
    """

    def __init__(self, task: Task, end: float, cancelled: Callable[[], bool]) -> None:
        self._task = task
        self._end = end
        self._cancelled = cancelled
        self._safety = Safety(task.situation, task.candidates)
        self._cuts = list(self._safety.rows())
        self._unchecked: list[int] = []
        self._numbers: list[int] = []
        self.status = Status.NONE
        whole = sum(candidate.quarters for candidate in task.candidates)
        self.bound = float(min(floor(task.left * QUARTERS + 1e-6), whole))

    @property
    def chosen(self) -> list[Candidate]:
        """The sessions of the best plan so far."""
        return [self._task.candidates[number] for number in self._numbers]

    def average_week(self) -> float | None:
        """Hours of the average week with the best plan so far."""
        return self._safety.average_week(self._numbers)

    def run(self) -> None:
        """One pass, and a careful one where that leaves anything open."""
        if not self._pass(careful=False) and not self._over():
            self._pass(careful=True)
        if self.status is Status.NONE and self._unchecked:
            self._numbers = self._safety.part(self._unchecked)
            self.status = Status.FEASIBLE if self._numbers else Status.NONE

    def _over(self) -> bool:
        return self._cancelled() or monotonic() >= self._end

    def _pass(self, *, careful: bool) -> bool:
        """All stages in order; whether each was proven."""
        layout = Layout(self._task, Model(self._over), self.bound, self._safety, self._cuts)
        for stage in layout.stages():
            checked = careful or stage.aim.is_taste
            if stage.aim is Aim.SPREAD:
                if not self._spread(layout, stage, checked=checked):
                    return False
                continue
            solution = self._stage(layout, stage, checked=checked)
            if solution is None:
                return False
            if stage.aim is Aim.HOURS:
                self.bound = min(self.bound, floor(solution.bound + 1e-6) * layout.unit)
            if not solution.proven:
                return False
            layout.keep(stage, solution.objective)
        self.status = Status.OPTIMAL
        return True

    def _spread(self, layout: Layout, stage: Stage, *, checked: bool) -> bool:
        """Spread the hours as evenly as a plan can; whether that was found out in time."""
        levels = layout.shortfalls()
        least, most, step = 0, len(levels) - 1, 1
        # What sums of whole sessions do not forbid is there nearly always: so from below, by steps
        # that grow until there is a plan, then by halves.
        while least < most:
            tried = min(least + step - 1, (least + most) // 2)
            layout.allow_shortfall(levels[tried])
            found = self._stage(layout, stage, checked=checked)
            if self._over():
                return False
            if found is None:
                least, step = tried + 1, step * 2
            else:
                most = tried
        layout.allow_shortfall(levels[most])
        return True

    def _stage(self, layout: Layout, stage: Stage, *, checked: bool) -> Solution | None:
        """The best solution of a stage, one that breaks no rule where that is ``checked``; None
        where there is none or time ran out.
        """
        while not self._over():
            # Whole numbers in every objective: half a unit from the bound is proof.
            solution = layout.model.solve(
                stage.terms, largest=stage.largest, gap=0.5, seconds=self._end - monotonic()
            )
            if solution is None:
                return None
            self._unchecked = layout.chosen(solution)
            if not checked:
                return solution
            cuts = self._safety.cuts(self._unchecked)
            if not cuts:
                self._numbers, self.status = self._unchecked, Status.FEASIBLE
                return solution
            self._cuts += cuts
            for cut in cuts:
                layout.cut(cut)
        return None


def _told(task: Task, search: _Search) -> Iterator[Offer]:
    """The sessions of a plan by time, each with its score and reasons as one of the plan."""
    plan = sorted(search.chosen, key=lambda candidate: candidate.offer.span)
    spans = [candidate.offer.span for candidate in plan]
    week = search.average_week()
    judge = Judge(task.situation, task.weights, date.max, task.situation.booked)
    for place, candidate in enumerate(plan):
        # Of the others only the nearest count: those on either side.
        beside = spans[max(0, place - 1) : place + 2]
        yield judge.in_plan(candidate.window, candidate.offer.span, beside, week)
