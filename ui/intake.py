"""From files on disk to a stored reading: read off the window's thread, stored on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.model.rota import Reading, RotaFile
from planner.workspace import Change, ImportRota, Standing, made_ready
from ui.jobs import Work
from ui.kit import Kit

if TYPE_CHECKING:
    from planner.rota import RotaReader

SLOT = "read"


@dataclass(frozen=True)
class Taken:
    """Files with what was understood of them; ``ready`` where nobody needs to be asked anything."""

    files: tuple[RotaFile, ...]
    reading: Reading
    ready: ImportRota | None = None


def take(
    reader: "RotaReader",
    paths: Sequence[Path],
    standing: Standing,
    cancelled: Callable[[], bool],
    progress: Callable[[str], None],
) -> Taken | None:
    """Load and read files and folders as one rota; None where it was called off in between.

    Raises UnreadableInput where any of them cannot be read, and Cancelled where it was called off
    meanwhile.
    """
    from planner.rota import load_file, rota_paths  # noqa: PLC0415 - not before a rota is read

    files: list[RotaFile] = []
    for path in rota_paths(paths):
        if cancelled():
            return None
        progress(f"Loading {path.name}…")
        files.append(load_file(path))
    count = len(files)
    progress(f"Reading {files[0].name}…" if count == 1 else f"Reading {count} files…")
    reading = reader.read(files, cancelled=cancelled)
    taken = Taken(tuple(files), reading)
    if cancelled() or not (is_right(reading, standing) and is_known(reading, standing)):
        return taken
    progress("Comparing…")
    return replace(taken, ready=made_ready(ImportRota(reading, taken.files), standing))


def is_right(reading: Reading, standing: Standing) -> bool:
    """Whether nobody needs to be asked about what was guessed of a table: nothing was; it is the
    first rota, which is looked at next; the same was guessed of the rota before.
    """
    before = standing.reading
    return before is None or not reading.guesses or before.reading.guesses == reading.guesses


def is_known(reading: Reading, standing: Standing) -> bool:
    """Whether nobody needs to be asked whose rota it is."""
    return len(reading.people) < 2 or standing.person in reading.people


class Intake(QObject):
    """Takes in rota files; ``taken`` carries the Change once a reading is stored.

    ``opened`` carries their paths then. ``progressed`` says in words what is being done. Troubles
    go to ``kit.tell``; what is stored stays.
    """

    taken = Signal(object)
    opened = Signal(object)
    progressed = Signal(str)

    def __init__(self, kit: Kit, window: QWidget) -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window

    @cached_property
    def _reader(self) -> "RotaReader":
        """Remembers what it read, so that the next version is read sooner. Asked for on the thread
        that reads, where it is loaded too.
        """
        from planner.rota import RotaReader  # noqa: PLC0415 - not before a rota is read

        return RotaReader()

    def ask(self) -> None:
        """Ask for files and take them in."""
        paths = self._kit.choosers.rota_files(self._window)
        if paths:
            self.take(paths)

    def take(self, paths: Sequence[Path], read: Callable[[], object] = lambda: None) -> None:
        """Take in files; a second call calls the first one off. ``read`` is called once they are
        read, before they are stored.
        """
        chosen, standing = tuple(paths), self._kit.ask.standing()
        names = chosen[0].name if len(chosen) == 1 else f"{len(chosen)} files"

        def store(command: ImportRota) -> None:
            read()
            self._kit.controller.take_in(command, lambda change: self._stored(change, chosen))

        self._start(
            f"Reading {names}…",
            lambda cancelled, progress: take(self._reader, chosen, standing, cancelled, progress),
            lambda taken: self._asked(taken, standing, store),
        )

    def _start(self, words: str, work: Work, done: Callable[[Any], None]) -> None:
        self._kit.jobs.start(SLOT, words, work, done, self._kit.tell, self.progressed.emit)

    def _asked(
        self, taken: Taken | None, standing: Standing, store: Callable[[ImportRota], None]
    ) -> None:
        """Ask what only the person knows; the rest is worked out on the other thread again."""
        if taken is None:
            return
        if taken.ready is not None:
            store(taken.ready)
            return
        reading, person = taken.reading, ""
        if not is_right(reading, standing) and not self._kit.choosers.is_right(
            self._window, reading
        ):
            return
        if not is_known(reading, standing):
            whose = self._kit.choosers.whose(self._window, reading.people)
            if whose is None:
                return
            person = whose
        command = ImportRota(reading, taken.files, person)
        self._start("Comparing…", lambda *_: made_ready(command, standing), store)

    def _stored(self, change: Change, paths: tuple[Path, ...]) -> None:
        self.opened.emit(paths)
        self.taken.emit(change)
