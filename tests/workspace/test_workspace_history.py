"""What the user saw confirmed is there after the program was killed."""

import subprocess
import sys
from pathlib import Path

from planner.workspace import Workspace

ROOT = Path(__file__).parents[2]

BOOKING = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from planner.spans import Span
from planner.workspace import Book, Workspace
start = datetime(2026, 10, 5, 9, tzinfo=UTC)
workspace = Workspace.open(Path(sys.argv[1]), lambda: start)
for day in range(1000):
    span = Span(start + timedelta(days=day), start + timedelta(days=day, hours=4))
    print(workspace.do(Book(span, force=True)).session, flush=True)
"""


def test_what_was_confirmed_is_there_after_a_kill(folder, clock):
    with subprocess.Popen(
        [sys.executable, "-c", BOOKING, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        confirmed = [process.stdout.readline().strip() for _ in range(20)]
        process.kill()
        confirmed += process.stdout.read().split()
    with Workspace.open(folder, clock) as workspace:
        booked = {session.id for session in workspace.sessions()}
        assert len(confirmed) >= 20
        assert booked >= {name for name in confirmed if len(name) == len(confirmed[0])}
        assert workspace.undo_words.startswith("Book 4 h on ")
