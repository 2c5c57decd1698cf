import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner.store import Store, WorkspaceBusy

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from planner.store import Store
store = Store(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def holder(folder):
    """Another process that has the folder open until it is told to end or killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def test_a_folder_open_elsewhere_is_busy_and_says_where(holder, folder):
    with pytest.raises(WorkspaceBusy, match=rf"already open .* \(process {holder.pid}, since \d"):
        Store(folder)


def test_a_killed_process_leaves_no_lock_behind(holder, folder):
    holder.kill()
    holder.wait()
    with Store(folder) as store:
        assert store.sessions.all() == ()


def test_a_second_opening_in_one_process_is_busy_too(store, folder):
    with pytest.raises(WorkspaceBusy, match=rf"process {os.getpid()}"):
        Store(folder)


def test_closing_lets_others_in(folder):
    Store(folder).close()
    Store(folder).close()
