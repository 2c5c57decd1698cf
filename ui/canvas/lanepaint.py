"""Paints lanes: each once, onto a picture of its own, which is kept until something changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from planner.model.session import State
from ui.canvas.blocks import Blocks
from ui.canvas.content import Entry, What
from ui.canvas.ink import Ink, write
from ui.canvas.lanes import Lane, Strip, initials

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class LaneGrid:
    """Where lanes lie, in logical pixels: ``left`` and ``right`` are the gutters with their titles
    and notes, ``top`` is where the first begins, below 0 when it is scrolled out.
    """

    left: float
    right: float
    width: float
    top: float
    height: float
    days: int

    @cached_property
    def day(self) -> float:
        """Width of a day."""
        return max((self.width - self.left - self.right) / self.days, 1.0)

    def x(self, place: float) -> float:
        """Where a place along a lane lies, in days."""
        return self.left + place * self.day

    def y(self, index: int) -> float:
        """Where a lane begins."""
        return self.top + index * self.height

    def place_at(self, at: QPointF) -> tuple[int, float]:
        """The lane and the place along it, in days, at a point; either may lie outside."""
        return int((at.y() - self.top) // self.height), (at.x() - self.left) / self.day


class LanePainter:
    """Paints the lanes of one surface."""

    def __init__(self, ink: Ink, blocks: Blocks) -> None:
        self._ink = ink
        self._blocks = blocks
        self._kept: dict[tuple[int, float, float, float], tuple[Lane, QPixmap]] = {}
        self._ground: tuple[tuple[object, ...], QPixmap] | None = None

    def paint(self, painter: QPainter, lanes: Sequence[Lane], grid: LaneGrid, area: QRectF) -> None:
        """Paint the lanes that touch an area."""
        ratio = painter.device().devicePixelRatio()
        for index, lane in enumerate(lanes):
            y = grid.y(index)
            if area.top() - grid.height < y < area.bottom():
                painter.drawPixmap(QPointF(0, y), self._picture(index, lane, grid, ratio))

    def rect(self, strip: Strip, grid: LaneGrid, y: float) -> QRectF:
        """Where a strip lies in a lane that begins at ``y``: what is protected stands out by its
        height.
        """
        inset = 1.5 if strip.entry.what is not What.SHIFT else max(2.5, grid.height * 0.14)
        left, right = grid.x(strip.left) + 0.5, grid.x(strip.right) - 0.5
        return QRectF(left, y + inset, max(right - left, 2.0), grid.height - 2 * inset)

    def _picture(self, index: int, lane: Lane, grid: LaneGrid, ratio: float) -> QPixmap:
        key = (index, grid.width, grid.height, ratio)
        known = self._kept.get(key)
        if known is not None and known[0] is lane:
            return known[1]
        # Pictures of another size are of no use any more.
        self._kept = {k: v for k, v in self._kept.items() if k[1:] == key[1:]}
        picture = QPixmap(self._ground_of(lane, grid, ratio))
        painter = _at(picture)
        self._lane(painter, lane, grid)
        painter.end()
        self._kept[key] = (lane, picture)
        return picture

    def _ground_of(self, lane: Lane, grid: LaneGrid, ratio: float) -> QPixmap:
        """What lies under the strips, painted once for lanes with the same weekends."""
        weekend = tuple(day.date.weekday() >= 5 for day in lane.days)
        of = (weekend, grid.left, grid.right, grid.width, grid.height, ratio)
        if self._ground is None or self._ground[0] != of:
            picture = QPixmap(round(grid.width * ratio), round(grid.height * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(self._ink.tokens.surface)
            painter = _at(picture)
            self._days(painter, weekend, grid)
            painter.end()
            self._ground = (of, picture)
        return self._ground[1]

    def _days(self, painter: QPainter, weekend: Sequence[bool], grid: LaneGrid) -> None:
        ink, tokens, height = self._ink, self._ink.tokens, grid.height
        for number, free in enumerate(weekend):
            if free:
                rect = QRectF(grid.x(number), 0, grid.day, height)
                painter.fillRect(rect, ink.brush(tokens.window))
        places = [round(grid.x(number)) + 0.5 for number in range(len(weekend) + 1)]
        lines = [QLineF(x, 0, x, height) for x in places]
        painter.setPen(ink.pen(tokens.line))
        painter.drawLines([*lines, QLineF(0, height - 0.5, grid.width, height - 0.5)])

    def _lane(self, painter: QPainter, lane: Lane, grid: LaneGrid) -> None:
        ink, tokens, height = self._ink, self._ink.tokens, grid.height
        self._gutters(painter, lane, grid)
        hatch = ink.hatch(tokens.hatch.fill, tokens.line)
        for rest in lane.rests:
            left, right = grid.x(rest.left), grid.x(rest.right)
            painter.fillRect(QRectF(left, height * 0.3, right - left, height * 0.4), hatch)
        for strip in lane.strips:
            self._strip(painter, strip, grid)
        painter.setFont(ink.small)
        if height >= ink.line * 1.05:
            for strip in lane.strips:
                self._write(painter, strip, grid)

    def _gutters(self, painter: QPainter, lane: Lane, grid: LaneGrid) -> None:
        ink, tokens = self._ink, self._ink.tokens
        room = QRectF(8, 0, grid.left - 14, grid.height)
        painter.setFont(ink.small)
        painter.setPen(ink.pen(tokens.text))
        for words in ink.small.fitted(lane.title, room.width(), 1):
            write(painter, room, words, _LEFT)
        if lane.note:
            painter.setFont(ink.small_bold)
            painter.setPen(ink.pen(tokens.accent_ink))
            note = QRectF(grid.width - grid.right, 0, grid.right - 8, grid.height)
            write(painter, note, lane.note, _RIGHT)

    def _strip(self, painter: QPainter, strip: Strip, grid: LaneGrid) -> None:
        look, rect = self._blocks.look(strip.entry), self.rect(strip, grid, 0.0)
        if look.outline is not None:
            half = look.outline.widthF() / 2
            painter.setBrush(look.fill)
            painter.setPen(look.outline)
            painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), 3, 3)
        else:
            painter.fillRect(rect, look.fill)
            edge = QRectF(rect.left(), rect.top(), 2.0, rect.height())
            painter.fillRect(edge, self._ink.brush(look.paint.edge))

    def _write(self, painter: QPainter, strip: Strip, grid: LaneGrid) -> None:
        left, right = grid.x(strip.clear[0]) + 5, grid.x(strip.clear[1]) - 3
        words = self._words(strip.entry, right - left)
        if words:
            painter.setPen(self._ink.pen(self._blocks.look(strip.entry).paint.text))
            write(painter, QRectF(left, 0, right - left, grid.height), words, _LEFT)

    def _words(self, entry: Entry, width: float) -> str:
        """The most that a strip has room for: its title, its initials, nothing."""
        title = entry.title
        if entry.what is What.SESSION:
            title = entry.detail if entry.state is not State.LOST else f"{entry.detail} (lost)"
        if self._ink.small.width(title) <= width:
            return title
        short = initials(entry.kind.words if entry.kind is not None else entry.title)
        return short if self._ink.small.width(short) <= width else ""


def _at(picture: QPixmap) -> QPainter:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter
