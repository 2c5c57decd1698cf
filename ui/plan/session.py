"""The card of a booked session: what for, when, what became of it, and the ways to change that."""

from datetime import datetime, time, timedelta

from PySide6.QtCore import QSignalBlocker, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTimeEdit, QWidget

from planner.clock import instant
from planner.model.session import LostTo, Session, State, Where
from planner.model.words import hours_words, span_words
from planner.spans import Span
from planner.workspace import EditSession, RemoveSession
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
from ui.kit import Kit

_LONGEST = 24.0
_QUARTER = 0.25


class NotesEntry(QPlainTextEdit):
    """An entry for a few lines; ``left`` when the keyboard leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 16)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.left.emit()


class MoveRow(QWidget):
    """Another time for a session, typed; ``moved`` carries the span."""

    moved = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.day = date_entry(kit.now().date())
        self.start = QTimeEdit()
        self.start.setDisplayFormat("HH:mm")
        still(self.start)
        self.hours = HoursEntry(_QUARTER, _LONGEST)
        self.hours.setSingleStep(_QUARTER)
        self.move_button = button("Move", self._moved)
        self.setLayout(
            column(
                field("Day", self.day),
                row(field("From", self.start), field("How long", self.hours)),
                row(self.move_button, 1),
            )
        )

    def show_span(self, span: Span) -> None:
        """Begin with the time that it has."""
        zone = self._kit.zone
        if zone is None:
            return
        start = span.start.astimezone(zone)
        enter(self.day, start.date())
        self.start.setTime(QTime(start.hour, start.minute))
        self.hours.setValue(span.hours)

    def _moved(self) -> None:
        zone, at = self._kit.zone, self.start.time()
        if zone is not None:
            start: datetime = instant(entered(self.day), time(at.hour(), at.minute()), zone)
            self.moved.emit(Span(start, start + timedelta(hours=self.hours.value())))


class SessionCard(QFrame):
    """Shows one session; ``closed`` as it is put away, ``move_asked`` with its id and another
    span.
    """

    closed = Signal()
    move_asked = Signal(str, object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "quiet-card")
        self._kit = kit
        self._session: Session | None = None
        self._when = text("", "strong")
        self._what = text("", "muted")
        self._against = text("")
        self._against.setProperty("tone", "bad")
        self.asked = text("")
        self.asked.setProperty("tone", "warn")
        self.purpose = line_entry("What the time is for")
        self.purpose.editingFinished.connect(self._renamed)
        self.notes = NotesEntry()
        self.notes.left.connect(self._noted)
        self.state = Picker()
        for state in State:
            self.state.addItem(state.value.capitalize(), state)
        self.state.activated.connect(self._become)
        self.reason = Picker("Say why, if you like")
        for reason in LostTo:
            self.reason.addItem(reason.words, reason)
        self.reason.activated.connect(self._lost_to)
        self._reason_field = QWidget()
        self._reason_field.setLayout(field("Lost to", self.reason))
        self.move_row = MoveRow(kit)
        self.move_row.moved.connect(self._move)
        self.move_button = button("Move…", self._fold)
        self.remove = button("Remove", self._removed)
        self.close_button = button("Close", self.put_away)
        inside = column(
            self._when,
            self._what,
            self._against,
            self.asked,
            field("For", self.purpose),
            field("Notes, for you alone", self.notes),
            field("What became of it", self.state),
            self._reason_field,
            row(self.move_button, self.remove, self.close_button, 1),
            self.move_row,
        )
        inside.setContentsMargins(12, 12, 12, 12)
        self.setLayout(inside)
        self.hide()

    @property
    def session(self) -> Session | None:
        """The session on the card, None where the card is put away."""
        return self._session

    def show_session(self, session: Session, against: tuple[str, ...]) -> None:
        """Show a session, with what stands against it."""
        zone = self._kit.zone
        if zone is None:
            return
        place = "free day" if session.where is Where.FREE else "inside a shift"
        cover = "needs cover on the ward" if session.needs_cover else "no cover needed"
        same = self._session is not None and self._session.id == session.id
        moved = not same or self._session is None or self._session.span != session.span
        self._session = session
        self._when.setText(span_words(session.span, zone))
        self._what.setText(
            f"{hours_words(session.span.hours)}, {session.state.value} · {place} · {cover}"
        )
        self._against.setText("\n".join(against))
        self._against.setVisible(bool(against))
        asked = self._kit.ask.asked_changes().get(session.id)
        self.asked.setText(asked.words if asked else "")
        self.asked.setVisible(asked is not None)
        if not (same and self.purpose.hasFocus()):
            self.purpose.setText(session.purpose)
        if not (same and self.notes.hasFocus()):
            with QSignalBlocker(self.notes):
                self.notes.setPlainText(session.notes)
        self.state.setCurrentIndex(self.state.findData(session.state))
        self._reason_field.setVisible(session.state is State.LOST)
        self.reason.setCurrentIndex(self.reason.findData(session.lost_to))
        self.move_button.setEnabled(session.state.takes_time)
        if moved:
            self.move_row.show_span(session.span)
            self.move_row.hide()
        self.setAccessibleName(f"Session {self._when.text()}")
        self.show()

    def show_move(self) -> None:
        """Fold out the entries for another time."""
        self.move_row.show()
        self.move_row.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Put the card away, what was typed kept."""
        self._renamed()
        self._noted()
        self._session = None
        self.closed.emit()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _renamed(self) -> None:
        session, purpose = self._session, self.purpose.text().strip()
        if session is not None and purpose != session.purpose:
            self._kit.controller.do(EditSession(session.id, purpose=purpose))

    def _noted(self) -> None:
        session, notes = self._session, self.notes.toPlainText().strip()
        if session is not None and notes != session.notes:
            self._kit.controller.do(EditSession(session.id, notes=notes))

    def _become(self, place: int) -> None:
        session, state = self._session, self.state.itemData(place)
        if session is None or state == session.state:
            return
        if self._kit.controller.do(EditSession(session.id, state=State(state))) is None:
            self.state.setCurrentIndex(self.state.findData(session.state))

    def _lost_to(self, place: int) -> None:
        session, reason = self._session, self.reason.itemData(place)
        if session is not None and reason != session.lost_to:
            self._kit.controller.do(EditSession(session.id, lost_to=LostTo(reason)))

    def _fold(self) -> None:
        if self.move_row.isHidden():
            self.show_move()
        else:
            self.move_row.hide()

    def _move(self, span: Span) -> None:
        session = self._session
        if session is not None and span != session.span:
            self.move_asked.emit(session.id, span)

    def _removed(self) -> None:
        session = self._session
        if session is not None:
            self.put_away()
            self._kit.controller.do(RemoveSession(session.id))
