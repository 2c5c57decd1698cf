"""The months in one post."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from planner.clock import CoreHours, Division
from planner.errors import WrongUse


class Half(StrEnum):
    """A half of the working day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a doctor would rather have; nothing of it is a rule.

    ``weekdays`` (0 is Monday) and ``half`` are preferred; on the weekdays of ``kept_free`` nothing
    is offered or planned at all. ``days_off``: whether days without an entry in the rota may be
    used as any other (True), not at all (False), or as the scheme has it (None).
    """

    weekdays: frozenset[int] = frozenset()
    half: Half | None = None
    kept_free: frozenset[int] = frozenset()
    days_off: bool | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """One post: its dates (both included), the doctor, the scheme, and what is particular to it.

    ``share`` is the share of full time, 0 to 1, which scales the allowance unless it is not to
    (``share_counts``). ``person`` is the
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
    share_counts: bool = True
    prefers: Preferences = field(default_factory=Preferences)

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise WrongUse(
                "The placement ends before it starts. Give the first day, then the last."
            )
        if not 0 < self.share <= 1:
            raise WrongUse("The share of full time lies above 0 and is at most 1 (100 %).")

    @property
    def counted_share(self) -> float:
        """The share of full time that scales the allowance: 1 where that is switched off."""
        return self.share if self.share_counts else 1.0

    @property
    def weeks(self) -> float:
        """Length in weeks, with fractions."""
        return ((self.last - self.first).days + 1) / 7
