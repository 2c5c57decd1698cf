"""A layout that sets its widgets in lines, like words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets beside each other, as many as the width takes, then the next line.

    A widget wider than the whole line gets the line's width and the height it needs for that.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 5) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._placed(QRect(0, 0, width, 0))[1]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        places, _ = self._placed(rect)
        for item, place in zip(self._items, places, strict=True):
            item.setGeometry(place)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._items]
        width = sum(widths) + self._gap * max(0, len(widths) - 1)
        return QSize(width, max((i.sizeHint().height() for i in self._items), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _placed(self, rect: QRect) -> tuple[list[QRect], int]:
        """Where each widget goes, and the height of all lines."""
        places: list[QRect] = []
        at, tallest = QPoint(rect.topLeft()), 0
        for item in self._items:
            width = min(item.sizeHint().width(), rect.width())
            height = item.heightForWidth(width) if item.hasHeightForWidth() else 0
            height = height if height > 0 else item.sizeHint().height()
            if at.x() > rect.left() and at.x() + width > rect.left() + rect.width():
                at = QPoint(rect.left(), at.y() + tallest + self._gap)
                tallest = 0
            places.append(QRect(at, QSize(width, height)))
            at.setX(at.x() + width + self._gap)
            tallest = max(tallest, height)
        return places, at.y() + tallest - rect.top()
