"""What a doctor wishes: preferences of the placement, labels that release, schemes of their own."""

from typing import TYPE_CHECKING

from planner.store.migrations.triggers import journal_changes

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_STEPS = (
    """
    ALTER TABLE placement ADD COLUMN share_counts INTEGER NOT NULL DEFAULT 1
    CHECK (share_counts IN (0, 1))
    """,
    """
    ALTER TABLE placement ADD COLUMN prefers TEXT NOT NULL DEFAULT '{}'
    CHECK (json_type(prefers) = 'object')
    """,
    """
    CREATE TABLE releases (
        key TEXT PRIMARY KEY,
        label TEXT NOT NULL,
        word TEXT NOT NULL CHECK (word IN ('without cover', 'with cover', 'never'))
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE schemes (
        id TEXT PRIMARY KEY,
        body TEXT NOT NULL CHECK (json_type(body) = 'object')
    ) STRICT, WITHOUT ROWID
    """,
)


def wishes(db: "Database") -> None:
    """Adds the columns and tables; all of them are journalled."""
    for step in _STEPS:
        db.execute(step)
    for table in ("placement", "releases", "schemes"):
        journal_changes(db, table)
