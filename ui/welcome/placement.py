"""The second step of the first run: the post, its dates, the scheme."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.errors import WrongUse
from planner.resources import load_toml
from planner.workspace import Part, SetPlacement
from ui.build import button, card, column, narrow, row, scrolling, text
from ui.kit import Kit, Page
from ui.settings.placement import PlacementForm


class PlacementPage(Page):
    """Asks for the placement, filled in from the rota as far as it says."""

    watches = frozenset({Part.ROTA})
    back_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.form: PlacementForm | None = None
        self._sample = False
        self._place = QVBoxLayout()
        self.save = button("Show my plan", self._save, "primary")
        self.back = button("Back", self.back_asked.emit)
        inside = QWidget()
        inside.setLayout(
            column(
                text("Step 2 of 2", "muted"),
                text("Your placement", "title"),
                text(
                    "Dates come from the rota. Everything here can be changed later in Settings.",
                    "muted",
                ),
                card(self._place),
                row(self.save, self.back, 1),
                1,
                gap=14,
            )
        )
        self.setLayout(column(scrolling(narrow(inside))))

    def suggest_for_sample(self) -> None:
        """The next rota is the sample: fill in what a trainee would write by hand."""
        self._sample = True

    @property
    def first_step(self) -> QWidget:
        """What is to be filled in first."""
        return self.save if self.form is None else self.form.first_empty

    def refresh(self) -> None:
        """Fill the form from the reading."""
        ask, sample = self.kit.ask, self._sample
        if ask.reading() is None:
            return
        suggested = ask.suggested_placement()
        if sample:
            self._sample = False
            demo = load_toml("samples", "demo.toml")
            own = {"scheme": demo["scheme"], "hours": demo.get("hours")}
            suggested = replace(suggested, **demo["placement"], **own)
        if self.form is None:
            self.form = PlacementForm(suggested)
            self.form.submitted.connect(self._save)
            self._place.addWidget(self.form)
            # At once and not in the next round of the loop: the keyboard is put on it now.
            self.form.show()
        else:
            self.form.show_placement(suggested)
        if ask.placement() is None and not sample:
            self.form.scheme.show_none()

    def _save(self) -> None:
        if self.form is None:
            return
        if self.form.scheme.scheme is None:
            self.form.scheme.combo.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.scheme.combo.showPopup()
            return
        try:
            placement = self.form.placement()
        except WrongUse as error:
            self.kit.tell(error)
            return
        self.kit.controller.do(SetPlacement(placement))
