"""Keeping what is stored: starting with a million shifts, committing a booking, backing up."""

import itertools
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planner.clock import LONDON
from planner.model.kind import Kind
from planner.model.rota import Reading, Shift
from planner.spans import Span
from planner.store import Current, Store
from planner.store.backups import looked_into
from planner.store.rotation import Cause
from planner.workspace import Book, RemoveSession, Workspace
from tests.bench.harness import Case

START = datetime(2026, 10, 5, 9, tzinfo=UTC)
READINGS, SHIFTS = 50, 20_000


def safety_cases() -> Iterator[tuple[Case, str]]:
    """Cases on a data folder with a million stored shifts."""
    with tempfile.TemporaryDirectory(prefix="leadtime-bench-") as name:
        folder = Path(name) / "data"
        million_shifts(folder)
        size = (folder / "leadtime.db").stat().st_size / 1e6
        yield (
            Case(
                "open a store of 1,000,000 shifts",
                lambda: Workspace.open(folder, clock).close(),
                "sqlite3, quick_check of the file",
                lambda: quick_check(folder / "leadtime.db"),
                runs=5,
            ),
            f"The store of 1,000,000 shifts takes {size:.0f} MB.",
        )
        with Workspace.open(folder, clock) as workspace:
            days = itertools.count()
            bare = sqlite3.connect(Path(name) / "bare.db", isolation_level=None)
            bare.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(a)"
            )
            yield (
                Case(
                    "book a session, committed, in that store",
                    lambda: booked(workspace, next(days)),
                    "sqlite3, one row committed",
                    lambda: bare.execute("INSERT INTO t VALUES (1)"),
                    runs=25,
                    self_timed=True,
                ),
                "A booking checks the rules, writes its way back and seals what the user entered.",
            )
            bare.close()
            yield (
                Case(
                    "back up that store and check the backup",
                    lambda: backed_up(workspace),
                    "checking alone",
                    lambda: looked_into(workspace.upkeep.backups.all()[0].path),
                    runs=3,
                ),
                "Backups are made on a thread of their own.",
            )


def clock() -> datetime:
    return START


def million_shifts(folder: Path) -> None:
    """Fifty readings of 20,000 shifts, none shared; a small one is current."""
    with Store(folder, clock) as store:
        for number in range(READINGS):
            first = START + timedelta(minutes=number)
            shifts = tuple(
                Shift("", Span(first + timedelta(days=n), first + timedelta(days=n, hours=8)),
                      Kind.STANDARD, "Standard Day", f"{number}-{n}@bench.example")
                for n in range(-SHIFTS // 2, SHIFTS // 2)
            )  # fmt: skip
            if number == READINGS - 1:
                shifts = shifts[SHIFTS // 2 : SHIFTS // 2 + 180]
            with store.journal.write(START) as entry:
                reading = Reading("Bench", LONDON, shifts, ())
                store.readings.point(Current(store.readings.keep(reading, [], START), ""))
                entry.words = "Read rota"
        store.seal_readings()


def booked(workspace: Workspace, day: int) -> float:
    """Seconds that a booking takes; taken back afterwards."""
    start = START + timedelta(days=day % 150, hours=10)
    begun = time.perf_counter()
    change = workspace.do(Book(Span(start, start + timedelta(hours=2)), force=True))
    taken = time.perf_counter() - begun
    workspace.do(RemoveSession(str(change.session)))
    return taken


def backed_up(workspace: Workspace) -> Path:
    make = workspace.upkeep.backup(Cause.ASKED)
    return make().path


def quick_check(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA quick_check").fetchall()
    connection.close()
