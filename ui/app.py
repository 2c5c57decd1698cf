"""Starting the window: the data folder, the look, what happens when something is wrong with
either.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_data_path
from PySide6.QtWidgets import QApplication

from planner.errors import LeadtimeError
from planner.workspace import Workspace
from ui.choosers import SystemChoosers
from ui.controller import Controller
from ui.crash import CrashReporter
from ui.firstpaint import FirstPaint, seconds_since_start
from ui.icons import Icons
from ui.jobs import Jobs
from ui.kit import Choosers, Kit
from ui.memory import Memory
from ui.theme import Mode, Theme
from ui.trouble import TroubleDialog
from ui.window import MainWindow, Voice

CANNOT_START = 2


def clock() -> datetime:
    """The time now."""
    return datetime.now(UTC)


def data_folder() -> Path:
    """Where the data lies unless another folder is asked for."""
    return user_data_path("Leadtime", appauthor=False)


class App:
    """One opened data folder with its window.

    ``now`` and ``choosers`` stand for the clock and the person in front, and are given by tests and
    by the script that makes the pictures. Raises what `Workspace.open` raises.
    """

    def __init__(
        self,
        qt: QApplication,
        folder: Path,
        *,
        now: Callable[[], datetime] = clock,
        choosers: Choosers | None = None,
        mode: Mode | None = None,
    ) -> None:
        self.workspace = Workspace.open(folder, now)
        self.memory = Memory(folder)
        self.theme = Theme(qt, mode or remembered_mode(self.memory))
        self.jobs = Jobs()
        self._voice = Voice()
        self.crash = CrashReporter(folder, now)
        self.kit = Kit(
            controller=Controller(self.workspace),
            jobs=self.jobs,
            theme=self.theme,
            icons=Icons(self.theme),
            memory=self.memory,
            choosers=choosers or SystemChoosers(self.memory),
            now=now,
            tell=self._tell,
            say=self._voice.said.emit,
            folder=folder,
        )
        self.window = MainWindow(self.kit, self._voice)
        self.crash.crashed.connect(self._voice.trouble)

    def close(self) -> None:
        """Close the window, wait for work under way, let go of the data."""
        self.window.close()
        self.jobs.close()
        self.workspace.close()
        self.window.deleteLater()
        self.theme.deleteLater()

    def _tell(self, error: Exception) -> None:
        self._voice.trouble.emit(self.crash.told(error))


def remembered_mode(memory: Memory) -> Mode:
    """The theme asked for last time."""
    try:
        return Mode(memory.text("theme", Mode.SYSTEM.value))
    except ValueError:
        return Mode.SYSTEM


def run(
    data: Path | None,
    *,
    quit_after_paint: bool,
    started: float,
    now: Callable[[], datetime] = clock,
) -> int:
    """Open the window on a data folder (None: the usual one) and answer with the exit code.

    ``started`` is `time.perf_counter` at the top of the program. With ``quit_after_paint`` the
    milliseconds since the process started are printed once the window is painted and idle, and it
    ends.
    """
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Leadtime")
    qt.setApplicationDisplayName("Leadtime")
    folder = data or data_folder()
    app = _opened(qt, folder, now, ask=not quit_after_paint)
    if app is None:
        return CANNOT_START
    app.crash.install()
    if quit_after_paint:

        def painted() -> None:
            sys.stdout.write(f"{seconds_since_start(started) * 1000:.0f}\n")
            sys.stdout.flush()
            app.window.close()

        FirstPaint(app.window, painted)
    app.window.show()
    try:
        return qt.exec()
    finally:
        app.crash.remove()
        app.close()


def _opened(
    qt: QApplication, folder: Path, now: Callable[[], datetime], *, ask: bool
) -> App | None:
    """The app on a folder; where that cannot be opened, says why and offers to try again."""
    while True:
        try:
            return App(qt, folder, now=now)
        except LeadtimeError as error:
            if not ask:
                sys.stderr.write(f"{error.message}\n")
                return None
            if not TroubleDialog(error).exec():
                return None
