"""From canonical JSON back to the plan: the inverse of `planner.agreement.canonical`.

What comes in was on other people's machines. Every value is checked for its type, and the plan that
comes out has to give the very bytes that went in: nothing is passed over, and nothing is read in a
way in which it was not written.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from planner.agreement.canonical import FORMAT, FORMAT_VERSION, plan_json
from planner.clock import CoreHours, Division, days_span, instant, zone_named
from planner.errors import LeadtimeError, UnreadableInput, WrongUse
from planner.finding import load_scheme
from planner.finding.due import due_so_far
from planner.model.placement import Placement
from planner.model.plan import Allowance, Plan, RulesSummary, session_hours
from planner.model.scheme import Grade, Per, Scheme, Unit
from planner.model.session import LostTo, Session, State, Where
from planner.spans import Span

V = TypeVar("V")

LARGEST = 4_000_000
"""Bytes of JSON that are looked at; a plan of a year has some 20,000."""


def plan_from_json(data: bytes, *, version: int = 0, issued: datetime | None = None) -> Plan:
    """The plan that `plan_json` wrote as ``data``.

    Version and time of issue are not part of it: version 0 says that it is not known, and the time
    is then when the rota was read. Raises UnreadableInput where the bytes are not such a plan, or
    one of a newer format.
    """
    try:
        content = _Row(_parsed(data))
        plan = _plan(content, _format_version(content), version, issued)
        _refuse_other_bytes(plan, data)
    except UnreadableInput:
        raise
    except (LeadtimeError, ValueError, TypeError, LookupError, ArithmeticError) as error:
        raise damaged(repr(error)) from error
    except RecursionError as error:
        raise damaged("nested too deeply") from error
    return plan


def damaged(detail: str) -> UnreadableInput:
    """The plan inside a document is not one that this program wrote."""
    return UnreadableInput(
        "The plan attached inside this document is damaged or was changed by hand, so it is not "
        "used. Ask for the document once more.",
        detail,
    )


class _Row:
    """An object of the JSON, whose values are asked for by name and type."""

    def __init__(self, values: Any) -> None:
        if not isinstance(values, Mapping):
            raise TypeError("an object is missing")
        self._values = values

    def text(self, name: str) -> str:
        return self._of(name, str)

    def flag(self, name: str) -> bool:
        return self._of(name, bool)

    def whole(self, name: str) -> int:
        return self._of(name, int)

    def number(self, name: str) -> float:
        value = self._values[name]
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(name)
        return value

    def number_or_none(self, name: str) -> float | None:
        return None if self._values[name] is None else self.number(name)

    def date(self, name: str) -> date:
        return date.fromisoformat(self.text(name))

    def time(self, name: str) -> datetime:
        return datetime.fromisoformat(self.text(name))

    def row(self, name: str) -> "_Row":
        return _Row(self._values[name])

    def rows(self, name: str) -> Sequence[Any]:
        return self._of(name, list)

    def has(self, name: str) -> bool:
        return self._values[name] is not None

    def _of(self, name: str, kind: type[V]) -> V:
        value = self._values[name]
        if not isinstance(value, kind) or type(value) is not kind:
            raise TypeError(name)
        return value


def _parsed(data: bytes) -> Any:
    if len(data) > LARGEST:
        raise ValueError(f"{len(data)} bytes")

    def refuse(constant: str) -> Any:
        raise ValueError(constant)

    return json.loads(data.decode("utf-8"), parse_constant=refuse)


def _format_version(content: _Row) -> int:
    """The version that it is written in, one that is known; raises for another format."""
    if content.text("format") != FORMAT:
        raise ValueError("another format")
    version = content.whole("format_version")
    if version > FORMAT_VERSION:
        raise UnreadableInput(
            "This plan was made by a newer version of Leadtime. Install that version to read it.",
            f"format {version}; this version knows {FORMAT_VERSION}",
        )
    if version < 1:
        raise ValueError(f"format version {version}")
    return version


def _refuse_other_bytes(plan: Plan, data: bytes) -> None:
    if plan_json(plan) != data:
        raise ValueError("not the canonical form of the plan in it")


def _plan(content: _Row, written_in: int, version: int, issued: datetime | None) -> Plan:
    zone = zone_named(content.text("zone"))
    placement = _placement(content.row("placement"))
    scheme = _scheme(content.row("scheme"))
    placement = replace(placement, scheme=scheme.id)
    rules = content.row("rules")
    rota_read = content.time("rota_read") if content.has("rota_read") else None
    issued = issued or rota_read or instant(placement.first, time.min, zone)
    sessions = tuple(_session(_Row(row), issued) for row in content.rows("sessions"))
    return Plan(
        placement=placement,
        scheme=scheme,
        zone=zone,
        sessions=sessions,
        allowance=_allowance(content.number("due"), placement, scheme, sessions, zone, issued),
        rules=RulesSummary(
            title=rules.text("title"),
            average_week=rules.number_or_none("average_week"),
            broken=tuple(_all_text(rules.rows("broken"))),
        ),
        rota_read=rota_read,
        issued=issued,
        version=version,
        nights_and_leave=_days(content.rows("nights_and_leave")) if written_in > 1 else None,
    )


def _days(values: Sequence[Any]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in _all_text(values))


def _all_text(values: Sequence[Any]) -> Sequence[str]:
    if not all(isinstance(value, str) for value in values):
        raise TypeError("text")
    return values


def _placement(row: _Row) -> Placement:
    core = CoreHours.parse(row.text("core_hours"))
    return Placement(
        title=row.text("title"),
        first=row.date("first"),
        last=row.date("last"),
        scheme="",
        doctor=row.text("doctor"),
        supervisor=row.text("supervisor"),
        department=row.text("department"),
        share=row.number("share"),
        hours=row.number_or_none("hours"),
        ruleset=row.text("ruleset"),
        opt_out=row.flag("opt_out"),
        division=Division(row.text("division")),
        core=replace(core, weekdays=frozenset(row.rows("core_weekdays"))),
        share_counts=row.flag("share_counts"),
    )


def _scheme(row: _Row) -> Scheme:
    """The scheme as the plan states it; who it is for and where it is from, where it is ours."""
    name = row.text("id")
    try:
        ours = load_scheme(name)
    except WrongUse:
        who = source = note = ""
    else:
        who, source, note = ours.who, ours.source, ours.note
    return Scheme(
        id=name,
        title=row.text("title"),
        short=row.text("short"),
        who=who,
        hours=row.number_or_none("hours"),
        per=Per(row.text("per")),
        average_weeks=row.whole("average_weeks"),
        shortest=row.number("shortest"),
        usual=row.number("usual"),
        longest=row.number("longest"),
        whole_days=row.flag("whole_days"),
        grade=Grade(row.text("grade")),
        source=source,
        note=note,
        a_day=row.whole("a_day"),
        days_off_spared=row.flag("days_off_spared"),
        unit=Unit(row.text("unit")),
        carries_over=row.flag("carries_over"),
        block=row.flag("block"),
    )


def _session(row: _Row, changed: datetime) -> Session:
    return Session(
        id=row.text("id"),
        span=Span(row.time("start"), row.time("end")),
        purpose=row.text("for"),
        where=Where(row.text("where")),
        needs_cover=row.flag("needs_cover"),
        state=State(row.text("state")),
        sequence=row.whole("sequence"),
        changed=changed,
        lost_to=LostTo(row.text("lost_to")) if row.has("lost_to") else None,
    )


def _allowance(
    due: float,
    placement: Placement,
    scheme: Scheme,
    sessions: tuple[Session, ...],
    zone: ZoneInfo,
    issued: datetime,
) -> Allowance:
    days = days_span(placement.first, placement.last, zone)
    within = tuple(session for session in sessions if session.span.overlaps(days))
    return Allowance(
        due=due,
        due_so_far=due_so_far(placement, scheme, zone, issued),
        delivered=session_hours(within, State.DELIVERED),
        agreed=session_hours(within, State.AGREED),
        proposed=session_hours(within, State.PROPOSED),
        lost=session_hours(within, State.LOST),
    )
