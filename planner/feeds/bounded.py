"""Work that may hang (a network, a keyring that asks for its password) and is waited for no longer
than somebody wants it.
"""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import NoReturn, TypeVar

T = TypeVar("T")

_GLANCE = 0.1
"""Seconds between two looks at whether the answer is still wanted."""


class CalledOff(Exception):
    """Nobody wants the answer any more."""


class TookTooLong(Exception):
    """The answer did not come in time."""


def bounded(work: Callable[[], T], seconds: float, cancelled: Callable[[], bool]) -> T:
    """The answer of ``work``, which runs on a thread of its own.

    Raises CalledOff and TookTooLong; the thread is then left to itself, ends with its own time
    limits, and does not keep the program from ending. What ``work`` raises is raised here.
    """
    answers: SimpleQueue[Callable[[], T]] = SimpleQueue()
    Thread(target=lambda: answers.put(_outcome(work)), name="bounded work", daemon=True).start()
    end = monotonic() + seconds
    while True:
        try:
            outcome = answers.get(timeout=_GLANCE)
        except Empty:
            if cancelled():
                raise CalledOff from None
            if monotonic() > end:
                raise TookTooLong from None
        else:
            return outcome()


def _outcome(work: Callable[[], T]) -> Callable[[], T]:
    """What ``work`` answered or raised, to be answered or raised on another thread."""
    try:
        answer = work()
    except Exception as error:  # noqa: BLE001 - raised again where the answer is waited for
        return _raiser(error)
    return lambda: answer


def _raiser(error: Exception) -> Callable[[], NoReturn]:
    def again() -> NoReturn:
        raise error

    return again
