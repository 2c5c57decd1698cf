"""The lines of the page: a session with its move, and a change of the rota."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QWidget

from planner.rota import Sort
from ui.build import column, text
from ui.changed.box import Look, TimeBox
from ui.changed.content import RotaLine, SessionLine
from ui.theme import Theme
from ui.widgets.chip import Chip


class SessionRow(QFrame):
    """A session that no longer fits, the place it can move to, and why; ticked where it is to move.

    ``ticked`` carries the session's id and whether it is to move.
    """

    ticked = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.tick = QCheckBox()
        self._was, self._there = TimeBox(theme), TimeBox(theme)
        self._why = text("", "muted")
        self._id = ""
        _lay_out(self, self.tick, self._was, self._there, self._why)
        self.tick.toggled.connect(lambda on: self.ticked.emit(self._id, on))

    @property
    def words(self) -> tuple[str, str, str]:
        """What the row says: the session, its new place, why."""
        return self._was.words, self._there.words, self._why.text()

    def show_line(self, line: SessionLine, *, ticked: bool) -> None:
        """Show a session; the tick is only put where it already is in the person's mind."""
        self._id = line.session.id
        self._was.show_words(line.when, line.what, Look.SESSION, line.session.state)
        if line.there:
            self._there.show_words(line.there, line.place, Look.OFFER)
        elif line.can_move:
            self._there.show_words("", "Stays where it is", Look.NOTHING)
        else:
            self._there.show_words("", "No other place", Look.NOTHING)
        self._why.setText(line.why)
        self.tick.blockSignals(True)
        self.tick.setChecked(ticked and line.can_move)
        self.tick.blockSignals(False)
        self.tick.setEnabled(line.can_move)
        self.tick.setAccessibleName(
            f"Move {line.when}" + (f" to {line.there}" if line.there else "")
        )
        self.tick.setAccessibleDescription(line.why)


class RotaRow(QFrame):
    """One change of the rota: what was, what is, which word for it, and the rules it breaks."""

    def __init__(self, theme: Theme, line: RotaLine) -> None:
        super().__init__()
        self.setProperty("role", "card")
        change = line.change
        was, now = TimeBox(theme), TimeBox(theme)
        nothing = {Sort.ADDED: "Not in the rota before", Sort.GONE: "Not in the rota any more"}
        for box, when, look in ((was, change.before, Look.WAS), (now, change.after, Look.NOW)):
            if when:
                box.show_words(when, "", look)
            else:
                box.show_words("", nothing.get(change.sort, ""), Look.NOTHING)
        words = QWidget()
        said = text(change.sort.value, "muted")
        words.setLayout(
            column(1, said, *([Chip(line.rules, "bad")] if line.rules else []), 1, gap=4)
        )
        _lay_out(self, None, was, now, words)
        self.setAccessibleName(str(line))


def _lay_out(
    row: QFrame, tick: QCheckBox | None, was: QWidget, now: QWidget, words: QWidget
) -> None:
    """Tick, box, arrow, box and words in columns that all rows share."""
    line = row.fontMetrics().height()
    grid = QGridLayout(row)
    grid.setContentsMargins(line * 3 // 4, line // 2, line * 3 // 4, line // 2)
    grid.setHorizontalSpacing(line * 3 // 4)
    grid.addWidget(tick or QWidget(), 0, 0)
    arrow = text("→", wrap=False)
    arrow.setAccessibleName("becomes")
    middle = Qt.AlignmentFlag.AlignVCenter
    grid.addWidget(was, 0, 1, middle)
    grid.addWidget(arrow, 0, 2)
    grid.addWidget(now, 0, 3, middle)
    grid.addWidget(words, 0, 4)
    grid.setColumnMinimumWidth(0, line * 3 // 2)
    for place, share in ((1, 27), (3, 27), (4, 32)):
        grid.setColumnStretch(place, share)
