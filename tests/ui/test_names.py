"""Everything that the keyboard reaches has a name, and the keyboard reaches everything."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from planner.workspace import Book
from ui.canvas.views import Seen

K = Qt.Key


def reachable(window: QWidget) -> list[QWidget]:
    """The widgets of the window that Tab would stop at, were they on view."""
    found = []
    for widget in window.findChildren(QWidget):
        tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        inner = widget.focusProxy() is not None or widget.objectName().startswith("qt_")
        # Lists that pop up are windows of their own.
        if tabbed and not inner and widget.window() is window:
            found.append(widget)
    return found


def said(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


@pytest.fixture
def driver(start, rota):
    made = start()
    made.to_plan(rota)
    offer = made.offers()[0]
    made.app.kit.controller.do(Book(offer.span, "Audit"))
    made.plan.view.session_opened.emit(made.ask.sessions()[0].id)
    made.plan.card.show_move()
    return made


def test_every_control_that_takes_the_keyboard_has_a_name(driver):
    for page in ("plan", "rota", "settings", "changed", "review"):
        driver.window.pages.show_page(page)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in reachable(driver.window)
        if not said(widget).strip()
    ]
    assert not nameless, sorted(set(nameless))


def test_tab_goes_round_the_plan_page_and_leaves_the_calendar(driver):
    plan = driver.plan
    for seen in Seen:
        plan.look_at(seen)
        plan.view.setFocus()
        driver.key(plan.view, K.Key_Tab)
        assert not plan.view.hasFocus(), seen
    seen_widgets: list[QWidget] = []
    for _ in range(80):
        here = QApplication.focusWidget()
        if here in seen_widgets[:1]:
            break
        seen_widgets.append(here)
        driver.key(here, K.Key_Tab)
    assert plan.header.find_button in seen_widgets
    assert plan.card.purpose in seen_widgets
    assert plan.finder.purpose in seen_widgets
    assert plan.strip in seen_widgets
