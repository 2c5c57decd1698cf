"""The first schema: readings, the user's own rows beside them, and the history.

Instants are microseconds since 1970 in UTC: exact, and they sort and compare as numbers. Dates and
clock times are ISO 8601 text.
"""

from typing import TYPE_CHECKING

from planner.store.migrations.triggers import journal_changes, keep_unchanged

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_READINGS = """
CREATE TABLE files (
    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    read_at INTEGER NOT NULL,
    title TEXT NOT NULL,
    zone TEXT NOT NULL CHECK (zone <> '')
) STRICT;

CREATE TABLE reading_files (
    reading INTEGER NOT NULL REFERENCES readings,
    position INTEGER NOT NULL CHECK (position >= 0),
    name TEXT NOT NULL,
    file TEXT NOT NULL REFERENCES files,
    PRIMARY KEY (reading, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE shifts (
    reading INTEGER NOT NULL REFERENCES readings,
    position INTEGER NOT NULL CHECK (position >= 0),
    person TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'standard', 'long', 'evening', 'night', 'resident_on_call', 'on_call', 'teaching', 'admin',
        'protected', 'induction', 'annual_leave', 'study_leave', 'sick', 'other_leave', 'zero',
        'non_working', 'bank_holiday', 'unknown')),
    label TEXT NOT NULL,
    uid TEXT NOT NULL,
    occurrence TEXT NOT NULL,
    all_day INTEGER NOT NULL CHECK (all_day IN (0, 1)),
    daily_start TEXT,
    daily_end TEXT,
    assumed INTEGER NOT NULL CHECK (assumed IN (0, 1)),
    place TEXT NOT NULL,
    PRIMARY KEY (reading, position),
    CHECK (starts < ends),
    CHECK ((daily_start IS NULL) = (daily_end IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
    reading INTEGER NOT NULL REFERENCES readings,
    position INTEGER NOT NULL CHECK (position >= 0),
    place TEXT NOT NULL,
    what TEXT NOT NULL,
    done TEXT NOT NULL CHECK (done IN ('left out', 'repaired', 'kept')),
    PRIMARY KEY (reading, position)
) STRICT, WITHOUT ROWID;
"""

_JOURNALLED = """
CREATE TABLE current (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    reading INTEGER NOT NULL REFERENCES readings,
    person TEXT NOT NULL
) STRICT;

CREATE TABLE corrections (
    key TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'standard', 'long', 'evening', 'night', 'resident_on_call', 'on_call', 'teaching', 'admin',
        'protected', 'induction', 'annual_leave', 'study_leave', 'sick', 'other_leave', 'zero',
        'non_working', 'bank_holiday', 'unknown'))
) STRICT, WITHOUT ROWID;

CREATE TABLE placement (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    title TEXT NOT NULL,
    first TEXT NOT NULL CHECK (first IS date(first, '+0 days')),
    last TEXT NOT NULL CHECK (last IS date(last, '+0 days')),
    scheme TEXT NOT NULL CHECK (scheme <> ''),
    doctor TEXT NOT NULL,
    supervisor TEXT NOT NULL,
    department TEXT NOT NULL,
    share REAL NOT NULL CHECK (share > 0 AND share <= 1),
    hours REAL CHECK (hours >= 0),
    ruleset TEXT NOT NULL CHECK (ruleset <> ''),
    opt_out INTEGER NOT NULL CHECK (opt_out IN (0, 1)),
    division TEXT NOT NULL CHECK (division IN ('england', 'wales', 'scotland', 'northern-ireland')),
    core_start TEXT NOT NULL,
    core_end TEXT NOT NULL,
    core_weekdays TEXT NOT NULL CHECK (core_weekdays NOT GLOB '*[^0-6]*'),
    CHECK (first <= last),
    CHECK (core_start < core_end)
) STRICT;

CREATE TABLE sessions (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    lies TEXT NOT NULL CHECK (lies IN ('free', 'in shift')),
    needs_cover INTEGER NOT NULL CHECK (needs_cover IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'delivered', 'lost', 'cancelled')),
    sequence INTEGER NOT NULL CHECK (sequence >= 0),
    changed INTEGER NOT NULL,
    CHECK (starts < ends)
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_start ON sessions (starts);
"""

_HISTORY = """
CREATE TABLE exports (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version >= 1),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    issued_at INTEGER NOT NULL
) STRICT;

CREATE TABLE commands (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('writing', 'done', 'undone', 'dropped')),
    CHECK (state = 'writing' OR words <> '')
) STRICT;

CREATE INDEX commands_by_state ON commands (state, id);

CREATE UNIQUE INDEX one_writing ON commands (state) WHERE state = 'writing';

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    command INTEGER NOT NULL REFERENCES commands,
    of TEXT NOT NULL,
    statement TEXT NOT NULL
) STRICT;

CREATE INDEX journal_by_command ON journal (command, id);
"""


def first(db: "Database") -> None:
    """Makes the first tables of an empty store."""
    for part in (_READINGS, _JOURNALLED, _HISTORY):
        db.executescript(part)
    for table in ("files", "readings", "reading_files", "shifts", "problems"):
        keep_unchanged(db, table)
    for table in ("current", "corrections", "placement", "sessions"):
        journal_changes(db, table)
