"""Shifts that readings share: each is stored once, and a reading is a row of runs of them."""

from typing import TYPE_CHECKING

from planner.store.migrations.triggers import keep_unchanged

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_TABLES = (
    """
CREATE TABLE forms (
    id INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'standard', 'long', 'evening', 'night', 'resident_on_call', 'on_call', 'teaching', 'admin',
        'protected', 'induction', 'annual_leave', 'study_leave', 'sick', 'other_leave', 'zero',
        'non_working', 'bank_holiday', 'unknown')),
    label TEXT NOT NULL,
    all_day INTEGER NOT NULL CHECK (all_day IN (0, 1)),
    daily_start TEXT,
    daily_end TEXT,
    assumed INTEGER NOT NULL CHECK (assumed IN (0, 1)),
    place TEXT NOT NULL,
    CHECK ((daily_start IS NULL) = (daily_end IS NULL))
) STRICT
""",
    """
CREATE TABLE shifts (
    id INTEGER PRIMARY KEY,
    form INTEGER NOT NULL REFERENCES forms,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    uid TEXT NOT NULL,
    occurrence TEXT NOT NULL,
    CHECK (starts < ends)
) STRICT
""",
    """
CREATE TABLE runs (
    reading INTEGER NOT NULL REFERENCES readings,
    position INTEGER NOT NULL CHECK (position >= 0),
    first INTEGER NOT NULL REFERENCES shifts,
    last INTEGER NOT NULL REFERENCES shifts,
    PRIMARY KEY (reading, position),
    CHECK (first <= last)
) STRICT, WITHOUT ROWID
""",
)

_MOVES = (
    """
INSERT INTO forms
SELECT DISTINCT dense_rank() OVER same, person, kind, label, all_day, daily_start, daily_end,
    assumed, place
FROM whole_shifts
WINDOW same AS (
    ORDER BY person, kind, label, all_day, daily_start, daily_end, assumed, place)
""",
    """
INSERT INTO shifts
SELECT row_number() OVER (ORDER BY reading, position), dense_rank() OVER same, starts, ends, uid,
    occurrence
FROM whole_shifts
WINDOW same AS (
    ORDER BY person, kind, label, all_day, daily_start, daily_end, assumed, place)
""",
    """
INSERT INTO runs
SELECT reading, 0, min(number), max(number)
FROM (
    SELECT reading, row_number() OVER (ORDER BY reading, position) AS number FROM whole_shifts)
GROUP BY reading
""",
)


def shared_shifts(db: "Database") -> None:
    """Takes shifts apart into what many have in common (their form) and what is each one's own.

    A reading's shifts are those of its runs, in order: a run is all shifts from one number to
    another. So a reading that differs little from an earlier one costs little.
    """
    db.execute("ALTER TABLE shifts RENAME TO whole_shifts")
    for statement in (*_TABLES, *_MOVES):
        db.execute(statement)
    db.execute("DROP TABLE whole_shifts")
    for table in ("forms", "shifts", "runs"):
        keep_unchanged(db, table)
