"""What every page is given, and what every page does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from planner.clock import local_date
from planner.model.rota import Reading
from planner.workspace import Change, Part, Workspace
from ui.controller import Controller
from ui.icons import Icons
from ui.jobs import Jobs
from ui.memory import Memory
from ui.taborder import in_order
from ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Choosers(Protocol):
    """Asks the person in front for files, folders and printers."""

    def rota_files(self, parent: QWidget) -> tuple[Path, ...]:
        """Files of a rota, empty where none were chosen."""

    def rota_folder(self, parent: QWidget) -> Path | None:
        """A folder that rotas are saved in, None where none was chosen."""

    def calendars(self, parent: QWidget) -> tuple[Path, ...]:
        """Calendar files of people to meet, empty where none were chosen."""

    def whose(self, parent: QWidget, people: tuple[str, ...]) -> str | None:
        """Which of these people somebody is, "" for all of them, None where it was called off."""

    def is_right(self, parent: QWidget, reading: Reading) -> bool:
        """Whether a table was understood, by what was guessed of it."""

    def export_folder(self, parent: QWidget) -> Path | None:
        """The folder to save a plan in, None where none was chosen."""

    def plan_documents(self, parent: QWidget) -> tuple[Path, ...]:
        """Plan documents that came, empty where none were chosen."""

    def signed_folder(self, parent: QWidget) -> Path | None:
        """The folder to save a signed plan in, None where none was chosen."""

    def history_file(self, parent: QWidget) -> Path | None:
        """The file to save what was sent and came back in, None where none was chosen."""

    def report_file(self, parent: QWidget) -> Path | None:
        """The file to save a rota report in, None where none was chosen."""

    def printer(self, parent: QWidget) -> "QPrinter | None":
        """The printer to print on, set up; None where none was chosen."""

    def backup_folder(self, parent: QWidget) -> Path | None:
        """The folder to keep second copies of backups in, None where none was chosen."""

    def move_file(self, parent: QWidget) -> Path | None:
        """The file to save everything in, None where none was chosen."""

    def moved_file(self, parent: QWidget) -> Path | None:
        """A file that everything was saved in, or a backup, None where none was chosen."""

    def show_folder(self, folder: Path) -> None:
        """Show a folder in the system's file manager."""


@dataclass(frozen=True)
class Kit:
    """The collaborators of a page. ``tell`` shows an error, ``say`` a short word that needs no
    answer.
    """

    controller: Controller
    jobs: Jobs
    theme: Theme
    icons: Icons
    memory: Memory
    choosers: Choosers
    now: Callable[[], datetime]
    tell: Callable[[Exception], None]
    say: Callable[[str], None]
    folder: Path

    @property
    def ask(self) -> Workspace:
        """The workspace, for questions."""
        return self.controller.ask

    @property
    def zone(self) -> ZoneInfo | None:
        """The rota's zone, None before a rota was read."""
        stored = self.ask.reading()
        return stored.reading.zone if stored else None

    def today(self, zone: ZoneInfo) -> date:
        """Today's date in a zone."""
        return local_date(self.now(), zone)


class Page(QWidget):
    """A page that shows what is stored: refreshed when that changed, and only while it can be
    seen.
    """

    watches: frozenset[Part] = frozenset(Part)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self._stale = True
        kit.controller.changed.connect(self._changed)
        kit.controller.moved_on.connect(self._freshen_if_seen)

    def refresh(self) -> None:
        """Ask the workspace again and show the answers."""
        raise NotImplementedError

    def freshen(self) -> None:
        """Refresh now if anything has changed since the last time."""
        if self._stale:
            self._stale = False
            self.refresh()
            in_order(self)

    def showEvent(self, event: QShowEvent) -> None:
        self.freshen()
        super().showEvent(event)

    def _changed(self, change: Change) -> None:
        if change.touched & self.watches:
            self._stale = True
            if not self.kit.controller.moving_on:
                self._freshen_if_seen()

    def _freshen_if_seen(self) -> None:
        if self.isVisible():
            self.freshen()
