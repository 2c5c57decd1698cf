"""What a new reading of the rota changed: counts, and the list."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from planner.model.words import date_words
from planner.rota import ChangeWords, Sort, change_words, counts
from planner.workspace import Compared
from ui.build import button, card, column, emptied, row, text
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout

AT_ONCE = 40
"""Changes shown before the rest is asked for."""
_TONES = {Sort.GONE: "warn", Sort.MOVED: "warn"}


class WhatChanged(QFrame):
    """The changes of the current reading; hidden where it follows no other.

    ``look_asked`` asks for what they do to the sessions.
    """

    look_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = text("", "muted")
        self._chips = FlowLayout()
        counts_of = QWidget()
        counts_of.setLayout(self._chips)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 4, 0, 0)
        self._lines.setSpacing(8)
        self._more = button("Show more", self._show_more)
        self.look = button("What they do to your sessions…", self.look_asked.emit)
        self._changes: list[ChangeWords] = []
        self._shown = 0
        self.setLayout(
            column(
                card(
                    text("What changed", "heading"),
                    self._said,
                    counts_of,
                    self._lines,
                    row(self._more, self.look, 1),
                )
            )
        )
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """The changes on view, a line each."""
        return tuple(str(change) for change in self._changes[: self._shown])

    @property
    def more(self) -> QWidget:
        """The button that shows further changes."""
        return self._more

    def show_changes(self, compared: Compared | None, zone: ZoneInfo) -> None:
        """Show what a reading changed; None: it follows no other."""
        self.setVisible(compared is not None)
        self._changes, self._shown = [], 0
        emptied(self._chips)
        emptied(self._lines)
        if compared is None:
            return
        read_at = compared.before.read_at.astimezone(zone)
        when = f"{date_words(read_at.date())} at {read_at:%H:%M}"
        if compared.changes:
            self._said.setText(f"Compared with the reading of {when}.")
            for sort, count in counts(compared.changes).items():
                tone = _TONES.get(sort, "neutral") if count else "neutral"
                self._chips.addWidget(Chip(f"{count} {sort.value}", tone))
        else:
            self._said.setText(f"Nothing changed since the reading of {when}.")
        self._changes = change_words(compared.changes, zone)
        self._show_more()

    def _show_more(self) -> None:
        for change in self._changes[self._shown : self._shown + AT_ONCE]:
            self._lines.addWidget(_line(change))
        self._shown = min(self._shown + AT_ONCE, len(self._changes))
        left = len(self._changes) - self._shown
        self._more.setText(f"Show {min(left, AT_ONCE)} more of {left}")
        self._more.setVisible(left > 0)


def _line(change: ChangeWords) -> QWidget:
    """One change; told in words, so that no colour is needed to read it."""
    was, now = change.before, change.after
    title = was or now
    if was and now:
        inside = column(text(title), text(f"→ {now}", "strong"), gap=0)
    else:
        inside = column(text(title, "strong" if now else ""), gap=0)
    # The chips stand in a column of their own, as wide as the longest.
    sort = QWidget()
    sort.setLayout(column(Chip(change.sort.value, _TONES.get(change.sort, "neutral")), 1))
    sort.setFixedWidth(sort.fontMetrics().horizontalAdvance(f"!  {Sort.RELABELLED.value}  "))
    line = row(sort, inside, gap=12)
    line.setStretch(1, 1)
    whole = QWidget()
    whole.setLayout(line)
    whole.setAccessibleName(str(change))
    return whole
