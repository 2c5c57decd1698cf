"""A linear 0/1 model solved by CP-SAT, in a process of its own: its library and HiGHS's bring the
same names and cannot be in one.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

Row = tuple[dict[int, float], float, float]


class CpSat:
    """CP-SAT, started and ready."""

    def __init__(self) -> None:
        self._process = ProcessPoolExecutor(1, mp_context=get_context("spawn"))

    def best(
        self, choices: Sequence[int], rows: Sequence[Row], objective: Mapping[int, float]
    ) -> int:
        """The best value of an objective in whole numbers; factors of rows are kept to a
        thousandth.
        """
        return self._process.submit(solve, list(choices), list(rows), dict(objective)).result()


def solve(choices: Sequence[int], rows: Sequence[Row], objective: Mapping[int, float]) -> int:
    """Solve to proven optimality on one thread, as HiGHS has it."""
    from ortools.sat.python import cp_model

    made: Any = cp_model.CpModel()
    taken = {index: made.new_bool_var(str(index)) for index in choices}
    for terms, low, high in rows:
        total = sum(round(1000 * factor) * taken[index] for index, factor in terms.items())
        if low > float("-inf"):
            made.add(total >= round(1000 * low))
        if high < float("inf"):
            made.add(total <= int(1000 * high + 1e-6))
    made.maximize(sum(round(factor) * taken[index] for index, factor in objective.items()))
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(made) == cp_model.OPTIMAL
    return round(solver.objective_value)
