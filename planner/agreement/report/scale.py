"""How a rule's figure is drawn as a bar, in the window and on paper alike."""

from dataclasses import dataclass

from planner.agreement.report.content import Standing

_BEYOND = 1.3
"""Where a bar ends, in limits: a figure that is further away is drawn to the end."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Parts of a bar's length, from 0 to 1: the figure (None where there is none), the limit, and
    the stretch on which the rule is broken.
    """

    figure: float | None
    limit: float
    forbidden: tuple[float, float]


def bar_of(standing: Standing) -> Bar:
    """The bar of a standing. A limit of 0 (none allowed) lies at the start."""
    whole = standing.limit * _BEYOND or max(1.0, standing.figure or 0.0) * _BEYOND
    limit = standing.limit / whole
    figure = None if standing.figure is None else min(1.0, max(0.0, standing.figure / whole))
    return Bar(figure, limit, (0.0, limit) if standing.at_least else (limit, 1.0))
