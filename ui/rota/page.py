"""The Rota page: where the rota came from, whose it is, what its labels mean, what was odd; beside
it what the working-time rules say of it.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from planner.model.words import date_words
from planner.workspace import Part
from ui.build import button, card, column, field, narrow, row, scrolling, text
from ui.kit import Kit, Page
from ui.report.page import ReportPage
from ui.rota.changes import WhatChanged
from ui.rota.guesses import Guesses
from ui.rota.kinds import LabelRows
from ui.rota.people import PersonPicker
from ui.rota.problems import Problems
from ui.rota.sources import SourcesSection
from ui.rota.sources_keeper import SourceKeeper
from ui.rota.words import covers_words
from ui.widgets.tabs import Tabs

SOURCE, RULES = "The rota", "Working-time rules"


class RotaPage(Page):
    """Everything about the current reading, and the way to the next one."""

    watches = frozenset({Part.ROTA, Part.KINDS})
    open_asked = Signal()

    def __init__(self, kit: Kit, keeper: SourceKeeper) -> None:
        super().__init__(kit)
        self.sources = SourcesSection(kit, keeper)
        self._title = text("", "title")
        self._said = text("", "muted")
        self.new_version = button("Read a new version…", self.open_asked.emit, "primary")
        self.person = PersonPicker(kit)
        self._people = card(text("Whose rota", "heading"), field("You are", self.person))
        self.changes = WhatChanged()
        self.labels = LabelRows(kit)
        self.problems = Problems()
        self.guesses = Guesses("undo, mend the table's headings and open it again.")
        inside = QWidget()
        inside.setLayout(
            column(
                self._title,
                self._said,
                row(self.new_version, 1),
                self._people,
                self.changes,
                self.guesses,
                card(text("Where it comes from", "heading"), self.sources),
                card(text("The file", "heading"), self.problems),
                card(
                    text("Labels and what they are", "heading"),
                    text(
                        "Correct a kind here; it is remembered for this rota and its next "
                        "versions. In another hospital's rota the word may mean something else.",
                        "muted",
                    ),
                    self.labels,
                ),
                1,
                gap=14,
            )
        )
        self.report = ReportPage(kit)
        self.tabs = Tabs({SOURCE: scrolling(narrow(inside)), RULES: self.report})
        self.setLayout(column(self.tabs))

    def show_rules(self) -> None:
        """Show what the working-time rules say, with the keyboard on it."""
        self.tabs.choose(RULES)
        self.report.take_keyboard()

    def show_rota(self) -> None:
        """Show what the rota says and what a new reading changed."""
        self.tabs.choose(SOURCE)

    def refresh(self) -> None:
        """Show the current reading."""
        stored = self.kit.ask.reading()
        if stored is None:
            return
        read_at = stored.read_at.astimezone(stored.reading.zone)
        self._title.setText(stored.reading.title)
        when = f"{date_words(read_at.date())} at {read_at:%H:%M}"
        zone = stored.reading.zone.key
        self._said.setText(f"{covers_words(stored)}. Read on {when}, times in {zone}.")
        several = len(self.kit.ask.people()) > 1
        self._people.setVisible(several)
        if several:
            self.person.show_people()
        self.changes.show_changes(self.kit.ask.changes(), stored.reading.zone)
        self.guesses.show_guesses(stored.reading.guesses)
        self.labels.show_uses(self.kit.ask.labels())
        self.problems.show_problems(stored.reading.problems)
