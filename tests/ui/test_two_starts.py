"""The program started twice on one folder: two processes, one window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60
RAISED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
import ui.app
from ui.window import MainWindow

come = MainWindow.come_forward

def come_forward(window):
    come(window)
    print("raised", window.isActiveWindow(), flush=True)
    QTimer.singleShot(0, window.close)

MainWindow.come_forward = come_forward
listen = ui.app.App.listen

def listening(app):
    listen(app)
    print("open", flush=True)

ui.app.App.listen = listening
raise SystemExit(ui.app.run(Path(sys.argv[1]), quit_after_paint=False, started=0.0))
"""


@pytest.fixture
def offscreen() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def test_the_second_start_raises_the_first_window_and_ends(tmp_path, offscreen):
    data = str(tmp_path / "data")
    first = subprocess.Popen(
        [sys.executable, "-c", RAISED, data],
        cwd=ROOT, env=offscreen, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert first.stdout.readline().split() == ["open"]
        second = subprocess.run(
            [sys.executable, "main.py", "--data", data],
            cwd=ROOT, env=offscreen, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        assert first.stdout.readline().split() == ["raised", "True"]
        assert first.wait(PATIENCE) == 0
    finally:
        first.kill()
        first.stdout.close()


def test_a_start_that_only_measures_says_that_the_data_is_in_use(tmp_path, offscreen):
    data = tmp_path / "data"
    code = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from planner.workspace import Workspace\n"
        "with Workspace.open(Path(sys.argv[1]), lambda: datetime.now(UTC)):\n"
        "    print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(data)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout.readline().split() == ["open"]
        other = subprocess.run(
            [sys.executable, "main.py", "--quit-after-paint", "--data", str(data)],
            cwd=ROOT, env=offscreen, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        holder.stdin.close()
    assert other.returncode == 2
    assert str(data) in other.stderr
