"""Settings: the placement, the look, where the data lies."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from planner.errors import WrongUse
from planner.model.placement import Placement
from planner.workspace import SetPlacement
from ui.build import button, card, column, joined, narrow, row, scrolling, text
from ui.kit import Kit, Page
from ui.settings.data import DataCard
from ui.settings.keys import KeysCard
from ui.settings.placement import PlacementForm
from ui.settings.releases import ReleasesCard
from ui.settings.schemes import SchemesCard
from ui.theme import Mode
from ui.upkeep import DataKeeper

LOOKS = {Mode.SYSTEM: "As the system", Mode.LIGHT: "Light", Mode.DARK: "Dark"}


class SettingsPage(Page):
    """What can be set; the placement only where there is one. What was changed of it is saved when
    somebody goes to another page, too: it can be undone there.

    ``erase_asked`` tells that everything is to be deleted, which ends the program.
    """

    erase_asked = Signal()

    def __init__(self, kit: Kit, keeper: DataKeeper) -> None:
        super().__init__(kit)
        self.form: PlacementForm | None = None
        self._shown: Placement | None = None
        self._as_shown: Placement | None = None
        self._place = QVBoxLayout()
        self.save = button("Save", self._save, "primary")
        self._placement = card(
            text("You and your placement", "heading"), self._place, row(self.save, 1)
        )
        self.looks = QButtonGroup(self)
        self.data = DataCard(kit, keeper, self.erase_asked.emit)
        self.releases = ReleasesCard(kit)
        self.schemes = SchemesCard(kit)
        self.keys = KeysCard(kit)
        inside = QWidget()
        inside.setLayout(
            column(
                text("Settings", "title"),
                self._placement,
                self.releases,
                self.schemes,
                self.keys,
                self._look(),
                self.data,
                1,
                gap=14,
            )
        )
        self._area = scrolling(narrow(inside))
        self.setLayout(column(self._area))

    def show_part(self, part: QWidget) -> None:
        """Scroll to a part of the page."""
        self._area.ensureWidgetVisible(part)

    def refresh(self) -> None:
        """Fill the form from what is stored."""
        self.data.refresh()
        self.keys.refresh()
        placement = self.kit.ask.placement()
        self._placement.setVisible(placement is not None)
        self.releases.refresh()
        self.schemes.refresh()
        if placement is None:
            return
        if self.form is None:
            self.form = PlacementForm(placement, self.kit.ask.schemes(), whole=True)
            self.form.submitted.connect(self._save)
            self._place.addWidget(self.form)
        self.form.scheme.show_schemes(self.kit.ask.schemes())
        if placement != self._shown:
            self.form.show_placement(placement)
            self._shown, self._as_shown = placement, self.form.placement()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.form is not None and self._is_changed(self.form):
            self._save()

    def _is_changed(self, form: PlacementForm) -> bool:
        try:
            return form.placement() != self._as_shown
        except WrongUse:
            return True

    def _look(self) -> QFrame:
        for mode, words in LOOKS.items():
            choice = button(words, partial(self._looked, mode))
            self.looks.addButton(choice)
        choices = dict(zip(LOOKS, self.looks.buttons(), strict=True))
        line = row(joined(tuple(choices.values())), 1)
        choices[self.kit.theme.mode].setChecked(True)
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
