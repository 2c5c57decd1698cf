"""What is kept: one SQLite file in a data folder, its journal, and the lock on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from planner.store.bookings import CorrectedKinds, Placements, Sessions
from planner.store.database import (
    FILE_NAME,
    NewerStore,
    NotOurs,
    StoreFailed,
    make_folder,
    open_database,
    spoken,
)
from planner.store.exports import Export, Exports
from planner.store.journal import Entry, Journal
from planner.store.lock import FolderLock, WorkspaceBusy
from planner.store.readings import Current, Readings, as_stored, file_digest
from planner.store.sources import Sources

__all__ = [
    "CorrectedKinds",
    "Current",
    "Entry",
    "Export",
    "Exports",
    "Journal",
    "NewerStore",
    "NotOurs",
    "Placements",
    "Readings",
    "Sessions",
    "Sources",
    "Store",
    "StoreFailed",
    "WorkspaceBusy",
    "as_stored",
    "file_digest",
]


class Store:
    """An opened data folder: its tables, and the lock that keeps other processes out.

    Makes the folder and the file where there are none. Raises WorkspaceBusy, NewerStore, NotOurs
    and StoreFailed. Used from one thread.
    """

    def __init__(self, folder: Path) -> None:
        make_folder(folder)
        self.folder = folder
        self._lock = FolderLock(folder)
        try:
            self._db = open_database(folder)
        except BaseException:
            self._lock.release()
            raise
        self.journal = Journal(self._db)
        self.readings = Readings(self._db)
        self.sessions = Sessions(self._db)
        self.placements = Placements(self._db)
        self.corrections = CorrectedKinds(self._db)
        self.exports = Exports(self._db)
        self.sources = Sources(self._db)

    @contextmanager
    def spoken(self) -> Iterator[None]:
        """Inside, what SQLite or the disk refuses becomes an error with a message for people."""
        with spoken(self.folder / FILE_NAME):
            yield

    def close(self) -> None:
        """Closes the file and lets the lock go; a second call does nothing."""
        self._db.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
