"""The log of the program's own faults: for its owner only, bounded, without what stands in a rota.

What is written is `report_of`: the kind of an error and places in the code. The error's own words
and all values are left out, for they could hold names, labels or addresses.
"""

import os
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from planner import __version__
from planner.resources import load_toml

FILE_NAME = "errors.log"


class ErrorLog:
    """``errors.log`` in a folder. When it is full it becomes ``errors.log.1``, and so on."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        bounds = load_toml("keeping.toml")["log"]
        self._most = int(bounds["most_bytes"])
        self._older = int(bounds["older"])

    def add(self, error: BaseException, at: datetime) -> str:
        """Writes a report and answers with it; raises OSError where the disk refuses."""
        report = report_of(error)
        line = f"{at:%Y-%m-%d %H:%M:%S} {report}\n\n".encode()
        self._make_room(len(line))
        descriptor = os.open(self.path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        try:
            os.write(descriptor, line)
        finally:
            os.close(descriptor)
        return report

    def _make_room(self, size: int) -> None:
        with suppress(FileNotFoundError):
            if self.path.stat().st_size + size <= self._most:
                return
            for number in range(self._older, 0, -1):
                former = self._named(number - 1)
                if former.exists():
                    former.replace(self._named(number))

    def _named(self, number: int) -> Path:
        return self.path.with_name(f"{FILE_NAME}.{number}") if number else self.path


def report_of(error: BaseException) -> str:
    """Kind of error and the places in the code that led to it, newest last."""
    places = []
    for frame in traceback.extract_tb(error.__traceback__):
        file = Path(frame.filename)
        places.append(f"  {file.parent.name}/{file.name}:{frame.lineno} {frame.name}")
    return "\n".join([f"Leadtime {__version__}: {type(error).__name__}", *places])
