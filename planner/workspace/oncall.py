"""Questions about on-call from home, and what was worked in it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar
from zoneinfo import ZoneInfo

from planner.model.oncall import OnCallWork
from planner.model.rota import Shift
from planner.rules import Ruleset
from planner.rules.actual import OnCall, left_over, on_calls
from planner.store import Store

T = TypeVar("T")


class OnCallQuestions(ABC):
    """What `Questions` answers about on-call from home."""

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
    def ruleset(self) -> Ruleset:
        """The rules that hold."""

    @abstractmethod
    def _keep(self, name: str, make: Callable[[], T]) -> T: ...

    def worked(self) -> tuple[OnCallWork, ...]:
        """The actual hours that the person entered, whatever the rota says now."""
        return self._keep("worked", lambda: self._store.on_call_hours.of(self.person()))

    def on_calls(self) -> tuple[OnCall, ...]:
        """The person's on-call periods from home, in order of time, with the hours entered."""
        return self._keep(
            "on-calls",
            lambda: on_calls(self.shifts(), self.ruleset(), self.zone(), self.worked()),
        )

    def hours_left_over(self) -> tuple[OnCallWork, ...]:
        """Hours that were entered for on-call that is not in the rota any more: they are kept, and
        count nowhere.
        """
        return left_over(self.on_calls(), self.worked())
