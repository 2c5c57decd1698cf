"""The rota has changed: what is different, which sessions it hits, and where they could go."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from planner.finding import Broken, Repair, Status, repair
from planner.model.away import SickDays
from planner.model.session import State
from planner.rota import Sort, counts
from planner.workspace import ApplyRepair, Compared, ForgetSickness
from ui.build import button, column, emptied, narrow, row, scrolling, text, with_text
from ui.changed.content import (
    RotaLine,
    SessionLine,
    compared_words,
    move_words,
    rota_lines,
    session_lines,
    unknown_words,
)
from ui.changed.lost import LostSessions
from ui.changed.rows import RotaRow, SessionRow
from ui.changed.sick import SickEntry
from ui.kit import Kit, Page
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout

SLOT = "repair"
AT_ONCE = 40
AT_FIRST = 10
"""Changes of the rota shown before the rest is asked for."""

_WIDEST = 1010


class ChangedPage(Page):
    """Differences of the current reading, and the repair of the sessions that they hit.

    ``done`` tells that nothing is left to do here, ``decided`` that the person has moved the
    sessions that no longer fit, or keeps them on purpose; ``kinds_asked`` asks for the place where
    it is said what labels are.
    """

    done = Signal()
    decided = Signal()
    kinds_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._repair: Repair | None = None
        self._compared: Compared | None = None
        self._ticks: dict[str, bool] = {}
        self._rows: dict[str, SessionRow] = {}
        self._lines: list[RotaLine] = []
        self._shown = 0
        self._counts: list[str] = []
        self._title, self._said = text("", "title"), text("", "muted")
        self._tiles, self._besides = Pieces(FlowLayout), Pieces(FlowLayout)
        self._your, self._the_rota = text("Your sessions", "strong"), text("The rota", "strong")
        self._how = text("", "muted")
        self._unknown, self._odd = QFrame(), text("")
        self.kinds = button("Say what it is…", self.kinds_asked.emit)
        self._sessions, self._changes = Pieces(_list), Pieces(_list)
        self.sick = SickEntry(kit.now().date())
        self.sick.chosen.connect(self._look)
        self.sick.forgotten.connect(lambda days: kit.controller.do(ForgetSickness(days)))
        self.lost = LostSessions()
        self.lost.chosen.connect(self._look)
        self._foot = QFrame()
        self.more = button("Show more", self._show_more, "quiet")
        self.later = button("Decide later", self.done.emit)
        self.keep = button("Accept the rota, keep my sessions", self._keep)
        self.accept = button("Accept", self._accept, "primary")
        self._lay_out()

    @property
    def rows(self) -> tuple[SessionRow, ...]:
        """The sessions that no longer fit, by start."""
        return tuple(self._rows.values())

    @property
    def lines(self) -> tuple[str, ...]:
        """The changes of the rota on view."""
        return tuple(str(line) for line in self._lines[: self._shown])

    @property
    def said(self) -> tuple[str, ...]:
        """Title, what is compared, and the counts."""
        return (self._title.text(), self._said.text(), *self._counts)

    @property
    def working(self) -> bool:
        """Whether moves are being looked for."""
        return self.kit.jobs.running(SLOT) is not None

    def refresh(self) -> None:
        """Show what the current reading changed, and look for moves."""
        ask = self.kit.ask
        stored = ask.reading()
        if stored is None:
            return
        self._compared = compared = ask.changes()
        changed = compared is not None and bool(compared.changes)
        self._title.setText("The rota has changed" if changed else "Your sessions and the rota")
        self._said.setText(compared_words(stored, compared))
        besides: list[str] = []
        self._lines, self._shown = [], 0
        emptied(self._changes)
        if compared is not None:
            zone = stored.reading.zone
            self._lines, besides = rota_lines(compared.changes, ask.newly_broken(), zone)
        self._the_rota.setVisible(changed)
        self._besides.show_only([Chip(words, "bad") for words in besides])
        self._show_more()
        odd = unknown_words(ask.labels())
        self._odd.setText(odd)
        self._unknown.setVisible(bool(odd))
        self.sick.show_kept(ask.sickness())
        allowance = ask.allowance()
        short = allowance is not None and allowance.to_find > 0
        lost = [session for session in ask.sessions() if session.state is State.LOST]
        self.lost.show_sessions(lost if short else (), stored.reading.zone)
        self._repair = None
        self._show_sessions()
        self._look()

    @property
    def foot(self) -> int:
        """The height of the buttons below, which nothing may cover."""
        return self._foot.sizeHint().height()

    def take_keyboard(self) -> None:
        """Put the keyboard on what is most likely next."""
        first = self.accept if self.accept.isVisible() and self.accept.isEnabled() else self.later
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        """Look for moves off the window's thread, with the sessions that are to stay in place."""
        ask = self.kit.ask
        stay = frozenset(s.id for s in ask.sessions() if not self._is_ticked(s.id, s.state))
        broken = ask.broken(agreed=True, stay=stay, make_up=self.lost.asked, sick=self.sick.days)
        work = partial(_mended, broken)
        words = "Looking for places for your sessions…"
        self.kit.jobs.start(
            SLOT, words, lambda cancelled, _: work(cancelled), self._arrived, self._failed
        )
        self._settle()

    def _is_ticked(self, session: str, state: State) -> bool:
        # An agreed session moves only where the person says so.
        return self._ticks.get(session, state is not State.AGREED)

    def _arrived(self, found: Repair) -> None:
        first = self._repair is None
        self._repair = found
        self._show_sessions()
        if first and self.isVisible() and self.focusWidget() in (None, self.later):
            self.take_keyboard()

    def _failed(self, error: Exception) -> None:
        self._settle()
        self.kit.tell(error)

    def _show_sessions(self) -> None:
        zone, found = self.kit.zone, self._repair
        lines = session_lines(found, zone) if found is not None and zone is not None else []
        if [line.session.id for line in lines] != list(self._rows):
            self._rebuild(lines)
        for line in lines:
            ticked = self._is_ticked(line.session.id, line.session.state)
            self._rows[line.session.id].show_line(line, ticked=ticked)
        self._show_tiles(lines)
        self._settle()

    def _rebuild(self, lines: list[SessionLine]) -> None:
        self._rows = {line.session.id: SessionRow(self.kit.theme) for line in lines}
        for made in self._rows.values():
            made.ticked.connect(self._tick)
        self._sessions.show_only(self.rows)

    def _show_tiles(self, lines: list[SessionLine]) -> None:
        counted = self._counted(lines)
        self._counts = [f"{count} {words}" for count, words, _ in counted]
        self._tiles.show_only([_tile(*each) for each in counted])

    def _counted(self, lines: list[SessionLine]) -> list[tuple[int, str, str]]:
        """What is counted on the page: how many, of what, and the mood of it."""
        counted = []
        if self._compared is not None:
            said = counts(self._compared.changes)
            words = {
                Sort.MOVED: ("shift moved", "shifts moved"),
                Sort.RELABELLED: ("relabelled", "relabelled"),
                Sort.ADDED: ("added", "added"),
                Sort.GONE: ("gone", "gone"),
            }
            for sort, (one, many) in words.items():
                if said[sort] or sort is not Sort.RELABELLED:
                    counted.append((said[sort], one if said[sort] == 1 else many, ""))
        if self._repair is None:
            return counted
        one, many = "of your sessions no longer fits", "of your sessions no longer fit"
        count = sum(line.session.state is not State.LOST for line in lines)
        moves = sum(move.session.state is not State.LOST for move in self._repair.moves)
        counted.append((count, one if count == 1 else many, "warn" if count else "good"))
        if moves:
            proven = "" if self._repair.status is Status.OPTIMAL else ", found in the time given"
            counted.append((moves, f"can be moved, all rules kept{proven}", "good"))
        return counted

    def _settle(self) -> None:
        """Offer what can be done now, and say how things stand."""
        found = self._repair
        moves = len(found.moves) if found else 0
        hit = bool(self._rows)
        self._how.setVisible(found is None or not hit)
        self._how.setText(
            "Looking at your sessions…" if found is None else "All of your sessions still fit."
        )
        self.keep.setVisible(hit)
        sick = found is not None and self.sick.days is not None
        self.accept.setVisible(moves > 0 or sick)
        self.accept.setText(move_words(moves) if moves else "Keep the days off sick")
        self.later.setText("Decide later" if hit else "Go to my plan")

    def _tick(self, session: str, on: bool) -> None:
        if session in self.lost.asked:
            self.lost.put_away(session)
            return
        self._ticks[session] = on
        self._look()

    def _accept(self) -> None:
        if self._repair is None or self.working:
            return
        sick = self.sick.days
        command = ApplyRepair(self._repair.moves, SickDays(*sick) if sick else None)
        if self.kit.controller.do(command) is not None:
            self._ticks.clear()
            self.lost.forget()
            self.sick.forget()
            self._look()
            self.decided.emit()
            self.done.emit()

    def _keep(self) -> None:
        self.decided.emit()
        self.done.emit()

    def _show_more(self) -> None:
        upto = self._shown + (AT_ONCE if self._shown else AT_FIRST)
        lines = self._lines[self._shown : upto]
        if lines:
            self._changes.show_more([RotaRow(self.kit.theme, line) for line in lines])
        self._shown += len(lines)
        left = len(self._lines) - self._shown
        self.more.setText(f"Show {min(left, AT_ONCE)} more of {left}")
        self.more.setVisible(left > 0)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._unknown.setProperty("role", "banner")
        self._unknown.setProperty("mood", "warn")
        odd = row(self._odd, self.kinds, gap=12)
        odd.setStretch(0, 1)
        odd.setContentsMargins(14, 6, 10, 6)
        self._unknown.setLayout(odd)
        inside.setLayout(
            column(
                column(self._title, self._said, gap=2),
                self._tiles,
                self._unknown,
                self._your,
                self._how,
                self._sessions,
                self.lost,
                self.sick,
                self._the_rota,
                self._besides,
                self._changes,
                row(self.more, 1),
                1,
                gap=12,
            )
        )
        buttons = row(self.later, 1, self.keep, self.accept)
        buttons.setContentsMargins(24, 12, 24, 12)
        self._foot.setLayout(buttons)
        self._foot.setMaximumWidth(with_text(_WIDEST, self) + 48)
        middle = row(1, gap=0)
        middle.addWidget(self._foot, 1000)
        middle.addStretch(1)
        whole = column(scrolling(narrow(inside, _WIDEST)), _line(), middle, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)


