"""Takes in plan documents that came back: read off the window's thread, shown, then recorded."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.kit import Kit

if TYPE_CHECKING:
    from planner.agreement import Review
    from ui.agree.dialog import ReturnedDialog

SLOT = "returned"
_HEAD = 1024


class Returns(QObject):
    """Shows what stands in a document before anything of it is recorded."""

    def __init__(self, kit: Kit, window: QWidget) -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window
        self.dialog: ReturnedDialog | None = None

    def ask(self) -> None:
        """Ask for a document and take it in."""
        path = self._kit.choosers.returned_plan(self._window)
        if path is not None:
            self.take(path)

    def take_from(self, paths: Iterable[Path]) -> tuple[Path, ...]:
        """Take in the first PDF of files that were dropped; the files that are none."""
        documents = [path for path in paths if _is_pdf(path)]
        if documents:
            self.take(documents[0])
        return tuple(path for path in paths if path not in documents)

    def take(self, path: Path) -> None:
        """Read a document and show what is in it."""
        from planner.agreement import load_document, review  # noqa: PLC0415 - not for the first paint

        sent = self._kit.ask.sent_digests()

        def read() -> "tuple[bytes, Review]":
            document = load_document(path)
            return document, review(document, sent)

        self._kit.jobs.start(
            SLOT,
            f"Reading {path.name}…",
            lambda *_: read(),
            lambda found: self._show(*found),
            self._kit.tell,
        )

    def show_history(self) -> None:
        """Show what was sent and what came back."""
        from ui.agree.history import HistoryDialog  # noqa: PLC0415 - rarely looked at

        HistoryDialog(self._kit, self._window).open()

    def _show(self, document: bytes, found: "Review") -> None:
        from ui.agree.dialog import ReturnedDialog  # noqa: PLC0415 - not for the first paint

        self.dialog = ReturnedDialog(self._kit, document, found, self._window)
        self.dialog.destroyed.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        self.dialog = None


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(_HEAD)
    except OSError:
        return False
