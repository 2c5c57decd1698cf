"""What is measured of the window: its start, what it takes in beside what is on view, calling off.

The data is of a team of 60 over 26 weeks. khal, a calendar of the command line, is the peer where
it is there: on the path, or in `build/khal`, a virtual environment of its own.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from planner.model.rota import RotaFile
from planner.rota import read_rota
from planner.workspace import ChoosePerson, ImportRota, SetPlacement, Workspace, made_ready
from tests.bench.harness import Case
from tests.bench.heartbeat import Heartbeat
from tests.bench.reading_cases import LABELS, moved, team_rota
from ui.app import SWITCH_EVERY, App
from ui.choosers import SystemChoosers
from ui.theme import Mode

ROOT = Path(__file__).resolve().parents[2]
TEAM = [
    f"{first} {last}"
    for first in "Ada Ben Cara Dev Ewa Finn Gita Hugh Iona Jan Kofi Lena".split()  # noqa: SIM905 - read by people
    for last in ("Moss", "Nair", "Owen", "Prys", "Quinn")
]
DAYS = 26 * 7
ENTRIES = 20_000
LARGE = 195_000
"""Entries of a file of 50 MB."""

SOON = 300
"""Milliseconds until a reading is called off."""


def window_cases() -> Iterator[tuple[Case, str]]:
    """Every case, with a sentence for the page where the figures need one."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="leadtime-bench-")))
        yield from starting(folder)
        held = QApplication.instance()
        qt = held if isinstance(held, QApplication) else QApplication([])
        yield from taking_in(folder, qt)
        yield calling_off(folder, qt)


def starting(folder: Path) -> Iterator[tuple[Case, str]]:
    data, file = folder / "team", sixty()
    with Workspace.open(data, now) as workspace:
        workspace.do(ImportRota(read_rota((file,)), (file,)))
        workspace.do(ChoosePerson(TEAM[0]))
        workspace.do(SetPlacement(workspace.suggested_placement()))
    start = ("main.py", "--quit-after-paint", "--data", str(data))
    megabytes = memory_of(start)
    yield (
        Case(
            "window: start of the process to first paint, a team of 60",
            lambda: paint_seconds(*start),
            "an empty Qt window",
            lambda: paint_seconds("-m", "tests.bench.empty_window"),
            self_timed=True,
        ),
        f"After its first paint the window on the team of 60 takes {megabytes:.0f} MB.",
    )
    khal = listing(folder, file)
    if khal is not None:
        yield (
            Case(
                "window: the same beside a calendar of the command line",
                lambda: paint_seconds(*start),
                "khal, the same rota, `list` of a week",
                khal,
                self_timed=True,
            ),
            "",
        )


def taking_in(folder: Path, qt: QApplication) -> Iterator[tuple[Case, str]]:
    """The longest that the window does not answer, of the first rota and of a new version."""
    team = team_rota(ENTRIES)
    person = read_rota((team,)).people[0]
    numbers = iter(range(1000))

    def gap(file: RotaFile, before: RotaFile | None) -> float:
        data = folder / f"taken-{next(numbers)}"
        if before is not None:
            with Workspace.open(data, long_ago) as workspace:
                workspace.do(ImportRota(read_rota((before,)), (before,), person))
                workspace.do(SetPlacement(workspace.suggested_placement()))
        path = folder / file.name
        path.write_bytes(file.data)
        return waited(qt, data, path, person)

    def in_one_go() -> None:
        with Workspace.open(folder / f"taken-{next(numbers)}", long_ago) as workspace:
            command = ImportRota(read_rota((team,)), (team,), person)
            workspace.do(made_ready(command, workspace.standing()))

    for words, file, before in (
        ("a rota of 20,000 entries", team, None),
        ("a new version of it beside the plan", moved(team), team),
    ):

        def work(file: RotaFile = file, before: RotaFile | None = before) -> float:
            return gap(file, before)

        yield (
            Case(
                f"window: the longest without an answer, {words}",
                work,
                "reading and storing in one go",
                in_one_go,
                runs=5,
                self_timed=True,
            ),
            "",
        )


def calling_off(folder: Path, qt: QApplication) -> tuple[Case, str]:
    """From the click on Cancel until nothing works any more."""
    file = team_rota(LARGE)
    path = folder / file.name
    path.write_bytes(file.data)
    numbers = iter(range(1000))

    def called_off() -> float:
        app = opened(qt, folder / f"off-{next(numbers)}", "")
        app.window.intake.take([path])
        run_for(SOON)
        start = time.perf_counter()
        app.window.jobbar.button.click()
        app.jobs.close()
        elapsed = time.perf_counter() - start
        app.close()
        return elapsed

    return (
        Case(
            f"window: a file of {len(file.data) / 1e6:.0f} MB called off",
            called_off,
            "reading it",
            lambda: read_rota((file,)),
            runs=5,
            self_timed=True,
        ),
        "",
    )


