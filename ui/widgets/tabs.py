"""Parts of a page, one at a time."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from ui.build import button, column, joined, row


class Tabs(QWidget):
    """Buttons in a row, one for each part; the part of the one that is pressed is on view.

    Left and right move along the buttons. ``chosen`` carries the name of the part.
    """

    chosen = Signal(str)

    def __init__(self, parts: Mapping[str, QWidget]) -> None:
        super().__init__()
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._parts = dict(parts)
        for name, part in parts.items():
            entry = button(name, partial(self.choose, name))
            self._group.addButton(entry)
            self._buttons[name] = entry
            self._stack.addWidget(part)
        line = row(joined(tuple(self._buttons.values())), 1)
        line.setContentsMargins(24, 12, 24, 0)
        self._buttons[next(iter(parts))].setChecked(True)
        self.setLayout(column(line, self._stack, gap=0))

    @property
    def current(self) -> str:
        """The name of the part on view."""
        return next(
            name for name, part in self._parts.items() if part is self._stack.currentWidget()
        )

    def button(self, name: str) -> QPushButton:
        """The button of a part."""
        return self._buttons[name]

    def choose(self, name: str) -> None:
        """Show a part by its name."""
        self._buttons[name].setChecked(True)
        self._stack.setCurrentWidget(self._parts[name])
        self.chosen.emit(name)
