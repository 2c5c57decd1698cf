"""Questions about the doctor's own time: days off sick, and meetings to join."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar
from zoneinfo import ZoneInfo

from planner.model.away import SickDays, with_sick_days
from planner.model.opportunity import Opportunity
from planner.model.rota import Shift
from planner.store import Store

T = TypeVar("T")


class OwnQuestions(ABC):
    """What `Questions` answers about the doctor's own time."""

    _store: Store

    @abstractmethod
    def person(self) -> str:
        """Whose rota it is."""

    @abstractmethod
    def zone(self) -> ZoneInfo:
        """The rota's zone."""

    @abstractmethod
    def shifts(self) -> tuple[Shift, ...]:
        """The person's shifts, corrected."""

    @abstractmethod
    def _keep(self, name: str, make: Callable[[], T]) -> T: ...

    def sickness(self) -> tuple[SickDays, ...]:
        """The person's days off sick that they told, in order of time, whatever the rota says."""
        return self._keep("sickness", lambda: self._store.sickness.of(self.person()))

    def shifts_with_sickness(self) -> tuple[Shift, ...]:
        """The person's shifts with the days off sick that they told among them, by start."""
        return self._keep(
            "shifts with sickness",
            lambda: with_sick_days(self.shifts(), self.sickness(), self.zone(), self.person()),
        )

    def opportunities(self) -> tuple[Opportunity, ...]:
        """Meetings that the doctor may want to join, by start."""
        return self._keep("opportunities", self._store.opportunities.all)
