"""The menu of what lies under the pointer or the keyboard: a session, a shift, free time."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from planner.finding import windows
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.model.session import LostTo, Session, State
from planner.model.words import day_words, hours_words
from planner.spans import Span
from planner.workspace import Command, CorrectKind, EditSession, RemoveSession
from ui.canvas.content import What
from ui.canvas.drag import Judgement
from ui.canvas.layout import snapped
from ui.canvas.surface import Spot
from ui.kit import Kit

_STATES = (State.PROPOSED, State.AGREED, State.DELIVERED)


class SpotMenu(QObject):
    """Makes the menu of a spot. ``span_wanted`` carries a span to book, ``opened`` a session to
    open, ``week_wanted`` a date whose week is to be shown.
    """

    span_wanted = Signal(object)
    opened = Signal(str)
    week_wanted = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._over = parent

    def made(self, spot: Spot, judge: Callable[[Span], Judgement], *, in_week: bool) -> QMenu:
        """The menu of a spot; ``judge`` says whether its time could be booked."""
        menu = QMenu(self._over)
        entry = spot.entry
        session = self._session(entry.key) if entry and entry.what is What.SESSION else None
        if session is not None:
            self._of_session(menu, session)
        elif entry is not None and entry.what is What.OFFER:
            self._add(menu, "&Book this", lambda: self.span_wanted.emit(entry.span))
        else:
            if spot.at is not None:
                self._of_time(menu, spot, judge)
            else:
                self._of_day(menu, spot)
            if entry is not None and entry.shift is not None:
                self._of_shift(menu, entry.shift)
        if not in_week:
            menu.addSeparator()
            words = f"&Show the week of {day_words(spot.date)}"
            self._add(menu, words, lambda: self.week_wanted.emit(spot.date))
        return menu

    def _of_session(self, menu: QMenu, session: Session) -> None:
        self._add(menu, "&Open…", lambda: self.opened.emit(session.id))
        menu.addSeparator()
        for state in _STATES:
            self._state(menu, session, state)
        lost = menu.addMenu("&Lost to")
        for reason in LostTo:
            edit = EditSession(session.id, state=State.LOST, lost_to=reason)
            chosen = session.state is State.LOST and session.lost_to is reason
            self._do(lost, reason.words, edit, chosen=chosen)
        menu.addSeparator()
        self._do(menu, "&Cancel it", EditSession(session.id, state=State.CANCELLED))
        self._do(menu, "&Remove", RemoveSession(session.id))

    def _state(self, menu: QMenu, session: Session, state: State) -> None:
        edit = EditSession(session.id, state=state)
        self._do(menu, f"&{state.value.capitalize()}", edit, chosen=session.state is state)

    def _of_time(self, menu: QMenu, spot: Spot, judge: Callable[[Span], Judgement]) -> None:
        scheme, zone = self._kit.ask.scheme(), self._kit.zone
        if scheme is None or zone is None or spot.at is None:
            return
        start = snapped(spot.at, zone, timedelta(minutes=30))
        lengths = dict.fromkeys((scheme.usual, scheme.shortest, scheme.longest))
        for hours in sorted(lengths):
            span = Span(start, start + timedelta(hours=hours))
            judged = judge(span)
            words = f"Book {hours_words(hours)} from {start.astimezone(zone):%H:%M}"
            if not judged.free:
                words += f" – {judged.against[0]}"
            wanted = self._add(menu, words, partial(self.span_wanted.emit, span))
            wanted.setEnabled(judged.free)

    def _of_day(self, menu: QMenu, spot: Spot) -> None:
        """A day with no time of it: its windows, so that the keyboard can book there too."""
        scheme, zone = self._kit.ask.scheme(), self._kit.zone
        if scheme is None or zone is None:
            return
        usual, least = timedelta(hours=scheme.usual), timedelta(hours=scheme.shortest)
        for window in windows(self._kit.ask.situation(), spot.date, spot.date):
            if window.span.duration >= least:
                start = window.span.start
                span = Span(start, min(start + usual, window.span.end))
                words = f"Book {hours_words(span.hours)} from {start.astimezone(zone):%H:%M}"
                self._add(menu, words, partial(self.span_wanted.emit, span))
        if menu.isEmpty():
            self._add(menu, "No protected time here", menu.hide).setEnabled(False)

    def _of_shift(self, menu: QMenu, shift: Shift) -> None:
        menu.addSeparator()
        kinds = menu.addMenu(f"“{shift.label or shift.kind.words}” is".replace("&", "&&"))
        kinds.setEnabled(bool(shift.label))
        for kind in Kind:
            if kind is not Kind.UNKNOWN:
                correct = CorrectKind(shift.label, kind)
                self._do(kinds, kind.words, correct, chosen=shift.kind is kind)

    def _do(self, menu: QMenu, words: str, command: Command, *, chosen: bool | None = None) -> None:
        action = self._add(menu, words, lambda: self._kit.controller.do(command))
        if chosen is not None:
            action.setCheckable(True)
            action.setChecked(chosen)
            action.setEnabled(not chosen)

    def _add(self, menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda _=False: act())
        return action

    def _session(self, id_: str) -> Session | None:
        return next((s for s in self._kit.ask.sessions() if s.id == id_), None)
