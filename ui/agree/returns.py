"""Takes in plan documents that came back: read off the window's thread, shown, then recorded."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.kit import Kit

if TYPE_CHECKING:
    from ui.agree.dialog import ReturnedDialog
    from ui.agree.incoming import Incoming, PlanFile

SLOT = "returned"
_HEAD = 1024


class Returns(QObject):
    """Shows what stands in a document before anything of it is recorded. ``to_review`` carries the
    plans of others that came in, to be decided on.
    """

    to_review = Signal(object)

    def __init__(self, kit: Kit, window: QWidget) -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window
        self._waiting: list[PlanFile] = []
        self.dialog: ReturnedDialog | None = None

    def ask(self) -> None:
        """Ask for documents and take them in."""
        self.take(*self._kit.choosers.plan_documents(self._window))

    def ask_to_review(self) -> None:
        """Ask for documents to decide on, whoever sent them."""
        self._read(self._kit.choosers.plan_documents(self._window), None)

    def take_from(self, paths: Iterable[Path]) -> tuple[Path, ...]:
        """Take in the PDFs among files that were dropped; the files that are none."""
        documents = [path for path in paths if _is_pdf(path)]
        self.take(*documents)
        return tuple(path for path in paths if path not in documents)

    def take(self, *paths: Path) -> None:
        """Read documents and show what is in them."""
        self._read(paths, self._kit.ask.sent_digests())

    def show_history(self) -> None:
        """Show what was sent and what came back."""
        from ui.agree.history import HistoryDialog  # noqa: PLC0415 - rarely looked at

        HistoryDialog(self._kit, self._window).open()

    def _read(self, paths: Sequence[Path], sent: Collection[str] | None) -> None:
        from ui.agree.incoming import read_incoming  # noqa: PLC0415 - not for the first paint

        if not paths:
            return
        names = paths[0].name if len(paths) == 1 else f"{len(paths)} plans"
        self._kit.jobs.start(
            SLOT,
            f"Reading {names}…",
            lambda cancelled, _: read_incoming(paths, sent, cancelled),
            self._arrived,
            self._kit.tell,
        )

    def _arrived(self, incoming: "Incoming") -> None:
        if incoming.failed is not None:
            self._kit.tell(incoming.failed)
        if incoming.to_review:
            self.to_review.emit(incoming.to_review)
        self._waiting += incoming.returned
        self._show_next()

    def _show_next(self) -> None:
        """Show what came back, one document after the other."""
        if self.dialog is not None or not self._waiting:
            return
        from ui.agree.dialog import ReturnedDialog  # noqa: PLC0415 - not for the first paint

        file = self._waiting.pop(0)
        self.dialog = ReturnedDialog(self._kit, file.document, file.found, self._window)
        self.dialog.review_asked.connect(lambda: self._read((file.path,), None))
        self.dialog.destroyed.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        self._show_next()


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(_HEAD)
    except OSError:
        return False
