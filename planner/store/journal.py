"""Commands and their undo: every change belongs to one, and each can be taken back and done again.

The triggers of `planner.store.migrations.journal_changes` write the inverse of every row change.
Undo runs a command's statements backwards; meanwhile the same triggers write what redo will run.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from planner.errors import WrongUse
from planner.store.database import transaction
from planner.store.values import stamp, storable

if TYPE_CHECKING:
    from sqlite_utils.db import Database


@dataclass(slots=True)
class Entry:
    """One command in the journal: its words, and the tables that it changed (none: no effect)."""

    words: str = ""
    tables: frozenset[str] = frozenset()


class Journal:
    """Writes commands into the store, and takes them back and does them again, latest first."""

    def __init__(self, db: "Database") -> None:
        self._db = db

    @property
    def undo_words(self) -> str | None:
        """The words of the command that `undo` takes back, None where there is none."""
        found = self._next_undo()
        return found and found[1]

    @property
    def redo_words(self) -> str | None:
        """The words of the command that `redo` does again, None where there is none."""
        found = self._next_redo()
        return found and found[1]

    @contextmanager
    def write(self, at: datetime) -> Iterator[Entry]:
        """One command: everything written inside the block is one transaction and one step of undo.

        The block sets ``words``; ``tables`` is known after it. A command that changed no row leaves
        no trace; any other drops what was undone before it, which can no longer be done again.
        """
        with transaction(self._db):
            number = self._db.execute(
                "INSERT INTO commands (at, words, state) VALUES (?, '', 'writing')", [stamp(at)]
            ).lastrowid
            entry = Entry()
            yield entry
            entry.tables = self._tables(number)
            if not entry.tables:
                self._db.execute("DELETE FROM commands WHERE id = ?", [number])
                return
            self._drop_undone()
            self._db.execute(
                "UPDATE commands SET words = ?, state = 'done' WHERE id = ?",
                [storable(entry.words), number],
            )

    def undo(self) -> Entry:
        """Takes back the latest command; raises WrongUse where there is none."""
        found = self._next_undo()
        if found is None:
            raise WrongUse("There is nothing to undo.")
        return self._run(*found, then="undone")

    def redo(self) -> Entry:
        """Does again what was undone last; raises WrongUse where there is nothing."""
        found = self._next_redo()
        if found is None:
            raise WrongUse("There is nothing to redo.")
        return self._run(*found, then="done")

    def _run(self, number: int, words: str, then: str) -> Entry:
        with transaction(self._db):
            statements = self._db.execute(
                "SELECT statement FROM journal WHERE command = ? ORDER BY id DESC", [number]
            ).fetchall()
            self._db.execute("DELETE FROM journal WHERE command = ?", [number])
            self._db.execute("UPDATE commands SET state = 'writing' WHERE id = ?", [number])
            for (statement,) in statements:
                self._db.execute(statement)
            tables = self._tables(number)
            self._db.execute("UPDATE commands SET state = ? WHERE id = ?", [then, number])
        return Entry(words, tables)

    def _drop_undone(self) -> None:
        # The command stays, with its words and its time: the journal is the history as well.
        self._db.execute(
            "DELETE FROM journal WHERE command IN (SELECT id FROM commands WHERE state = 'undone')"
        )
        self._db.execute("UPDATE commands SET state = 'dropped' WHERE state = 'undone'")

    def _tables(self, number: int | None) -> frozenset[str]:
        rows = self._db.execute("SELECT DISTINCT of FROM journal WHERE command = ?", [number])
        return frozenset(table for (table,) in rows)

    def _next_undo(self) -> tuple[int, str] | None:
        return self._found("SELECT max(id), words FROM commands WHERE state = 'done'")

    def _next_redo(self) -> tuple[int, str] | None:
        return self._found("SELECT min(id), words FROM commands WHERE state = 'undone'")

    def _found(self, question: str) -> tuple[int, str] | None:
        number, words = self._db.execute(question).fetchone()
        return None if number is None else (number, words)