class Whose(SystemChoosers):
    """Answers whose rota it is."""

    def __init__(self, person: str) -> None:
        """Nothing else is asked of it: it needs no memory of folders."""
        self._person = person

    def whose(self, _parent: object, _people: tuple[str, ...]) -> str | None:
        return self._person


def opened(qt: QApplication, data: Path, person: str) -> App:
    """The program on a data folder, painted and at rest, with threads that take turns as often as
    when it is started.
    """
    sys.setswitchinterval(SWITCH_EVERY)
    app = App(qt, data, now=long_ago, choosers=Whose(person), mode=Mode.LIGHT)
    app.window.show()
    run_for(SOON)
    return app


def waited(qt: QApplication, data: Path, path: Path, person: str) -> float:
    app, beat, loop = opened(qt, data, person), Heartbeat(), QEventLoop()
    app.window.intake.taken.connect(lambda _: QTimer.singleShot(SOON, loop.quit))
    beat.start()
    app.window.intake.take([path])
    loop.exec()
    beat.stop()
    app.close()
    return beat.waited


def run_for(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def now() -> datetime:
    return datetime.now(UTC)


def long_ago() -> datetime:
    """Within the team's rota."""
    return datetime(2025, 3, 4, 9, tzinfo=UTC)


def sixty() -> RotaFile:
    """A made-up rota of a team of 60 around today, five shifts a week."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Leadtime//bench//EN"]
    random = Random(1)  # noqa: S311 - no secret, the same rota each time
    first = date.today() - timedelta(weeks=4)  # noqa: DTZ011 - any day near today will do
    for number in range(DAYS):
        day = first + timedelta(days=number)
        for place, person in enumerate(TEAM):
            label, hour, length = random.choice(LABELS)
            if (number + place) % 7 < 5:
                start = datetime(day.year, day.month, day.day, hour)  # noqa: DTZ001 - on the wall
                lines += [
                    "BEGIN:VEVENT",
                    f"UID:{number}-{place}@rota.example",
                    "DTSTAMP:20250101T000000Z",
                    f"DTSTART;TZID=Europe/London:{start:%Y%m%dT%H%M%S}",
                    f"DTEND;TZID=Europe/London:{start + timedelta(hours=length):%Y%m%dT%H%M%S}",
                    f"SUMMARY:{person}: {label}",
                    "END:VEVENT",
                ]
    return RotaFile("team.ics", "\r\n".join([*lines, "END:VCALENDAR", ""]).encode())


def environment() -> dict[str, str]:
    """As somebody has it who starts the program a second time: compiled code is kept."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {"QT_QPA_PLATFORM": "offscreen", **kept}


def paint_seconds(*arguments: str) -> float:
    """What a program says it took to its first paint."""
    answer = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    return float(answer.stdout.split()[-1]) / 1000


def memory_of(arguments: tuple[str, ...]) -> float:
    """The most memory, in MB, that a program held until it ended.

    Asked of a small process in between: Linux counts that of whoever starts a program as its own.
    """
    code = (
        "import resource, subprocess, sys; "
        "subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    return int(answer.stdout) / (1024 if sys.platform == "linux" else 2**20)


def listing(folder: Path, file: RotaFile) -> Callable[[], float] | None:
    """khal's list of a week of the same rota, its index made before; None where it is not here."""
    own = ROOT / "build" / "khal" / "bin" / "khal"
    khal = str(own) if own.exists() else shutil.which("khal")
    if khal is None:
        return None
    calendar, config = folder / "khal" / "rota", folder / "khal" / "config"
    calendar.mkdir(parents=True)
    head = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Leadtime//bench//EN\r\n"
    for number, entry in enumerate(
        re.findall(rb"BEGIN:VEVENT.*?END:VEVENT\r\n", file.data, re.DOTALL)
    ):
        (calendar / f"{number}.ics").write_bytes(head + entry + b"END:VCALENDAR\r\n")
    config.write_text(
        f"[calendars]\n[[rota]]\npath = {calendar}\n"
        f"[sqlite]\npath = {config.with_name('khal.db')}\n"
        "[locale]\nlocal_timezone = Europe/London\ndefault_timezone = Europe/London\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
        encoding="utf-8",
    )
    command = [khal, "-c", str(config), "list", f"{now():%Y-%m-%d}", "7d"]

    def list_a_week() -> float:
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True, env=environment())
        return time.perf_counter() - start

    list_a_week()
    return list_a_week
