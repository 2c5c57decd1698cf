"""What is entered of any decision: comments, and who decided when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from planner.agreement.fields import DATE, GMC_NUMBER, MOST, NAME
from planner.model.decision import Decision, Mark, Verdict
from ui.build import column, field, line_entry, row


class DecisionEntries(QWidget):
    """The document's boxes that are typed into; ``changed`` at every entry."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.comments = QPlainTextEdit()
        self.comments.setTabChangesFocus(True)
        self.comments.setAcceptDrops(False)
        self.comments.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 16)
        self.comments.textChanged.connect(self.changed.emit)
        self.name, self.gmc_number, self.on = line_entry(), line_entry("7 digits"), line_entry()
        for entry, name in ((self.name, NAME), (self.gmc_number, GMC_NUMBER), (self.on, DATE)):
            entry.setMaxLength(MOST[name])
            entry.textChanged.connect(lambda _: self.changed.emit())

    def typed(self, verdict: Verdict, marks: tuple[tuple[str, Mark], ...] = ()) -> Decision:
        """A decision with what was typed so far."""
        return Decision(
            verdict,
            marks,
            comments=self.comments.toPlainText().strip(),
            by=self.name.text().strip(),
            gmc_number=self.gmc_number.text().strip(),
            on=self.on.text().strip(),
        )

    def boxes(self) -> QVBoxLayout:
        """The boxes with their labels, to be laid out below what is chosen."""
        who: QHBoxLayout = row(gap=12)
        for entry, words, weight in (
            (self.name, "Name", 2),
            (self.gmc_number, "GMC number", 1),
            (self.on, "Date", 1),
        ):
            who.addLayout(field(words, entry), weight)
        return column(field("Comments", self.comments), who, gap=12)
