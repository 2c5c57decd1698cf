"""The sessions of a placement, with what a supervisor needs to judge them."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.model.placement import Placement
from planner.model.scheme import Scheme
from planner.model.session import Session, State


@dataclass(frozen=True, slots=True)
class RulesSummary:
    """What the working-time rules say of the rota with the plan in it.

    ``average_week`` is hours of work a week (rule H1), None where there is no work to average.
    ``broken`` names the rules that the rota or the plan breaks, in words; empty: all kept.
    """

    title: str
    average_week: float | None
    broken: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether every rule that was checked is kept."""
        return not self.broken


@dataclass(frozen=True, slots=True)
class Allowance:
    """Hours of protected time over a placement: due, and what has become of them.

    ``due_so_far`` is the part of ``due`` that falls before now. ``to_find`` is what is neither
    delivered, agreed nor proposed, never below 0; lost hours are to be found again.
    """

    due: float
    due_so_far: float
    delivered: float = 0.0
    agreed: float = 0.0
    proposed: float = 0.0
    lost: float = 0.0

    @property
    def planned(self) -> float:
        """Hours delivered, agreed or proposed."""
        return self.delivered + self.agreed + self.proposed

    @property
    def to_find(self) -> float:
        """Hours still due."""
        return max(0.0, self.due - self.planned)


def session_hours(sessions: tuple[Session, ...], *states: State) -> float:
    """Elapsed hours of the sessions in any of ``states``."""
    spans = [session.span for session in sessions if session.state in states]
    return sum((span.hours for span in spans), 0.0)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it goes to a supervisor.

    ``sessions`` are sorted by start; cancelled ones are left out. ``version`` counts the different
    plans that were exported, from 1; ``issued`` is when this one was. ``nights_and_leave`` are the
    days of the placement on which either lies, sorted; None where the plan does not tell.
    """

    placement: Placement
    scheme: Scheme
    zone: ZoneInfo
    sessions: tuple[Session, ...]
    allowance: Allowance
    rules: RulesSummary
    rota_read: datetime | None
    issued: datetime
    version: int
    nights_and_leave: tuple[date, ...] | None = None
