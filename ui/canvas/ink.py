"""Pens, brushes, fonts and fitted text of a calendar surface, made once and kept until the theme or
the font changes.
"""

import re
from html import escape
from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPen,
    QPixmap,
    QTransform,
)

from ui.theme import Theme

_TILE = 14
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_KEPT = re.compile(r" (?=·)|(?<=\d) (?=h\b)")
"""Spaces at which no line is broken: before a dot between words, and inside "4 h"."""


class Face(QFont):
    """A font with what was measured of it."""

    def __init__(
        self,
        font: QFont,
        size: float = 1.0,
        weight: QFont.Weight | None = None,
        *,
        struck: bool = False,
    ) -> None:
        super().__init__(font)
        self.setPointSizeF(font.pointSizeF() * size)
        if weight is not None:
            self.setWeight(weight)
        self.setStrikeOut(struck)
        self.metrics = QFontMetricsF(self)
        self._widths: dict[str, float] = {}
        self._fitted: dict[tuple[str, int, int], tuple[str, ...]] = {}

    def width(self, words: str) -> float:
        """How wide words are in one line."""
        if words not in self._widths:
            self._widths[words] = self.metrics.horizontalAdvance(words)
        return self._widths[words]

    def height(self, text: str, width: float) -> int:
        """How high a text is, broken into lines of a width."""
        room = QRectF(0, 0, max(1.0, width), 10_000)
        wrapped = Qt.TextFlag.TextWordWrap.value
        return ceil(self.metrics.boundingRect(room, wrapped, text).height())

    def fitted(self, text: str, width: float, lines: int) -> tuple[str, ...]:
        """Text broken into at most ``lines`` lines of ``width``, the last with "…" if it does not
        end there.
        """
        key = (text, int(width), lines)
        if key not in self._fitted:
            self._fitted[key] = fitted(text, self.metrics, width, lines)
        return self._fitted[key]


class Ink:
    """What the painters of one surface share."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        bold = QFont.Weight.DemiBold
        self.tokens = theme.tokens
        self.font = font
        self.bold = Face(font, weight=bold)
        self.small = Face(font, 0.94)
        self.small_bold = Face(font, 0.94, bold)
        self.small_struck = Face(font, 0.94, bold, struck=True)
        self.number = Face(font, 1.35, bold)
        self._brushes: dict[str, QBrush] = {}
        self._pens: dict[tuple[str, float], QPen] = {}
        self._hatches: dict[tuple[str, str], QBrush] = {}
        self.line = self.small.metrics.lineSpacing()
        """Height of a line of the surface's text, in logical pixels."""

    def brush(self, colour: str) -> QBrush:
        """A plain brush."""
        if colour not in self._brushes:
            self._brushes[colour] = QBrush(QColor(colour))
        return self._brushes[colour]

    def pen(self, colour: str, width: float = 1.0) -> QPen:
        """A pen of a width in logical pixels."""
        key = (colour, width)
        if key not in self._pens:
            self._pens[key] = QPen(QColor(colour), width)
        return self._pens[key]

    def dashed(self, colour: str, width: float) -> QPen:
        """A pen that draws dashes."""
        pen = QPen(self.pen(colour, width))
        pen.setDashPattern([3.5, 2.5])
        return pen

    def hatch(self, ground: str, stripe: str) -> QBrush:
        """Broad slanting stripes."""
        key = (ground, stripe)
        if key not in self._hatches:
            self._hatches[key] = hatched(ground, stripe)
        return self._hatches[key]


def write(painter: QPainter, rect: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
    """One line of text in a rectangle, vertically in the middle."""
    painter.drawText(rect, align.value | _ONE_LINE, text)


def level(painter: QPainter, left: float, right: float, y: float, brush: QBrush) -> None:
    """A level line, a pixel thick: as a rectangle, which takes Qt a tenth of the time of a line
    with soft edges.
    """
    painter.fillRect(QRectF(left - 0.5, y - 0.5, right - left + 1, 1), brush)


def plain(words: str) -> str:
    """Words for a tooltip, which must not be taken for mark-up: they come from rota files."""
    return f"<div style='white-space:pre-wrap'>{escape(words)}</div>" if words else ""


def hatched(ground: str, stripe: str) -> QBrush:
    """A brush of broad slanting stripes, as sharp as the screen allows.

    The tile has a pixel for each of the screen's, so that painting with it only copies: a tile that
    is scaled while it is painted takes ten times as long.
    """
    scale = QGuiApplication.primaryScreen().devicePixelRatio()
    size = round(_TILE * scale)
    tile = QPixmap(size, size)
    tile.fill(QColor(ground))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(QColor(stripe), size * 0.36, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap)
    )
    for shift in (-size, 0, size):
        painter.drawLine(shift, size, shift + size, 0)
    painter.end()
    brush = QBrush(tile)
    if scale != 1:
        brush.setTransform(QTransform.fromScale(1 / scale, 1 / scale))
    return brush


def fitted(text: str, metrics: QFontMetricsF, width: float, lines: int) -> tuple[str, ...]:
    """See `Face.fitted`."""
    if lines < 1 or width <= 0:
        return ()
    done: list[str] = []
    words = _KEPT.sub("\u00a0", text).split(" ")
    while words and len(done) < lines - 1:
        count = 1
        while (
            count < len(words) and metrics.horizontalAdvance(" ".join(words[: count + 1])) <= width
        ):
            count += 1
        if metrics.horizontalAdvance(words[0]) > width:
            break
        done.append(" ".join(words[:count]))
        words = words[count:]
    if words:
        done.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width))
    return tuple(done)
