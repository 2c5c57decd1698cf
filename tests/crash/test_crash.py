"""Short forms of the harness; the long ones are run by `make crash`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash import corrupting

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


def run(*arguments: object, **more: str) -> str:
    answer = subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | more,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert answer.returncode == 0, answer.stderr[-3000:]
    return answer.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the harness forks")
def test_twenty_kills_lose_nothing():
    assert "nothing lost" in run("tests.crash", "kill", 20, SEED="suite")


def test_damaged_files_open_and_what_is_missing_is_said(tmp_path):
    outcomes = corrupting.series(tmp_path, 15, "suite")
    assert sum(outcomes.values()) == 15
    assert outcomes["some missing, said"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="preloads a library")
@pytest.mark.skipif(shutil.which("cc") is None, reason="no compiler")
def test_a_disk_that_refuses_keeps_everything_as_it_was(tmp_path):
    library = tmp_path / "failing_disk.so"
    source = HERE / "failing_disk.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    told = run("tests.crash.refusing", tmp_path, 41, LD_PRELOAD=str(library))
    refused = {line.split(":")[0]: int(line.split(":")[1]) for line in told.splitlines()}
    assert len(refused) == 28
    assert all(refused.values())
