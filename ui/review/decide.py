"""What a supervisor decides on a plan as a whole, in which words, and who decides."""

from datetime import date

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from planner.agreement.fields import CHOICES, COMMENTS, MOST
from planner.model.decision import Decision, Verdict
from planner.model.words import date_words
from ui.agree.entries import DecisionEntries
from ui.build import column
from ui.memory import Memory

_REVIEWER, _NUMBER = "reviewer", "reviewer_number"


class DecisionForm(DecisionEntries):
    """The document's boxes for the plan as a whole; ``changed`` at every entry.

    Name and GMC number are those that were signed with last.
    """

    def __init__(self, memory: Memory, today: date) -> None:
        super().__init__()
        self._memory = memory
        self._group = QButtonGroup(self)
        self.verdicts: dict[Verdict, QRadioButton] = {}
        for verdict, words in CHOICES:
            self.verdicts[verdict] = choice = QRadioButton(words)
            self._group.addButton(choice)
            choice.toggled.connect(lambda _: self.changed.emit())
        self.recall()
        self.on.setText(date_words(today))
        self.setLayout(column(column(*self.verdicts.values(), gap=6), self.boxes(), gap=12))

    @property
    def decision(self) -> Decision:
        """The decision as entered so far, without what was chosen session by session."""
        chosen = (verdict for verdict, choice in self.verdicts.items() if choice.isChecked())
        return self.typed(next(chosen, Verdict.NONE))

    @property
    def lacks(self) -> str:
        """What has to be entered before it can be signed, in a sentence; empty where nothing."""
        made = self.decision
        if made.verdict is Verdict.NONE:
            return "Choose what you decide."
        if not made.by:
            return "Enter your name."
        if len(made.comments) > MOST[COMMENTS]:
            return f"Shorten your comments to {MOST[COMMENTS]:,} characters."
        return ""

    def show_decision(self, decision: Decision) -> None:
        """Enter what stands in a document; what it leaves open stays as it is."""
        if decision.verdict is not Verdict.NONE:
            self.verdicts[decision.verdict].setChecked(True)
        if decision.comments:
            self.comments.setPlainText(decision.comments)
        for entry, said in (
            (self.name, decision.by),
            (self.gmc_number, decision.gmc_number),
            (self.on, decision.on),
        ):
            if said:
                entry.setText(said)

    def recall(self) -> None:
        """Enter who signed last, where nobody is entered."""
        if not self.name.text():
            self.name.setText(self._memory.text(_REVIEWER))
            self.gmc_number.setText(self._memory.text(_NUMBER))

    def lock(self) -> None:
        """Let nothing be entered any more."""
        for choice in self.verdicts.values():
            choice.setEnabled(False)
        for entry in (self.name, self.gmc_number, self.on, self.comments):
            entry.setReadOnly(True)

    def keep(self) -> None:
        """Remember who signed, for the next plan."""
        self._memory.keep(_REVIEWER, self.name.text().strip())
        self._memory.keep(_NUMBER, self.gmc_number.text().strip())
