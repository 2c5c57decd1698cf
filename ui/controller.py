"""The one way from the window to the workspace: commands go in, what changed comes out."""

import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from planner.errors import LeadtimeError
from planner.workspace import Change, Command, Workspace
from planner.workspace.asking.ahead import Answers
from ui.jobs import Jobs


class Controller(QObject):
    """Does commands and says what changed; views ask the workspace and change nothing themselves.

    ``changed`` carries the `Change`; ``refused`` carries a LeadtimeError, whose message is for
    people. What views will ask after an import is worked out by ``jobs`` before they are told of
    it; ``coming`` carries its change at once, so that what will be shown can be made meanwhile.
    ``moving_on`` while a change is told after which another page may be on view, so that the one
    that is left need not show it; ``moved_on`` tells that it is there.
    """

    changed = Signal(object)
    refused = Signal(object)
    coming = Signal(object)
    moved_on = Signal()

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self.moving_on = False

    @property
    def ask(self) -> Workspace:
        """The workspace, for questions."""
        return self._workspace

    def do(self, command: Command) -> Change | None:
        """Do a command; None where it was refused (and ``refused`` has said why)."""
        return self._attempt(lambda: self._workspace.do(command))

    def take_in(self, command: Command, done: Callable[[Change], object]) -> None:
        """Do a command that brings another rota; ``done`` is called once ``changed`` has told, and
        may go to another page.

        In between the views show what was there before. Nothing is called where it was refused.
        """
        try:
            change = self._workspace.do(command)
        except LeadtimeError as error:
            self.refused.emit(error)
            return

        def tell() -> None:
            self.moving_on = True
            try:
                self.changed.emit(change)
            finally:
                self.moving_on = False
            done(change)
            self.moved_on.emit()

        def worked_out(answers: Answers) -> None:
            self._workspace.take_ahead(answers)
            tell()

        if not change.step:
            tell()
            return
        self.coming.emit(change)
        work = self._workspace.ahead()
        # A slot of its own, as every change is to be told. Where it goes wrong, the views ask for
        # themselves, and what is wrong is said then.
        self._jobs.start(
            f"ahead {uuid.uuid4()}",
            "Working out what it changes…",
            lambda *_: work(),
            worked_out,
            lambda _: tell(),
        )

    def undo(self) -> Change | None:
        """Take back the last change."""
        return self._attempt(self._workspace.undo)

    def redo(self) -> Change | None:
        """Do again what was taken back last."""
        return self._attempt(self._workspace.redo)

    def care(self, action: Callable[[], Change]) -> Change | None:
        """Do something to the data as a whole, such as restoring a backup."""
        return self._attempt(action)

    def _attempt(self, action: Callable[[], Change]) -> Change | None:
        try:
            change = action()
        except LeadtimeError as error:
            self.refused.emit(error)
            return None
        self.changed.emit(change)
        return change
