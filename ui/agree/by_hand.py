"""A decision entered by hand, from a copy whose boxes a program cannot read."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from planner.agreement.effects import Effect
from planner.agreement.fields import CHOICES, COMMENTS, DATE, GMC_NUMBER, MOST, NAME
from planner.model.decision import Decision, Mark, Verdict
from planner.model.words import span_words
from ui.build import Picker, column, field, line_entry, row, text
from ui.kit import Kit

_MARKS = ((Mark.NONE, "nothing ticked"), (Mark.AGREE, "agree"), (Mark.CHANGE, "change"))


class ByHand(QWidget):
    """The document's own boxes, to be filled in as it shows them; ``changed`` at every entry."""

    changed = Signal()

    def __init__(self, effects: Sequence[Effect], kit: Kit) -> None:
        super().__init__()
        self._effects = effects
        self.verdict = Picker("Choose what is ticked")
        for _, words in CHOICES:
            self.verdict.addItem(words)
        self.verdict.setCurrentIndex(-1)
        self.verdict.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.marks = {effect.session.id: Picker() for effect in effects}
        self.name, self.gmc_number, self.on = line_entry(), line_entry(), line_entry()
        for entry, name in ((self.name, NAME), (self.gmc_number, GMC_NUMBER), (self.on, DATE)):
            entry.setMaxLength(MOST[name])
            entry.textChanged.connect(lambda _: self.changed.emit())
        self.comments = QPlainTextEdit()
        self.comments.setTabChangesFocus(True)
        self.comments.setAcceptDrops(False)
        self.comments.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 16)
        self.comments.textChanged.connect(self.changed.emit)
        self.setLayout(
            column(
                text("Enter by hand what the document shows", "heading"),
                text("The file is kept beside it as evidence.", "muted"),
                field("Decision", self.verdict),
                self._sessions(kit),
                field("Comments", self.comments),
                row(
                    field("Name", self.name),
                    field("GMC number", self.gmc_number),
                    field("Date", self.on),
                    gap=12,
                ),
                gap=8,
            )
        )

    @property
    def decision(self) -> Decision:
        """The decision as entered so far."""
        chosen = self.verdict.currentIndex()
        return Decision(
            verdict=CHOICES[chosen][0] if chosen >= 0 else Verdict.NONE,
            marks=tuple((name, _MARKS[box.currentIndex()][0]) for name, box in self.marks.items()),
            comments=self.comments.toPlainText().strip()[: MOST[COMMENTS]],
            by=self.name.text().strip(),
            gmc_number=self.gmc_number.text().strip(),
            on=self.on.text().strip(),
        )

    def _sessions(self, kit: Kit) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for line, effect in enumerate(self._effects):
            words = f"{effect.number}. {span_words(effect.session.span, kit.ask.zone())}"
            box = self.marks[effect.session.id]
            for _, said in _MARKS:
                box.addItem(said)
            box.setAccessibleName(words)
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
            grid.addWidget(text(words), line, 0)
            grid.addWidget(box, line, 1)
        return grid
