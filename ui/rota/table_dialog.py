"""Asks whether a table was understood, before it takes the place of a rota that is there."""

from PySide6.QtWidgets import QDialog, QWidget

from planner.model.rota import Reading
from planner.model.words import dates_words
from planner.rota import shift_words
from ui.build import button, column, fitted, row, text

SHOWN = 6
"""Entries that are shown: enough to see whether dates and hours are right."""


class TableDialog(QDialog):
    """What was guessed of a table, and the first entries as they would be taken."""

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Is the table read right?")
        self.guesses = text("\n".join(f"•  {guess}" for guess in reading.guesses))
        self.entries = text("\n".join(first_entries(reading)), "muted")
        self.take = button("Take it", self.accept, "primary")
        self.take.setDefault(True)
        self.cancel = button("Cancel", self.reject)
        self.cancel.setAutoDefault(False)
        count = len(reading.shifts)
        dates = f", {dates_words(*reading.covers)}" if reading.covers else ""
        inside = column(
            text("Is the table read right?", "heading"),
            text(
                f"“{reading.title}” is a spreadsheet, which does not say how it is meant. "
                "This was guessed:",
                "muted",
            ),
            self.guesses,
            text(f"{'1 entry' if count == 1 else f'{count:,} entries'}{dates}. The first are:"),
            self.entries,
            row(1, self.cancel, self.take),
            gap=12,
        )
        inside.setContentsMargins(24, 20, 24, 16)
        fitted(self, inside, 80)


def first_entries(reading: Reading) -> list[str]:
    """The first entries of a reading in words, each with its person where there are several."""
    several = len(reading.people) > 1
    return [
        (f"{shift.person}: " if several and shift.person else "") + shift_words(shift, reading.zone)
        for shift in reading.shifts[:SHOWN]
    ]
