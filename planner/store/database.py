"""Opening the data file: one SQLite file that is ours, of a version we know, in its own folder."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.errors import LeadtimeError
from planner.store import seals
from planner.store.datafile import DataFile
from planner.store.disk import has_room
from planner.store.migrations import LATEST, NAMES, migrations

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


def make_file(path: Path) -> None:
    """Makes the data file where there is none, for its owner only."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreFailed(
            f"{path} cannot be opened: {error.strerror or error}. "
            "Check the rights of the file and its folder, or choose another data folder.",
            repr(error),
        ) from error


def set_up(db: DataFile) -> None:
    """How SQLite is to treat the file."""
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA journal_mode = WAL")
    # FULL: a change that was confirmed survives a power cut too, not a crash of the program alone.
    db.execute("PRAGMA synchronous = FULL")


def bring_up(db: DataFile, version: int = LATEST) -> None:
    """Brings an open store to a version of the schema that is not before its own."""
    if schema_version(db) < version:
        migrations().apply(db.utilities, stop_before=NAMES[version:])


def schema_version(db: DataFile) -> int:
    """How many migrations the file has seen."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def transaction(db: DataFile) -> Iterator[None]:
    """All of the block's writes or none: sealed and committed at its end, taken back on any
    exception.
    """
    # IMMEDIATE takes the write lock at once, so that a block never fails half-way for want of it.
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        if seals.seal(db.conn):
            seals.turn(db.conn)
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
        why = error if has_room(path.parent) else "the disk is full"
        raise StoreFailed(
            f"Your data in {path} could not be read or written just now, and nothing was changed: "
            f"{why}. Check that the disk has room and the folder can be written, then try again.",
            repr(error),
        ) from error
    except sqlite3.DatabaseError as error:
        raise NotOurs(
            f"{path} is not a Leadtime data file, or it is damaged. It has been left as it is: "
            "move it away and start again, or choose another data folder.",
            repr(error),
        ) from error
