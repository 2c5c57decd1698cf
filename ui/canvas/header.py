"""The head of a week view: the days, and under them the all-day row."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from planner.model.words import day_words, hours_words, weekday_words
from ui.canvas.blocks import Blocks
from ui.canvas.content import Entry
from ui.canvas.cursor import Cursor
from ui.canvas.ink import Ink, plain, write
from ui.canvas.layout import DayAxis, HourGrid
from ui.canvas.scene import Banner, Scene

_LEFT = Qt.AlignmentFlag.AlignLeft
_MOST = 4


@dataclass(frozen=True)
class Head:
    """The head of a scene over the columns of a grid, ready to paint; logical pixels.

    ``cursor`` is given while the keyboard stands in the week.
    """

    ink: Ink
    blocks: Blocks
    scene: Scene
    grid: HourGrid
    today: date
    cursor: Cursor | None

    @property
    def day_height(self) -> float:
        """Of the row with the days' numbers."""
        return self.ink.line * 2.6

    @property
    def lane_height(self) -> float:
        """Of one lane of the all-day row."""
        return self.ink.line * 1.45

    @property
    def height(self) -> int:
        """Of the whole head: at least one lane, at most `_MOST` and a line for what is left."""
        lanes = min(self.scene.lanes, _MOST) + (1 if self.scene.lanes > _MOST else 0)
        return round(self.day_height + max(lanes, 1) * self.lane_height + 6)

    def banner_rect(self, banner: Banner) -> QRectF:
        """Where an entry of the all-day row lies."""
        top = self.day_height + 3 + banner.lane * self.lane_height
        left = self.grid.x(banner.first) + (0 if banner.before else 3)
        right = self.grid.x(banner.last + 1) - (0 if banner.after else 4)
        return QRectF(left, top + 1, right - left, self.lane_height - 3)

    def day_rect(self, index: int) -> QRectF:
        """Where a day's number and name lie."""
        return QRectF(self.grid.x(index), 0, self.grid.column, self.day_height)

    def entry_rect(self, entry: Entry) -> QRectF:
        """Where an entry of the all-day row lies; the row's last line for one that is hidden."""
        banner = next((b for b in self.scene.banners if b.entry is entry), None)
        if banner is None:
            return QRectF()
        return self.banner_rect(replace(banner, lane=min(banner.lane, _MOST)))

    def hit(self, at: QPointF) -> tuple[int, Entry | None] | None:
        """The day at a position and the entry of the all-day row there; None beside the days."""
        day = self.grid.index_at(at.x())
        if day is None:
            return None
        shown = (banner for banner in self.scene.banners if banner.lane < _MOST)
        found = (banner.entry for banner in shown if self.banner_rect(banner).contains(at))
        return day, next(found, None)

    def tip(self, at: QPointF) -> str:
        """What hovering at a position tells: the entry, or the day with what is hidden on it."""
        place = self.hit(at)
        if place is None:
            return ""
        day, entry = place
        if entry is not None:
            return entry.tip
        axis = self.scene.axes[day]
        hidden = [banner.entry.title for banner in self._hidden(day)]
        return "\n".join([day_words(axis.day) + _clock_note(axis), *hidden])

    def paint(self, painter: QPainter, width: float) -> None:
        """Paint the head, ``width`` wide."""
        tokens = self.ink.tokens
        painter.fillRect(QRectF(0, 0, width, self.height), self.ink.brush(tokens.surface))
        for index, axis in enumerate(self.scene.axes):
            self._day(painter, index, axis)
            self._more(painter, index)
        painter.setPen(self.ink.pen(tokens.line))
        for y in (self.day_height, self.height - 0.5):
            painter.drawLine(QPointF(0, y), QPointF(width, y))
        for banner in self.scene.banners:
            if banner.lane < _MOST:
                self._banner(painter, banner)

    def _day(self, painter: QPainter, index: int, axis: DayAxis) -> None:
        ink, tokens, height, x = self.ink, self.ink.tokens, self.day_height, self.grid.x(index)
        painter.setPen(ink.pen(tokens.line))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height))
        number, today = str(axis.day.day), axis.day == self.today
        width = ink.number.width(number) + 14
        pill = QRectF(x + (6 if today else 1), height * 0.18, width, height * 0.64)
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.brush(tokens.accent))
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(ink.number)
        painter.setPen(ink.pen(tokens.accent_text if today else tokens.text))
        write(painter, pill, number, Qt.AlignmentFlag.AlignHCenter)
        left = pill.right() + (5 if today else 0)
        room = QRectF(left, pill.top(), x + self.grid.column - left - 4, pill.height())
        painter.setFont(ink.small)
        painter.setPen(ink.pen(tokens.text if today else tokens.muted))
        words = weekday_words(axis.day) + (f" · {hours_words(axis.hours)}" if axis.change else "")
        for line in ink.small.fitted(words, room.width(), 1):
            write(painter, room, line, _LEFT)
        if self.cursor == Cursor(index):
            self.blocks.focus(painter, QRectF(x + 2, 2, self.grid.column - 4, height - 4))

    def _banner(self, painter: QPainter, banner: Banner) -> None:
        rect, entry, cursor = self.banner_rect(banner), banner.entry, self.cursor
        words = " · ".join(part for part in (entry.title, entry.detail) if part)
        self.blocks.banner(painter, rect, entry, words)
        if cursor and cursor.entry is entry and banner.first <= cursor.day <= banner.last:
            self.blocks.focus(painter, rect)

    def _more(self, painter: QPainter, index: int) -> None:
        hidden = len(self._hidden(index))
        if hidden:
            top = self.day_height + 3 + _MOST * self.lane_height
            rect = QRectF(self.grid.x(index) + 8, top, self.grid.column - 12, self.lane_height)
            painter.setFont(self.ink.small)
            painter.setPen(self.ink.pen(self.ink.tokens.muted))
            write(painter, rect, f"+ {hidden} more", _LEFT)

    def _hidden(self, index: int) -> list[Banner]:
        banners = self.scene.banners
        return [b for b in banners if b.lane >= _MOST and b.first <= index <= b.last]


class Header(QWidget):
    """Shows the head of a week, and says what was pressed in it: the day's index and the entry of
    the all-day row, None where the day itself was.
    """

    pressed = Signal(int, object)
    opened = Signal(int, object)
    menu_asked = Signal(int, object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head: Head | None = None

    def show_head(self, head: Head) -> None:
        """Show another head."""
        self._head = head
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._head is not None:
            painter = QPainter(self)
            painter.setClipRect(event.rect())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._head.paint(painter, self.width())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._head.hit(event.position()) if self._head else None
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(*place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._head.hit(event.position()) if self._head else None
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(*place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self._head.hit(QPointF(event.pos())) if self._head else None
        if place is not None:
            self.menu_asked.emit(*place, event.globalPos())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if self._head and isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = self._head.tip(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain(words), self)
            return True
        return super().event(event)


def _clock_note(axis: DayAxis) -> str:
    """What the clock does on a day, empty where it does nothing."""
    if axis.change is None:
        return ""
    at, hours = axis.change
    way, after = "forward" if hours > 0 else "back", axis.instant(at).astimezone(axis.zone)
    long, by = hours_words(axis.hours), hours_words(abs(hours))
    return f": {long} long, the clock goes {way} {by} to {after:%H:%M}"
