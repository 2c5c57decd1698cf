"""Seals: digests of what is stored, kept beside it, by which damage is told from content.

SQLite finds a page that is torn, not a letter that has changed inside a text. Every transaction
seals the tables of the user's own rows, and each command with its way back; readings, which never
change, are sealed in a quiet moment after they were stored.
"""

import hashlib
import marshal
import sqlite3
import zlib
from collections.abc import Iterable
from typing import Any

HISTORY = frozenset({"commands", "journal"})
"""Sealed command by command."""

DIGESTED = ("files", "documents", "sent_plans")
"""Tables whose rows are what they are found by: bytes, compressed, under their SHA-256."""

_BOOKS = frozenset({"seals", "turns"})
_SCHEMA = "the schema"
_READING = "reading "
_OF_READING = (
    "SELECT * FROM readings WHERE id = ?",
    "SELECT * FROM reading_files WHERE reading = ? ORDER BY position",
    "SELECT * FROM problems WHERE reading = ? ORDER BY position",
    "SELECT * FROM runs WHERE reading = ? ORDER BY position",
    """SELECT shifts.* FROM runs CROSS JOIN shifts ON shifts.id BETWEEN runs.first AND runs.last
    WHERE runs.reading = ? ORDER BY runs.position, shifts.id""",
    """SELECT * FROM forms WHERE id IN (SELECT form FROM runs CROSS JOIN shifts
    ON shifts.id BETWEEN runs.first AND runs.last WHERE runs.reading = ?) ORDER BY id""",
)


def tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Every table of the store but those that SQLite and its library keep for themselves."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' "
        "AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_sqlite_*' ORDER BY rowid"
    )
    return tuple(name for (name,) in rows)


def kept_tables(connection: sqlite3.Connection) -> frozenset[str]:
    """The tables whose rows are never edited: readings and what belongs to them."""
    rows = connection.execute(
        "SELECT tbl_name FROM sqlite_master "
        "WHERE type = 'trigger' AND name = tbl_name || '_kept_from_delete'"
    )
    return frozenset(name for (name,) in rows)


def own_tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The tables of the user's own rows, and the small ones beside them."""
    others = kept_tables(connection) | HISTORY | _BOOKS
    return tuple(table for table in tables(connection) if table not in others)


def is_sealed(connection: sqlite3.Connection) -> bool:
    """Whether this store is of a version that has seals."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'seals'").fetchone()
    return found is not None


def seal(connection: sqlite3.Connection) -> bool:
    """Seals what the user's own rows are now; whether any of them differed. In a transaction."""
    before = dict(connection.execute("SELECT of, seal FROM seals"))
    now = {table: _of_table(connection, table) for table in own_tables(connection)}
    changed = {table: value for table, value in now.items() if before.get(table) != value}
    _put(connection, changed.items())
    return bool(changed)


def seal_anew(connection: sqlite3.Connection) -> None:
    """Seals everything that changed with the schema; the readings are sealed later."""
    connection.execute("DELETE FROM seals")
    seal(connection)
    _put(connection, [(_SCHEMA, _of_schema(connection))])
    for (number,) in connection.execute("SELECT id FROM commands").fetchall():
        seal_command(connection, number)


def seal_command(connection: sqlite3.Connection, number: int | None) -> None:
    """Seals a command with the statements that lead back from it, or forth again."""
    connection.execute(
        "UPDATE commands SET seal = ? WHERE id = ?", [_of_command(connection, number), number]
    )


def unsealed_readings(connection: sqlite3.Connection) -> tuple[int, ...]:
    """The numbers of the readings that have no seal yet."""
    rows = connection.execute(
        "SELECT id FROM readings WHERE ? || id NOT IN (SELECT of FROM seals)", [_READING]
    )
    return tuple(number for (number,) in rows)


def seal_reading(connection: sqlite3.Connection, number: int) -> None:
    """Seals a reading with everything that belongs to it. In a transaction."""
    _put(connection, [(f"{_READING}{number}", _of_reading(connection, number))])


def broken(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The tables whose rows are not what was sealed; "" stands for the schema itself."""
    seals = dict(connection.execute("SELECT of, seal FROM seals"))
    wrong = [t for t in own_tables(connection) if seals.get(t) != _of_table(connection, t)]
    if seals.get(_SCHEMA) != _of_schema(connection):
        wrong.append("")
    commands = connection.execute("SELECT id, seal FROM commands").fetchall()
    if any(sealed != _of_command(connection, number) for number, sealed in commands):
        wrong.append("commands")
    return tuple(wrong)


def is_whole(connection: sqlite3.Connection, number: int) -> bool:
    """Whether a reading is what was sealed; one that is not sealed yet counts as whole."""
    found = connection.execute(
        "SELECT seal FROM seals WHERE of = ?", [f"{_READING}{number}"]
    ).fetchone()
    return found is None or found[0] == _of_reading(connection, number)


def untrue(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """The rows of `DIGESTED` tables, each by its table and digest, whose bytes are others.

    A document that a rescue could not save has none: that is told, and no fault any more.
    """
    there = set(tables(connection))
    return tuple(
        (table, digest)
        for table in DIGESTED
        if table in there
        for digest, packed in connection.execute(f"SELECT digest, packed FROM {table}")  # noqa: S608
        if packed and not _is_of(packed, digest)
    )


def turns(connection: sqlite3.Connection) -> int:
    """How many transactions the store has seen."""
    return int(connection.execute("SELECT count FROM turns").fetchone()[0])


def turn(connection: sqlite3.Connection, least: int = 0) -> None:
    """One transaction more, and more than ``least``. In that transaction."""
    connection.execute("UPDATE turns SET count = max(count, ?) + 1", [least])


def _put(connection: sqlite3.Connection, seals: Iterable[tuple[str, str]]) -> None:
    connection.executemany("INSERT OR REPLACE INTO seals (of, seal) VALUES (?, ?)", list(seals))


def _of_reading(connection: sqlite3.Connection, number: int) -> str:
    content = [connection.execute(question, [number]).fetchall() for question in _OF_READING]
    return _digest(content)


def _of_schema(connection: sqlite3.Connection) -> str:
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT GLOB '*sqlite_*'"
    )
    return _digest(sorted(rows.fetchall()))


def _of_command(connection: sqlite3.Connection, number: int | None) -> str:
    said = connection.execute("SELECT at, words FROM commands WHERE id = ?", [number]).fetchone()
    way = connection.execute(
        "SELECT of, statement FROM journal WHERE command = ? ORDER BY id", [number]
    )
    return _digest([said, way.fetchall()])


def _of_table(connection: sqlite3.Connection, table: str) -> str:
    # The name is that of a table of ours, none comes from outside.
    rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
    return _digest(sorted(rows, key=repr))


def _is_of(packed: bytes, digest: str) -> bool:
    try:
        return hashlib.sha256(zlib.decompress(packed)).hexdigest() == digest
    except zlib.error:
        return False


def _digest(content: Any) -> str:
    # Version 2 writes equal values as equal bytes, whether or not they are one object in memory.
    return hashlib.sha256(marshal.dumps(content, 2)).hexdigest()
