"""Schemes of the user's own: made from one that is there, changed, taken out."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from planner.model.scheme import WORKING_WEEK, Grade, Per, Scheme, Unit
from planner.workspace import KeepScheme, RemoveScheme
from ui.build import (
    HoursEntry,
    Picker,
    button,
    card,
    column,
    emptied,
    field,
    line_entry,
    row,
    scrolling,
    sized,
    still,
    text,
)
from ui.kit import Kit

UNITS = {Unit.HOURS: "hours", Unit.SESSIONS: "sessions", Unit.PERCENT: "% of the working week"}
PERS = {Per.WEEK: "a week", Per.MONTH: "a month", Per.PLACEMENT: "in the placement"}


class SchemeDialog(QDialog):
    """Asks for a scheme; begins with the one it is made from."""

    def __init__(self, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._from = scheme
        self.setWindowTitle("A scheme of your own")
        self.title = line_entry("Leadership time, our trust")
        self.title.setText(scheme.title)
        self.amount = HoursEntry(0.25, 1000)
        self.amount.setSuffix("")
        self.unit, self.per = Picker(), Picker()
        for unit, words in UNITS.items():
            self.unit.addItem(words, unit)
        for per, words in PERS.items():
            self.per.addItem(words, per)
        self.average = QSpinBox()
        self.average.setRange(1, 52)
        self.average.setSuffix(" weeks")
        still(self.average)
        self.shortest, self.usual, self.longest = (HoursEntry(0.25, 24) for _ in range(3))
        self.whole_days = QCheckBox("Whole days")
        self.block = QCheckBox("In one block of working days")
        self.two_a_day = QCheckBox("Two sessions a day may be given")
        self.carries_over = QCheckBox("What a period did not give is carried over")
        self.spared = QCheckBox("Part of my paid week: days off only where nothing else fits")
        self._show(scheme)
        self.save = button("Save", self.accept, "primary")
        self.save.setDefault(True)
        cancel = button("Cancel", self.reject)
        cancel.setAutoDefault(False)
        fields = column(
            text("A scheme of your own", "heading"),
            field("Name", self.title),
            row(
                field("How much", self.amount),
                field("Of what", self.unit),
                field("How often", self.per),
            ),
            row(
                field("Averaged over", self.average),
                field("Shortest session", self.shortest),
                field("Usual", self.usual),
                field("Longest", self.longest),
            ),
            self.whole_days,
            self.block,
            self.two_a_day,
            self.carries_over,
            self.spared,
            1,
            gap=10,
        )
        fields.setContentsMargins(24, 20, 24, 0)
        inside = QWidget()
        inside.setLayout(fields)
        foot = row(1, cancel, self.save)
        foot.setContentsMargins(24, 10, 24, 16)
        self.setLayout(column(scrolling(inside), foot, gap=0))
        letters = self.fontMetrics()
        sized(self, letters.averageCharWidth() * 68, letters.height() * 29)

    def _show(self, scheme: Scheme) -> None:
        hours = scheme.hours or scheme.usual
        self.amount.setValue(hours / _each(scheme.unit, scheme.usual))
        self.unit.setCurrentIndex(list(UNITS).index(scheme.unit))
        self.per.setCurrentIndex(list(PERS).index(scheme.per))
        self.average.setValue(scheme.average_weeks)
        self.shortest.setValue(scheme.shortest)
        self.usual.setValue(scheme.usual)
        self.longest.setValue(scheme.longest)
        self.whole_days.setChecked(scheme.whole_days)
        self.block.setChecked(scheme.block)
        self.two_a_day.setChecked(scheme.a_day > 1)
        self.carries_over.setChecked(scheme.carries_over)
        self.spared.setChecked(scheme.days_off_spared)

    def scheme(self, name: str) -> Scheme:
        """What stands in the dialog, as a scheme of that id."""
        unit, usual = list(UNITS)[self.unit.currentIndex()], self.usual.value()
        title = " ".join(self.title.text().split())
        return replace(
            self._from,
            id=name,
            title=title,
            short=title,
            hours=self.amount.value() * _each(unit, usual),
            per=list(PERS)[self.per.currentIndex()],
            unit=unit,
            average_weeks=self.average.value(),
            shortest=self.shortest.value(),
            usual=usual,
            longest=self.longest.value(),
            whole_days=self.whole_days.isChecked(),
            block=self.block.isChecked(),
            a_day=2 if self.two_a_day.isChecked() else 1,
            carries_over=self.carries_over.isChecked(),
            days_off_spared=self.spared.isChecked(),
            grade=Grade.UNCONFIRMED,
            source="Your own figure",
        )


class SchemesCard(QFrame):
    """The user's own schemes, and the way to make one."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.base = Picker()
        self.add = button("Make one from it…", self.make)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(
            card(
                text("Schemes of your own", "heading"),
                text("Start from the scheme that is nearest to what was agreed with you.", "muted"),
                self._lines,
                row(field("Start from", self.base), 1),
                row(self.add, 1),
            )
        )

    def refresh(self) -> None:
        """Show the schemes there are."""
        chosen = self.base.currentData()
        self.base.clear()
        for scheme in self._kit.ask.schemes():
            self.base.addItem(scheme.title, scheme.id)
        self.base.setCurrentIndex(max(0, self.base.findData(chosen)))
        emptied(self._lines)
        for scheme in self._kit.ask.own_schemes():
            self._lines.addLayout(
                row(
                    text(f"{scheme.title} · {scheme.words}"),
                    1,
                    button("Change…", partial(self.change, scheme)),
                    button("Remove", partial(self.remove, scheme)),
                )
            )

    def make(self) -> SchemeDialog:
        """Ask for a new scheme."""
        base = self._kit.ask.scheme_called(self.base.currentData())
        used = {scheme.id for scheme in self._kit.ask.schemes()}
        name = next(f"own-{n}" for n in range(1, len(used) + 2) if f"own-{n}" not in used)
        return self._ask(replace(base, title=""), name)

    def change(self, scheme: Scheme) -> SchemeDialog:
        """Ask for changes to a scheme."""
        return self._ask(scheme, scheme.id)

    def remove(self, scheme: Scheme) -> None:
        """Take a scheme out."""
        self._kit.controller.do(RemoveScheme(scheme.id))

    def _ask(self, scheme: Scheme, name: str) -> SchemeDialog:
        dialog = SchemeDialog(scheme, self.window())
        dialog.accepted.connect(lambda: self._kit.controller.do(KeepScheme(dialog.scheme(name))))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()
        return dialog


def _each(unit: Unit, usual: float) -> float:
    """The hours of one of a unit."""
    return {Unit.HOURS: 1.0, Unit.SESSIONS: usual, Unit.PERCENT: WORKING_WEEK / 100}[unit]
