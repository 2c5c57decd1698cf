"""The whole first run by keyboard alone: from a closed program to a booked session and an exported
plan, through the system's real dialogs. Keys go to whatever has the keyboard, as a person's do.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from planner.model.kind import Kind
from ui.app import App
from ui.theme import Mode

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
EXPORT = "Save plan.pdf, plan.ics, plan.csv and plan.eml in"
MOST_STOPS = 40
"""Tabs until it is taken that something is not to be reached."""


def named(widget: QWidget | None) -> str:
    """What a screen reader says of a widget first: its name."""
    if widget is None:
        return ""
    # Of a list that opens, Qt on Linux hands out the value as the name, and the name as a label.
    interface = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or interface.text(QAccessible.Text.Name)


class Typist:
    """Has a keyboard and nothing else; hears what a screen reader says."""

    def __init__(self, qtbot, window: QWidget) -> None:
        self._qtbot = qtbot
        self._window = window

    @property
    def here(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        return widget

    def press(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        # To the window and not to a widget of it: Qt finds out who has the keyboard.
        window = QGuiApplication.focusWindow() or self._window.windowHandle()
        QTest.keyClick(window, key, modifier)

    def write(self, words: str) -> None:
        QTest.keyClicks(self.here, words)

    def hears(self, words: str) -> None:
        def heard() -> None:
            if QApplication.activeWindow() is None:
                self._window.activateWindow()  # as a window manager does once a dialog is gone
            said = named(QApplication.focusWidget())
            assert said.startswith(words), f"“{said}” has the keyboard, not “{words}”"

        self._qtbot.waitUntil(heard, timeout=20_000)

    def tab_to(self, words: str) -> None:
        heard = []
        for _ in range(MOST_STOPS):
            heard.append(named(self.here))
            if heard[-1].startswith(words):
                return
            self.press(K.Key_Tab)
        raise AssertionError(f"Tab never came to “{words}”, but to {heard}")

    def choose(self, words: str) -> None:
        """Open the list that has the keyboard and go down to a line of it."""
        down = self.here.findText(words, Qt.MatchFlag.MatchStartsWith)
        assert down >= 0, f"no “{words}” in the list"
        self.press(K.Key_Down)
        self._qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        self.press(K.Key_Home)
        for _ in range(down):
            self.press(K.Key_Down)
        self.press(K.Key_Return)
        self._qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)

    def answer_dialog(self, title: str, words: str) -> list[str]:
        """Type into the dialog of a title once it has the keyboard, and Enter. Answers with a list
        that will hold the title.
        """
        answered: list[str] = []
        clock = QTimer(QApplication.instance())
        clock.setInterval(20)

        def look() -> None:
            dialog, here = QApplication.activeModalWidget(), QApplication.focusWidget()
            if dialog is None or here is None or here.window() is not dialog:
                return
            if dialog.windowTitle() != title:
                return
            clock.stop()
            clock.deleteLater()
            answered.append(title)
            QTest.keyClicks(here, words)
            QTest.keyClick(here, K.Key_Return)

        clock.timeout.connect(look)
        clock.start()
        return answered


@pytest.fixture
def app(qapp, qtbot, data, now, nothing_left) -> Iterator[App]:
    """The program as it starts for a person: with the system's dialogs."""
    app = App(qapp, data, now=now, mode=Mode.LIGHT)
    app.window.resize(1366, 768)
    with qtbot.waitActive(app.window):
        app.window.show()
    yield app
    app.close()


@pytest.fixture
def typist(qtbot, app) -> Typist:
    return Typist(qtbot, app.window)


def test_from_nothing_to_an_exported_plan_by_keyboard_alone(app, typist, qtbot, rota, tmp_path):
    out = tmp_path / "to send"
    out.mkdir()

    typist.hears("Open a rota")
    answered = typist.answer_dialog("Open a rota", str(rota))
    typist.press(K.Key_Return)
    assert answered

    typist.hears("Kind of “AMB”")
    typist.choose("Admin")
    typist.tab_to("Continue")
    typist.press(K.Key_Return)

    typist.hears("Your name")
    typist.write("Dr Ola Example")
    typist.tab_to("Scheme")
    typist.choose("Foundation: self-development time")
    typist.tab_to("Show my plan")
    typist.press(K.Key_Return)

    typist.hears("Week")
    typist.press(K.Key_F, CTRL)
    typist.hears("For")
    typist.write("Sepsis audit")
    qtbot.waitUntil(lambda: app.window.home.plan.finder.offers != (), timeout=20_000)
    typist.tab_to("Book 4 h")
    typist.press(K.Key_Return)

    answered = typist.answer_dialog(EXPORT, str(out))
    typist.press(K.Key_E, CTRL)
    assert answered
    qtbot.waitUntil((out / "plan.pdf").exists, timeout=20_000)

    (session,) = app.workspace.sessions()
    assert session.purpose == "Sepsis audit"
    assert app.workspace.placement().doctor == "Dr Ola Example"
    assert {use.label: use.kind for use in app.workspace.labels()}["AMB"] is Kind.ADMIN
    assert {path.name for path in out.iterdir()} >= {"plan.pdf", "plan.ics", "plan.csv"}


def test_the_sample_needs_enter_and_tab_only(app, typist, qtbot):
    typist.hears("Open a rota")
    typist.tab_to("Try the sample")
    typist.press(K.Key_Return)
    typist.hears("Kind of “")
    typist.tab_to("Continue")
    typist.press(K.Key_Return)
    typist.hears("Scheme")
    typist.tab_to("Show my plan")
    typist.press(K.Key_Return)
    qtbot.waitUntil(lambda: app.window.home.plan.finder.offers != (), timeout=20_000)


def test_a_team_asks_who_you_are_and_a_few_letters_answer(app, typist, qtbot, team):
    typist.hears("Open a rota")
    typist.answer_dialog("Open a rota", str(team))
    typist.answer_dialog("Whose rota is it?", "jan w")
    typist.press(K.Key_Return)
    typist.hears("Kind of “AMB”")
    assert app.workspace.person() == "Jan Wójcik"
    assert app.workspace.people() == ("Jan Wójcik",)
