"""Made-up plans. Nobody in them exists."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from planner.clock import LONDON, clock_span, dates
from planner.model.placement import Placement
from planner.model.plan import Allowance, Plan, RulesSummary, session_hours
from planner.model.scheme import Grade, Per, Scheme
from planner.model.session import Session, State, Where
from planner.spans import Span

NOW = datetime(2026, 10, 13, 7, 10, tzinfo=UTC)

PLACEMENT = Placement(
    title="ST4 Acute Medicine",
    first=date(2026, 8, 5),
    last=date(2027, 2, 2),
    scheme="foundation-sdt",
    doctor="Dr A. Example",
    supervisor="Dr B. Specimen",
    department="Ward 7, Northtown Hospital",
)

SCHEME = Scheme(
    id="foundation-sdt",
    title="Self-development time",
    short="SDT",
    who="F1, F2",
    hours=2,
    per=Per.WEEK,
    average_weeks=4,
    shortest=1,
    usual=4,
    longest=8,
    whole_days=False,
    grade=Grade.OFFICIAL,
    source="https://example.org/charter",
)

# Day, start, hours, purpose, whether cover is needed, state.
ROWS = (
    (date(2026, 8, 11), 9, 2, "Meeting with the educational supervisor", False, State.DELIVERED),
    (date(2026, 8, 20), 13, 4, "Sepsis-6 audit, baseline", True, State.DELIVERED),
    (date(2026, 9, 2), 13, 2, "QI team meeting", False, State.DELIVERED),
    (date(2026, 9, 9), 13, 4, "Sepsis-6 audit, PDSA 1", True, State.DELIVERED),
    (date(2026, 9, 24), 14, 2, "Near-miss session", False, State.LOST),
    (date(2026, 10, 8), 9, 2, "Run chart", False, State.DELIVERED),
    (date(2026, 10, 14), 15, 2, "QI team meeting", False, State.AGREED),
    (date(2026, 10, 15), 13, 4, "Sepsis-6 audit, PDSA 2", True, State.AGREED),
    (date(2026, 10, 20), 9, 4, "Sepsis-6 audit, PDSA 2", False, State.PROPOSED),
    (date(2026, 11, 6), 13, 4, "Near-miss session and write-up", True, State.PROPOSED),
    (date(2026, 11, 16), 9, 8, "Executive shadowing, with the site manager", True, State.PROPOSED),
    (date(2026, 12, 3), 13, 4, "", False, State.PROPOSED),
)

RUNS = (
    (date(2026, 8, 24), date(2026, 8, 28)),
    (date(2026, 10, 26), date(2026, 10, 30)),
    (date(2026, 12, 14), date(2026, 12, 18)),
    (date(2026, 12, 29), date(2027, 1, 2)),
)
TAKEN = tuple(day for first, last in RUNS for day in dates(first, last))


def session(number: int, span: Span, purpose: str, needs_cover: bool, state: State) -> Session:
    return Session(
        id=str(uuid.UUID(int=number)),
        span=span,
        purpose=purpose,
        where=Where.IN_SHIFT if needs_cover else Where.FREE,
        needs_cover=needs_cover,
        state=state,
        sequence=number % 3,
        changed=NOW - timedelta(days=2),
    )


def plan_of(sessions: tuple[Session, ...], **changes: Any) -> Plan:
    allowance = Allowance(
        due=52,
        due_so_far=17,
        delivered=session_hours(sessions, State.DELIVERED),
        agreed=session_hours(sessions, State.AGREED),
        proposed=session_hours(sessions, State.PROPOSED),
        lost=session_hours(sessions, State.LOST),
    )
    plan = Plan(
        placement=PLACEMENT,
        scheme=SCHEME,
        zone=LONDON,
        sessions=sessions,
        allowance=allowance,
        rules=RulesSummary("England, 2016 terms, in force February 2026", 44.57),
        rota_read=NOW,
        issued=NOW,
        version=2,
    )
    return replace(plan, **changes)


@pytest.fixture
def plan() -> Plan:
    """Twelve sessions in every state that a plan holds; runs of nights, a week of leave."""
    return plan_of(
        tuple(
            session(n, clock_span(day, time(start), time(start + hours), LONDON), *rest)
            for n, (day, start, hours, *rest) in enumerate(ROWS)
        ),
        nights_and_leave=TAKEN,
    )


@pytest.fixture
def first_format(plan: Plan) -> Plan:
    """The same plan as version 1 of the format had it."""
    return replace(plan, nights_and_leave=None)


@pytest.fixture
def plan_with() -> Callable[..., Plan]:
    """A plan of so many sessions, one a week, and changed fields."""

    def make(count: int, purpose: str = "Sepsis-6 audit", **changes: Any) -> Plan:
        return plan_of(
            tuple(
                session(
                    n,
                    clock_span(
                        PLACEMENT.first + timedelta(days=n * 180 // max(count, 26)),
                        time(13),
                        time(17),
                        LONDON,
                    ),
                    purpose,
                    n % 2 == 0,
                    State.PROPOSED if n % 4 else State.AGREED,
                )
                for n in range(count)
            ),
            **changes,
        )

    return make


@pytest.fixture
def one_session() -> Callable[..., Plan]:
    """A plan of one session at a given span."""

    def make(span: Span, **changes: Any) -> Plan:
        made = session(7, span, "QI team meeting", True, State.AGREED)
        return plan_of((made,), **changes)

    return make


@pytest.fixture(scope="session")
def plan_with_rows() -> Callable[[list[tuple[str, int]]], Plan]:
    """A plan whose sessions have the given purposes and lengths in hours, a day apart."""

    def make(rows: list[tuple[str, int]]) -> Plan:
        start = datetime(2026, 8, 6, 7, tzinfo=UTC)
        return plan_of(
            tuple(
                session(
                    n,
                    Span(start + timedelta(days=n), start + timedelta(days=n, hours=hours)),
                    purpose,
                    False,
                    State.PROPOSED,
                )
                for n, (purpose, hours) in enumerate(rows)
            )
        )

    return make
