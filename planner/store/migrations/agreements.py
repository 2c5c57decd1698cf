"""Plans as they were sent, documents that came back, and the decisions in them."""

from typing import TYPE_CHECKING

from planner.store.migrations.triggers import journal_changes, keep_unchanged

if TYPE_CHECKING:
    from sqlite_utils.db import Database

# Bytes are compressed with zlib. ``marks`` is a list of [session, mark] in JSON.
_KEPT = """
CREATE TABLE sent_plans (
    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE documents (
    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE returns (
    id INTEGER PRIMARY KEY,
    received INTEGER NOT NULL,
    document TEXT NOT NULL REFERENCES documents,
    plan TEXT NOT NULL CHECK (length(plan) = 64),
    verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'ticked', 'changes', 'declined')),
    marks TEXT NOT NULL CHECK (json_type(marks) = 'array'),
    comments TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    gmc_number TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1))
) STRICT;
"""

# Which of them stand: undo takes a decision back, what came back stays.
_DECISIONS = """
CREATE TABLE decisions (
    returned INTEGER PRIMARY KEY REFERENCES returns
) STRICT;
"""


def agreements(db: "Database") -> None:
    """Adds the tables; documents and what was read of them are never edited."""
    db.executescript(_KEPT)
    db.executescript(_DECISIONS)
    for table in ("sent_plans", "documents", "returns"):
        keep_unchanged(db, table)
    journal_changes(db, "decisions")
