"""What a screen reader finds on the calendar."""

import gc
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible

from ui.canvas.month import MonthView
from ui.canvas.placement import PlacementView

LONDON = ZoneInfo("Europe/London")
NAME = QAccessible.Text.Name
K = Qt.Key


def names(interface) -> list[str]:
    return [interface.child(n).text(NAME) for n in range(interface.childCount())]


def test_each_entry_of_the_week_is_a_child_that_says_day_time_kind_and_state(shown):
    view = shown()
    week = QAccessible.queryAccessibleInterface(view)
    assert week.role() == QAccessible.Role.List
    said = names(week)
    assert said[:2] == ["Mon 12 Oct, 1 entry", "Mon 12 Oct, until 09:00, Night"]
    assert "Wed 14 Oct, 15:00–17:00, Protected · agreed, QI team, 2 h" in said
    assert "Sat 17 Oct, all day, Zero day" in said
    assert len(said) == len(view.parts())


def test_a_child_lies_where_its_entry_is_painted(shown):
    view = shown()
    week = QAccessible.queryAccessibleInterface(view)
    place = next(n for n, name in enumerate(names(week)) if "Protected" in name)
    child = week.child(place)
    middle = child.rect().center()
    assert week.childAt(middle.x(), middle.y()) is child
    assert week.indexOfChild(child) == place
    assert child.parent().text(NAME) == view.accessibleName()
    local = view.viewport().mapFromGlobal(middle)
    assert view.rect_of(view.parts()[place].entry, 2).contains(local.toPointF())


def test_the_focused_child_is_where_the_keyboard_is(qtbot, shown):
    view = shown()
    week = QAccessible.queryAccessibleInterface(view)
    for key in (K.Key_Home, K.Key_Right, K.Key_Right):
        qtbot.keyClick(view, key)
    assert week.focusChild().text(NAME) == "Wed 14 Oct, 3 entries"
    qtbot.keyClick(view, K.Key_Down)
    focused = week.focusChild()
    assert focused.text(NAME).startswith("Wed 14 Oct, 09:00–17:00, Standard day")
    assert focused.state().focused
    assert not week.child(0).state().focused


def test_a_child_can_be_pressed(qtbot, shown):
    view = shown()
    week = QAccessible.queryAccessibleInterface(view)
    place = next(n for n, name in enumerate(names(week)) if "Protected" in name)
    action = week.child(place).actionInterface()
    assert action.actionNames() == ["Press"]
    with qtbot.waitSignal(view.session_opened) as opened:
        action.doAction("Press")
    assert opened.args == ["session-14-15"]
    assert view.cursor_entry.key == "session-14-15"


def test_month_and_placement_have_children_too(qtbot, theme, content):
    month, placement = MonthView(theme), PlacementView(theme)
    for view in (month, placement):
        qtbot.addWidget(view)
        view.resize(900, 600)
    month.set_month(date(2026, 10, 13), content, LONDON)
    placement.set_placement(
        (date(2026, 10, 5), date(2026, 10, 18)), date(2026, 10, 12), content, LONDON
    )
    for view in (month, placement):
        said = names(QAccessible.queryAccessibleInterface(view))
        assert "Wed 14 Oct, 15:00–17:00, Protected · agreed, QI team, 2 h" in said
        assert "Tue 13 Oct, nothing" in said
    with qtbot.waitSignal(placement.session_opened):
        place = next(n for n, p in enumerate(placement.parts()) if "Protected" in p.name)
        QAccessible.queryAccessibleInterface(placement).child(place).actionInterface().doAction(
            "Press"
        )


@pytest.mark.usefixtures("qapp")
def test_surfaces_come_and_go_while_a_screen_reader_listens(theme, content):
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    try:
        for _ in range(5):
            view = MonthView(theme)
            view.set_month(date(2026, 10, 13), content, LONDON)
            view.show()
            interface = QAccessible.queryAccessibleInterface(view)
            assert names(interface)
            view.setFocus()
            view.go_to(date(2026, 10, 14))
            view.close()
            view.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            del view, interface
            gc.collect()
    finally:
        QAccessible.setActive(was)
