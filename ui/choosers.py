"""The system's dialogs for files, folders and printers."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QPageSize
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.memory import Memory
from ui.rota.whose import WhoseDialog

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

REPORT_FILTER = "PDF (*.pdf)"
FILTER = (
    "Rotas (*.ics *.ical *.ifb *.icalendar *.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt)"
    ";;All files (*)"
)


class SystemChoosers:
    """Asks with the system's own dialogs and remembers the folder that was used last."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def rota_files(self, parent: QWidget) -> tuple[Path, ...]:
        """Files of a rota, empty where none were chosen."""
        names, _ = QFileDialog.getOpenFileNames(
            parent, "Open a rota", self._start("open_folder"), FILTER
        )
        paths = tuple(Path(name) for name in names)
        if paths:
            self._memory.keep("open_folder", str(paths[0].parent))
        return paths

    def rota_folder(self, parent: QWidget) -> Path | None:
        """A folder that rotas are saved in, None where none was chosen."""
        name = QFileDialog.getExistingDirectory(
            parent, "Watch a folder", self._start("open_folder")
        )
        return Path(name) if name else None

    def whose(self, parent: QWidget, people: tuple[str, ...]) -> str | None:
        """Which of these people somebody is, "" for all of them, None where it was called off."""
        dialog = WhoseDialog(people, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.whose

    def export_folder(self, parent: QWidget) -> Path | None:
        """The folder to save a plan in, None where none was chosen."""
        name = QFileDialog.getExistingDirectory(
            parent,
            "Save plan.pdf, plan.ics and plan.csv in",
            self._start("export_folder"),
        )
        if not name:
            return None
        self._memory.keep("export_folder", name)
        return Path(name)

    def report_file(self, parent: QWidget) -> Path | None:
        """The file to save a rota report in, None where none was chosen."""
        start = str(Path(self._start("export_folder")) / "rota-report.pdf")
        name, _ = QFileDialog.getSaveFileName(parent, "Save the rota report", start, REPORT_FILTER)
        if not name:
            return None
        path = Path(name)
        self._memory.keep("export_folder", str(path.parent))
        return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")

    def printer(self, parent: QWidget) -> "QPrinter | None":
        """The printer to print on, set to A4; None where none was chosen."""
        # Imported here: the window opens without what printing needs.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setWindowTitle("Print the rota report")
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None

    def show_folder(self, folder: Path) -> None:
        """Show a folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _start(self, name: str) -> str:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return self._memory.text(name) or QStandardPaths.writableLocation(documents)
