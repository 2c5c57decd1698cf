"""The open data file: a connection, and what sqlite-utils adds to it where that is asked for."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils.db import Database


def read_only(path: Path, *, at_rest: bool = False) -> sqlite3.Connection:
    """A connection to a data file that never makes or changes it.

    ``at_rest``: nobody has the file open, so that no log beside it is looked for.
    """
    asked = "mode=ro&immutable=1" if at_rest else "mode=ro"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{asked}", uri=True)


class DataFile:
    """A connection that commits each statement by itself (``isolation_level`` None) unless a
    transaction was begun.

    sqlite-utils takes 0.1 s to load, which the window would wait for: it is fetched for the first
    change of the schema.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        # As sqlite-utils has it: the journal's triggers see the row that an upsert replaces.
        conn.execute("PRAGMA recursive_triggers = ON")

    @cached_property
    def utilities(self) -> "Database":
        """The same connection as sqlite-utils knows it."""
        from sqlite_utils import Database

        return Database(self.conn, execute_plugins=False)

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self.conn.execute(sql, values)

    def put(self, table: str, row: Mapping[str, Any], *keys: str) -> None:
        """A new row, or this in place of the one with the same values of ``keys``.

        Where that is nothing new, nothing is journalled. The names are ours, none comes from
        outside. (sqlite-utils makes and drops a table in the file to learn what SQLite can do.)
        """
        values = ", ".join(f":{name}" for name in row)
        others = ", ".join(f"{name} = excluded.{name}" for name in row if name not in keys)
        self.conn.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values}) "  # noqa: S608 - ours
            f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {others}",
            row,
        )

    def rollback(self) -> None:
        """Take back the transaction that is open, where one is."""
        if self.conn.in_transaction:
            self.conn.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self.conn.close()
