"""Keys that were compared with their owners, and which key signed what came back."""

from typing import TYPE_CHECKING

from planner.store.migrations.triggers import journal_changes

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_SIGNERS = """
CREATE TABLE signers (
    fingerprint TEXT PRIMARY KEY CHECK (length(fingerprint) = 64),
    name TEXT NOT NULL,
    checked INTEGER NOT NULL
) STRICT, WITHOUT ROWID
"""
# The fingerprint of the key; empty where nothing was signed.
_SIGNED_BY = "ALTER TABLE returns ADD COLUMN signed_by TEXT NOT NULL DEFAULT ''"


def signers(db: "Database") -> None:
    """Adds the table, which is journalled, and the column."""
    db.execute(_SIGNERS)
    db.execute(_SIGNED_BY)
    journal_changes(db, "signers")
