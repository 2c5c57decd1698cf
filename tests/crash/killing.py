"""Kills the program at random moments and holds what is stored against what was confirmed.

Each round forks a child that books, imports, upgrades, backs up, restores or mends, and says on a
pipe what it is about to do and what was confirmed; SIGKILL ends it in the middle. Then the folder
must open without a word, hold every confirmed change and at most the one that was under way, and be
sound.

Run by hand: `python -m tests.crash kill 500`. POSIX only.
"""

import gzip
import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from planner.errors import LeadtimeError
from planner.model.rota import RotaFile
from planner.rota import read_rota
from planner.spans import Span
from planner.store.database import FILE_NAME
from planner.workspace import Book, ImportRota, RemoveSession, Workspace

FIXTURES = Path(__file__).parents[1] / "store" / "fixtures"
START = datetime(2026, 10, 5, 9, tzinfo=UTC)


def clock() -> datetime:
    return datetime.now(UTC)


@dataclass
class Heard:
    """What a child said until it was killed."""

    opened: bool = False
    sessions: frozenset[str] | None = None
    reading: int = 0
    trying: str = ""
    confirmed: int = 0
    failed: str = ""

    @classmethod
    def from_lines(cls, text: str) -> "Heard":
        heard = cls()
        for line in text.split("\n")[:-1]:
            word, _, rest = line.partition(" ")
            if word == "open":
                heard.opened = True
            elif word == "try":
                heard.trying = rest
            elif word == "failed":
                heard.failed = rest
            else:
                reading, _, ids = rest.partition(" ")
                heard.reading, heard.sessions = int(reading), frozenset(ids.split())
                heard.trying = ""
                heard.confirmed += 1
        return heard


def child(folder: Path, pipe: int, work: str, seed: str) -> None:
    """What runs until it is killed."""

    def say(*words: object) -> None:
        os.write(pipe, (" ".join(map(str, words)) + "\n").encode())

    try:
        chance = random.Random(seed)  # noqa: S311 - the same each time
        with Workspace.open(folder, clock) as workspace:
            say("open")
            while True:
                step = _step(workspace, work, chance)
                say("try", step[0])
                step[1]()
                stored = workspace.reading()
                ids = sorted(session.id for session in workspace.sessions())
                say("done", stored.id if stored else 0, *ids)
    except BaseException as error:  # noqa: BLE001 - told to the parent
        say("failed", type(error).__name__, str(error).replace("\n", " "))


def _step(
    workspace: Workspace, work: str, chance: random.Random
) -> tuple[str, Callable[[], object]]:
    """One thing to do: what it is, and the doing of it."""
    if work == "import":
        file = a_rota(chance)
        reading = read_rota((file,))
        return "import", lambda: workspace.do(ImportRota(reading, (file,)))
    if work == "backup" and chance.random() < 0.3:
        return "backup", workspace.upkeep.backup()
    if work == "restore" and chance.random() < 0.2:
        made = workspace.upkeep.backup()()
        return "restore", lambda: workspace.upkeep.restore(made.path)
    return _change(workspace, chance)


def _change(workspace: Workspace, chance: random.Random) -> tuple[str, Callable[[], object]]:
    sessions = workspace.sessions()
    if sessions and chance.random() < 0.2:
        gone = chance.choice(sessions).id
        return f"remove {gone}", lambda: workspace.do(RemoveSession(gone))
    if workspace.undo_words and chance.random() < 0.2:
        return "undo", workspace.undo
    if workspace.redo_words and chance.random() < 0.5:
        return "redo", workspace.redo
    taken = workspace.booked()
    starts = (START + timedelta(days=n) for n in range(100_000))
    days = (Span(start, start + timedelta(hours=4)) for start in starts)
    span = next(day for day in days if not any(day.overlaps(other) for other in taken))
    return "book", lambda: workspace.do(Book(span, "QI project", force=True))


def a_rota(chance: random.Random) -> RotaFile:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN", "X-WR-CALNAME:ST4"]
    for number in range(200):
        day = date(2026, 8, 5) + timedelta(days=number)
        label = chance.choice(["Standard Day", "Long Day", "Zero Day"])
        lines += ["BEGIN:VEVENT", f"UID:{day}", "DTSTAMP:20260701T000000Z",
                  f"DTSTART;TZID=Europe/London:{day:%Y%m%d}T090000",
                  f"DTEND;TZID=Europe/London:{day:%Y%m%d}T170000",
                  f"SUMMARY:{label}", "END:VEVENT"]  # fmt: skip
    return RotaFile("rota.ics", "\r\n".join([*lines, "END:VCALENDAR", ""]).encode())


