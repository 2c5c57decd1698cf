"""Damages a data file at random, starts the program on it, and holds what it says to the truth.

Run by hand: `python -m tests.crash corrupt 1000`.
"""

import random
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from planner.store.database import FILE_NAME
from planner.workspace import Workspace
from tests.crash.folders import Clock, ask_everything, booked, planned_folder

LOST = "no session left, said"


@dataclass(frozen=True)
class Truth:
    """What was stored before the damage."""

    sessions: frozenset
    placement: object
    shifts: tuple
    labels: tuple

    @classmethod
    def of(cls, workspace: Workspace) -> "Truth":
        return cls(
            frozenset(workspace.sessions()),
            workspace.placement(),
            workspace.shifts(),
            workspace.labels(),
        )


def _a_bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _bytes(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(2, 200)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def _head(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(min(len(data), 100))] = chance.randrange(256)


def _page(data: bytearray, chance: random.Random) -> None:
    start = 4096 * chance.randrange(max(1, len(data) // 4096))
    size = len(data[start : start + 4096])
    data[start : start + size] = chance.randbytes(size)


def _zeros(data: bytearray, chance: random.Random) -> None:
    start = 4096 * chance.randrange(max(1, len(data) // 4096))
    size = len(data[start : start + 4096])
    data[start : start + size] = bytes(size)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _noise(data: bytearray, chance: random.Random) -> None:
    data[:] = chance.randbytes(len(data))


def _empty(data: bytearray, _: random.Random) -> None:
    data.clear()


SPOILED = {
    "bit": _a_bit,
    "bytes": _bytes,
    "page": _page,
    "zeros": _zeros,
    "cut": _cut,
    "header": _head,
    "noise": _noise,
    "empty": _empty,
}
"""What may happen to the bytes of a file."""


def damage(folder: Path, chance: random.Random) -> str:
    """Spoils one of the files that SQLite goes by; answers with what was done."""
    names = [FILE_NAME] * 4 + [FILE_NAME + "-wal", FILE_NAME + "-shm"]
    paths = [folder / name for name in names]
    paths = [path for path in paths if path.exists() and path.stat().st_size]
    if not paths:
        return "nothing that is left"
    path = chance.choice(paths)
    how = chance.choice([*SPOILED, "gone"])
    if how == "gone":
        path.unlink()
    else:
        data = bytearray(path.read_bytes())
        SPOILED[how](data, chance)
        path.write_bytes(data)
    return f"{path.name} {how}"


def check_after(folder: Path, truth: Truth) -> str:
    """Starts the program on the folder; answers with how it came out, raises where it is wrong.

    Whatever is not as it was must have been said; a second start finds nothing any more; booking
    works.
    """
    clock = Clock()
    with Workspace.open(folder, clock) as workspace:
        notices, now = workspace.notices, Truth.of(workspace)
        said = " ".join(notices)
        if now == truth:
            outcome = "whole, mended" if notices else "whole"
        else:
            assert notices, f"not as it was, and nothing was said: {_differences(truth, now)}"
            outcome = "some missing, said" if now.sessions else LOST
        lost = truth.sessions - now.sessions
        if lost:
            assert (
                "missing" in said
                or "are not in your data" in said
                or "is not in your" in said
                or "is empty" in said
            ), said
        assert now.sessions <= truth.sessions or "may differ" in said, f"made up: {said}"
        if workspace.shifts() and truth.shifts != now.shifts:
            raise AssertionError(f"a rota that is not what was read: {said}")
        workspace.do(booked(500))
    with Workspace.open(folder, clock) as workspace:
        assert not workspace.notices, f"said again: {workspace.notices}"
        assert not workspace.upkeep.check()()
        ask_everything(workspace)
    return outcome


def series(folder: Path, rounds: int, seed: str) -> Counter:
    """Damages folders of three sorts: closed, left by a crash with a log, without backups."""
    closed, crashed, bare = folder / "closed", folder / "crashed", folder / "bare"
    planned_folder(closed)
    live = shutil.copytree(closed, folder / "live")
    with Workspace.open(Path(live), Clock()) as workspace:
        for number in range(5):
            workspace.do(booked(100 + number))
        shutil.copytree(live, crashed)
    shutil.copytree(closed, bare, ignore=shutil.ignore_patterns("backups"))
    outcomes: Counter = Counter()
    for number, pristine in enumerate((closed, crashed, bare)):
        share = rounds // 3 + (number < rounds % 3)
        outcomes.update(run(pristine, folder / "work", share, f"{seed} {number}"))
    return outcomes


def run(pristine: Path, work: Path, rounds: int, seed: str) -> Counter:
    """Damages copies of a folder, so many times; counts how they came out."""
    with Workspace.open(_copy(pristine, work), Clock()) as workspace:
        truth = Truth.of(workspace)
    outcomes: Counter = Counter()
    for number in range(rounds):
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - the same each time
        _copy(pristine, work)
        done = damage(work, chance)
        while chance.random() < 0.2:
            done = f"{done} and {damage(work, chance)}"
        try:
            outcome = check_after(work, truth)
            one_bit = done.endswith(" bit") and " and " not in done
            assert outcome != LOST or not one_bit, "one bit cost every session"
            outcomes[outcome] += 1
        except Exception as error:
            raise AssertionError(f"round {number} of seed {seed}: {done}: {error!r}") from error
    return outcomes


def _copy(pristine: Path, work: Path) -> Path:
    shutil.rmtree(work, ignore_errors=True)
    return Path(shutil.copytree(pristine, work))


def _differences(truth: Truth, now: Truth) -> list[str]:
    return [
        name
        for name in ("sessions", "placement", "shifts", "labels")
        if getattr(truth, name) != getattr(now, name)
    ]
