"""My plan: the week, the allowance, finding, booking, the placement at a glance."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

from planner.clock import DAY, WEEK, BankHolidays, local_date, monday
from planner.finding import Offer
from planner.model.scheme import Scheme
from planner.model.words import dates_words
from planner.workspace import RemoveSession
from ui.build import column, scrolling
from ui.canvas.content import WeekContent
from ui.canvas.week import WeekView
from ui.kit import Kit, Page
from ui.plan.best import BestPlanCard
from ui.plan.content import (
    allowance_words,
    conflicts,
    first_week,
    holidays_of,
    read_words,
    week_cells,
)
from ui.plan.find import FindPanel
from ui.plan.header import PlanHeader
from ui.plan.session import SessionCard
from ui.widgets.allowance import AllowanceBar
from ui.widgets.strip import PlacementStrip

PANEL_WIDTH = 330


class PlanPage(Page):
    """The page of a trainee's week."""

    export_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._week: date | None = None
        self._placed: tuple[date, date] | None = None
        self.header = PlanHeader(kit)
        self.allowance = AllowanceBar(kit.theme)
        self.view = WeekView(kit.theme, kit.icons)
        self.card = SessionCard(kit)
        self.finder = FindPanel(kit)
        self.best = BestPlanCard(kit)
        self.strip = PlacementStrip(kit.theme)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.view)
        self._panel = self._right()
        self.split.addWidget(self._panel)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setSizes([1000, PANEL_WIDTH])
        whole = column(self.header, self.allowance, self.split, self.strip, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._connect()

    def _right(self) -> QScrollArea:
        inside = QWidget()
        layout = column(self.card, self.finder, self.best, 1, gap=12)
        layout.setContentsMargins(14, 12, 14, 12)
        inside.setLayout(layout)
        area = scrolling(inside)
        area.setMinimumWidth(260)
        return area

    def _connect(self) -> None:
        self.header.week_chosen.connect(self.show_week)
        self.header.export_asked.connect(self.export_asked)
        self.header.find_asked.connect(self.find_time)
        self.view.offer_chosen.connect(self._offer_in_week)
        self.view.session_chosen.connect(self._session_chosen)
        self.view.session_opened.connect(self._session_opened)
        self.view.remove_asked.connect(self._remove)
        self.view.day_moved.connect(self._day_moved)
        self.strip.week_chosen.connect(self.show_week)
        self.finder.found.connect(self._show_entries)
        self.finder.chosen.connect(lambda number: self._look_at(self.finder.offers[number]))
        self.finder.purpose.textChanged.connect(self.best.show_purpose)
        self.finder.booked.connect(self._booked)
        self.best.previewed.connect(self._previewed)
        self.best.offer_looked_at.connect(self._look_at)
        self.card.closed.connect(self._show_entries)

    @property
    def week(self) -> date | None:
        """The Monday of the week on view."""
        return self._week

    def refresh(self) -> None:
        """Show what is stored now and search again."""
        ask, kit = self.kit.ask, self.kit
        stored, placement, scheme = ask.reading(), ask.placement(), ask.scheme()
        if stored is None or placement is None or scheme is None:
            return
        zone = stored.reading.zone
        read = read_words(stored.read_at, kit.now(), zone)
        self.header.show_placement(
            placement.title, f"{dates_words(placement.first, placement.last)} · {read}"
        )
        placed = (placement.first, placement.last)
        if self._week is None or placed != self._placed:
            self._week, self._placed = first_week(placement, kit.today(zone)), placed
        self._show_allowance(scheme)
        self._show_strip()
        self._show_entries()
        self.best.freshen()
        self.finder.show_situation(ask.situation(), placement, scheme.usual)

    def show_week(self, first: date) -> None:
        """Go to a week by its Monday."""
        self._week = first
        self._show_strip()
        self._show_entries()

    def step(self, weeks: int) -> None:
        """Go some weeks on, or back where negative."""
        if self._week is not None:
            self.show_week(self._week + weeks * WEEK)

    def find_time(self) -> None:
        """Bring the keyboard to the panel and look again."""
        self.finder.purpose.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._panel.ensureWidgetVisible(self.finder.purpose)
        self.finder.search()

    def _show_allowance(self, scheme: Scheme) -> None:
        allowance, placement = self.kit.ask.allowance(), self.kit.ask.placement()
        if allowance is not None and placement is not None:
            words = allowance_words(allowance, scheme, placement.hours)
            self.allowance.set_allowance(allowance, words)

    def _show_strip(self) -> None:
        ask, zone, placement = self.kit.ask, self.kit.zone, self.kit.ask.placement()
        if placement is None or zone is None or self._week is None:
            return
        cells = week_cells(placement, ask.shifts(), ask.sessions(), zone)
        self.strip.set_weeks(cells, self._week)

    def _show_entries(self) -> None:
        """Put the week on view: entries, and the offers that are being looked at."""
        ask, zone, week = self.kit.ask, self.kit.zone, self._week
        placement = ask.placement()
        if zone is None or week is None or placement is None:
            return
        last = week + 6 * DAY
        sessions = ask.sessions()
        against = conflicts(ask.situation(), sessions, week, last)
        chosen = self.card.session
        card = next((s for s in sessions if chosen is not None and s.id == chosen.id), None)
        if card is not None:
            self.card.show_session(card, against.get(card.id, ()))
        elif chosen is not None:
            self.card.put_away()
        offers, selected = self._offers()
        self.header.show_week(week)
        self.view.set_week(week, zone)
        self.view.set_content(
            WeekContent(
                now=self.kit.now(),
                shifts=ask.shifts(),
                rest=ask.rest(),
                sessions=sessions,
                offers=offers,
                selected_offer=selected,
                selected_session=card.id if card else None,
                holidays=holidays_of(BankHolidays(placement.division), week, last),
                conflicts=against,
            )
        )

    def _offers(self) -> tuple[tuple[Offer, ...], int | None]:
        """What is drawn dashed: the plan in preview, else the chosen offer."""
        if self.best.offers:
            return self.best.offers, None
        number = self.finder.selected
        if number is None:
            return (), None
        return (self.finder.offers[number],), 0

    def _look_at(self, offer: Offer) -> None:
        zone = self.kit.zone
        if zone is not None:
            self.show_week(monday(local_date(offer.span.start, zone)))

    def _booked(self, offer: Offer) -> None:
        """Show what was booked. The card that was pressed is gone: the keyboard goes on in the
        week, where Ctrl+Z takes the session back.
        """
        self._look_at(offer)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _previewed(self, offers: tuple[Offer, ...]) -> None:
        self.finder.setVisible(not offers)
        self._show_entries()
        self._panel.verticalScrollBar().setValue(0)
        if not offers:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_in_week(self, number: int) -> None:
        if self.best.offers:
            return
        if self.finder.selected is not None and number == 0:
            self._panel.ensureWidgetVisible(self.finder.cards[self.finder.selected])

    def _session_chosen(self, session_id: str) -> None:
        session = next((s for s in self.kit.ask.sessions() if s.id == session_id), None)
        if session is not None:
            self.card.show_session(session, ())
            self._show_entries()
            self._panel.ensureWidgetVisible(self.card)

    def _session_opened(self, session_id: str) -> None:
        self._session_chosen(session_id)
        self.card.purpose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, session_id: str) -> None:
        self.kit.controller.do(RemoveSession(session_id))

    def _day_moved(self, _days: int) -> None:
        self.show_week(monday(self.view.cursor_date))
