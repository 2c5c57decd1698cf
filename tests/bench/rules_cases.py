"""What is measured of the working-time rules: checks, how they grow, and room for a booking."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from planner.clock import LONDON
from planner.model.oncall import OnCallWork, worked
from planner.model.rota import Shift
from planner.rules import Headroom, check, load_ruleset
from planner.rules.actual import on_calls
from planner.spans import Span
from tests.bench.harness import Case
from tests.rules.minutes import Minutes, england
from tests.rules.rotas import lawful

RULES = load_ruleset("england-2016")
MONDAY = date(2026, 8, 3)
CYCLE = ("plain", "long", "plain", "nights", "plain", "late", "plain", "on-call")
CANDIDATES = 5000
PEOPLE = 200


def rules_cases() -> Iterator[tuple[Case, str]]:
    """Every case, with a sentence for the page where the figures need one."""
    half_year = made_up(26)
    yield from checking(half_year)
    yield from growing(half_year)
    yield from booking(half_year)


def made_up(weeks: int, turn: int = 0) -> tuple[Shift, ...]:
    """A lawful rota of that many weeks: plain weeks and, by turns, others between them."""
    names = [CYCLE[(week + turn) % len(CYCLE)] for week in range(weeks)]
    return lawful(MONDAY, names).shifts


def checking(shifts: Sequence[Shift]) -> Iterator[tuple[Case, str]]:
    work = sum(shift.kind.is_work for shift in shifts)
    yield (
        Case(
            "check every rule, 26 weeks",
            lambda: check(shifts, RULES, LONDON),
            "the same minute by minute",
            lambda: england(Minutes(tuple(shifts), LONDON, MONDAY - timedelta(weeks=2), 220)),
            runs=5,
        ),
        f"The rota of 26 weeks has {len(shifts)} entries, {work} of them work.",
    )


def growing(shifts: Sequence[Shift]) -> Iterator[tuple[Case, str]]:
    for weeks in (52, 104, 208):
        longer = made_up(weeks)
        yield (
            Case(
                f"check every rule, {weeks} weeks",
                lambda longer=longer: check(longer, RULES, LONDON),
                "26 weeks",
                lambda: check(shifts, RULES, LONDON),
            ),
            "",
        )
    rotas = [made_up(52, turn) for turn in range(PEOPLE)]
    yield (
        Case(
            f"check every rule, {PEOPLE} people over 52 weeks",
            lambda: [check(each, RULES, LONDON) for each in rotas],
            "one of them",
            lambda: check(rotas[0], RULES, LONDON),
            runs=3,
        ),
        f"Where the cost grows with the shifts alone, these ratios are 2, 4, 8 and {PEOPLE}.",
    )


def booking(shifts: Sequence[Shift]) -> Iterator[tuple[Case, str]]:
    room = Headroom(shifts, RULES, LONDON)
    spans = anywhere(shifts)
    safe = sum(room.verdict(span).safe for span in spans)

    def judged() -> float:
        return timed(lambda: [room.verdict(span) for span in spans])

    def worded() -> float:
        return timed(lambda: [room.verdict(span).broken for span in spans])

    def anew() -> float:
        some = spans[:: CANDIDATES // 50]
        checked = timed(lambda: [check(shifts, RULES, LONDON, booked=[span]) for span in some])
        return checked * CANDIDATES / len(some)

    count = f"{CANDIDATES:,}"
    yield (
        Case(
            f"may each of {count} bookings be added, 26 weeks",
            judged,
            "each checked anew (50 of them, scaled)",
            anew,
            runs=5,
            self_timed=True,
        ),
        f"The {count} bookings are of 4 h and lie evenly over day and night; {safe:,} are safe.",
    )
    called = Headroom(shifts, RULES, LONDON, worked=hours_on_call(shifts))
    yield (
        Case(
            f"the same {count} bookings with hours worked on every on-call",
            lambda: timed(lambda: [called.verdict(span) for span in spans]),
            "without",
            judged,
            runs=5,
            self_timed=True,
        ),
        "",
    )
    yield (
        Case(
            f"what would break with each of {count} bookings, in words",
            worded,
            "whether anything would",
            judged,
            runs=3,
            self_timed=True,
        ),
        "",
    )


def hours_on_call(shifts: Sequence[Shift]) -> tuple[OnCallWork, ...]:
    """An hour and a half of work in each on-call period, four hours after it starts."""
    periods = (period.span for period in on_calls(shifts, RULES, LONDON))
    hour = timedelta(hours=1)
    return tuple(
        worked(period, [Span(period.start + 4 * hour, period.start + 5.5 * hour)])
        for period in periods
    )


def anywhere(shifts: Sequence[Shift]) -> list[Span]:
    """Bookings of 4 h, evenly over the whole time of a rota: on free days, in shifts, at night."""
    first = min(shift.span.start for shift in shifts)
    whole = max(shift.span.end for shift in shifts) - first
    step = whole / CANDIDATES
    starts = (first + number * step for number in range(CANDIDATES))
    return [
        Span(start, start + timedelta(hours=4))
        for start in (start.replace(second=0, microsecond=0) for start in starts)
    ]


def timed(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
