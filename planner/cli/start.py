"""The door of the program: what the arguments ask for, and what becomes of errors: exit codes and
words on standard error.

0 done · 1 done, and the answer is "no" · 2 wrong use · 3 input that could not be read.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from planner.errors import LeadtimeError, UnreadableInput

NO, WRONG_USE, UNREADABLE, FAULT, INTERRUPTED = 1, 2, 3, 70, 130

OpenWindow = Callable[[Path | None, bool], int]
"""Opens the window on a data folder (None: the usual one); True: end after the first paint."""


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Do what the arguments ask for and answer with the exit code; nothing escapes as a
    traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may use a code page that has no "–" and no "ọ".
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        asked = window_asked(arguments)
        if asked is not None:
            return open_window(*asked)
        # Imported here: the window opens without what commands need.
        from planner.cli.main import run_command

        return run_command(arguments, open_window)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone, as `head` does; Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except LeadtimeError as error:
        sys.stderr.write(f"{error.message}\n")
        return exit_code(error)
    except Exception as error:  # noqa: BLE001 - the last door before the person: never a traceback
        return fault(error)


def window_asked(arguments: Sequence[str]) -> tuple[Path | None, bool] | None:
    """What the window is asked for where the arguments plainly ask for it: the data folder, and
    whether to end after the first paint. None for all else, which click judges.
    """
    folder: Path | None = None
    paint_only = False
    left = list(arguments)
    while left:
        match left.pop(0):
            case "--quit-after-paint":
                paint_only = True
            case "--data" if left and not left[0].startswith("-"):
                folder = Path(left.pop(0))
            case _:
                return None
    return folder, paint_only


def exit_code(error: LeadtimeError) -> int:
    """The exit code for an error that a person was told of."""
    if isinstance(error, UnreadableInput):
        return UNREADABLE
    from planner.workspace import BookingRefused

    return NO if isinstance(error, BookingRefused) else WRONG_USE


def fault(error: Exception) -> int:
    """Own up to a mistake of the program's own; LEADTIME_DEBUG=1 shows where it lies."""
    sys.stderr.write(
        f"Leadtime made a mistake of its own ({type(error).__name__}). Nothing that was stored has "
        "been changed. Please report it; LEADTIME_DEBUG=1 before the command shows where it lies.\n"
    )
    if os.environ.get("LEADTIME_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return FAULT
