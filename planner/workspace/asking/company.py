"""Questions about times with others."""

from dataclasses import replace

from planner.finding import Person
from planner.rota import corrected
from planner.workspace.asking.planning import PlanQuestions


class CompanyQuestions(PlanQuestions):
    """What `Questions` answers about times with others."""

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
