"""Small calendars, and the corpus where it is at hand."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.model.rota import Reading, RotaFile, Shift
from planner.rota import Labels, read_rota

Entry = str
MakeFile = Callable[..., RotaFile]
Read = Callable[..., Reading]


def calendar_file(
    *entries: Entry, head: str = "", name: str = "rota.ics", eol: str = "\r\n"
) -> RotaFile:
    """A calendar of entries, each the lines between BEGIN:VEVENT and END:VEVENT."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *head.splitlines()]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            *(line.strip() for line in entry.strip().splitlines()),
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return RotaFile(name, eol.join([*lines, ""]).encode())


@pytest.fixture(scope="session")
def labels() -> Labels:
    return Labels.load()


@pytest.fixture(scope="session")
def make_file() -> MakeFile:
    return calendar_file


@pytest.fixture(scope="session")
def read(labels: Labels) -> Read:
    """Reads entries as one calendar."""

    def reading(*entries: Entry, head: str = "", **options: object) -> Reading:
        return read_rota([calendar_file(*entries, head=head)], labels=labels, **options)

    return reading


@pytest.fixture(scope="session")
def utc() -> Callable[[str], datetime]:
    """An instant from its ISO spelling in UTC."""

    def instant(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    return instant


@pytest.fixture(scope="session")
def told() -> Callable[[Shift], str]:
    """A shift in one line, in UTC: what is compared in tests."""

    def line(shift: Shift) -> str:
        return f"{shift.span.start:%Y-%m-%d %H:%M}/{shift.span.end:%Y-%m-%d %H:%M} {shift.label}"

    return line


@pytest.fixture(scope="session")
def corpus() -> Path:
    folder = Path(__file__).parents[3] / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the collection of real calendar files is not here")
    return folder
