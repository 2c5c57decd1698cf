"""Rotas in short: ``rota("0 09:00-17:00", "1 20:30-09:00 night", "2 annual_leave")``.

The number is the day, counted from Monday 7 September 2026; an end at or before the start is on
the next day; an entry without hours is all-day.
"""

from collections.abc import Callable
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.clock import LONDON, clock_span, days_span
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.rules import Ruleset, load_ruleset
from planner.spans import Span

MONDAY = date(2026, 9, 7)
MakeSpan = Callable[..., Span]
MakeRota = Callable[..., tuple[Shift, ...]]


@pytest.fixture(scope="session")
def ruleset() -> Ruleset:
    return load_ruleset("england-2016")


@pytest.fixture(scope="session")
def zone() -> ZoneInfo:
    return LONDON


@pytest.fixture(scope="session")
def spell() -> MakeSpan:
    """The span of "0 09:00-17:00"."""

    def make(text: str, monday: date = MONDAY, zone: ZoneInfo = LONDON) -> Span:
        day, hours = text.split()
        start, end = (time.fromisoformat(clock) for clock in hours.split("-"))
        return clock_span(monday + timedelta(days=int(day)), start, end, zone)

    return make


@pytest.fixture(scope="session")
def rota(spell: MakeSpan) -> MakeRota:
    """The shifts of such lines."""

    def make(*lines: str, monday: date = MONDAY, zone: ZoneInfo = LONDON) -> tuple[Shift, ...]:
        return tuple(entry(line, monday, zone) for line in lines)

    def entry(line: str, monday: date, zone: ZoneInfo) -> Shift:
        day, *words = line.split()
        hours = [word for word in words if ":" in word]
        kind = Kind(next((word for word in words if ":" not in word), "standard"))
        if hours:
            return Shift("", spell(f"{day} {hours[0]}", monday, zone), kind, kind.title)
        on = monday + timedelta(days=int(day))
        return Shift("", days_span(on, on, zone), kind, kind.title, all_day=True)

    return make
