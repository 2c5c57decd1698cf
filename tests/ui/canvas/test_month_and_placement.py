"""The month, the placement and the list under a real mouse and real keys."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from planner.clock import days_span
from planner.model.kind import Kind
from ui.canvas.content import What
from ui.canvas.listing import COLUMNS, EntryList
from ui.canvas.month import MonthView
from ui.canvas.placement import PlacementView
from ui.theme import Mode

LONDON = ZoneInfo("Europe/London")
LEFT = Qt.MouseButton.LeftButton
K = Qt.Key
PLACED = (date(2026, 8, 5), date(2027, 2, 2))


def press(qtbot, view, *keys):
    for key in keys:
        qtbot.keyClick(view, key)


@pytest.fixture
def month(qtbot, theme, content) -> MonthView:
    view = MonthView(theme)
    qtbot.addWidget(view)
    view.resize(986, 700)
    view.set_month(date(2026, 10, 13), content, LONDON)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    view.go_to(date(2026, 10, 13))
    return view


@pytest.fixture
def placement(qtbot, theme, content) -> PlacementView:
    view = PlacementView(theme)
    qtbot.addWidget(view)
    view.resize(986, 560)
    view.set_placement(PLACED, date(2026, 10, 12), content, LONDON)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    view.go_to(date(2026, 10, 13))
    return view


@pytest.fixture
def listed(qtbot, theme, icons, content) -> EntryList:
    view = EntryList(theme, icons)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.set_list(days_span(*PLACED, LONDON), content, LONDON)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    view.go_to(date(2026, 10, 14))
    return view


def bar_at(view, what) -> QPoint:
    for number, row in enumerate(view.scene.rows):
        for bar in row.shown(view._room)[0]:
            if bar.entry.what is what:
                return view.bar_rect(number, bar).center().toPoint()
    raise AssertionError(what)


def test_a_month_has_a_cell_for_every_day_and_says_its_name(month):
    assert month.accessibleName().startswith("October 2026")
    assert month.cell_rect(date(2026, 9, 28)).topLeft().x() == 0
    assert month.cell_rect(date(2026, 11, 1)).bottom() == pytest.approx(700, abs=1)


def test_a_click_in_the_month_chooses_and_a_double_click_opens(qtbot, month):
    with qtbot.waitSignal(month.session_chosen) as chosen:
        qtbot.mouseClick(month.viewport(), LEFT, pos=bar_at(month, What.SESSION))
    assert chosen.args == ["session-14-15"]
    with qtbot.waitSignal(month.session_opened):
        qtbot.mouseDClick(month.viewport(), LEFT, pos=bar_at(month, What.SESSION))
    empty = month.cell_rect(date(2026, 10, 21)).center().toPoint()
    with qtbot.waitSignal(month.week_opened) as opened:
        qtbot.mouseDClick(month.viewport(), LEFT, pos=empty)
    assert opened.args == [date(2026, 10, 21)]


def test_keys_in_the_month_reach_a_session_and_turn_the_page(qtbot, month):
    press(qtbot, month, K.Key_Right, K.Key_Down, K.Key_Down, K.Key_Down)
    assert month.cursor_entry.key == "session-14-15"
    with qtbot.waitSignal(month.session_opened):
        press(qtbot, month, K.Key_Return)
    with qtbot.waitSignal(month.remove_asked):
        press(qtbot, month, K.Key_Delete)
    with qtbot.waitSignal(month.date_wanted) as wanted:
        press(qtbot, month, K.Key_PageDown)
    assert wanted.args == [date(2026, 11, 14)]
    assert month.cursor_date == date(2026, 10, 14)


def test_enter_on_a_date_of_the_month_opens_its_week(qtbot, month):
    with qtbot.waitSignal(month.week_opened) as opened:
        press(qtbot, month, K.Key_Return)
    assert opened.args == [date(2026, 10, 13)]


def test_a_full_day_says_how_many_more_there_are(month, make, content):
    many = tuple(make.shift(Kind.ADMIN, 14, 8 + n, 1) for n in range(9))
    month.set_month(date(2026, 10, 13), replace(content, shifts=many), LONDON)
    row = next(r for r in month.scene.rows if r.first == date(2026, 10, 12))
    drawn, hidden = row.shown(month._room)
    assert hidden[2] == 10 - sum(bar.first == 2 for bar in drawn) > 0
    assert any(bar.entry.what is What.SESSION for bar in drawn)
    spot = month._spot_at(
        QPointF(month.cell_rect(date(2026, 10, 14)).bottomLeft()) + QPointF(9, -4)
    )
    assert spot.date == date(2026, 10, 14)
    assert "Admin" in month._tip(month.cell_rect(date(2026, 10, 14)).topLeft() + QPointF(5, 5))


def test_the_placement_has_a_lane_for_every_week(placement):
    assert len(placement.lanes) == 27
    assert placement.lanes[10].note == "2 h"
    assert placement.accessibleName().startswith("Placement")


def test_a_session_in_the_placement_can_be_pressed(qtbot, placement):
    grid = placement.grid
    at = QPointF(grid.x(2 + 16 / 24), grid.y(10) + grid.height / 2).toPoint()
    with qtbot.waitSignal(placement.session_chosen) as chosen:
        qtbot.mouseClick(placement.viewport(), LEFT, pos=at)
    assert chosen.args == ["session-14-15"]
    free = QPointF(grid.x(3.9), grid.y(20) + grid.height / 2).toPoint()
    with qtbot.waitSignal(placement.week_opened) as opened:
        qtbot.mouseDClick(placement.viewport(), LEFT, pos=free)
    assert opened.args == [date(2026, 12, 24)]


def test_keys_in_the_placement_go_by_weeks_and_stay_inside(qtbot, placement):
    press(qtbot, placement, K.Key_Home, K.Key_PageDown)
    assert placement.cursor_date == date(2026, 11, 9)
    for _ in range(12):
        press(qtbot, placement, K.Key_PageDown)
    assert placement.cursor_date <= date(2027, 2, 7)
    press(qtbot, placement, K.Key_End, K.Key_Right)
    assert placement.cursor_date == date(2027, 2, 7)


def test_lanes_are_painted_anew_when_the_theme_or_the_entries_change(placement, theme, content):
    grid = placement.grid

    def pixel(place):
        image = placement.viewport().grab().toImage()
        y = grid.y(10) + grid.height / 2
        return image.pixelColor(round(grid.x(place)), round(y)).name().upper()

    assert pixel(4.8) == theme.tokens.kinds[Kind.LONG].fill
    theme.set_mode(Mode.DARK)
    assert pixel(4.8) == theme.tokens.kinds[Kind.LONG].fill
    bare = replace(content, shifts=())
    placement.set_placement(PLACED, date(2026, 10, 12), bare, LONDON)
    assert pixel(4.8) == theme.tokens.surface


def test_the_list_is_a_proper_model(qtmodeltester, listed):
    qtmodeltester.check(listed.model())


def test_the_list_says_what_the_week_shows(listed):
    model = listed.model()
    said = [
        [model.data(model.index(row, column)) for column in range(len(COLUMNS))]
        for row in range(model.rowCount())
    ]
    assert ["Wed 14 Oct 2026", "15:00–17:00", "Protected time", "QI team, 2 h", "agreed"] in said
    assert ["Sun 11 Oct 2026", "20:30–09:00", "Night", "", ""] in said
    assert [row[:3] for row in said[-2:]] == [
        ["Sat 17 Oct 2026", "all day", "Zero day"],
        ["Sun 18 Oct 2026", "all day", "Zero day"],
    ]
    spoken = model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Time: 20:30–09:00"


def test_keys_in_the_list_open_and_remove_a_session(qtbot, listed):
    press(qtbot, listed, K.Key_Down, K.Key_Down)
    assert listed.spot.entry.key == "session-14-15"
    with qtbot.waitSignal(listed.session_opened):
        press(qtbot, listed, K.Key_Return)
    with qtbot.waitSignal(listed.remove_asked):
        press(qtbot, listed, K.Key_Delete)
    press(qtbot, listed, K.Key_Home)
    assert listed.spot.date == date(2026, 10, 11)
    with qtbot.waitSignal(listed.week_opened) as opened:
        press(qtbot, listed, K.Key_Return)
    assert opened.args == [date(2026, 10, 11)]


def test_the_list_keeps_its_place_when_the_entries_change(qtbot, listed, content):
    press(qtbot, listed, K.Key_Down, K.Key_Down)
    listed.set_list(days_span(*PLACED, LONDON), replace(content, shifts=()), LONDON)
    assert listed.spot.entry.key == "session-14-15"
