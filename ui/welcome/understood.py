"""What was understood of a rota: said once, right after it was read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from planner.model.kind import Kind
from planner.workspace import Part
from ui.build import button, card, column, field, narrow, row, scrolling, text
from ui.kit import Kit, Page
from ui.rota.guesses import Guesses
from ui.rota.kinds import LabelRows
from ui.rota.people import PersonPicker
from ui.rota.problems import Problems
from ui.rota.words import covers_words
from ui.welcome.kinds import KindCounts


class UnderstoodPage(Page):
    """What was guessed, people, labels it was unsure of, problems; then on to the placement."""

    watches = frozenset({Part.ROTA, Part.KINDS})
    done = Signal()
    other_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._chosen = True
        self._title = text("What was understood", "title")
        self._said = text("", "muted")
        self.kinds = KindCounts()
        self.person = PersonPicker(kit)
        self._people = card(
            text("Whose rota is it?", "heading"),
            text("The file names several people. Only your own entries are planned with.", "muted"),
            field("You are", self.person),
        )
        self.labels = LabelRows(kit)
        self._unsure = card(
            text("Say what these are", "heading"),
            text(
                "These labels can mean different things. Each is asked once for this rota and "
                "remembered; what stays open is never taken for free time.",
                "muted",
            ),
            self.labels,
        )
        self._guesses = Guesses("open another rota or change the table's headings.")
        self.guesses = self._guesses.said
        self.problems = Problems()
        self.go_on = button("Continue", self.done.emit, "primary")
        self.other = button("Open another rota…", self.other_asked.emit)
        inside = QWidget()
        inside.setLayout(
            column(
                text("Step 1 of 2", "muted"),
                self._title,
                self._said,
                self.kinds,
                self._guesses,
                self._people,
                self._unsure,
                card(text("The file", "heading"), self.problems),
                row(self.go_on, self.other, 1),
                1,
                gap=14,
            )
        )
        self.setLayout(column(scrolling(narrow(inside))))

    @property
    def first_step(self) -> QWidget:
        """What is to be answered first; the way on where nothing is."""
        if not self._chosen:
            return self.person
        return self.labels.first_open or self.go_on

    def refresh(self) -> None:
        """Show the current reading."""
        ask = self.kit.ask
        stored = ask.reading()
        if stored is None:
            return
        of = " · ".join(name for name in (stored.reading.title, ask.person()) if name)
        self._said.setText(f"{of}: {covers_words(stored)}.")
        self._guesses.show_guesses(stored.reading.guesses)
        several = len(ask.people()) > 1
        self._people.setVisible(several)
        if several:
            self.person.show_people()
        self._chosen = chosen = not several or bool(ask.person())
        unsure = [
            use for use in ask.labels() if use.kind is Kind.UNKNOWN or use.corrected or use.doubtful
        ]
        self.kinds.setVisible(chosen)
        self.kinds.show_uses(ask.labels())
        self._unsure.setVisible(bool(unsure) and chosen)
        self.labels.show_uses(unsure)
        self.problems.show_problems(stored.reading.problems)
        self.go_on.setEnabled(chosen)
