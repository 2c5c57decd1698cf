"""A week on a surface: laid out, measured, painted, walked through by keys."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from planner.clock import local_date, monday
from ui.canvas.content import Entry, WeekContent
from ui.canvas.cursor import Cursor, Move, kept, moved
from ui.canvas.drag import Ghost
from ui.canvas.header import Head, Header
from ui.canvas.hours import Hours, block_rect, hit, rest_at
from ui.canvas.layout import HourGrid
from ui.canvas.scene import Scene, laid_out
from ui.canvas.spoken import Part
from ui.canvas.surface import Spot, Surface, day_part_name
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


class WeekSheet(Surface):
    """Seven days with their shifts, rest, sessions and suggestions.

    Up and down go through the entries of a day, left and right through the days, Home and End to
    the first and last day, Page Up and Down by weeks.
    """

    def __init__(
        self, theme: Theme, icons: Icons | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        self._first = monday(self._content.now.date())
        self._scene = laid_out(self._content, self._first, self._zone)
        self._cursor = Cursor()
        self._moved = False
        self._top_hour = _MORNING
        self._zoom = 1.0
        self._fitting = False
        self._ghost: Ghost | None = None
        self._ground = QPixmap()
        self._ground_of: tuple[object, ...] = ()
        self._head = Header(self)
        self._fit()
        self.setAccessibleName(self._scene.title)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

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

    @property
    def spot(self) -> Spot:
        return Spot(self.cursor_date, self._cursor.entry)

    def set_week(self, first: date, zone: ZoneInfo, content: WeekContent | None = None) -> None:
        """Show the seven days from ``first``, with other entries where they are given. A cursor
        that was moved stays on its date where that is shown; otherwise it is on today, or else on
        the first day.
        """
        self._content = content or self._content
        day = (self.cursor_date - first).days
        self._first, self._zone = first, zone
        self._cursor = Cursor(day, self._cursor.entry)
        self._lay_out()

    def go_to(self, day: date) -> None:
        """Put the keyboard on a date of the week on view."""
        self._put(Cursor((day - self._first).days))

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

    def _parts_of(self) -> tuple[object, ...]:
        return self._scene, self._grid, self._head.height()

    def _made_parts(self) -> list[Part]:
        made, top = [], float(self._head.height())
        head = self._head_now()
        for index, axis in enumerate(self._scene.axes):
            entries = self._scene.on_day(index)
            made.append(Part(day_part_name(axis.day, entries), head.day_rect(index), index))
            for entry in entries:
                rect = head.entry_rect(entry) if entry.all_day else self.rect_of(entry, index)
                place = rect if entry.all_day else rect.translated(0, top)
                made.append(Part(entry.named(axis.day, self._zone), place, index, entry))
        return made

    def sizeHint(self) -> QSize:
        line = round(self._ink.line)
        return QSize(line * 60, line * 40)

    def minimumSizeHint(self) -> QSize:
        line = round(self._ink.line)
        return QSize(line * 28, line * 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        cursor = self._cursor if self.hasFocus() else None
        now = self._content.now
        hours = Hours(self._ink, self._blocks, self._scene, self._grid, now, cursor, self._ghost)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(hours)
        ratio = self._ground.devicePixelRatio()
        area = QRectF(event.rect())
        part = QRectF(area.topLeft() * ratio, area.size() * ratio)
        painter.drawPixmap(area, self._ground, part)
        hours.paint_over(painter)

    def _paint_ground(self, hours: Hours) -> None:
        """Keep a picture of what stays while pointer and keyboard move, as long as it holds."""
        room, ratio = self.viewport().size(), self.viewport().devicePixelRatioF()
        moving = self._ghost.key if self._ghost is not None else ""
        of = (self._scene, self._grid, self._ink, self._content.now, moving, room, ratio)
        if self._ground_of == of:
            return
        if self._ground.size() != room * ratio:
            self._ground = QPixmap(room * ratio)
        self._ground.setDevicePixelRatio(ratio)
        painter = QPainter(self._ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hours.paint_ground(painter, QRectF(QPointF(), room.toSizeF()))
        painter.end()
        self._ground_of = of

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _MOVES:
            self._step(moved(self._scene, self._cursor, _MOVES[key]))
        elif key in _WEEKS:
            self._step(Cursor(self._cursor.day + _WEEKS[key], self._cursor.entry))
        else:
            super().keyPressEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._grid = self._measured()
        self.viewport().update()

    def _put(self, cursor: Cursor) -> None:
        self._cursor, self._moved = cursor, True
        self._refresh()

    def _go_to(self, part: Part) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._put(Cursor(part.day, part.entry))
        self._reveal()

    def _is_at(self, part: Part, spot: Spot) -> bool:
        return part.day == self._cursor.day and part.entry is spot.entry

    def _step(self, cursor: Cursor) -> None:
        inside = 0 <= cursor.day < len(self._scene.axes)
        self._cursor, self._moved = cursor, True
        if not inside:
            self.date_wanted.emit(self.cursor_date)
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

    def _at(self, at: QPointF) -> tuple[int, Entry | None] | None:
        """The day and the entry at a position in the viewport."""
        day = self._grid.index_at(at.x())
        block = hit(self._scene, self._grid, at)
        return None if day is None else (day, block.entry if block else None)

    def _spot_at(self, at: QPointF) -> Spot | None:
        place = self._at(at)
        if place is None:
            return None
        day = self._first + timedelta(days=place[0])
        return Spot(day, place[1], self._grid.time_at(at.x(), at.y()))

    def _tip(self, at: QPointF) -> str:
        rest = rest_at(self._scene, self._grid, at)
        bare = f"{rest.title}\n{rest.text}\nNo protected time here." if rest else ""
        return super()._tip(at) or bare

    def _lay_out(self) -> None:
        self._scene = laid_out(self._content, self._first, self._zone)
        inside = 0 <= self._cursor.day < len(self._scene.axes)
        if not (inside and self._moved):
            today = (local_date(self._content.now, self._zone) - self._first).days
            self._cursor = Cursor(today if 0 <= today < len(self._scene.axes) else 0)
        self._cursor = kept(self._scene, self._cursor)
        self._fit()
        self._say(self._scene.title, self._scene.spoken(), other_parts=True)

    def _fit(self) -> None:
        self._grid = self._measured()
        height = self._head_now().height
        if self.viewportMargins().top() != height:
            self.setViewportMargins(0, height, 0, 0)
            self._grid = self._measured()
        bar, page = self.verticalScrollBar(), self.viewport().height()
        self._fitting = True
        bar.setRange(0, max(0, round(self._grid.height) - page))
        bar.setPageStep(page)
        bar.setSingleStep(round(self._grid.hour / 2))
        bar.setValue(round(self._top_hour * self._grid.hour))
        self._fitting = False
        self._head.setGeometry(0, 0, self.viewport().width(), height)
        self._grid = self._measured()
        self._refresh()

    def _measured(self) -> HourGrid:
        axes, line = self._scene.axes, self._ink.line
        room, longest = self.viewport().height(), max(axis.hours for axis in axes)
        left = self._ink.small.width("00:00") + line
        return HourGrid(
            days=axes,
            left=left,
            column=max((self.viewport().width() - left) / len(axes), line),
            hour=max(line * 1.7 * self._zoom, room / longest),
            top=-float(self.verticalScrollBar().value()),
        )

    def _scrolled(self) -> None:
        """Keep the hour at the top, also for the next size."""
        if not self._fitting:
            self._top_hour = self.verticalScrollBar().value() / self._grid.hour

    def _head_now(self) -> Head:
        today = local_date(self._content.now, self._zone)
        cursor = self._cursor if self.hasFocus() else None
        return Head(self._ink, self._blocks, self._scene, self._grid, today, cursor)

    def _refresh(self) -> None:
        self._head.show_head(self._head_now())
        self.viewport().update()
        self._say(self._scene.title, self._scene.spoken())
