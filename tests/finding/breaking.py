"""Sessions for tests of repair, and every seating of them by brute force."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product

from planner.clock import local_date
from planner.finding import Situation, windows
from planner.finding.windows import Window
from planner.model.session import Session, State, Where
from planner.rules import Level, check
from planner.spans import Span

STAMP = datetime(2026, 8, 1, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
Seat = tuple[Span, Window] | None


def session(span: Span, name: str = "", state: State = State.PROPOSED) -> Session:
    """A session whose id is its name, or its start."""
    made = name or span.start.isoformat()
    return Session(made, span, "QI", Where.FREE, False, state, 0, STAMP)


def keeps(situation: Situation, spans: Sequence[Span]) -> bool:
    """Whether the full check finds no breach with all the sessions booked."""
    report = check(
        situation.shifts,
        situation.ruleset,
        situation.zone,
        booked=(*situation.booked, *spans),
        opt_out=situation.opt_out,
    )
    return not any(breach.level is Level.BREACH for breach in report.breaches)


def best_by_force(
    situation: Situation, sessions: Sequence[Session], first: date, last: date
) -> tuple[int, int, int, int]:
    """Of all assignments of sessions to starts on the quarter hour (or to none) the best: how many
    stay of those that can, how many have a place, the days moved, the quarters that need cover.
    """
    zone = situation.zone
    every = windows(situation, first, last)
    taken = {local_date(span.start, zone) for span in situation.booked}
    seats: list[list[Seat]] = []
    for each in sessions:
        room: list[Seat] = [None]
        room += [(each.span, w) for w in every if w.span.holds(each.span)]
        room += [
            (span, w)
            for w in every
            if local_date(w.span.start, zone) not in taken
            for span in starts(w, each.span.duration)
            if span != each.span
        ]
        seats.append([s for s in room if s is None or keeps(situation, [s[0]])])
    can_stay = [
        any(s is not None and s[0] == e.span for s in r)
        for e, r in zip(sessions, seats, strict=True)
    ]
    ranked = sorted(
        ((_worth(situation, sessions, seating, can_stay), seating) for seating in product(*seats)),
        key=lambda pair: pair[0],
        reverse=True,
    )
    worth = next(w for w, seating in ranked if _allowed(situation, sessions, seating))
    return worth[0], worth[1], -worth[2], -worth[3]


def starts(window: Window, length: timedelta) -> Iterator[Span]:
    start = window.span.start
    while start + length <= window.span.end:
        yield Span(start, start + length)
        start += QUARTER


def _worth(
    situation: Situation,
    sessions: Sequence[Session],
    seating: Sequence[Seat],
    can_stay: Sequence[bool],
) -> tuple[int, int, int, int]:
    zone = situation.zone
    stay = placed = days = cover = 0
    for each, seat, could in zip(sessions, seating, can_stay, strict=True):
        if seat is None:
            continue
        span, window = seat
        placed += 1
        stay += could and span == each.span
        if span != each.span:
            days += abs((local_date(span.start, zone) - local_date(each.span.start, zone)).days)
            cover += round(span.hours * 4) if window.needs_cover else 0
    return stay, placed, -days, -cover


def _allowed(situation: Situation, sessions: Sequence[Session], seating: Sequence[Seat]) -> bool:
    zone = situation.zone
    used: set[date] = set()
    moved = []
    for each, seat in zip(sessions, seating, strict=True):
        if seat is None:
            continue
        day = local_date(seat[0].start, zone)
        if seat[0] == each.span:
            used.add(day)
        else:
            moved.append(day)
    if len(set(moved)) < len(moved) or not used.isdisjoint(moved):
        return False
    return keeps(situation, [seat[0] for seat in seating if seat is not None])
