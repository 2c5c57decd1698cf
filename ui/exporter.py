"""Export plan…: asks where to, writes off the window's thread, says what was saved."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.errors import LeadtimeError
from planner.model.plan import Plan
from ui.kit import Kit

SLOT = "export"


class Exporter(QObject):
    """Writes plan.pdf, plan.ics, plan.csv and plan.eml; ``saved`` carries the words for it and a
    callable that shows the folder.
    """

    saved = Signal(str, object)

    def __init__(self, kit: Kit, window: QWidget) -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window

    def ask(self) -> None:
        """Ask for a folder and write the plan into it."""
        folder = self._kit.choosers.export_folder(self._window)
        if folder is not None:
            self.write(folder)

    def write(self, folder: Path) -> None:
        """Write the plan into a folder."""
        from planner.agreement import export  # noqa: PLC0415 - the window is painted without it

        try:
            plan, aside = self._kit.ask.plan(), self._kit.ask.aside()
        except LeadtimeError as error:
            self._kit.tell(error)
            return
        self._kit.jobs.start(
            SLOT,
            "Writing the plan…",
            lambda *_: export(plan, folder, aside),
            lambda files: self._written(plan, files),
            self._kit.tell,
        )

    def _written(self, plan: Plan, files: tuple[Path, ...]) -> None:
        self._kit.ask.record_export(plan, files)
        names = ", ".join(path.name for path in files)
        folder = files[0].parent
        self.saved.emit(
            f"Saved {names} in {folder.name or folder}",
            lambda: self._kit.choosers.show_folder(folder),
        )
