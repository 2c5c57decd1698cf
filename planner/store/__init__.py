"""What is kept: one SQLite file in a data folder, its journal, and the lock on it."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from planner.store import seals
from planner.store.agreements import Agreements, document_digest
from planner.store.bookings import Placements, Sessions
from planner.store.corrections import ANY_ROTA, CorrectedKinds
from planner.store.database import (
    FILE_NAME,
    NewerStore,
    NotOurs,
    StoreFailed,
    bring_up,
    make_folder,
    set_up,
    spoken,
    transaction,
)
from planner.store.datafile import read_only
from planner.store.exports import Export, Exports
from planner.store.journal import Entry, Journal, Past
from planner.store.keeping import whole_up_to
from planner.store.lock import FolderLock, WorkspaceBusy
from planner.store.migrations import NAMES
from planner.store.oncall import OnCallHours
from planner.store.opening import open_store
from planner.store.own import Opportunities, Sickness
from planner.store.readings import Current, Readings, as_stored, file_digest
from planner.store.signers import Signers
from planner.store.soundness import faults
from planner.store.sources import Sources
from planner.store.wishes import OwnSchemes, Releases

__all__ = [
    "ANY_ROTA",
    "Agreements",
    "CorrectedKinds",
    "Current",
    "Entry",
    "Export",
    "Exports",
    "Journal",
    "NewerStore",
    "NotOurs",
    "OnCallHours",
    "Opportunities",
    "OwnSchemes",
    "Past",
    "Placements",
    "Readings",
    "Releases",
    "Sessions",
    "Sickness",
    "Signers",
    "Sources",
    "Store",
    "StoreFailed",
    "WorkspaceBusy",
    "as_stored",
    "document_digest",
    "file_digest",
]


def _clock() -> datetime:
    return datetime.now(UTC)


class Store:
    """An opened data folder: its tables, and the lock that keeps other processes out.

    Makes the folder and the file where there are none; a damaged file is replaced by what could be
    saved (`opened` tells). ``thorough`` checks all of a large file too. Raises WorkspaceBusy,
    NewerStore, NotOurs and StoreFailed. Used from one thread.
    """

    def __init__(
        self, folder: Path, now: Callable[[], datetime] = _clock, *, thorough: bool = False
    ) -> None:
        make_folder(folder)
        self.folder = folder
        self._lock = FolderLock(folder, now)
        try:
            self.opened = open_store(folder, now(), self._lock.confirmed, thorough=thorough)
        except BaseException:
            self._lock.release()
            raise
        self._db = self.opened.db
        self._attach()
        self.confirm()

    def _attach(self) -> None:
        self.journal = Journal(self._db)
        self.readings = Readings(self._db)
        self.sessions = Sessions(self._db)
        self.placements = Placements(self._db)
        self.corrections = CorrectedKinds(self._db)
        self.exports = Exports(self._db)
        self.agreements = Agreements(self._db)
        self.signers = Signers(self._db)
        self.sources = Sources(self._db)
        self.on_call_hours = OnCallHours(self._db)
        self.releases = Releases(self._db)
        self.own_schemes = OwnSchemes(self._db)
        self.sickness = Sickness(self._db)
        self.opportunities = Opportunities(self._db)

    @property
    def path(self) -> Path:
        """The data file."""
        return self.folder / FILE_NAME

    @property
    def is_small(self) -> bool:
        """Whether looking through all of the file takes no time that anybody notices."""
        return self.path.stat().st_size <= whole_up_to()

    @contextmanager
    def spoken(self) -> Iterator[None]:
        """Inside, what SQLite or the disk refuses becomes an error with a message for people."""
        with spoken(self.folder / FILE_NAME):
            yield

    def confirm(self) -> None:
        """Notes beside the data file how far it has come, once the user is told so."""
        turns = seals.turns(self._db.conn)
        if turns != self._lock.confirmed:
            self._lock.mark(turns)

    def seal_readings(self) -> None:
        """Seals the readings that were stored since the last time."""
        for number in seals.unsealed_readings(self._db.conn):
            with transaction(self._db):
                seals.seal_reading(self._db.conn, number)

    def replace_content(self, backup: Path) -> None:
        """What is stored becomes what a sound backup holds, as one change of the file."""
        before = seals.turns(self._db.conn)
        with closing(read_only(backup, at_rest=True)) as good:
            good.backup(self._db.conn)
        set_up(self._db)
        bring_up(self._db)
        with transaction(self._db):
            seals.turn(self._db.conn, least=before)
        self._attach()
        self.confirm()

    def thorough_check(self) -> Callable[[], tuple[str, ...]]:
        """The looking through all of the file on a connection of its own, for any thread; answers
        with what is wrong.
        """
        path = self.path

        def check() -> tuple[str, ...]:
            with spoken(path), closing(read_only(path)) as file:
                wrong = faults(file, NAMES, whole=True)
            return tuple(f"{fault.table or 'file'}: {fault.what}" for fault in wrong)

        return check

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
