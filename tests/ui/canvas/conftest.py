"""A made-up week: a night and its rest, a day with teaching and a session, an offer, zero days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from planner.finding import Offer
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.model.session import Session, State, Where
from planner.rules import Rest
from planner.spans import Span
from ui.canvas.content import WeekContent
from ui.canvas.week import WeekView
from ui.icons import Icons
from ui.theme import Mode, Theme

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 10, 12)


@dataclass(frozen=True)
class Make:
    """Makes entries from a day of October 2026 and clock times in hours."""

    def span(self, day: int, start: float, hours: float) -> Span:
        begin = datetime(2026, 10, day, int(start), round(start % 1 * 60), tzinfo=LONDON)
        end = begin.timestamp() + hours * 3600
        return Span(begin, datetime.fromtimestamp(end, LONDON))

    def shift(self, kind: Kind, day: int, start: float, hours: float, label: str = "") -> Shift:
        return Shift("", self.span(day, start, hours), kind, label or kind.words)

    def days(self, kind: Kind, day: int, count: int = 1, label: str = "") -> Shift:
        span = self.span(day, 0, 24 * count)
        return Shift("", span, kind, label or kind.words, all_day=True)

    def session(self, day: int, start: float, hours: float, **changed) -> Session:
        plain = {
            "id": f"session-{day}-{start:g}",
            "purpose": "QI team",
            "where": Where.IN_SHIFT,
            "needs_cover": False,
            "state": State.AGREED,
            "sequence": 0,
            "changed": datetime(2026, 10, 1, tzinfo=LONDON),
        }
        return Session(span=self.span(day, start, hours), **(plain | changed))

    def offer(self, day: int, start: float, hours: float) -> Offer:
        return Offer(self.span(day, start, hours), Where.FREE, False, 92, ())


@pytest.fixture
def make() -> Make:
    return Make()


@pytest.fixture
def content(make: Make) -> WeekContent:
    return WeekContent(
        now=datetime(2026, 10, 13, 10, 20, tzinfo=LONDON),
        shifts=(
            make.shift(Kind.NIGHT, 11, 20.5, 12.5),
            make.shift(Kind.STANDARD, 14, 9, 8),
            make.shift(Kind.TEACHING, 14, 13, 2),
            make.shift(Kind.STANDARD, 15, 9, 8),
            make.shift(Kind.LONG, 16, 8, 13),
            make.days(Kind.ZERO, 17, 2),
        ),
        rest=(Rest(make.span(12, 9, 46), "R3", "46 h rest", "after 4 nights"),),
        sessions=(make.session(14, 15, 2),),
        offers=(make.offer(15, 13, 4),),
    )


@pytest.fixture
def icons(theme) -> Icons:
    return Icons(theme)


@pytest.fixture
def theme(qapp) -> Theme:
    return Theme(qapp, Mode.LIGHT)


@pytest.fixture
def shown(qtbot, theme, content) -> Callable[..., WeekView]:
    """Shows a week view, 986 pixels wide."""

    def show(
        given: WeekContent = content,
        first: date = MONDAY,
        height: int = 900,
        zone: ZoneInfo = LONDON,
    ) -> WeekView:
        view = WeekView(theme)
        qtbot.addWidget(view)
        view.resize(986, height)
        view.set_week(first, zone)
        view.set_content(given)
        with qtbot.waitExposed(view):
            view.show()
        view.setFocus()
        return view

    return show
