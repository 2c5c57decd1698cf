"""A workspace in a folder of its own, with a made-up rota of one doctor and one of three."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlite_utils import Database

from planner.model.placement import Placement
from planner.model.rota import Reading, RotaFile
from planner.rota import read_rota
from planner.spans import Span
from planner.store import migrations, seals
from planner.store.database import APPLICATION_ID, FILE_NAME
from planner.workspace import ImportRota, SetPlacement, Workspace

LONDON = ZoneInfo("Europe/London")


@dataclass
class Clock:
    """A time that stands until it is set."""

    at: datetime = datetime(2026, 10, 13, 10, 20, tzinfo=LONDON)

    def __call__(self) -> datetime:
        return self.at


class Rota:
    """A calendar file, written entry by entry."""

    def __init__(self, title: str = "ST4 Acute Medicine") -> None:
        self._title = title
        self._entries: list[str] = []

    def timed(self, day: date, start: str, end: str, label: str) -> "Rota":
        last = day if end > start else day + timedelta(days=1)
        at = [f"{d:%Y%m%d}T{t.replace(':', '')}00" for d, t in ((day, start), (last, end))]
        zone = ";TZID=Europe/London:"
        return self._add(label, f"DTSTART{zone}{at[0]}", f"DTEND{zone}{at[1]}", str(day))

    def all_day(self, day: date, label: str, days: int = 1) -> "Rota":
        end = day + timedelta(days=days)
        value = ";VALUE=DATE:"
        return self._add(
            label, f"DTSTART{value}{day:%Y%m%d}", f"DTEND{value}{end:%Y%m%d}", str(day)
        )

    def _add(self, label: str, start: str, end: str, day: str) -> "Rota":
        uid = f"UID:{day}-{len(self._entries)}@rota.example"
        parts = ["BEGIN:VEVENT", uid, "DTSTAMP:20260701T000000Z", start, end, f"SUMMARY:{label}"]
        self._entries.append("\r\n".join([*parts, "END:VEVENT"]))
        return self

    def file(self, name: str = "rota.ics") -> RotaFile:
        head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Rota//EN"]
        title = f"X-WR-CALNAME:{self._title}"
        lines = [*head, title, *self._entries, "END:VCALENDAR", ""]
        return RotaFile(name, "\r\n".join(lines).encode())


def weekdays(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() < 5:
            yield day


def of_one() -> Rota:
    """Twelve weeks from 5 October 2026: standard days, one clinic of unknown kind a week, four
    nights, a day of leave, weekdays without an entry."""
    rota = Rota()
    nights = range(date(2026, 11, 2).toordinal(), date(2026, 11, 6).toordinal())
    for day in weekdays(date(2026, 10, 5), date(2026, 12, 27)):
        if day.toordinal() in nights:
            rota.timed(day, "20:30", "09:00", "Night")
        elif day == date(2026, 10, 20):
            rota.all_day(day, "Annual leave")
        elif day in (date(2026, 11, 6), date(2026, 10, 21)):
            continue
        else:
            label = "AMB" if day.weekday() == 4 else "Standard Day"
            rota.timed(day, "08:30", "17:00", label)
    return rota


def of_three() -> Rota:
    rota = Rota("Medicine")
    for day in weekdays(date(2026, 10, 5), date(2026, 11, 15)):
        for number, name in enumerate(("Siân Prys", "Adaeze Obi", "Tomasz Wójcik")):
            label = "Standard Day" if (day.weekday() + number) % 3 else "Long Day"
            rota.timed(day, "08:30", "17:00" if label[0] == "S" else "21:00", f"{name}: {label}")
    return rota


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def workspace(folder: Path, clock: Clock) -> Iterator[Workspace]:
    with Workspace.open(folder, clock) as opened:
        yield opened


@pytest.fixture
def new_rota() -> type[Rota]:
    return Rota


@pytest.fixture(scope="session")
def rota_of_one() -> tuple[Reading, RotaFile]:
    file = of_one().file()
    return read_rota([file]), file


@pytest.fixture(scope="session")
def rota_of_three() -> tuple[Reading, RotaFile]:
    file = of_three().file("team.ics")
    return read_rota([file]), file


@pytest.fixture
def planned(workspace: Workspace, rota_of_one: tuple[Reading, RotaFile]) -> Workspace:
    """The rota of one doctor read, and a placement set."""
    reading, file = rota_of_one
    workspace.do(ImportRota(reading, (file,)))
    workspace.do(
        SetPlacement(
            Placement(
                title="ST4 Acute Medicine",
                first=date(2026, 10, 5),
                last=date(2026, 12, 27),
                scheme="foundation-sdt",
                doctor="Siân Prys",
            )
        )
    )
    return workspace


@pytest.fixture
def at() -> Callable[..., Span]:
    """A span by its local date and clock times: ``at(14, "09:00", "13:00")`` is in October 2026."""

    def span(day: int, start: str, end: str, month: int = 10, year: int = 2026) -> Span:
        def local(text: str) -> datetime:
            hour, minute = map(int, text.split(":"))
            whole = datetime(year, month, day, tzinfo=LONDON)
            return (whole + timedelta(hours=hour)).replace(minute=minute)

        return Span(local(start), local(end))

    return span


@pytest.fixture(scope="session")
def whole_reads() -> Callable[[Workspace, Callable[[], object]], dict[str, set[str]]]:
    """The statements of some work that read a large table from end to end, with these tables."""

    def found(workspace: Workspace, work: Callable[[], object]) -> dict[str, set[str]]:
        connection = workspace._store._db.conn
        run: list[str] = []
        connection.set_trace_callback(run.append)
        try:
            work()
        finally:
            connection.set_trace_callback(None)
        assert run  # something was asked at all
        # Of what came back there are a few rows in a year; what else is not large, is sealed whole.
        large = (seals.kept_tables(connection) - {"returns"}) | seals.HISTORY
        scans = {text: _scanned(connection, text) & large for text in set(run)}
        return {text: tables for text, tables in scans.items() if tables}

    return found


def _scanned(connection: sqlite3.Connection, statement: str) -> set[str]:
    first = statement.split(maxsplit=1)[0].upper()
    if first not in ("SELECT", "WITH", "UPDATE", "DELETE", "INSERT"):
        return set()
    # The last row of a table is found from its end, which the plan calls a scan as well.
    statement = statement.replace("ORDER BY id DESC LIMIT 1", "WHERE id = 1")
    plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    steps = [row[3].split() for row in plan]
    return {step[1] for step in steps if step[0] == "SCAN"}


@pytest.fixture
def older_file() -> Callable[[Path], AbstractContextManager[Database]]:
    """A data file with the steps of the schema that there are (a test leaves out the last)."""

    @contextmanager
    def made(folder: Path) -> Iterator[Database]:
        folder.mkdir()
        with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db = Database(connection)
            migrations.migrations().apply(db)
            yield db

    return made
