"""Lost sessions for which new time can be found, as long as the allowance asks for more."""

from collections.abc import Sequence
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from planner.model.session import Session
from planner.model.words import hours_words, span_words
from ui.build import column, emptied


class LostSessions(QWidget):
    """A tick for each lost session; ``chosen`` tells that others are to be made up for."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ticks: dict[str, QCheckBox] = {}
        self._asked: set[str] = set()
        self._lines = column(gap=4)
        self.setLayout(self._lines)

    @property
    def ticks(self) -> tuple[QCheckBox, ...]:
        """The ticks, by start of the sessions."""
        return tuple(self._ticks.values())

    @property
    def asked(self) -> frozenset[str]:
        """The ids of the sessions to make up for."""
        return frozenset(self._asked & self._ticks.keys())

    def show_sessions(self, lost: Sequence[Session], zone: ZoneInfo) -> None:
        """Offer these sessions; those asked for before stay ticked."""
        if [session.id for session in lost] == list(self._ticks):
            return
        emptied(self._lines)
        self._ticks = {}
        for session in lost:
            purpose = f", {session.purpose}" if session.purpose else ""
            hours, when = hours_words(session.span.hours), span_words(session.span, zone)
            words = f"Find new time for the {hours} lost on {when}{purpose}"
            tick = QCheckBox(words.replace("&", "&&"))
            tick.setAccessibleName(words)
            tick.setChecked(session.id in self._asked)
            tick.toggled.connect(partial(self._tick, session.id))
            self._ticks[session.id] = tick
            self._lines.addWidget(tick)
        self.setVisible(bool(lost))

    def put_away(self, session: str) -> None:
        """A session is not to be made up for after all."""
        self._ticks[session].setChecked(False)

    def forget(self) -> None:
        """What was asked for has been done."""
        self._asked.clear()
        for tick in self._ticks.values():
            tick.blockSignals(True)
            tick.setChecked(False)
            tick.blockSignals(False)

    def _tick(self, session: str, on: bool) -> None:
        if on:
            self._asked.add(session)
        else:
            self._asked.discard(session)
        self.chosen.emit()
