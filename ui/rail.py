"""The rail on the left: the pages there are."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from ui.build import column
from ui.icons import Icons

ENTRIES = {
    "plan": ("My plan", "calendar"),
    "rota": ("Rota", "text-align-start"),
    "review": ("Review", "check"),
    "settings": ("Settings", "settings"),
}


class RailButton(QToolButton):
    """A page's button; Enter presses it as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Rail(QWidget):
    """One button a page; ``chosen`` carries the page's name."""

    chosen = Signal(str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Pages")
        group = QButtonGroup(self)
        group.setExclusive(True)
        self._buttons: dict[str, QToolButton] = {}
        size = round(self.fontMetrics().height() * 1.35)
        for name, (words, icon) in ENTRIES.items():
            entry = RailButton()
            entry.setText(words)
            entry.setCheckable(True)
            entry.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            entry.setIconSize(QSize(size, size))
            entry.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            icons.wear(entry, icon, "rail_text", "#FFFFFF")
            entry.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            group.addButton(entry)
            self._buttons[name] = entry
        above, below = ("plan", "rota"), ("review", "settings")
        layout = column(
            *(self._buttons[name] for name in above),
            1,
            *(self._buttons[name] for name in below),
            gap=4,
        )
        layout.setContentsMargins(4, 10, 4, 10)
        self.setLayout(layout)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 11)

    def button(self, name: str) -> QToolButton:
        """The button of a page."""
        return self._buttons[name]

    def show_page(self, name: str) -> None:
        """Mark the page that is on view."""
        self._buttons[name].setChecked(True)
