"""The whole reckoning of an offer: every reason, every rule's figure."""

from PySide6.QtWidgets import QFrame

from planner.finding import Offer, Situation
from ui.build import column, row, text
from ui.plan.content import figures_words


class Reckoning(QFrame):
    """What folds out under an offer."""

    def __init__(self, situation: Situation, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        self.setProperty("role", "quiet-card")
        self.setAccessibleName("Why this time")
        lines = column(text("Why this time", "strong"), gap=4)
        for reason in offer.reasons:
            lines.addWidget(text(f"• {reason.text}"))
        lines.addSpacing(4)
        lines.addWidget(text(f"Rules with it booked: {situation.ruleset.title}", "strong"))
        for title, figure, kept in figures_words(situation, offer.span):
            mark = "✓" if kept else "✗"
            line = row(text(f"{mark} {title}", "muted"), text(figure, "muted", wrap=False), gap=8)
            line.setStretch(0, 1)
            lines.addLayout(line)
        lines.setContentsMargins(12, 10, 12, 10)
        self.setLayout(lines)
