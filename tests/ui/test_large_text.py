"""At every size of the system's text, no word of the window is cut off, and Tab reaches all."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QSizePolicy, QWidget

from planner.workspace import Book
from ui.canvas.views import Seen
from ui.home import Stage


@pytest.fixture(params=[1.0, 1.5, 2.0], ids=["100 %", "150 %", "200 %"])
def large(request, qapp: QApplication):
    """The system's text, so many times as large."""
    usual = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(max(usual.pointSizeF(), 9.5) * request.param)
    qapp.setFont(larger)
    yield
    qapp.setFont(usual)


def cut(window: QWidget) -> list[str]:
    """The words on view that have less room than they need.

    A line whose room is not its own to ask for is shortened by its owner, and told in full by its
    tool tip.
    """
    for _ in range(5):
        # A layout that waits for another is done in its turn.
        QApplication.processEvents()
    found = []
    for widget in window.findChildren(QLabel) + window.findChildren(QAbstractButton):
        if not widget.isVisible() or not widget.text():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            enough = widget.height() >= widget.heightForWidth(widget.width())
        else:
            needs = widget.sizeHint()
            own = widget.sizePolicy().horizontalPolicy() is not QSizePolicy.Policy.Ignored
            enough = widget.height() >= needs.height() and (
                widget.width() >= needs.width() or not own
            )
        if not enough:
            found.append(f"{type(widget).__name__} “{widget.text()}”: {widget.size().toTuple()}")
    return found


@pytest.fixture
def driver(large, start, rota):
    made = start()
    made.answers.files = (rota,)
    return made


def test_no_word_of_any_page_is_cut_off(driver):
    home, seen = driver.window.home, {}
    seen["welcome"] = cut(driver.window)
    driver.click(home.welcome.open)
    driver.stage(Stage.UNDERSTOOD)
    seen["understood"] = cut(driver.window)
    driver.click(home.understood.go_on)
    driver.stage(Stage.PLACEMENT)
    seen["placement"] = cut(driver.window)
    driver.place()
    driver.app.kit.controller.do(Book(driver.offers()[0].span, "Audit"))
    driver.offers()
    for view in Seen:
        driver.plan.look_at(view)
        driver.until(lambda: True)
        seen[view] = cut(driver.window)
    driver.plan.view.session_opened.emit(driver.ask.sessions()[0].id)
    for page in ("plan", "rota", "settings"):
        driver.window.pages.show_page(page)
        seen[page] = cut(driver.window)
    driver.window.pages.show_rules()
    seen["rules"] = cut(driver.window)
    assert not [f"{page}: {words}" for page, found in seen.items() for words in found]
