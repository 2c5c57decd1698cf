"""Columns that were added to tables of an earlier step."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.db import Database


def follows(db: "Database") -> None:
    """Which reading was current before one was read, so that the two can be compared later."""
    db.execute("ALTER TABLE readings ADD COLUMN follows INTEGER REFERENCES readings")


def guesses(db: "Database") -> None:
    """How a file was understood that does not say itself how it is to be read: a list in JSON."""
    db.execute(
        "ALTER TABLE readings ADD COLUMN guesses TEXT NOT NULL DEFAULT '[]' "
        "CHECK (json_type(guesses) = 'array')"
    )


def hosts(db: "Database") -> None:
    """Where a feed is now, which may have moved: no step of undo, as little as the look itself."""
    db.execute("ALTER TABLE source_attempts ADD COLUMN host TEXT NOT NULL DEFAULT ''")
