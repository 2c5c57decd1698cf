"""How fast the store is when it has grown: a million shifts of many readings."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from planner.clock import LONDON, days_span
from planner.finding import why_not
from planner.model.rota import Reading, Shift
from planner.resources import resource
from planner.rota import Labels, load_file, read_rota
from planner.spans import Span
from planner.store import Current, Store
from planner.store.packing import pack
from planner.workspace import Book, ImportRota, SetPlacement, Workspace, made_ready
from tests.bench.harness import Case
from tests.bench.reading_cases import team_rota

SAMPLE = "acute-medicine-st4.ics"
ENTRIES = 20_000
READINGS = 50
WEEKS = 26


def store_cases() -> Iterator[tuple[Case, str]]:
    """Every case, with a sentence for the page where the figures need one."""
    with ExitStack() as stack:
        small, large = (
            Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="leadtime-bench-")))
            for _ in range(2)
        )
        team = read_rota((team_rota(ENTRIES),), labels=Labels.load())
        fill(large, team)
        for folder in (small, large):
            take_in_sample(folder)
        size = sum(path.stat().st_size for path in large.iterdir()) / 2**20
        yield start_case(small, large, f"The store of a million shifts takes {size:.0f} MB.")
        yield week_case(small, large)
        yield booking_case(small, large)
        yield from storing_cases(large, team)


def now() -> datetime:
    return datetime(2026, 10, 1, 9, tzinfo=UTC)


def fill(folder: Path, team: Reading) -> None:
    """Stores a team's rota again and again, each time with other UIDs: nothing is shared."""
    with Store(folder) as store:
        for number in range(READINGS):
            with store.journal.write(now()) as entry:
                store.readings.point(
                    Current(store.readings.add(pack(renamed(team, number), ()), now()), "")
                )
                entry.words = "Read"
        assert store._db.utilities.table("shifts").count == READINGS * ENTRIES


def renamed(team: Reading, number: int) -> Reading:
    def other(shift: Shift) -> Shift:
        return replace(shift, uid=f"{number}-{shift.uid}")

    return replace(team, shifts=tuple(map(other, team.shifts)))


def take_in_sample(folder: Path) -> None:
    file = load_file(resource("samples", SAMPLE))
    with Workspace.open(folder, now) as workspace:
        workspace.do(ImportRota(read_rota((file,)), (file,)))
        workspace.do(SetPlacement(workspace.suggested_placement()))


def start_case(small: Path, large: Path, note: str) -> tuple[Case, str]:
    def started(folder: Path) -> int:
        with Workspace.open(folder, now) as workspace:
            return len(workspace.shifts())

    return (
        Case(
            "open a store of 1,000,000 shifts, with the current rota",
            lambda: started(large),
            "a store of one rota",
            lambda: started(small),
        ),
        note,
    )


def week_case(small: Path, large: Path) -> tuple[Case, str]:
    """A week as the window shows it: out of the current rota, which it has asked for."""

    def week(folder: Path) -> float:
        with Workspace.open(folder, now) as workspace:
            monday = date(2026, 10, 12)
            span = days_span(monday, monday + timedelta(days=6), LONDON)
            start = perf_counter()
            shown = [shift for shift in workspace.shifts() if shift.span.overlaps(span)]
            elapsed = perf_counter() - start
            assert shown
            return elapsed

    return (
        Case(
            "a week's shifts, first asked, 1,000,000 stored",
            lambda: week(large),
            "a store of one rota",
            lambda: week(small),
            self_timed=True,
        ),
        "",
    )


def booking_case(small: Path, large: Path) -> tuple[Case, str]:
    """A booking with its rules checked, on the disk when it ends; each a day after the last."""

    def booked(folder: Path) -> Callable[[], float]:
        days = iter(range(WEEKS * 7))

        def book() -> float:
            with Workspace.open(folder, now) as workspace:
                wrong: tuple[str, ...] = ("not asked yet",)
                while wrong:
                    noon = datetime(2026, 10, 1, 12, tzinfo=UTC) + timedelta(days=next(days))
                    span = Span(noon, noon + timedelta(hours=1))
                    wrong = why_not(workspace.situation(), span)
                start = perf_counter()
                workspace.do(Book(span))
                return perf_counter() - start

        return book

    return (
        Case(
            "a booking committed, 1,000,000 shifts stored",
            booked(large),
            "a store of one rota",
            booked(small),
            runs=9,
            self_timed=True,
        ),
        "",
    )


def storing_cases(folder: Path, team: Reading) -> Iterator[tuple[Case, str]]:
    """A reading of 20,000 entries beside 1,000,000 others: all of it, and the transaction alone;
    and the same through the door.
    """
    numbers = iter(range(READINGS, 1000))
    file = team_rota(ENTRIES)

    def stored(*, packed_before: bool) -> float:
        reading = renamed(team, next(numbers))
        with Store(folder) as store:
            packed = pack(reading, (file,)) if packed_before else None
            start = perf_counter()
            with store.journal.write(now()) as entry:
                number = store.readings.add(packed or pack(reading, (file,)), now())
                store.readings.point(Current(number, ""))
                entry.words = "Read"
            return perf_counter() - start

    yield (
        Case(
            "a reading of 20,000 entries stored",
            lambda: stored(packed_before=False),
            "its transaction alone",
            lambda: stored(packed_before=True),
            self_timed=True,
        ),
        "",
    )

    def imported(*, ready: bool) -> float:
        reading = renamed(team, next(numbers))
        with Workspace.open(folder, now) as workspace:
            command = ImportRota(reading, (file,))
            standing = workspace.standing()
            if ready:
                command = made_ready(command, standing)
            start = perf_counter()
            workspace.do(command)
            return perf_counter() - start

    yield (
        Case(
            "a rota of 20,000 entries imported, made ready before",
            lambda: imported(ready=True),
            "not made ready",
            lambda: imported(ready=False),
            runs=3,
            self_timed=True,
        ),
        "",
    )
