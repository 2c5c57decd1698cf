"""A rota that breaks some rules, its report, and what shows parts of the page by themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtPrintSupport import QPrinter

from planner.agreement.report import RotaReport, rota_report
from planner.clock import BankHolidays, CoreHours
from planner.finding import Situation
from planner.rota import load_file, read_rota
from planner.rules import load_ruleset
from planner.settings import Settings
from planner.workspace import ImportRota, SetPlacement, Workspace
from ui.controller import Controller
from ui.icons import Icons
from ui.jobs import Jobs
from ui.kit import Kit
from ui.memory import Memory
from ui.report.page import ReportPage
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


def on_calls() -> Iterator[str]:
    """Four weeks of standard days with an on-call from home each Wednesday night."""
    for number in range(28):
        day = date(2026, 9, 28) + timedelta(days=number)
        if day.weekday() < 5:
            yield entry("Standard Day", day, "0900", "1700")
        if day.weekday() == 2:
            yield entry("NROC", day, "1700", "0900")


def calendar(*lines: str) -> bytes:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN", "X-WR-CALNAME:Hard rota"]
    return "\r\n".join([*head, *lines, "END:VCALENDAR", ""]).encode()


@pytest.fixture(scope="session")
def hard_rota(tmp_path_factory) -> Path:
    """A rota that breaks the rest after nights and the length of a shift."""
    path = tmp_path_factory.mktemp("rota") / "hard.ics"
    path.write_bytes(calendar(*entries()))
    return path


@pytest.fixture(scope="session")
def on_call_rota(tmp_path_factory) -> Path:
    """A rota with on-call from home."""
    path = tmp_path_factory.mktemp("rota") / "oncall.ics"
    path.write_bytes(calendar(*on_calls()))
    return path


@pytest.fixture(scope="session")
def stored(tmp_path_factory) -> Callable[..., Path]:
    """The data folder of somebody who read a rota and, if so ``planned``, set a placement."""
    at = datetime(2026, 10, 13, 9, 20, tzinfo=UTC)
    made: dict[tuple[Path, bool], Path] = {}

    def folder(rota: Path, *, planned: bool = True) -> Path:
        if (rota, planned) not in made:
            made[rota, planned] = tmp_path_factory.mktemp("data")
            file = load_file(rota)
            with Workspace.open(made[rota, planned], lambda: at) as workspace:
                workspace.do(ImportRota(read_rota([file]), (file,)))
                if planned:
                    workspace.do(SetPlacement(workspace.suggested_placement()))
        return made[rota, planned]

    return folder


@dataclass
class Alone:
    """The page without the window around it, and what it said and told."""

    page: ReportPage
    kit: Kit
    said: list[str]
    told: list[Exception]

    @property
    def workspace(self) -> Workspace:
        return self.kit.ask


@pytest.fixture
def alone(qtbot, data, answers, now, theme, stored) -> Iterator[Callable[..., Alone]]:
    """Shows the page alone, over a data folder of its own."""
    opened: list[Alone] = []

    def show(rota: Path, *, planned: bool = True) -> Alone:
        copytree(stored(rota, planned=planned), data)
        said: list[str] = []
        told: list[Exception] = []
        jobs = Jobs()
        controller = Controller(Workspace.open(data, now), jobs)
        controller.refused.connect(told.append)
        kit = Kit(
            controller=controller,
            jobs=jobs,
            theme=theme,
            icons=Icons(theme),
            memory=Memory(Settings(data)),
            choosers=answers,
            now=now,
            tell=told.append,
            say=said.append,
            folder=data,
        )
        page = ReportPage(kit)
        opened.append(Alone(page, kit, said, told))
        qtbot.addWidget(page)
        page.resize(1240, 768)
        with qtbot.waitExposed(page):
            page.show()
        return opened[-1]

    yield show
    for each in opened:
        each.kit.jobs.close()
        each.workspace.close()


@pytest.fixture(scope="session")
def report(hard_rota) -> RotaReport:
    reading = read_rota([load_file(hard_rota)])
    situation = Situation(
        reading.shifts, reading.zone, load_ruleset("england-2016"), CoreHours(), BankHolidays()
    )
    now = datetime(2026, 10, 13, 9, 20, tzinfo=UTC)
    return rota_report(situation, placement=None, title=reading.title, read_at=now, issued=now)


@pytest.fixture
def theme(qapp) -> Iterator[Theme]:
    made = Theme(qapp, Mode.LIGHT)
    yield made
    # One that is left would put its looks on again whenever another changes them.
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
