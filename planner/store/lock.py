"""One writer a data folder: a lock that the system takes back however the process ends."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from planner.errors import LeadtimeError
from planner.store.database import StoreFailed

FILE_NAME = "leadtime.lock"


class WorkspaceBusy(LeadtimeError):
    """Another process has the data folder open."""


class FolderLock:
    """The lock on a data folder, held from construction to `release`.

    Raises WorkspaceBusy where it is held already, by this process too, and StoreFailed where the
    folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
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
        with suppress(OSError):  # on a full disk, others are not told who holds it
            os.ftruncate(self._file, 0)
            os.write(self._file, str(os.getpid()).encode())

    def release(self) -> None:
        """Lets go; a second call does nothing."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _holder(file: int) -> str:
    number = os.read(file, 20).decode("ascii", "replace").strip()
    return f" (process {number})" if number.isdigit() else ""


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
