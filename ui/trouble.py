"""A trouble that keeps the window from opening at all."""

from PySide6.QtWidgets import QDialog, QPlainTextEdit

from planner.errors import LeadtimeError
from ui.build import button, column, fitted, row, text

LETTERS = 70


class TroubleDialog(QDialog):
    """Says what is wrong; accepted where the person wants to try again."""

    def __init__(self, error: LeadtimeError, title: str = "Leadtime cannot open your data") -> None:
        super().__init__()
        self.setWindowTitle("Leadtime")
        detail = QPlainTextEdit(error.detail)
        detail.setReadOnly(True)
        detail.setAccessibleName("Technical detail")
        detail.hide()
        more = button("Details", lambda: self._fold(detail))
        more.setVisible(bool(error.detail))
        self.said = text(error.message)
        self.again = button("Try again", self.accept, "primary")
        self.again.setDefault(True)
        self._inside = column(
            text(title, "heading"),
            self.said,
            detail,
            row(self.again, button("Quit", self.reject), 1, more),
            gap=12,
        )
        self._inside.setContentsMargins(24, 20, 24, 20)
        fitted(self, self._inside, LETTERS)

    def _fold(self, detail: QPlainTextEdit) -> None:
        detail.setVisible(detail.isHidden())
        fitted(self, self._inside, LETTERS)
