"""The real window on a data folder of its own, with nothing left over afterwards."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThread, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from shiboken6 import Shiboken

from planner.model.rota import Reading
from planner.workspace import Workspace
from ui.app import App
from ui.home import Stage
from ui.theme import Mode

PATIENCE = 20_000
"""Milliseconds to wait for work on another thread."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform cannot do (raise windows, grab the keyboard) is no fault."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


class Now:
    """A clock that stands until it is moved: Tue 13 Oct 2026, 10:20 in London."""

    def __init__(self) -> None:
        self.at = datetime(2026, 10, 13, 9, 20, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, by: timedelta) -> None:
        self.at += by


class Answers:
    """Stands in for the person in front of the system's dialogs."""

    def __init__(self, folder: Path) -> None:
        self.files: tuple[Path, ...] = ()
        self.folder: Path | None = folder
        self.watched: Path | None = None
        self.documents: tuple[Path, ...] = ()
        self.signed: Path | None = None
        self.report: Path | None = folder.with_name("rota-report.pdf")
        self.printer_at_hand: QPrinter | None = None
        self.shown: list[Path] = []
        self.person: str | None = ""
        self.right = True
        self.tables: list[Reading] = []
        self.asked: list[tuple[str, ...]] = []

    def rota_files(self, _parent: QWidget) -> tuple[Path, ...]:
        return self.files

    def rota_folder(self, _parent: QWidget) -> Path | None:
        return self.watched

    def calendars(self, _parent: QWidget) -> tuple[Path, ...]:
        return self.files

    def whose(self, _parent: QWidget, people: tuple[str, ...]) -> str | None:
        self.asked.append(people)
        return self.person

    def is_right(self, _parent: QWidget, reading: Reading) -> bool:
        self.tables.append(reading)
        return self.right

    def export_folder(self, _parent: QWidget) -> Path | None:
        return self.folder

    def plan_documents(self, _parent: QWidget) -> tuple[Path, ...]:
        return self.documents

    def signed_folder(self, _parent: QWidget) -> Path | None:
        return self.signed

    def history_file(self, _parent: QWidget) -> Path | None:
        return self.report

    def report_file(self, _parent: QWidget) -> Path | None:
        return self.report

    def printer(self, _parent: QWidget) -> QPrinter | None:
        return self.printer_at_hand

    def show_folder(self, folder: Path) -> None:
        self.shown.append(folder)


