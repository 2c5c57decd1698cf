"""A decision entered by hand, from a copy whose boxes a program cannot read."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout

from planner.agreement.effects import Effect
from planner.agreement.fields import CHOICES
from planner.model.decision import Decision, Mark, Verdict
from planner.model.words import span_words
from ui.agree.entries import DecisionEntries
from ui.build import Picker, column, field, text
from ui.kit import Kit

_MARKS = ((Mark.NONE, "nothing ticked"), (Mark.AGREE, "agree"), (Mark.CHANGE, "change"))


class ByHand(DecisionEntries):
    """The document's own boxes, to be filled in as it shows them; ``changed`` at every entry."""

    def __init__(self, effects: Sequence[Effect], kit: Kit) -> None:
        super().__init__()
        self._effects = effects
        self.verdict = Picker("Choose what is ticked")
        for _, words in CHOICES:
            self.verdict.addItem(words)
        self.verdict.setCurrentIndex(-1)
        self.verdict.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.marks = {effect.session.id: Picker() for effect in effects}
        self.setLayout(
            column(
                text("Enter by hand what the document shows", "heading"),
                text("The file is kept beside it as evidence.", "muted"),
                field("Decision", self.verdict),
                self._sessions(kit),
                self.boxes(),
                gap=8,
            )
        )

    @property
    def decision(self) -> Decision:
        """The decision as entered so far."""
        chosen = self.verdict.currentIndex()
        return self.typed(
            CHOICES[chosen][0] if chosen >= 0 else Verdict.NONE,
            tuple((name, _MARKS[box.currentIndex()][0]) for name, box in self.marks.items()),
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
