"""Which session goes to which place: the assignment at the heart of repair."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from time import monotonic

from planner.finding.best import Status
from planner.finding.model import Model, Solution
from planner.finding.places import Place
from planner.finding.safety import Safety
from planner.finding.situation import Situation
from planner.model.session import Session, State

Objective = tuple[Mapping[int, float], bool]
"""Factors of choices by their index, and whether the sum is to be large."""


class Seating:
    """Gives sessions places, each at most one, no two on one date, no rule broken together.

    ``places`` are known by their index, ``sessions`` by the number that the places name. ``end`` is
    the clock's reading (`time.monotonic`) at which to stop with what there is.
    """

    def __init__(
        self,
        situation: Situation,
        sessions: Sequence[Session],
        places: Sequence[Place],
        end: float,
        cancelled: Callable[[], bool],
    ) -> None:
        self._sessions = sessions
        self._places = sorted(places, key=lambda place: (place.span, place.number))
        self._safety = Safety(situation, [place.candidate for place in self._places])
        self._end = end
        self._cancelled = cancelled
        self._seated: list[int] = []
        self.status = Status.NONE

    @property
    def seated(self) -> dict[int, Place]:
        """The place of each session that has one, by the session's number."""
        return {self._places[index].number: self._places[index] for index in self._seated}

    def run(self) -> None:
        """Find the best seating."""
        if self._over():
            return
        if not self._each_has_its_best():
            self._solve()

    def _over(self) -> bool:
        return self._cancelled() or monotonic() >= self._end

    def _each_has_its_best(self) -> bool:
        """Whether every session can have the best of its own places: then nothing is better."""
        best: dict[int, int] = {}
        for index, place in enumerate(self._places):
            known = best.get(place.number)
            if known is None or _rank(place) < _rank(self._places[known]):
                best[place.number] = index
        chosen = sorted(best.values())
        days = [self._places[index].candidate.date for index in chosen if self._moves(index)]
        stays = {self._places[index].candidate.date for index in chosen if not self._moves(index)}
        if len(set(days)) < len(days) or not stays.isdisjoint(days):
            return False
        if self._safety.cuts(chosen):
            return False
        self._seated, self.status = chosen, Status.OPTIMAL
        return True

    def _moves(self, index: int) -> bool:
        return not self._places[index].stays

    def _solve(self) -> None:
        """All stages in order; stops where one of them is not proven."""
        model = Model(self._over)
        choices = [model.choice() for _ in self._places]
        for terms in self._at_most_one(choices):
            model.row(terms, high=1.0)
        for objective, largest in self._objectives(choices):
            if not objective:
                continue
            solution = self._stage(model, choices, objective, largest=largest)
            if solution is None or not solution.proven:
                return
            reached = float(round(solution.objective))
            if largest:
                model.row(objective, low=reached)
            else:
                model.row(objective, high=reached)
        self.status = Status.OPTIMAL

    def _stage(
        self, model: Model, choices: Sequence[int], objective: Mapping[int, float], *, largest: bool
    ) -> Solution | None:
        """The best solution for one objective that breaks no rule, None where time ran out."""
        while not self._over():
            # Whole numbers in every objective: half a unit from the bound is proof.
            solution = model.solve(
                objective, largest=largest, gap=0.5, seconds=self._end - monotonic()
            )
            if solution is None:
                return None
            chosen = [n for n, choice in enumerate(choices) if solution.chosen(choice)]
            cuts = self._safety.cuts(chosen)
            if not cuts:
                self._seated, self.status = chosen, Status.FEASIBLE
                return solution
            for terms, high in cuts:
                model.row({choices[n]: factor for n, factor in terms.items()}, high=high)
        return None

    def _at_most_one(self, choices: Sequence[int]) -> Iterator[dict[int, float]]:
        """Choices of which at most one is taken: those of a session; those that move to a date,
        with each that stays on it (two that both stay were put on one date by the user).
        """
        by_session: dict[int, dict[int, float]] = defaultdict(dict)
        moving: dict[date, dict[int, float]] = defaultdict(dict)
        staying: dict[date, list[int]] = defaultdict(list)
        for choice, place in zip(choices, self._places, strict=True):
            by_session[place.number][choice] = 1.0
            if place.stays:
                staying[place.candidate.date].append(choice)
            else:
                moving[place.candidate.date][choice] = 1.0
        yield from by_session.values()
        for day, terms in moving.items():
            yield terms
            for stays in staying.get(day, ()):
                yield {stays: 1.0, **terms}

    def _objectives(self, choices: Sequence[int]) -> Iterator[Objective]:
        """What is sought, the first before all others."""
        pairs = list(zip(choices, self._places, strict=True))
        # Of sessions that cannot all stay as many as possible do, agreed ones before others.
        more = len(self._sessions) + 1
        yield {c: float(more + self._is_agreed(p)) for c, p in pairs if p.stays}, True
        yield dict.fromkeys(choices, 1.0), True
        yield {c: float(p.days) for c, p in pairs if p.days}, False
        yield {c: float(p.cover) for c, p in pairs if p.cover}, False
        yield {c: float(p.quarters) for c, p in pairs if p.quarters}, False
        earliest = min(p.span.start for p in self._places)
        hours = {c: float((p.span.start - earliest).total_seconds() // 3600) for c, p in pairs}
        yield {c: after for c, after in hours.items() if after}, False

    def _is_agreed(self, place: Place) -> bool:
        return self._sessions[place.number].state is State.AGREED


def _rank(place: Place) -> tuple[bool, int, int, int, object]:
    """How good a place is for its session by itself; the smaller, the better."""
    return not place.stays, place.days, place.cover, place.quarters, place.span.start
