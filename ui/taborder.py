"""The order in which Tab goes: that in which things lie on the page, also of those made later."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

_WHOLE = (QAbstractSpinBox, QComboBox, QAbstractScrollArea)
"""What is one stop, whatever it is made of."""


def in_order(page: QWidget) -> None:
    """Let Tab go through a page as it is laid out. Qt takes the order in which things were made,
    and puts rows that came later behind the whole window.
    """
    for one, following in pairwise(stops(page)):
        QWidget.setTabOrder(one, following)


def stops(widget: QWidget | None) -> Iterator[QWidget]:
    """What Tab stops at, were it on view, in the order of the layout."""
    if widget is None:
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QScrollArea):
        yield from stops(widget.widget())
    elif isinstance(widget, QSplitter | QStackedWidget):
        for place in range(widget.count()):
            yield from stops(widget.widget(place))
    elif not isinstance(widget, _WHOLE):
        inside = widget.layout()
        if inside is not None:
            yield from _of_layout(inside)


def _of_layout(inside: QLayout) -> Iterator[QWidget]:
    for place in range(inside.count()):
        match inside.itemAt(place):
            case QLayout() as inner:
                yield from _of_layout(inner)
            case QLayoutItem() as item:
                yield from stops(item.widget())
