"""What is measured of repair, of accepting a plan, and of times for several people."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from planner.clock import LONDON, BankHolidays, CoreHours, dates, days_span, local_date
from planner.finding import (
    Broken,
    BusyCalendar,
    Gathering,
    Offer,
    Person,
    Request,
    Situation,
    best_plan,
    load_scheme,
    offers,
    repair,
    together,
)
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.rota import RotaFile, Shift
from planner.model.session import Session, State
from planner.rota import read_rota
from planner.spans import Span
from planner.workspace import BookPlan, ImportRota, SetPlacement, Workspace
from tests.bench.harness import Case
from tests.bench.rules_cases import MONDAY, RULES, made_up

LAST = MONDAY + timedelta(weeks=26) - timedelta(days=1)
BROKEN = 10
PEOPLE = 30


def repair_cases() -> Iterator[tuple[Case, str]]:
    """Every case, with a sentence for the page where the figures need one."""
    yield from mending()
    yield from accepting()
    yield from meeting()


def situation(turn: int = 0, extra: tuple[Shift, ...] = ()) -> Situation:
    """Half a year of one person's shifts."""
    shifts = tuple(sorted((*made_up(26, turn), *extra), key=lambda shift: shift.span))
    return Situation(shifts, LONDON, RULES, CoreHours(), BankHolidays())


def mending() -> Iterator[tuple[Case, str]]:
    sessions = planned("foundation-sdt")
    broken = on_leave(sessions, [local_date(s.span.start, LONDON) for s in sessions[:BROKEN]])
    found = repair(broken)
    note = (
        f"Repair moves {len(found.moves)} sessions by {found.days} days in all "
        f"({found.status.value}); one after the other it is {one_by_one(broken)} days."
    )
    yield (
        Case(
            f"repair of {BROKEN} broken sessions of {len(sessions)}, 26 weeks",
            lambda: repair(broken),
            "the nearest offer for each, one after the other",
            lambda: one_by_one(broken),
        ),
        note,
    )
    often = planned("em-edt-higher")
    days = [local_date(session.span.start, LONDON) for session in often[:BROKEN]]
    away = on_leave(often, list(dates(days[0], days[-1])))
    found = repair(away)
    note = (
        "Those under one leave want the same places: the solver shares them out "
        f"({found.status.value}, {len(found.moves)} moved by {found.days} days)."
    )
    yield (
        Case(
            f"repair of {found.hits} sessions under one leave, {len(often)} in 26 weeks",
            lambda: repair(away),
            "of the same number with a place next to each",
            lambda: repair(broken),
        ),
        note,
    )


def planned(scheme: str) -> tuple[Session, ...]:
    """The sessions of the best plan under a scheme."""
    plan = best_plan(situation(), load_scheme(scheme), MONDAY, LAST).sessions
    return tuple(
        Session(str(n), o.span, "", o.where, o.needs_cover, State.PROPOSED, 0, datetime.now(UTC))
        for n, o in enumerate(plan)
    )


def on_leave(sessions: tuple[Session, ...], days: Sequence[date]) -> Broken:
    """The rota with leave on some days."""
    leave = tuple(
        Shift("", days_span(day, day, LONDON), Kind.ANNUAL_LEAVE, "Leave", all_day=True)
        for day in days
    )
    return Broken(situation(extra=leave), sessions, MONDAY, LAST)


def one_by_one(broken: Broken) -> int:
    """Days moved where each session takes the nearest offer that is left."""
    on_leave = {local_date(s.span.start, LONDON) for s in broken.sessions[:BROKEN]}
    booked = [s.span for s in broken.sessions if local_date(s.span.start, LONDON) not in on_leave]
    days = 0
    for session in broken.sessions[:BROKEN]:
        now = replace(broken.situation, booked=tuple(booked))
        own = local_date(session.span.start, LONDON)
        found = offers(now, Request(session.span.hours, broken.first, broken.last, count=200))
        nearest = min(found, key=lambda o: abs(local_date(o.span.start, LONDON) - own))
        booked.append(nearest.span)
        days += abs((local_date(nearest.span.start, LONDON) - own).days)
    return days


def accepting() -> Iterator[tuple[Case, str]]:
    weeks = 52
    shifts, last = made_up(weeks), MONDAY + timedelta(weeks=weeks) - timedelta(days=1)
    file = RotaFile("rota.ics", written(shifts))
    with (
        tempfile.TemporaryDirectory(prefix="leadtime-bench-") as folder,
        Workspace.open(Path(folder), lambda: datetime(2026, 1, 1, tzinfo=UTC)) as workspace,
    ):
        workspace.do(ImportRota(read_rota((file,)), (file,)))
        workspace.do(SetPlacement(Placement("A post", MONDAY, last, "chief-registrar")))
        scheme = load_scheme("chief-registrar")
        plan = best_plan(workspace.situation(), scheme, MONDAY, last).sessions

        def booked(offers: tuple[Offer, ...]) -> None:
            workspace.do(BookPlan(offers))
            workspace.undo()

        yield (
            Case(
                f"accepting a plan of {len(plan)} sessions in {weeks} weeks, and undo",
                lambda: booked(plan),
                "of one session",
                lambda: booked(plan[:1]),
            ),
            "",
        )


def written(shifts: Sequence[Shift]) -> bytes:
    """Shifts as a calendar file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Leadtime//bench//EN"]
    for number, shift in enumerate(shifts):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@bench.example",
            "DTSTAMP:20260101T000000Z",
            f"DTSTART:{shift.span.start:%Y%m%dT%H%M%SZ}",
            f"DTEND:{shift.span.end:%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{shift.kind.words}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def meeting() -> Iterator[tuple[Case, str]]:
    rotas = [situation(turn) for turn in range(PEOPLE)]

    def sought(count: int) -> int:
        people = [Person(str(n), rota) for n, rota in enumerate(rotas[:count])]
        return len(together(people, Gathering(2, MONDAY, LAST, LONDON, missing=count // 3)))

    yield (
        Case(
            f"times of 2 h for {PEOPLE} people, a third may be missing",
            lambda: sought(PEOPLE),
            f"for {PEOPLE // 3} people",
            lambda: sought(PEOPLE // 3),
            runs=5,
        ),
        "Where the cost grows with the people alone, the ratio is 3.",
    )
    manager = Person("manager", calendar=appointments())
    yield (
        Case(
            "a doctor and a manager with six meetings a day, 26 weeks",
            lambda: together([Person("me", rotas[0]), manager], Gathering(2, MONDAY, LAST, LONDON)),
            "the doctor alone",
            lambda: together([Person("me", rotas[0])], Gathering(2, MONDAY, LAST, LONDON)),
        ),
        "",
    )


def appointments() -> BusyCalendar:
    """Half an hour busy in every hour and a half, on every day of half a year."""
    whole = days_span(MONDAY, LAST, LONDON)
    count = int(whole.duration / timedelta(hours=1.5))
    starts = (whole.start + n * timedelta(hours=1.5) for n in range(count))
    busy = tuple(Span(start, start + timedelta(minutes=30)) for start in starts)
    return BusyCalendar("manager", busy, (whole,))
