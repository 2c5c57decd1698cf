"""Does one thing after another on a disk that refuses at the first write, the second, and so on.

Run in a process of its own with `failing_disk.c` preloaded:
`python -m tests.crash.refusing FOLDER EACH` refuses at every EACH-th write.

After each refusal the program must have said so in words and kept everything as it was, and the
same thing must work once the disk does.
"""

import ctypes
import errno
import random
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from planner.errors import LeadtimeError
from planner.rota import read_rota
from planner.workspace import ImportRota, SetPlacement, Workspace
from tests.crash.folders import Clock, booked, planned_folder, sample
from tests.crash.killing import old_folder

DISK = ctypes.CDLL(None)
FOR_GOOD = -1
MOST = 4_000


def refuse(at: int, error: int, times: int) -> None:
    DISK.leadtime_refuse(ctypes.c_long(at), error, ctypes.c_long(times))


def seen(workspace: Workspace) -> tuple:
    return (
        workspace.sessions(),
        workspace.placement(),
        workspace.shifts(),
        workspace.undo_words,
        workspace.redo_words,
    )


def book(workspace: Workspace) -> object:
    return workspace.do(booked(300))


def import_rota(workspace: Workspace) -> object:
    file = sample()
    reading = replace(read_rota((file,)), title="New")
    return workspace.do(ImportRota(reading, (file,)))


def set_placement(workspace: Workspace) -> object:
    return workspace.do(SetPlacement(workspace.suggested_placement()))


def undo(workspace: Workspace) -> object:
    return workspace.undo()


def back_up(workspace: Workspace) -> object:
    return workspace.upkeep.backup()()


def restore(workspace: Workspace) -> object:
    return workspace.upkeep.restore(workspace.upkeep.backups.all()[-1].path)


def redo(workspace: Workspace) -> object:
    return workspace.redo()


def nothing(_: Workspace) -> None:
    """Leaves everything as it is."""


BACK = {book: undo, import_rota: undo, set_placement: undo, undo: redo}
"""What makes up for an act."""


def in_an_open_folder(
    folder: Path, act: Callable[[Workspace], object], error: int, times: int, step: int
) -> int:
    """Refuses at every ``step``-th write of an act; how many refusals there were."""
    refusals, said = 0, ""
    with Workspace.open(folder, Clock()) as workspace:
        before = seen(workspace)
        for at in range(1, MOST, step):
            refuse(at, error, times)
            try:
                act(workspace)
            except LeadtimeError as refused:
                said = refused.message
                refusals += 1
            else:
                # A refused write may be one that can be done without, as the lock's note is.
                ended = DISK.leadtime_writes() < at
                refuse(FOR_GOOD, 0, 0)
                BACK.get(act, nothing)(workspace)
                if ended:
                    return refusals
            refuse(FOR_GOOD, 0, 0)
            workspace.forget()
            if act is not restore:
                assert seen(workspace)[:3] == before[:3], (
                    f"{act.__name__}: not as before, write {at}"
                )
            assert not workspace.upkeep.check()(), f"{act.__name__}: damaged at write {at}"
    raise AssertionError(f"{act.__name__} never came to an end: {said}")


def in_opening(make: Callable[[Path], object], folder: Path, error: int, step: int) -> int:
    """Refuses at every write of opening a folder that ``make`` makes."""
    for refusals, at in enumerate(range(1, MOST, step)):
        shutil.rmtree(folder, ignore_errors=True)
        make(folder)
        refuse(at, error, FOR_GOOD)
        ended = False
        with suppress(LeadtimeError):
            Workspace.open(folder, Clock()).close()
            ended = DISK.leadtime_writes() < at
        refuse(FOR_GOOD, 0, 0)
        with Workspace.open(folder, Clock()) as workspace:
            assert not workspace.upkeep.check()()
            assert {session.id for session in workspace.sessions()} in ({"first", "second"}, set())
        if ended:
            return refusals
    raise AssertionError("it never came to an end")


def an_old_folder(folder: Path) -> None:
    old_folder(folder, random.Random(0))  # noqa: S311 - always the same


def main() -> int:
    folder, step = Path(sys.argv[1]), int(sys.argv[2])
    planned_folder(folder / "plan", sessions=4)
    told = []
    for error in (errno.ENOSPC, errno.EIO):
        name = errno.errorcode[error]
        for times in (1, FOR_GOOD):
            for act in (book, set_placement, undo, import_rota, back_up, restore):
                number = in_an_open_folder(folder / "plan", act, error, times, step)
                told.append(f"{act.__name__} {name} {times}: {number}")
        number = in_opening(lambda _: None, folder / "new", error, step)
        told.append(f"open {name}: {number}")
        number = in_opening(an_old_folder, folder / "old", error, step)
        told.append(f"upgrade {name}: {number}")
    sys.stdout.write("\n".join(told) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
