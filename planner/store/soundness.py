"""Whether a data file is whole: what SQLite can tell, what the seals tell, what can be read."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from planner.store import seals

_OF_THE_MACHINE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""What SQLite says where the disk, the rights or another process are the trouble, not the file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written, and the table that it is in ("": any)."""

    table: str
    what: str


_FORMATS = (b"\1\1", b"\2\2")
"""What stands in bytes 18 and 19 of a data file: without and with write-ahead logging."""


def faults_of_head(path: Path) -> tuple[Fault, ...]:
    """What is wrong with the head of a file that SQLite opens: by another format than ours it would
    read the file and refuse every change of it (file format, 1.3.3). Raises OSError.
    """
    with path.open("rb") as file:
        head = file.read(20)
    if head[18:] in _FORMATS:
        return ()
    return (Fault("", "its head names a format that cannot be written"),)


def speaks_of_the_file(error: sqlite3.Error) -> bool:
    """Whether SQLite failed over what stands in the file."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF not in _OF_THE_MACHINE


def faults(
    connection: sqlite3.Connection, names: tuple[str, ...], *, whole: bool
) -> tuple[Fault, ...]:
    """What is wrong with a store; nothing where it is sound.

    ``names`` are those of the schema's steps, in order. Without ``whole`` only what the user
    entered and the current reading are looked at, not every reading there ever was: that may take
    seconds. Raises sqlite3.Error where it is the disk that fails.
    """
    try:
        return tuple(_found(connection, names, whole))
    except sqlite3.Error as error:
        if not speaks_of_the_file(error):
            raise
        return (Fault("", str(error)),)
    except (ValueError, TypeError, IndexError) as error:
        return (Fault("", f"{type(error).__name__}: {error}"),)


def _found(connection: sqlite3.Connection, names: tuple[str, ...], whole: bool) -> list[Fault]:
    found = _of_the_version(connection, names)
    every = seals.tables(connection)
    kept = seals.kept_tables(connection)
    if whole:
        found += _quick_checked(connection, "")
    else:
        for table in every:
            found += [] if table in kept else _quick_checked(connection, table)
    for table in every if whole else set(every) - kept:
        rows = connection.execute(f"PRAGMA foreign_key_check({table})").fetchall()
        found += [Fault(table, f"refers to a row of {rows[0][2]} that is gone")] if rows else []
    if found or not seals.is_sealed(connection):
        return found
    found += [Fault(table, "differs from its seal") for table in seals.broken(connection)]
    if connection.execute("SELECT count(*) FROM turns").fetchone() != (1,):
        found.append(Fault("turns", "has no row"))
    return found or _in_readings(connection, whole)


def _of_the_version(connection: sqlite3.Connection, names: tuple[str, ...]) -> list[Fault]:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    applied = tuple(
        name
        for (name,) in connection.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = 'leadtime' ORDER BY id"
        )
    )
    if version == len(applied) and applied == names[:version]:
        return []
    return [Fault("_sqlite_migrations", f"version {version} with {len(applied)} steps")]


def _quick_checked(connection: sqlite3.Connection, table: str) -> list[Fault]:
    only = f"({table})" if table else ""
    said = [text for (text,) in connection.execute(f"PRAGMA quick_check{only}")]
    return [] if said == ["ok"] else [Fault(table, text) for text in said[:5]]


def _in_readings(connection: sqlite3.Connection, whole: bool) -> list[Fault]:
    which = "SELECT id FROM readings" if whole else "SELECT reading FROM current"
    numbers = [number for (number,) in connection.execute(which).fetchall()]
    found = [
        Fault("readings", f"reading {number} differs from its seal")
        for number in numbers
        if not seals.is_whole(connection, number)
    ]
    if whole:
        found += [
            Fault(table, f"{digest[:8]} differs from its digest")
            for table, digest in seals.untrue(connection)
        ]
    return found
