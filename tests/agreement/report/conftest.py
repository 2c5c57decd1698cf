"""Made-up rotas for a report: lines such as "0 09:00-17:00" or "2 annual_leave", where the number
is the day, counted from Monday 5 October 2026.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from planner.agreement.report import RotaReport, rota_report
from planner.clock import LONDON, BankHolidays, CoreHours, clock_span, days_span
from planner.finding import Situation
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.rota import Shift
from planner.rules import Ruleset, load_ruleset, parse_ruleset
from planner.spans import Span

MONDAY = date(2026, 10, 5)
NOW = datetime(2026, 10, 13, 7, 10, tzinfo=UTC)
PLACEMENT = Placement(
    title="ST4 Acute Medicine",
    first=date(2026, 8, 5),
    last=date(2027, 2, 2),
    scheme="foundation-sdt",
    doctor="Dr A. Example",
    department="Ward 7, Northtown Hospital",
)
RULES = {
    "title": "A made-up set",
    "source": "Made-up terms",
    "rule": {
        "N1": {
            "title": "Night",
            "role": "definition",
            "limit": 3,
            "unit": "h",
            "between": ["23:00", "06:00"],
            "para": "1",
            "grade": "B",
            "text": "A night is night work.",
        },
        "H1": {
            "title": "Average week",
            "limit": 48,
            "opt_out": 56,
            "unit": "h",
            "window": 182,
            "window_unit": "days",
            "para": "2",
            "grade": "A",
            "text": "At most 48 hours.",
        },
        "H3": {
            "title": "Length of a shift",
            "limit": 13,
            "unit": "h",
            "para": "3, 4",
            "grade": "C",
            "text": "At most 13 hours.",
        },
        "N2": {
            "title": "Nights in a row",
            "limit": 4,
            "unit": "nights",
            "para": "reg. 5",
            "grade": "U",
            "text": "At most 4 nights.",
        },
        "W3": {
            "title": "Weekends",
            "role": "warning",
            "limit": 0.5,
            "unit": "of weekends",
            "para": "6",
            "grade": "B",
            "text": "At most half.",
        },
        "R1": {
            "title": "Rest between shifts",
            "limit": 11,
            "unit": "h",
            "para": "7",
            "grade": "A",
            "text": "At least 11 hours.",
        },
    },
}


def span_of(day: int, hours: str) -> Span:
    start, end = (time.fromisoformat(clock) for clock in hours.split("-"))
    return clock_span(MONDAY + timedelta(days=day), start, end, LONDON)


def shift_of(line: str) -> Shift:
    number, *words = line.split()
    day = int(number)
    hours = [word for word in words if ":" in word]
    kind = Kind(next((word for word in words if ":" not in word), "standard"))
    if hours:
        return Shift("", span_of(day, hours[0]), kind, f"Label of {kind.value}")
    on = MONDAY + timedelta(days=day)
    return Shift("", days_span(on, on, LONDON), kind, f"Label of {kind.value}", all_day=True)


@pytest.fixture
def span() -> Callable[[int, str], Span]:
    """The span of a day, counted from Monday 5 October 2026, and its hours."""
    return span_of


@pytest.fixture
def rules() -> Ruleset:
    return parse_ruleset("made-up", RULES)


@pytest.fixture
def situation(rules) -> Callable[..., Situation]:
    def make(*lines: str, booked: tuple[Span, ...] = (), opt_out: bool = False) -> Situation:
        shifts = tuple(sorted((shift_of(line) for line in lines), key=lambda shift: shift.span))
        return Situation(shifts, LONDON, rules, CoreHours(), BankHolidays(), booked, opt_out)

    return make


@pytest.fixture
def reported() -> Callable[..., RotaReport]:
    def make(situation: Situation, placement: Placement | None = PLACEMENT) -> RotaReport:
        return rota_report(situation, placement=placement, title="A rota", read_at=NOW, issued=NOW)

    return make


@pytest.fixture
def report_of(situation, reported) -> Callable[..., RotaReport]:
    """The report of such lines."""
    return lambda *lines, **more: reported(situation(*lines, **more))


@pytest.fixture
def broken(report_of) -> RotaReport:
    """A shift of 14 h, 10 h of rest after it, work on both weekends."""
    return report_of(
        "0 08:00-22:00 long",
        "1 08:00-17:00",
        "5 09:00-12:00",
        "12 09:00-12:00",
        "13 annual_leave",
    )


@pytest.fixture(scope="session")
def england() -> Ruleset:
    return load_ruleset("england-2016")
