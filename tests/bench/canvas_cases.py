"""What is measured of the calendar: repaints, and a step of a drag with its check of the rules.

Painted onto a picture of the size of a screen, with no window: what is timed is our painting.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsScene

from planner.clock import LONDON, BankHolidays, CoreHours, days_span
from planner.finding import Situation, why_not
from planner.model.rota import Shift
from planner.model.session import Session, State, Where
from planner.rules import rest
from planner.spans import Span
from tests.bench.harness import Case
from tests.bench.rules_cases import MONDAY, RULES, made_up
from ui.canvas.content import WeekContent, entries
from ui.canvas.hand import Hand
from ui.canvas.lanepaint import LaneGrid, LanePainter
from ui.canvas.lanes import Lane, days_from, lane
from ui.canvas.week import WeekView
from ui.plan.judge import Judge
from ui.theme import Mode, Theme

SCREEN = (1920, 1080)
PEOPLE = 60
DAYS = 28
WEEK = MONDAY + timedelta(weeks=3)
"""A week with nights."""


def canvas_cases() -> Iterator[tuple[Case, str]]:
    """Every case, with a sentence for the page where the figures need one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    held = QApplication.instance()
    app = held if isinstance(held, QApplication) else QApplication([])
    theme = Theme(app, Mode.LIGHT)
    yield from weeks(theme)
    yield from lanes(theme)
    yield from drags(theme)


def content_of(shifts: tuple[Shift, ...]) -> WeekContent:
    """A rota with a session of 4 h every other day of the week on view."""
    changed = datetime(2026, 8, 1, tzinfo=LONDON)
    sessions = tuple(
        Session(
            f"s{day}", hours_on(WEEK + timedelta(days=day), 13, 4), "Sepsis audit", Where.FREE,
            False, State.AGREED, 0, changed,
        )
        for day in (0, 2, 4)
    )  # fmt: skip
    now = datetime(WEEK.year, WEEK.month, WEEK.day + 1, 10, tzinfo=LONDON)
    kept = rest(shifts, RULES, LONDON)
    return WeekContent(now=now, shifts=shifts, rest=kept, sessions=sessions)


def hours_on(day: date, start: int, hours: float) -> Span:
    begin = datetime(day.year, day.month, day.day, start, tzinfo=LONDON)
    return Span(begin, begin + timedelta(hours=hours))


def week_view(theme: Theme) -> WeekView:
    view = WeekView(theme)
    view.resize(*SCREEN)
    view.set_week(WEEK, LONDON)
    view.set_content(content_of(made_up(26)))
    view.show()
    return view


def weeks(theme: Theme) -> Iterator[tuple[Case, str]]:
    view = week_view(theme)
    picture = QImage(view.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)
    rects = [view.rect_of(block.entry, block.day) for block in view.scene.blocks]
    plain = plain_scene(rects)
    yield (
        Case(
            "repaint of the week, 1920 × 1080",
            lambda: repainted(view, picture),
            "the same rectangles as a QGraphicsScene",
            lambda: rendered(plain, picture),
            runs=15,
        ),
        f"The week has {len(view.scene.blocks)} blocks and {len(view.scene.rests)} rests.",
    )


def repainted(view: WeekView, picture: QImage) -> None:
    """The whole week painted anew, as after a change of what it shows."""
    view._ground_of = ()
    view.viewport().render(picture)


def lanes(theme: Theme) -> Iterator[tuple[Case, str]]:
    view = week_view(theme)
    days = days_from(WEEK, DAYS, LONDON)
    within = days_span(WEEK, WEEK + timedelta(days=DAYS - 1), LONDON)
    team = [
        lane(f"Person {number}", "", days, of_person(number, within)) for number in range(PEOPLE)
    ]
    grid = LaneGrid(150.0, 60.0, float(SCREEN[0]), 20.0, SCREEN[1] / PEOPLE, DAYS)
    picture = QImage(*SCREEN, QImage.Format.Format_ARGB32_Premultiplied)
    kept = LanePainter(view._ink, view._blocks)
    rects = [kept.rect(s, grid, grid.y(n)) for n, each in enumerate(team) for s in each.strips]
    plain = plain_scene(rects)
    yield (
        Case(
            f"repaint of {PEOPLE} lanes over four weeks",
            lambda: painted(kept, team, grid, picture),
            "the same rectangles as a QGraphicsScene",
            lambda: rendered(plain, picture),
            runs=15,
        ),
        f"The lanes hold {len(rects)} entries.",
    )
    yield (
        Case(
            f"{PEOPLE} lanes over four weeks painted from nothing",
            lambda: painted(LanePainter(view._ink, view._blocks), team, grid, picture),
            "repainted",
            lambda: painted(kept, team, grid, picture),
        ),
        "",
    )


def of_person(number: int, within: Span) -> Sequence:
    content = WeekContent(now=within.start, shifts=made_up(10, number))
    return entries(content, LONDON, within)


def painted(painter: LanePainter, team: list[Lane], grid: LaneGrid, picture: QImage) -> None:
    onto = QPainter(picture)
    painter.paint(onto, team, grid, QRectF(picture.rect()))
    onto.end()


@dataclass(frozen=True)
class Steps:
    """A drag over free time that gets a quarter of an hour longer with each step."""

    view: WeekView
    situation: Situation
    picture: QImage

    def run(self) -> int:
        """Steps of a drag as the window does them: place, check, paint."""
        view = self.view
        hand = Hand(lambda _session: judge)
        judge = Judge(self.situation)
        hand.press(view.scene, view.grid, QPointF(view.grid.x(6) + 40, view.grid.y(6)))
        for quarter in range(COUNT):
            at = QPointF(view.grid.x(6) + 40, view.grid.y(6.3 + quarter / 4))
            hand.move(view.grid, LONDON, at)
            view._ghost = hand.ghost
            view.viewport().render(self.picture)
        return COUNT

    def anew(self) -> int:
        """The same spans with the whole reckoning for each, and the same painting."""
        begin = hours_on(WEEK + timedelta(days=6), 6, 1).start
        for quarter in range(COUNT):
            why_not(self.situation, Span(begin, begin + timedelta(minutes=15 * (quarter + 1))))
            self.view.viewport().render(self.picture)
        return COUNT


COUNT = 40


def drags(theme: Theme) -> Iterator[tuple[Case, str]]:
    view = week_view(theme)
    content = content_of(made_up(26))
    situation = Situation(
        content.shifts, LONDON, RULES, CoreHours(), BankHolidays(),
        tuple(session.span for session in content.sessions),
    )  # fmt: skip
    picture = QImage(view.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)
    steps = Steps(view, situation, picture)
    yield (
        Case(
            f"a drag of {COUNT} steps, each checked and painted",
            steps.run,
            "the whole reckoning at each step",
            steps.anew,
        ),
        "A step of the drag is its time divided by their number.",
    )


def plain_scene(rects: Sequence[QRectF]) -> QGraphicsScene:
    """Rectangles with a word each, as Qt's own canvas holds them."""
    scene = QGraphicsScene()
    for rect in rects:
        scene.addRect(rect, QColor("#1D4ED8"), QColor("#DBEAFE"))
        scene.addSimpleText("Standard day").setPos(rect.topLeft())
    return scene


def rendered(scene: QGraphicsScene, picture: QImage) -> None:
    onto = QPainter(picture)
    onto.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(picture.rect())
    scene.render(onto, rect, rect)
    onto.end()
