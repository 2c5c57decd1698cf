"""Whose rota it is."""

from planner.workspace import ChoosePerson
from ui.build import Picker
from ui.kit import Kit


class PersonPicker(Picker):
    """Chooses one of the people that the rota names."""

    def __init__(self, kit: Kit) -> None:
        super().__init__("Choose who you are…")
        self._kit = kit
        self.activated.connect(self._picked)

    def show_people(self) -> None:
        """Show the people that the rota names and the one that is chosen."""
        people = list(self._kit.ask.people())
        if people != [self.itemText(place) for place in range(self.count())]:
            self.clear()
            self.addItems(people)
        self.setCurrentIndex(self.findText(self._kit.ask.person()))

    def _picked(self, index: int) -> None:
        self._kit.controller.do(ChoosePerson(self.itemText(index)))
