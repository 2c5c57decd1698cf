"""Reads for the views: what is stored, and what follows from it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from planner.clock import LONDON, BankHolidays, CoreHours, days_span, local_date
from planner.errors import WrongUse
from planner.feeds import Look
from planner.finding import Situation, allowance_hours, load_scheme, load_schemes
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.plan import Allowance, Plan, RulesSummary, session_hours
from planner.model.rota import Shift, StoredReading
from planner.model.scheme import Per, Scheme
from planner.model.session import Session, State
from planner.model.source import Source
from planner.rota import Labels, compare, corrected, doubtful, label_key
from planner.rules import Level, Report, Rest, Ruleset, check, load_ruleset, rest
from planner.spans import Span
from planner.store import Current, Store
from planner.workspace.compared import Compared
from planner.workspace.looking import looks_of

DEFAULT_RULESET = "england-2016"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LabelUse:
    """A label of the person's rota: how often it stands there and what it is taken as.

    ``key`` is the normalised label that corrections go by, ``first`` the first shift that bears
    it; ``corrected`` where the kind is the user's word, ``doubtful`` where it is not and the hours
    of some shifts speak against it.
    """

    label: str
    key: str
    kind: Kind
    count: int
    corrected: bool
    first: Shift
    doubtful: bool = False


class Questions:
    """Answers from one store, each kept until something changes.

    ``now`` gives the time, aware. Used from the thread that opened the store; the answers are
    frozen and may go anywhere.
    """

    def __init__(self, store: Store, now: Callable[[], datetime], labels: Labels) -> None:
        self._store = store
        self._now = now
        self._labels = labels
        self._kept: dict[str, Any] = {}

    def forget(self) -> None:
        """What is stored may have changed: every answer is worked out anew."""
        self._kept.clear()

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
        return load_scheme(placement.scheme) if placement else None

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

    def looks(self, due: Collection[str], *, asked: bool = False) -> tuple[Look, ...]:
        """Every source as a round of looks is given it (`planner.workspace.looking`)."""
        with self._store.spoken():
            return looks_of(self._store, self.sources(), due, asked=asked)

    def situation(self, without: str = "") -> Situation:
        """All that finding looks at; frozen, so that it may be handed to another thread.

        The session of id ``without`` is left out of what is booked (it is about to move).
        """
        placement = self.placement()
        return Situation(
            shifts=self.shifts(),
            zone=self.zone(),
            ruleset=self.ruleset(),
            core=placement.core if placement else CoreHours(),
            holidays=BankHolidays(placement.division) if placement else BankHolidays(),
            booked=self.booked(without),
            opt_out=placement.opt_out if placement else False,
        )

    def report(self) -> Report:
        """What the rules say of the rota with the sessions in it."""
        return self._keep("report", lambda: self._check(self.booked()))

    def rest(self) -> tuple[Rest, ...]:
        """The time that rules keep free around the rota and the sessions."""
        return self._keep(
            "rest",
            lambda: rest(self.shifts(), self.ruleset(), self.zone(), booked=self.booked()),
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
            due=_due(placement, scheme),
            due_so_far=self._due_so_far(placement, scheme),
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
        return corrected(mine, self._store.corrections.all(), self._labels)

    def _changes(self) -> Compared | None:
        current = self._current()
        follows = self._store.readings.follows(current.reading) if current else None
        if follows is None:
            return None
        before = self._store.readings.load(follows)
        if before.reading.people and self.person() not in before.reading.people:
            return None
        changes = compare(self._own(before), self.shifts(), zone=self.zone())
        return Compared(before, changes)

    def _label_uses(self) -> tuple[LabelUse, ...]:
        corrections = self._store.corrections.all()
        odd = doubtful(self.shifts(), self._labels, self.zone())
        groups: dict[str, list[Shift]] = {}
        for shift in self.shifts():
            groups.setdefault(label_key(shift.label), []).append(shift)
        uses = [
            LabelUse(
                label=shifts[0].label,
                key=key,
                kind=min((s.kind for s in shifts), key=lambda kind: kind is not Kind.UNKNOWN),
                count=len(shifts),
                corrected=key in corrections,
                first=shifts[0],
                doubtful=key in odd and key not in corrections,
            )
            for key, shifts in groups.items()
        ]
        return tuple(
            sorted(
                uses, key=lambda use: (use.kind is not Kind.UNKNOWN, use.label.casefold(), use.key)
            )
        )

    def _check(self, booked: tuple[Span, ...]) -> Report:
        placement = self.placement()
        return check(
            self.shifts(),
            self.ruleset(),
            self.zone(),
            booked=booked,
            opt_out=placement.opt_out if placement else False,
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

    def _due_so_far(self, placement: Placement, scheme: Scheme) -> float:
        yesterday = local_date(self._now(), self.zone()) - timedelta(days=1)
        if yesterday < placement.first:
            return 0.0
        last = min(yesterday, placement.last)
        if scheme.per is Per.PLACEMENT:
            # Due once, whenever in the placement: its days stand for how much by now.
            gone = (last - placement.first).days + 1
            return _due(placement, scheme) * gone / (placement.weeks * 7)
        return allowance_hours(
            scheme, placement.first, last, share=placement.share, hours=placement.hours
        )

    def _keep(self, name: str, make: Callable[[], T]) -> T:
        if name not in self._kept:
            with self._store.spoken():
                self._kept[name] = make()
        return cast("T", self._kept[name])


def _due(placement: Placement, scheme: Scheme) -> float:
    return allowance_hours(
        scheme, placement.first, placement.last, share=placement.share, hours=placement.hours
    )


def _broken(report: Report) -> tuple[str, ...]:
    """The ids of the rules broken (warnings aside), each once, in the report's order."""
    return tuple(dict.fromkeys(b.rule for b in report.breaches if b.level is Level.BREACH))
