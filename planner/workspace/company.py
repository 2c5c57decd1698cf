"""Questions about times with others."""

from abc import ABC, abstractmethod
from dataclasses import replace

from planner.finding import Person, Situation
from planner.model.placement import Placement
from planner.model.rota import Corrections, StoredReading
from planner.rota import Labels, corrected


class CompanyQuestions(ABC):
    """What `Questions` answers about times with others."""

    _labels: Labels

    @abstractmethod
    def person(self) -> str:
        """Whose rota it is."""

    @abstractmethod
    def placement(self) -> Placement | None:
        """The placement that is planned."""

    @abstractmethod
    def reading(self) -> StoredReading | None:
        """The current reading."""

    @abstractmethod
    def situation(self, without: str = "") -> Situation:
        """All that finding looks at."""

    @abstractmethod
    def _corrections(self) -> Corrections: ...

    def oneself(self) -> Person:
        """The person whose plan it is, to be met by others; no time without them will do."""
        placement = self.placement()
        name = self.person() or (placement.doctor if placement else "") or "you"
        return Person(name, self.situation(), needed=True)

    def colleagues(self) -> tuple[Person, ...]:
        """The others on the current rota, where it is of a whole team; sorted by name.

        Their own sessions and the hours they worked on call are not known here.
        """
        stored, situation = self.reading(), self.situation()
        if stored is None:
            return ()
        found = []
        for name in stored.reading.people:
            if name == self.person():
                continue
            theirs = [shift for shift in stored.reading.shifts if shift.person == name]
            shifts = corrected(theirs, self._corrections(), self._labels)
            found.append(Person(name, replace(situation, shifts=shifts, booked=(), worked=())))
        return tuple(found)
