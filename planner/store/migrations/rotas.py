"""Which readings are of one rota, so that the user's word for a label holds in that rota only."""

from typing import TYPE_CHECKING

from planner.store.migrations.triggers import journal_changes, keep_unchanged

if TYPE_CHECKING:
    from sqlite_utils.db import Database

# A reading that followed another is of the same rota as that one, back to the first.
_ROOTS = """
WITH RECURSIVE chain (id, root) AS (
    SELECT id, id FROM readings WHERE follows IS NULL
    UNION ALL
    SELECT readings.id, chain.root FROM readings JOIN chain ON readings.follows = chain.id
)
UPDATE readings SET rota = (SELECT root FROM chain WHERE chain.id = readings.id)
WHERE follows IS NOT NULL
"""

# Rota 0: said before there was any. An old step that is undone brings its row back there.
_CORRECTIONS = """
CREATE TABLE corrections_by_rota (
    rota INTEGER NOT NULL DEFAULT 0 CHECK (rota >= 0),
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'standard', 'long', 'evening', 'night', 'resident_on_call', 'on_call', 'teaching', 'admin',
        'protected', 'induction', 'annual_leave', 'study_leave', 'sick', 'other_leave', 'zero',
        'non_working', 'bank_holiday', 'unknown')),
    PRIMARY KEY (rota, key)
) STRICT, WITHOUT ROWID;

INSERT INTO corrections_by_rota (rota, key, label, kind)
SELECT coalesce((SELECT coalesce(readings.rota, readings.id)
                 FROM current JOIN readings ON readings.id = current.reading), 0),
       key, label, kind
FROM corrections;

DROP TABLE corrections;
ALTER TABLE corrections_by_rota RENAME TO corrections;
"""


def rotas(db: "Database") -> None:
    """Says of each reading which rota it is of (the number of the rota's first reading; none for
    that one itself), and of each correction in which rota it holds.
    """
    db.execute("ALTER TABLE readings ADD COLUMN rota INTEGER REFERENCES readings")
    for action in ("update", "delete"):
        db.execute(f"DROP TRIGGER readings_kept_from_{action}")
    db.execute(_ROOTS)
    keep_unchanged(db, "readings")
    # One by one: a script would commit what came before it.
    for statement in _CORRECTIONS.split(";"):
        if statement.strip():
            db.execute(statement)
    journal_changes(db, "corrections")
