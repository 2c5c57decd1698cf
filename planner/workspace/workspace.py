"""The one door: commands in, what changed out."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from planner.errors import LeadtimeError
from planner.model.plan import Plan
from planner.rota import Labels
from planner.store import Entry, Export, Store, WorkspaceBusy
from planner.store.rotation import Cause
from planner.workspace.change import Change, parts
from planner.workspace.commands import Command
from planner.workspace.handlers import Context, handle
from planner.workspace.questions import Questions
from planner.workspace.upkeep import Upkeep

__all__ = ["Exported", "Workspace", "WorkspaceBusy"]


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of an export, and the digest of the plan in them (SHA-256, hex).

    ``draft`` is the e-mail with the plan, where one was written.
    """

    files: tuple[Path, ...]
    digest: str
    draft: Path | None = None


class Workspace(Questions):
    """One opened data folder: changes by commands, undo and redo, and all `Questions`.

    Used from the thread that opened it. Every change is one transaction, all of it or nothing, and
    one step of undo, which outlives a restart.
    """

    _touched = False

    @classmethod
    def open(cls, folder: Path, now: Callable[[], datetime], *, thorough: bool = False) -> Self:
        """Opens the data in ``folder``, which is made where it is missing.

        ``now`` gives the time, aware; ``thorough`` checks all of a large file before. A damaged
        file is replaced by what could be saved of it and of its backups: `notices` tells. Raises
        WorkspaceBusy where another process has it open, and other LeadtimeErrors for a file that is
        foreign, newer or not to be written.
        """
        store = Store(folder, now, thorough=thorough)
        try:
            return cls(store, now, Labels.load())
        except BaseException:
            store.close()
            raise

    @cached_property
    def upkeep(self) -> Upkeep:
        """Backups, restoring, moving, the history."""
        return Upkeep(self._store, self._now, self.forget)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should be told about how the data was found, a few sentences each."""
        return (*self._store.opened.notices, *self.upkeep.settings.problems)

    @property
    def is_checked(self) -> bool:
        """Whether all of the data file was looked through when it was opened."""
        return self._store.opened.checked_whole

    @property
    def restored_from(self) -> Path | None:
        """The backup that had to be used to open the data, None where none had to."""
        rescued = self._store.opened.rescued
        return rescued.restored_from if rescued else None

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._store.folder

    @property
    def undo_words(self) -> str | None:
        """What `undo` would take back, such as "Book 4 h on Thu 15 Oct"; None where nothing."""
        return self._store.journal.undo_words

    @property
    def redo_words(self) -> str | None:
        """What `redo` would do again; None where nothing."""
        return self._store.journal.redo_words

    def do(self, command: Command) -> Change:
        """Carries out a command, wholly or not at all.

        Raises BookingRefused, WrongUse, and StoreFailed where the disk refused.
        """
        try:
            with self._store.spoken():
                now = self._now()
                context = Context(self, now, self._labels)
                with self._store.journal.write(now) as entry:
                    outcome = handle(self._store, command, context)
                    entry.words = outcome.words
                self._store.confirm()
        except BaseException:
            self.forget()
            raise
        self._touched = True
        step, touched = bool(entry.tables), parts(entry.tables) | outcome.also
        self.forget(touched)
        return Change(
            words=outcome.words if step else outcome.idle,
            touched=touched,
            session=outcome.session,
            reading=outcome.reading,
            rota=outcome.rota,
            step=step,
        )

    def undo(self) -> Change:
        """Takes the last change back, under its command's words. WrongUse where there is none."""
        return self._turn(self._store.journal.undo)

    def redo(self) -> Change:
        """Does again what was taken back last. WrongUse where there is nothing."""
        return self._turn(self._store.journal.redo)

    def export(self, folder: Path, remind: timedelta | None = None) -> Exported:
        """Writes plan.pdf, plan.ics, plan.csv and the draft of an e-mail into ``folder``, and
        records that they went out. ``remind`` sets an alarm that long before each session.

        Not a step of undo: what left the house cannot be taken back. Raises WrongUse without a
        placement and LeadtimeError where the folder cannot be written.
        """
        from planner.agreement import export

        plan = self.plan()
        return self.record_export(plan, export(plan, folder, self.aside(remind)))

    def record_export(self, plan: Plan, files: tuple[Path, ...]) -> Exported:
        """Records that ``plan`` went out in ``files``, for one that was written elsewhere.

        From then on a plan that differs from it carries the next version.
        """
        from planner.agreement import DRAFT, digest, plan_json

        identity = digest(plan)
        with self._store.spoken():
            export = Export(plan.version, identity, plan.issued)
            self._store.exports.record(export, plan_json(plan))
            self._store.confirm()
        self.forget()
        drafts = [path for path in files if path.name == DRAFT]
        kept = tuple(path for path in files if path.name != DRAFT)
        return Exported(kept, identity, drafts[0] if drafts else None)

    def close(self) -> None:
        """Closes the data and lets other processes in; a second call does nothing.

        After the first changes of a day it is backed up.
        """
        try:
            # What was booked is safe already; where backups fail the window says so before.
            with suppress(LeadtimeError):
                if self._touched and self._store.is_small and self.upkeep.is_due():
                    self.upkeep.backup(Cause.DAILY)()
        finally:
            self._touched = False
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _turn(self, turn: Callable[[], Entry]) -> Change:
        try:
            with self._store.spoken():
                entry = turn()
                self._store.confirm()
        except BaseException:
            self.forget()
            raise
        self._touched = True
        touched = parts(entry.tables)
        self.forget(touched)
        return Change(entry.words, touched)
