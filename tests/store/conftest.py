"""A store in a folder of its own, and made-up things to keep in it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.rota import DailyHours, Done, Problem, Reading, RotaFile, Shift
from planner.model.session import Session, State, Where
from planner.spans import Span
from planner.store import Store

NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
JOURNALLED = ("current", "corrections", "placement", "sessions", "on_call_work")


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store(folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def content() -> Callable[[Store], dict[str, list[Any]]]:
    """Every row of the journalled tables, by primary key."""

    def rows(store: Store) -> dict[str, list[Any]]:
        return {
            table: store._db.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()  # noqa: S608
            for table in JOURNALLED
        }

    return rows


@pytest.fixture(scope="session")
def a_session() -> Callable[..., Session]:
    def made(name: str = "s1", start: datetime = NOW, hours: float = 4, **rest: Any) -> Session:
        return Session(
            id=name,
            span=Span(start, start + timedelta(hours=hours)),
            purpose=rest.get("purpose", "QI project"),
            where=rest.get("where", Where.IN_SHIFT),
            needs_cover=rest.get("needs_cover", True),
            state=rest.get("state", State.PROPOSED),
            sequence=rest.get("sequence", 0),
            changed=rest.get("changed", NOW),
        )

    return made


@pytest.fixture(scope="session")
def a_placement() -> Placement:
    return Placement(
        title="ST4 Acute Medicine",
        first=date(2026, 8, 5),
        last=date(2027, 2, 2),
        scheme="foundation-sdt",
        doctor="Siân Prys",
        share=0.8,
    )


@pytest.fixture(scope="session")
def a_file() -> RotaFile:
    return RotaFile("rota.ics", b"BEGIN:VCALENDAR\r\n" + bytes(range(256)))


@pytest.fixture(scope="session")
def a_reading() -> Reading:
    zone = ZoneInfo("Europe/London")
    day = datetime(2026, 10, 14, 8, tzinfo=zone)
    return Reading(
        title="Medicine",
        zone=zone,
        shifts=(
            Shift("Siân Prys", Span(day, day + timedelta(hours=8)), Kind.STANDARD, "Day", "u1"),
            Shift(
                "Siân Prys",
                Span(
                    day.replace(hour=0) + timedelta(days=1), day.replace(hour=0) + timedelta(days=3)
                ),
                Kind.NIGHT,
                "N",
                all_day=True,
                daily=DailyHours(time(20, 30), time(9), assumed=True),
                place="Ward 2",
            ),
        ),
        problems=(Problem("“Day”", "no end", Done.REPAIRED),),
    )
