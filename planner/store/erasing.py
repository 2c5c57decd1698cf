"""Deleting everything that the program keeps in a data folder, and nothing else."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from planner.store import errorlog, lock
from planner.store.backups import FOLDER_NAME, listed, unfinished
from planner.store.database import FILE_NAME
from planner.store.rescue import KEPT, RESCUED

_OURS = (FILE_NAME, KEPT, RESCUED, errorlog.FILE_NAME)
"""How names of our files begin: SQLite's logs, notes and older logs add to them."""

_OTHERS = frozenset({lock.FILE_NAME, "settings.json", "signing-key.p12"})

_BLOCK = 1 << 20


def ours(folder: Path, also: Path | None = None) -> Iterator[Path]:
    """Every file of ours in a data folder, its backups, and those in a second folder."""
    for place in (folder / FOLDER_NAME, *([also] if also else [])):
        yield from (backup.path for backup in listed(place))
        yield from unfinished(place)
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.name.startswith(_OURS) or path.name in _OTHERS:
                yield path


def erase(folder: Path, also: Path | None = None) -> tuple[Path, ...]:
    """Overwrites and deletes them, the folder too where nothing else is in it.

    Answers with what could not be deleted. Nobody has the folder open. A solid-state disk may keep
    what was overwritten until it needs the room; no program can help that.
    """
    left = []
    for path in list(ours(folder, also)):
        try:
            _overwrite(path)
            path.unlink()
        except OSError:
            left.append(path)
    for place in (folder / FOLDER_NAME, folder):
        with suppress(OSError):
            place.rmdir()
    return tuple(left)


def _overwrite(path: Path) -> None:
    with path.open("rb+") as file:
        for start in range(0, path.stat().st_size, _BLOCK):
            file.write(bytes(min(_BLOCK, path.stat().st_size - start)))
        file.flush()
        os.fsync(file.fileno())
