"""The week view: a week that is clicked, dragged, zoomed."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.canvas.content import Entry
from ui.canvas.cursor import Cursor
from ui.canvas.drag import Ghost, Judgement, nudged
from ui.canvas.glide import Glide
from ui.canvas.hand import Hand, Judge, may_be_held
from ui.canvas.weeksheet import WeekSheet
from ui.icons import Icons
from ui.theme import Theme

_ZOOMS = (0.4, 4.0)
_ZOOM_STEP = 1.15
_SCROLL_EVERY = 30
_ZOOM_KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
_NUDGES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -96,
    Qt.Key.Key_Right: 96,
}
"""Steps of a session under Ctrl and an arrow, in quarters of an hour."""

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class WeekView(WeekSheet):
    """A week to work in.

    Mouse: a press chooses, a double click opens; a drag over the hours draws a new span, a drag of
    a session moves it, of its upper or lower edge resizes it; Esc lets go. With Ctrl the arrows
    move the session at the cursor by a quarter of an hour or by a day, with Shift as well they move
    its end. Ctrl with the wheel, with plus, minus and 0 makes the hours taller and lower.

    ``span_drawn`` carries the new span, ``session_moved`` a session's id and its span.
    """

    span_drawn = Signal(object)
    session_moved = Signal(str, object)

    def __init__(
        self, theme: Theme, icons: Icons | None = None, parent: QWidget | None = None
    ) -> None:
        self._hand = Hand(lambda _key: lambda _span: Judgement(free=True))
        super().__init__(theme, icons, parent)
        self._glide = Glide(self.verticalScrollBar())
        self._drift = QTimer(self)
        self._drift.setInterval(_SCROLL_EVERY)
        self._drift.timeout.connect(self._drift_on)
        self._pointer = QPointF()
        self._head.pressed.connect(self._choose)
        self._head.opened.connect(self._open)
        self._head.menu_asked.connect(self._menu_in_head)
        self.viewport().setMouseTracking(True)

    @property
    def ghost(self) -> Ghost | None:
        """What is being dragged."""
        return self._ghost

    @property
    def zoom(self) -> float:
        """How tall the hours are; 1 is the usual."""
        return self._zoom

    def set_judge(self, judge_for: Callable[[str], Judge]) -> None:
        """What judges the spans of a drag: see `Hand`."""
        self._hand.set_judge(judge_for)

    def set_zoom(self, zoom: float, anchor: float | None = None) -> None:
        """Make the hours so tall; the hour at ``anchor``, a height in the viewport, stays there."""
        at = self.viewport().height() / 2 if anchor is None else anchor
        hour = (at - self._grid.top) / self._grid.hour
        self._zoom = min(max(zoom, _ZOOMS[0]), _ZOOMS[1])
        self._fit()
        self.verticalScrollBar().setValue(round(hour * self._grid.hour - at))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self._choose(*place)
            self._hand.press(self._scene, self._grid, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._hand.holds and not event.buttons() & Qt.MouseButton.LeftButton:
            self._hand.cancel()  # it came up where nobody heard it
        self._drag_on()
        self.viewport().setCursor(self._hand.shape(self._scene, self._grid, self._pointer))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._hand.holds:
            ghost = self._hand.release()
            self._let_go()
            if ghost is not None:
                self._drop(ghost)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self._open(*place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & _CTRL:
            steps = event.angleDelta().y() / 120
            self.set_zoom(self._zoom * _ZOOM_STEP**steps, event.position().y())
        else:
            self._glide.wheel(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape and self._hand.holds:
            self._let_go()
        elif modifiers in (_CTRL, _CTRL | _SHIFT) and self._with_ctrl(key, modifiers):
            event.accept()
        else:
            super().keyPressEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._drag_on()

    def _lay_out(self) -> None:
        held = self._hand.held
        if held and all((s.id, s.span) != held for s in self._content.sessions):
            self._let_go()  # it is gone, or somewhere else
        super()._lay_out()

    def _with_ctrl(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Zoom, or move the session at the cursor; False where a key asks neither."""
        if key in _ZOOM_KEYS:
            step = _ZOOM_KEYS[key]
            self.set_zoom(self._zoom * _ZOOM_STEP**step if step else 1.0)
            return True
        entry, end_only = self._cursor.entry, bool(modifiers & _SHIFT)
        if key not in _NUDGES or entry is None or not may_be_held(entry):
            return False
        span = nudged(entry.span, _NUDGES[key], end_only=end_only, zone=self._zone)
        if span != entry.span:
            self.session_moved.emit(entry.key, span)
        return True

    def _drag_on(self) -> None:
        """The pointer is somewhere else over the hours, or the hours under the pointer are."""
        if not self._hand.holds:
            return
        if self._hand.move(self._grid, self._zone, self._pointer):
            self._ghost = self._hand.ghost
            self.viewport().update()
        outside = not 0 <= self._pointer.y() < self.viewport().height()
        if self._ghost is not None and outside:
            self._drift.start()
        else:
            self._drift.stop()

    def _drift_on(self) -> None:
        """Scroll on while a drag is held over the edge."""
        over = min(self._pointer.y(), 0.0) or self._pointer.y() - self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(min(max(over, -30), 30) / 2))

    def _let_go(self) -> None:
        self._drift.stop()
        self._hand.cancel()
        self._ghost = None
        self.viewport().update()

    def _drop(self, ghost: Ghost) -> None:
        before = next((s.span for s in self._content.sessions if s.id == ghost.key), None)
        if not ghost.key:
            self.span_drawn.emit(ghost.span)
        elif ghost.span != before:
            self.session_moved.emit(ghost.key, ghost.span)

    def _choose(self, day: int, entry: Entry | None) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._put(Cursor(day, entry))
        self._choose_entry(entry)

    def _open(self, day: int, entry: Entry | None) -> None:
        self._put(Cursor(day, entry))
        self._open_entry(entry)

    def _menu_in_head(self, day: int, entry: Entry | None, at: object) -> None:
        self._put(Cursor(day, entry))
        self.menu_asked.emit(self.spot, at)
