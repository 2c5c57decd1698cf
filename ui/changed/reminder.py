"""A line over every page as long as sessions no longer fit and nobody has decided about them."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from planner.finding import Broken, Hit, hits
from planner.workspace import Change, Part
from ui.build import button, row, text
from ui.kit import Kit

SLOT = "hits"
PAUSE = 400
"""Milliseconds after a change, or after the start, until the sessions are looked at."""

_WATCHED = frozenset({Part.ROTA, Part.KINDS, Part.PLACEMENT, Part.SESSIONS})


class Reminder(QFrame):
    """Says how many sessions no longer fit, off the window's thread; ``look_asked`` goes there.

    What was decided is remembered for exactly these sessions and this reading: another change of
    the rota says it again.
    """

    look_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._hits: tuple[Hit, ...] = ()
        self._covered = False
        self.setProperty("role", "banner")
        self.setProperty("mood", "warn")
        self._words = text("")
        self.look = button("Look", self.look_asked.emit)
        self.later = button("Not now", self.hide)
        inside = row(self._words, self.look, self.later, gap=12)
        inside.setStretch(0, 1)
        inside.setContentsMargins(16, 6, 12, 6)
        self.setLayout(inside)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._start)
        self._pause.start()
        kit.controller.changed.connect(self._changed)
        self.hide()

    @property
    def words(self) -> str:
        """What is said, empty where nothing is."""
        return "" if self.isHidden() else self._words.text()

    def cover(self, covered: bool) -> None:
        """Say nothing while the page is on view that says it better."""
        self._covered = covered
        self._show()

    def decided(self) -> None:
        """The person has decided about the sessions that no longer fit now."""
        self._kit.memory.keep("decided", self._key(self._kit.ask.hits()))
        self._show()

    def _changed(self, change: Change) -> None:
        if Part.ROTA in change.touched:
            self._arrived(())  # what was found was of another rota
        if change.touched & _WATCHED:
            self._pause.start()

    def _start(self) -> None:
        if self._kit.ask.reading() is None or not self._kit.ask.sessions():
            self._arrived(())
            return
        work = partial(_hits_of, self._kit.ask.broken())
        self._kit.jobs.start(
            SLOT, "Looking at your sessions…", lambda *_: work(), self._arrived, self._kit.tell
        )

    def _arrived(self, found: tuple[Hit, ...]) -> None:
        self._hits = found
        self._show()

    def _show(self) -> None:
        count = len(self._hits)
        decided = self._kit.memory.text("decided") == self._key(self._hits)
        one = "One of your sessions no longer fits the rota."
        many = f"{count} of your sessions no longer fit the rota."
        self._words.setText(one if count == 1 else many)
        self.setAccessibleName(self._words.text())
        self.setVisible(count > 0 and not decided and not self._covered)

    def _key(self, found: tuple[Hit, ...]) -> str:
        stored = self._kit.ask.reading()
        names = " ".join(f"{hit.session.id}/{hit.session.sequence}" for hit in found)
        return f"{stored.id if stored else ''} {names}"


def _hits_of(broken: Broken) -> tuple[Hit, ...]:
    return hits(broken.situation, broken.sessions, broken.since)
