"""On-call from home: which of it has hours entered, and the place to enter them."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QWidget

from planner.agreement.report import RotaReport
from planner.agreement.report.wording import on_call_line, on_call_words
from planner.errors import WrongUse
from planner.model.oncall import OnCallWork, words_of_work, work_of_words
from planner.model.words import hours_words, span_words
from planner.rules.actual import OnCall
from planner.spans import Span
from planner.workspace import RecordActualHours
from ui.build import button, column, emptied, field, line_entry, role, row, text
from ui.kit import Kit

_LINES_SHOWN = 7
_EXAMPLE = "22:10–23:40, 02:00–02:30"

Entry = OnCall | OnCallWork
"""A period of the rota, or hours whose period is not in it any more."""


class OnCallList(QListWidget):
    """The on-call periods that have begun, those without hours first; ``chosen`` carries one."""

    chosen = Signal(object)
    entry_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self.setAccessibleName("On-call from home")
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(lambda _: self.chosen.emit(self.current))

    @property
    def current(self) -> Entry | None:
        """The one that is chosen."""
        number = self.currentRow()
        return self._entries[number] if 0 <= number < len(self._entries) else None

    def show_entries(self, entries: Sequence[Entry], zone: ZoneInfo) -> None:
        """Show these; the one that was chosen stays so unless it has hours now, then the first."""
        before = self.current
        self._entries = entries
        self.blockSignals(True)
        self.clear()
        for entry in entries:
            self.addItem(QListWidgetItem(_line(entry, zone)))
        kept = [
            number
            for number, entry in enumerate(entries)
            if before is not None and _period(entry) == _period(before) and _open(entry, before)
        ]
        self.setCurrentRow(kept[0] if kept else 0 if entries else -1)
        self.blockSignals(False)
        self.chosen.emit(self.current)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        return QSize(line * 22, line * _LINES_SHOWN)

    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        return QSize(line * 12, line * 5)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entry_asked.emit()
        else:
            super().keyPressEvent(event)


class OnCallHours(QFrame):
    """What counts of on-call from home, in sentences, and an entry for what was worked in it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._kit = kit
        self._zone: ZoneInfo | None = None
        self._said = column(gap=2)
        self._what = text("", "strong")
        self._wrong = text("")
        self._wrong.setProperty("tone", "bad")
        self.list = OnCallList()
        self.times = line_entry(_EXAMPLE)
        self.enter = button("Enter hours", self._entered)
        self.nobody = button("Nobody called", lambda: self._record(()))
        self.forget = button("Forget hours", lambda: self._record(None))
        self._editor = QWidget()
        self._build()

    @property
    def wrong(self) -> str:
        """Why the times are not understood, empty where they are."""
        return self._wrong.text() if self._wrong.isVisibleTo(self) else ""

    def show_report(self, report: RotaReport, now: datetime) -> None:
        """Show the on-call of a report, so far as it has begun; hidden where there is none."""
        self._zone = report.zone
        begun = [period for period in report.on_calls if period.span.start <= now]
        begun.sort(key=lambda period: (period.work is not None, period.span))
        emptied(self._said)
        for words in on_call_words(report):
            self._said.addWidget(text(words))
        ahead = len(report.on_calls) - len(begun)
        if ahead:
            still = "1 of them is" if ahead == 1 else f"{ahead} of them are"
            self._said.addWidget(text(f"{still} still to come.", "muted"))
        entries: tuple[Entry, ...] = (*begun, *report.left_over)
        self.setVisible(bool(report.on_calls or report.left_over))
        self._editor.setVisible(bool(entries))
        self.list.show_entries(entries, report.zone)

    def _build(self) -> None:
        self.list.chosen.connect(self._chosen)
        self.list.entry_asked.connect(self._take_keyboard)
        self.times.returnPressed.connect(self._entered)
        self.times.textEdited.connect(lambda _: self._tell(""))
        times = column(
            self._what,
            field("Times worked, from – until", self.times),
            self._wrong,
            row(self.enter, self.nobody, self.forget, 1),
            1,
            gap=10,
        )
        line = row(gap=20)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.list, 1)
        line.addLayout(times, 1)
        self._editor.setLayout(line)
        inside = column(text("On-call from home", "heading"), self._said, self._editor, gap=12)
        inside.setContentsMargins(16, 14, 16, 14)
        self.setLayout(inside)
        self._tell("")

    def _chosen(self, entry: Entry | None) -> None:
        zone = self._zone
        if entry is None or zone is None:
            return
        period, there = _period(entry), isinstance(entry, OnCall)
        self._what.setText(span_words(period, zone))
        self.times.setText(words_of_work(entry.work or (), period, zone))
        for part in (self.times, self.enter, self.nobody):
            part.setEnabled(there)
        self.nobody.setEnabled(there and entry.work != ())
        self.forget.setEnabled(entry.work is not None)
        self._tell("")

    def _take_keyboard(self) -> None:
        self.times.setFocus(Qt.FocusReason.OtherFocusReason)
        self.times.selectAll()

    def _entered(self) -> None:
        entry, zone = self.list.current, self._zone
        if entry is None or zone is None:
            return
        words = self.times.text()
        if not words.strip():
            self._tell(f"Write the times worked as {_EXAMPLE}, or say that nobody called.")
            return
        try:
            work = work_of_words(words, _period(entry), zone)
        except WrongUse as error:
            self._tell(error.message)
            return
        self._record(work)

    def _record(self, work: tuple[Span, ...] | None) -> None:
        entry = self.list.current
        if entry is not None:
            self._kit.controller.do(RecordActualHours(_period(entry), work))

    def _tell(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        role(self._wrong, "")


def _period(entry: Entry) -> Span:
    return entry.span if isinstance(entry, OnCall) else entry.on_call


def _open(entry: Entry, before: Entry) -> bool:
    """Whether nothing was entered for it since."""
    return entry.work == before.work


def _line(entry: Entry, zone: ZoneInfo) -> str:
    if isinstance(entry, OnCall):
        return on_call_line(entry, zone)
    when = span_words(entry.on_call, zone)
    return f"{when}: {hours_words(entry.hours)}, not in the rota any more and not counted"
