"""The month view: a calendar surface over the weeks of a month."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from planner.clock import DAY, local_date
from planner.model.words import day_words, month_words, weekday_words
from planner.spans import Span
from ui.canvas.content import Entry, WeekContent, What
from ui.canvas.days import Place
from ui.canvas.daysurface import DaySurface
from ui.canvas.ink import write
from ui.canvas.monthscene import MonthRow, MonthScene, month_laid_out, month_span, next_month
from ui.canvas.scene import Banner
from ui.canvas.spoken import Part
from ui.canvas.surface import Spot, day_part_name
from ui.icons import Icons
from ui.theme import Theme

_LEFT, _CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter


class MonthView(DaySurface):
    """The weeks that touch a month: a cell a day, a bar an entry, what there is no room for as "+2
    more".
    """

    def __init__(
        self, theme: Theme, icons: Icons | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        self._scene = month_laid_out((), self._place.day, self._zone)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._refresh()

    @property
    def scene(self) -> MonthScene:
        """The month as it is laid out."""
        return self._scene

    @property
    def title(self) -> str:
        """The month in words, such as "October 2026"."""
        return month_words(self._scene.month)

    def within(self, month: date, zone: ZoneInfo) -> Span:
        """The time that a month's view shows."""
        return month_span(month, zone)

    def set_month(self, month: date, content: WeekContent, zone: ZoneInfo) -> None:
        """Show the month of a date with other entries."""
        self._take(content, zone, month_span(month, zone))
        self._scene = month_laid_out(self._entries, month, zone)
        if not self._holds(self._place.day):
            self._place = Place(month)
        self._refresh()

    def cell_rect(self, day: date) -> QRectF:
        """Where a date lies in the viewport."""
        row, column = divmod((day - self._first_day()).days, 7)
        return QRectF(self._x(column), self._y(row), self._column, self._row)

    def bar_rect(self, row: int, bar: Banner) -> QRectF:
        """Where a bar lies in the viewport."""
        top = self._y(row) + self._head + bar.lane * self._lane
        left = self._x(bar.first) + (0 if bar.before else 4)
        right = self._x(bar.last + 1) - (0 if bar.after else 4)
        return QRectF(left, top, right - left, self._lane - 3)

    def _parts_of(self) -> tuple[object, ...]:
        return self._scene, self.viewport().size(), self._ink

    def _made_parts(self) -> list[Part]:
        made = []
        for number, row in enumerate(self._scene.rows):
            drawn, _ = row.shown(self._room)
            where = {id(bar.entry): self.bar_rect(number, bar) for bar in drawn}
            for weekday in range(7):
                day = row.first + timedelta(days=weekday)
                here, cell, index = self.entries_on(day), self.cell_rect(day), number * 7 + weekday
                made.append(Part(day_part_name(day, here), cell, index))
                made += [
                    Part(entry.named(day, self._zone), where.get(id(entry), cell), index, entry)
                    for entry in here
                ]
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, tokens = self._ink, self._ink.tokens
        painter.fillRect(event.rect(), ink.brush(tokens.surface))
        self._weekdays(painter)
        for number, row in enumerate(self._scene.rows):
            self._paint_row(painter, number, row)
        if self.hasFocus() and self._holds(self._place.day):
            self._blocks.focus(painter, self._focus_rect())

    def _weekdays(self, painter: QPainter) -> None:
        painter.setFont(self._ink.small_bold)
        painter.setPen(self._ink.pen(self._ink.tokens.muted))
        for column in range(7):
            words = weekday_words(self._first_day() + timedelta(days=column))
            write(painter, QRectF(self._x(column) + 8, 0, self._column, self._top), words, _LEFT)

    def _paint_row(self, painter: QPainter, number: int, row: MonthRow) -> None:
        tokens = self._ink.tokens
        drawn, hidden = row.shown(self._room)
        today = local_date(self._content.now, self._zone)
        for column in range(7):
            day = row.first + timedelta(days=column)
            cell = self.cell_rect(day)
            if day.month != self._scene.month.month:
                painter.fillRect(cell, self._ink.brush(tokens.window))
            painter.setPen(self._ink.pen(tokens.line))
            painter.drawLine(cell.topLeft(), cell.topRight())
            painter.drawLine(cell.topLeft(), cell.bottomLeft())
            self._number(painter, cell, day, today=day == today)
            if hidden[column]:
                self._more(painter, cell, hidden[column])
        for bar in drawn:
            rect = self.bar_rect(number, bar)
            self._blocks.banner(painter, rect, bar.entry, self._words(bar, rect.width()))

    def _more(self, painter: QPainter, cell: QRectF, count: int) -> None:
        """Say in the last lane, or beside the number where there is but one, what is hidden."""
        painter.setFont(self._ink.small_bold)
        painter.setPen(self._ink.pen(self._ink.tokens.muted))
        if self._room > 1:
            top = cell.top() + self._head + (self._room - 1) * self._lane
            rect = QRectF(cell.left() + 10, top, cell.width() - 14, self._lane - 3)
            write(painter, rect, f"+{count} more", _LEFT)
        else:
            rect = QRectF(cell.left(), cell.top() + 3, cell.width() - 6, self._head - 6)
            write(painter, rect, f"+{count}", Qt.AlignmentFlag.AlignRight)

    def _number(self, painter: QPainter, cell: QRectF, day: date, *, today: bool) -> None:
        ink, tokens = self._ink, self._ink.tokens
        outside = day.month != self._scene.month.month
        words = day_words(day).partition(" ")[2] if day.day == 1 else str(day.day)
        width = ink.bold.width(words) + 12
        rect = QRectF(cell.left() + 4, cell.top() + 3, width, self._head - 6)
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.brush(tokens.accent))
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setFont(ink.small if outside and not today else ink.bold)
        colour = tokens.accent_text if today else tokens.muted if outside else tokens.text
        painter.setPen(ink.pen(colour))
        write(painter, rect, words, _CENTRE)

    def _words(self, bar: Banner, width: float) -> str:
        """A bar's words: what is timed begins with its hour where there is room for that too."""
        entry = bar.entry
        title = entry.title
        if entry.what is What.SESSION:
            title = " · ".join((entry.detail, entry.state.value if entry.state else ""))
        timed = f"{entry.span.start.astimezone(self._zone):%H:%M} {title}"
        room = self._ink.small_bold.width(timed) + self._ink.line * 2
        return title if entry.all_day or room > width else timed

    def _focus_rect(self) -> QRectF:
        cell, entry = self.cell_rect(self._place.day), self._place.entry
        if entry is not None:
            number = (self._place.day - self._first_day()).days // 7
            for bar in self._scene.rows[number].shown(self._room)[0]:
                if bar.entry is entry:
                    return self.bar_rect(number, bar)
        return cell.adjusted(2, 2, -2, -2)

    def _spot_at(self, at: QPointF) -> Spot | None:
        column = int((at.x() - self._x(0)) // self._column)
        number = int((at.y() - self._top) // self._row)
        if not (0 <= column < 7 and 0 <= number < len(self._scene.rows)):
            return None
        day = self._scene.rows[number].first + timedelta(days=column)
        return Spot(day, self._entry_at(number, at))

    def _entry_at(self, number: int, at: QPointF) -> Entry | None:
        drawn = self._scene.rows[number].shown(self._room)[0]
        found = (bar.entry for bar in drawn if self.bar_rect(number, bar).contains(at))
        return next(found, None)

    def _tip(self, at: QPointF) -> str:
        spot = self._spot_at(at)
        if spot is None or spot.entry is not None:
            return super()._tip(at)
        here = [f"{e.times(spot.date, self._zone)}  {e.title}" for e in self.entries_on(spot.date)]
        return "\n".join([day_words(spot.date), *here])

    def _first_day(self) -> date:
        return self._scene.rows[0].first

    def _holds(self, day: date) -> bool:
        return 0 <= (day - self._first_day()).days < 7 * len(self._scene.rows)

    def _page(self, day: date, pages: int) -> date:
        month = next_month(day, pages)
        return min(month + (day.day - 1) * DAY, next_month(day, pages + 1) - DAY)

    def _fit(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        super()._refresh()
        self._say(self.title, "")

    def _x(self, column: int) -> float:
        return column * self._column

    def _y(self, row: int) -> float:
        return self._top + row * self._row

    @property
    def _top(self) -> float:
        return self._ink.line * 1.7

    @property
    def _column(self) -> float:
        return max(self.viewport().width() / 7, 1.0)

    @property
    def _row(self) -> float:
        return max((self.viewport().height() - self._top) / len(self._scene.rows), 1.0)

    @property
    def _head(self) -> float:
        """Height of the line with a day's number."""
        return self._ink.line * 1.55

    @property
    def _lane(self) -> float:
        return self._ink.line * 1.4

    @property
    def _room(self) -> int:
        """Lanes that fit below a day's number."""
        return max(int((self._row - self._head) / self._lane), 1)
