"""A suggestion as a card: when, where, why it is good, and what to do with it."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planner.finding import Offer
from planner.model.kind import Kind
from planner.model.session import Where
from planner.model.words import hours_words, span_words
from ui.theme import Theme
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout

_BEST = 90
_INSIDE = {Kind.STANDARD: "Inside a standard day", Kind.ADMIN: "Inside admin time"}


class OfferCard(QFrame):
    """One offer. A click, Enter or Space chooses the card; the chosen card has the buttons."""

    chosen = Signal()
    book_asked = Signal()
    why_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selected = False
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._when = _label("strong")
        self._score = _label("score")
        self._where = _label("muted")
        self._where.setWordWrap(True)
        self._chips = FlowLayout()
        self._reasons: list[Chip] = []
        self.book = QPushButton("Book")
        self.book.setProperty("role", "primary")
        self.book.clicked.connect(self.book_asked)
        self.why = QPushButton("Why?")
        self.why.clicked.connect(self.why_asked)
        for each in (self.book, self.why):
            each.setAutoDefault(True)
        self._lay_out(self.fontMetrics().height())
        self._show_selected()
        theme.changed.connect(self._show_selected)

    @property
    def selected(self) -> bool:
        """Whether this is the offer that is looked at."""
        return self._selected

    @selected.setter
    def selected(self, selected: bool) -> None:
        self._selected = selected
        self._show_selected()

    def set_offer(self, offer: Offer, zone: ZoneInfo) -> None:
        """Show an offer in the words of a zone's clock."""
        when, hours = span_words(offer.span, zone), hours_words(offer.span.hours)
        where = _where_words(offer)
        self._when.setText(when)
        self._when.setToolTip(hours)
        self._score.setText(str(offer.score))
        self._score.setToolTip(f"How well it suits: {offer.score} of 100")
        self._score.setProperty("best", offer.score >= _BEST)
        self._where.setText(where)
        self.setAccessibleName(f"{when}, {hours}, suits {offer.score} of 100")
        reasons = "; ".join(reason.text for reason in offer.reasons)
        self.setAccessibleDescription(f"{where}. {reasons}")
        self.book.setAccessibleName(f"Book {hours} on {when}")
        self.why.setAccessibleName(f"Why {when}?")
        for chip in self._reasons:
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._reasons = [
            Chip(reason.text, str(reason.tone))
            for reason in offer.reasons
            if reason.text.casefold() not in where.casefold()
        ]
        for chip in self._reasons:
            self._chips.addWidget(chip)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def _show_selected(self) -> None:
        self.setProperty("selected", self._selected)
        self.book.setVisible(self._selected)
        self.why.setVisible(self._selected)
        for widget in (self, self._score):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def _lay_out(self, line: int) -> None:
        top = QHBoxLayout()
        top.addWidget(self._when, 1)
        top.addWidget(self._score)
        buttons = QHBoxLayout()
        buttons.setSpacing(line // 2)
        buttons.addWidget(self.book)
        buttons.addWidget(self.why)
        buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(line * 3 // 4, line * 5 // 8, line * 3 // 4, line * 5 // 8)
        whole.setSpacing(line // 4)
        whole.addLayout(top)
        whole.addWidget(self._where)
        whole.addLayout(self._chips)
        whole.addLayout(buttons)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def _where_words(offer: Offer) -> str:
    """Where an offer lies and whether it needs cover; reasons that say the same get no chip."""
    place = "Free day inside core hours"
    if offer.where is Where.IN_SHIFT:
        kind = offer.shift.kind if offer.shift is not None else Kind.UNKNOWN
        place = _INSIDE.get(kind, "Inside a shift")
    return f"{place} · {'needs ward cover' if offer.needs_cover else 'no cover needed'}"
