"""Reads for the views: what is stored, and what follows from it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast
from zoneinfo import ZoneInfo

from planner.clock import LONDON, BankHolidays, CoreHours, days_span
from planner.errors import WrongUse
from planner.finding import Situation, load_schemes
from planner.finding.due import due, due_so_far
from planner.model.kind import Kind
from planner.model.placement import Placement, Preferences
from planner.model.plan import Allowance, Plan, RulesSummary, session_hours
from planner.model.rota import Corrections, Shift, StoredReading
from planner.model.scheme import Scheme
from planner.model.session import Session, State
from planner.model.source import Source
from planner.rota import Labels, compare, corrected, doubtful
from planner.rules import Level, Report, Rest, Ruleset, check, load_ruleset, rest
from planner.spans import Span
from planner.store import ANY_ROTA, Current, Store
from planner.workspace.agreement import AgreementQuestions
from planner.workspace.ahead import AheadQuestions
from planner.workspace.change import Part
from planner.workspace.company import CompanyQuestions
from planner.workspace.compared import Compared
from planner.workspace.labels import LabelUse, label_uses
from planner.workspace.looking import looks_of
from planner.workspace.mending import MendingQuestions
from planner.workspace.oncall import OnCallQuestions
from planner.workspace.own import OwnQuestions
from planner.workspace.signing import SigningQuestions
from planner.workspace.standing import Standing
from planner.workspace.wishing import WishingQuestions

if TYPE_CHECKING:
    from planner.feeds import Look

DEFAULT_RULESET = "england-2016"

_PERSONS = frozenset({Part.ROTA, Part.KINDS})
LASTING: Mapping[str, frozenset[Part]] = MappingProxyType(
    {
        "current": frozenset({Part.ROTA}),
        "reading": frozenset({Part.ROTA}),
        "people": frozenset({Part.ROTA}),
        "shifts": _PERSONS,
        "corrections": _PERSONS,
        "labels": _PERSONS,
        "followed": frozenset({Part.ROTA}),
        "changes": _PERSONS,
        "standing": _PERSONS,
        "elsewhere": _PERSONS,
        "placement": frozenset({Part.ROTA, Part.PLACEMENT}),
        "ruleset": frozenset({Part.ROTA, Part.PLACEMENT}),
        "worked": frozenset({Part.ROTA, Part.ON_CALL}),
        "on-calls": _PERSONS | {Part.ON_CALL, Part.PLACEMENT},
        "newly broken": _PERSONS | {Part.ON_CALL, Part.PLACEMENT},
        "sessions": frozenset({Part.SESSIONS}),
        "releases": frozenset({Part.RELEASES}),
        "own schemes": frozenset({Part.SCHEMES}),
        "sickness": frozenset({Part.ROTA, Part.SICKNESS}),
        "shifts with sickness": _PERSONS | {Part.SICKNESS},
        "opportunities": frozenset({Part.OPPORTUNITIES}),
    }
)
"""What some answers rest on, which outlive a command that changes other parts; no others do."""

T = TypeVar("T")


class Questions(
    OnCallQuestions,
    MendingQuestions,
    AgreementQuestions,
    WishingQuestions,
    CompanyQuestions,
    SigningQuestions,
    OwnQuestions,
    AheadQuestions,
):
    """Answers from one store, each kept until something changes.

    ``now`` gives the time, aware. Used from the thread that opened the store; the answers are
    frozen and may go anywhere.
    """

    def __init__(self, store: Store, now: Callable[[], datetime], labels: Labels) -> None:
        self._store = store
        self._now = now
        self._labels = labels
        self._kept: dict[str, Any] = {}

    def forget(self, touched: Collection[Part] = tuple(Part)) -> None:
        """Some parts of what is stored may have changed: answers that may rest on them are worked
        out anew.
        """
        for name in list(self._kept):
            if name not in LASTING or not LASTING[name].isdisjoint(touched):
                del self._kept[name]

    def reading(self) -> StoredReading | None:
        """The current reading as it was read, None before the first import."""
        return self._keep("reading", self._reading)

    def person(self) -> str:
        """Whose rota it is; empty until somebody is chosen, and where the rota names nobody."""
        current = self._current()
        return current.person if current else ""

    def people(self) -> tuple[str, ...]:
        """The people that the current reading names, sorted."""
        stored = self.reading()
        return self._keep("people", lambda: stored.reading.people if stored else ())

    def zone(self) -> ZoneInfo:
        """The rota's zone, London before the first import."""
        stored = self.reading()
        return stored.reading.zone if stored else LONDON

    def shifts(self) -> tuple[Shift, ...]:
        """The person's shifts, corrected; none while several are named and nobody is chosen."""
        return self._keep("shifts", self._shifts)

    def changes(self) -> Compared | None:
        """What the current reading changed for the person against the one that it follows.

        None where it follows none, as the first of a rota, and where that was somebody else's.
        """
        return self._keep("changes", self._changes)

    def labels(self) -> tuple[LabelUse, ...]:
        """Every label of the person's shifts: those of unknown kind first, then by name."""
        return self._keep("labels", self._label_uses)

    def placement(self) -> Placement | None:
        """The placement that is planned, None until it is set."""
        return self._keep("placement", lambda: self._store.placements.current(self.person()))

    def scheme(self) -> Scheme | None:
        """The placement's scheme."""
        placement = self.placement()
        return self.scheme_called(placement.scheme) if placement else None

    def ruleset(self) -> Ruleset:
        """The rules that hold: the placement's, England's until there is one."""
        placement = self.placement()
        name = placement.ruleset if placement else DEFAULT_RULESET
        return self._keep("ruleset", lambda: load_ruleset(name))

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

    def sources(self) -> tuple[Source, ...]:
        """Where the rota comes from by itself, in the order in which they were added."""
        return self._keep("sources", self._store.sources.all)

    def looks(self, due: Collection[str], *, asked: bool = False) -> "tuple[Look, ...]":
        """Every source as a round of looks is given it (`planner.workspace.looking`)."""
        with self._store.spoken():
            return looks_of(self._store, self.sources(), due, asked=asked)

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

    def standing(self) -> Standing:
        """What an import is held against; frozen, for `planner.workspace.made_ready` on another
        thread.
        """
        return self._keep("standing", self._standing)

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
            )

        return made(self._store.exports.version_for(digest(made(1))))

    def strip(self) -> tuple[Span, ...]:
        """The nights and the leave of the placement, which the plan's document hatches."""
        placement = self.placement()
        if placement is None:
            return ()
        within = days_span(placement.first, placement.last, self.zone())
        return tuple(
            shift.span
            for shift in self.shifts()
            if (shift.kind is Kind.NIGHT or shift.kind.is_leave) and shift.span.overlaps(within)
        )

    def suggested_placement(self) -> Placement:
        """A placement to start from: title, dates, person of the rota; the rest as it is set now.

        Raises WrongUse before the first import, and for a rota without entries.
        """
        stored = self.reading()
        covered = stored.reading.covers if stored else None
        if stored is None or covered is None:
            raise WrongUse("There is no rota to take dates from. Open a rota first.")
        title, (first, last), person = stored.reading.title, covered, self.person()
        before = self.placement()
        if before is None:
            scheme = load_schemes()[0].id
            return Placement(title, first, last, scheme, doctor=person, person=person)
        return replace(before, title=title, first=first, last=last)

    def _current(self) -> Current | None:
        return self._keep("current", self._store.readings.current)

    def _reading(self) -> StoredReading | None:
        current = self._current()
        return self._store.readings.load(current.reading) if current else None

    def _shifts(self) -> tuple[Shift, ...]:
        stored = self.reading()
        return self._own(stored) if stored else ()

    def _own(self, stored: StoredReading) -> tuple[Shift, ...]:
        """The person's shifts of a reading, corrected."""
        shifts, person = stored.reading.shifts, self.person()
        mine = [s for s in shifts if s.person == person or not stored.reading.people]
        return corrected(mine, self._corrections(), self._labels)

    def _corrections(self) -> Corrections:
        """The user's word for the labels of the current rota."""
        return self._keep("corrections", lambda: self._store.corrections.of(self._rota()))

    def _elsewhere(self) -> Mapping[str, Kind]:
        """The user's word for labels of other rotas."""
        return self._keep("elsewhere", lambda: self._store.corrections.elsewhere(self._rota()))

    def _rota(self) -> int:
        current = self._current()
        return self._store.readings.rota(current.reading) if current else ANY_ROTA

    def _standing(self) -> Standing:
        current = self._current()
        return Standing(
            reading=self.reading(),
            person=self.person(),
            shifts=self.shifts(),
            corrections=MappingProxyType(dict(self._corrections())),
            digests=self._store.readings.digests(current.reading) if current else (),
            labels=self._labels,
        )

    def _followed(self) -> StoredReading | None:
        """The person's reading that the current one is a newer one of."""
        return self._keep("followed", self._load_followed)

    def _load_followed(self) -> StoredReading | None:
        current = self._current()
        follows = self._store.readings.follows(current.reading) if current else None
        if follows is None:
            return None
        before = self._store.readings.load(follows)
        people = before.reading.people
        return None if people and self.person() not in people else before

    def _changes(self) -> Compared | None:
        before = self._followed()
        if before is None:
            return None
        changes = compare(self._own(before), self.shifts(), zone=self.zone())
        return Compared(before, changes)

    def _label_uses(self) -> tuple[LabelUse, ...]:
        return label_uses(
            self.shifts(),
            corrections=self._corrections(),
            elsewhere=self._elsewhere(),
            odd=doubtful(self.shifts(), self._labels, self.zone()),
        )

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

    def _keep(self, name: str, make: Callable[[], T]) -> T:
        if name not in self._kept:
            with self._store.spoken():
                self._kept[name] = make()
        return cast("T", self._kept[name])


def _broken(report: Report) -> tuple[str, ...]:
    """The ids of the rules broken (warnings aside), each once, in the report's order."""
    return tuple(dict.fromkeys(b.rule for b in report.breaches if b.level is Level.BREACH))
