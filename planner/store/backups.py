"""Backups: copies of the data file that were checked after they were written.

Made by SQLite's backup API from a connection of their own, so that a thread may make one while
another books. They lie in ``backups/`` in the data folder and, where the user says so, in a second
folder too.
"""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planner.errors import LeadtimeError
from planner.store import seals
from planner.store.database import APPLICATION_ID, FILE_NAME, make_folder
from planner.store.datafile import read_only
from planner.store.disk import TEMPORARY, make_private, put_in_place
from planner.store.keeping import Rotation
from planner.store.migrations import NAMES
from planner.store.rotation import Backup, Cause, to_drop
from planner.store.soundness import Fault, faults, faults_of_head

FOLDER_NAME = "backups"
_NAME = re.compile(r"leadtime-(\d{8}T\d{6}Z)-(daily|upgrade|asked)\.db")
_AT = "%Y%m%dT%H%M%SZ"


class BackupFailed(LeadtimeError):
    """No backup could be made; the data itself is as it was."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a sound data file holds: the schema's version, its turns, the last command's instant,
    the numbers of sessions that there are.
    """

    version: int
    turns: int
    last: int | None
    sessions: int


class Backups:
    """The backups of a data folder, and of a second folder where one is given."""

    def __init__(self, data: Path, also: Path | None = None) -> None:
        self._data = data
        self.folder = data / FOLDER_NAME
        self.also = also

    def all(self) -> tuple[Backup, ...]:
        """Every backup that is there, the latest first."""
        folders = [self.folder, *([self.also] if self.also else [])]
        found = {backup.path.name: backup for at in reversed(folders) for backup in listed(at)}
        return tuple(sorted(found.values(), key=lambda backup: backup.at, reverse=True))

    def is_due(self, now: datetime) -> bool:
        """Whether none was made lately; one from the future was made by a clock that was wrong."""
        between = timedelta(hours=Rotation.load().hours_between)
        return not any(timedelta(0) <= now - each.at < between for each in listed(self.folder))

    def make(self, at: datetime, cause: Cause, spare: Path | None = None) -> Backup:
        """Copies the data file, checks the copy, and lets go of backups that are old enough, but
        not of ``spare``.

        Raises BackupFailed where any of that cannot be done.
        """
        at = at.astimezone(UTC).replace(microsecond=0)
        while (path := self.folder / f"leadtime-{at:{_AT}}-{cause.value}.db").exists():
            at += timedelta(seconds=1)
        with told(self.folder):
            make_folder(self.folder)
            copy_checked(self._data / FILE_NAME, path)
            _drop_old(self.folder, path, spare)
        if self.also:
            with told(self.also):
                make_folder(self.also)
                copy_file(path, self.also / path.name)
                _drop_old(self.also, path, spare)
        return Backup(path, at, cause, path.stat().st_size)

    def newest_good(self) -> tuple[Backup, Content] | None:
        """The sound backup that saw the most turns; clocks may have been wrong."""
        good = []
        for backup in self.all():
            with suppress(sqlite3.Error, OSError):
                content, wrong = looked_into(backup.path)
                if content and not wrong:
                    good.append((backup, content))
        return max(good, key=lambda each: (each[1].turns, each[0].at), default=None)


def _drop_old(folder: Path, *spared: Path | None) -> None:
    # What was just made stays though the clock says that it is the oldest.
    names = {path.name for path in spared if path}
    for backup in to_drop(listed(folder), Rotation.load()):
        if backup.path.name not in names:
            backup.path.unlink(missing_ok=True)


def listed(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, by the names of the files; none where it cannot be read."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match:
                with suppress(ValueError):
                    at = datetime.strptime(match[1], _AT).replace(tzinfo=UTC)
                    found.append(Backup(path, at, Cause(match[2]), path.stat().st_size))
    return tuple(found)


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Backups in a folder that were being written when the program ended."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            name, temporary, _ = path.name.partition(TEMPORARY)
            if temporary and _NAME.fullmatch(name):
                found.append(path)
    return tuple(found)


def copy_checked(source: Path, path: Path) -> None:
    """A copy of a data file that may be in use, checked before it gets its name.

    Raises BackupFailed where the copy is not sound, sqlite3.Error and OSError.
    """
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        make_private(temporary)
        with closing(read_only(source)) as read, closing(sqlite3.connect(temporary)) as write:
            read.backup(write)
            # One file, without a log beside it, wherever it is carried.
            write.execute("PRAGMA journal_mode = DELETE")
        _refuse_unsound(temporary)
        put_in_place(temporary, path)
    except BaseException:
        for left in (temporary, temporary.with_name(temporary.name + "-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise


def copy_file(source: Path, path: Path) -> None:
    """A copy of a file that nobody writes any more."""
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        make_private(temporary)
        shutil.copyfile(source, temporary)
        put_in_place(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _refuse_unsound(copy: Path) -> None:
    _, wrong = looked_into(copy)
    if wrong:
        raise BackupFailed(
            "The backup that was just written is not sound, so it was thrown away. Your data file "
            "may be damaged: start Leadtime again, which checks it.",
            "; ".join(f"{fault.table}: {fault.what}" for fault in wrong),
        )


def looked_into(path: Path) -> tuple[Content | None, tuple[Fault, ...]]:
    """What a data file that is not in use holds, None where that cannot be said, and its faults."""
    with closing(read_only(path, at_rest=True)) as file:
        content, wrong = content_of(file)
    wrong = wrong or faults_of_head(path)
    return (None if wrong else content), wrong


def content_of(file: sqlite3.Connection) -> tuple[Content | None, tuple[Fault, ...]]:
    """What an open data file holds, None where that cannot be said, and its faults."""
    try:
        if file.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            return None, (Fault("", "it is not a data file of Leadtime"),)
        wrong = faults(file, NAMES, whole=True)
        if wrong:
            return None, wrong
        return (
            Content(
                version=file.execute("PRAGMA user_version").fetchone()[0],
                turns=seals.turns(file) if seals.is_sealed(file) else 0,
                last=file.execute("SELECT max(at) FROM commands").fetchone()[0],
                sessions=file.execute("SELECT count(*) FROM sessions").fetchone()[0],
            ),
            (),
        )
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return None, (Fault("", str(error)),)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Inside, what the disk refuses in ``folder`` is raised as BackupFailed."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise BackupFailed(
            f"No backup could be written to {folder}: {_why(error)}. Your data itself is safe. "
            "Check that the disk has room and the folder can be written.",
            repr(error),
        ) from error


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
