"""Questions about sessions that the rota no longer has room for."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from planner.finding import Broken, Hit, Situation, hits
from planner.model.placement import Placement
from planner.model.rota import Shift, StoredReading, covers
from planner.model.session import Session
from planner.rules import Breach, check
from planner.workspace.compared import Compared

T = TypeVar("T")


class MendingQuestions(ABC):
    """What `Questions` answers about repair."""

    _now: Callable[[], datetime]

    @abstractmethod
    def placement(self) -> Placement | None:
        """The placement that is planned."""

    @abstractmethod
    def zone(self) -> ZoneInfo:
        """The rota's zone."""

    @abstractmethod
    def shifts(self) -> tuple[Shift, ...]:
        """The person's shifts, corrected."""

    @abstractmethod
    def sessions(self) -> tuple[Session, ...]:
        """Every session, by start."""

    @abstractmethod
    def situation(self, without: str = "") -> Situation:
        """All that finding looks at."""

    @abstractmethod
    def changes(self) -> Compared | None:
        """What the current reading changed."""

    @abstractmethod
    def _own(self, stored: StoredReading) -> tuple[Shift, ...]: ...

    @abstractmethod
    def _keep(self, name: str, make: Callable[[], T]) -> T: ...

    def hits(self) -> tuple[Hit, ...]:
        """The sessions still to come that the rota has no room for, with the reasons, by start."""
        return self._keep(
            "hits", lambda: hits(self.situation(), self.sessions(), since=self._now())
        )

    def broken(
        self,
        *,
        agreed: bool = False,
        stay: frozenset[str] = frozenset(),
        make_up: frozenset[str] = frozenset(),
        sick: tuple[date, date] | None = None,
    ) -> Broken:
        """What there is to repair, within the placement (the rota's dates where there is none);
        frozen, so that `planner.finding.repair` may work on it on another thread.
        """
        placement = self.placement()
        dates = (placement.first, placement.last) if placement else None
        today = self._now().astimezone(self.zone()).date()
        first, last = dates or covers(self.shifts(), self.zone()) or (today, today)
        return Broken(
            situation=self.situation(),
            sessions=self.sessions(),
            first=first,
            last=last,
            since=self._now(),
            agreed=agreed,
            stay=stay,
            make_up=make_up,
            sick=sick,
        )

    def newly_broken(self) -> tuple[Breach, ...]:
        """What the rota breaks by itself, sessions aside, and the one before it did not."""
        return self._keep("newly broken", self._newly_broken)

    def _newly_broken(self) -> tuple[Breach, ...]:
        compared = self.changes()
        if compared is None or not compared.changes:
            return ()
        before = {(each.rule, each.span) for each in self._breaches(self._own(compared.before))}
        now = self._breaches(self.shifts())
        return tuple(each for each in now if (each.rule, each.span) not in before)

    def _breaches(self, shifts: tuple[Shift, ...]) -> tuple[Breach, ...]:
        situation = self.situation()
        return check(
            shifts,
            situation.ruleset,
            situation.zone,
            opt_out=situation.opt_out,
            worked=situation.worked,
        ).breaches
