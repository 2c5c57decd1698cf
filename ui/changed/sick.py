"""Days off sick: no session stays on them, whatever the rota says."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from planner.model.away import SickDays
from planner.model.words import dates_words
from ui.build import button, column, date_entry, emptied, enter, entered, row, text


class SickEntry(QWidget):
    """The first and the last day off sick, where there are any, and those that are kept already.

    ``chosen`` tells of other days, ``forgotten`` carries kept ones that are to go.
    """

    chosen = Signal()
    forgotten = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.tick = QCheckBox("I am off sick from")
        self.first, self.last = date_entry(today), date_entry(today)
        self.first.setAccessibleName("First day off sick")
        self.last.setAccessibleName("Last day off sick")
        self._kept = column(gap=2)
        line = row(self.tick, self.first, text("to", wrap=False), self.last, 1)
        self.setLayout(column(line, self._kept, gap=4))
        self.tick.toggled.connect(lambda _: self._settle())
        self.first.dateChanged.connect(lambda _: self._settle())
        self.last.dateChanged.connect(lambda _: self._settle())
        for entry in (self.first, self.last):
            entry.setEnabled(False)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day, both included; None where nobody is sick."""
        first, last = entered(self.first), entered(self.last)
        return (first, last) if self.tick.isChecked() else None

    def show_kept(self, kept: Sequence[SickDays]) -> None:
        """Show the days off sick that are kept."""
        emptied(self._kept)
        for days in kept:
            when = dates_words(days.first, days.last)
            remove = button("Remove", partial(self.forgotten.emit, days), "quiet")
            remove.setAccessibleName(f"Remove the days off sick, {when}")
            self._kept.addLayout(row(text(f"Off sick {when}", "muted", wrap=False), remove, 1))

    def forget(self) -> None:
        """What was chosen is kept now."""
        self.tick.blockSignals(True)
        self.tick.setChecked(False)
        self.tick.blockSignals(False)
        for entry in (self.first, self.last):
            entry.setEnabled(False)

    def _settle(self) -> None:
        for entry in (self.first, self.last):
            entry.setEnabled(self.tick.isChecked())
        if entered(self.last) < entered(self.first):
            # The first day drags the last one along.
            self.last.blockSignals(True)
            enter(self.last, entered(self.first))
            self.last.blockSignals(False)
        self.chosen.emit()
