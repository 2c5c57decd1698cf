"""Files that are whole or not there: made for their owner only, and on the disk once they count."""

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

TEMPORARY = ".tmp"
"""Ends the name of a file that is still being written; one that is found later is nobody's."""


_LEAST = 1 << 17
"""Bytes without which SQLite cannot even open a file: its log and the index of that."""


def has_room(folder: Path) -> bool:
    """Whether the disk that holds a folder has any room left, as far as that can be told."""
    with suppress(OSError):
        return shutil.disk_usage(folder).free >= _LEAST
    return True


def make_private(path: Path) -> None:
    """An empty file that only its owner may read; one that was there is emptied."""
    os.close(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
    path.chmod(0o600)


def put_in_place(written: Path, path: Path) -> None:
    """Gives a finished file its name, so that it has it even after a power cut."""
    with written.open("rb+") as file:
        os.fsync(file.fileno())
    written.replace(path)
    settle(path.parent)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file wholly or not at all, for its owner only."""
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        make_private(temporary)
        temporary.write_bytes(data)
        put_in_place(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def settle(folder: Path) -> None:
    """Has the disk keep the names in a folder (Windows does so by itself)."""
    if sys.platform != "win32":
        with suppress(OSError):  # some network drives refuse; the files themselves are kept
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
