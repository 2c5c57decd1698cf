"""Paints the hours of a week: grid, clock labels, rest, blocks, the line of now."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from planner.model.words import clock_words, hours_words
from ui.canvas.blocks import Blocks
from ui.canvas.content import Entry, What
from ui.canvas.cursor import Cursor
from ui.canvas.drag import Ghost
from ui.canvas.ink import Ink, level, write
from ui.canvas.layout import DayAxis, HourGrid
from ui.canvas.scene import Block, RestBlock, Scene

_RIGHT = Qt.AlignmentFlag.AlignRight
_GAP = 3.0
_STEP = 4.0


def block_rect(grid: HourGrid, block: Block) -> QRectF:
    """Where a block lies; one upon another is set in, so that the edge of its host shows."""
    slot = block.slot
    room = grid.column - 2 * _GAP
    left = grid.x(block.day) + _GAP + slot.left * room + slot.depth * _STEP
    right = grid.x(block.day) + _GAP + slot.right * room
    top, bottom = grid.y(slot.part[0]), grid.y(slot.part[1])
    return QRectF(left, top + 1, max(right - left - 1, 4.0), max(bottom - top - 2, 4.0))


def text_rect(grid: HourGrid, block: Block) -> QRectF:
    """The part of a block that no other covers."""
    rect = block_rect(grid, block)
    rect.setTop(max(rect.top(), grid.y(block.clear[0])))
    rect.setBottom(min(rect.bottom(), grid.y(block.clear[1])))
    return rect


def hit(scene: Scene, grid: HourGrid, at: QPointF) -> Block | None:
    """The uppermost block at a position."""
    found = [block for block in scene.blocks if block_rect(grid, block).contains(at)]
    return max(found, key=lambda block: block.slot.depth, default=None)


def rest_at(scene: Scene, grid: HourGrid, at: QPointF) -> RestBlock | None:
    """The rest at a position."""
    return next((r for r in scene.rests if _rest_rect(grid, r).contains(at)), None)


@dataclass(frozen=True)
class Hours:
    """The hours of a scene over a grid that is scrolled to its place, ready to paint.

    ``cursor`` is given while the keyboard stands in the week, ``ghost`` while a span is dragged.
    """

    ink: Ink
    blocks: Blocks
    scene: Scene
    grid: HourGrid
    now: datetime
    cursor: Cursor | None
    ghost: Ghost | None = None

    def paint_ground(self, painter: QPainter, area: QRectF) -> None:
        """Paint what of the week lies in ``area`` and stays while pointer and keyboard move."""
        painter.fillRect(area, self.ink.brush(self.ink.tokens.surface))
        self._lines(painter, area)
        self._columns(painter, area)
        for rest in self.scene.rests:
            rect = _rest_rect(self.grid, rest)
            if rect.intersects(area):
                self.blocks.rest(painter, rect, _seen(rect), rest.title, rest.text)
        for block in self.scene.blocks:
            if block_rect(self.grid, block).intersects(area):
                self._block(painter, block)

    def paint_over(self, painter: QPainter) -> None:
        """Paint what moves over the ground: the line of now, the keyboard's ring, the ghost."""
        cursor = self.cursor
        for block in self.scene.blocks:
            if cursor and block.day == cursor.day and block.entry is cursor.entry:
                self.blocks.focus(painter, block_rect(self.grid, block))
        self._now_line(painter)
        if self.ghost is not None:
            self._ghost(painter, self.ghost)

    def _block(self, painter: QPainter, block: Block) -> None:
        rect = block_rect(self.grid, block)
        words = block.entry.words(self.scene.axes[block.day].day, self.scene.zone)
        moving = self.ghost is not None and bool(block.entry.key) and self._is_moving(block.entry)
        painter.setOpacity(0.35 if moving else 1.0)
        text = _seen(text_rect(self.grid, block))
        self.blocks.block(painter, rect, text, block.entry, words)
        painter.setOpacity(1.0)

    def _is_moving(self, entry: Entry) -> bool:
        return self.ghost is not None and entry.what is What.SESSION and entry.key == self.ghost.key

    def _ghost(self, painter: QPainter, ghost: Ghost) -> None:
        """The span that is dragged, on every day that it touches; the words stand on the first."""
        zone, told = self.scene.zone, False
        for index, axis in enumerate(self.scene.axes):
            part = axis.part(ghost.span)
            if part is None:
                continue
            x, top, bottom = self.grid.x(index), self.grid.y(part[0]), self.grid.y(part[1])
            rect = QRectF(x + _GAP, top + 1, self.grid.column - 2 * _GAP - 1, bottom - top - 2)
            hours = hours_words(ghost.span.hours)
            words = "" if told else f"{clock_words(ghost.span, zone)} · {hours}"
            self.blocks.ghost(painter, rect, words, ghost.judgement)
            told = True

    def _lines(self, painter: QPainter, area: QRectF) -> None:
        """The lines of the hours, and their labels beside the week."""
        ink, tokens, grid = self.ink, self.ink.tokens, self.grid
        usual = next((a for a in self.scene.axes if a.change is None), self.scene.axes[0])
        taken = self._now_y()
        for tick in usual.ticks:
            y = grid.y(tick.offset)
            if not area.top() - ink.line <= y <= area.bottom() + ink.line:
                continue
            labelled = tick.offset % self._every == 0
            brush = ink.brush(tokens.line if labelled else tokens.raised)
            level(painter, grid.left, grid.x(len(grid.days)), y, brush)
            seen = max(y - ink.line / 2, grid.top) >= 0
            if labelled and seen and (taken is None or abs(taken - y) > ink.line):
                self._label(painter, y, tick.label, tokens.muted)

    def _columns(self, painter: QPainter, area: QRectF) -> None:
        ink, grid = self.ink, self.grid
        for index, axis in enumerate(self.scene.axes):
            x, end, bottom = grid.x(index), grid.y(axis.hours), grid.top + grid.height
            painter.setPen(ink.pen(ink.tokens.line))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            if bottom - end > 1:
                # The grid is as long as the longest day; after a shorter one there is nothing.
                below = QRectF(x, end, grid.column, bottom - end)
                painter.fillRect(below, ink.brush(ink.tokens.raised))
            if axis.change is not None:
                self._changed_clock(painter, x, axis, axis.change[0])

    def _changed_clock(self, painter: QPainter, x: float, axis: DayAxis, change: float) -> None:
        """From the change on, the hours of this day lie lower or higher than the labels beside the
        week: it gets labels of its own.
        """
        ink, grid = self.ink, self.grid
        painter.setFont(ink.small)
        painter.setPen(ink.pen(ink.tokens.muted))
        for tick in axis.ticks:
            if tick.offset >= change and (tick.offset - change) % self._every == 0:
                rect = QRectF(x, grid.y(tick.offset), grid.column - 5, ink.line)
                write(painter, rect, tick.label, _RIGHT)
        painter.setPen(ink.dashed(ink.tokens.accent, 1.5))
        y = grid.y(change)
        painter.drawLine(QPointF(x, y), QPointF(x + grid.column, y))

    def _now_line(self, painter: QPainter) -> None:
        """The line of now in today's column, its time beside the week."""
        y = self._now_y()
        if y is None:
            return
        colour = self.ink.tokens.now
        today = next(i for i, axis in enumerate(self.scene.axes) if self._is_now(axis))
        x = self.grid.x(today)
        painter.fillRect(QRectF(x, y - 1, self.grid.column, 2), self.ink.brush(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ink.brush(colour))
        painter.drawEllipse(QPointF(x, y), 4.5, 4.5)
        self._label(painter, y, f"{self.now.astimezone(self.scene.zone):%H:%M}", colour)

    def _now_y(self) -> int | None:
        """Where now lies, on a whole pixel so that its line is sharp; None in another week."""
        found = (self.grid.y(a.offset(self.now)) for a in self.scene.axes if self._is_now(a))
        y = next(found, None)
        return None if y is None else round(y)

    def _is_now(self, axis: DayAxis) -> bool:
        return axis.span.start <= self.now < axis.span.end

    def _label(self, painter: QPainter, y: float, words: str, colour: str) -> None:
        line = self.ink.line
        rect = QRectF(0, max(y - line / 2, self.grid.y(0)), self.grid.left - 7, line)
        painter.setFont(self.ink.small)
        painter.setPen(self.ink.pen(colour))
        write(painter, rect, words, _RIGHT)

    @property
    def _every(self) -> int:
        """Hours from one label to the next."""
        return 1 if self.grid.hour >= self.ink.line * 2.4 else 2


def _seen(rect: QRectF) -> QRectF:
    """A place for words that does not scroll out of sight while a part of it is seen."""
    seen = QRectF(rect)
    seen.setTop(min(max(rect.top(), 0.0), rect.bottom()))
    return seen


def _rest_rect(grid: HourGrid, rest: RestBlock) -> QRectF:
    top, bottom = grid.y(rest.part[0]), grid.y(rest.part[1])
    return QRectF(grid.x(rest.day) + _GAP, top + 1, grid.column - 2 * _GAP - 1, bottom - top - 2)
