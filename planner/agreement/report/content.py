"""The rota report without its looks: how each rule stands, what breaks it, what was not counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.agreement.report.weeks import Lane, Weeks, lanes, weeks_of
from planner.finding import Situation
from planner.model.kind import Kind
from planner.model.oncall import OnCallWork
from planner.model.placement import Placement
from planner.model.rota import Shift
from planner.rules import Breach, Level, Limit, Report, Role, Ruleset, check
from planner.rules.actual import OnCall, left_over, on_calls
from planner.rules.rulebook import measured_rules
from planner.spans import Span, total


@dataclass(frozen=True, slots=True)
class Standing:
    """How one rule stands: the worst figure of the rota beside the limit that holds for the doctor.

    ``limit`` and ``figure`` are in the rule's unit; ``figure`` is None where the rota holds nothing
    that the rule is about. ``at_least``: the limit is a least value, as for rest. ``level`` is how
    much passing it weighs, None where the rule is kept.
    """

    rule: Limit
    limit: float
    figure: float | None
    at_least: bool
    level: Level | None

    @property
    def room(self) -> float | None:
        """What is left to the limit, in the rule's unit; negative where it is passed."""
        if self.figure is None:
            return None
        return self.figure - self.limit if self.at_least else self.limit - self.figure


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach or a warning with its rule and its number in the report, from 1.

    ``alone`` is what the rota without the sessions booked comes to there, in the rule's unit; None
    where it keeps the rule.
    """

    number: int
    breach: Breach
    rule: Limit
    alone: float | None

    @property
    def is_breach(self) -> bool:
        """Whether it is a breach, and not a warning."""
        return self.breach.level is Level.BREACH


@dataclass(frozen=True, slots=True)
class Information:
    """A rule that asks for what a rota says nothing of, such as breaks: shown, never broken.

    ``text`` says what it comes to in this rota, empty where nothing in it calls for the rule.
    """

    rule: Limit
    text: str


@dataclass(frozen=True, slots=True)
class RotaReport:
    """All that a rota report says.

    ``notes`` are for information; ``meanings`` are the rules that say what a word means.
    ``duties`` is how many there are. ``unknown`` entries are of a kind that nobody has said.
    ``on_calls`` are the on-call periods from home with the hours entered for them, ``left_over``
    the hours whose on-call is not in the rota any more.
    ``weeks`` is None where there is no rota at all. ``read_at`` and ``issued`` are aware;
    ``booked_hours`` is elapsed hours of the sessions.
    """

    title: str
    doctor: str
    department: str
    zone: ZoneInfo
    ruleset: Ruleset
    opt_out: bool
    standings: tuple[Standing, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Information, ...]
    meanings: tuple[Limit, ...]
    weeks: Weeks | None
    lanes: tuple[Lane, ...]
    duties: int
    unknown: int
    on_calls: tuple[OnCall, ...]
    left_over: tuple[OnCallWork, ...]
    sessions: int
    booked_hours: float
    read_at: datetime | None
    issued: datetime

    @property
    def breaches(self) -> int:
        """How many limits are passed."""
        return sum(finding.is_breach for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return len(self.findings) - self.breaches

    @property
    def checked(self) -> int:
        """How many rules there was something to measure for."""
        return sum(standing.figure is not None for standing in self.standings)

    @property
    def dates(self) -> tuple[date, date] | None:
        """The first and the last date that the report is about."""
        return (self.weeks.first, self.weeks.last) if self.weeks else None


def rota_report(
    situation: Situation,
    *,
    placement: Placement | None,
    title: str,
    read_at: datetime | None,
    issued: datetime,
) -> RotaReport:
    """The report of one person's rota with the sessions booked in it.

    ``title`` is the rota's own, for want of a placement. Raises WrongUse where `check` does.
    """
    report = _check(situation, situation.booked)
    alone = _check(situation, ()) if situation.booked else report
    limits = situation.ruleset.limits.values()
    standings = tuple(standings_of(report, situation.opt_out))
    said = {note.rule: note.text for note in report.notes}
    weeks = weeks_of(situation.shifts, situation.booked, situation.zone)
    calls = on_calls(situation.shifts, situation.ruleset, situation.zone, situation.worked)
    return RotaReport(
        title=placement.title if placement else title,
        doctor=(placement.doctor or placement.person) if placement else "",
        department=placement.department if placement else "",
        zone=situation.zone,
        ruleset=situation.ruleset,
        opt_out=situation.opt_out,
        standings=standings,
        findings=_findings(report, alone),
        notes=tuple(
            Information(rule, said.get(rule.id, "")) for rule in limits if rule.role is Role.NOTE
        ),
        meanings=tuple(rule for rule in limits if rule.role is Role.DEFINITION),
        weeks=weeks,
        lanes=lanes(weeks, situation.shifts, situation.booked) if weeks else (),
        duties=len(report.duties),
        unknown=_count(situation.shifts, Kind.UNKNOWN),
        on_calls=calls,
        left_over=left_over(calls, situation.worked),
        sessions=len(situation.booked),
        booked_hours=total(situation.booked).total_seconds() / 3600,
        read_at=read_at,
        issued=issued,
    )


def _check(situation: Situation, booked: tuple[Span, ...]) -> Report:
    return check(
        situation.shifts,
        situation.ruleset,
        situation.zone,
        booked=booked,
        opt_out=situation.opt_out,
        worked=situation.worked,
    )


def by_rule(report: RotaReport) -> list[list[Finding]]:
    """The findings of each rule that has some, in the order of the rule set."""
    groups: dict[str, list[Finding]] = {rule: [] for rule in report.ruleset.limits}
    for finding in report.findings:
        groups[finding.rule.id].append(finding)
    return [found for found in groups.values() if found]


def standings_of(report: Report, opt_out: bool) -> Iterable[Standing]:
    """How each rule of the set that is measured stands in a check, in the order of the set."""
    broken: dict[str, Level] = {}
    for breach in report.breaches:
        if broken.get(breach.rule) is not Level.BREACH:
            broken[breach.rule] = breach.level
    for limit, rule in measured_rules(report.ruleset):
        yield Standing(
            rule=limit,
            limit=limit.value(opt_out=opt_out),
            figure=report.figures.get(limit.id),
            at_least=rule.at_least,
            level=broken.get(limit.id),
        )


def _findings(report: Report, alone: Report) -> tuple[Finding, ...]:
    """Breaches first, then warnings, each in order of time: numbered as they are read."""
    ordered = sorted(report.breaches, key=lambda breach: breach.level is not Level.BREACH)
    return tuple(
        Finding(
            number=number,
            breach=breach,
            rule=report.ruleset[breach.rule],
            alone=_there(breach, alone),
        )
        for number, breach in enumerate(ordered, 1)
    )


def _there(breach: Breach, alone: Report) -> float | None:
    """What a report measures, past the same limit, where a breach of another one lies."""
    values = (
        other.measured
        for other in alone.breaches
        if other.rule == breach.rule and other.span.overlaps(breach.span)
    )
    return min(values, key=lambda value: abs(value - breach.measured), default=None)


def _count(shifts: Iterable[Shift], kind: Kind) -> int:
    return sum(shift.kind is kind for shift in shifts)
