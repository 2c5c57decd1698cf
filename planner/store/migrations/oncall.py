"""What was worked on call from home."""

from typing import TYPE_CHECKING

from planner.store.migrations.triggers import journal_changes

if TYPE_CHECKING:
    from sqlite_utils.db import Database

# One row a period; work is a list of pairs of instants in JSON, empty where nobody called.
_HOURS = """
CREATE TABLE on_call_work (
    person TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    work TEXT NOT NULL CHECK (json_type(work) = 'array'),
    PRIMARY KEY (person, starts),
    CHECK (starts < ends)
) STRICT, WITHOUT ROWID
"""


def on_call_work(db: "Database") -> None:
    """Adds the table of hours worked on call; it is journalled."""
    db.execute(_HOURS)
    journal_changes(db, "on_call_work")
