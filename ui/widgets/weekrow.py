"""What every row of weeks has in common: a cursor that keys move, a focus, a tooltip."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.canvas.ink import Ink
from ui.theme import Theme

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -10_000,
    Qt.Key.Key_End: 10_000,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class WeekRow(QWidget):
    """Weeks side by side. Left and right, Home and End move along; Enter or Space goes there.

    What is shown, said and painted is the subclass's: ``_count``, ``_words``, ``_tip``, ``_go``.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ink = Ink(theme, self.font())
        self._cursor = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme.changed.connect(self._take_ink)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._count() and key in _STEPS:
            self._cursor = min(max(self._cursor + _STEPS[key], 0), self._count() - 1)
            self._say()
            self.update()
        elif self._count() and key in _ENTER:
            self._go()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._take_ink()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _count(self) -> int:
        """How many weeks there are."""
        raise NotImplementedError

    def _words(self, place: int) -> str:
        """A week in words."""
        raise NotImplementedError

    def _tip(self, at: QPointF) -> str:
        """What is told of a point, nothing where nothing lies."""
        raise NotImplementedError

    def _go(self) -> None:
        """The week under the cursor is wanted."""
        raise NotImplementedError

    def _say(self) -> None:
        self.setAccessibleDescription(self._words(self._cursor) if self._count() else "no weeks")

    def _kept_in_row(self) -> None:
        """Fewer weeks may be shown than before: the cursor stays among them."""
        self._cursor = min(self._cursor, max(0, self._count() - 1))
        self._say()
        self.update()

    def _take_ink(self) -> None:
        self._ink = Ink(self._theme, self.font())
        self.updateGeometry()
        self.update()
