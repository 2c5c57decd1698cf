"""The one way from the window to the workspace: commands go in, what changed comes out."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from planner.errors import LeadtimeError
from planner.workspace import Change, Command, Workspace


class Controller(QObject):
    """Does commands and says what changed; views ask the workspace and change nothing themselves.

    ``changed`` carries the `Change`; ``refused`` carries a LeadtimeError, whose message is for
    people.
    """

    changed = Signal(object)
    refused = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace

    @property
    def ask(self) -> Workspace:
        """The workspace, for questions."""
        return self._workspace

    def do(self, command: Command) -> Change | None:
        """Do a command; None where it was refused (and ``refused`` has said why)."""
        return self._attempt(lambda: self._workspace.do(command))

    def undo(self) -> Change | None:
        """Take back the last change."""
        return self._attempt(self._workspace.undo)

    def redo(self) -> Change | None:
        """Do again what was taken back last."""
        return self._attempt(self._workspace.redo)

    def _attempt(self, action: Callable[[], Change]) -> Change | None:
        try:
            change = action()
        except LeadtimeError as error:
            self.refused.emit(error)
            return None
        self.changed.emit(change)
        return change
