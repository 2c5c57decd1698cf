"""The open data file: a connection, and what sqlite-utils adds to it where that is asked for."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils.db import Database, Table


class DataFile:
    """A connection that commits each statement by itself (``isolation_level`` None) unless a
    transaction was begun.

    sqlite-utils takes 0.1 s to load, which the window would wait for: it is fetched for the first
    change of the schema, or of a table that is written through it.
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

    def table(self, name: str) -> "Table":
        """A table as sqlite-utils knows it."""
        return self.utilities.table(name)

    def rollback(self) -> None:
        """Take back the transaction that is open, where one is."""
        if self.conn.in_transaction:
            self.conn.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self.conn.close()
