"""A damaged data file: what can be saved goes into a new one, the damaged one is kept beside it.

The new file is complete before anything is renamed, so that a power cut leaves either the damaged
file or the rescue that only has to be put in its place.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from planner.store import copying, seals
from planner.store.backups import Backups, looked_into
from planner.store.database import FILE_NAME
from planner.store.disk import TEMPORARY, settle, write_whole
from planner.store.migrations import LATEST
from planner.store.rotation import Backup
from planner.store.salvage import Salvaged, salvage, version_in
from planner.store.soundness import Fault

RESCUED = "leadtime-rescued.db"
KEPT = "leadtime-damaged-"
_LOGS = ("-wal", "-shm", "-journal")
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Rescue:
    """What became of a damaged file, in words for people; the backup that was used, and what the
    damaged file is called now, if there are any.
    """

    words: str
    restored_from: Path | None
    kept: Path | None


def rescue(folder: Path, wrong: tuple[Fault, ...], now: datetime, confirmed: int) -> Rescue:
    """Saves what can be saved of the data file in ``folder``, which nobody has open.

    ``confirmed`` is how many transactions are known to have been confirmed. Raises OSError and
    sqlite3.Error where the disk refuses; nothing has been changed then.
    """
    work = folder / f"rescue{TEMPORARY}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700)
    try:
        copy = work / FILE_NAME
        for ending in ("", *_LOGS):
            with suppress(FileNotFoundError):
                shutil.copyfile(folder / (FILE_NAME + ending), work / (FILE_NAME + ending))
        found = Backups(folder).newest_good()
        target = work / RESCUED
        salvaged = _salvaged(copy, found and found[0], target, work)
        if salvaged is None:
            _instead(found and found[0], target)
        seen = max(confirmed, salvaged.turns if salvaged else 0)
        lost = max(0, seen - found[1].turns) if found else 0
        _count_on(target, seen)
        kept = kept_name(folder, now)
        backup = found[0] if found and (salvaged is None or salvaged.filled) else None
        unlogged = max(0, confirmed - salvaged.turns) if salvaged and salvaged.turns else 0
        words = " ".join([_before(folder, kept), *_words(salvaged, backup, lost, unlogged)])
        _note(kept, words, wrong)
        with target.open("rb+") as file:
            os.fsync(file.fileno())
        target.replace(folder / RESCUED)
        settle(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    finish(folder, kept)
    return Rescue(words, backup.path if backup else None, kept if kept.exists() else None)


def kept_name(folder: Path, now: datetime) -> Path:
    """What a damaged file is called from now on."""
    return folder / f"{KEPT}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"


def finish(folder: Path, kept: Path) -> None:
    """Puts a finished rescue in the place of the data file, which is kept under another name."""
    for ending in (*_LOGS, ""):
        with suppress(FileNotFoundError):
            (folder / (FILE_NAME + ending)).replace(kept.with_name(kept.name + ending))
    (folder / RESCUED).replace(folder / FILE_NAME)
    settle(folder)


def _salvaged(copy: Path, backup: Backup | None, target: Path, work: Path) -> Salvaged | None:
    """What could be read, put into ``target`` with the backup's help; None where that failed."""
    try:
        version = version_in(copy)
        base = _base(backup, version, work)
        salvaged = salvage(copy, base, target)
        wrong = looked_into(target)[1]
    except (sqlite3.Error, ValueError, TypeError, OverflowError):
        return None
    return None if wrong else salvaged


def _base(backup: Backup | None, version: int, work: Path) -> Path | None:
    """A copy of the backup, brought to a version of the schema; None where it is of a later one."""
    if backup is None:
        return None
    base = work / "base.db"
    shutil.copyfile(backup.path, base)
    return base if copying.bring_to(base, version) else None


def _instead(backup: Backup | None, target: Path) -> None:
    """Nothing could be read: the backup as it is, else an empty file."""
    target.unlink(missing_ok=True)
    if backup:
        shutil.copyfile(backup.path, target)
        target.chmod(0o600)
    else:
        copying.fresh(target, LATEST)


