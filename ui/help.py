"""Help: the keys, and what the program is."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QWidget

from planner import __version__
from ui.actions import KEYS
from ui.build import column, text

CALENDAR_KEYS = (
    ("Arrows", "Through the days and their entries"),
    ("Home, End", "First and last day of the week"),
    ("Page Up, Page Down", "Previous and next week"),
    ("Enter", "Open the session"),
    ("Delete", "Remove the session"),
)


class HelpDialog(QDialog):
    """Keyboard shortcuts, those of the actions themselves, and a word about the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys = [(shortcut, words.replace("&", "")) for words, shortcut in KEYS.values()]
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        about = (
            f"Leadtime {__version__} finds, books and plans protected time for leadership and "
            "quality improvement in a doctor's rota. Everything stays on this computer."
        )
        inside = column(
            text("Keyboard", "heading"),
            _table(keys),
            text("In the calendar", "heading"),
            _table(CALENDAR_KEYS),
            text("About", "heading"),
            text(about, "muted"),
            buttons,
            gap=10,
        )
        inside.setContentsMargins(24, 20, 24, 16)
        self.setLayout(inside)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)


def _table(lines: Iterable[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for number, (keys, what) in enumerate(lines):
        grid.addWidget(text(keys, "strong", wrap=False), number, 0)
        grid.addWidget(text(what), number, 1)
    return grid