class Driver:
    """Uses the window as a person does: by clicks and keys on what can be seen."""

    def __init__(self, qtbot, app: App, answers: Answers, now: Now) -> None:
        self.qtbot = qtbot
        self.app = app
        self.window = app.window
        self.answers = answers
        self.now = now

    @property
    def plan(self):
        return self.window.home.plan

    @property
    def ask(self) -> Workspace:
        return self.app.workspace

    def click(self, button: QAbstractButton) -> None:
        # Nobody clicks what has not been laid out yet.
        self.until(lambda: button.isVisible() and button.height() > 0)
        assert button.isEnabled(), f"“{button.text()}” cannot be used now"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def key(self, widget: QWidget, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(widget, key, modifier)

    def pick(self, combo: QComboBox, words: str) -> None:
        """Choose an item of a combo box by keyboard, as Qt's own signal for people tells."""
        place = combo.findText(words, Qt.MatchFlag.MatchStartsWith)
        assert place >= 0, f"no “{words}” in the list"
        combo.setFocus()
        combo.showPopup()
        view = combo.view()
        view.setCurrentIndex(combo.model().index(place, 0))
        self.qtbot.keyClick(view, Qt.Key.Key_Return)
        self.until(lambda: combo.currentIndex() == place or not combo.isVisible())
        # As a window manager does once a list that folded out is gone.
        self.window.activateWindow()

    def until(self, holds: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=PATIENCE)

    def stage(self, stage: Stage) -> None:
        self.until(lambda: self.window.home.stage is stage)

    def offers(self) -> tuple:
        """Wait for offers and answer with them."""
        self.until(lambda: self.plan.finder.offers and not self.app.jobs.running("offers"))
        return self.plan.finder.offers

    def to_plan(self, rota: Path) -> None:
        """The first run up to the plan page."""
        self.answers.files = (rota,)
        self.click(self.window.home.welcome.open)
        self.stage(Stage.UNDERSTOOD)
        self.click(self.window.home.understood.go_on)
        self.stage(Stage.PLACEMENT)
        self.place()

    def place(self) -> None:
        """Choose the first scheme and go on to the plan."""
        page = self.window.home.placement
        self.pick(page.form.scheme.combo, "Foundation")
        self.click(page.save)
        self.stage(Stage.PLAN)


def calendar(*entries: str, name: str = "ST4 Acute Medicine") -> bytes:
    """A calendar file of these entries."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN", f"X-WR-CALNAME:{name}"]
    return "\r\n".join([*lines, *entries, "END:VCALENDAR", ""]).encode()


def timed(summary: str, day: date, start: str, end: str, last: date | None = None) -> str:
    """An entry between two clock times in London."""
    return "\r\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:{summary}-{day}".replace(" ", "-"),
            "DTSTAMP:20260801T000000Z",
            f"SUMMARY:{summary}",
            f"DTSTART;TZID=Europe/London:{day:%Y%m%d}T{start}00",
            f"DTEND;TZID=Europe/London:{last or day:%Y%m%d}T{end}00",
            "END:VEVENT",
        ]
    )


def weeks(prefix: str = "") -> Iterator[str]:
    """Eight weeks from 5 Oct 2026: standard days, teaching, one week of nights, an odd label."""
    for number in range(56):
        day = date(2026, 10, 5) + timedelta(days=number)
        week, weekday = divmod(number, 7)
        if week == 3:
            if weekday < 4:
                yield timed(f"{prefix}Night", day, "2030", "0900", day + timedelta(days=1))
        elif weekday < 5:
            label = "AMB" if weekday == 1 else "Standard Day"
            yield timed(f"{prefix}{label}", day, "0900", "1700")
            if weekday == 2:
                yield timed(f"{prefix}Teaching", day, "1300", "1500")


@pytest.fixture
def rota(tmp_path) -> Path:
    path = tmp_path / "rota.ics"
    path.write_bytes(calendar(*weeks()))
    return path


@pytest.fixture
def team(tmp_path) -> Path:
    """One file that names two people."""
    path = tmp_path / "team.ics"
    path.write_bytes(calendar(*weeks("Siân Prys: "), *weeks("Jan Wójcik: "), name="Medical team"))
    return path


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def answers(tmp_path) -> Answers:
    return Answers(tmp_path / "out")


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path / "data"


def at_work() -> dict[str, set]:
    """What can be left over: windows, threads, timers that run, open files."""
    wrappers = [each for each in Shiboken.getAllValidWrappers() if isinstance(each, QObject)]
    handles = Path("/proc/self/fd")
    files = set()
    for handle in handles.iterdir() if handles.exists() else ():
        with suppress(OSError):
            files.add(str(handle.readlink()))
    return {
        "windows": set(QApplication.topLevelWidgets()),
        # Python's names for threads of Qt's pool, which outlive their work, are no threads of ours.
        "threads": {
            *(each for each in threading.enumerate() if not each.name.startswith("Dummy-")),
            *(each for each in wrappers if _runs(each, QThread)),
        },
        "timers": {w for w in wrappers if isinstance(w, QTimer) and w.isActive()},
        "files": {name for name in files if name.startswith("/") and not name.startswith("/dev/")},
    }


def _runs(wrapper: QObject, kind: type[QThread]) -> bool:
    return (
        isinstance(wrapper, kind) and wrapper.isRunning() and wrapper is not QThread.currentThread()
    )


@pytest.fixture
def nothing_left(qapp: QApplication, data) -> Iterator[None]:
    """Checks after a test that closed its window that nothing of it is left."""
    before = at_work()
    yield
    for what, now_there in at_work().items():
        left = now_there - before[what]
        if what == "files":
            left = {name for name in left if name.startswith(str(data.parent))}
        assert not left, f"{what} left over after the window was closed: {left}"


@pytest.fixture
def start(
    qtbot, qapp: QApplication, data, answers, now, nothing_left
) -> Iterator[Callable[[], Driver]]:
    """Starts the program on the test's data folder, as often as wanted; one at a time."""
    running: list[App] = []

    def started() -> Driver:
        for app in running:
            stop(app)
        running[:] = [App(qapp, data, now=now, choosers=answers, mode=Mode.LIGHT)]
        app = running[0]
        app.window.resize(1366, 768)
        with qtbot.waitExposed(app.window):
            app.window.show()
        return Driver(qtbot, app, answers, now)

    yield started
    for app in running:
        stop(app)
    if running:
        with Workspace.open(data, now):
            """Nobody holds the data any more."""
        assert not list(data.glob("*.tmp"))


def stop(app: App) -> None:
    """Close the program and let Qt take everything away that was to go."""
    app.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
