"""The top of My plan: which placement, what is on view and how, and the two things to do."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QPushButton, QSizePolicy

from ui.build import button, column, joined, row, text
from ui.canvas.views import Seen
from ui.kit import Kit

_TITLE = 28
"""Letters of the title that should be seen."""

_STEP = {Seen.WEEK: "week", Seen.MONTH: "month", Seen.PLACEMENT: "four weeks", Seen.LIST: "week"}


class PlanHeader(QFrame):
    """Title and dates, steps through time, the four views, Export and Find time.

    ``stepped`` carries how many steps on (back: below 0), ``seen_chosen`` a `Seen`.
    """

    stepped = Signal(int)
    today_asked = Signal()
    seen_chosen = Signal(object)
    export_asked = Signal()
    find_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._title = text("", "heading", wrap=False)
        self._said = text("", "muted", wrap=False)
        for label in (self._title, self._said):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.previous = button("", lambda: self.stepped.emit(-1))
        kit.icons.wear(self.previous, "chevron-left")
        self.today = button("Today", self.today_asked.emit)
        self.today.setToolTip("Today (T)")
        self.following = button("", lambda: self.stepped.emit(1))
        kit.icons.wear(self.following, "chevron-right")
        line = self.fontMetrics().height()
        for each in (self.previous, self.following):
            each.setIconSize(QSize(line, line))
        self._label = text("", "strong", wrap=False)
        self._group = QButtonGroup(self)
        self.views = {seen: self._segment(seen) for seen in Seen}
        self.export = button("Export plan…", self.export_asked.emit)
        self.find_button = button("Find time", self.find_asked.emit, "primary")
        self._steps = row(1, self.previous, self.today, self.following, self._label)
        self._views = row(1, joined(tuple(self.views.values())), self.export, self.find_button)
        self._controls = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._controls.addLayout(self._steps)
        self._controls.addLayout(self._views)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.addLayout(column(self._title, self._said, gap=0), 100)
        self._line.addLayout(self._controls)
        self._line.setContentsMargins(18, 8, 18, 8)
        self.setLayout(self._line)
        for each in (self.previous, self.today, self.following, *self.views.values()):
            # Clicked, they leave the keyboard in the calendar, where its arrows go on.
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_seen(Seen.WEEK, "")

    def _segment(self, seen: Seen) -> QPushButton:
        made = button(seen.value.capitalize(), partial(self.seen_chosen.emit, seen))
        place = list(Seen).index(seen)
        made.setToolTip(f"{seen.value.capitalize()} ({place + 1})")
        made.setAccessibleName(f"View as {seen.value}")
        self._group.addButton(made)
        return made

    def show_placement(self, title: str, said: str) -> None:
        """Show the placement's title and what is said of it."""
        self._title.setText(title)
        self._title.setToolTip(title)
        self._said.setText(said)
        self._said.setToolTip(said)

    def show_title(self, *, seen: bool) -> None:
        """Show the placement's title, or leave its room to what is below."""
        for label in (self._title, self._said):
            label.setVisible(seen)

    @property
    def said(self) -> str:
        """What is said of the placement."""
        return self._said.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The title stands above the rest where there is no room for it beside, and the steps above
        the views where there is none for both.
        """
        title = self.fontMetrics().averageCharWidth() * _TITLE
        parts = self._steps.sizeHint().width() + self._views.sizeHint().width()
        gap, margins = self._controls.spacing(), self._line.contentsMargins()
        room = self.width() - margins.left() - margins.right() - gap
        way = QBoxLayout.Direction
        beside, below = way.LeftToRight, way.TopToBottom
        self._line.setDirection(beside if room >= parts + gap + title else below)
        self._controls.setDirection(beside if room >= parts else below)

    def show_seen(self, seen: Seen, words: str) -> None:
        """Show how the entries are looked at, and what of them is on view."""
        self.views[seen].setChecked(True)
        self._label.setText(words)
        self._fit()
        for entry, name, keys in (
            (self.previous, "Previous", "Alt+Left"),
            (self.following, "Next", "Alt+Right"),
        ):
            entry.setAccessibleName(f"{name} {_STEP[seen]}")
            entry.setToolTip(f"{name} {_STEP[seen]} ({keys})")
