"""A surface whose keyboard walks through dates: the month and the placement."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from planner.clock import DAY
from planner.spans import Span
from ui.canvas.content import Entry, WeekContent, entries
from ui.canvas.cursor import Move
from ui.canvas.days import Place, by_date, settled, walked
from ui.canvas.glide import Glide
from ui.canvas.spoken import Part
from ui.canvas.surface import Spot, Surface
from ui.icons import Icons
from ui.theme import Theme

_MOVES = {
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Left: Move.LEFT,
    Qt.Key.Key_Right: Move.RIGHT,
    Qt.Key.Key_Home: Move.HOME,
    Qt.Key.Key_End: Move.END,
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class DaySurface(Surface):
    """Dates with their entries.

    A press chooses an entry, or the date; a double click opens a session, elsewhere the week. Up
    and down go through the entries of a date and on to the week above or below, left and right
    through the dates, Home and End to Monday and Sunday, Page Up and Down by pages; Enter on a date
    opens its week.
    """

    def __init__(
        self, theme: Theme, icons: Icons | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        self._entries: tuple[Entry, ...] = ()
        self._on: dict[date, tuple[Entry, ...]] = {}
        self._place = Place(self._content.now.date())
        self._glide = Glide(self.verticalScrollBar())
        self.viewport().setMouseTracking(True)

    @property
    def spot(self) -> Spot:
        return Spot(self._place.day, self._place.entry)

    @property
    def cursor_date(self) -> date:
        """The date on which the keyboard stands."""
        return self._place.day

    @property
    def cursor_entry(self) -> Entry | None:
        """The entry on which the keyboard stands."""
        return self._place.entry

    def entries_on(self, day: date) -> Sequence[Entry]:
        """The entries that are listed under a date."""
        return self._on.get(day, ())

    def go_to(self, day: date) -> None:
        """Put the keyboard on a date, and see that it is on view."""
        self._place = Place(day)
        self._reveal()
        self._refresh()

    def sizeHint(self) -> QSize:
        line = round(self._ink.line)
        return QSize(line * 60, line * 40)

    def minimumSizeHint(self) -> QSize:
        line = round(self._ink.line)
        return QSize(line * 28, line * 14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._glide.wheel(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_at(event.position())
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._put(Place(spot.date, spot.entry))
            self._choose_entry(spot.entry)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        there = self._spot_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_at(event.position())
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self._put(Place(spot.date, spot.entry))
            self._open_here()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _MOVES:
            self._step(walked(self._place, _MOVES[key], self.entries_on))
        elif key in _PAGES:
            self._step(Place(self._page(self._place.day, _PAGES[key])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_here()
        else:
            super().keyPressEvent(event)

    def press_part(self, place: int) -> None:
        parts = self.parts()
        if place < len(parts):
            self._go_to(parts[place])
            self._open_here()

    def _open_here(self) -> None:
        if self._place.entry is not None and self._place.entry.key:
            self._open_entry(self._place.entry)
        else:
            self.week_opened.emit(self._place.day)

    def _take(self, content: WeekContent, zone: ZoneInfo, within: Span) -> None:
        """Take other entries in."""
        self._content, self._zone = content, zone
        self._entries = entries(content, zone, within)
        self._on = by_date(self._entries, zone)
        self._place = settled(self._place, self._on)

    def _put(self, place: Place) -> None:
        self._place = place
        self._refresh()

    def _step(self, place: Place) -> None:
        if not self._holds(place.day):
            self.date_wanted.emit(place.day)
            if not self._holds(place.day):
                return  # nobody turned the page
        self._place = place
        self._reveal()
        self._refresh()

    def _go_to(self, part: Part) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._put(Place(self._first_day() + timedelta(days=part.day), part.entry))

    def _is_at(self, part: Part, spot: Spot) -> bool:
        return part.day == (spot.date - self._first_day()) // DAY and part.entry is spot.entry

    def _first_day(self) -> date:
        """The first date that is laid out."""
        raise NotImplementedError

    def _holds(self, day: date) -> bool:
        """Whether a date is laid out."""
        raise NotImplementedError

    def _page(self, day: date, pages: int) -> date:
        """The date a page on, or back."""
        raise NotImplementedError

    def _reveal(self) -> None:
        """Scroll so far that the date at the cursor is seen."""
