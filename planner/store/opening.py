"""Opening a data folder: known as ours, checked, mended where it is damaged, brought up to date."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner.store import seals
from planner.store.backups import FOLDER_NAME, Backups, listed
from planner.store.database import (
    APPLICATION_ID,
    FILE_NAME,
    NewerStore,
    NotOurs,
    StoreFailed,
    bring_up,
    make_file,
    schema_version,
    set_up,
    spoken,
)
from planner.store.datafile import DataFile
from planner.store.disk import TEMPORARY
from planner.store.drive import network_words
from planner.store.keeping import whole_up_to
from planner.store.migrations import LATEST, NAMES
from planner.store.rescue import RESCUED, Rescue, finish, kept_name, last_changes, rescue
from planner.store.rotation import Cause
from planner.store.soundness import Fault, faults, faults_of_head, speaks_of_the_file

_MARK = b"one_writing"
"""Stands in the schema of every store of ours, and hardly in anything else."""

_WHY_LOST = "its log was damaged, or an older copy was put in its place"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open store; what people should be told of how it opened; the rescue, where one was
    needed; whether all of the file was checked.
    """

    db: DataFile
    notices: tuple[str, ...]
    rescued: Rescue | None
    checked_whole: bool


class _Damaged(Exception):
    def __init__(self, *wrong: Fault) -> None:
        super().__init__(wrong)
        self.wrong = wrong


def open_store(folder: Path, now: datetime, confirmed: int, *, thorough: bool = False) -> Opened:
    """The data file of ``folder``, made where there is none, sound and of the latest schema.

    The folder's lock is held. ``confirmed`` is how many transactions the user was told of.
    ``thorough`` checks a large file whole too. A damaged file is replaced by what could be saved
    of it. Raises NotOurs, NewerStore (neither changes the file) and StoreFailed.
    """
    path = folder / FILE_NAME
    notices: list[str] = []
    with spoken(path), _disk_spoken(folder):
        sweep(folder)
        if (folder / RESCUED).exists():
            finish(folder, kept_name(folder, now))
            notices.append(
                "Your data file had been damaged, and saving what could be saved was interrupted; "
                "that is finished now. What it found stands in the text file beside the damaged "
                f"file in {folder}."
            )
        saved = None
        try:
            db, whole = _checked(path, confirmed, thorough)
        except _Damaged as damaged:
            saved = rescue(folder, damaged.wrong, now, confirmed)
            notices.append(saved.words)
            try:
                db, whole = _checked(path, 0, thorough)
            except _Damaged as again:
                raise StoreFailed(
                    f"Your data file was damaged, and so is what was saved of it: the disk under "
                    f"{folder} seems to be failing. Copy that folder to another disk.",
                    repr(again.wrong),
                ) from again
        try:
            _bring_up(db, folder, now)
            notices += _lost(db, 0 if saved else confirmed)
        except BaseException:
            db.close()
            raise
    notices.extend(network_words(folder))
    return Opened(db, tuple(notices), saved, whole)


@contextmanager
def _disk_spoken(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreFailed(
            f"The data folder {folder} cannot be used just now: {error.strerror or error}. Check "
            "that the disk has room and the folder can be written, then try again.",
            repr(error),
        ) from error


def sweep(folder: Path) -> None:
    """Takes away what was being written when the program ended before it was finished."""
    for place in (folder, folder / FOLDER_NAME):
        with suppress(OSError):
            for left in [path for path in place.iterdir() if TEMPORARY in path.name]:
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    left.unlink()


def _checked(path: Path, confirmed: int, thorough: bool) -> tuple[DataFile, bool]:
    """The open file, sound, and whether all of it was looked at."""
    empty = not path.exists() or path.stat().st_size == 0
    if empty and (confirmed or listed(path.parent / FOLDER_NAME)):
        raise _Damaged(Fault("", "it is empty" if path.exists() else "it is gone"))
    make_file(path)
    connection = sqlite3.connect(path, timeout=5.0, isolation_level=None)
    try:
        with _damage_told(path, confirmed):
            db = DataFile(connection)
            _recognise(connection, path, confirmed)
            # Before SQLite makes the -wal and -shm files: they get the rights of the main file.
            path.chmod(0o600)
            set_up(db)
            whole = thorough or path.stat().st_size <= whole_up_to()
            if schema_version(db):
                _refuse_faults(faults(connection, NAMES, whole=whole))
    except BaseException:
        connection.close()
        raise
    return db, whole


def _refuse_faults(wrong: tuple[Fault, ...]) -> None:
    if wrong:
        raise _Damaged(*wrong)


@contextmanager
def _damage_told(path: Path, confirmed: int) -> Iterator[None]:
    """What SQLite cannot make sense of is damaged where it seems to be ours, else foreign."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if isinstance(error, sqlite3.Error) and not speaks_of_the_file(error):
            raise
        if _seems_ours(path, confirmed):
            raise _Damaged(Fault("", str(error))) from error
        raise NotOurs(
            f"{path} is not a Leadtime data file, or it is damaged. It has been left as it is: "
            "move it away and start again, or choose another data folder.",
            repr(error),
        ) from error


def _recognise(connection: sqlite3.Connection, path: Path, confirmed: int) -> None:
    """Refuses what is not ours by reading alone; marks a file that is still empty as ours."""
    identity = connection.execute("PRAGMA application_id").fetchone()[0]
    if identity == 0 and path.stat().st_size == 0:
        # Before write-ahead logging starts: the mark stands in the file itself from the first byte.
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        return
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if identity != APPLICATION_ID:
        if _MARK.decode() in names or (not names and _seems_ours(path, confirmed)):
            raise _Damaged(Fault("", "the mark of our files is gone from its head"))
        raise NotOurs(
            f"{path} belongs to another program and has been left as it is. "
            "Move it away, or choose another data folder."
        )
    _refuse_faults(faults_of_head(path))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > LATEST and _is_newer(connection):
        raise NewerStore(
            f"{path} was written by a newer version of Leadtime and has been left as it is. "
            "Install that version again, or choose another data folder.",
            f"schema {version}; this version knows {LATEST}",
        )


def _is_newer(connection: sqlite3.Connection) -> bool:
    applied = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = 'leadtime'"
    )
    return not {name for (name,) in applied} <= set(NAMES)


def _seems_ours(path: Path, confirmed: int) -> bool:
    if confirmed or listed(path.parent / FOLDER_NAME):
        return True
    return _MARK in path.read_bytes()


def _bring_up(db: DataFile, folder: Path, now: datetime) -> None:
    """Brings the schema up to date; what is stored is backed up before."""
    version = schema_version(db)
    if version == LATEST:
        return
    if version:
        Backups(folder).make(now, Cause.UPGRADE)
    bring_up(db)


def _lost(db: DataFile, confirmed: int) -> list[str]:
    lost = confirmed - seals.turns(db.conn)
    if lost <= 0:
        return []
    return [f"{last_changes(lost)} not in your data file: {_WHY_LOST}. Please check your plan."]
