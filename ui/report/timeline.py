"""The rota week by week: what lies in each week, and where rules are broken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent

from planner.agreement.report import Finding, Lane, RotaReport, by_rule
from planner.model.words import day_words, week_words
from ui.canvas.ink import plain, write
from ui.theme import Theme
from ui.tokens import Paint
from ui.widgets.weekrow import WeekRow

_LEFT, _CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter
_ROW = 1.5
"""Height of a row, in lines of text."""
_LABEL = 0.33
"""The most of the width that the names of the rows may take."""


@dataclass(frozen=True)
class Mark:
    """Where a finding lies, in the widget."""

    finding: Finding
    rect: QRectF


class Timeline(WeekRow):
    """Weeks across; down, the kinds of entry and then the rules that are passed.

    A click goes to a week; left and right move along, Enter or Space goes there. ``week_asked``
    carries a week's Monday, ``pressed`` the finding whose mark was clicked.
    """

    week_asked = Signal(object)
    pressed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "The rota week by week")
        self._report: RotaReport | None = None
        self._mondays: tuple[date, ...] = ()
        self._broken: Sequence[Sequence[Finding]] = ()
        self._chosen: Finding | None = None
        self._say()

    def show_report(self, report: RotaReport) -> None:
        """Show the weeks of a report."""
        self._report = report
        self._mondays = report.weeks.mondays if report.weeks else ()
        self._broken = by_rule(report)
        self._kept_in_row()
        self.updateGeometry()

    def choose(self, finding: Finding | None) -> None:
        """Frame the mark of a finding."""
        self._chosen = finding
        self.update()

    def week_words(self, place: int) -> str:
        """A week in words: its dates, what lies in it, which rules are passed."""
        if self._report is None or not 0 <= place < len(self._mondays):
            return ""
        lines = [week_words(self._mondays[place])]
        counts = ((lane.title, lane.counts[place]) for lane in self._lanes)
        lines += [f"{title}: {count}" for title, count in counts if count]
        lines += [
            f"{finding.number}. {finding.breach.text}"
            for finding in self._report.findings
            if self._in_week(finding, place)
        ]
        return "\n".join(lines)

    def marks(self) -> list[Mark]:
        """Where the findings lie, rule by rule."""
        weeks = self._report.weeks if self._report else None
        if weeks is None:
            return []
        found = []
        for number, findings in enumerate(self._broken, len(self._lanes)):
            for finding in findings:
                start, end = weeks.part(finding.breach.span)
                line = self._row(number).adjusted(0, 3, 0, -3)
                left = line.left() + start * self._step
                width = max(self._ink.line * 0.45, (end - start) * self._step)
                found.append(Mark(finding, QRectF(left, line.top(), width, line.height())))
        return found

    def cell_rect(self, lane: int, week: int) -> QRectF:
        """Where a week of a row lies."""
        line = self._row(lane)
        step = self._step
        wide = max(1.0, step - min(2.0, step / 5))
        return QRectF(line.left() + week * step, line.top() + 1.5, wide, line.height() - 3)

    def sizeHint(self) -> QSize:
        rows = len(self._lanes) + len(self._broken)
        return QSize(round(self._ink.line * 50), round(self._ink.line * (1.6 + _ROW * rows)) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._ink.line * 20), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._dates(painter)
        for number, lane in enumerate(self._lanes):
            self._lane(painter, number, lane)
        for number, findings in enumerate(self._broken, len(self._lanes)):
            self._label(painter, number, findings[0].rule.title, strong=True)
            line = self._row(number)
            painter.setPen(self._ink.pen(self._ink.tokens.line))
            middle = line.center().y()
            painter.drawLine(QPointF(line.left(), middle), QPointF(line.right(), middle))
        self._draw_marks(painter)
        if self.hasFocus() and self._mondays:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._ink.pen(self._ink.tokens.focus, 2.0))
            left = self._left + self._cursor * self._step
            painter.drawRoundedRect(QRectF(left - 1, 1, self._step + 1, self.height() - 2.0), 4, 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        week = self._week_at(event.position())
        if week is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._cursor = week
        mark = self._mark_at(event.position())
        if mark is not None:
            self.pressed.emit(mark.finding)
        self._go()

    @property
    def _lanes(self) -> tuple[Lane, ...]:
        return self._report.lanes if self._report else ()

    @property
    def _left(self) -> float:
        """Where the weeks begin: after the longest name of a row."""
        ink = self._ink
        names = [ink.small.width(lane.title) for lane in self._lanes]
        names += [ink.small_bold.width(found[0].rule.title) for found in self._broken]
        return min(max(names, default=0.0) + ink.line, self.width() * _LABEL)

    @property
    def _step(self) -> float:
        return (self.width() - self._left - 2) / max(1, len(self._mondays))

    def _row(self, number: int) -> QRectF:
        line = self._ink.line
        top = line * (1.6 + _ROW * number)
        return QRectF(self._left, top, self.width() - self._left - 2, line * _ROW)

    def _label(self, painter: QPainter, number: int, words: str, *, strong: bool = False) -> None:
        ink, line = self._ink, self._row(number)
        font = ink.small_bold if strong else ink.small
        painter.setFont(font)
        painter.setPen(ink.pen(ink.tokens.text if strong else ink.tokens.muted))
        room = QRectF(0, line.top(), self._left - ink.line * 0.5, line.height())
        for shown in font.fitted(words, room.width(), 1):
            write(painter, room, shown, _LEFT)

    def _dates(self, painter: QPainter) -> None:
        """Mondays over the weeks, as many as there is room for."""
        ink, line = self._ink, self._ink.line
        painter.setFont(ink.small)
        painter.setPen(ink.pen(ink.tokens.muted))
        free = 0.0
        for place, first in enumerate(self._mondays):
            words = day_words(first).partition(" ")[2]
            left = self._left + place * self._step
            width = ink.small.width(words)
            if left >= free and left + width <= self.width():
                write(painter, QRectF(left, 0, width + 4, line * 1.4), words, _LEFT)
                free = left + width + line

    def _lane(self, painter: QPainter, number: int, lane: Lane) -> None:
        ink = self._ink
        self._label(painter, number, lane.title)
        paint = self._paint(lane)
        painter.setFont(ink.small)
        for week, count in enumerate(lane.counts):
            rect = self.cell_rect(number, week)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.brush(paint.fill if count else ink.tokens.raised))
            painter.drawRoundedRect(rect, 3, 3)
            if not count:
                continue
            painter.fillRect(
                QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), ink.brush(paint.edge)
            )
            if ink.small.width(str(count)) <= rect.width():
                painter.setPen(ink.pen(paint.text))
                write(painter, rect, str(count), _CENTRE)

    def _draw_marks(self, painter: QPainter) -> None:
        ink, tokens = self._ink, self._ink.tokens
        painter.setFont(ink.small_bold)
        marks = self.marks()
        for finding, rect in ((mark.finding, mark.rect) for mark in marks):
            paint = tokens.bad if finding.is_breach else tokens.warn
            colour = tokens.conflict if finding.is_breach else paint.text
            painter.setPen(ink.pen(colour, 1.5))
            painter.setBrush(
                ink.brush(tokens.conflict)
                if finding.is_breach
                else ink.hatch(paint.fill, paint.edge)
            )
            painter.drawRoundedRect(rect, 3, 3)
            if self._chosen is not None and finding.number == self._chosen.number:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(ink.pen(tokens.text, 2.0))
                painter.drawRoundedRect(rect.adjusted(-2.5, -2.5, 2.5, 2.5), 4, 4)
            wide = ink.small_bold.width(str(finding.number))
            room = QRectF(rect.right() + 5, rect.top(), wide, rect.height())
            if room.right() < self.width() and not any(room.intersects(m.rect) for m in marks):
                painter.setPen(ink.pen(tokens.text))
                write(painter, room, str(finding.number), _LEFT)

    def _paint(self, lane: Lane) -> Paint:
        tokens = self._ink.tokens
        return tokens.offer if lane.kind is None else tokens.kinds[lane.kind]

    def _in_week(self, finding: Finding, place: int) -> bool:
        weeks = self._report.weeks if self._report else None
        if weeks is None:
            return False
        start, end = weeks.part(finding.breach.span)
        return start < place + 1 and end > place

    def _week_at(self, at: QPointF) -> int | None:
        week = int((at.x() - self._left) // self._step) if self._step > 0 else -1
        return week if 0 <= week < len(self._mondays) else None

    def _mark_at(self, at: QPointF) -> Mark | None:
        near = [mark for mark in self.marks() if mark.rect.adjusted(-2, -3, 2, 3).contains(at)]
        return min(near, key=lambda mark: mark.rect.width(), default=None)

    def _go(self) -> None:
        self._say()
        self.update()
        self.week_asked.emit(self._mondays[self._cursor])

    def _count(self) -> int:
        return len(self._mondays)

    def _words(self, place: int) -> str:
        return self.week_words(place)

    def _tip(self, at: QPointF) -> str:
        mark, week = self._mark_at(at), self._week_at(at)
        if mark is not None:
            return plain(mark.finding.breach.text)
        return "" if week is None else plain(self.week_words(week))
