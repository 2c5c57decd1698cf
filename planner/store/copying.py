"""Rows carried from one data file into another, around what is damaged."""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import takewhile
from pathlib import Path

from planner.store.database import APPLICATION_ID, bring_up, schema_version
from planner.store.datafile import DataFile
from planner.store.disk import make_private
from planner.store.migrations import LATEST, NAMES

_MAGIC = b"SQLite format 3\0"
_PAGE = 4096


def version_of(file: sqlite3.Connection) -> int:
    """The schema's version of a file, as far as it can be told; the latest where it cannot."""
    with suppress(sqlite3.Error):
        applied = {name for (name,) in file.execute("SELECT name FROM _sqlite_migrations")}
        known = len(list(takewhile(applied.__contains__, NAMES)))
        if known:
            return known
    with suppress(sqlite3.Error):
        version = int(file.execute("PRAGMA user_version").fetchone()[0])
        if 0 < version <= LATEST:
            return version
    return LATEST


def fresh(path: Path, version: int) -> None:
    """An empty data file of a version of the schema."""
    make_private(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    bring_to(path, version)


def bring_to(path: Path, version: int) -> bool:
    """Brings a file to a version of the schema; False where it is beyond that."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        db = DataFile(file)
        bring_up(db, version)
        return schema_version(db) == version


@contextmanager
def without_triggers(file: sqlite3.Connection) -> Iterator[None]:
    """Inside, which is one transaction, rows can be put in as they were: nothing is journalled,
    nothing refused.
    """
    triggers = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    file.execute("PRAGMA foreign_keys = OFF")
    file.execute("BEGIN")
    for name, _ in triggers:
        file.execute(f"DROP TRIGGER {name}")
    yield
    for _, statement in triggers:
        file.execute(statement)
    file.execute("COMMIT")


def copy_table(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> bool:
    """Copies what can be read of a table, from both of its ends; whether all of it could.

    Rows that the schema refuses are left out.
    """
    with suppress(sqlite3.Error, ValueError):
        put = _statement(new, table, "INSERT OR REPLACE")
        new.execute("SAVEPOINT copying")
        try:
            # Unless the page count or a pointer is wrong, this is all there is to it.
            new.executemany(put, old.execute(f"SELECT * FROM {table} NOT INDEXED"))  # noqa: S608
        except (sqlite3.Error, ValueError, OverflowError):
            new.execute("ROLLBACK TO copying")
            new.execute("RELEASE copying")
        else:
            new.execute("RELEASE copying")
            return True
    for order in ("ASC", "DESC"):
        _copy_one_by_one(old, new, table, order)
    return False


def fill(good: sqlite3.Connection, new: sqlite3.Connection, table: str) -> None:
    """Puts the rows of a sound file in, over those of the same keys."""
    put = _statement(new, table, "INSERT OR REPLACE")
    new.executemany(put, good.execute(f"SELECT * FROM {table}"))  # noqa: S608


def take_over(good: sqlite3.Connection, new: sqlite3.Connection, table: str) -> None:
    """The table becomes that of a sound file."""
    new.execute(f"DELETE FROM {table}")  # noqa: S608
    fill(good, new, table)


def mend_header(path: Path) -> None:
    """Writes the first bytes of a data file as they must have been (file format, 1.3)."""
    logged = path.with_name(path.name + "-wal").exists()
    with path.open("rb+") as file:
        head = bytearray(file.read(100))
        if len(head) < 100:
            return
        mode = 2 if logged else 1
        head[:24] = _MAGIC + struct.pack(">HBBBBBB", _PAGE, mode, mode, 0, 64, 32, 32)
        pages = path.stat().st_size // _PAGE
        struct.pack_into(">I", head, 28, pages)
        struct.pack_into(">II", head, 32, 0, 0)  # free pages: none that may be used again
        struct.pack_into(">I", head, 44, 4)  # the schema's format
        struct.pack_into(">II", head, 52, 0, 1)  # no automatic vacuum; UTF-8
        head[64:68] = bytes(4)
        head[72:92] = bytes(20)
        head[92:96] = head[24:28]
        file.seek(0)
        file.write(head)


def _copy_one_by_one(
    old: sqlite3.Connection, new: sqlite3.Connection, table: str, order: str
) -> None:
    with suppress(sqlite3.Error, ValueError):
        put = _statement(new, table, "INSERT OR IGNORE")
        by = ", ".join(f"{key} {order}" for key in _keys(new, table))
        for row in old.execute(f"SELECT * FROM {table} ORDER BY {by}"):  # noqa: S608
            with suppress(sqlite3.IntegrityError, OverflowError):
                new.execute(put, row)


def _keys(file: sqlite3.Connection, table: str) -> list[str]:
    """What a table's rows lie in order of."""
    made = file.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]
    if "WITHOUT ROWID" not in made:
        return ["rowid"]
    columns = file.execute(f"PRAGMA table_info({table})").fetchall()
    return [name for _, name, *_, place in sorted(columns, key=lambda row: row[-1]) if place]


def _statement(file: sqlite3.Connection, table: str, verb: str) -> str:
    count = len(file.execute(f"PRAGMA table_info({table})").fetchall())
    return f"{verb} INTO {table} VALUES ({', '.join('?' * count)})"
