"""The months in one post."""

from dataclasses import dataclass, field
from datetime import date

from planner.clock import CoreHours, Division
from planner.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Placement:
    """One post: its dates (both included), the doctor, the scheme, and what is particular to it.

    ``share`` is the share of full time, 0 to 1, which scales the allowance. ``person`` is the
    doctor's name as the rota writes it, empty where the rota names nobody. ``hours`` replaces the
    scheme's own hours (schemes whose hours are set locally, or custom ones).
    """

    title: str
    first: date
    last: date
    scheme: str
    doctor: str = ""
    person: str = ""
    supervisor: str = ""
    department: str = ""
    share: float = 1.0
    hours: float | None = None
    ruleset: str = "england-2016"
    opt_out: bool = False
    division: Division = Division.ENGLAND
    core: CoreHours = field(default_factory=CoreHours)

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise WrongUse(
                "The placement ends before it starts. Give the first day, then the last."
            )
        if not 0 < self.share <= 1:
            raise WrongUse("The share of full time lies above 0 and is at most 1 (100 %).")

    @property
    def weeks(self) -> float:
        """Length in weeks, with fractions."""
        return ((self.last - self.first).days + 1) / 7
