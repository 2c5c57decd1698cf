"""A linear model with 0/1 choices, solved to proven optimality by HiGHS."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Solution:
    """Values of all variables by index, the objective they reach, the bound that no solution can
    pass, and whether the two are proven to be the same.
    """

    values: tuple[float, ...]
    objective: float
    bound: float
    proven: bool

    def chosen(self, index: int) -> bool:
        """Whether a 0/1 choice is taken."""
        return self.values[index] > 0.5


def _silent(highspy: Any) -> Any:
    """A solver that writes nothing to the terminal.

    Making one registers for its calls, and with that HiGHS says who it is unless its output was
    switched off before.
    """

    class Silent(highspy.Highs):  # type: ignore[misc]  # the library is fetched late
        def enableCallbacks(self) -> None:  # noqa: N802 - the library's name
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    return Silent()


class Model:
    """Variables, rows and one solve after another.

    One thread and a fixed seed: the same model has the same solution. ``cancelled`` is asked from
    time to time while HiGHS works, which then stops with the best solution that it has.
    """

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        # Imported here: the library takes 0.1 s and most starts of the program plan nothing.
        import highspy

        self._highspy: Any = highspy
        self._cancelled = cancelled
        self._count = 0
        self._rows = 0
        self._highs = _silent(highspy)
        # Presolve is off and no solve is given a solution to start from: with both, HiGHS 1.16 said
        # proven of solutions whose objective it had wrong. Models this small are faster without.
        options: dict[str, bool | int | float | str] = {
            "threads": 1,
            "random_seed": 0,
            "mip_rel_gap": 0.0,
            "presolve": "off",
        }
        for name, value in options.items():
            self._highs.setOptionValue(name, value)
        self._highs.cbMipInterrupt += self._stop_if_cancelled
        self._highs.cbSimplexInterrupt += self._stop_if_cancelled

    def choice(self) -> int:
        """A new 0/1 variable; its index."""
        index = self.amount(0.0, 1.0)
        self._highs.changeColIntegrality(index, self._highspy.HighsVarType.kInteger)
        return index

    def amount(self, low: float = 0.0, high: float = float("inf")) -> int:
        """A new continuous variable; its index."""
        self._highs.addVar(low, min(high, self._highs.inf))
        self._count += 1
        return self._count - 1

    def row(
        self, terms: Mapping[int, float], low: float = float("-inf"), high: float = float("inf")
    ) -> int:
        """Demands that the sum of factor × variable lies between ``low`` and ``high``; the index of
        the row.
        """
        import numpy as np

        infinite = self._highs.inf
        self._rows += 1
        self._highs.addRow(
            max(low, -infinite),
            min(high, infinite),
            len(terms),
            np.fromiter(terms.keys(), dtype=np.int32, count=len(terms)),
            np.fromiter(terms.values(), dtype=np.float64, count=len(terms)),
        )
        return self._rows - 1

    def demand(self, row: int, low: float, high: float) -> None:
        """From now on the sum of a row lies between these ends, and no others."""
        self._highs.changeRowBounds(row, low, high)

    def solve(
        self, objective: Mapping[int, float], *, largest: bool, gap: float, seconds: float
    ) -> Solution | None:
        """The solution with the largest (or smallest) sum of factor × variable.

        ``gap`` is how far the objective may be from the bound and still count as proven: below 1
        where all solutions have whole numbers. None where no solution was found in ``seconds``.
        """
        highspy, highs = self._highspy, self._highs
        for index in range(self._count):
            highs.changeColCost(index, float(objective.get(index, 0.0)))
        sense = highspy.ObjSense
        highs.changeObjectiveSense(sense.kMaximize if largest else sense.kMinimize)
        highs.setOptionValue("mip_abs_gap", gap)
        highs.setOptionValue("time_limit", max(0.0, seconds))
        highs.run()
        info = highs.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        proven = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return Solution(
            values=tuple(highs.getSolution().col_value),
            objective=info.objective_function_value,
            bound=info.mip_dual_bound,
            proven=proven,
        )

    def _stop_if_cancelled(self, event: Any) -> None:  # the library gives its events no type
        if self._cancelled():
            event.interrupt()
