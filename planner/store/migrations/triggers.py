"""Triggers of the schema: what is never edited, and what undo can take back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.db import Database


def keep_unchanged(db: "Database", table: str) -> None:
    """Triggers that refuse every update and delete: a reading stays as it was read."""
    for action in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {table}_kept_from_{action.lower()} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'a reading is never edited ({table})'); END"
        )


def journal_changes(db: "Database", table: str) -> None:
    """Triggers that write the inverse statement of every change of ``table`` into the journal.

    SQLite's documented technique (sqlite.org/undoredo.html), by primary key and not by rowid. A
    change outside a command finds none to belong to and fails on journal.command NOT NULL.
    Called again after a step that adds a column, so that the new column is journalled too.
    """
    for action in ("insert", "update", "delete"):
        db.execute(f"DROP TRIGGER IF EXISTS {table}_journal_{action}")
    columns = list(db.table(table).columns_dict)
    keys = _pairs(db.table(table).pks, "NEW", " AND ")
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    # Columns are named, so that statements still run after a later step adds one.
    old = " || ',' || ".join(f"quote(OLD.{name})" for name in columns)
    into = f"{table} ({', '.join(columns)})"
    # SQL that builds SQL. The names are those of our own schema, none comes from outside.
    _add_trigger(db, table, "INSERT", f"'DELETE FROM {table} WHERE {keys}")  # noqa: S608
    update = f"'UPDATE {table} SET {_pairs(columns, 'OLD', ', ')} || ' WHERE {keys}"  # noqa: S608
    _add_trigger(db, table, "UPDATE", update, f"WHEN {changed}")
    _add_trigger(db, table, "DELETE", f"'INSERT INTO {into} VALUES (' || {old} || ')'")  # noqa: S608


def _add_trigger(
    db: "Database", table: str, action: str, inverse: str, condition: str = ""
) -> None:
    command = "(SELECT id FROM commands WHERE state = 'writing')"
    write = f"INSERT INTO journal (command, of, statement) VALUES ({command}, '{table}', {inverse})"  # noqa: S608
    db.execute(
        f"CREATE TRIGGER {table}_journal_{action.lower()} AFTER {action} ON {table} {condition} "
        f"BEGIN {write}; END"
    )


def _pairs(names: Sequence[str], row: str, between: str) -> str:
    """SQL that builds "a=1, b='x'": begins inside a literal, ends outside of one."""
    return f" || '{between}".join(f"{name}=' || quote({row}.{name})" for name in names)
