"""What is in the way of a span that somebody drew, and whether they want it all the same."""

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from planner.model.words import hours_words, span_words
from planner.spans import Span
from ui.build import button, column, row, text


class InsistCard(QFrame):
    """Says why a time is not free. Nothing is changed unless the person insists; ``answered`` when
    they have said which.
    """

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("mood", "warn")
        self._act: Callable[[], object] = self.hide
        self._when = text("", "strong")
        self._why = text("")
        self.insist = button("Book all the same", lambda: self._answer(self._act))
        self.leave = button("Leave it", lambda: self._answer(self.hide))
        inside = column(self._when, self._why, row(self.insist, self.leave, 1))
        inside.setContentsMargins(12, 12, 12, 12)
        self.setLayout(inside)
        self.hide()

    def ask(
        self,
        span: Span,
        zone: ZoneInfo,
        reasons: Sequence[str],
        act: Callable[[], object] | None,
    ) -> None:
        """Show what is in the way; ``act`` books it all the same, None where that cannot be."""
        when = f"{span_words(span, zone)} ({hours_words(span.hours)}) is not free"
        self._when.setText(when)
        self._why.setText("\n".join(f"• {reason.rstrip('.')}." for reason in reasons))
        self._act = act or self.hide
        self.insist.setVisible(act is not None)
        self.setAccessibleName(f"{when}: {'; '.join(reasons)}")
        self.show()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> str:
        """What is in the way, empty where nothing is asked."""
        return "" if self.isHidden() else self._why.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._answer(self.hide)
        else:
            super().keyPressEvent(event)

    def _answer(self, act: Callable[[], object]) -> None:
        self.hide()
        act()
        self.answered.emit()
