"""The form for a placement: whose it is, when, under which scheme, in which hours."""

from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from planner.clock import Division
from planner.errors import WrongUse
from planner.finding import load_schemes
from planner.model.placement import Placement
from planner.model.scheme import Scheme
from planner.rules import load_ruleset, ruleset_ids
from ui.build import (
    HoursEntry,
    Picker,
    button,
    column,
    date_entry,
    enter,
    entered,
    field,
    line_entry,
    row,
    still,
    text,
)
from ui.settings.wishes import WishesBox

DIVISIONS = {
    Division.ENGLAND: "England",
    Division.WALES: "Wales",
    Division.SCOTLAND: "Scotland",
    Division.NORTHERN_IRELAND: "Northern Ireland",
}


class SchemePicker(QWidget):
    """Which scheme gives the time: its hours in words, who it is for, whether to check them
    locally. Begins with none chosen.
    """

    changed = Signal()

    def __init__(self, schemes: tuple[Scheme, ...]) -> None:
        super().__init__()
        self._schemes = schemes
        self.combo = Picker("Choose the scheme that gives you time…")
        for scheme in self._schemes:
            self.combo.addItem(f"{scheme.title} · {scheme.words}", scheme.id)
        self._who = text("", "muted")
        self.check = text(
            "Check locally: no official page confirms this figure, so ask before you rely on it."
        )
        self.check.setProperty("tone", "warn")
        self.hours = HoursEntry(0.25, 1000)
        self.hours.setValue(2.0)
        self._hours_box = QFrame()
        self._hours_box.setLayout(field("Hours agreed with you", self.hours))
        self.setLayout(
            column(field("Scheme", self.combo), self._who, self.check, self._hours_box, gap=6)
        )
        self.combo.currentIndexChanged.connect(self._chosen)
        self.show_none()

    @property
    def scheme(self) -> Scheme | None:
        """The scheme that is chosen, None before one is."""
        place = self.combo.currentIndex()
        return None if place < 0 else self._schemes[place]

    def show_schemes(self, schemes: tuple[Scheme, ...]) -> None:
        """There are other schemes to choose from; the choice stays."""
        if schemes == self._schemes:
            return
        chosen = self.combo.currentData()
        self.combo.blockSignals(True)
        self.combo.clear()
        self._schemes = schemes
        for scheme in schemes:
            self.combo.addItem(f"{scheme.title} · {scheme.words}", scheme.id)
        self.combo.setCurrentIndex(max(0, self.combo.findData(chosen)))
        self.combo.blockSignals(False)
        self._chosen()

    def show_none(self) -> None:
        """Leave the choice to the user."""
        self.combo.setCurrentIndex(-1)
        self._chosen()

    def show_choice(self, scheme: str, hours: float | None) -> None:
        """Show a scheme by its id, with hours of the user's own where there are some."""
        place = self.combo.findData(scheme)
        self.combo.setCurrentIndex(max(0, place))
        if hours is not None:
            self.hours.setValue(hours)

    def own_hours(self) -> float | None:
        """The hours agreed locally, None where the scheme has its own."""
        scheme = self.scheme
        return self.hours.value() if scheme is not None and scheme.hours is None else None

    def _chosen(self) -> None:
        scheme = self.scheme
        for each in (self._who, self.check, self._hours_box):
            each.setVisible(scheme is not None)
        if scheme is None:
            return
        self._who.setText(
            ". ".join(part.rstrip(".") for part in (scheme.who, scheme.note) if part) + "."
        )
        self.check.setVisible(scheme.check_locally)
        self._hours_box.setVisible(scheme.hours is None)
        self.hours.setSuffix(
            f" h {'in all' if scheme.per.value == 'placement' else f'a {scheme.per.value}'}"
        )
        self.changed.emit()


