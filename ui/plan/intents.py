"""What is meant by drags, keys and menus on the calendar, carried out through the one door."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from planner.finding import Situation, why_not
from planner.spans import Span
from planner.workspace import Book, Change, Command, MoveSession, RemoveSession
from ui.canvas.content import Entry, What
from ui.canvas.hand import Judge as Judging
from ui.canvas.surface import Spot
from ui.kit import Kit
from ui.plan.insist import InsistCard
from ui.plan.judge import Judge
from ui.plan.menu import SpotMenu


@dataclass(frozen=True)
class _Wish:
    """A span that is wanted: what judges it, and what is done, forced or not."""

    span: Span
    situation: Situation
    command: Callable[[bool], Command]


class Intents(QObject):
    """Books, moves and removes. A span that is not free is not booked: it is said what is in the
    way, and the person may insist.

    ``booked`` carries the id of a session that was booked or moved, ``opened`` of one to open,
    ``refused`` that something is in the way, before it is said.
    """

    booked = Signal(str)
    opened = Signal(str)
    week_wanted = Signal(object)
    refused = Signal()

    def __init__(
        self, kit: Kit, insist: InsistCard, purpose: Callable[[], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._insist = insist
        self._purpose = purpose
        self._menus = SpotMenu(kit, parent)
        self._menus.span_wanted.connect(self.book)
        self._menus.opened.connect(self.opened)
        self._menus.week_wanted.connect(self.week_wanted)

    def judge_for(self, session: str) -> Judging:
        """What judges the spans of a drag: of a session by its id, or "" of a new one."""
        return Judge(self._kit.ask.situation(without=session))

    def book(self, span: Span) -> None:
        """Book a span that was drawn."""
        purpose = self._purpose()
        self._wish(_Wish(span, self._kit.ask.situation(), lambda force: Book(span, purpose, force)))

    def move(self, session: str, span: Span) -> None:
        """Give a session another time."""
        situation = self._kit.ask.situation(without=session)
        self._wish(_Wish(span, situation, lambda force: MoveSession(session, span, force)))

    def remove(self, session: str) -> None:
        """Take a session out."""
        self._insist.hide()
        self._kit.controller.do(RemoveSession(session))

    def show_menu(self, spot: Spot, at: QPoint, *, in_week: bool) -> None:
        """Show the menu of a spot."""
        menu = self._menus.made(spot, self.judge_for(""), in_week=in_week)
        menu.aboutToHide.connect(menu.deleteLater)
        if not menu.isEmpty():
            menu.popup(at)

    def facts(self, entry: Entry) -> tuple[str, ...]:
        """What the rules say of a shift: what it breaks, and the rest that follows it."""
        if entry.what is not What.SHIFT or entry.shift is None:
            return ()
        ask, shift = self._kit.ask, entry.shift
        broken = [breach.text for breach in ask.report().breaches if shift in breach.shifts]
        ends = {span.end for span in shift.rostered(ask.zone())}
        rests = [r for r in ask.rest() if r.span.start in ends]
        return (*(f"Then {r.title}, {r.text}" for r in rests), *(f"✗ {text}" for text in broken))

    def _wish(self, wish: _Wish) -> None:
        self._insist.hide()
        if Judge(wish.situation)(wish.span).free:
            self._do(wish.command(False))
            return
        taken = any(other.overlaps(wish.span) for other in wish.situation.booked)
        act = None if taken else lambda: self._do(wish.command(True))
        reasons = why_not(wish.situation, wish.span)
        self.refused.emit()
        self._insist.ask(wish.span, self._kit.ask.zone(), reasons, act)

    def _do(self, command: Command) -> None:
        change: Change | None = self._kit.controller.do(command)
        if change is not None and change.session is not None:
            self.booked.emit(change.session)
