"""When the window is first seen whole, and how long that took."""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


def seconds_since_start(started: float) -> float:
    """Seconds since the process started; ``started`` is `time.perf_counter` at the top of the
    program and stands in where the system does not tell when it began to load it.
    """
    since = time.perf_counter() - started
    if sys.platform != "linux":
        return since
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        begun = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return max(since, time.clock_gettime(time.CLOCK_BOOTTIME) - begun)
    except (OSError, ValueError, IndexError):
        return since


class FirstPaint(QObject):
    """``painted`` tells once of a window's first complete paint, when nothing is left to do."""

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._seen = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._seen and event.type() == QEvent.Type.Paint:
            self._seen = True
            # All children are painted in the same go as the window; a timer of no time fires
            # once the loop has nothing else to do.
            QTimer.singleShot(0, self, self.painted.emit)
        return super().eventFilter(watched, event)
