"""Meetings that one may want to join: read from calendar files, kept, counted, put away."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from planner.finding import read_opportunities
from planner.model.opportunity import Opportunity
from planner.rota import load_files
from planner.workspace import KeepOpportunities
from ui.build import button, column, row, text
from ui.kit import Kit

SLOT = "meetings"


class Meetings(QWidget):
    """How many meetings there are to join, and a way to other ones."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._said = text("", "muted", wrap=False)
        self.add = button("Meetings to join…", self._ask, "quiet")
        self.add.setToolTip("A calendar file: offers that join a meeting in it come first")
        self.remove = button("Remove", lambda: self._keep(()), "quiet")
        self.setLayout(column(row(self.add, self._said, self.remove, 1, gap=4)))

    @property
    def said(self) -> str:
        """How many there are, empty where there are none."""
        return self._said.text()

    def refresh(self) -> None:
        """Say how many meetings are kept."""
        count = len(self._kit.ask.opportunities())
        self._said.setText(f"{count} kept" if count else "")
        self._said.setVisible(bool(count))
        self.remove.setVisible(bool(count))

    def take(self, paths: Sequence[Path]) -> None:
        """Read calendar files off the window's thread; the meetings in them are kept."""
        placement = self._kit.ask.placement()
        if not paths or placement is None:
            return
        until = placement.last

        def work() -> tuple[Opportunity, ...]:
            return read_opportunities(load_files(paths), until)

        self._kit.jobs.start(
            SLOT, "Reading meetings…", lambda *_: work(), self._arrived, self._kit.tell
        )

    def _ask(self) -> None:
        self.take(self._kit.choosers.calendars(self))

    def _arrived(self, found: tuple[Opportunity, ...]) -> None:
        if found:
            self._keep(found)
        else:
            self._kit.say("There is no meeting with a time in this calendar.")

    def _keep(self, opportunities: tuple[Opportunity, ...]) -> None:
        self._kit.controller.do(KeepOpportunities(opportunities))
