"""Every rule with its worst figure as a bar beside the limit."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.agreement.report import Standing
from planner.agreement.report.scale import bar_of
from planner.agreement.report.wording import (
    figure_words,
    grade_words,
    level_words,
    paragraph_words,
    room_words,
)
from planner.rules import Level, Limit
from ui.build import column, emptied, row, text
from ui.canvas.ink import Ink
from ui.theme import Theme
from ui.widgets.chip import Chip

_TONES = {None: "good", Level.WARNING: "warn", Level.BREACH: "bad"}


class LimitBar(QWidget):
    """One figure against its limit: hatched is where the rule is broken, the line is the limit."""

    def __init__(self, theme: Theme, standing: Standing) -> None:
        super().__init__()
        self._theme = theme
        self._standing = standing
        self._ink = Ink(theme, self.font())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        parts = (figure_words(standing), room_words(standing), level_words(standing.level))
        self.setAccessibleName(standing.rule.title)
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        theme.changed.connect(self._take_ink)

    def sizeHint(self) -> QSize:
        return QSize(round(self._ink.line * 11), round(self._ink.line))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._ink.line * 5), round(self._ink.line))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._take_ink()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, tokens, bar = self._ink, self._ink.tokens, bar_of(self._standing)
        wide, high = float(self.width()), self._ink.line * 0.62
        groove = QRectF(0, (self.height() - high) / 2, wide, high)
        shape = QPainterPath()
        shape.addRoundedRect(groove, 3, 3)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(groove, ink.brush(tokens.raised))
        start, end = bar.forbidden
        painter.fillRect(
            QRectF(start * wide, groove.top(), (end - start) * wide, high),
            ink.hatch(tokens.raised, tokens.line_strong),
        )
        if bar.figure is not None:
            filled = QRectF(0, groove.top() + high * 0.2, bar.figure * wide, high * 0.6)
            painter.fillRect(filled, ink.brush(self._colour()))
        painter.restore()
        at = min(max(bar.limit * wide, 1.0), wide - 1.0)
        painter.setPen(ink.pen(tokens.text, 2.0))
        painter.drawLine(round(at), 0, round(at), self.height())

    def _colour(self) -> str:
        tokens = self._ink.tokens
        if self._standing.level is Level.BREACH:
            return tokens.conflict
        return (tokens.warn if self._standing.level else tokens.good).text

    def _take_ink(self) -> None:
        self._ink = Ink(self._theme, self.font())
        self.updateGeometry()
        self.update()


class Standings(QWidget):
    """One row a rule, in the order of the rule set."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(20)
        self._rows.setVerticalSpacing(14)
        self._rows.setColumnStretch(0, 3)
        self._rows.setColumnStretch(1, 2)

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Show how each of these rules stands."""
        emptied(self._rows)
        top = Qt.AlignmentFlag.AlignTop
        for number, standing in enumerate(standings):
            self._rows.addWidget(boxed(rule_lines(standing.rule)), number, 0)
            look = "muted" if standing.figure is None else "strong"
            figure = row(text(figure_words(standing), look), gap=10)
            figure.setStretch(0, 1)
            room = room_words(standing)
            if room:
                figure.addWidget(text(room, "muted", wrap=False), 0, top)
            if standing.figure is not None:
                chip = Chip(level_words(standing.level), _TONES[standing.level])
                chip.setWordWrap(False)
                figure.addWidget(chip, 0, top)
            bar = LimitBar(self._theme, standing)
            self._rows.addWidget(boxed(column(figure, bar, 1, gap=4)), number, 1)


def boxed(lines: QLayout) -> QWidget:
    """Lines in a widget of their own. Qt remembers how high a widget is at some widths and asks a
    layout anew each time, layouts in it again: a page of them took seven times as long.
    """
    box = QWidget()
    box.setLayout(lines)
    return box


def rule_lines(rule: Limit, more: str = "") -> QVBoxLayout:
    """A rule in words: its title, what it says and what ``more`` there is to say, where it stands
    and how firm it is.
    """
    said = [text(rule.title, "strong"), text(rule.text)]
    if more:
        said.append(text(f"{more.rstrip('.')}."))
    firm = " · ".join(part for part in (paragraph_words(rule), grade_words(rule.grade)) if part)
    return column(*said, text(firm, "muted"), gap=1)
