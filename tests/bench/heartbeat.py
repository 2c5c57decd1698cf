"""How long the window's thread leaves the person in front waiting."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

EVERY = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """Seconds between two beats: on the clock, and worked by the window's thread meanwhile."""

    waited: float
    worked: float


class Heartbeat(QObject):
    """A timer that asks to be called every few milliseconds, and what came in between."""

    def __init__(self) -> None:
        super().__init__()
        self._gaps: list[Gap] = []
        self._last = (time.perf_counter(), time.thread_time())
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Forget what was, and listen from now on."""
        self._gaps.clear()
        self._last = (time.perf_counter(), time.thread_time())
        self._timer.start()

    def stop(self) -> None:
        """Listen no more."""
        self._beat()
        self._timer.stop()

    @property
    def waited(self) -> float:
        """The longest time between two beats."""
        return max(gap.waited for gap in self._gaps)

    @property
    def worked(self) -> float:
        """The most that the window's thread itself worked between two beats."""
        return max(gap.worked for gap in self._gaps)

    def _beat(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        self._gaps.append(Gap(now[0] - self._last[0], now[1] - self._last[1]))
        self._last = now