def killed(folder: Path, work: str, seed: str, after: float) -> Heard:
    """Runs a child for so many seconds and kills it."""
    read, write = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(read)
        try:
            child(folder, write, work, seed)
        finally:
            os._exit(0)
    os.close(write)
    time.sleep(after)
    os.kill(number, signal.SIGKILL)
    with os.fdopen(read, "rb") as pipe:
        text = pipe.read().decode("utf-8", "replace")
    os.waitpid(number, 0)
    return Heard.from_lines(text)


def check_after(folder: Path, before: frozenset[str], heard: Heard) -> frozenset[str]:
    """The folder opens without a word and holds what was confirmed; answers with its sessions."""
    assert not heard.failed, f"the program itself failed: {heard.failed}"
    try:
        workspace = Workspace.open(folder, clock)
    except LeadtimeError as error:
        raise AssertionError(f"start refused: {error.message}") from error
    with workspace:
        assert not workspace.notices, workspace.notices
        now = frozenset(session.id for session in workspace.sessions())
        _hold(before if heard.sessions is None else heard.sessions, now, heard)
        stored = workspace.reading()
        if heard.reading and heard.trying not in ("import", "undo", "redo", "restore"):
            assert stored, "the reading that was confirmed is gone"
            assert stored.id == heard.reading, "the reading that was confirmed is not current"
        workspace.shifts()
        assert not workspace.upkeep.check()(), "doctor finds something"
    assert not list(folder.rglob("*.tmp*")), "something unfinished was left"
    return now


def _hold(confirmed: frozenset[str], now: frozenset[str], heard: Heard) -> None:
    """Nothing confirmed is lost; what was under way is done wholly or not at all."""
    differs = confirmed ^ now
    word, _, what = heard.trying.partition(" ")
    if word == "book":
        assert differs <= now, "a confirmed session is lost"
        assert len(differs) <= 1, "more was done than was asked for"
    elif word == "remove":
        assert differs <= {what}, "a confirmed session is lost"
    elif word in ("undo", "redo"):
        assert len(differs) <= 1, "more was done than was asked for"
    else:
        assert not differs, f"sessions differ while “{heard.trying}” was under way"


@dataclass
class Tally:
    """How many rounds there were of each kind of work, and what was confirmed in them."""

    rounds: Counter = field(default_factory=Counter)
    confirmed: int = 0
    cut_short: int = 0


def run(folder: Path, rounds: int, seed: str = "1") -> Tally:
    """So many kills; raises AssertionError, naming the round, where anything is wrong."""
    tally, sessions = Tally(), frozenset()
    for number in range(rounds):
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - the same each time
        if number % 40 == 0:
            shutil.rmtree(folder, ignore_errors=True)
            sessions = frozenset()
        work = chance.choice(["book", "book", "import", "upgrade", "backup", "restore", "rescue"])
        after = chance.expovariate(1 / 0.3)
        place, before = folder, sessions
        if work == "rescue":
            place, before = damaged_folder(folder.with_name("damaged"))
            after = chance.uniform(0.0, 0.3)
        if work == "upgrade":
            place, before = old_folder(folder.with_name("old"), chance)
            after = chance.uniform(0.0, 0.12)
        heard = killed(place, work, f"{seed} {number}", after)
        try:
            if work == "rescue" and not heard.opened:
                # Rescued by the child or, in the second attempt, by whoever opens it next.
                Workspace.open(place, clock).close()
            now = check_after(place, before, heard)
        except AssertionError as error:
            raise AssertionError(
                f"round {number} of seed {seed} ({work}): {error}; {heard}"
            ) from error
        sessions = now if place is folder else sessions
        tally.rounds[work] += 1
        tally.confirmed += heard.confirmed
        tally.cut_short += bool(heard.trying) or not heard.opened
    return tally


def damaged_folder(folder: Path) -> tuple[Path, frozenset[str]]:
    """A folder whose data file is damaged, and the sessions in its backup."""
    shutil.rmtree(folder, ignore_errors=True)
    old_folder(folder, random.Random(0))  # noqa: S311 - the same each time
    with Workspace.open(folder, clock) as workspace:
        workspace.upkeep.backup()()
        sessions = frozenset(session.id for session in workspace.sessions())
    path = folder / FILE_NAME
    data = bytearray(path.read_bytes())
    data[8192 : len(data) // 2] = bytes(len(data) // 2 - 8192)
    path.write_bytes(data)
    return folder, sessions


def old_folder(folder: Path, chance: random.Random) -> tuple[Path, frozenset[str]]:
    """A folder with a data file of an earlier version, and the sessions in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    packed = chance.choice(sorted(FIXTURES.glob("*.db.gz")))
    (folder / FILE_NAME).write_bytes(gzip.decompress(packed.read_bytes()))
    return folder, frozenset({"first", "second"})
