"""What a screen reader finds on a calendar surface: each painted day and entry is a child of it,
with a name, a place, and a press.

Qt keeps an accessible child in a cache that knows nothing of Python: a child is made once for its
place in the list, is taken out of the cache when the surface goes, and never before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, cast

from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from ui.canvas.content import Entry


@dataclass(frozen=True, slots=True)
class Part:
    """Something painted that has a name: a day, or an entry on a day.

    ``day`` counts as the surface counts its days; ``rect`` lies in the surface widget.
    """

    name: str
    rect: QRectF
    day: int
    entry: Entry | None = None


class Speaking(Protocol):
    """A surface that tells its parts. It keeps its ``interface``: Qt holds the address only."""

    interface: object

    def parts(self) -> Sequence[Part]:
        """What is painted, in the order of reading."""

    def focused_part(self) -> int:
        """The place among the parts on which the keyboard stands, -1 for none."""

    def press_part(self, place: int) -> None:
        """Do what a press on a part does."""


class SurfaceInterface(QAccessibleWidget):
    """The accessible list of a surface's parts."""

    def __init__(self, surface: QWidget, name: str) -> None:
        super().__init__(surface, QAccessible.Role.List, name)
        self._surface = surface
        self._children: list[_PartInterface] = []
        ids: list[int] = []
        self._ids = ids
        surface.destroyed.connect(lambda: _forget(ids))

    def childCount(self) -> int:
        return len(self._speaking.parts())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        while len(self._children) <= index:
            made = _PartInterface(self._surface, len(self._children))
            self._children.append(made)
            self._ids.append(QAccessible.uniqueId(made))
        return self._children[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        found = [n for n, mine in enumerate(self._children) if mine == child]
        return found[0] if found and found[0] < self.childCount() else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        at = self._surface.mapFromGlobal(QPoint(x, y)).toPointF()
        parts = self._speaking.parts()
        inside = [n for n, part in enumerate(parts) if part.rect.contains(at)]
        # What lies upon something else comes later.
        return self.child(inside[-1]) if inside else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self.child(self._speaking.focused_part()) if self._surface.hasFocus() else None

    def text(self, of: QAccessible.Text) -> str:
        if of == QAccessible.Text.Name:
            return self._surface.accessibleName()
        return self._surface.accessibleDescription() if of == QAccessible.Text.Description else ""

    @property
    def _speaking(self) -> Speaking:
        return cast(Speaking, self._surface)


class _PartInterface(QAccessibleInterface):
    """One part, by its place in the list."""

    def __init__(self, surface: QWidget, place: int) -> None:
        super().__init__()
        self._surface = surface
        self._place = place
        self._press = _Press(cast(Speaking, surface), place)

    @property
    def _part(self) -> Part | None:
        parts = cast(Speaking, self._surface).parts()
        return parts[self._place] if self._place < len(parts) else None

    def isValid(self) -> bool:
        return self._part is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._surface.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._surface)

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def rect(self) -> QRect:
        part = self._part
        if part is None:
            return QRect()
        rect = part.rect.toAlignedRect()
        rect.moveTopLeft(self._surface.mapToGlobal(rect.topLeft()))
        return rect

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        part, speaking = self._part, cast(Speaking, self._surface)
        focused = self._surface.hasFocus() and speaking.focused_part() == self._place
        for name, holds in {
            "focusable": True,
            "selectable": True,
            "focused": focused,
            "selected": focused,
            "offscreen": part is None or not part.rect.intersects(QRectF(self._surface.rect())),
            "invalid": part is None,
        }.items():
            setattr(state, name, holds)
        return state

    def text(self, of: QAccessible.Text) -> str:
        part = self._part
        if part is None:
            return ""
        if of == QAccessible.Text.Name:
            return part.name
        if of == QAccessible.Text.Description and part.entry is not None:
            return part.entry.tip
        return ""

    def setText(self, _of: QAccessible.Text, _text: str) -> None:
        """The words of a part follow from what it is."""

    def interface_cast(self, wanted: QAccessible.InterfaceType) -> Any:
        # Handed over as the object: an int would be taken for an address.
        return self._press if wanted == QAccessible.InterfaceType.ActionInterface else None


class _Press(QAccessibleActionInterface):
    """Lets a screen reader press a part."""

    def __init__(self, surface: Speaking, place: int) -> None:
        super().__init__()
        self._surface = surface
        self._place = place

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, name: str) -> None:
        if name == QAccessibleActionInterface.pressAction():
            self._surface.press_part(self._place)

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return ["Return"]


@cache
def speak() -> None:
    """Let Qt ask surfaces for what they show; once for the process."""
    QAccessible.installFactory(_interface)


def tell_focus(surface: QWidget) -> None:
    """Tell a screen reader on which part the keyboard stands now."""
    if not QAccessible.isActive():
        return
    place = cast(Speaking, surface).focused_part()
    child = QAccessible.queryAccessibleInterface(surface).child(place) if place >= 0 else None
    if child is not None:
        for what in (QAccessible.Event.Focus, QAccessible.Event.Selection):
            QAccessible.updateAccessibility(QAccessibleEvent(child, what))


def tell_parts(surface: QWidget) -> None:
    """Tell a screen reader that other parts are painted now."""
    if QAccessible.isActive():
        event = QAccessibleEvent(surface, QAccessible.Event.ObjectReorder)
        QAccessible.updateAccessibility(event)


def _interface(_key: str, about: QObject) -> QAccessibleInterface | None:
    if not isinstance(about, QWidget) or not hasattr(about, "press_part"):
        return None
    made = SurfaceInterface(about, about.accessibleName())
    cast(Speaking, about).interface = made
    return made


def _forget(ids: list[int]) -> None:
    for each in ids:
        QAccessible.deleteAccessibleInterface(each)
    ids.clear()
