"""The one door: commands in, what changed out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from planner.model.plan import Plan
from planner.rota import Labels
from planner.store import Entry, Export, Store, WorkspaceBusy
from planner.workspace.change import Change, parts
from planner.workspace.commands import Command
from planner.workspace.handlers import Context, handle
from planner.workspace.questions import Questions

__all__ = ["Exported", "Workspace", "WorkspaceBusy"]


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of an export, and the digest of the plan in them (SHA-256, hex)."""

    files: tuple[Path, ...]
    digest: str


class Workspace(Questions):
    """One opened data folder: changes by commands, undo and redo, and all `Questions`.

    Used from the thread that opened it. Every change is one transaction, all of it or nothing, and
    one step of undo, which outlives a restart.
    """

    @classmethod
    def open(cls, folder: Path, now: Callable[[], datetime]) -> Self:
        """Opens the data in ``folder``, which is made where it is missing.

        ``now`` gives the time, aware. Raises WorkspaceBusy where another process has it open, and
        other LeadtimeErrors for a file that is foreign, damaged, newer or not to be written.
        """
        store = Store(folder)
        try:
            return cls(store, now, Labels.load())
        except BaseException:
            store.close()
            raise

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
        finally:
            self.forget()
        step = bool(entry.tables)
        return Change(
            words=outcome.words if step else outcome.idle,
            touched=parts(entry.tables) | outcome.also,
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

    def export(self, folder: Path) -> Exported:
        """Writes plan.pdf, plan.ics and plan.csv into ``folder`` and records that they went out.

        Not a step of undo: what left the house cannot be taken back. Raises WrongUse without a
        placement and LeadtimeError where the folder cannot be written.
        """
        from planner.agreement import export

        plan = self.plan()
        return self.record_export(plan, export(plan, folder, self.strip()))

    def record_export(self, plan: Plan, files: tuple[Path, ...]) -> Exported:
        """Records that ``plan`` went out in ``files``, for one that was written elsewhere.

        From then on a plan that differs from it carries the next version.
        """
        from planner.agreement import digest

        identity = digest(plan)
        with self._store.spoken():
            self._store.exports.record(Export(plan.version, identity, plan.issued))
        return Exported(files, identity)

    def close(self) -> None:
        """Closes the data and lets other processes in; a second call does nothing."""
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
        finally:
            self.forget()
        return Change(entry.words, parts(entry.tables))
