"""Dragging over the hours with a real pointer, and the keys that do the same."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle

from planner.model.session import State
from planner.spans import Span
from ui.canvas.drag import Judgement

LONDON = ZoneInfo("Europe/London")
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
K = Qt.Key


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=LONDON)


def point(view, day: int, hour: float, x: float = 60) -> QPoint:
    """A place in the viewport: a day of October 2026 from the 12th, and an hour."""
    return QPointF(view.grid.x(day - 12) + x, view.grid.y(hour)).toPoint()


def send(view, kind, where: QPoint, button=LEFT, buttons=LEFT) -> None:
    there = QPointF(where)
    event = QMouseEvent(
        kind, there, view.viewport().mapToGlobal(there), button, buttons,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def drag(view, *way: QPoint, drop: bool = True) -> None:
    send(view, QEvent.Type.MouseButtonPress, way[0])
    for where in way[1:]:
        send(view, QEvent.Type.MouseMove, where, Qt.MouseButton.NoButton)
    if drop:
        send(view, QEvent.Type.MouseButtonRelease, way[-1], LEFT, Qt.MouseButton.NoButton)


def test_a_drag_over_free_time_draws_a_span(qtbot, shown):
    view = shown()
    with qtbot.waitSignal(view.span_drawn) as drawn:
        drag(view, point(view, 18, 9.1), point(view, 18, 10), point(view, 18, 12.9))
    assert drawn.args == [Span(at(18, 9), at(18, 13))]
    assert view.ghost is None


def test_a_drag_below_the_last_hour_ends_at_midnight(qtbot, shown):
    view = shown()
    with qtbot.waitSignal(view.span_drawn) as drawn:
        drag(view, point(view, 18, 22.1), point(view, 18, 23), point(view, 18, 30))
    assert drawn.args == [Span(at(18, 22), at(19, 0))]


def test_a_drag_inside_a_shift_draws_a_span_too(qtbot, shown):
    view = shown()
    with qtbot.waitSignal(view.span_drawn) as drawn:
        drag(view, point(view, 16, 13.1), point(view, 16, 14.9))
    assert drawn.args == [Span(at(16, 13), at(16, 15))]


def test_a_click_that_trembles_draws_nothing(qtbot, shown):
    view = shown()
    with qtbot.assertNotEmitted(view.span_drawn):
        here = point(view, 18, 9)
        drag(view, here, here + QPoint(2, 3))


def test_a_session_moves_to_another_day_and_time(qtbot, shown):
    view = shown()
    with qtbot.waitSignal(view.session_moved) as moved:
        drag(view, point(view, 14, 16), point(view, 15, 12), point(view, 18, 10))
    assert moved.args == ["session-14-15", Span(at(18, 9), at(18, 11))]


@pytest.mark.parametrize(
    ("hour", "to", "span"),
    [
        (16.95, 18, Span(at(14, 15), at(14, 18))),
        (15.05, 14, Span(at(14, 14), at(14, 17))),
    ],
)
def test_an_edge_of_a_session_resizes_it(qtbot, shown, hour, to, span):
    view = shown()
    with qtbot.waitSignal(view.session_moved) as moved:
        drag(view, point(view, 14, hour), point(view, 14, (hour + to) / 2), point(view, 14, to))
    assert moved.args == ["session-14-15", span]


def test_a_session_dropped_where_it_was_stays(qtbot, shown):
    view = shown()
    with qtbot.assertNotEmitted(view.session_moved):
        drag(view, point(view, 14, 16), point(view, 14, 18), point(view, 14, 16))


def test_what_is_over_cannot_be_dragged(qtbot, shown, content):
    lost = replace(content.sessions[0], state=State.LOST)
    view = shown(replace(content, sessions=(lost,)))
    with qtbot.assertNotEmitted(view.session_moved):
        drag(view, point(view, 14, 16), point(view, 18, 10))


def test_escape_lets_go(qtbot, shown):
    view = shown()
    with qtbot.assertNotEmitted(view.span_drawn):
        drag(view, point(view, 18, 9), point(view, 18, 12), drop=False)
        assert view.ghost is not None
        qtbot.keyClick(view, K.Key_Escape)
        assert view.ghost is None
        send(
            view, QEvent.Type.MouseButtonRelease, point(view, 18, 12), LEFT,
            Qt.MouseButton.NoButton,
        )  # fmt: skip


def test_while_dragging_each_new_span_is_judged_and_seen(qtbot, shown, theme):
    asked = []

    def judge_for(session):
        asked.append(session)
        return lambda span: Judgement(span.hours < 3, () if span.hours < 3 else ("11 h rest",))

    view = shown()
    view.set_judge(judge_for)
    drag(view, point(view, 18, 9), point(view, 18, 10.9), drop=False)
    assert view.ghost.judgement.free
    send(view, QEvent.Type.MouseMove, point(view, 18, 13.9), Qt.MouseButton.NoButton)
    assert view.ghost.judgement.against == ("11 h rest",)
    assert asked == [""]
    image = view.viewport().grab().toImage()
    x, y = round(view.grid.x(6) + 4), round(view.grid.y(11))
    assert image.pixelColor(x, y).name().upper() == theme.tokens.conflict


def test_other_content_during_a_drag_lets_it_go_on_unless_the_session_is_gone(shown, content):
    view = shown()
    drag(view, point(view, 14, 16), point(view, 18, 10), drop=False)
    view.set_content(content)
    assert view.ghost is not None
    view.set_content(replace(content, sessions=()))
    assert view.ghost is None


def test_a_drag_over_the_edge_scrolls_on(qtbot, shown):
    view = shown(height=420)
    before = view.verticalScrollBar().value()
    drag(
        view, point(view, 18, 9), point(view, 18, 10),
        QPoint(point(view, 18, 9).x(), view.viewport().height() + 25), drop=False,
    )  # fmt: skip
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > before + 30)
    assert view.ghost.span.hours > 4
    qtbot.keyClick(view, K.Key_Escape)


def test_keys_move_and_resize_the_session_at_the_cursor(qtbot, shown):
    view = shown()
    qtbot.mouseClick(view.viewport(), LEFT, pos=point(view, 14, 16))
    for key, modifiers, span in (
        (K.Key_Down, CTRL, Span(at(14, 15, 15), at(14, 17, 15))),
        (K.Key_Right, CTRL, Span(at(15, 15), at(15, 17))),
        (K.Key_Down, CTRL | SHIFT, Span(at(14, 15), at(14, 17, 15))),
        (K.Key_Up, CTRL | SHIFT, Span(at(14, 15), at(14, 16, 45))),
    ):
        with qtbot.waitSignal(view.session_moved) as moved:
            qtbot.keyClick(view, key, modifiers)
        assert moved.args == ["session-14-15", span]


def test_ctrl_and_the_wheel_make_the_hours_taller_around_the_pointer(shown):
    view = shown(height=420)
    hour, where = view.grid.hour, QPointF(300, 200)
    under = view.grid.near(where.x(), where.y())
    event = QWheelEvent(
        where, view.viewport().mapToGlobal(where), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    assert view.grid.hour == pytest.approx(hour * 1.15)
    assert abs(view.grid.near(where.x(), where.y()) - under) < timedelta(minutes=3)


class Still(QProxyStyle):
    """A system whose animations are turned off."""

    def styleHint(self, hint, option=None, widget=None, returned=None):  # noqa: N802 - as Qt calls it
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returned)


def scroll(view, notches: int) -> None:
    where = QPointF(300, 200)
    event = QWheelEvent(
        where, view.viewport().mapToGlobal(where), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_the_wheel_glides_an_hour_each_notch(qtbot, shown):
    view = shown(height=420)
    bar = view.verticalScrollBar()
    bar.setValue(0)
    scroll(view, -1)
    scroll(view, -1)
    qtbot.waitUntil(lambda: not view._glide.moving)
    assert bar.value() == pytest.approx(2 * view.grid.hour, abs=3)


def test_the_wheel_jumps_where_the_system_wants_nothing_to_move(shown):
    view = shown(height=420)
    bar = view.verticalScrollBar()
    bar.setValue(0)
    still = Still()
    bar.setStyle(still)
    scroll(view, -1)
    assert not view._glide.moving
    assert bar.value() == pytest.approx(view.grid.hour, abs=2)


def test_keys_zoom_and_bring_the_usual_height_back(qtbot, shown):
    view = shown(height=420)
    hour = view.grid.hour
    qtbot.keyClick(view, K.Key_Plus, CTRL)
    qtbot.keyClick(view, K.Key_Plus, CTRL)
    assert view.grid.hour > hour
    qtbot.keyClick(view, K.Key_0, CTRL)
    assert view.grid.hour == pytest.approx(hour)
    for _ in range(30):
        qtbot.keyClick(view, K.Key_Minus, CTRL)
    assert view.verticalScrollBar().maximum() == 0


def test_the_pointer_shows_what_a_press_would_take_hold_of(shown):
    view = shown()
    shapes = []
    for hour in (12, 15.05, 16, 16.95):
        send(
            view, QEvent.Type.MouseMove, point(view, 14, hour), Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
        )  # fmt: skip
        shapes.append(view.viewport().cursor().shape())
    vertical = Qt.CursorShape.SizeVerCursor
    assert shapes == [
        Qt.CursorShape.ArrowCursor, vertical, Qt.CursorShape.OpenHandCursor, vertical
    ]  # fmt: skip