class PlacementForm(QWidget):
    """Everything about a placement, the rarely needed part folded under "More" unless ``whole``.

    ``submitted`` tells that Enter was pressed in a line of it.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(
        self, placement: Placement, schemes: tuple[Scheme, ...] = (), *, whole: bool = False
    ) -> None:
        super().__init__()
        self._from = placement
        self.title = line_entry("ST4 Acute Medicine")
        self.doctor = line_entry("As it should stand on the plan")
        self.first = date_entry(placement.first)
        self.last = date_entry(placement.last)
        self.supervisor = line_entry("Name, or Name <e-mail address>")
        self.department = line_entry()
        self.share = QSpinBox()
        self.share.setRange(10, 100)
        self.share.setSingleStep(10)
        self.share.setSuffix(" %")
        still(self.share)
        self.scheme = SchemePicker(schemes or load_schemes())
        self.share_counts = QCheckBox("The share of full time lowers my allowance")
        self.wishes = WishesBox()
        self._more = self._more_fields()
        self._fold = button("More…", self._toggle, "quiet")
        self.setLayout(self._laid_out())
        self._more.setVisible(whole)
        self._fold.setVisible(not whole)
        self.show_placement(placement)
        self.title.textChanged.connect(self.changed)
        self.scheme.changed.connect(self.changed)
        for line in (self.title, self.doctor, self.supervisor, self.department):
            line.returnPressed.connect(self.submitted)

    @property
    def first_empty(self) -> QWidget:
        """The first line that the plan needs and that is empty; the scheme where none is."""
        lines = (self.title, self.doctor, self.supervisor)
        return next((line for line in lines if not line.text()), self.scheme.combo)

    def _more_fields(self) -> QFrame:
        self.division = Picker()
        for division, name in DIVISIONS.items():
            self.division.addItem(name, division)
        self.core_start, self.core_end = QTimeEdit(), QTimeEdit()
        for entry in (self.core_start, self.core_end):
            entry.setDisplayFormat("HH:mm")
            still(entry)
        self.rules = Picker()
        for name in ruleset_ids():
            self.rules.addItem(load_ruleset(name).title, name)
        self.opt_out = QCheckBox("I have opted out of the 48-hour average week")
        box = QFrame()
        hours = row(
            field("Core hours from", self.core_start),
            field("Core hours to", self.core_end),
            field("Bank holidays of", self.division),
            gap=12,
        )
        box.setLayout(
            column(
                self.share_counts,
                column(text("Core hours and bank holidays", "strong"), hours),
                column(
                    text("Rules", "strong"),
                    field("Working-time rules", self.rules),
                    self.opt_out,
                ),
                self.wishes,
                gap=18,
            )
        )
        return box

    def _laid_out(self) -> QVBoxLayout:
        return column(
            row(field("Placement", self.title), field("Your name", self.doctor), gap=12),
            row(
                field("First day", self.first),
                field("Last day", self.last),
                field("Share of full time", self.share),
                gap=12,
            ),
            row(
                field("Educational supervisor", self.supervisor),
                field("Department", self.department),
                gap=12,
            ),
            self.scheme,
            row(self._fold, 1),
            self._more,
            gap=14,
        )

    def show_placement(self, placement: Placement) -> None:
        """Put a placement into the form."""
        self._from = placement
        self.title.setText(placement.title)
        self.doctor.setText(placement.doctor)
        enter(self.first, placement.first)
        enter(self.last, placement.last)
        self.supervisor.setText(placement.supervisor)
        self.department.setText(placement.department)
        self.share.setValue(round(placement.share * 100))
        self.scheme.show_choice(placement.scheme, placement.hours)
        self.division.setCurrentIndex(self.division.findData(placement.division))
        self.core_start.setTime(QTime(placement.core.start.hour, placement.core.start.minute))
        self.core_end.setTime(QTime(placement.core.end.hour, placement.core.end.minute))
        self._show_ruleset(placement.ruleset)
        self.opt_out.setChecked(placement.opt_out)
        self.share_counts.setChecked(placement.share_counts)
        self.wishes.show_preferences(placement.prefers)

    def placement(self) -> Placement:
        """What stands in the form; raises WrongUse where it makes no sense, or no scheme is
        chosen.
        """
        scheme = self.scheme.scheme
        if scheme is None:
            raise WrongUse("No scheme is chosen. It says how many hours are yours.")
        return replace(
            self._from,
            title=self.title.text().strip() or "My placement",
            doctor=self.doctor.text().strip(),
            first=entered(self.first),
            last=entered(self.last),
            supervisor=self.supervisor.text().strip(),
            department=self.department.text().strip(),
            share=self.share.value() / 100,
            scheme=scheme.id,
            hours=self.scheme.own_hours(),
            division=Division(self.division.currentData()),
            core=replace(self._from.core, start=_time(self.core_start), end=_time(self.core_end)),
            ruleset=self.rules.currentData(),
            opt_out=self.opt_out.isChecked(),
            share_counts=self.share_counts.isChecked(),
            prefers=self.wishes.preferences(),
        )

    def _show_ruleset(self, name: str) -> None:
        """Choose a rule set; one that does not ship with the program stays the placement's own."""
        if self.rules.findData(name) < 0:
            self.rules.addItem(name, name)
        self.rules.setCurrentIndex(self.rules.findData(name))

    def show_rules(self) -> None:
        """Fold out the rarely needed part and put the keyboard on the rules."""
        if self._more.isHidden():
            self._toggle()
        self.rules.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle(self) -> None:
        unfolded = self._more.isHidden()
        self._more.setVisible(unfolded)
        self._fold.setText("Less" if unfolded else "More…")


def _time(entry: QTimeEdit) -> time:
    at = entry.time()
    return time(at.hour(), at.minute())
