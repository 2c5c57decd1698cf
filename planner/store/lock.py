"""One writer a data folder: a lock that the system takes back however the process ends."""

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from planner.errors import LeadtimeError
from planner.store.database import StoreFailed

FILE_NAME = "leadtime.lock"


class WorkspaceBusy(LeadtimeError):
    """Another process has the data folder open."""


class FolderLock:
    """The lock on a data folder, held from construction to `release`.

    Its file names the process and since when it has had the folder, and how many transactions were
    confirmed to the user (`confirmed`, as left by whoever had the folder before): by that a data
    file is known that has lost some. Raises WorkspaceBusy where the lock is held already, by this
    process too, and StoreFailed where the folder cannot be written.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        path = folder / FILE_NAME
        try:
            self._file: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreFailed(
                f"The data folder {folder} cannot be written: {error.strerror or error}. "
                "Choose another folder, or ask for the right to write there.",
                repr(error),
            ) from error
        try:
            _lock(self._file)
        except OSError as error:
            holder = _holder(self._file)
            os.close(self._file)
            raise WorkspaceBusy(
                f"Leadtime is already open with the data in {folder}{holder}. "
                "Use that window, or close it and try again.",
                repr(error),
            ) from error
        self.confirmed = _confirmed(self._file)
        at = now().astimezone()
        self._who = f"{os.getpid()}\n{at.day} {at:%b %Y, %H:%M}\n"
        self.mark(self.confirmed)

    def mark(self, confirmed: int) -> None:
        """Notes how many transactions were confirmed to the user."""
        if self._file is None:
            return
        self.confirmed = confirmed
        with suppress(OSError):  # on a full disk, others are not told who holds it
            os.lseek(self._file, 0, os.SEEK_SET)
            os.write(self._file, f"{self._who}{confirmed:020}\n".encode())

    def release(self) -> None:
        """Lets go; a second call does nothing."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _read(file: int) -> list[str]:
    os.lseek(file, 0, os.SEEK_SET)
    return os.read(file, 200).decode("ascii", "replace").splitlines()


def _holder(file: int) -> str:
    said = _read(file)
    if not said or not said[0].isdigit():
        return ""
    since = f", since {said[1]}" if len(said) > 1 else ""
    return f" (process {said[0]}{since})"


def _confirmed(file: int) -> int:
    said = _read(file)
    return int(said[2]) if len(said) > 2 and re.fullmatch(r"\d{20}", said[2]) else 0


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        # Far behind the number: Windows lets nobody else read what is locked.
        os.lseek(file, 1 << 20, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
