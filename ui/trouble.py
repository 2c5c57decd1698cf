"""A trouble that keeps the window from opening at all."""

from PySide6.QtWidgets import QDialog, QPlainTextEdit

from planner.errors import LeadtimeError
from ui.build import button, column, row, text


class TroubleDialog(QDialog):
    """Says what is wrong; accepted where the person wants to try again."""

    def __init__(self, error: LeadtimeError, title: str = "Leadtime cannot open your data") -> None:
        super().__init__()
        self.setWindowTitle("Leadtime")
        detail = QPlainTextEdit(error.detail)
        detail.setReadOnly(True)
        detail.setAccessibleName("Technical detail")
        detail.hide()
        more = button("Details", lambda: detail.setVisible(detail.isHidden()))
        more.setVisible(bool(error.detail))
        self.said = text(error.message)
        self.again = button("Try again", self.accept, "primary")
        self.again.setDefault(True)
        inside = column(
            text(title, "heading"),
            self.said,
            detail,
            row(self.again, button("Quit", self.reject), 1, more),
            gap=12,
        )
        inside.setContentsMargins(24, 20, 24, 20)
        self.setLayout(inside)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)
