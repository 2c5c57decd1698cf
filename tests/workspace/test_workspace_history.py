"""Whatever was done through the door, taking all of it back and doing it again loses nothing."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import LeadtimeError
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.session import State
from planner.spans import Span
from planner.workspace import (
    Book,
    CorrectKind,
    EditSession,
    ImportRota,
    MoveSession,
    RemoveSession,
    SetPlacement,
    Workspace,
)

ROOT = Path(__file__).parents[2]
START = datetime(2026, 10, 5, tzinfo=ZoneInfo("Europe/London"))
SPANS = st.builds(
    lambda quarters, hours: Span(
        START + timedelta(minutes=15 * quarters),
        START + timedelta(minutes=15 * quarters + 60 * hours),
    ),
    st.integers(0, 4 * 24 * 21),
    st.integers(1, 8),
)
PLACEMENT = Placement("Post", date(2026, 10, 5), date(2026, 12, 27), "foundation-sdt")
WHICH = st.integers(0, 5)
# Which sessions there are, a command is told when it is its turn.
COMMANDS = st.one_of(
    st.builds(
        lambda span, name: lambda _: Book(span, name, force=True), SPANS, st.text(max_size=5)
    ),
    st.builds(
        lambda span, n: lambda ids: MoveSession(_pick(ids, n), span, force=True), SPANS, WHICH
    ),
    st.builds(
        lambda state, n: lambda ids: EditSession(_pick(ids, n), state=state),
        st.sampled_from(State),
        WHICH,
    ),
    WHICH.map(lambda n: lambda ids: RemoveSession(_pick(ids, n))),
    st.builds(
        lambda label, kind: lambda _: CorrectKind(label, kind),
        st.sampled_from(["AMB", "Night"]),
        st.none() | st.sampled_from(Kind),
    ),
    st.floats(0.1, 1).map(lambda share: lambda _: SetPlacement(replace(PLACEMENT, share=share))),
)


def _pick(ids, number):
    return ids[number % len(ids)] if ids else "nobody"


def seen(workspace):
    return (
        workspace.sessions(),
        workspace.placement(),
        workspace.shifts(),
        workspace.labels(),
        workspace.allowance(),
    )


@given(st.lists(COMMANDS, max_size=12), st.booleans())
@settings(max_examples=25, deadline=None)
def test_undo_all_redo_all(rota_of_one, commands, restart):
    reading, file = rota_of_one
    with TemporaryDirectory() as name:
        workspace = Workspace.open(Path(name), lambda: START)
        states = [seen(workspace)]
        for command in [lambda _: ImportRota(reading, (file,)), *commands]:
            try:
                change = workspace.do(command([session.id for session in workspace.sessions()]))
            except LeadtimeError:  # refused: over another session, or none to change
                assert seen(workspace) == states[-1]
                continue
            if change.touched:
                states.append(seen(workspace))
            assert seen(workspace) == states[-1]
        for before in reversed(states[:-1]):
            assert workspace.undo_words is not None
            workspace.undo()
            assert seen(workspace) == before
        assert workspace.undo_words is None
        if restart:
            workspace.close()
            workspace = Workspace.open(Path(name), lambda: START)
        for after in states[1:]:
            workspace.redo()
            assert seen(workspace) == after
        assert workspace.redo_words is None
        workspace.close()


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
