"""Leadtime: finds, books and plans protected time in a doctor's rota.

`python main.py` opens the window; `python main.py --help` names the commands that work without one.
"""

import gc
import sys
import time
from pathlib import Path

STARTED = time.perf_counter()


def open_window(data: Path | None, quit_after_paint: bool) -> int:
    """Open the window and answer with its exit code."""
    # Collecting garbage while modules are loaded finds none, and looks at everything every time.
    gc.disable()
    # PySide looks into the source of every module that is imported after it: what the window needs
    # of the domain comes first.
    import planner.workspace  # noqa: F401
    from ui.app import run

    return run(data, quit_after_paint=quit_after_paint, started=STARTED)


def main() -> int:
    """Start the program with the arguments it was called with."""
    from planner.cli import run

    return run(sys.argv[1:], open_window)


if __name__ == "__main__":
    raise SystemExit(main())
