"""The week view under a real mouse and real keys."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from planner.model.kind import Kind
from ui.canvas.content import What
from ui.theme import Mode

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 10, 12)
LEFT = Qt.MouseButton.LeftButton
K = Qt.Key


def entry_of(view, title, day):
    return next(e for e in view.scene.on_day(day) if e.title.startswith(title))


def middle(view, title, day) -> QPoint:
    return view.rect_of(entry_of(view, title, day), day).center().toPoint()


def press(qtbot, view, *keys):
    for key in keys:
        qtbot.keyClick(view, key)


def test_a_click_chooses_an_offer_and_a_session(qtbot, shown):
    view = shown()
    with qtbot.waitSignal(view.offer_chosen) as offer:
        qtbot.mouseClick(view.viewport(), LEFT, pos=middle(view, "Suggested", 3))
    assert offer.args == [0]
    with qtbot.waitSignal(view.session_chosen) as session:
        qtbot.mouseClick(view.viewport(), LEFT, pos=middle(view, "Protected", 2))
    assert session.args == ["session-14-15"]
    assert view.cursor_entry.what is What.SESSION


def test_a_click_on_a_shift_or_on_nothing_moves_the_cursor_only(qtbot, shown):
    view = shown()
    with qtbot.assertNotEmitted(view.session_chosen), qtbot.assertNotEmitted(view.offer_chosen):
        qtbot.mouseClick(view.viewport(), LEFT, pos=middle(view, "Long day", 4))
        assert view.cursor_entry.title == "Long day"
        empty = QPointF(view.grid.x(6) + 40, view.grid.y(12)).toPoint()
        qtbot.mouseClick(view.viewport(), LEFT, pos=empty)
    assert (view.cursor_date, view.cursor_entry) == (date(2026, 10, 18), None)


def test_a_double_click_opens_a_session(qtbot, shown):
    view = shown()
    with qtbot.waitSignal(view.session_opened) as opened:
        qtbot.mouseDClick(view.viewport(), LEFT, pos=middle(view, "Protected", 2))
    assert opened.args == ["session-14-15"]


def test_a_click_in_the_all_day_row_finds_its_entry(qtbot, shown):
    view = shown()
    at = QPoint(round(view.grid.x(5)) + 30, view.head.height() - 12)
    qtbot.mouseClick(view.head, LEFT, pos=at)
    assert view.cursor_entry.kind is Kind.ZERO
    qtbot.mouseClick(view.head, LEFT, pos=QPoint(round(view.grid.x(1)) + 30, 12))
    assert (view.cursor_date, view.cursor_entry) == (date(2026, 10, 13), None)


def test_keys_walk_to_a_session_choose_open_and_ask_to_remove_it(qtbot, shown):
    view = shown()
    press(qtbot, view, K.Key_Home, K.Key_Right, K.Key_Right, *[K.Key_Down] * 3)
    assert view.cursor_entry.key == "session-14-15"
    with qtbot.waitSignal(view.session_chosen):
        press(qtbot, view, K.Key_Space)
    with qtbot.waitSignal(view.session_opened):
        press(qtbot, view, K.Key_Return)
    with qtbot.waitSignal(view.remove_asked) as asked:
        press(qtbot, view, K.Key_Delete)
    assert asked.args == ["session-14-15"]


def test_enter_on_an_offer_chooses_it_and_delete_there_does_nothing(qtbot, shown):
    view = shown()
    press(qtbot, view, K.Key_End, *[K.Key_Left] * 3, K.Key_Down, K.Key_Down)
    assert view.cursor_entry.what is What.OFFER
    with qtbot.waitSignal(view.offer_chosen):
        press(qtbot, view, K.Key_Return)
    with qtbot.assertNotEmitted(view.remove_asked):
        press(qtbot, view, K.Key_Delete)


def test_over_the_edge_the_cursor_asks_for_the_other_week_and_goes_on_there(qtbot, shown, content):
    view = shown()
    press(qtbot, view, K.Key_Home)
    wanted = []

    def turn(day):
        wanted.append(day)
        view.set_week(date(2026, 10, 5), LONDON)
        view.set_content(content)

    view.date_wanted.connect(turn)
    press(qtbot, view, K.Key_Left)
    assert wanted == [date(2026, 10, 11)]
    assert view.cursor_date == date(2026, 10, 11)
    press(qtbot, view, K.Key_Down)
    assert view.cursor_entry.title == "Night"


def test_page_keys_ask_for_the_weeks_around(qtbot, shown):
    view = shown()
    with qtbot.waitSignal(view.date_wanted) as before:
        press(qtbot, view, K.Key_PageUp)
    with qtbot.waitSignal(view.date_wanted) as after:
        press(qtbot, view, K.Key_PageDown)
    assert (before.args, after.args) == ([date(2026, 10, 6)], [date(2026, 10, 19)])


def test_where_nobody_turns_the_page_the_cursor_stays_in_the_week(qtbot, shown):
    view = shown()
    press(qtbot, view, K.Key_Home, K.Key_Left)
    assert view.cursor_date == MONDAY


def test_a_tall_view_shows_the_whole_day_and_a_small_one_starts_at_seven(shown):
    tall, small = shown(height=1000), shown(height=420)
    assert tall.verticalScrollBar().maximum() == 0
    assert small.verticalScrollBar().maximum() > 0
    assert small.grid.y(7) == pytest.approx(0, abs=1)


def test_the_hour_at_the_top_stays_there_when_the_window_grows(qtbot, shown):
    view = shown(height=420)
    view.verticalScrollBar().triggerAction(view.verticalScrollBar().SliderAction.SliderToMinimum)
    view.resize(986, 500)
    assert view.grid.y(0) == 0


def test_the_cursor_scrolls_into_sight(qtbot, shown, make, content):
    late = make.shift(Kind.EVENING, 12, 21, 2)
    view = shown(replace(content, shifts=(*content.shifts, late)), height=420)
    press(qtbot, view, K.Key_Home, K.Key_Down, K.Key_Down)
    rect = view.rect_of(entry_of(view, "Evening", 0), 0)
    assert 0 <= rect.top() < rect.bottom() <= view.viewport().height()


def test_the_columns_of_head_and_hours_agree_beside_a_scroll_bar(shown):
    view = shown(height=420)
    assert view.head.width() == view.viewport().width()
    assert view.grid.x(7) == pytest.approx(view.viewport().width(), abs=1)


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_hovering_tells_all_and_takes_no_label_for_mark_up(shown, make, content):
    shift = make.shift(Kind.STANDARD, 13, 9, 8, "<b>SD</b>")
    view = shown(replace(content, shifts=(shift,)))
    at = middle(view, "<b>", 1)
    QApplication.sendEvent(
        view.viewport(),
        QHelpEvent(QHelpEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at)),
    )
    told = QToolTip.text()
    QToolTip.hideText()
    assert "&lt;b&gt;SD&lt;/b&gt;" in told
    assert "Tue 13 Oct, 09:00–17:00 (8 h)" in told


def test_a_screen_reader_is_told_the_week_and_the_entry_at_the_cursor(qtbot, shown):
    view = shown()
    assert view.accessibleName() == "Week 12 – 18 Oct 2026"
    assert "Sat 17 Oct: Zero day" in view.accessibleDescription()
    press(qtbot, view, K.Key_Home, K.Key_Down)
    assert view.accessibleName() == "Week 12 – 18 Oct 2026 – Night, until 09:00"


def pixel(view, x, y):
    image = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(x * ratio), round(y * ratio)).name().upper()


def test_shifts_are_painted_in_the_colour_of_their_kind_in_both_themes(shown, theme):
    view = shown()
    rect = view.rect_of(entry_of(view, "Long day", 4), 4)
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        paint = theme.tokens.kinds[Kind.LONG]
        assert pixel(view, rect.center().x(), rect.bottom() - 20) == paint.fill
        assert pixel(view, rect.left() + 1, rect.center().y()) == paint.edge


def test_a_conflict_has_a_red_edge(shown, theme, content):
    plain = shown()
    hit = shown(replace(content, conflicts={content.sessions[0].id: ("A night starts here.",)}))
    rect = plain.rect_of(entry_of(plain, "Protected", 2), 2)
    at = (rect.left() + 1.5, rect.center().y())
    assert pixel(hit, *at) == theme.tokens.conflict
    assert pixel(plain, *at) != theme.tokens.conflict


def test_now_is_a_line_in_todays_column_only(shown, theme):
    view = shown()
    y = view.grid.y(10 + 20 / 60)
    assert pixel(view, view.grid.x(1) + 60, y) == theme.tokens.now
    assert pixel(view, view.grid.x(2) + 60, y) != theme.tokens.now


@pytest.mark.qt_log_ignore("This plugin does not support raise")
@pytest.mark.parametrize(("first", "hours"), [(date(2026, 3, 23), 23), (date(2026, 10, 19), 25)])
def test_a_week_with_a_clock_change_is_drawn_and_its_sunday_says_so(shown, content, first, hours):
    at = datetime(first.year, first.month, first.day, 12, tzinfo=LONDON)
    view = shown(replace(content, now=at), first)
    assert view.scene.axes[6].hours == hours
    assert view.grid.height == pytest.approx(view.grid.hour * max(hours, 24))
    view.grab()
    at = QPoint(round(view.grid.x(6)) + 30, 12)
    QApplication.sendEvent(
        view.head, QHelpEvent(QHelpEvent.Type.ToolTip, at, view.head.mapToGlobal(at))
    )
    told = QToolTip.text()
    QToolTip.hideText()
    assert f"{hours} h long" in told


def test_the_keyboard_starts_on_today_and_on_monday_in_other_weeks(qtbot, shown, content):
    assert shown().cursor_date == date(2026, 10, 13)
    view = shown(content, date(2026, 11, 2))
    assert view.cursor_date == date(2026, 11, 2)
    press(qtbot, view, K.Key_Right)
    view.set_content(content)
    assert view.cursor_date == date(2026, 11, 3)
