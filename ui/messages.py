"""What the window says by itself: troubles that need reading, words that do not."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QPushButton, QWidget
from shiboken6 import isValid

from planner.errors import LeadtimeError, UnreadableInput, WrongUse
from planner.workspace.upkeep import DataNotice
from ui.build import button, column, row, text

STAYS = 12_000
"""Milliseconds that a notice stays unless it is needed longer."""


def title_of(error: LeadtimeError) -> str:
    """A few words over the message of an error."""
    if isinstance(error, UnreadableInput):
        return "This could not be read"
    if isinstance(error, WrongUse):
        return "That does not fit"
    return "About your data" if isinstance(error, DataNotice) else "That did not work"


def kept_of(error: LeadtimeError) -> str:
    """What became of what is stored, where the message does not say it itself."""
    if isinstance(error, UnreadableInput | WrongUse):
        return "Nothing was changed: all that was there is as it was."
    return ""


class TroubleBanner(QFrame):
    """An error in words: what happened, what was kept, what to do; technical detail folds out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setProperty("mood", "bad")
        self._title = text("", "strong")
        self._message = text("")
        self._message.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._kept = text("", "muted")
        self._before: QWidget | None = None
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setAcceptDrops(False)
        self.detail.setAccessibleName("Technical detail")
        self.detail.setMaximumHeight(self.fontMetrics().lineSpacing() * 8)
        self.more = button("Details", self._fold)
        self.copy_button = button("Copy", self._copied)
        self.close_button = button("Close", self.put_away)
        inside = column(
            row(
                column(self._title, self._message, self._kept, gap=2),
                self.more,
                self.copy_button,
                self.close_button,
            ),
            self.detail,
        )
        inside.setContentsMargins(16, 10, 16, 10)
        self.setLayout(inside)
        self.hide()

    def tell(self, error: LeadtimeError) -> None:
        """Show an error until it is closed or the next one comes."""
        if not self.isHidden() and self._said() == (error.message, error.detail):
            return
        self._title.setText(title_of(error))
        self._message.setText(error.message)
        self._kept.setText(kept_of(error))
        self._kept.setVisible(bool(self._kept.text()))
        self.detail.setPlainText(error.detail)
        self.detail.hide()
        self.more.setVisible(bool(error.detail))
        self.more.setText("Details")
        self.setAccessibleName(f"{self._title.text()}. {error.message} {self._kept.text()}".strip())
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self.show()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def put_away(self) -> None:
        """Say no more, and give the keyboard back."""
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _said(self) -> tuple[str, str]:
        return self._message.text(), self.detail.toPlainText()

    def words(self) -> str:
        """What is said at the moment, empty where nothing is."""
        return "" if self.isHidden() else self._message.text()

    def _fold(self) -> None:
        unfolded = self.detail.isHidden()
        self.detail.setVisible(unfolded)
        self.more.setText("Hide details" if unfolded else "Details")

    def _copied(self) -> None:
        whole = "\n".join(
            part
            for part in (
                self._title.text(),
                self._message.text(),
                self._kept.text(),
                self.detail.toPlainText(),
            )
            if part
        )
        QGuiApplication.clipboard().setText(whole)


class NoticeBar(QFrame):
    """A word about what was done, with at most one thing to do about it; floats, and goes by
    itself.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._clear = 0
        self.setProperty("role", "banner")
        self._words = text("", wrap=False)
        self._action: Callable[[], object] = self.hide
        self._do: QPushButton = button("Undo", self._act)
        inside = row(self._words, self._do, gap=16)
        inside.setContentsMargins(16, 8, 8, 8)
        self.setLayout(inside)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(STAYS)
        self._clock.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, words: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show ``words`` for a while, with a button called ``action`` where there is one."""
        self._words.setText(
            self.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, max(200, self._over.width() - 200)
            )
        )
        self._words.setToolTip(words)
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._do.setText(action)
        self._do.setVisible(act is not None)
        self._action = act or self.hide
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._clock.start()

    def words(self) -> str:
        """What is said at the moment, empty where nothing is."""
        return "" if self.isHidden() else self.accessibleName()

    @property
    def action(self) -> QPushButton:
        """The button of the notice."""
        return self._do

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def keep_clear(self, height: int) -> None:
        """Leave so many pixels at the bottom uncovered."""
        self._clear = height
        self._place()

    def _place(self) -> None:
        room = self._over.size()
        bottom = room.height() - self._clear - 16
        self.move((room.width() - self.width()) // 2, bottom - self.height())

    def _act(self) -> None:
        self.hide()
        self._action()
