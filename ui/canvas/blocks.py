"""Paints the blocks of a calendar surface: shifts, sessions, suggestions, rest, all-day entries."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen

from planner.model.kind import Kind
from planner.model.session import State
from ui.canvas.content import Entry, What, Words
from ui.canvas.drag import Judgement
from ui.canvas.ink import Ink, write
from ui.icons import KIND_ICONS, STATE_ICONS, Icons
from ui.tokens import Paint

_LEFT = Qt.AlignmentFlag.AlignLeft
_RADIUS = 6.0


@dataclass(frozen=True)
class Look:
    """How an entry is painted: colours, the edge all round (None: a bar on the left), its icon, and
    whether that icon warns.
    """

    paint: Paint
    fill: QBrush
    outline: QPen | None
    icon: str
    warns: bool = False


class Blocks:
    """Paints blocks with the surface's ink. Rectangles are in logical pixels."""

    def __init__(self, ink: Ink, icons: Icons) -> None:
        self._ink = ink
        self._icons = icons
        self._looks: dict[tuple[object, ...], Look] = {}

    def look(self, entry: Entry) -> Look:
        """The look that an entry has by what it is; conflicts have a red edge and a symbol."""
        sort = (entry.what, entry.kind, entry.state, entry.conflict, entry.selected)
        if sort not in self._looks:
            self._looks[sort] = self._look(entry)
        return self._looks[sort]

    def _look(self, entry: Entry) -> Look:
        ink, tokens = self._ink, self._ink.tokens
        if entry.what is What.OFFER:
            width = 3.0 if entry.selected else 2.0
            pen = ink.dashed(tokens.offer.edge, width)
            return Look(tokens.offer, ink.brush(tokens.offer.fill), pen, "sparkles")
        if entry.state is not None:
            paint = tokens.sessions[entry.state]
            striped = entry.state is State.PROPOSED
            fill = ink.hatch(paint.fill, tokens.hatch.fill) if striped else ink.brush(paint.fill)
            edge = tokens.conflict if entry.conflict else paint.edge
            width = 3.0 if entry.selected or entry.conflict else 2.0
            icon = "triangle-alert" if entry.conflict else STATE_ICONS[entry.state]
            return Look(paint, fill, ink.pen(edge, width), icon, entry.conflict)
        kind = entry.kind or Kind.UNKNOWN
        paint = tokens.kinds[kind]
        dashed = ink.dashed(paint.edge, 1.5) if kind is Kind.UNKNOWN else None
        return Look(paint, ink.brush(paint.fill), dashed, KIND_ICONS[kind])

    def block(
        self, painter: QPainter, rect: QRectF, text: QRectF, entry: Entry, words: Words
    ) -> None:
        """An entry among the hours; its words go into ``text``, the part that nothing covers."""
        look = self.look(entry)
        self._ground(painter, rect, look)
        struck = entry.state is State.LOST
        self._words(painter, text, look, words, struck=struck)

    def banner(self, painter: QPainter, rect: QRectF, entry: Entry, words: str) -> None:
        """An entry of the all-day row."""
        look = self.look(entry)
        self._ground(painter, rect, look)
        inside = rect.adjusted(8, 0, -6, 0)
        size = self._icon_size()
        if inside.width() > size * 4:
            self._icon(painter, QPointF(inside.left(), rect.center().y() - size / 2), look)
            inside.setLeft(inside.left() + size + 5)
        font = self._ink.small_bold
        painter.setFont(font)
        painter.setPen(self._ink.pen(look.paint.text))
        for line in font.fitted(words, inside.width(), 1):
            write(painter, inside, line, _LEFT)

    def rest(self, painter: QPainter, rect: QRectF, text: QRectF, title: str, why: str) -> None:
        """Hatched time that a rule keeps free, with the rule's words in ``text``."""
        ink, paint = self._ink, self._ink.tokens.hatch
        self._striped(painter, rect, ink.hatch(paint.fill, paint.edge))
        look = Look(paint, ink.brush(paint.fill), None, "")
        self._words(painter, text, look, Words(title, why, f"{title} · {why}"))

    def ghost(self, painter: QPainter, rect: QRectF, times: str, judgement: Judgement) -> None:
        """A span that is being dragged: its times, and what stands against it, with a red edge and
        a symbol where something does. It has room for its words however short it is.
        """
        ink, tokens = self._ink, self._ink.tokens
        paint = tokens.offer if judgement.free else tokens.bad
        edge = tokens.offer.edge if judgement.free else tokens.conflict
        icon = "sparkles" if judgement.free else "triangle-alert"
        look = Look(paint, ink.brush(paint.fill), ink.pen(edge, 2.5), icon, not judgement.free)
        painter.setOpacity(0.9)
        self._ground(painter, rect, look)
        painter.setOpacity(1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._edge(painter, rect, ink.pen(edge, 2.5))
        if not times:
            return
        against = " · ".join(judgement.against)
        text = QRectF(rect)
        lines = 1 + (len(ink.small.fitted(against, rect.width() - 14, 3)) if against else 0)
        if text.height() < lines * ink.line + 6:
            text.setHeight(lines * ink.line + 6)
            self._ground(painter, text, look)
        self._words(painter, text, look, Words(times, against, times))

    def focus(self, painter: QPainter, rect: QRectF) -> None:
        """The ring around the entry on which the keyboard stands."""
        tokens = self._ink.tokens
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._ink.pen(tokens.surface, 4.0))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.setPen(self._ink.pen(tokens.focus, 2.0))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _ground(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        painter.setBrush(look.fill)
        if look.outline is not None:
            self._edge(painter, rect, look.outline)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        shape = QPainterPath()
        shape.addRoundedRect(rect, _RADIUS, _RADIUS)
        painter.drawPath(shape)
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.fillRect(QRectF(rect.left(), rect.top(), 3.5, rect.height()), look.paint.edge)
        painter.restore()

    def _striped(self, painter: QPainter, rect: QRectF, brush: QBrush) -> None:
        """A large area with round corners. Only the ends go through Qt's way of filling shapes:
        stripes with soft edges take it ten times as long as a plain rectangle of them.
        """
        whole = QRectF(rect.toRect())
        middle = whole.adjusted(0, _RADIUS, 0, -_RADIUS)
        if middle.height() > 0:
            painter.fillRect(middle, brush)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.save()
        for top in (whole.top(), max(whole.bottom() - _RADIUS, whole.top() + _RADIUS)):
            end = QRectF(whole.left(), top, whole.width(), _RADIUS)
            painter.setClipRect(end if middle.height() > 0 else whole)
            painter.drawRoundedRect(whole, _RADIUS, _RADIUS)
        painter.restore()

    def _edge(self, painter: QPainter, rect: QRectF, pen: QPen) -> None:
        """An edge all round, inside the rectangle, over what the brush fills."""
        half = pen.widthF() / 2
        painter.setPen(pen)
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), _RADIUS, _RADIUS)

    def _words(
        self, painter: QPainter, rect: QRectF, look: Look, words: Words, *, struck: bool = False
    ) -> None:
        """Title in bold with the icon on its right, then the second line, where there is room."""
        ink, line = self._ink, self._ink.line
        pad = min(3.0, max(0.0, (rect.height() - line) / 2))
        room = rect.adjusted(8, pad, -6, -pad)
        lines = int((room.height() + 1) / line)
        if lines < 1 or room.width() < line:
            return
        title, second = (words.title, words.second) if lines > 1 else (words.brief, "")
        long = ink.small_bold.width(title) > room.width()
        if 1 < lines <= 3 and words.short and long:
            title = words.short
        width = room.width() - self._corner(painter, room, look, title, lines)
        bold = ink.small_struck if struck else ink.small_bold
        upper = ink.small_bold.fitted(title, width, 2 if lines > 3 else 1)
        lower = ink.small.fitted(second, room.width(), min(lines - len(upper), 4))
        painter.setPen(ink.pen(look.paint.text))
        for number, text in enumerate((*upper, *lower)):
            painter.setFont(bold if number < len(upper) else ink.small)
            place = QRectF(room.left(), room.top() + number * line, room.width(), line)
            write(painter, place, text, _LEFT)

    def _corner(self, painter: QPainter, room: QRectF, look: Look, title: str, lines: int) -> float:
        """Draw the icon in the upper right corner and give the width it takes; it stands back (0)
        where the title needs the room, unless it warns.
        """
        ink, size = self._ink, self._icon_size()
        wide = ink.small_bold.width(title) + size + 4
        tight = lines <= 3 and wide > room.width()
        if not look.icon or ((tight or room.width() < size * 4) and not look.warns):
            return 0.0
        self._icon(
            painter, QPointF(room.right() - size + 1, room.top() + (ink.line - size) / 2), look
        )
        return size + 4.0

    def _icon(self, painter: QPainter, at: QPointF, look: Look) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(
            at, self._icons.pixmap(look.icon, look.paint.text, self._icon_size(), ratio)
        )

    def _icon_size(self) -> int:
        return round(self._ink.line * 0.85)
