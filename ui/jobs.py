"""Long work off the window's thread: started, watched, cancelled, waited for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal

Work = Callable[[Callable[[], bool], Callable[[str], None]], Any]
"""What a job runs: called with ``cancelled`` (true once nobody wants the answer) and ``progress``
(says in words what is being done). It works on frozen data only, never on widgets or the store."""

BREATH = 10
"""Milliseconds until a job begins: Qt lets 5 go by before it paints."""


@dataclass(eq=False)
class Job:
    """One piece of work under way: what it is in words, and a way to call it off."""

    words: str
    slot: str
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    progress: Callable[[str], None]
    _off: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Call the work off: whatever it still answers is dropped."""
        self._off.set()

    @property
    def cancelled(self) -> bool:
        """Whether the work was called off."""
        return self._off.is_set()


class Jobs(QObject):
    """Runs work on threads of its own and answers on the window's thread.

    A slot names what a job is for: a new job in a slot calls the former one off, so that an answer
    to an old question never arrives. ``changed`` tells that a job started or ended. A job begins
    once the window shows what it has been told: two threads of Python would hinder each other.
    With ``held`` nothing begins before `release`.
    """

    changed = Signal()
    _arrived = Signal(object, str, object)

    def __init__(
        self, parent: QObject | None = None, threads: int = 2, *, held: bool = False
    ) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._jobs: list[Job] = []
        self._waiting: list[Callable[[], None]] = []
        self._held = held
        self._breath = QTimer(self, singleShot=True, interval=BREATH)
        # A timer of no time: once the loop has nothing else to do.
        self._breath.timeout.connect(lambda: QTimer.singleShot(0, self, self._begin))
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        slot: str,
        words: str,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progress: Callable[[str], None] = lambda _: None,
    ) -> Job:
        """Run ``work`` on another thread; ``done``, ``failed`` and ``progress`` are called on this
        one.
        """
        self.cancel(slot)
        job = Job(words, slot, done, failed, progress)
        self._jobs.append(job)
        self._waiting.append(partial(self._run, job, work))
        self._breathe()
        self.changed.emit()
        return job

    def release(self) -> None:
        """Begin what was held, and hold nothing any more."""
        self._held = False
        self._breathe()

    def running(self, slot: str) -> Job | None:
        """The job under way in a slot, None where there is none."""
        return next((job for job in self._jobs if job.slot == slot), None)

    def cancel(self, slot: str) -> None:
        """Call off what is under way in a slot; its answer never arrives."""
        for job in [job for job in self._jobs if job.slot == slot]:
            job.cancel()
            self._jobs.remove(job)
            self.changed.emit()

    def close(self) -> None:
        """Call everything off and wait until no thread works any more."""
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()
        self._breath.stop()
        self._waiting.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def _breathe(self) -> None:
        if self._waiting and not self._held and not self._breath.isActive():
            self._breath.start()

    def _begin(self) -> None:
        waiting, self._waiting = self._waiting, []
        for run in waiting:
            self._pool.start(run)

    def _run(self, job: Job, work: Work) -> None:
        """On the worker's thread: only the signal leaves it."""

        def progress(words: str) -> None:
            self._arrived.emit(job, "progress", words)

        if job.cancelled:
            return
        try:
            answer = work(lambda: job.cancelled, progress)
        except Exception as error:  # noqa: BLE001 - carried to the window, which shows it
            self._arrived.emit(job, "failed", error)
        else:
            self._arrived.emit(job, "done", answer)

    def _deliver(self, job: Job, what: str, value: Any) -> None:
        """On the window's thread: an answer that is still wanted goes to whoever asked."""
        if job not in self._jobs:
            return
        if what == "progress":
            job.progress(value)
            return
        self._jobs.remove(job)
        self.changed.emit()
        if what == "done":
            job.done(value)
        else:
            job.failed(value)
