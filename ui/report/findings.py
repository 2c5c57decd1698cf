"""Breaches and warnings as a list, and the one that is chosen in full."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from planner.agreement.report import Finding
from planner.agreement.report.wording import (
    from_sessions_words,
    grade_words,
    shift_words,
    source_words,
    when_words,
)
from planner.clock import local_date, monday
from planner.model.rota import Shift
from ui.build import button, column, emptied, row, text
from ui.icons import Icons
from ui.widgets.chip import Chip

AT_ONCE = 12
"""Shifts named at once: a breach over half a year concerns more than anyone reads."""
_LINES_SHOWN = 10


class FindingList(QListWidget):
    """One entry a finding. Up and down choose, Enter, Space or a double click goes to its week.

    ``chosen`` carries the `Finding`; ``week_asked`` the Monday of the week in which it starts.
    """

    chosen = Signal(object)
    week_asked = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._findings: Sequence[Finding] = ()
        self._zone: ZoneInfo | None = None
        self.setAccessibleName("Breaches and warnings")
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._chose)
        self.itemDoubleClicked.connect(lambda _: self.ask_week())

    @property
    def current(self) -> Finding | None:
        """The finding that is chosen."""
        number = self.currentRow()
        return self._findings[number] if 0 <= number < len(self._findings) else None

    def show_findings(self, findings: Sequence[Finding], zone: ZoneInfo) -> None:
        """Show these findings; the one that was chosen stays so where it is still there."""
        before = self.current
        self._zone, self._findings = zone, findings
        same = (n for n, one in enumerate(findings) if before and _same(one, before))
        place = next(same, 0)
        self.blockSignals(True)
        self.clear()
        for finding in findings:
            when = when_words(finding.breach.span, zone)
            entry = QListWidgetItem(f"{finding.number}  {finding.rule.title}\n{when}")
            what = "Breach" if finding.is_breach else "Warning"
            entry.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{what} {finding.number}: {finding.rule.title}. {finding.breach.text}",
            )
            entry.setToolTip(what)
            self.addItem(entry)
        self.setCurrentRow(place if findings else -1)
        self.blockSignals(False)
        self.wear_icons()
        self._chose(self.currentRow())

    def choose(self, finding: Finding) -> None:
        """Choose a finding by its number in the report."""
        self.setCurrentRow(finding.number - 1)

    def ask_week(self) -> None:
        """Ask for the week of the finding that is chosen."""
        week = self.week
        if week is not None:
            self.week_asked.emit(week)

    @property
    def week(self) -> date | None:
        """The Monday of the week in which the finding that is chosen starts."""
        finding = self.current
        if finding is None or self._zone is None:
            return None
        return monday(local_date(finding.breach.span.start, self._zone))

    def wear_icons(self) -> None:
        """Put on the icons in the colours of the theme."""
        size = self.fontMetrics().height()
        self.setIconSize(QSize(size, size))
        for number, finding in enumerate(self._findings):
            name = ("x", "conflict") if finding.is_breach else ("triangle-alert", "accent_ink")
            self.item(number).setIcon(self._icons.icon(*name))

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        return QSize(line * 18, line * _LINES_SHOWN)

    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        return QSize(line * 12, line * 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.ask_week()
        else:
            super().keyPressEvent(event)

    def _chose(self, _: int) -> None:
        self.chosen.emit(self.current)


class FindingCard(QFrame):
    """One breach or warning in full: the sentence, the rule, how firm it is, the shifts."""

    week_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "quiet-card")
        self.setAccessibleName("The breach or warning in full")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(5)
        self.go = button("Show the week in My plan", self.week_asked.emit)
        inside = column(self._lines, row(self.go, 1), 1, gap=12)
        inside.setContentsMargins(14, 12, 14, 12)
        self.setLayout(inside)

    def show_finding(self, finding: Finding, zone: ZoneInfo, *, planned: bool) -> None:
        """Show a finding; ``planned``: My plan is there to go to."""
        breach, rule = finding.breach, finding.rule
        emptied(self._lines)
        chip = Chip("breach", "bad") if finding.is_breach else Chip("warning", "warn")
        chip.setWordWrap(False)
        head = row(text(f"{finding.number}  {rule.title}", "heading"), chip)
        head.setStretch(0, 1)
        self._lines.addLayout(head)
        self._lines.addWidget(text(f"{breach.text}.", "strong"))
        only = from_sessions_words(finding)
        if only:
            self._lines.addWidget(text(only))
        self._lines.addWidget(text(rule.text))
        self._lines.addWidget(text(f"{source_words(rule)}.", "muted"))
        self._lines.addWidget(text(f"{grade_words(rule.grade)}.", "muted"))
        if breach.shifts:
            self._lines.addWidget(text("Shifts concerned", "strong"))
            self._lines.addWidget(text(_shifts(breach.shifts, zone)))
        self.go.setVisible(planned)


def _shifts(shifts: Sequence[Shift], zone: ZoneInfo) -> str:
    """The shifts concerned, one a line, with the rota's own words for them."""
    lines = [
        f"{shift_words(shift, zone)}{f' · “{shift.label}”' if shift.label else ''}"
        for shift in shifts[:AT_ONCE]
    ]
    if len(shifts) > AT_ONCE:
        lines.append(f"and {len(shifts) - AT_ONCE} more")
    return "\n".join(lines)


def _same(one: Finding, other: Finding) -> bool:
    return one.rule.id == other.rule.id and one.breach.span == other.breach.span
