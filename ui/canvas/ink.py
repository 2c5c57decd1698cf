"""Pens, brushes, fonts and fitted text of a calendar surface, made once and kept until the theme or
the font changes.
"""

import re
from html import escape

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


class Ink:
    """What the painters of one surface share."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self.tokens = theme.tokens
        self.font = font
        self.bold = _varied(font, weight=QFont.Weight.DemiBold)
        self.small = _varied(font, size=0.94)
        self.small_bold = _varied(font, size=0.94, weight=QFont.Weight.DemiBold)
        self.number = _varied(font, size=1.35, weight=QFont.Weight.DemiBold)
        self._brushes: dict[str, QBrush] = {}
        self._pens: dict[tuple[str, float, Qt.PenStyle], QPen] = {}
        self._hatches: dict[tuple[str, str], QBrush] = {}
        self._metrics: dict[str, QFontMetricsF] = {}
        self._fitted: dict[tuple[str, str, int, int], tuple[str, ...]] = {}
        self._small_widths: dict[str, float] = {}
        self.line = QFontMetricsF(self.small).lineSpacing()
        """Height of a line of the surface's text, in logical pixels."""

    def metrics(self, font: QFont) -> QFontMetricsF:
        """Measures of a font."""
        key = font.key()
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(font)
        return self._metrics[key]

    def small_width(self, words: str) -> float:
        """How wide words are in the small font."""
        if words not in self._small_widths:
            self._small_widths[words] = self.metrics(self.small).horizontalAdvance(words)
        return self._small_widths[words]

    def brush(self, colour: str) -> QBrush:
        """A plain brush."""
        if colour not in self._brushes:
            self._brushes[colour] = QBrush(QColor(colour))
        return self._brushes[colour]

    def pen(
        self, colour: str, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine
    ) -> QPen:
        """A pen of a width in logical pixels."""
        key = (colour, width, style)
        if key not in self._pens:
            pen = QPen(QColor(colour), width, style)
            if style is Qt.PenStyle.DashLine:
                pen.setDashPattern([3.5, 2.5])
            self._pens[key] = pen
        return self._pens[key]

    def hatch(self, ground: str, stripe: str) -> QBrush:
        """Broad slanting stripes."""
        key = (ground, stripe)
        if key not in self._hatches:
            self._hatches[key] = hatched(ground, stripe)
        return self._hatches[key]

    def fitted(self, text: str, font: QFont, width: float, lines: int) -> tuple[str, ...]:
        """Text broken into at most ``lines`` lines of ``width``, the last with "…" if it does not
        end there.
        """
        key = (text, font.key(), int(width), lines)
        if key not in self._fitted:
            self._fitted[key] = fitted(text, self.metrics(font), width, lines)
        return self._fitted[key]


def write(painter: QPainter, rect: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
    """One line of text in a rectangle, vertically in the middle."""
    painter.drawText(rect, align.value | _ONE_LINE, text)


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
    """See `Ink.fitted`."""
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


def _varied(font: QFont, size: float = 1.0, weight: QFont.Weight | None = None) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * size)
    if weight is not None:
        made.setWeight(weight)
    return made
