"""The schema, step by step. A step that has shipped is never edited: a new one is added after it.

Instants are microseconds since 1970 in UTC: exact, and they sort and compare as numbers. Dates and
clock times are ISO 8601 text.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Migrations
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


def _first(db: "Database") -> None:
    for part in (_READINGS, _JOURNALLED, _HISTORY):
        db.executescript(part)
    for table in ("files", "readings", "reading_files", "shifts", "problems"):
        keep_unchanged(db, table)
    for table in ("current", "corrections", "placement", "sessions"):
        journal_changes(db, table)


def _sources(db: "Database") -> None:
    db.executescript(_SOURCES)
    journal_changes(db, "sources")


def _follows(db: "Database") -> None:
    """Which reading was current before one was read, so that the two can be compared later."""
    db.execute("ALTER TABLE readings ADD COLUMN follows INTEGER REFERENCES readings")


def _guesses(db: "Database") -> None:
    """How a file was understood that does not say itself how it is to be read: a list in JSON."""
    db.execute(
        "ALTER TABLE readings ADD COLUMN guesses TEXT NOT NULL DEFAULT '[]' "
        "CHECK (json_type(guesses) = 'array')"
    )


STEPS: tuple[tuple[str, Callable[["Database"], None]], ...] = (
    ("0001_first", _first),
    ("0002_sources", _sources),
    ("0003_follows", _follows),
    ("0004_guesses", _guesses),
)
LATEST = len(STEPS)
"""The schema version of a store that has seen every step; the file's user_version."""


def migrations() -> "Migrations":
    """The steps as sqlite-utils runs them: each once, in order, in a transaction of its own."""
    from sqlite_utils import Migrations

    steps = Migrations("leadtime")
    for version, (name, step) in enumerate(STEPS, start=1):
        steps(name=name)(_numbered(step, version))
    return steps


def _numbered(step: Callable[["Database"], None], version: int) -> Callable[["Database"], None]:
    def run(db: "Database", /) -> None:
        step(db)
        db.execute(f"PRAGMA user_version = {version}")

    return run


def keep_unchanged(db: "Database", table: str) -> None:
    """Triggers that refuse every update and delete: a reading stays as it was read."""
    for action in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {table}_kept_from_{action.lower()} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'a reading is never edited ({table})'); END"
        )


def journal_changes(db: "Database", table: str) -> None:
    """Triggers that write the inverse statement of every change of ``table`` into the journal.

    SQLite's documented technique (sqlite.org/undoredo.html), by primary key and not by rowid. A
    change outside a command finds none to belong to and fails on journal.command NOT NULL.
    """
    columns = list(db.table(table).columns_dict)
    keys = _pairs(db.table(table).pks, "NEW", " AND ")
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    # Columns are named, so that statements still run after a later step adds one.
    old = " || ',' || ".join(f"quote(OLD.{name})" for name in columns)
    into = f"{table} ({', '.join(columns)})"
    # SQL that builds SQL. The names are those of our own schema, none comes from outside.
    _add_trigger(db, table, "INSERT", f"'DELETE FROM {table} WHERE {keys}")  # noqa: S608
    update = f"'UPDATE {table} SET {_pairs(columns, 'OLD', ', ')} || ' WHERE {keys}"  # noqa: S608
    _add_trigger(db, table, "UPDATE", update, f"WHEN {changed}")
    _add_trigger(db, table, "DELETE", f"'INSERT INTO {into} VALUES (' || {old} || ')'")  # noqa: S608


def _add_trigger(
    db: "Database", table: str, action: str, inverse: str, condition: str = ""
) -> None:
    command = "(SELECT id FROM commands WHERE state = 'writing')"
    write = f"INSERT INTO journal (command, of, statement) VALUES ({command}, '{table}', {inverse})"  # noqa: S608
    db.execute(
        f"CREATE TRIGGER {table}_journal_{action.lower()} AFTER {action} ON {table} {condition} "
        f"BEGIN {write}; END"
    )


def _pairs(names: Sequence[str], row: str, between: str) -> str:
    """SQL that builds "a=1, b='x'": begins inside a literal, ends outside of one."""
    return f" || '{between}".join(f"{name}=' || quote({row}.{name})" for name in names)
