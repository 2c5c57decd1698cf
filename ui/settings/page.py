"""Settings: the placement, the look, where the data lies."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from planner.errors import WrongUse
from planner.workspace import Part, SetPlacement
from ui.build import button, card, column, narrow, row, scrolling, text
from ui.kit import Kit, Page
from ui.settings.placement import PlacementForm
from ui.theme import Mode

LOOKS = {Mode.SYSTEM: "As the system", Mode.LIGHT: "Light", Mode.DARK: "Dark"}


class SettingsPage(Page):
    """What can be set; the placement only where there is one."""

    watches = frozenset({Part.ROTA, Part.PLACEMENT})

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.form: PlacementForm | None = None
        self._place = QVBoxLayout()
        self.save = button("Save", self._save, "primary")
        self._placement = card(
            text("You and your placement", "heading"), self._place, row(self.save, 1)
        )
        self.looks = QButtonGroup(self)
        inside = QWidget()
        inside.setLayout(
            column(
                text("Settings", "title"),
                self._placement,
                self._look(),
                card(
                    text("Your data", "heading"),
                    text(
                        "Everything lies in this folder on this computer. Nothing leaves it unless "
                        "you send it.",
                        "muted",
                    ),
                    text(str(kit.folder)),
                    row(button("Show the folder", lambda: kit.choosers.show_folder(kit.folder)), 1),
                ),
                1,
                gap=14,
            )
        )
        self.setLayout(column(scrolling(narrow(inside))))

    def refresh(self) -> None:
        """Fill the form from what is stored."""
        placement = self.kit.ask.placement()
        self._placement.setVisible(placement is not None)
        if placement is None:
            return
        if self.form is None:
            self.form = PlacementForm(placement)
            self._place.addWidget(self.form)
        else:
            self.form.show_placement(placement)

    def _look(self) -> QFrame:
        line = row(gap=0)
        for mode, words in LOOKS.items():
            choice = button(words, partial(self._looked, mode))
            choice.setCheckable(True)
            choice.setChecked(mode is self.kit.theme.mode)
            self.looks.addButton(choice)
            line.addWidget(choice)
        line.addStretch(1)
        return card(text("Look", "heading"), line)

    def _looked(self, mode: Mode) -> None:
        self.kit.theme.set_mode(mode)
        self.kit.memory.keep("theme", mode.value)

    def _save(self) -> None:
        if self.form is None:
            return
        try:
            placement = self.form.placement()
        except WrongUse as error:
            self.kit.tell(error)
            return
        if placement == self.kit.ask.placement():
            self.kit.say("Nothing was changed.")
            return
        self.kit.controller.do(SetPlacement(placement))
