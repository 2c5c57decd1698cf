"""Sources that the rota comes from by itself, and how the looks at them went."""

from typing import TYPE_CHECKING

from planner.store.migrations.triggers import journal_changes

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_SOURCES = """
CREATE TABLE sources (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('feed', 'file', 'folder')),
    place TEXT NOT NULL CHECK (place <> ''),
    added INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a look gave is no step of undo. No reference to sources: undo may take one away and redo
-- bring it back.
CREATE TABLE source_attempts (
    source TEXT PRIMARY KEY,
    tried INTEGER NOT NULL,
    due INTEGER NOT NULL,
    good INTEGER,
    changed INTEGER,
    problem TEXT NOT NULL,
    failures INTEGER NOT NULL CHECK (failures >= 0),
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    mark TEXT NOT NULL,
    published INTEGER CHECK (published >= 0),
    CHECK ((failures = 0) = (problem = ''))
) STRICT, WITHOUT ROWID;

CREATE TABLE source_files (
    source TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    name TEXT NOT NULL,
    file TEXT NOT NULL REFERENCES files,
    PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;
"""


def sources(db: "Database") -> None:
    """Adds the tables of sources; the sources themselves are journalled, looks are not."""
    db.executescript(_SOURCES)
    journal_changes(db, "sources")
