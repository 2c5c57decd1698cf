"""A time in a frame: a session, the place it could move to, a shift as it was or is."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.model.session import State
from ui.theme import Paint, Theme

_LINES = 3
"""Lines that the words below a title may take."""


class Look(Enum):
    """What a box stands for."""

    SESSION = "session"
    OFFER = "offer"
    WAS = "was"
    NOW = "now"
    NOTHING = "nothing"


class TimeBox(QWidget):
    """A title and a few words below it. What is no more is struck out, what is only proposed has a
    dashed edge: nothing is told by colour alone.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title, self._words = "", ""
        self._look, self._state = Look.NOTHING, State.PROPOSED
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def show_words(self, title: str, words: str, look: Look, state: State = State.PROPOSED) -> None:
        """Show something else."""
        self._title, self._words, self._look, self._state = title, words, look, state
        spoken = ", ".join(part for part in (title, words) if part)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """What the box says."""
        return self.accessibleName()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        pad = self._pad()
        room = max(1, width - 2 * pad)
        height = sum(self._height(text, font, room) for text, font in self._parts())
        return height + 2 * round(pad * 0.6)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 30
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 18, self.fontMetrics().height() * 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint = self._paint()
        self._frame(painter, paint)
        painter.setPen(QColor(paint.text))
        pad = self._pad()
        room = self.width() - 2 * pad
        parts = [(text, font, self._height(text, font, room)) for text, font in self._parts()]
        top = (self.height() - sum(height for _, _, height in parts)) / 2
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        for text, font, height in parts:
            painter.setFont(font)
            painter.drawText(QRectF(pad, top, room, height), int(flags), text)
            top += height

    def _frame(self, painter: QPainter, paint: Paint) -> None:
        widths = {Look.SESSION: 2.0, Look.OFFER: 2.0, Look.WAS: 0.0, Look.NOW: 0.0}
        width = widths.get(self._look, 1.0)
        if width:
            pen = QPen(QColor(paint.edge), width)
            if self._look in (Look.OFFER, Look.NOTHING):
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        fill = QColor(paint.fill)
        if self._look is Look.NOTHING:
            fill.setAlpha(0)
        painter.setBrush(fill)
        inset = width / 2
        radius = self._theme.tokens.radius
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius
        )

    def _paint(self) -> Paint:
        tokens = self._theme.tokens
        if self._look is Look.SESSION:
            return tokens.sessions[self._state]
        looks = {Look.OFFER: tokens.offer, Look.WAS: tokens.bad, Look.NOW: tokens.good}
        plain = Paint(tokens.surface, tokens.line_strong, tokens.muted)
        return looks.get(self._look, plain)

    def _parts(self) -> list[tuple[str, QFont]]:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        plain = QFont(self.font())
        plain.setStrikeOut(self._look is Look.WAS)
        title = bold if self._look in (Look.SESSION, Look.OFFER) else plain
        return [(text, font) for text, font in ((self._title, title), (self._words, plain)) if text]

    def _height(self, text: str, font: QFont, width: int) -> int:
        metrics = QFontMetrics(font)
        most = metrics.height() * _LINES
        flags = int(Qt.TextFlag.TextWordWrap)
        return min(most, metrics.boundingRect(0, 0, width, 10_000, flags, text).height())

    def _pad(self) -> int:
        return round(self.fontMetrics().height() * 0.7)