def _count_on(target: Path, seen: int) -> None:
    """From now on turns are counted from those that were seen."""
    with closing(sqlite3.connect(target)) as file, file:
        if seals.is_sealed(file):
            seals.turn(file, least=seen)


def _before(folder: Path, kept: Path) -> str:
    if (folder / FILE_NAME).exists():
        return f"Your data file was damaged; it has been kept as {kept.name}."
    return f"Your data file was gone from {folder}."


def _words(
    salvaged: Salvaged | None, backup: Backup | None, lost: int, unlogged: int
) -> Iterator[str]:
    """What is here and what is missing: ``lost`` changes since the backup, ``unlogged`` of them
    since the file itself was last written.
    """
    if salvaged and (salvaged.own or (backup and salvaged.whole)):
        yield from _of_the_file(salvaged, backup, lost)
        if unlogged:
            yield f"{last_changes(unlogged)} missing all the same: the log was lost."
    elif backup:
        yield f"Your data was restored from the backup of {_when(backup)}."
        yield _missing(salvaged.missing if salvaged else (), lost)
    elif salvaged and "sessions" in salvaged.whole:
        yield (
            "There was no backup. Your sessions are all here, as you entered them; something else "
            "could not be read: please check your placement, what labels are and your feeds, and "
            "open your rota again where none is shown."
        )
    elif salvaged:
        count = "1 session" if salvaged.sessions == 1 else f"{salvaged.sessions} sessions"
        yield (
            f"There was no backup, so only what could be read is here: {count}. Others may be "
            "missing, and what is here may differ from what you entered: please check it, and open "
            "your rota again where none is shown."
        )
    else:
        yield "Nothing of it could be read, and there was no backup: the plan is empty."


def _of_the_file(salvaged: Salvaged, backup: Backup | None, lost: int) -> Iterator[str]:
    """The same where what the user entered, or part of it, is the damaged file's own."""
    if salvaged.own:
        yield "Everything that you entered could be read and is here."
        if backup:
            yield (
                "Damaged readings of the rota or kept files were taken from the backup of "
                f"{_when(backup)}."
            )
    elif backup:
        yours = ", your sessions among it" if "sessions" in salvaged.whole else ""
        yield (
            f"Part of what you entered was taken from the backup of {_when(backup)}, the rest is "
            f"as you left it{yours}."
        )
        yield _missing(salvaged.missing, lost, "At most ")
    if salvaged.lost_readings:
        yield "A reading of the rota could not be saved. If no rota is shown, open it again."
    if salvaged.lost_files:
        yield (
            "A kept file (a rota or a plan document, as it came) could not be saved; what was "
            "read of it is here."
        )
    if not salvaged.history:
        yield "What was done before can no longer be undone."


def _missing(words: tuple[str, ...], lost: int, most: str = "") -> str:
    if words:
        named = ", ".join(f"“{each}”" for each in words[:_MOST_WORDS])
        more = f" and {len(words) - _MOST_WORDS} more" if len(words) > _MOST_WORDS else ""
        return f"Made after it and missing: {named}{more}."
    if lost:
        count = "1 change" if lost == 1 else f"{lost} changes"
        return f"{most}{count} made after it {'is' if lost == 1 else 'are'} missing."
    return "No change after it is known of."


def last_changes(count: int) -> str:
    """The changes that were made last, as the beginning of a sentence."""
    if count == 1:
        return "The last change that you made is"
    return f"The last {count} changes that you made are"


def _when(backup: Backup) -> str:
    local = backup.at.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"


def _note(kept: Path, words: str, wrong: tuple[Fault, ...]) -> None:
    technical = "\n".join(f"{fault.table or 'file'}: {fault.what}" for fault in wrong)
    write_whole(kept.with_suffix(".txt"), f"{words}\n\n{technical}\n".encode())
