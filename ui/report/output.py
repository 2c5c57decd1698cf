"""The way of the rota report to others: saved as a PDF, or printed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.errors import LeadtimeError
from ui.kit import Kit

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from planner.agreement.report import RotaReport
    from ui.report.paper import Sheets

SLOT = "report"


class ReportOutput(QObject):
    """Asks where to, works off the window's thread, says what was done.

    ``current`` gives the report on view, None where there is none. ``saved`` carries words and a
    callable that shows the folder.
    """

    saved = Signal(str, object)

    def __init__(
        self, kit: Kit, window: QWidget, current: "Callable[[], RotaReport | None]"
    ) -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window
        self._current = current

    def save(self) -> None:
        """Ask for a file and write the report into it."""
        report = self._current()
        if report is None:
            return
        from planner.agreement.report import save_report  # noqa: PLC0415 - not for the first paint

        path = self._kit.choosers.report_file(self._window)
        if path is not None:
            self._kit.jobs.start(
                SLOT,
                "Writing the rota report…",
                lambda *_: save_report(report, path),
                self._saved,
                self._kit.tell,
            )

    def print(self) -> None:
        """Ask for a printer and print the report."""
        report = self._current()
        if report is None:
            return
        printer = self._kit.choosers.printer(self._window)
        if printer is not None:
            self._kit.jobs.start(
                SLOT,
                "Laying out the rota report…",
                lambda *_: _laid_out(report),
                lambda sheets: self._printed(sheets, printer),
                self._kit.tell,
            )

    def _saved(self, path: Path) -> None:
        folder = path.parent
        self.saved.emit(
            f"Saved {path.name} in {folder.name or folder}",
            lambda: self._kit.choosers.show_folder(folder),
        )

    def _printed(self, sheets: "Sheets", printer: "QPrinter") -> None:
        from ui.report.paper import print_sheets  # noqa: PLC0415 - printing is rarely asked for

        try:
            print_sheets(sheets, printer)
        except LeadtimeError as error:
            self._kit.tell(error)
            return
        self._kit.say("The rota report was sent to the printer.")


def _laid_out(report: "RotaReport") -> "Sheets":
    from ui.report.paper import sheets_of  # noqa: PLC0415 - loads the printing library

    return sheets_of(report)
