"""Questions about the plan: sessions, what finding looks at, what the rules say, what is due."""

from datetime import date
from types import MappingProxyType

from planner.clock import BankHolidays, CoreHours, dates_of, days_span
from planner.errors import WrongUse
from planner.finding import Situation
from planner.finding.due import due, due_so_far
from planner.model.kind import Kind
from planner.model.placement import Placement, Preferences
from planner.model.plan import Allowance, Plan, RulesSummary, session_hours
from planner.model.session import Session, State
from planner.rules import Level, Report, Rest, check, rest
from planner.spans import Span
from planner.workspace.asking.oncall import OnCallQuestions
from planner.workspace.asking.own import OwnQuestions


class PlanQuestions(OnCallQuestions, OwnQuestions):
    """What `Questions` answers about the plan."""

    def sessions(self) -> tuple[Session, ...]:
        """Every session, whatever its state, by start."""
        return self._keep("sessions", self._store.sessions.all)

    def booked(self, without: str = "") -> tuple[Span, ...]:
        """The spans of the sessions that take up time, but for the session of id ``without``."""
        return tuple(
            session.span
            for session in self.sessions()
            if session.state.takes_time and session.id != without
        )

    def situation(self, without: str = "") -> Situation:
        """All that finding looks at; frozen, so that it may be handed to another thread.

        The session of id ``without`` is left out of what is booked (it is about to move).
        """
        placement = self.placement()
        return Situation(
            shifts=self.shifts_with_sickness(),
            zone=self.zone(),
            ruleset=self.ruleset(),
            core=placement.core if placement else CoreHours(),
            holidays=BankHolidays(placement.division) if placement else BankHolidays(),
            booked=self.booked(without),
            opt_out=placement.opt_out if placement else False,
            worked=self.worked(),
            releases=MappingProxyType(self.releases()),
            prefers=placement.prefers if placement else Preferences(),
            opportunities=self.opportunities(),
        )

    def report(self) -> Report:
        """What the rules say of the rota with the sessions in it."""
        return self._keep("report", lambda: self._check(self.booked()))

    def rest(self) -> tuple[Rest, ...]:
        """The time that rules keep free around the rota and the sessions."""
        return self._keep(
            "rest",
            lambda: rest(
                self.shifts_with_sickness(),
                self.ruleset(),
                self.zone(),
                booked=self.booked(),
                worked=self.worked(),
            ),
        )

    def allowance(self) -> Allowance | None:
        """Hours due over the placement and what has become of them, None without a placement.

        A session that has gone by counts as what it was recorded as: nobody but the user knows
        whether it took place.
        """
        placement, scheme = self.placement(), self.scheme()
        if placement is None or scheme is None:
            return None
        sessions = self._within(placement)
        return Allowance(
            due=due(placement, scheme),
            due_so_far=due_so_far(placement, scheme, self.zone(), self._now()),
            delivered=session_hours(sessions, State.DELIVERED),
            agreed=session_hours(sessions, State.AGREED),
            proposed=session_hours(sessions, State.PROPOSED),
            lost=session_hours(sessions, State.LOST),
        )

    def plan(self) -> Plan:
        """The plan as it would be exported now, under the version that it would carry.

        Raises WrongUse without a placement.
        """
        from planner.agreement import digest

        placement, scheme, allowance = self.placement(), self.scheme(), self.allowance()
        if placement is None or scheme is None or allowance is None:
            raise WrongUse("There is no placement yet. Give its dates and choose a scheme first.")
        stored = self.reading()
        sessions = self._within(placement)

        def made(version: int) -> Plan:
            return Plan(
                placement=placement,
                scheme=scheme,
                zone=self.zone(),
                sessions=tuple(s for s in sessions if s.state is not State.CANCELLED),
                allowance=allowance,
                rules=self._rules_summary(),
                rota_read=stored.read_at if stored else None,
                issued=self._now(),
                version=version,
                nights_and_leave=self.nights_and_leave(),
            )

        return made(self._store.exports.version_for(digest(made(1))))

    def nights_and_leave(self) -> tuple[date, ...]:
        """The days of the placement on which a night or leave lies, sorted."""
        placement, zone = self.placement(), self.zone()
        if placement is None:
            return ()
        days = {
            day
            for shift in self.shifts()
            if shift.kind is Kind.NIGHT or shift.kind.is_leave
            for day in dates_of(shift.span, zone)
        }
        return tuple(sorted(day for day in days if placement.first <= day <= placement.last))

    def _check(self, booked: tuple[Span, ...]) -> Report:
        placement = self.placement()
        return check(
            self.shifts_with_sickness(),
            self.ruleset(),
            self.zone(),
            booked=booked,
            opt_out=placement.opt_out if placement else False,
            worked=self.worked(),
        )

    def _rules_summary(self) -> RulesSummary:
        return self._keep("rules summary", self._summed_up)

    def _summed_up(self) -> RulesSummary:
        report, alone = self.report(), _broken(self._check(()))
        limits = report.ruleset.limits
        return RulesSummary(
            title=report.ruleset.title,
            average_week=report.figures.get("H1"),
            broken=tuple(
                f"{limits[rule].title}{' (in the rota already)' if rule in alone else ''}"
                for rule in _broken(report)
            ),
        )

    def _within(self, placement: Placement) -> tuple[Session, ...]:
        days = days_span(placement.first, placement.last, self.zone())
        return tuple(session for session in self.sessions() if session.span.overlaps(days))


def _broken(report: Report) -> tuple[str, ...]:
    """The ids of the rules broken (warnings aside), each once, in the report's order."""
    return tuple(dict.fromkeys(b.rule for b in report.breaches if b.level is Level.BREACH))
