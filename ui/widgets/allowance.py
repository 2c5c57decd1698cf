"""How much of the allowance is delivered, agreed, proposed, lost and still to find."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.model.plan import Allowance
from planner.model.words import hours_words
from ui.canvas.ink import Ink, write
from ui.theme import Theme

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_TITLE = "Protected time this placement"


@dataclass(frozen=True)
class Share:
    """A part of the bar with its entry in the legend."""

    name: str
    hours: float
    brush: QBrush


class AllowanceBar(QWidget):
    """The bar over the week, with its legend; every part has its name and number beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ink = Ink(theme, self.font())
        self._allowance = Allowance(0.0, 0.0)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_TITLE)
        theme.changed.connect(self._take_ink)

    def set_allowance(self, allowance: Allowance, words: str) -> None:
        """Show an allowance; ``words`` stand over the bar: "38 of 52 h planned · 2 h a week"."""
        self._allowance, self._words = allowance, words
        parts = [f"{share.name} {hours_words(share.hours)}" for share in self._shares()]
        self.setAccessibleDescription(", ".join([words, *parts]))
        self.setToolTip(
            f"Due by today: {hours_words(allowance.due_so_far)} of {hours_words(allowance.due)}"
        )
        self.update()

    def sizeHint(self) -> QSize:
        line = self._ink.line
        return QSize(round(line * 50), round(line * 3.8))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._ink.line * 20), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._take_ink()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, line = self._ink, self._ink.line
        painter.fillRect(self.rect(), ink.brush(ink.tokens.surface))
        painter.setPen(ink.pen(ink.tokens.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        side = line * 1.25
        legend = self._legend_width()
        room = self.width() - 3 * side
        bar = max(room * 0.34, min(room - legend, line * 46))
        self._bar(painter, QRectF(side, line * 0.6, bar, line * 2.6))
        left = bar + 2 * side
        self._legend(painter, QRectF(left, line * 0.6, self.width() - left - side / 2, line * 2.6))

    def _bar(self, painter: QPainter, room: QRectF) -> None:
        ink, line = self._ink, self._ink.line
        top = QRectF(room.left(), room.top(), room.width(), line * 1.3)
        width = ink.bold.width(_TITLE)
        painter.setPen(ink.pen(ink.tokens.text))
        painter.setFont(ink.bold)
        for words in ink.bold.fitted(_TITLE, top.width(), 1):
            write(painter, top, words, _LEFT)
        painter.setPen(ink.pen(ink.tokens.muted))
        painter.setFont(ink.small)
        for words in ink.small.fitted(self._words, top.width() - width - line, 1):
            write(painter, top, words, _RIGHT)
        bar = QRectF(room.left(), top.bottom() + line * 0.35, room.width(), line * 0.72)
        shape = QPainterPath()
        shape.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(bar, ink.brush(ink.tokens.line))
        shares = [share for share in self._shares() if share.hours > 0]
        whole = max(self._allowance.due, sum(share.hours for share in shares), 1e-9)
        x = bar.left()
        for share in shares[: None if self._allowance.to_find == 0 else -1]:
            wide = bar.width() * share.hours / whole
            painter.fillRect(QRectF(x, bar.top(), wide, bar.height()), share.brush)
            x += wide
            painter.fillRect(
                QRectF(x - 1, bar.top(), 1, bar.height()), ink.brush(ink.tokens.surface)
            )
        painter.restore()

    def _legend(self, painter: QPainter, room: QRectF) -> None:
        """Names and numbers in one or two lines."""
        ink, line = self._ink, self._ink.line
        widths = [self._entry_width(share) for share in self._shares()]
        lines = 1 if sum(widths) <= room.width() else 2
        x, y = room.left(), room.top() + (room.height() - lines * line * 1.35) / 2
        painter.setFont(ink.small)
        for share, width in zip(self._shares(), widths, strict=True):
            if x > room.left() and x + width - line > room.right():
                x, y = room.left(), y + line * 1.35
            if y + line > self.height():
                break
            self._entry(painter, x, y, share)
            x += width

    def _entry(self, painter: QPainter, x: float, y: float, share: Share) -> None:
        ink, line = self._ink, self._ink.line
        swatch = QRectF(x, y + line * 0.42, line * 0.6, line * 0.6)
        painter.setPen(ink.pen(ink.tokens.line_strong))
        painter.setBrush(share.brush)
        painter.drawRoundedRect(swatch, 2.5, 2.5)
        rect = QRectF(swatch.right() + line * 0.4, y, line * 20, line * 1.4)
        painter.setFont(ink.small)
        painter.setPen(ink.pen(ink.tokens.muted))
        write(painter, rect, share.name, _LEFT)
        rect.setLeft(rect.left() + ink.small.width(share.name + " "))
        painter.setFont(ink.small_bold)
        painter.setPen(ink.pen(ink.tokens.text))
        write(painter, rect, hours_words(share.hours), _LEFT)

    def _entry_width(self, share: Share) -> float:
        ink = self._ink
        return (
            ink.line * 2.2
            + ink.small.width(share.name + " ")
            + ink.small_bold.width(hours_words(share.hours))
        )

    def _legend_width(self) -> float:
        return sum(self._entry_width(share) for share in self._shares())

    def _shares(self) -> tuple[Share, ...]:
        ink, tokens, hours = self._ink, self._ink.tokens, self._allowance
        return (
            Share("Delivered", hours.delivered, ink.brush(tokens.delivered)),
            Share("Agreed", hours.agreed, ink.brush(tokens.agreed)),
            Share("Proposed", hours.proposed, ink.hatch(tokens.proposed, tokens.surface)),
            Share("Lost", hours.lost, ink.brush(tokens.lost)),
            Share("To find", hours.to_find, ink.brush(tokens.line)),
        )

    def _take_ink(self) -> None:
        self._ink = Ink(self._theme, self.font())
        self.updateGeometry()
        self.update()
