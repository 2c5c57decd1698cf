"""Uses the real window and takes pictures of it; `make_screenshots.py` says which."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from planner.model.rota import Reading  # noqa: E402 - the program is found from the line above
from ui.app import App  # noqa: E402
from ui.theme import Mode  # noqa: E402

PATIENCE = 30_000
COLOURS = 64


def today() -> datetime:
    """The time that the pictures show."""
    return datetime(2026, 10, 13, 9, 20, tzinfo=UTC)


class Answers:
    """Answers for the person in front: with the files that are given, and with one folder."""

    def __init__(self, folder: Path) -> None:
        self.files: tuple[Path, ...] = ()
        self.folder = folder

    def rota_files(self, _parent: QWidget) -> tuple[Path, ...]:
        """The files that were given last."""
        return self.files

    def calendars(self, _parent: QWidget) -> tuple[Path, ...]:
        """The files that were given last."""
        return self.files

    def plan_documents(self, _parent: QWidget) -> tuple[Path, ...]:
        """The files that were given last."""
        return self.files

    def signed_folder(self, _parent: QWidget) -> Path | None:
        """The folder."""
        return self.folder

    def whose(self, _parent: QWidget, people: tuple[str, ...]) -> str | None:
        """The first."""
        return people[0]

    def is_right(self, _parent: QWidget, _reading: Reading) -> bool:
        """It is."""
        return True

    def export_folder(self, _parent: QWidget) -> Path | None:
        """The folder."""
        return self.folder

    def rota_folder(self, _parent: QWidget) -> Path | None:
        """The folder."""
        return self.folder

    def backup_folder(self, _parent: QWidget) -> Path | None:
        """No second folder."""
        return None

    def _no_file(self, _parent: QWidget) -> None:
        return None

    moved_file = move_file = history_file = report_file = printer = _no_file

    def show_folder(self, folder: Path) -> None:
        """Nobody looks."""


class Photographer:
    """Uses one window and takes pictures on the way: all, or those whose names are ``wanted``."""

    def __init__(
        self, qt: QApplication, data: Path, out: Path, mode: Mode, size: tuple[int, int]
    ) -> None:
        self._qt = qt
        self._out = out
        self._mode = mode
        self.wanted: Sequence[str] = ()
        self.answers = Answers(data / "out")
        self.answers.folder.mkdir()
        self.app = App(qt, data, now=today, choosers=self.answers, mode=mode)
        self.window = self.app.window
        self.window.resize(*size)
        self.window.show()

    def until(self, holds: Callable[[], object]) -> None:
        """Let the window work until something holds."""
        deadline = QDeadlineTimer(PATIENCE)
        while not holds():
            if deadline.hasExpired():
                raise TimeoutError(f"the window never came so far: {self.window.trouble.words()}")
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        self.settle()

    def settle(self) -> None:
        """Let the window do what is due."""
        for _ in range(5):
            self._qt.processEvents()

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of the window, or of a part of it."""
        self.until(lambda: not self.app.jobs.running("offers"))
        if self.wanted and name not in self.wanted:
            return
        path = self._out / f"{name}-{self._mode.value}.png"
        save((widget or self.window).grab(), path)
        print(path)  # noqa: T201 - says what was made

    def quietly(self) -> None:
        """Put away what was said of the last step."""
        self.window.notice.hide()
        self.window.reminder.hide()

    def beside(self, name: str, dialog: QDialog) -> None:
        """Take a picture of a dialog and close it."""
        dialog.show()
        self.until(dialog.isVisible)
        self.take(name, dialog)
        dialog.close()
        self.settle()

    def opened(self, kind: type[QDialog]) -> QDialog:
        """The dialog of a kind that the window opened, as soon as it is seen."""

        def seen() -> list[QDialog]:
            return [d for d in self._qt.topLevelWidgets() if isinstance(d, kind) and d.isVisible()]

        self.until(seen)
        return seen()[0]


def save(picture: QPixmap, path: Path) -> None:
    """Save a picture small: with few colours, of which a window has not many more."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32) & 0xFFFFFF
    found, where, count = np.unique(pixels, return_inverse=True, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 0xFF, found & 0xFF], axis=1).astype(int)
    kept, nearest = few(colours, count)
    small = Image.fromarray(nearest[where].reshape(image.height(), image.width()), "P")
    small.putpalette(colours[kept].astype(np.uint8).tobytes())
    small.save(path, optimize=True)


def few(colours: np.ndarray, count: np.ndarray) -> tuple[list[int], np.ndarray]:
    """Which of the colours to keep, and for each colour which of those comes nearest.

    One after the other, the colour that most of the picture misses most: frequent ones stay as they
    are, and a rare one that nothing comes near is not lost.
    """
    kept: list[int] = []
    nearest = np.zeros(len(colours), np.uint8)
    missed = np.full(len(colours), 3 * 255**2)
    while len(kept) < min(COLOURS, len(colours)):
        kept.append(int((missed * count).argmax()))
        far = ((colours - colours[kept[-1]]) ** 2).sum(axis=1)
        nearest[far < missed] = len(kept) - 1
        missed = np.minimum(missed, far)
    return kept, nearest


def drag(view: QWidget, *way: QPoint, drop: bool = True) -> None:
    """Drag over a widget with the left button, along these points."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    move = QEvent.Type.MouseMove
    steps = [(QEvent.Type.MouseButtonPress, way[0], left, left)]
    steps += [(move, point, none, left) for point in way[1:]]
    if drop:
        steps.append((QEvent.Type.MouseButtonRelease, way[-1], left, none))
    for kind, point, button, held in steps:
        there = QPointF(point)
        event = QMouseEvent(
            kind, there, view.mapToGlobal(there), button, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(view, event)
