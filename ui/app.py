"""Starting the window: the data folder, the look, what happens when something is wrong with
either.
"""

import gc
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from planner.errors import LeadtimeError
from planner.workspace import Workspace, WorkspaceBusy
from ui.build import room_for
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
_NOT_ERASED = "Not everything could be deleted"
SWITCH_EVERY = 0.0005
"""Seconds until a thread that works lets another go on (Python: 0.005). Qt hands the window's
thread in and out of Python at each call: each time it would wait that long for work elsewhere."""


def clock() -> datetime:
    """The time now."""
    return datetime.now(UTC)


def data_folder() -> Path:
    """Where the data lies unless another folder is asked for."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not where a folder is asked for

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
        self.memory = Memory(self.workspace.upkeep.settings)
        self.theme = Theme(qt, mode or remembered_mode(self.memory))
        self.jobs = Jobs(held=True)
        self._voice = Voice()
        self.crash = CrashReporter(folder, now)
        self.kit = Kit(
            controller=Controller(self.workspace, self.jobs),
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
        self.window.keeper.tell_notices()
        self.window.erase_asked.connect(self._erase_asked)
        self.erases = False
        self._closed = False
        self.first_paint = FirstPaint(self.window)
        self.first_paint.painted.connect(self._painted)

    def listen(self) -> None:
        """Come forward when the program is started again on this data."""
        # Imported here: the window is painted without what this needs.
        from ui.single import Doorbell  # noqa: PLC0415

        doorbell = Doorbell(self.kit.folder, self.window)
        doorbell.rung.connect(self.window.come_forward)

    def close(self) -> None:
        """Close the window, wait for work under way, let go of the data; a second time does
        nothing.
        """
        if self._closed:
            return
        self._closed = True
        self.window.close()
        self.jobs.close()
        # Gone before the data is: a timer of the window that fired later would ask in vain.
        for each in (self.window, self.theme):
            each.deleteLater()
            QCoreApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete)
        self.workspace.close()

    def _painted(self) -> None:
        """Begin what would have come in the way of the first paint."""
        self.jobs.release()
        # A round of the loop later, so that whoever times the first paint does so without it.
        QTimer.singleShot(0, self.window, self.window.begin)

    def _erase_asked(self) -> None:
        """Everything is deleted once the window and the data are closed."""
        self.erases = True
        self.window.close()

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
    sys.setswitchinterval(SWITCH_EVERY)
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Leadtime")
    qt.setApplicationDisplayName("Leadtime")
    folder = data or data_folder()
    app = _opened(qt, folder, now, ask=not quit_after_paint)
    if isinstance(app, int):
        return app
    app.crash.install()

    def painted() -> None:
        # What is there by now stays: it need not be looked through again.
        gc.freeze()
        gc.enable()
        if quit_after_paint:
            sys.stdout.write(f"{seconds_since_start(started) * 1000:.0f}\n")
            sys.stdout.flush()
            app.window.close()
        else:
            app.listen()

    app.first_paint.painted.connect(painted)
    _show(app.window)
    try:
        return qt.exec()
    finally:
        app.crash.remove()
        app.close()
        if app.erases:
            _erase(folder, now)


def _show(window: MainWindow) -> None:
    """Show the window, all over a screen that has no room for it and its title."""
    room = room_for(window)
    fits = window.size().boundedTo(room) == window.size()
    window.resize(window.size().boundedTo(room))
    if fits or window.isMaximized():
        window.show()
    else:
        window.showMaximized()


def _opened(qt: QApplication, folder: Path, now: Callable[[], datetime], *, ask: bool) -> App | int:
    """The app on a folder; where that cannot be opened, says why and offers to try again, and
    answers with the exit code in the end.
    """
    while True:
        try:
            return App(qt, folder, now=now)
        except LeadtimeError as error:
            if not ask:
                sys.stderr.write(f"{error.message}\n")
                return CANNOT_START
            if isinstance(error, WorkspaceBusy) and _other_came_forward(folder):
                return 0
            if not TroubleDialog(error).exec():
                return CANNOT_START


def _erase(folder: Path, now: Callable[[], datetime]) -> None:
    from planner.feeds import SystemKeyring  # noqa: PLC0415 - rarely asked for
    from planner.workspace.upkeep import erase_everything  # noqa: PLC0415

    try:
        left = erase_everything(folder, SystemKeyring(), now)
    except LeadtimeError as error:
        TroubleDialog(error, _NOT_ERASED).exec()
        return
    if left:
        names = ", ".join(path.name for path in left)
        message = f"These files in {folder} could not be deleted: {names}. Delete them by hand."
        TroubleDialog(LeadtimeError(message), _NOT_ERASED).exec()


def _other_came_forward(folder: Path) -> bool:
    from ui.single import raise_other  # noqa: PLC0415 - only a second start needs it

    return raise_other(folder)
