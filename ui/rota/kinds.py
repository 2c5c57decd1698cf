"""The labels of a rota, each with the kind it is taken for and a picker to correct it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from planner.clock import local_date
from planner.model.kind import Kind
from planner.model.words import day_words, span_words
from planner.workspace import CorrectKind, LabelUse
from ui.build import Picker, button, column, row, text
from ui.kit import Kit

AT_ONCE = 40
"""Labels shown before the rest is asked for: a picker for each of a thousand would take seconds."""


class LabelRow(QFrame):
    """One label: how often it stands in the rota, what it is taken for."""

    picked = Signal(str, object)

    def __init__(self, use: LabelUse, said: str) -> None:
        super().__init__()
        self._label = use.label
        self._name = text(use.label or "(no label)", "strong")
        self._said = text(said, "muted")
        self._picker = Picker("Choose what it is…")
        self._picker.setAccessibleName(f"Kind of “{use.label}”")
        for kind in Kind:
            if kind is not Kind.UNKNOWN:
                self._picker.addItem(kind.words, kind)
        self._picker.activated.connect(self._pick)
        self.reset = button("Reset", lambda: self.picked.emit(self._label, None), "quiet")
        self.reset.setToolTip("Take it as the table of labels says")
        self.reset.setAccessibleName(f"Take “{use.label}” as the table of labels says")
        self.same = button("Same here", self._take_elsewhere, "quiet")
        self._elsewhere: Kind | None = None
        words = column(self._name, self._said, gap=1)
        inside = row(words, self.same, self.reset, self._picker, gap=12)
        inside.setStretch(0, 1)
        inside.setContentsMargins(0, 6, 0, 6)
        self.setLayout(inside)
        self.show_use(use, said)

    @property
    def picker(self) -> Picker:
        """The picker of the kind."""
        return self._picker

    def show_use(self, use: LabelUse, said: str) -> None:
        """Show how the label is used now; the row and its focus stay."""
        self._said.setText(said)
        self._picker.setCurrentIndex(
            -1 if use.kind is Kind.UNKNOWN else self._picker.findData(use.kind)
        )
        self.reset.setVisible(use.corrected)
        self._elsewhere = use.elsewhere
        self.same.setVisible(use.elsewhere is not None)
        if use.elsewhere is not None:
            what = f"Take “{use.label}” as {use.elsewhere.words}, as in another rota"
            self.same.setToolTip(what)
            self.same.setAccessibleName(what)

    def _take_elsewhere(self) -> None:
        self.picked.emit(self._label, self._elsewhere)

    def _pick(self, index: int) -> None:
        self.picked.emit(self._label, Kind(self._picker.itemData(index)))


class LabelRows(QWidget):
    """Rows for labels, kept in place when one of them changes, the first few at once."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._rows: dict[str, LabelRow] = {}
        self._uses: Sequence[LabelUse] = ()
        self._shown = AT_ONCE
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._more = button("Show more", self._show_more)
        self.setLayout(column(self._lines, self._more))

    def show_uses(self, uses: Sequence[LabelUse]) -> None:
        """Show these labels in this order."""
        self._uses = uses
        wanted = {use.key: use for use in uses[: self._shown]}
        for key in [key for key in self._rows if key not in wanted]:
            old = self._rows.pop(key)
            self._lines.removeWidget(old)
            old.deleteLater()
        for place, (key, use) in enumerate(wanted.items()):
            if key in self._rows:
                self._rows[key].show_use(use, self._said(use))
            else:
                self._rows[key] = LabelRow(use, self._said(use))
                self._rows[key].picked.connect(self._picked)
            if self._lines.indexOf(self._rows[key]) != place:
                self._lines.removeWidget(self._rows[key])
                self._lines.insertWidget(place, self._rows[key])
                # At once and not in the next round of the loop: the keyboard may be put on it now.
                self._rows[key].show()
        left = len(uses) - len(wanted)
        self._more.setText(f"Show {min(left, AT_ONCE)} more of {left}")
        self._more.setVisible(left > 0)

    @property
    def first_open(self) -> Picker | None:
        """The picker of the first label that nobody has said the kind of, None where all are."""
        return next((r.picker for r in self._rows.values() if r.picker.currentIndex() < 0), None)

    def row_of(self, key: str) -> LabelRow:
        """The row of a normalised label."""
        return self._rows[key]

    def _said(self, use: LabelUse) -> str:
        count = "1 entry" if use.count == 1 else f"{use.count} entries"
        zone = self._kit.zone
        if zone is None:
            return count
        span = use.first.span
        first = (
            day_words(local_date(span.start, zone)) if use.first.all_day else span_words(span, zone)
        )
        hours = f" · {use.first.daily}" if use.first.daily and not use.first.daily.assumed else ""
        doubt = f" · its hours are not those of “{use.kind.words}”" if use.doubtful else ""
        said = f" · “{use.elsewhere.words}” in another rota" if use.elsewhere else ""
        return f"{count}, first on {first}{hours}{doubt}{said}"

    def _show_more(self) -> None:
        self._shown += AT_ONCE
        self.show_uses(self._uses)

    def _picked(self, label: str, kind: Kind | None) -> None:
        self._kit.controller.do(CorrectKind(label, kind))
