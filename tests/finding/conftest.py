"""Rotas made of a few words, and situations with them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.clock import LONDON, BankHolidays, CoreHours, clock_span, days_span
from planner.finding import Situation
from planner.model.kind import Kind
from planner.model.rota import DailyHours, Shift
from planner.rules import load_ruleset
from planner.spans import Span

MakeShift = Callable[..., Shift]
MakeDays = Callable[..., Shift]
MakeSituation = Callable[..., Situation]
MakeSpan = Callable[[str, str], Span]


@pytest.fixture
def at() -> MakeSpan:
    """A span of London time: ``at("2026-10-15", "13:00-17:00")``; over midnight too."""

    def make(day: str, hours: str) -> Span:
        start, end = (time.fromisoformat(text) for text in hours.split("-"))
        return clock_span(date.fromisoformat(day), start, end, LONDON)

    return make


@pytest.fixture
def shift(at: MakeSpan) -> MakeShift:
    """A timed entry: ``shift("2026-10-15", "09:00-17:00")`` is a standard day."""

    def make(day: str, hours: str, kind: Kind = Kind.STANDARD, label: str = "") -> Shift:
        return Shift("", at(day, hours), kind, label or kind.words)

    return make


@pytest.fixture
def all_day() -> MakeDays:
    """An all-day entry, with daily hours such as "09:00-17:00" or without."""

    def make(  # as many words as an entry has
        first: str,
        last: str = "",
        kind: Kind = Kind.ANNUAL_LEAVE,
        hours: str = "",
        label: str = "",
        assumed: bool = False,
    ) -> Shift:
        span = days_span(date.fromisoformat(first), date.fromisoformat(last or first), LONDON)
        daily = None
        if hours:
            start, end = (time.fromisoformat(text) for text in hours.split("-"))
            daily = DailyHours(start, end, assumed)
        return Shift("", span, kind, label or kind.words, all_day=True, daily=daily)

    return make


@pytest.fixture
def situation() -> MakeSituation:
    """A situation of the given shifts under England's rules."""

    def make(
        shifts: Sequence[Shift],
        booked: Sequence[Span] = (),
        core: CoreHours | None = None,
        zone: ZoneInfo = LONDON,
        opt_out: bool = False,
    ) -> Situation:
        return Situation(
            shifts=tuple(sorted(shifts, key=lambda each: each.span)),
            zone=zone,
            ruleset=load_ruleset("england-2016"),
            core=core or CoreHours(),
            holidays=BankHolidays(),
            booked=tuple(booked),
            opt_out=opt_out,
        )

    return make


@pytest.fixture
def week(shift: MakeShift) -> Callable[..., list[Shift]]:
    """Standard days, Monday to Friday, of so many weeks from a Monday on."""

    def make(monday: str, weeks: int = 1, without: Sequence[str] = ()) -> list[Shift]:
        first = datetime.fromisoformat(monday).date()
        days = [first + timedelta(weeks=n, days=day) for n in range(weeks) for day in range(5)]
        return [shift(str(day), "09:00-17:00") for day in days if str(day) not in without]

    return make
