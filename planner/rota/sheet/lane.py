"""A row or column of a table that runs along its dates; and what several of them make together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from planner.rota.sheet.cells import Value
from planner.rota.sheet.halves import Half
from planner.rota.sheet.headings import Role


@dataclass(slots=True)
class Group:
    """The lanes that make one series of shifts.

    ``person`` is whose they are where a heading says so, ``label`` what they are where a heading
    says that; else ``lanes`` hold it for each date. ``half`` is the half of the day that they are
    in.
    """

    person: str = ""
    label: str = ""
    half: Half | None = None
    lanes: dict[Role, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is read; ``aside`` are headings of lanes that hold nothing of a shift."""

    groups: tuple[Group, ...]
    words: str
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with what its cells and its heading say.

    ``values`` are what stands in cells that say anything, each once, with how many say it: a rota
    says little, and that often.
    """

    number: int
    head: str
    role: Role | None
    cells: tuple[Value, ...] = ()
    values: tuple[tuple[Value, int], ...] = ()

    @property
    def filled(self) -> int:
        """How many cells say anything."""
        return sum(count for _, count in self.values)

    def share(self, test: Callable[[Value], bool]) -> float:
        """The share of these cells that pass a test; 0 where there are none."""
        passed = sum(count for value, count in self.values if test(value))
        return passed / self.filled if self.values else 0.0


def others(lanes: Sequence[Lane], taken: Sequence[Lane]) -> list[Lane]:
    """The lanes without some of them."""
    numbers = {lane.number for lane in taken}
    return [lane for lane in lanes if lane.number not in numbers]
