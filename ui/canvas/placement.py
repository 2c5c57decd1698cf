"""The placement view: every week of a placement as a lane, one under the other."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from planner.clock import DAY, days_span, monday
from planner.model.words import dates_words, day_words, weekday_words
from ui.canvas.content import WeekContent
from ui.canvas.days import Place
from ui.canvas.daysurface import DaySurface
from ui.canvas.ink import write
from ui.canvas.lanepaint import LaneGrid, LanePainter
from ui.canvas.lanes import Lane, placement_lanes
from ui.canvas.spoken import Part
from ui.canvas.surface import Spot, day_part_name
from ui.icons import Icons
from ui.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignLeft
_PAGE = 4


class PlacementView(DaySurface):
    """Weeks under each other, days side by side, entries as strips of their true length; the hours
    of protected time of each week on the right.
    """

    def __init__(
        self, theme: Theme, icons: Icons | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        self._dates = (self._place.day, self._place.day)
        self._lanes: tuple[Lane, ...] = ()
        self._week: date | None = None
        self._fit()

    @property
    def lanes(self) -> Sequence[Lane]:
        """The weeks as they are laid out."""
        return self._lanes

    @property
    def title(self) -> str:
        """The dates in words."""
        return dates_words(*self._dates)

    @property
    def grid(self) -> LaneGrid:
        """Where the lanes lie in the viewport now."""
        line = self._ink.line
        rows = max(len(self._lanes), 1)
        room = self.viewport().height() - self._top
        return LaneGrid(
            left=self._ink.small.width("28 Sep") + 20,
            right=self._ink.small_bold.width("17.5 h") + 20,
            width=float(self.viewport().width()),
            top=self._top - self.verticalScrollBar().value(),
            height=max(line * 1.3, min(room / rows, line * 2.4)),
            days=7,
        )

    def set_placement(
        self, dates: tuple[date, date], week: date, content: WeekContent, zone: ZoneInfo
    ) -> None:
        """Show the weeks that touch two dates, both included; the one that begins with the Monday
        ``week`` is framed.
        """
        self._dates = dates
        first, last = monday(dates[0]), monday(dates[1]) + timedelta(days=6)
        self._take(content, zone, days_span(first, last, zone))
        self._lanes = placement_lanes(self._entries, content.rest, first, last, zone)
        if not self._holds(self._place.day):
            self._place = Place(week)
        self._week = week
        self._fit()

    def lane_rect(self, day: date) -> QRectF:
        """Where the week of a date lies in the viewport."""
        grid = self.grid
        row = (day - self._first_day()).days // 7
        return QRectF(0, grid.y(row), grid.width, grid.height)

    def _parts_of(self) -> tuple[object, ...]:
        return self._lanes, self.grid, self._ink

    def _made_parts(self) -> list[Part]:
        made, grid = [], self.grid
        for number, lane in enumerate(self._lanes):
            where = {id(s.entry): self._painter.rect(s, grid, grid.y(number)) for s in lane.strips}
            for weekday, axis in enumerate(lane.days):
                index, here = number * 7 + weekday, self.entries_on(axis.date)
                cell = QRectF(grid.x(weekday), grid.y(number), grid.day, grid.height)
                made.append(Part(day_part_name(axis.date, here), cell, index))
                made += [
                    Part(e.named(axis.date, self._zone), where.get(id(e), cell), index, e)
                    for e in here
                ]
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, tokens, grid = self._ink, self._ink.tokens, self.grid
        painter.fillRect(event.rect(), ink.brush(tokens.surface))
        self._painter.paint(painter, self._lanes, grid, QRectF(event.rect()))
        now = self._spot_of_now(grid)
        if now is not None:
            painter.fillRect(now, ink.brush(tokens.now))
        if self._week is not None and self._holds(self._week):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(ink.pen(tokens.text, 2.0))
            painter.drawRoundedRect(self.lane_rect(self._week).adjusted(1, 0, -1, -1), 5, 5)
        if self.hasFocus() and self._holds(self._place.day):
            self._blocks.focus(painter, self._focus_rect(grid))
        self._weekdays(painter, grid)

    def _weekdays(self, painter: QPainter, grid: LaneGrid) -> None:
        ink, tokens = self._ink, self._ink.tokens
        head = QRectF(0, 0, grid.width, self._top)
        painter.fillRect(head, ink.brush(tokens.surface))
        painter.setPen(ink.pen(tokens.line))
        painter.drawLine(head.bottomLeft(), head.bottomRight())
        painter.setFont(ink.small_bold)
        painter.setPen(ink.pen(tokens.muted))
        for column in range(7):
            words = weekday_words(self._first_day() + column * DAY)
            write(painter, QRectF(grid.x(column) + 6, 0, grid.day, self._top), words, _LEFT)

    def _focus_rect(self, grid: LaneGrid) -> QRectF:
        days = (self._place.day - self._first_day()).days
        row, column = divmod(days, 7)
        if self._place.entry is not None:
            for strip in self._lanes[row].strips:
                if strip.entry is self._place.entry:
                    return self._painter.rect(strip, grid, grid.y(row)).adjusted(-1, -1, 1, 1)
        return QRectF(grid.x(column), grid.y(row), grid.day, grid.height)

    def _spot_of_now(self, grid: LaneGrid) -> QRectF | None:
        now = self._content.now
        for row, lane in enumerate(self._lanes):
            for column, day in enumerate(lane.days):
                if day.span.start <= now < day.span.end:
                    share = (now - day.span.start) / day.span.duration
                    return QRectF(grid.x(column + share) - 1, grid.y(row), 2, grid.height)
        return None

    def _spot_at(self, at: QPointF) -> Spot | None:
        row, place = self.grid.place_at(at)
        if at.y() < self._top or not (0 <= row < len(self._lanes) and place < 7):
            return None
        lane = self._lanes[row]
        strip = lane.at(place) if place >= 0 else None
        day = lane.days[max(int(place), 0)].date
        if strip is None:
            return Spot(day)
        # A night that began the day before is listed under that day.
        listed = next((d.date for d in lane.days if strip.entry in self.entries_on(d.date)), day)
        return Spot(day if strip.entry in self.entries_on(day) else listed, strip.entry)

    def _tip(self, at: QPointF) -> str:
        spot = self._spot_at(at)
        if spot is None or spot.entry is not None:
            return super()._tip(at)
        row, place = self.grid.place_at(at)
        rests = (r.title for r in self._lanes[row].rests if r.left <= place < r.right)
        return "\n".join([day_words(spot.date), *rests])

    def _first_day(self) -> date:
        return self._lanes[0].days[0].date if self._lanes else monday(self._place.day)

    def _holds(self, day: date) -> bool:
        return 0 <= (day - self._first_day()).days < 7 * len(self._lanes)

    def _page(self, day: date, pages: int) -> date:
        last = self._first_day() + (7 * len(self._lanes) - 1) * DAY
        return min(max(day + pages * _PAGE * 7 * DAY, self._first_day()), last)

    def _reveal(self) -> None:
        if self._holds(self._place.day):
            rect, bar = self.lane_rect(self._place.day), self.verticalScrollBar()
            over = rect.bottom() - self.viewport().height()
            under = rect.top() - self._top
            if over > 0:
                bar.setValue(bar.value() + round(over))
            elif under < 0:
                bar.setValue(bar.value() + round(under))

    def _fit(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, round(self._top + self.grid.height * len(self._lanes)) - page))
        bar.setPageStep(page)
        bar.setSingleStep(round(self.grid.height))
        self._refresh()

    def _make_ink(self) -> None:
        super()._make_ink()
        self._painter = LanePainter(self._ink, self._blocks)

    def _refresh(self) -> None:
        super()._refresh()
        self._say(f"Placement {self.title}", "")

    @property
    def _top(self) -> float:
        return self._ink.line * 1.7
