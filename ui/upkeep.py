"""Looks after the data while nobody is waiting: backups, the history's bound, damage."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from planner.errors import LeadtimeError
from planner.store.rotation import Backup, Cause
from planner.workspace import Change
from planner.workspace.upkeep import DataNotice
from ui.kit import Kit

SLOT = "upkeep"
QUIET = 20_000
"""Milliseconds without a change after which nobody is taken to be in the middle of something."""

FIRST_LOOK = 30_000
"""Milliseconds from the start until a large data file is looked through."""


class DataKeeper(QObject):
    """Backs up after the first changes and then at times, on another thread.

    Also tells what the user should know of how the data was found.
    """

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self.tend)
        kit.controller.changed.connect(self._changed)
        if not kit.ask.is_checked:
            QTimer.singleShot(FIRST_LOOK, self, self.look_through)

    def tell_notices(self) -> None:
        """Say how the data was found, where there is anything to say."""
        notices = self._kit.ask.notices
        if notices:
            self._kit.tell(DataNotice("\n".join(notices)))

    def tend(self) -> None:
        """Do what is due in a quiet moment."""
        try:
            said = self._kit.ask.upkeep.tend()
            if said:
                self._kit.tell(DataNotice(said))
            if self._kit.ask.upkeep.is_due():
                self.back_up(Cause.DAILY, lambda _: None)
        except LeadtimeError as error:
            self._kit.tell(error)

    def back_up(self, cause: Cause, done: Callable[[Backup], None]) -> None:
        """Make a backup on another thread."""
        work = self._kit.ask.upkeep.backup(cause)
        self._kit.jobs.start(SLOT, "Backing up…", lambda *_: work(), done, self._kit.tell)

    def look_through(self) -> None:
        """Look through all of a large file for damage."""
        work = self._kit.ask.upkeep.check()
        self._kit.jobs.start(
            SLOT, "Checking the data…", lambda *_: work(), self._looked, self._kit.tell
        )

    def _looked(self, wrong: tuple[str, ...]) -> None:
        if wrong:
            self._kit.tell(
                DataNotice(
                    "Your data file is damaged. Close Leadtime and open it again: it then saves "
                    "what can be saved, with the help of the newest backup, and says what is "
                    "missing.",
                    "\n".join(wrong),
                )
            )

    def _changed(self, _: Change) -> None:
        self._quiet.start()