class Pieces(QVBoxLayout):
    """A place for widgets that come together, each lot as one piece in a layout of its own: Qt lays
    a page that is seen out anew for every widget that is put on it by itself.
    """

    def __init__(self, inside: Callable[[], QLayout]) -> None:
        super().__init__()
        self._inside = inside
        self.setSpacing(8)

    def show_only(self, widgets: Sequence[QWidget]) -> None:
        """Show these and nothing else."""
        emptied(self)
        if widgets:
            self.show_more(widgets)

    def show_more(self, widgets: Sequence[QWidget]) -> None:
        """Show these below what there is."""
        piece, inside = QWidget(), self._inside()
        for each in widgets:
            inside.addWidget(each)
        piece.setLayout(inside)
        self.addWidget(piece)


def _mended(broken: Broken, cancelled: Callable[[], bool]) -> Repair:
    return repair(broken, cancelled=cancelled)


def _list() -> QVBoxLayout:
    return column(gap=8)


def _line() -> QFrame:
    made = QFrame()
    made.setProperty("role", "line")
    return made


def _tile(count: int, words: str, mood: str) -> QFrame:
    """A number with what it counts."""
    made = QFrame()
    made.setProperty("role", "banner" if mood else "card")
    made.setProperty("mood", mood)
    inside = row(text(str(count), "title", wrap=False), text(words, wrap=False), gap=10)
    inside.setContentsMargins(14, 6, 14, 6)
    made.setLayout(inside)
    made.setAccessibleName(f"{count} {words}")
    return made
