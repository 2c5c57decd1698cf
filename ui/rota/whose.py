"""Asks whose rota it is, before anything of a team's file is stored."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ui.build import button, choices, column, line_entry, row, text


class WhoseDialog(QDialog):
    """Which of several people somebody is, or that the whole team is meant.

    Typing narrows the list; Enter takes the name that is chosen.
    """

    def __init__(self, people: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Whose rota is it?")
        self._whose: str | None = None
        self.search = line_entry("Type to find your name")
        self.search.setAccessibleName("Find a name")
        self.names = choices("People in the rota", people)
        self.me = button("This is me", self._take_me, "primary")
        self.me.setDefault(True)
        self.team = button("The whole team", self._take_team)
        self.team.setToolTip("For coordinators: everybody's entries are stored")
        self.team.setAutoDefault(False)
        cancel = button("Cancel", self.reject)
        cancel.setAutoDefault(False)
        inside = column(
            text("Whose rota is it?", "heading"),
            text(
                f"The file names {len(people)} people. Choose yourself, and only your own entries "
                "are stored. A coordinator takes the whole team.",
                "muted",
            ),
            self.search,
            self.names,
            row(self.team, 1, cancel, self.me),
            gap=10,
        )
        inside.setContentsMargins(24, 20, 24, 16)
        self.setLayout(inside)
        self.search.textChanged.connect(self._narrow)
        self.names.currentRowChanged.connect(self._settle)
        self.names.itemDoubleClicked.connect(lambda _: self._take_me())
        self._settle()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def whose(self) -> str | None:
        """The name that was chosen, "" for the whole team, None where it was called off."""
        return self._whose

    def _narrow(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        left = []
        for place in range(self.names.count()):
            name = self.names.item(place)
            name.setHidden(wanted not in name.text().casefold())
            if not name.isHidden():
                left.append(place)
        self.names.setCurrentRow(left[0] if wanted and left else -1)
        self._settle()

    def _settle(self, _: int = 0) -> None:
        self.me.setEnabled(self.names.currentRow() >= 0)

    def _take_me(self) -> None:
        chosen = self.names.currentItem()
        if chosen is not None:
            self._whose = chosen.text()
            self.accept()

    def _take_team(self) -> None:
        self._whose = ""
        self.accept()
