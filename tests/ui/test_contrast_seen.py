"""Text on the real window, as it is painted, measured against what lies behind it."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from planner.workspace import Book
from ui.home import Stage
from ui.theme import Mode, contrast

ENOUGH = 4.5
"""WCAG 2.2, success criterion 1.4.3: text of ordinary size."""


def poor(window: QWidget) -> dict[str, float]:
    """The words that are wholly on view and cannot be read well, with their contrast.

    Behind them lies the colour that most of their place has; they are of the one that stands out
    most from it.
    """
    whole = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = {}
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton | QLineEdit) or not widget.text():
            continue
        place = widget.visibleRegion().boundingRect()
        if not widget.isEnabled() or place != widget.rect():
            continue
        part = whole.copy(place.translated(widget.mapTo(window, place.topLeft())))
        counts: dict[str, int] = {}
        for x in range(part.width()):
            for y in range(part.height()):
                colour = part.pixelColor(x, y).name()
                counts[colour] = counts.get(colour, 0) + 1
        behind = max(counts, key=counts.__getitem__)
        found[widget.text()] = max(contrast(colour, behind) for colour in counts)
    assert found, "nothing was measured"
    return {words: round(value, 2) for words, value in found.items() if value < ENOUGH}


@pytest.fixture
def driver(start, rota):
    made = start()
    made.answers.files = (rota,)
    return made


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_every_word_of_every_page_can_be_read(driver, mode):
    driver.app.kit.theme.set_mode(mode)
    home, seen = driver.window.home, {}
    seen["welcome"] = poor(driver.window)
    driver.click(home.welcome.open)
    driver.stage(Stage.UNDERSTOOD)
    seen["understood"] = poor(driver.window)
    driver.click(home.understood.go_on)
    driver.stage(Stage.PLACEMENT)
    seen["placement"] = poor(driver.window)
    driver.place()
    driver.app.kit.controller.do(Book(driver.offers()[0].span, "Audit"))
    driver.offers()
    driver.plan.view.session_opened.emit(driver.ask.sessions()[0].id)
    for page in ("plan", "rota", "settings"):
        driver.window.pages.show_page(page)
        seen[page] = poor(driver.window)
    driver.window.pages.show_rules()
    seen["rules"] = poor(driver.window)
    assert not {page: words for page, words in seen.items() if words}


def test_words_too_faint_are_found(driver):
    label = driver.window.home.welcome.findChildren(QLabel)[0]
    label.setStyleSheet("color: #999999")
    assert poor(driver.window) == {label.text(): pytest.approx(2.85, abs=0.1)}
