"""The week view: a calendar surface over seven days.

It shows what it is given and says what the user means by clicks and keys; it changes nothing
itself.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from planner.clock import LONDON, local_date, monday
from ui.canvas.blocks import Blocks
from ui.canvas.content import Entry, WeekContent, What
from ui.canvas.cursor import Cursor, Move, kept, moved
from ui.canvas.header import Head, Header
from ui.canvas.hours import Hours, block_rect, hit, rest_at
from ui.canvas.ink import Ink, plain
from ui.canvas.layout import HourGrid
from ui.canvas.scene import Scene, laid_out
from ui.icons import Icons
from ui.theme import Theme

_MORNING = 7.0

_MOVES = {
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Left: Move.LEFT,
    Qt.Key.Key_Right: Move.RIGHT,
    Qt.Key.Key_Home: Move.HOME,
    Qt.Key.Key_End: Move.END,
}
_WEEKS = {Qt.Key.Key_PageUp: -7, Qt.Key.Key_PageDown: 7}


class WeekView(QAbstractScrollArea):
    """Seven days with their shifts, rest, sessions and suggestions.

    Mouse: a press chooses, a double click opens. Keyboard: up and down go through the entries of a
    day, left and right through the days, Home and End to the first and last day, Page Up and Down
    by weeks; Enter opens, Space chooses, Delete asks to remove. Over the edge of the week
    ``day_moved`` says by how many days the cursor wants to move: show the week that holds
    `cursor_date`.
    """

    offer_chosen = Signal(int)
    session_chosen = Signal(str)
    session_opened = Signal(str)
    remove_asked = Signal(str)
    day_moved = Signal(int)

    def __init__(
        self, theme: Theme, icons: Icons | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons or Icons(theme)
        now = datetime.now().astimezone()
        self._first = monday(now.date())
        self._zone = LONDON
        self._content = WeekContent(now=now)
        self._scene = laid_out(self._content, self._first, self._zone)
        self._cursor = Cursor()
        self._moved = False
        self._top_hour = _MORNING
        self._head = Header(self)
        self._head.pressed.connect(self._choose)
        self._head.opened.connect(self._open)
        self._take_ink()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._scene.title)
        self.verticalScrollBar().actionTriggered.connect(self._scrolled)
        theme.changed.connect(self._take_ink)

    @property
    def scene(self) -> Scene:
        """The week as it is laid out."""
        return self._scene

    @property
    def grid(self) -> HourGrid:
        """The hours as they lie in the viewport now: time ↔ position."""
        return self._grid

    @property
    def head(self) -> Header:
        """The days and the all-day row above the hours."""
        return self._head

    @property
    def cursor_date(self) -> date:
        """The date on which the keyboard stands, or wants to go to."""
        return self._first + timedelta(days=self._cursor.day)

    @property
    def cursor_entry(self) -> Entry | None:
        """The entry on which the keyboard stands."""
        return self._cursor.entry

    def set_week(self, first: date, zone: ZoneInfo) -> None:
        """Show the seven days from ``first``. A cursor that was moved stays on its date where that
        is shown; otherwise it is on today, or else on the first day.
        """
        day = (self.cursor_date - first).days
        self._first, self._zone = first, zone
        self._cursor = Cursor(day, self._cursor.entry)
        self._lay_out()

    def set_content(self, content: WeekContent) -> None:
        """Show other entries."""
        self._content = content
        self._lay_out()

    def rect_of(self, entry: Entry, day: int) -> QRectF:
        """Where an entry among the hours lies on a day, in the viewport; an empty one where it does
        not.
        """
        found = (b for b in self._scene.blocks if b.day == day and b.entry == entry)
        return next((block_rect(self._grid, block) for block in found), QRectF())

    def sizeHint(self) -> QSize:
        line = round(self._ink.line)
        return QSize(line * 60, line * 40)

    def minimumSizeHint(self) -> QSize:
        line = round(self._ink.line)
        return QSize(line * 28, line * 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cursor = self._cursor if self.hasFocus() else None
        now = self._content.now
        hours = Hours(self._ink, self._blocks, self._scene, self._grid, now, cursor)
        hours.paint(painter, QRectF(event.rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._take_ink()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._refresh()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            place = self._at(event.position())
            if place is not None:
                self._choose(*place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self._open(*place)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain(self._tip(QPointF(event.pos()))), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plainly = (
            Qt.Key(event.key()),
            not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier),
        )
        if not plainly:
            super().keyPressEvent(event)
        elif key in _MOVES:
            self._step(moved(self._scene, self._cursor, _MOVES[key]))
        elif key in _WEEKS:
            self._step(Cursor(self._cursor.day + _WEEKS[key], self._cursor.entry))
        elif not self._act(key):
            super().keyPressEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._grid = self._measured()
        self.viewport().update()

    def _act(self, key: Qt.Key) -> bool:
        """Do what a key asks of the entry at the cursor; False where it asks nothing."""
        entry = self._cursor.entry
        if entry is None or entry.what not in (What.SESSION, What.OFFER):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._cursor.day, entry)
        elif key == Qt.Key.Key_Space:
            self._choose(self._cursor.day, entry)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and entry.what is What.SESSION:
            self.remove_asked.emit(entry.key)
        else:
            return False
        return True

    def _choose(self, day: int, entry: Entry | None) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._cursor, self._moved = Cursor(day, entry), True
        self._refresh()
        if entry is not None and entry.what is What.OFFER:
            self.offer_chosen.emit(int(entry.key))
        elif entry is not None and entry.what is What.SESSION:
            self.session_chosen.emit(entry.key)

    def _open(self, day: int, entry: Entry | None) -> None:
        if entry is not None and entry.what is What.SESSION:
            self.session_opened.emit(entry.key)
        else:
            self._choose(day, entry)

    def _step(self, cursor: Cursor) -> None:
        days = cursor.day - self._cursor.day
        inside = 0 <= cursor.day < len(self._scene.axes)
        self._cursor, self._moved = cursor, True
        if not inside:
            self.day_moved.emit(days)
            if not 0 <= self._cursor.day < len(self._scene.axes):
                # Nobody turned the page.
                self._cursor = Cursor(min(max(self._cursor.day, 0), len(self._scene.axes) - 1))
        self._reveal()
        self._refresh()

    def _reveal(self) -> None:
        """Scroll so far that the entry at the cursor is seen."""
        for block in self._scene.blocks:
            if block.day == self._cursor.day and block.entry is self._cursor.entry:
                rect, bar = block_rect(self._grid, block), self.verticalScrollBar()
                over = rect.bottom() - self.viewport().height()
                if over > 0:
                    bar.setValue(bar.value() + round(min(over, rect.top())))
                if rect.top() < 0:
                    bar.setValue(bar.value() + round(rect.top()))
                self._scrolled()

    def _at(self, at: QPointF) -> tuple[int, Entry | None] | None:
        """The day and the entry at a position in the viewport."""
        day = self._grid.index_at(at.x())
        block = hit(self._scene, self._grid, at)
        return None if day is None else (day, block.entry if block else None)

    def _tip(self, at: QPointF) -> str:
        block = hit(self._scene, self._grid, at)
        if block is not None:
            return block.entry.tip
        rest = rest_at(self._scene, self._grid, at)
        return f"{rest.title}\n{rest.text}\nNo protected time here." if rest else ""

    def _take_ink(self) -> None:
        self._ink = Ink(self._theme, self.font())
        self._blocks = Blocks(self._ink, self._icons)
        self._fit()

    def _lay_out(self) -> None:
        self._scene = laid_out(self._content, self._first, self._zone)
        inside = 0 <= self._cursor.day < len(self._scene.axes)
        if not (inside and self._moved):
            today = (local_date(self._content.now, self._zone) - self._first).days
            self._cursor = Cursor(today if 0 <= today < len(self._scene.axes) else 0)
        self._cursor = kept(self._scene, self._cursor)
        self._fit()

    def _fit(self) -> None:
        """Measure again after the size, the font or the scene has changed."""
        self._grid = self._measured()
        height = self._head_now().height
        if self.viewportMargins().top() != height:
            self.setViewportMargins(0, height, 0, 0)
            self._grid = self._measured()
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, round(self._grid.height) - page))
        bar.setPageStep(page)
        bar.setSingleStep(round(self._grid.hour))
        bar.setValue(round(self._top_hour * self._grid.hour))
        self._head.setGeometry(0, 0, self.viewport().width(), height)
        self._grid = self._measured()
        self._refresh()

    def _measured(self) -> HourGrid:
        axes, line = self._scene.axes, self._ink.line
        room, longest = self.viewport().height(), max(axis.hours for axis in axes)
        left = self._ink.metrics(self._ink.small).horizontalAdvance("00:00") + line
        return HourGrid(
            days=axes,
            left=left,
            column=max((self.viewport().width() - left) / len(axes), line),
            hour=max(line * 1.7, room / longest),
            top=-float(self.verticalScrollBar().value()),
        )

    def _scrolled(self) -> None:
        """Keep the hour at the top, also for the next size."""
        self._top_hour = self.verticalScrollBar().sliderPosition() / self._grid.hour

    def _head_now(self) -> Head:
        today = local_date(self._content.now, self._zone)
        cursor = self._cursor if self.hasFocus() else None
        return Head(self._ink, self._blocks, self._scene, self._grid, today, cursor)

    def _show_head(self) -> None:
        self._head.show_head(self._head_now())

    def _refresh(self) -> None:
        """Paint again, and say again what is there."""
        self._show_head()
        self.viewport().update()
        self._say()

    def _say(self) -> None:
        axis = self._scene.axes[min(max(self._cursor.day, 0), len(self._scene.axes) - 1)]
        entry = self._cursor.entry
        here = entry.spoken(axis.day, self._zone) if entry else ""
        self.setAccessibleName(" – ".join(part for part in (self._scene.title, here) if part))
        self.setAccessibleDescription(self._scene.spoken())
