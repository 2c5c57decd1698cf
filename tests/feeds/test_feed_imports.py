"""The window opens without what reading a feed needs."""

import subprocess
import sys


def test_heavy_libraries_are_imported_only_when_a_feed_is_read():
    heavy = {"requests", "urllib3", "truststore", "keyring"}
    loaded = "import sys, ui.window; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert "ui.window" in answer.stdout.split()
    assert not heavy & set(answer.stdout.split())
