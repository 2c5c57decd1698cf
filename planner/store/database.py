"""Opening the data file: one SQLite file that is ours, of a version we know, in its own folder."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import LeadtimeError
from planner.store.migrations import LATEST, migrations

if TYPE_CHECKING:
    from sqlite_utils.db import Database

FILE_NAME = "leadtime.db"
APPLICATION_ID = int.from_bytes(b"Ltim")
"""Stands in the file's header (SQLite file format, 1.3.17): a foreign file is known by it."""


class NotOurs(LeadtimeError):
    """The file in the data folder is not one that this program wrote, or it is damaged."""


class NewerStore(LeadtimeError):
    """The file was written by a newer version of the program; it has been left alone."""


class StoreFailed(LeadtimeError):
    """The disk or SQLite refused; nothing of the change was kept."""


def make_folder(folder: Path) -> None:
    """The data folder, made where there is none, for its owner only.

    A folder that was there before keeps its own rights. Raises StoreFailed where it cannot be made.
    """
    try:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise StoreFailed(
            f"The data folder {folder} cannot be made: {error.strerror or error}. "
            "Choose another folder, or ask for the right to write there.",
            repr(error),
        ) from error


def open_database(folder: Path) -> "Database":
    """The data file of ``folder``, made where there is none, brought to the latest schema.

    Raises NotOurs, NewerStore (neither changes the file) and StoreFailed.
    """
    # Imported here: the library takes 0.1 s, and it is needed only once a folder is opened.
    from sqlite_utils import Database

    path = folder / FILE_NAME
    with spoken(path):
        _make(path)
        connection = sqlite3.connect(path, timeout=5.0, isolation_level=None)
        try:
            db = Database(connection, execute_plugins=False)
            _recognise(db, path)
            # Before SQLite makes the -wal and -shm files: they get the rights of the main file.
            path.chmod(0o600)
            _set_up(db)
            if schema_version(db) < LATEST:
                migrations().apply(db)
        except BaseException:
            connection.close()
            raise
    return db


def schema_version(db: "Database") -> int:
    """How many migrations the file has seen."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def transaction(db: "Database") -> Iterator[None]:
    """All of the block's writes or none: committed at its end, taken back on any exception."""
    # IMMEDIATE takes the write lock at once, so that a block never fails half-way for want of it.
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turns SQLite's refusals into errors whose message is written for people.

    Misuse by the program itself (a broken constraint, a closed file) passes through as it is.
    """
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.OperationalError as error:
        raise StoreFailed(
            f"Your data in {path} could not be read or written just now, and nothing was changed: "
            f"{error}. Check that the disk has room and the folder can be written, then try again.",
            repr(error),
        ) from error
    except sqlite3.DatabaseError as error:
        raise NotOurs(
            f"{path} is not a Leadtime data file, or it is damaged. It has been left as it is: "
            "move it away and start again, or choose another data folder.",
            repr(error),
        ) from error


def _make(path: Path) -> None:
    """Makes the file where there is none, for its owner only."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreFailed(
            f"{path} cannot be opened: {error.strerror or error}. "
            "Check the rights of the file and its folder, or choose another data folder.",
            repr(error),
        ) from error


def _recognise(db: "Database", path: Path) -> None:
    """Refuses what is not ours by reading alone; marks a file that is still empty as ours."""
    identity = db.execute("PRAGMA application_id").fetchone()[0]
    if identity == APPLICATION_ID:
        version = schema_version(db)
        if version > LATEST:
            raise NewerStore(
                f"{path} was written by a newer version of Leadtime and has been left as it is. "
                "Install that version again, or choose another data folder.",
                f"schema {version}; this version knows {LATEST}",
            )
    elif identity == 0 and path.stat().st_size == 0:
        # Before write-ahead logging starts: the mark stands in the file itself from the first byte.
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    else:
        raise NotOurs(
            f"{path} belongs to another program and has been left as it is. "
            "Move it away, or choose another data folder."
        )


def _set_up(db: "Database") -> None:
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA journal_mode = WAL")
    # FULL: a change that was confirmed survives a power cut too, not a crash of the program alone.
    db.execute("PRAGMA synchronous = FULL")
