"""What a row is painted of: times in frames (a session, the place it could move to, a shift as it
was or is) and words about them.
"""

from dataclasses import dataclass
from enum import Enum
from math import ceil

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from planner.model.session import State
from ui.canvas.ink import Face
from ui.theme import Paint, Tokens

_LINES = 3
"""Lines that the words below a title may take."""

_GAP = 4
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Look(Enum):
    """What a box stands for."""

    SESSION = "session"
    OFFER = "offer"
    WAS = "was"
    NOW = "now"
    NOTHING = "nothing"


class Fonts:
    """A font in the ways in which a row is written."""

    def __init__(self, font: QFont) -> None:
        self.plain, self.bold = Face(font), Face(font, weight=QFont.Weight.DemiBold)
        self.struck, self.small = Face(font, struck=True), Face(font, 0.9)
        self.line = round(self.plain.metrics.height())


@dataclass(frozen=True, slots=True)
class TimeBox:
    """A title and a few words below it. What is no more is struck out, what is only proposed has a
    dashed edge: nothing is told by colour alone.
    """

    title: str
    words: str
    look: Look
    state: State = State.PROPOSED

    def __str__(self) -> str:
        return ", ".join(part for part in (self.title, self.words) if part)

    def height(self, fonts: Fonts, width: int) -> int:
        """How high the box is, so many pixels wide."""
        pad = _pad(fonts)
        return sum(height for *_, height in self._lines(fonts, width)) + 2 * round(pad * 0.6)

    def paint(self, painter: QPainter, place: QRect, fonts: Fonts, tokens: Tokens) -> None:
        """Paint the box, its words in the middle of its height."""
        paint, pad = self._paint(tokens), _pad(fonts)
        self._frame(painter, place, paint, tokens.radius)
        painter.setPen(QColor(paint.text))
        lines = self._lines(fonts, place.width())
        top = place.top() + (place.height() - sum(height for *_, height in lines)) // 2
        for text, face, height in lines:
            inside = QRect(place.left() + pad, top, place.width() - 2 * pad, height)
            _write(painter, inside, text, face)
            top += height

    def _frame(self, painter: QPainter, place: QRect, paint: Paint, radius: int) -> None:
        widths = {Look.SESSION: 2.0, Look.OFFER: 2.0, Look.WAS: 0.0, Look.NOW: 0.0}
        width = widths.get(self.look, 1.0)
        pen = QPen(QColor(paint.edge), width)
        if self.look in (Look.OFFER, Look.NOTHING):
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen if width else Qt.PenStyle.NoPen)
        fill = QColor(paint.fill)
        if self.look is Look.NOTHING:
            fill.setAlpha(0)
        painter.setBrush(fill)
        inset = width / 2
        painter.drawRoundedRect(
            QRectF(place).adjusted(inset, inset, -inset, -inset), radius, radius
        )

    def _paint(self, tokens: Tokens) -> Paint:
        if self.look is Look.SESSION:
            return tokens.sessions[self.state]
        looks = {Look.OFFER: tokens.offer, Look.WAS: tokens.bad, Look.NOW: tokens.good}
        plain = Paint(tokens.surface, tokens.line_strong, tokens.muted)
        return looks.get(self.look, plain)

    def _lines(self, fonts: Fonts, width: int) -> list[tuple[str, Face, int]]:
        """Title and words as far as there are any, with their heights in a box of a width."""
        plain = fonts.struck if self.look is Look.WAS else fonts.plain
        title = fonts.bold if self.look in (Look.SESSION, Look.OFFER) else plain
        most, room = fonts.line * _LINES, width - 2 * _pad(fonts)
        return [
            (text, face, min(most, face.height(text, room)))
            for text, face in ((self.title, title), (self.words, plain))
            if text
        ]


@dataclass(frozen=True, slots=True)
class Said:
    """A few words, and below them the rules that are broken, on a ground of their own."""

    words: str
    rules: str = ""

    def __str__(self) -> str:
        return f"{self.words}. {self.rules}" if self.rules else self.words

    def height(self, fonts: Fonts, width: int) -> int:
        """How high it is, so many pixels wide."""
        words = fonts.plain.height(self.words, width)
        if not self.rules:
            return words
        side, above = _chip(fonts)
        return words + _GAP + fonts.small.height(self._warned, width - 2 * side) + 2 * above

    def paint(self, painter: QPainter, place: QRect, fonts: Fonts, tokens: Tokens) -> None:
        """Paint it from the top of its place."""
        painter.setPen(QColor(tokens.muted))
        _write(painter, place, self.words, fonts.plain)
        if not self.rules:
            return
        side, above = _chip(fonts)
        room = place.width() - 2 * side
        width = min(room, ceil(fonts.small.width(self._warned)) + 1)
        words = QRect(0, 0, width, fonts.small.height(self._warned, room))
        words.moveBottomLeft(place.bottomLeft() + QPoint(side, -above))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.bad.fill))
        painter.drawRoundedRect(words.adjusted(-side, -above, side, above), side, side)
        painter.setPen(QColor(tokens.bad.text))
        _write(painter, words, self._warned, fonts.small)

    @property
    def _warned(self) -> str:
        """Told by a sign as well as by colour."""
        return f"✕ {self.rules}"


def _write(painter: QPainter, place: QRect, text: str, face: Face) -> None:
    """Write a text from the top of a place, broken into lines of its width."""
    painter.setFont(face)
    painter.drawText(place, _WRAPPED.value, text)


def _pad(fonts: Fonts) -> int:
    return round(fonts.line * 0.7)


def _chip(fonts: Fonts) -> tuple[int, int]:
    """The pads around rules, beside and above them: those of a `Chip`."""
    return round(fonts.line * 0.45), round(fonts.line * 0.12)
