"""Questions about the doctor's own time: days off sick, and meetings to join."""

from planner.model.away import SickDays, with_sick_days
from planner.model.opportunity import Opportunity
from planner.model.rota import Shift
from planner.workspace.asking.rotas import RotaQuestions


class OwnQuestions(RotaQuestions):
    """What `Questions` answers about the doctor's own time."""

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
