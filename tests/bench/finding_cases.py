"""What is measured of finding: windows, offers, plans, and the same model given to CP-SAT."""

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from planner.clock import LONDON, BankHolidays, CoreHours
from planner.finding import Situation, best_plan, load_scheme, windows
from planner.finding.candidates import candidates
from planner.finding.layout import Layout
from planner.finding.model import Model
from planner.finding.safety import Safety
from planner.finding.task import Task
from planner.finding.weights import load_weights
from planner.rules import load_ruleset
from tests.bench.cp_sat import CpSat, Row
from tests.bench.harness import Case
from tests.bench.rules_cases import MONDAY, made_up

PEOPLE = 30


def finding_cases() -> Iterator[tuple[Case, str]]:
    """Every case, with a sentence for the page where the figures need one."""
    yield from windows_of_many()
    yield from plans()
    if importlib.util.find_spec("ortools") is not None:
        yield from against_cp_sat()


def situation_of(weeks: int, turn: int = 0) -> tuple[Situation, date, date]:
    """A made-up lawful rota of so many weeks."""
    shifts = made_up(weeks, turn)
    rules = load_ruleset("england-2016")
    situation = Situation(shifts, LONDON, rules, CoreHours(), BankHolidays())
    return situation, MONDAY, MONDAY + timedelta(weeks=weeks, days=-1)


def windows_of_many() -> Iterator[tuple[Case, str]]:
    people = [situation_of(26, turn) for turn in range(PEOPLE)]
    half = people[: PEOPLE // 2]

    def of(group: Sequence[tuple[Situation, date, date]]) -> Callable[[], int]:
        return lambda: sum(len(windows(*each)) for each in group)

    yield (
        Case(
            f"windows of {PEOPLE} people, 26 weeks", of(people), f"of {len(half)} people", of(half)
        ),
        "",
    )


def plans() -> Iterator[tuple[Case, str]]:
    scheme = replace(load_scheme("foundation-sdt"), shortest=4.0, longest=4.0)
    half, year = situation_of(26), situation_of(52)
    plan = best_plan(year[0], scheme, *year[1:])
    yield (
        Case(
            "best plan over 52 weeks, sessions of 4 h",
            lambda: best_plan(year[0], scheme, *year[1:]),
            "26 weeks",
            lambda: best_plan(half[0], scheme, *half[1:]),
            runs=5,
        ),
        f"Over 52 weeks it finds {plan.hours:g} of {plan.allowance_hours:g} h ({plan.status}).",
    )


class Written(Model):
    """A model that remembers its rows, so that another solver can be given the same."""

    def __init__(self) -> None:
        super().__init__(lambda: False)
        self.rows: list[Row] = []
        self.choices: list[int] = []

    def choice(self) -> int:
        self.choices.append(super().choice())
        return self.choices[-1]

    def row(self, terms: Any, low: float = float("-inf"), high: float = float("inf")) -> int:
        self.rows.append((dict(terms), low, high))
        return super().row(terms, low, high)


def against_cp_sat() -> Iterator[tuple[Case, str]]:
    """The choice of the sessions liked best, of one model, by both solvers."""
    situation, first, last = situation_of(26)
    scheme, weights = load_scheme("foundation-sdt"), load_weights()
    found = candidates(situation, scheme, first, last, 52.0, weights)
    task = Task(situation, scheme, first, last, 52.0, 52.0, found, weights)
    safety = Safety(situation, found)
    cuts = list(safety.rows())
    liking = {number: float(each.offer.score * each.quarters) for number, each in enumerate(found)}

    other = CpSat()

    def written() -> Written:
        model = Written()
        Layout(task, model, 208.0, safety, cuts)
        return model

    def ours() -> float:
        model = written()
        solution = model.solve(liking, largest=True, gap=0.5, seconds=60.0)
        assert solution is not None
        assert solution.proven
        return round(solution.objective)

    def theirs() -> float:
        model = written()
        return other.best(model.choices, model.rows, liking)

    assert ours() == theirs()
    yield (
        Case("one stage of a plan, 26 weeks, by HiGHS", ours, "the same model by CP-SAT", theirs),
        "",
    )
