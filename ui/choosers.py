"""The system's dialogs for files and folders."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.memory import Memory

FILTER = "Rotas (*.ics *.ical *.ifb *.icalendar);;All files (*)"


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

    def show_folder(self, folder: Path) -> None:
        """Show a folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _start(self, name: str) -> str:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return self._memory.text(name) or QStandardPaths.writableLocation(documents)
