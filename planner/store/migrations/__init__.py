"""The schema, step by step. A step that has shipped is never edited: a new one is added after it.

Each step is a function of the database in a module of its own.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.store.migrations.columns import follows, guesses
from planner.store.migrations.first import first
from planner.store.migrations.sources import sources

if TYPE_CHECKING:
    from sqlite_utils import Migrations
    from sqlite_utils.db import Database

STEPS: tuple[tuple[str, Callable[["Database"], None]], ...] = (
    ("0001_first", first),
    ("0002_sources", sources),
    ("0003_follows", follows),
    ("0004_guesses", guesses),
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
