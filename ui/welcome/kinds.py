"""What the entries of a rota were taken for, counted."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtWidgets import QFrame

from planner.model.kind import Kind
from planner.workspace import LabelUse
from ui.build import emptied
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout


class KindCounts(QFrame):
    """One chip for each kind, the most frequent first; what nobody knows stands at the end and
    warns.
    """

    def __init__(self) -> None:
        super().__init__()
        self._chips = FlowLayout()
        self.setLayout(self._chips)

    @property
    def said(self) -> tuple[str, ...]:
        """The words on the chips."""
        return tuple(chip.accessibleName() for chip in self.findChildren(Chip))

    def show_uses(self, uses: Iterable[LabelUse]) -> None:
        """Count the kinds of these labels."""
        counts: Counter[Kind] = Counter()
        for use in uses:
            counts[use.kind] += use.count
        emptied(self._chips)
        for kind, count in sorted(counts.items(), key=lambda c: (c[0] is Kind.UNKNOWN, -c[1])):
            tone = "warn" if kind is Kind.UNKNOWN else "neutral"
            self._chips.addWidget(Chip(f"{kind.words} × {count}", tone))
        self.setAccessibleName(", ".join(self.said))
