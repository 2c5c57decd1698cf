"""What happens when the program itself is at fault: a local report and a message, never silence."""

import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from planner.errors import LeadtimeError
from planner.store.errorlog import ErrorLog, report_of


class CrashReporter(QObject):
    """Catches what nothing else caught, writes it to ``errors.log`` in a folder, tells the window.

    ``crashed`` carries a LeadtimeError with the message for people and the report as its detail.
    """

    crashed = Signal(object)

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._log = ErrorLog(folder)
        self._now = now
        # A fault in painting comes back with each frame: once in the log is enough.
        self._logged: set[str] = set()

    def install(self) -> None:
        """Become the hook for exceptions that nothing caught, on every thread."""
        sys.excepthook = self.caught
        threading.excepthook = self._caught_on_thread

    def remove(self) -> None:
        """Give the hooks back to Python."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def caught(
        self,
        _kind: type[BaseException],
        error: BaseException,
        _where: TracebackType | None = None,
    ) -> None:
        """Take one exception that reached the top."""
        if not isinstance(error, Exception):
            sys.__excepthook__(type(error), error, error.__traceback__)
            return
        self.crashed.emit(self.told(error))

    def told(self, error: Exception) -> LeadtimeError:
        """The exception as a message for people; one that the program did not expect is logged."""
        if isinstance(error, LeadtimeError):
            return error
        report = report_of(error)
        try:
            if report not in self._logged:
                self._log.add(error, self._now())
                self._logged.add(report)
            kept = f"A report without any of your data is in {self._log.path}."
        except OSError:
            kept = "No report could be written to the data folder."
        return LeadtimeError(
            "Something went wrong that the program did not expect. What you booked is safe: every "
            f"change is stored when it is made. Try again, or start Leadtime again. {kept}",
            detail=report,
        )

    def _caught_on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)
