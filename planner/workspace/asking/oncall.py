"""Questions about on-call from home, and what was worked in it."""

from planner.model.oncall import OnCallWork
from planner.rules.actual import OnCall, left_over, on_calls
from planner.workspace.asking.placements import PlacementQuestions


class OnCallQuestions(PlacementQuestions):
    """What `Questions` answers about on-call from home."""

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
