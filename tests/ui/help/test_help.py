"""Help: what it lists is what the keys do, and typing finds it."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTextBrowser, QWidget

from planner.model.session import State
from planner.workspace import Book
from ui.actions import KEYS
from ui.canvas.views import Seen
from ui.help.dialog import HelpDialog
from ui.help.keys import CALENDAR, ON_SURFACES, STRIP, Shortcut, plain
from ui.help.opener import page_for
from ui.help.pages import load_pages
from ui.home import Stage

ROOT = Path(__file__).parents[3]
K = Qt.Key


@pytest.fixture
def helped(start):
    driver = start()
    driver.key(driver.window, K.Key_F1)
    dialog = driver.window.findChild(HelpDialog)
    driver.until(dialog.isVisible)
    return driver, dialog


def press(dialog, driver, words: str) -> None:
    for letter in words:
        driver.qtbot.keyClick(dialog.search, letter)


def test_every_key_of_the_menus_is_listed_with_its_words(helped):
    driver, dialog = helped
    listed = {(key, s.words) for s in dialog.keys.shown for key in s.keys}
    for action in driver.window.actions_by_name.all():
        keys = action.shortcut().toString()
        if keys:
            assert (keys, plain(action.text())) in listed


def test_a_key_that_is_changed_is_listed_as_it_is(start):
    driver = start()
    driver.window.actions_by_name["find"].setShortcut(QKeySequence("Ctrl+Shift+F9"))
    dialog = driver.window.help.open()
    (line,) = [s for s in dialog.keys.shown if s.words == "Find time"]
    assert line.keys == ("Ctrl+Shift+F9",)


def test_what_would_be_undone_is_not_listed(start, rota):
    driver = start()
    driver.to_plan(rota)
    assert driver.window.actions_by_name["undo"].text() != "&Undo"
    dialog = driver.window.help.open()
    words = [s.words for s in dialog.keys.shown]
    assert {"Undo", "Redo"} <= set(words)


def test_help_goes_away_with_escape_and_blocks_nothing(helped):
    driver, dialog = helped
    assert not dialog.isModal()
    assert driver.window.help.open() is dialog
    driver.key(dialog.search, K.Key_Escape)
    driver.until(lambda: driver.window.findChild(HelpDialog) is None)


def test_typing_finds_pages_and_keys(helped):
    driver, dialog = helped
    press(dialog, driver, "export")
    assert set(dialog.found) >= {"send", "keys"}
    assert "Export plan" in {s.words for s in dialog.keys.shown}
    assert "Quit" not in {s.words for s in dialog.keys.shown}
    dialog.search.clear()
    press(dialog, driver, "Ctrl+Q")
    assert dialog.found == ("keys",)
    assert [s.words for s in dialog.keys.shown] == ["Quit"]
    assert dialog.keys.item(0, 0).text() == "Ctrl+Q"
    assert dialog.keys.isVisible()


def test_a_page_with_the_word_in_its_title_comes_first(helped):
    driver, dialog = helped
    press(dialog, driver, "label")
    assert dialog.page == dialog.found[0] == "labels"
    assert "never taken for free time" in dialog.text.toPlainText()


def test_what_stands_nowhere_is_said_to(helped):
    driver, dialog = helped
    press(dialog, driver, "xyzzy")
    assert dialog.found == ()
    assert dialog.page == ""
    assert not dialog.text.isVisible()
    driver.key(dialog.search, K.Key_Backspace)
    dialog.search.clear()
    assert dialog.text.isVisible()


def test_on_a_small_screen_the_keys_and_what_they_do_are_read_whole(helped):
    driver, dialog = helped
    assert driver.window.help.open_at("keys") is dialog
    dialog.resize(683, 360)
    keys = dialog.keys

    def is_whole():
        assert keys.isVisible()
        assert keys.horizontalScrollBar().maximum() == 0
        for line in range(keys.rowCount()):
            assert keys.rowHeight(line) >= keys.sizeHintForRow(line)
            for place in range(keys.columnCount()):
                longest = max(re.split(r"\s", keys.item(line, place).text()), key=len)
                room = keys.fontMetrics().horizontalAdvance(longest)
                assert keys.columnWidth(place) >= room, longest

    driver.qtbot.waitUntil(is_whole)


def test_arrows_turn_the_pages_from_the_search(helped):
    driver, dialog = helped
    first = dialog.page
    driver.key(dialog.search, K.Key_Down)
    assert dialog.page == dialog.found[1] != first
    driver.key(dialog.search, K.Key_Up)
    assert dialog.page == first
    driver.key(dialog.search, K.Key_Return)
    assert dialog.text.hasFocus()
    assert dialog.isVisible()


def test_help_opens_at_what_is_on_view(start, rota):
    driver = start()
    assert driver.window.help.open().page == "start"
    driver.to_plan(rota)
    assert driver.window.help.open().page == "find"
    driver.window.pages.show_page("settings")
    assert driver.window.help.open().page == "placement"
    driver.window.pages.show_page("rota")
    assert driver.window.help.open().page == "labels"
    driver.window.actions_by_name["keys"].trigger()
    assert driver.window.findChild(HelpDialog).page == "keys"


def test_every_page_of_the_window_has_its_help():
    ids = {page.id for page in load_pages()}
    for stage in Stage:
        assert page_for("plan", stage) in ids
    for name in ("rota", "settings", "changed"):
        assert page_for(name, Stage.PLAN) in ids


@pytest.mark.parametrize("page", load_pages(), ids=lambda page: page.id)
def test_a_page_is_short_and_well_made(page, qtbot):
    assert page.title
    assert len(page.body.split()) < 260
    assert "{" not in page.body
    assert "<!--" not in page.body
    browser = QTextBrowser()
    qtbot.addWidget(browser)
    browser.setMarkdown(page.body)
    read = browser.toPlainText()
    assert read.startswith(page.title)
    assert not set("*`") & set(read)


def test_pages_name_only_keys_that_there_are():
    there = {keys for _, keys in KEYS.values()} | {k for s in ON_SURFACES for k in s.keys}
    there |= {"Ctrl", "Ctrl+Shift"}
    for page in load_pages():
        for keys in re.findall(r"\b(?:Ctrl|Alt|Shift)(?:\+\w+)*", page.body):
            assert keys in there, f"{page.id} speaks of {keys}"


def test_pages_name_only_words_that_stand_in_the_window():
    """What is set in bold is called so in the window; emphasis is in small letters, or a point
    follows.
    """
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py"))
    code += "\n".join(state.value.capitalize() for state in State)
    code = code.replace("&", "")
    for page in load_pages():
        for found in re.findall(r"\*\*([A-Z][^*]+[^.:*])\*\*", page.body):
            words = re.sub(r"\d+", "{}", " ".join(found.split()))
            pattern = re.escape(words).replace(re.escape("{}"), r"\{.+?\}")
            assert re.search(pattern, code), f"{page.id} speaks of “{words}”"


def sent(view: QWidget, keys: str) -> QKeyEvent:
    pressed = QKeySequence(keys)[0]
    event = QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers())
    event.accept()
    view.keyPressEvent(event)
    return event


def test_every_key_listed_for_the_calendar_is_taken_there(start, rota):
    driver = start()
    driver.to_plan(rota)
    offer = driver.offers()[0]
    driver.app.kit.controller.do(Book(offer.span, "Audit"))
    plan = driver.plan
    # The menu key is the system's to hand on; Esc is taken while something is held.
    elsewhere = {"Menu", "Shift+F10", "Esc"}
    listed = [k for s in ON_SURFACES if s.where == CALENDAR for k in s.keys if k not in elsewhere]
    plan.look_at(Seen.WEEK)
    for keys in listed:
        (session,) = driver.ask.sessions()
        plan.show_day(session.span.start.date())
        driver.until(lambda: plan.view.spot is not None)
        onto(driver, session.id)
        assert sent(plan.view, keys).isAccepted(), keys
        while not driver.ask.sessions() or driver.ask.sessions()[0].span != session.span:
            driver.window.undo()


def onto(driver, id_: str) -> None:
    """Put the keyboard on a session by its arrows."""
    view = driver.plan.view
    sent(view, "Home")
    for _ in range(7):
        for _ in range(12):
            sent(view, "Up")
        for _ in range(12):
            if view.spot and view.spot.entry and view.spot.entry.key == id_:
                return
            sent(view, "Down")
        for _ in range(12):
            sent(view, "Up")
        sent(view, "Right")
    raise AssertionError("the session is not to be reached")


def test_every_key_that_a_surface_takes_is_listed():
    """`Qt.Key.Key_X` in the code of the calendar, the strip and a plan to review, against what help
    says.
    """
    listed = {QKeySequence(key)[0].key().name for shortcut in ON_SURFACES for key in shortcut.keys}
    own = (ROOT / "ui" / "widgets" / "weekrow.py", ROOT / "ui" / "review" / "sessions.py")
    for path in (*(ROOT / "ui" / "canvas").glob("*.py"), *own):
        for name in re.findall(r"Qt\.Key\.(Key_\w+)", path.read_text(encoding="utf-8")):
            assert name in listed, f"{path.name} takes {name}, and help does not say so"


def test_words_are_shown_as_people_read_them():
    assert plain("&Export plan…") == "Export plan"
    assert plain("&Undo Book “Q&&A”") == "Undo Book “Q&A”"
    assert Shortcut(("PgUp",), "On", STRIP).has(["pgup"])
    assert not Shortcut(("PgUp",), "On", STRIP).has(["pgup", "menu"])
