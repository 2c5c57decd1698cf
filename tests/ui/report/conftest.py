"""A rota that breaks some rules, its report, and what shows parts of the page by themselves."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from planner.agreement.report import RotaReport, rota_report
from planner.clock import BankHolidays, CoreHours
from planner.finding import Situation
from planner.rota import load_file, read_rota
from planner.rules import load_ruleset
from ui.theme import Mode, Theme


def entry(label: str, day: date, start: str, end: str) -> str:
    last = day if end > start else day + timedelta(days=1)
    return "\r\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:{label}-{day}@rota.example",
            "DTSTAMP:20260801T000000Z",
            f"SUMMARY:{label}",
            f"DTSTART;TZID=Europe/London:{day:%Y%m%d}T{start}00",
            f"DTEND;TZID=Europe/London:{last:%Y%m%d}T{end}00",
            "END:VEVENT",
        ]
    )


def entries() -> Iterator[str]:
    """Eight weeks of standard days; in the third week work 35.5 h after a night, in the fifth a
    shift of 14 h; one label that no table knows.
    """
    for number in range(56):
        day = date(2026, 10, 5) + timedelta(days=number)
        if day == date(2026, 10, 19):
            yield entry("Night", day, "2030", "0900")
        elif day == date(2026, 10, 21):
            yield entry("Standard Day", day, "2030", "2330")
        elif day == date(2026, 11, 4):
            yield entry("Long Day", day, "0800", "2200")
        elif day.weekday() < 5 and not date(2026, 10, 19) <= day <= date(2026, 10, 23):
            yield entry("AMB" if day.weekday() == 1 else "Standard Day", day, "0900", "1700")


@pytest.fixture
def hard_rota(tmp_path) -> Path:
    """A rota that breaks the rest after nights and the length of a shift."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN", "X-WR-CALNAME:Hard rota"]
    path = tmp_path / "hard.ics"
    path.write_bytes("\r\n".join([*lines, *entries(), "END:VCALENDAR", ""]).encode())
    return path


@pytest.fixture
def report(hard_rota) -> RotaReport:
    reading = read_rota([load_file(hard_rota)])
    situation = Situation(
        reading.shifts, reading.zone, load_ruleset("england-2016"), CoreHours(), BankHolidays()
    )
    now = datetime(2026, 10, 13, 9, 20, tzinfo=UTC)
    return rota_report(situation, placement=None, title=reading.title, read_at=now, issued=now)


@pytest.fixture
def theme(qapp) -> Theme:
    return Theme(qapp, Mode.LIGHT)


@pytest.fixture
def show(qtbot):
    """Shows a widget in a size of its own."""

    def shown(widget, width=900, height=0):
        qtbot.addWidget(widget)
        widget.resize(width, height or widget.sizeHint().height())
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return shown


@pytest.fixture
def printer(tmp_path, qapp) -> Callable[[], QPrinter]:
    """A printer that prints into paper.pdf."""

    def make() -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "paper.pdf"))
        return made

    return make
