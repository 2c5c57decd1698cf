"""A few words with a tone."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_SIGNS = {"warn": "! ", "bad": "✕ "}


class Chip(QLabel):
    """A short statement on a rounded ground: "good", "warn", "bad", else neutral.

    It is as wide as its words and breaks them only where there is less room. The tone is told by a
    sign as well as by colour where it warns.
    """

    def __init__(self, words: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        # Qt would set the words in by as much as half a letter, and then break them.
        self.setIndent(0)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(words, tone)

    def set_words(self, words: str, tone: str = "neutral") -> None:
        """Say something else, in another tone."""
        self.setText(_SIGNS.get(tone, "") + words)
        self.setAccessibleName(words)
        self.setProperty("tone", tone if tone in ("good", "warn", "bad") else "neutral")
        self.style().unpolish(self)
        self.style().polish(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        room = QRect(0, 0, max(1, width - self._pad().width()), 10_000)
        words = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        return words.height() + self._pad().height()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return self.fontMetrics().size(0, self.text()) + self._pad()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 3, self.sizeHint().height())

    def _pad(self) -> QSize:
        """The paddings of the style sheet, with a pixel to spare."""
        line = self.fontMetrics().height()
        return QSize(line + 2, line // 3)
