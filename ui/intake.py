"""From files on disk to a stored reading: read off the window's thread, stored on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.model.rota import Reading, RotaFile
from planner.rota import load_file, read_rota, rota_paths
from planner.workspace import ImportRota
from ui.kit import Kit

SLOT = "read"


@dataclass(frozen=True)
class Taken:
    """Files with what was understood of them."""

    files: tuple[RotaFile, ...]
    reading: Reading


def take(
    paths: Sequence[Path], cancelled: Callable[[], bool], progress: Callable[[str], None]
) -> Taken | None:
    """Load and read files and folders as one rota; None where it was called off in between.

    Raises UnreadableInput where any of them cannot be read.
    """
    files: list[RotaFile] = []
    for path in rota_paths(paths):
        if cancelled():
            return None
        progress(f"Loading {path.name}…")
        files.append(load_file(path))
    count = len(files)
    progress(f"Reading {files[0].name}…" if count == 1 else f"Reading {count} files…")
    return Taken(tuple(files), read_rota(files))


class Intake(QObject):
    """Takes in rota files; ``taken`` carries the Change once a reading is stored.

    ``progressed`` says in words what is being done. Troubles go to ``kit.tell``; what is stored
    stays.
    """

    taken = Signal(object)
    progressed = Signal(str)

    def __init__(self, kit: Kit, window: QWidget) -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window

    def ask(self) -> None:
        """Ask for files and take them in."""
        paths = self._kit.choosers.rota_files(self._window)
        if paths:
            self.take(paths)

    def take(self, paths: Sequence[Path], read: Callable[[], object] = lambda: None) -> None:
        """Take in files; a second call calls the first one off. ``read`` is called once they are
        read, before they are stored.
        """
        chosen = tuple(paths)
        names = chosen[0].name if len(chosen) == 1 else f"{len(chosen)} files"
        self._kit.jobs.start(
            SLOT,
            f"Reading {names}…",
            lambda cancelled, progress: take(chosen, cancelled, progress),
            lambda taken: self._store(taken, read),
            self._kit.tell,
            self.progressed.emit,
        )

    def _store(self, taken: Taken | None, read: Callable[[], object]) -> None:
        if taken is None:
            return
        person = self._whose(taken.reading.people)
        if person is None:
            return
        read()
        change = self._kit.controller.do(ImportRota(taken.reading, taken.files, person))
        if change is not None:
            self.taken.emit(change)

    def _whose(self, people: tuple[str, ...]) -> str | None:
        """Whose rota it is, asked once; "" for whoever it was before, and for all of them. None
        where it was called off.
        """
        if len(people) < 2 or self._kit.ask.person() in people:
            return ""
        return self._kit.choosers.whose(self._window, people)
