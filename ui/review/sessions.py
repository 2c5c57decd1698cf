"""The sessions of a plan, each to be agreed or sent back; by mouse or by keyboard."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from planner.agreement.canonical import printed
from planner.agreement.fields import open_to_decide
from planner.agreement.wording import one_line
from planner.clock import local_date, monday
from planner.model.decision import Mark
from planner.model.plan import Plan
from planner.model.session import Session
from planner.model.words import hours_words, span_words
from ui.build import button, column, joined, row, text
from ui.widgets.chip import Chip

_CHOICES = ((Mark.AGREE, "Agree"), (Mark.CHANGE, "Change"))
_KEYS = {Qt.Key.Key_A: Mark.AGREE, Qt.Key.Key_C: Mark.CHANGE, Qt.Key.Key_Delete: Mark.NONE}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ASIDE = {Qt.Key.Key_Left: Mark.AGREE, Qt.Key.Key_Right: Mark.CHANGE}


class MarkButton(QPushButton):
    """One of the two choices of a session. ``marked`` carries what a key asks for, ``stepped`` by
    how many sessions to go on, ``aside`` the choice to go to.
    """

    marked = Signal(object)
    stepped = Signal(int)
    aside = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.marked.emit(_KEYS[key])
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _ASIDE:
            self.aside.emit(_ASIDE[key])
        else:
            super().keyPressEvent(event)


class SessionLine(QFrame):
    """A session with its two choices; ``changed`` when another one is made."""

    changed = Signal()
    stepped = Signal(int)

    def __init__(self, plan: Plan, number: int, session: Session) -> None:
        super().__init__()
        self.session = session
        self._mark = Mark.NONE
        when = span_words(session.span, plan.zone)
        purpose = one_line(session.purpose) or "No purpose given"
        self.buttons: dict[Mark, MarkButton] = {}
        if open_to_decide(session):
            for mark, words in _CHOICES:
                self.buttons[mark] = self._choice(mark, words, f"Session {number}, {when}: {words}")
        lost = f" · lost: {session.lost_to.value}" if session.lost_to else ""
        said = column(
            text(f"{number}. {when}", "strong"),
            text(f"{hours_words(session.span.hours)} · {purpose}{lost}", "muted"),
            gap=0,
        )
        line = row(gap=10)
        line.addLayout(said, 1)
        for chip in self._chips():
            line.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(joined(list(self.buttons.values())))
        line.setContentsMargins(0, 6, 0, 6)
        self.setLayout(line)

    @property
    def mark(self) -> Mark:
        """What is chosen."""
        return self._mark

    def set_mark(self, mark: Mark) -> None:
        """Choose, or with `Mark.NONE` choose nothing."""
        if not self.buttons:
            return
        self._mark = mark
        for each, made in self.buttons.items():
            made.setChecked(each is mark)
        self.changed.emit()

    def take_keyboard(self, mark: Mark = Mark.AGREE) -> None:
        """Put the keyboard on one of the choices."""
        if mark in self.buttons:
            self.buttons[mark].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice(self, mark: Mark, words: str, name: str) -> MarkButton:
        made = MarkButton(words)
        made.setAccessibleName(name)
        made.setAutoDefault(True)
        made.clicked.connect(lambda on: self.set_mark(mark if on else Mark.NONE))
        made.marked.connect(self.set_mark)
        made.stepped.connect(self.stepped)
        made.aside.connect(self.take_keyboard)
        return made

    def _chips(self) -> list[QWidget]:
        session = self.session
        state = Chip(session.state.value)
        # Who stood in for what is over is not asked any more.
        cover = session.needs_cover and bool(self.buttons)
        return [Chip("needs cover", "warn"), state] if cover else [state]


class SessionList(QWidget):
    """Every session of a plan in the order printed. A and C agree a session and ask for a change,
    Delete takes that back, up and down go along. ``changed`` when any choice is made.
    """

    changed = Signal()

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        self.lines = [
            SessionLine(plan, number, session) for number, session in enumerate(printed(plan), 1)
        ]
        self._open = [line for line in self.lines if line.buttons]
        self.agree_all = button("Tick all as agreed", lambda: self.mark_all(Mark.AGREE))
        if len(self._open) < 2:
            self.agree_all.hide()
        layout = column(gap=0)
        for line in self.lines:
            if line is not self.lines[0]:
                layout.addWidget(_rule())
            layout.addWidget(line)
            line.changed.connect(self.changed)
            line.stepped.connect(lambda by, line=line: self._step(line, by))
        if not self.lines:
            layout.addWidget(text("No sessions are booked yet.", "muted"))
        self.setLayout(layout)

    @property
    def marks(self) -> tuple[tuple[str, Mark], ...]:
        """What is chosen for each session that can be decided on, by its id."""
        return tuple((line.session.id, line.mark) for line in self._open)

    def set_marks(self, marks: Mapping[str, Mark]) -> None:
        """Choose for these sessions."""
        for line in self._open:
            line.set_mark(marks.get(line.session.id, Mark.NONE))

    def mark_all(self, mark: Mark) -> None:
        """Choose the same for every session."""
        for line in self._open:
            line.set_mark(mark)

    def lock(self) -> None:
        """Let nothing be chosen any more."""
        self.agree_all.hide()
        for line in self._open:
            for made in line.buttons.values():
                made.setEnabled(False)

    def in_week(self, first: date) -> SessionLine | None:
        """The first session in the week of that Monday, None where there is none."""
        zone = self._plan.zone
        for line in self.lines:
            if monday(local_date(line.session.span.start, zone)) == first:
                return line
        return None

    def _step(self, line: SessionLine, by: int) -> None:
        place = self._open.index(line) + by
        if 0 <= place < len(self._open):
            focused = next((m for m, made in line.buttons.items() if made.hasFocus()), Mark.AGREE)
            self._open[place].take_keyboard(focused)


def _rule() -> QFrame:
    made = QFrame()
    made.setProperty("role", "line")
    return made
