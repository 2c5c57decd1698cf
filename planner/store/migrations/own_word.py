"""The doctor's own word: what they booked against, days off sick, meetings to join."""

from typing import TYPE_CHECKING

from planner.store.migrations.triggers import journal_changes

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_STEPS = (
    # The sentences that stood against a session when it was booked all the same; a list in JSON.
    """
    ALTER TABLE sessions ADD COLUMN against TEXT NOT NULL DEFAULT '[]'
    CHECK (json_type(against) = 'array')
    """,
    """
    CREATE TABLE sick_days (
        person TEXT NOT NULL,
        first TEXT NOT NULL CHECK (first IS date(first, '+0 days')),
        last TEXT NOT NULL CHECK (last IS date(last, '+0 days')),
        PRIMARY KEY (person, first),
        CHECK (first <= last)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE opportunities (
        starts INTEGER NOT NULL,
        ends INTEGER NOT NULL,
        title TEXT NOT NULL,
        PRIMARY KEY (starts, ends, title),
        CHECK (starts < ends)
    ) STRICT, WITHOUT ROWID
    """,
)


def own_word(db: "Database") -> None:
    """Adds the column and the tables; all of them are journalled."""
    for step in _STEPS:
        db.execute(step)
    for table in ("sessions", "sick_days", "opportunities"):
        journal_changes(db, table)
