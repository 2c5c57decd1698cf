"""Notes on a session, and what a lost one was lost to."""

from typing import TYPE_CHECKING

from planner.store.migrations.triggers import journal_changes

if TYPE_CHECKING:
    from sqlite_utils.db import Database


def lost_to(db: "Database") -> None:
    """Adds both to the sessions, journalled like the rest of them."""
    db.execute("ALTER TABLE sessions ADD COLUMN notes TEXT NOT NULL DEFAULT ''")
    db.execute(
        "ALTER TABLE sessions ADD COLUMN lost_to TEXT NOT NULL DEFAULT '' CHECK (lost_to IN "
        "('', 'cover', 'acute pressure', 'sickness', 'rota changed', 'other'))"
    )
    journal_changes(db, "sessions")
