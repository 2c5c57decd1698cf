"""The system's dialogs for files, folders and printers."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from planner.model.rota import Reading
from ui.memory import Memory

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

MOVE_FILTER = "Leadtime data (*.leadtime)"
MOVED_FILTER = "Leadtime data (*.leadtime *.db);;All files (*)"
CALENDAR_FILTER = "Calendars (*.ics *.ical *.ifb *.icalendar);;All files (*)"
REPORT_FILTER = "PDF (*.pdf)"
FILTER = (
    "Rotas (*.ics *.ical *.ifb *.icalendar *.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt)"
    ";;All files (*)"
)


PrintDialog = Callable[["QPrinter", QWidget], "QPrintDialog"]


class SystemChoosers:
    """Asks with the system's own dialogs and remembers the folder that was used last.

    ``print_dialog`` is used in place of the system's dialog for printers.
    """

    def __init__(self, memory: Memory, print_dialog: PrintDialog | None = None) -> None:
        self._memory = memory
        self._print_dialog = print_dialog

    def rota_files(self, parent: QWidget) -> tuple[Path, ...]:
        """Files of a rota, empty where none were chosen."""
        return self._files(parent, "Open a rota", FILTER)

    def rota_folder(self, parent: QWidget) -> Path | None:
        """A folder that rotas are saved in, None where none was chosen."""
        name = QFileDialog.getExistingDirectory(
            parent, "Watch a folder", self._start("open_folder")
        )
        return Path(name) if name else None

    def calendars(self, parent: QWidget) -> tuple[Path, ...]:
        """Calendar files of people to meet, empty where none were chosen."""
        return self._files(parent, "Add a calendar", CALENDAR_FILTER)

    def whose(self, parent: QWidget, people: tuple[str, ...]) -> str | None:
        """Which of these people somebody is, "" for all of them, None where it was called off."""
        from ui.rota.whose import WhoseDialog  # noqa: PLC0415 - rarely asked

        dialog = WhoseDialog(people, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.whose

    def is_right(self, parent: QWidget, reading: Reading) -> bool:
        """Whether a table was understood, by what was guessed of it."""
        from ui.rota.table_dialog import TableDialog  # noqa: PLC0415 - rarely asked

        dialog = TableDialog(reading, parent)
        answer = dialog.exec()
        dialog.deleteLater()
        return answer == TableDialog.DialogCode.Accepted

    def export_folder(self, parent: QWidget) -> Path | None:
        """The folder to save a plan in, None where none was chosen."""
        name = QFileDialog.getExistingDirectory(
            parent,
            "Save plan.pdf, plan.ics, plan.csv and plan.eml in",
            self._start("export_folder"),
        )
        if not name:
            return None
        self._memory.keep("export_folder", name)
        return Path(name)

    def plan_documents(self, parent: QWidget) -> tuple[Path, ...]:
        """Plan documents that came, empty where none were chosen."""
        return self._files(parent, "Open plans", REPORT_FILTER)

    def signed_folder(self, parent: QWidget) -> Path | None:
        """The folder to save a signed plan in, None where none was chosen."""
        name = QFileDialog.getExistingDirectory(
            parent, "Save the signed plan in", self._start("export_folder")
        )
        return Path(name) if name else None

    def history_file(self, parent: QWidget) -> Path | None:
        """The file to save what was sent and came back in, None where none was chosen."""
        return self._pdf_to_save(parent, "Save what was sent and came back", "plan-history.pdf")

    def report_file(self, parent: QWidget) -> Path | None:
        """The file to save a rota report in, None where none was chosen."""
        return self._pdf_to_save(parent, "Save the rota report", "rota-report.pdf")

    def _pdf_to_save(self, parent: QWidget, title: str, file: str) -> Path | None:
        start = str(Path(self._start("export_folder")) / file)
        name, _ = QFileDialog.getSaveFileName(parent, title, start, REPORT_FILTER)
        if not name:
            return None
        path = Path(name)
        self._memory.keep("export_folder", str(path.parent))
        return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")

    def printer(self, parent: QWidget) -> "QPrinter | None":
        """The printer to print on, set to A4; None where none was chosen."""
        # Imported here: the window opens without what printing needs.
        from PySide6.QtGui import QPageSize  # noqa: PLC0415
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        dialog = (self._print_dialog or QPrintDialog)(printer, parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setWindowTitle("Print the rota report")
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None

    def backup_folder(self, parent: QWidget) -> Path | None:
        """The folder to keep second copies of backups in, None where none was chosen."""
        name = QFileDialog.getExistingDirectory(parent, "Keep second copies of backups in", "")
        return Path(name) if name else None

    def move_file(self, parent: QWidget) -> Path | None:
        """The file to save everything in, None where none was chosen."""
        today = f"leadtime-{datetime.now().astimezone():%Y-%m-%d}.leadtime"
        start = str(Path(self._start("export_folder")) / today)
        name, _ = QFileDialog.getSaveFileName(parent, "Save everything", start, MOVE_FILTER)
        return Path(name) if name else None

    def moved_file(self, parent: QWidget) -> Path | None:
        """A file that everything was saved in, or a backup, None where none was chosen."""
        start = self._start("export_folder")
        name, _ = QFileDialog.getOpenFileName(parent, "Open saved data", start, MOVED_FILTER)
        return Path(name) if name else None

    def show_folder(self, folder: Path) -> None:
        """Show a folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _files(self, parent: QWidget, title: str, wanted: str) -> tuple[Path, ...]:
        start = self._start("open_folder")
        names, _ = QFileDialog.getOpenFileNames(parent, title, start, wanted)
        paths = tuple(Path(name) for name in names)
        if paths:
            self._memory.keep("open_folder", str(paths[0].parent))
        return paths

    def _start(self, name: str) -> str:
        """The folder that was used last, while it is there; else the system's own for what is
        opened or saved; else the person's.
        """
        places = QStandardPaths.StandardLocation
        usual = {
            "open_folder": places.DownloadLocation,
            "export_folder": places.DocumentsLocation,
        }[name]
        folders = (self._memory.text(name), QStandardPaths.writableLocation(usual))
        return next((f for f in folders if f and Path(f).is_dir()), str(Path.home()))
