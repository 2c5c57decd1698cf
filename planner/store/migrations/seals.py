"""Seals over what is stored, and a count of its changes, so that damage and loss can be told."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_TABLES = (
    # What a seal is of (a table, a reading), and the digest of its rows.
    """CREATE TABLE seals (
        of TEXT PRIMARY KEY CHECK (of <> ''),
        seal TEXT NOT NULL CHECK (length(seal) = 64)
    ) STRICT, WITHOUT ROWID""",
    # How many transactions there have been.
    """CREATE TABLE turns (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        count INTEGER NOT NULL CHECK (count >= 0)
    ) STRICT""",
    "INSERT INTO turns (id, count) SELECT 1, count(*) FROM commands",
    # Commands that can no longer be taken back: their words stay as history.
    "ALTER TABLE commands ADD COLUMN settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))",
    "ALTER TABLE commands ADD COLUMN seal TEXT NOT NULL DEFAULT ''",
    "DROP INDEX commands_by_state",
    "CREATE INDEX commands_by_state ON commands (state, settled, id)",
)


def seals(db: "Database") -> None:
    """Adds seals; `planner.store.seals` sets those of the tables once the step is done."""
    for statement in _TABLES:
        db.execute(statement)
