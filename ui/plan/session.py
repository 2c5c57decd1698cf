"""The card of a booked session: what for, when, and the way to take it out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from planner.model.session import Session, Where
from planner.model.words import hours_words, span_words
from planner.workspace import EditSession, RemoveSession
from ui.build import button, column, field, line_entry, row, text
from ui.kit import Kit


class SessionCard(QFrame):
    """Shows one session; ``closed`` when it is put away."""

    closed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("role", "quiet-card")
        self._kit = kit
        self._session: Session | None = None
        self._when = text("", "strong")
        self._what = text("", "muted")
        self._against = text("")
        self._against.setProperty("tone", "bad")
        self.purpose = line_entry("What the time is for")
        self.purpose.editingFinished.connect(self._renamed)
        self.remove = button("Remove", self._removed)
        self.close_button = button("Close", self.put_away)
        inside = column(
            self._when,
            self._what,
            self._against,
            field("For", self.purpose),
            row(self.remove, self.close_button, 1),
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
        self._session = session
        self._when.setText(span_words(session.span, zone))
        self._what.setText(
            f"{hours_words(session.span.hours)}, {session.state.value} · {place} · {cover}"
        )
        self._against.setText("\n".join(against))
        self._against.setVisible(bool(against))
        if not (same and self.purpose.hasFocus()):
            self.purpose.setText(session.purpose)
        self.setAccessibleName(f"Session {self._when.text()}")
        self.show()

    def put_away(self) -> None:
        """Put the card away."""
        self._session = None
        self.hide()
        self.closed.emit()

    def _renamed(self) -> None:
        session, purpose = self._session, self.purpose.text().strip()
        if session is not None and purpose != session.purpose:
            self._kit.controller.do(EditSession(session.id, purpose=purpose))

    def _removed(self) -> None:
        session = self._session
        if session is not None:
            self.put_away()
            self._kit.controller.do(RemoveSession(session.id))
