"""Looking after an open data folder: backups, restoring, moving to another computer, history."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import LeadtimeError, UnreadableInput, WrongUse
from planner.settings import BACKUP_FOLDER, HISTORY_STEPS, Settings
from planner.store import NewerStore, NotOurs, Store
from planner.store.backups import Backups, copy_checked, looked_into, told
from planner.store.erasing import erase
from planner.store.journal import Past
from planner.store.rotation import Backup, Cause
from planner.workspace.change import Change, Part

if TYPE_CHECKING:
    from planner.feeds import Vault

MOVE_ENDING = ".leadtime"


class DataNotice(LeadtimeError):
    """Something about the data that its owner should know; nothing has failed just now."""


def erase_everything(folder: Path, vault: "Vault", now: Callable[[], datetime]) -> tuple[Path, ...]:
    """Deletes everything that is kept in and for a data folder: what is stored, backups, settings,
    logs, and what lies in the keyring: addresses of feeds, a signing key. Answers with files that
    could not be deleted.

    Nobody has it open; raises WorkspaceBusy where somebody has.
    """
    from planner.agreement.signing.cabinet import ENTRY as SIGNING_KEY

    also = Settings(folder).get(BACKUP_FOLDER)
    with suppress(NotOurs, NewerStore), Store(folder, now) as store:
        for source in store.sources.all():
            vault.remove(source.id)
    vault.remove(SIGNING_KEY)
    return erase(folder, Path(also) if also else None)


class Upkeep:
    """Care for what is stored; nothing here is a step of undo.

    ``changed`` is called where what is stored may differ afterwards. Used from the workspace's
    thread, but for what `backup` and `check` answer with.
    """

    def __init__(
        self, store: Store, now: Callable[[], datetime], changed: Callable[[], None]
    ) -> None:
        self._store = store
        self._now = now
        self._changed = changed
        self.settings = Settings(store.folder)

    @property
    def backups(self) -> Backups:
        """The backups of this folder, and of the second folder that the settings name."""
        also = self.settings.get(BACKUP_FOLDER)
        return Backups(self._store.folder, Path(also) if also else None)

    def is_due(self) -> bool:
        """Whether there is something to back up that was not backed up today."""
        return not self._store.journal.is_empty and self.backups.is_due(self._now())

    def tend(self) -> str:
        """What is done in a quiet moment: seals new readings, bounds the history.

        Answers in words where something can no longer be undone by that; they are for the user.
        """
        self._seal()
        with self._store.spoken():
            keep = self.settings.get(HISTORY_STEPS)
            if self._store.journal.steps() <= keep + keep // 10:
                return ""
            last = self._store.journal.settle(keep)
        self._changed()
        return (
            ""
            if last is None
            else (
                f"Changes up to {last.astimezone():%d %b %Y} can no longer be undone: the settings "
                f"keep {keep:,} of them. What they were stays in the history."
            )
        )

    def backup(self, cause: Cause = Cause.ASKED, spare: Path | None = None) -> Callable[[], Backup]:
        """The making of a backup, which may run on another thread. It raises BackupFailed.

        The backup ``spare`` is not let go of, however old it is.
        """
        self._seal()
        backups, at = self.backups, self._now()
        return lambda: backups.make(at, cause, spare)

    def move_to(self, path: Path) -> Path:
        """Writes everything that is stored into one file, to be taken to another computer.

        It is a backup under another name. Addresses of feeds are not in it: they stay in this
        computer's keyring. Raises WrongUse where the file is there already,
        and BackupFailed where it cannot be written.
        """
        path = path if path.suffix else path.with_suffix(MOVE_ENDING)
        if path.exists():
            raise WrongUse(f"{path} is there already. Choose another name.")
        self._seal()
        with self._store.spoken(), told(path.parent):
            copy_checked(self._store.path, path)
        return path

    def restore(self, path: Path) -> Change:
        """What is stored becomes what a backup, or a file of `move_to`, holds.

        What was stored is backed up first. Raises UnreadableInput where the file is not sound, or
        of a newer version; nothing is changed then.
        """
        try:
            content, wrong = looked_into(path)
        except (sqlite3.Error, OSError) as error:
            raise UnreadableInput(
                f"{path} cannot be opened. Check that it is there, or choose another file.",
                str(error),
            ) from error
        if content is None:
            raise UnreadableInput(
                f"{path.name} is not a sound backup of Leadtime that this version can read. "
                "Nothing was changed. Choose another one.",
                "; ".join(f"{fault.table}: {fault.what}" for fault in wrong),
            )
        if not self._store.journal.is_empty:
            self.backup(Cause.ASKED, spare=path)()
        try:
            with self._store.spoken():
                self._store.replace_content(path)
        finally:
            self._changed()
        return Change(f"Restored what {path.name} holds", frozenset(Part), step=False)

    def history(self) -> tuple[Past, ...]:
        """Every change there was, also those that were taken back, the latest last."""
        with self._store.spoken():
            return self._store.journal.history()

    def steps(self) -> int:
        """How many changes can be taken back."""
        with self._store.spoken():
            return self._store.journal.steps()

    def check(self) -> Callable[[], tuple[str, ...]]:
        """The looking through all of the file, which may run on another thread; it answers with
        what is wrong.
        """
        return self._store.thorough_check()

    def _seal(self) -> None:
        with self._store.spoken():
            self._store.seal_readings()
