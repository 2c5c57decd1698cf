"""Which shifts can release the doctor, by the user's word for their labels."""

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from planner.model.release import Release
from planner.workspace import LabelUse, SetRelease
from ui.build import Picker, card, emptied, row, text
from ui.kit import Kit

BY_KIND = "As its kind says"


class ReleasesCard(QFrame):
    """One line for each label of work in the rota, each with a choice that takes effect at once."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.pickers: dict[str, Picker] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(
            card(
                text("Shifts that can release you", "heading"),
                text(
                    "Standard days release you with somebody standing in, admin and protected time "
                    "without. Say here where it is otherwise in your department.",
                    "muted",
                ),
                self._lines,
            )
        )

    def refresh(self) -> None:
        """Show the labels of the rota and what is said of them."""
        said = self._kit.ask.releases()
        uses = [use for use in self._kit.ask.labels() if use.kind.is_work]
        self.setVisible(bool(uses))
        emptied(self._lines)
        self.pickers = {use.key: self._picker(use, said.get(use.key)) for use in uses}
        for use in uses:
            self._lines.addLayout(row(text(use.label), 1, self.pickers[use.key]))

    def _picker(self, use: LabelUse, said: Release | None) -> Picker:
        picker = Picker()
        picker.addItem(BY_KIND, None)
        for release in Release:
            picker.addItem(release.words, release)
        picker.setCurrentIndex(0 if said is None else 1 + list(Release).index(said))
        picker.setAccessibleName(f"Whether “{use.label}” can release you")
        picker.activated.connect(partial(self._choose, use))
        return picker

    def _choose(self, use: LabelUse, place: int) -> None:
        release = None if place == 0 else list(Release)[place - 1]
        if release is not self._kit.ask.releases().get(use.key):
            self._kit.controller.do(SetRelease(use.label, release))
