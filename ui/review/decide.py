"""What a supervisor decides on a plan as a whole, in which words, and who decides."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QWidget

from planner.agreement.fields import CHOICES, COMMENTS, DATE, GMC_NUMBER, MOST, NAME
from planner.model.decision import Decision, Verdict
from planner.model.words import date_words
from ui.build import column, field, line_entry, row
from ui.memory import Memory

_REVIEWER, _NUMBER = "reviewer", "reviewer_number"


class DecisionForm(QWidget):
    """The document's boxes for the plan as a whole; ``changed`` at every entry.

    Name and GMC number are those that were signed with last.
    """

    changed = Signal()

    def __init__(self, memory: Memory, today: date) -> None:
        super().__init__()
        self._memory = memory
        self._group = QButtonGroup(self)
        self.verdicts: dict[Verdict, QRadioButton] = {}
        for verdict, words in CHOICES:
            self.verdicts[verdict] = choice = QRadioButton(words)
            self._group.addButton(choice)
            choice.toggled.connect(lambda _: self.changed.emit())
        self.comments = QPlainTextEdit()
        self.comments.setTabChangesFocus(True)
        self.comments.setAcceptDrops(False)
        self.comments.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 16)
        self.comments.textChanged.connect(self.changed.emit)
        self.name = line_entry()
        self.gmc_number = line_entry("7 digits")
        self.on = line_entry()
        for entry, name in ((self.name, NAME), (self.gmc_number, GMC_NUMBER), (self.on, DATE)):
            entry.setMaxLength(MOST[name])
            entry.textChanged.connect(lambda _: self.changed.emit())
        self.recall()
        self.on.setText(date_words(today))
        who = row(gap=12)
        for entry, words, weight in (
            (self.name, "Name", 2),
            (self.gmc_number, "GMC number", 1),
            (self.on, "Date", 1),
        ):
            who.addLayout(field(words, entry), weight)
        self.setLayout(
            column(
                column(*self.verdicts.values(), gap=6),
                field("Comments", self.comments),
                who,
                gap=12,
            )
        )

    @property
    def decision(self) -> Decision:
        """The decision as entered so far, without what was chosen session by session."""
        chosen = [verdict for verdict, choice in self.verdicts.items() if choice.isChecked()]
        return Decision(
            chosen[0] if chosen else Verdict.NONE,
            comments=self.comments.toPlainText().strip(),
            by=self.name.text().strip(),
            gmc_number=self.gmc_number.text().strip(),
            on=self.on.text().strip(),
        )

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
