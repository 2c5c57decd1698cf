"""Questions about sessions that the rota no longer has room for."""

from datetime import date

from planner.finding import Broken, Hit, hits
from planner.model.rota import Shift, covers
from planner.rules import Breach, check
from planner.workspace.asking.planning import PlanQuestions


class MendingQuestions(PlanQuestions):
    """What `Questions` answers about repair."""

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
