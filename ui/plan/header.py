"""The top of My plan: which placement, which week, and the two things to do."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from planner.clock import WEEK, monday
from planner.model.words import week_words
from ui.build import button, column, row, text
from ui.kit import Kit


class PlanHeader(QFrame):
    """Title and dates, steps through the weeks, Export and Find time.

    ``week_chosen`` carries the Monday to show.
    """

    week_chosen = Signal(object)
    export_asked = Signal()
    find_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._week = monday(kit.now().date())
        self._title = text("", "heading", wrap=False)
        self._said = text("", "muted", wrap=False)
        for label in (self._title, self._said):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.previous = button("", lambda: self._step(-1))
        self.previous.setAccessibleName("Previous week")
        self.previous.setToolTip("Previous week (Alt+Left)")
        kit.icons.wear(self.previous, "chevron-left")
        self.today = button("Today", self.go_today)
        self.following = button("", lambda: self._step(1))
        self.following.setAccessibleName("Next week")
        self.following.setToolTip("Next week (Alt+Right)")
        kit.icons.wear(self.following, "chevron-right")
        self._label = text("", "strong", wrap=False)
        self.export = button("Export plan…", self.export_asked.emit)
        self.find_button = button("Find time", self.find_asked.emit, "primary")
        line = row(
            column(self._title, self._said, gap=0),
            self.previous,
            self.today,
            self.following,
            self._label,
            12,
            self.export,
            self.find_button,
        )
        line.setStretch(0, 100)
        line.setContentsMargins(18, 8, 18, 8)
        self.setLayout(line)

    def show_placement(self, title: str, said: str) -> None:
        """Show the placement's title and what is said of it."""
        self._title.setText(title)
        self._title.setToolTip(title)
        self._said.setText(said)
        self._said.setToolTip(said)

    @property
    def said(self) -> str:
        """What is said of the placement."""
        return self._said.text()

    def show_week(self, first: date) -> None:
        """Show which week is on view."""
        self._week = first
        self._label.setText(week_words(first))

    def go_today(self) -> None:
        """Ask for the week of today."""
        zone = self._kit.zone
        if zone is not None:
            self.week_chosen.emit(monday(self._kit.today(zone)))

    def _step(self, weeks: int) -> None:
        self.week_chosen.emit(self._week + weeks * WEEK)
