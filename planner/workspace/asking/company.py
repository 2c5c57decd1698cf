"""Questions about times with others."""

from dataclasses import replace

from planner.finding import Person
from planner.model.rota import Shift
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
        theirs: dict[str, list[Shift]] = {name: [] for name in stored.reading.people}
        theirs.pop(self.person(), None)
        for shift in stored.reading.shifts:
            if shift.person in theirs:
                theirs[shift.person].append(shift)
        corrections, alone = self._corrections(), replace(situation, booked=(), worked=())
        return tuple(
            Person(name, replace(alone, shifts=corrected(shifts, corrections, self._labels)))
            for name, shifts in theirs.items()
        )
