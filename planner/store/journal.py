"""Commands and their undo: every change belongs to one, and each can be taken back and done again.

The triggers of `planner.store.migrations.journal_changes` write the inverse of every row change.
Undo runs a command's statements backwards; meanwhile the same triggers write what redo will run.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from planner.errors import WrongUse
from planner.store.database import transaction
from planner.store.datafile import DataFile
from planner.store.seals import seal_command
from planner.store.values import instant_at, stamp, storable


@dataclass(slots=True)
class Entry:
    """One command in the journal: its words, and the tables that it changed (none: no effect)."""

    words: str = ""
    tables: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Past:
    """A command of the history: when it was done, its words, and whether it was taken back.

    ``settled`` are those that can no longer be taken back or done again.
    """

    at: datetime
    words: str
    undone: bool
    settled: bool


class Journal:
    """Writes commands into the store, and takes them back and does them again, latest first."""

    def __init__(self, db: DataFile) -> None:
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
        Times never run backwards, though the computer's clock may.
        """
        with transaction(self._db):
            number = self._db.execute(
                "INSERT INTO commands (at, words, state) "
                "SELECT max(?, coalesce((SELECT at FROM commands ORDER BY id DESC LIMIT 1), ?)), "
                "'', 'writing'",
                [stamp(at), stamp(at)],
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
            seal_command(self._db.conn, number)

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

    def history(self) -> tuple[Past, ...]:
        """Every command there was, the latest last, with those that were taken back."""
        rows = self._db.execute(
            "SELECT at, words, state, settled FROM commands WHERE state <> 'writing' ORDER BY id"
        )
        return tuple(
            Past(instant_at(at), words, state != "done", bool(settled) or state == "dropped")
            for at, words, state, settled in rows
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever done."""
        last = self._db.execute("SELECT id FROM commands ORDER BY id DESC LIMIT 1")
        return last.fetchone() is None

    def steps(self) -> int:
        """How many commands can be taken back."""
        found = self._db.execute(
            "SELECT count(*) FROM commands WHERE state = 'done' AND settled = 0"
        ).fetchone()
        return int(found[0])

    def settle(self, keep: int) -> datetime | None:
        """Leaves the latest ``keep`` commands to take back; of those before, the words stay.

        Answers with the time of the last that was settled, None where there was none.
        """
        with transaction(self._db):
            last = self._db.execute(
                "SELECT id, at FROM commands WHERE state = 'done' AND settled = 0 "
                "ORDER BY id DESC LIMIT 1 OFFSET ?",
                [keep],
            ).fetchone()
            if last is None:
                return None
            number, at = last
            old = "SELECT id FROM commands WHERE state = 'done' AND settled = 0 AND id <= ?"
            numbers = self._db.execute(old, [number]).fetchall()
            for each in numbers:
                self._db.execute("DELETE FROM journal WHERE command = ?", each)
                self._db.execute("UPDATE commands SET settled = 1 WHERE id = ?", each)
                seal_command(self._db.conn, *each)
        return instant_at(at)

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
            seal_command(self._db.conn, number)
        return Entry(words, tables)

    def _drop_undone(self) -> None:
        # The command stays, with its words and its time: the journal is the history as well.
        undone = self._db.execute("SELECT id FROM commands WHERE state = 'undone'").fetchall()
        for (number,) in undone:
            self._db.execute("DELETE FROM journal WHERE command = ?", [number])
            self._db.execute("UPDATE commands SET state = 'dropped' WHERE id = ?", [number])
            seal_command(self._db.conn, number)

    def _tables(self, number: int | None) -> frozenset[str]:
        rows = self._db.execute("SELECT DISTINCT of FROM journal WHERE command = ?", [number])
        return frozenset(table for (table,) in rows)

    def _next_undo(self) -> tuple[int, str] | None:
        return self._found(
            "SELECT max(id), words FROM commands WHERE state = 'done' AND settled = 0"
        )

    def _next_redo(self) -> tuple[int, str] | None:
        return self._found("SELECT min(id), words FROM commands WHERE state = 'undone'")

    def _found(self, question: str) -> tuple[int, str] | None:
        number, words = self._db.execute(question).fetchone()
        return None if number is None else (number, words)
