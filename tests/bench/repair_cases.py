"""What is measured of repair, and of times for several people."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from planner.clock import LONDON, BankHolidays, CoreHours, days_span, local_date
from planner.finding import (
    Broken,
    BusyCalendar,
    Gathering,
    Person,
    Request,
    Situation,
    best_plan,
    load_scheme,
    offers,
    repair,
    together,
    windows,
)
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.model.session import Session, State
from planner.spans import Span
from tests.bench.harness import Case
from tests.bench.rules_cases import MONDAY, RULES, made_up

LAST = MONDAY + timedelta(weeks=26) - timedelta(days=1)
BROKEN = 10
PEOPLE = 30


def repair_cases() -> Iterator[tuple[Case, str]]:
    """Every case, with a sentence for the page where the figures need one."""
    yield from mending()
    yield from meeting()


def situation(turn: int = 0, extra: tuple[Shift, ...] = ()) -> Situation:
    """Half a year of one person's shifts."""
    shifts = tuple(sorted((*made_up(26, turn), *extra), key=lambda shift: shift.span))
    return Situation(shifts, LONDON, RULES, CoreHours(), BankHolidays())


def mending() -> Iterator[tuple[Case, str]]:
    before = situation()
    plan = best_plan(before, load_scheme("foundation-sdt"), MONDAY, LAST).sessions
    sessions = tuple(
        Session(str(n), o.span, "", o.where, o.needs_cover, State.PROPOSED, 0, datetime.now(UTC))
        for n, o in enumerate(plan)
    )
    leave = tuple(
        Shift("", days_span(day, day, LONDON), Kind.ANNUAL_LEAVE, "Leave", all_day=True)
        for day in (local_date(s.span.start, LONDON) for s in sessions[:BROKEN])
    )
    broken = Broken(situation(extra=leave), sessions, MONDAY, LAST)
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


def meeting() -> Iterator[tuple[Case, str]]:
    rotas = [situation(turn) for turn in range(PEOPLE)]

    def sought(count: int) -> int:
        people = [Person(str(n), rota) for n, rota in enumerate(rotas[:count])]
        return len(together(people, Gathering(2, MONDAY, LAST, LONDON, missing=count // 3)))

    yield (
        Case(
            f"windows of {PEOPLE} people, 26 weeks",
            lambda: [windows(rota, MONDAY, LAST) for rota in rotas],
            "of one of them",
            lambda: windows(rotas[0], MONDAY, LAST),
            runs=5,
        ),
        "",
    )
    yield (
        Case(
            f"times of 2 h for {PEOPLE} people, a third may be missing",
            lambda: sought(PEOPLE),
            f"for {PEOPLE // 3} people",
            lambda: sought(PEOPLE // 3),
            runs=5,
        ),
        "Where the cost grows with the people alone, these ratios are 30 and 3.",
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
