"""The placement at a glance: one cell a week."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from planner.model.words import day_words, hours_words, week_words
from ui.canvas.ink import write
from ui.theme import Theme
from ui.widgets.weekrow import WeekRow

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_TITLE = "Placement at a glance"
_HINT = "each bar: hours of protected time that week"
_STRIPES = " · stripe: nights or leave"
_LEAST_SCALE = 4.0


@dataclass(frozen=True, slots=True)
class WeekCell:
    """One week: hours of protected time by state; ``striped`` where nights or leave lie in it."""

    monday: date
    delivered: float = 0.0
    agreed: float = 0.0
    proposed: float = 0.0
    striped: bool = False

    @property
    def hours(self) -> float:
        """All hours of the week."""
        return self.delivered + self.agreed + self.proposed

    @property
    def words(self) -> str:
        """The week in words, such as "12 – 18 Oct 2026: 4 h agreed; nights or leave"."""
        states = {"delivered": self.delivered, "agreed": self.agreed, "proposed": self.proposed}
        parts = [f"{hours_words(hours)} {state}" for state, hours in states.items() if hours]
        said = ", ".join(parts) or "no protected time"
        return f"{week_words(self.monday)}: {said}{'; nights or leave' if self.striped else ''}"


class PlacementStrip(WeekRow):
    """The weeks of a placement in a row. A click goes to a week; left and right move along, Enter
    or Space goes there. ``striped`` tells whether nights and leave are known.
    """

    week_chosen = Signal(object)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, striped: bool = True
    ) -> None:
        super().__init__(theme, _TITLE, parent)
        self._hint = f"{_HINT}{_STRIPES}" if striped else _HINT
        self._cells: tuple[WeekCell, ...] = ()
        self._current: int | None = None

    @property
    def cells(self) -> tuple[WeekCell, ...]:
        """The weeks on show."""
        return self._cells

    def set_weeks(self, cells: tuple[WeekCell, ...], current: date | None = None) -> None:
        """Show these weeks; the one that begins with the Monday ``current`` is framed."""
        self._cells = cells
        self._current = next((i for i, c in enumerate(cells) if c.monday == current), None)
        if self._current is not None and not self.hasFocus():
            self._cursor = self._current
        self._kept_in_row()

    def cell_rect(self, index: int) -> QRectF:
        """Where a cell lies in the widget."""
        line, side = self._ink.line, self._ink.line * 1.25
        step = (self.width() - 2 * side) / max(1, len(self._cells))
        return QRectF(
            side + index * step, line * 1.9, max(2.0, step - min(3.0, step / 5)), line * 2.0
        )

    def sizeHint(self) -> QSize:
        return QSize(round(self._ink.line * 60), round(self._ink.line * 5.4))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._ink.line * 20), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._ink
        painter.fillRect(self.rect(), ink.brush(ink.tokens.surface))
        painter.setPen(ink.pen(ink.tokens.line))
        painter.drawLine(0, 0, self.width(), 0)
        self._headline(painter)
        scale = max([cell.hours for cell in self._cells] + [_LEAST_SCALE])
        for index, cell in enumerate(self._cells):
            self._cell(painter, self.cell_rect(index), cell, scale)
        self._dates(painter)
        marks = [(self._current, ink.tokens.text)]
        if self.hasFocus():
            marks.append((self._cursor, ink.tokens.focus))
        for place, colour in marks:
            if place is not None and self._cells:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(ink.pen(colour, 2.0))
                painter.drawRoundedRect(self.cell_rect(place).adjusted(-1, -1, 1, 1), 5, 5)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        if index is not None and event.button() is Qt.MouseButton.LeftButton:
            self._cursor = index
            self._go()

    def _headline(self, painter: QPainter) -> None:
        ink, line = self._ink, self._ink.line
        side = line * 1.25
        room = QRectF(side, line * 0.35, self.width() - 2 * side, line * 1.4)
        painter.setFont(ink.bold)
        painter.setPen(ink.pen(ink.tokens.text))
        write(painter, room, _TITLE, _LEFT)
        room.setLeft(room.left() + ink.bold.width(_TITLE) + line)
        painter.setFont(ink.small)
        painter.setPen(ink.pen(ink.tokens.muted))
        for words in ink.small.fitted(self._hint, room.width(), 1):
            write(painter, room, words, _RIGHT)

    def _cell(self, painter: QPainter, rect: QRectF, cell: WeekCell, scale: float) -> None:
        ink, tokens = self._ink, self._ink.tokens
        shape = QPainterPath()
        shape.addRoundedRect(rect, 4, 4)
        painter.save()
        painter.setClipPath(shape)
        striped = ink.hatch(tokens.raised, tokens.stripe)
        painter.fillRect(rect, striped if cell.striped else ink.brush(tokens.raised))
        bottom = rect.bottom()
        for hours, brush in (
            (cell.delivered, ink.brush(tokens.delivered)),
            (cell.agreed, ink.brush(tokens.agreed)),
            (cell.proposed, ink.hatch(tokens.proposed, tokens.surface)),
        ):
            height = rect.height() * hours / scale
            painter.fillRect(QRectF(rect.left(), bottom - height, rect.width(), height), brush)
            bottom -= height
        painter.restore()

    def _dates(self, painter: QPainter) -> None:
        """Dates under the cells, as many as there is room for."""
        ink, line = self._ink, self._ink.line
        painter.setFont(ink.small)
        painter.setPen(ink.pen(ink.tokens.muted))
        free = 0.0
        for index, cell in enumerate(self._cells):
            rect = self.cell_rect(index)
            words = day_words(cell.monday).partition(" ")[2]
            width = ink.small.width(words)
            if index % 4 == 0 and rect.left() >= free and rect.left() + width < self.width():
                write(
                    painter, QRectF(rect.left(), rect.bottom() + 2, width + 4, line), words, _LEFT
                )
                free = rect.left() + width + line

    def _at(self, at: QPointF) -> int | None:
        found = (i for i in range(len(self._cells)) if self.cell_rect(i).contains(at))
        return next(found, None)

    def _count(self) -> int:
        return len(self._cells)

    def _words(self, place: int) -> str:
        return self._cells[place].words

    def _tip(self, at: QPointF) -> str:
        place = self._at(at)
        return "" if place is None else self._words(place)

    def _go(self) -> None:
        self.update()
        self.week_chosen.emit(self._cells[self._cursor].monday)
