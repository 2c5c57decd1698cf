"""The schema, step by step. A step that has shipped is never edited: a new one is added after it.

Each step is a function of the database in a module of its own.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.store.migrations.agreements import agreements
from planner.store.migrations.columns import follows, guesses, hosts
from planner.store.migrations.first import first
from planner.store.migrations.lost import lost_to
from planner.store.migrations.oncall import on_call_work
from planner.store.migrations.own_word import own_word
from planner.store.migrations.returns import sealed_returns
from planner.store.migrations.rotas import rotas
from planner.store.migrations.seals import seals
from planner.store.migrations.shared_shifts import shared_shifts
from planner.store.migrations.signers import signers
from planner.store.migrations.sources import sources
from planner.store.migrations.wishes import wishes
from planner.store.seals import is_sealed, seal_anew

if TYPE_CHECKING:
    from sqlite_utils import Migrations
    from sqlite_utils.db import Database

STEPS: tuple[tuple[str, Callable[["Database"], None]], ...] = (
    ("0001_first", first),
    ("0002_sources", sources),
    ("0003_follows", follows),
    ("0004_guesses", guesses),
    ("0005_rotas", rotas),
    ("0006_shared_shifts", shared_shifts),
    ("0007_seals", seals),
    ("0008_on_call_work", on_call_work),
    ("0009_lost_to", lost_to),
    ("0010_agreements", agreements),
    ("0011_wishes", wishes),
    ("0012_own_word", own_word),
    ("0013_signers", signers),
    ("0014_hosts", hosts),
    ("0015_sealed_returns", sealed_returns),
)
NAMES = tuple(name for name, _ in STEPS)
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
        if is_sealed(db.conn):
            seal_anew(db.conn)
        db.execute(f"PRAGMA user_version = {version}")

    return run
