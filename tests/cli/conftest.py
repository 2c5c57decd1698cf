"""The program as its user runs it: a process of its own, or the same door called directly."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from planner.cli import run
from planner.resources import resource

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Answer]


@pytest.fixture
def program(tmp_path: Path) -> Command:
    """Runs `python main.py ARGUMENTS` in an empty folder."""

    def call(*arguments: str | Path) -> Answer:
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            timeout=120,
            check=False,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "error"},
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture
def leadtime(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line within this process: the same door, without the start of Python."""

    def no_window(data: Path | None, quit_after_paint: bool) -> int:
        raise AssertionError("no command here opens the window")

    def call(*arguments: str | Path) -> Answer:
        code = run([str(argument) for argument in arguments], no_window)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return call


@pytest.fixture
def st4() -> Path:
    return resource("samples", "acute-medicine-st4.ics")


@pytest.fixture
def team() -> Path:
    return resource("samples", "medical-team.ics")


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//made up//EN
{entries}
END:VCALENDAR
"""
ENTRY = """BEGIN:VEVENT
UID:{uid}
DTSTART:{start}
DTEND:{end}
SUMMARY:{label}
END:VEVENT"""


@pytest.fixture
def rota_of(tmp_path: Path) -> Callable[..., Path]:
    """Writes a rota of (start, end, label) with floating times."""

    def write(*entries: tuple[str, str, str], name: str = "rota.ics") -> Path:
        texts = [
            ENTRY.format(uid=f"{number}@made.up", start=start, end=end, label=label)
            for number, (start, end, label) in enumerate(entries)
        ]
        path = tmp_path / name
        path.write_text(CALENDAR.format(entries="\n".join(texts)), encoding="utf-8")
        return path

    return write
