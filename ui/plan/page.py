"""My plan: the calendar, the allowance, finding, booking, the placement at a glance."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QWidget

from planner.clock import BankHolidays, local_date, monday
from planner.finding import Offer
from planner.model.scheme import Scheme
from planner.model.words import dates_words
from ui.build import column, scrolling
from ui.canvas.content import WeekContent
from ui.canvas.surface import Spot
from ui.canvas.views import CalendarViews, Seen
from ui.kit import Kit, Page
from ui.plan.best import BestPlanCard
from ui.plan.content import (
    allowance_words,
    holidays_of,
    opening_day,
    read_words,
    week_cells,
)
from ui.plan.find import FindPanel
from ui.plan.header import PlanHeader
from ui.plan.insist import InsistCard
from ui.plan.intents import Intents
from ui.plan.room import Room
from ui.plan.session import SessionCard
from ui.taborder import in_order
from ui.widgets.allowance import AllowanceBar
from ui.widgets.strip import PlacementStrip

PANEL, PANEL_LEAST = 40, 32
"""Width of the panel on the right, as it is at first and at least, in letters."""


class PlanPage(Page):
    """The page of a trainee's time."""

    export_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._day: date | None = None
        self._placed: tuple[date, date] | None = None
        self.header = PlanHeader(kit)
        self.allowance = AllowanceBar(kit.theme)
        self.views = CalendarViews(kit.theme, kit.icons)
        self.insist = InsistCard()
        self.card = SessionCard(kit)
        self.finder = FindPanel(kit)
        self.intents = Intents(kit, self.insist, self.finder.purpose.text, self)
        self.best = BestPlanCard(kit)
        self.strip = PlacementStrip(kit.theme)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.views)
        self._panel = self._right()
        self.split.addWidget(self._panel)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setSizes([1000, self.fontMetrics().averageCharWidth() * PANEL])
        whole = column(self.header, self.allowance, self.split, self.strip, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._room = Room(self.header, self.allowance, self.views, self._panel, self.strip)
        self._connect()
        self._connect_views()
        self._remembered()

    def _right(self) -> QScrollArea:
        inside = QWidget()
        layout = column(self.insist, self.card, self.finder, self.best, 1, gap=12)
        layout.setContentsMargins(14, 12, 14, 12)
        inside.setLayout(layout)
        area = scrolling(inside)
        area.setMinimumWidth(self.fontMetrics().averageCharWidth() * PANEL_LEAST)
        return area

    def _connect(self) -> None:
        self.header.stepped.connect(self.step)
        self.header.today_asked.connect(self.go_today)
        self.header.seen_chosen.connect(self.look_at)
        self.header.export_asked.connect(self.export_asked)
        self.header.find_asked.connect(self.find_time)
        self.strip.week_chosen.connect(self.show_day)
        self.finder.found.connect(self._found)
        self.finder.chosen.connect(lambda number: self._go_to_offer(self.finder.offers[number]))
        self.finder.purpose.textChanged.connect(self.best.show_purpose)
        self.finder.booked.connect(self._booked)
        self.finder.explained.connect(self._explained)
        self.best.previewed.connect(self._previewed)
        self.best.offer_looked_at.connect(self._go_to_offer)
        self.card.closed.connect(self._card_closed)

    def _connect_views(self) -> None:
        views, intents = self.views, self.intents
        views.offer_chosen.connect(self._offer_in_week)
        views.session_chosen.connect(self._session_chosen)
        views.session_opened.connect(self._session_opened)
        views.remove_asked.connect(intents.remove)
        views.date_wanted.connect(self.show_day)
        views.week_opened.connect(self._open_week)
        views.menu_asked.connect(self._menu)
        views.set_facts(intents.facts)
        views.week.set_judge(intents.judge_for)
        views.week.span_drawn.connect(intents.book)
        views.week.session_moved.connect(intents.move)
        self.card.move_asked.connect(intents.move)
        self.insist.answered.connect(self._to_calendar)
        intents.booked.connect(self._session_booked)
        intents.opened.connect(self._session_opened)
        intents.week_wanted.connect(self._open_week)
        intents.refused.connect(self._room.to_panel)
        intents.refused.connect(lambda: self._panel.verticalScrollBar().setValue(0))

    def _remembered(self) -> None:
        memory = self.kit.memory
        seen = memory.text("plan_view", Seen.WEEK.value)
        self.views.choose(Seen(seen) if seen in list(Seen) else Seen.WEEK)
        split = memory.shape("plan_split")
        if not split.isEmpty():
            self.split.restoreState(split)
        zoom = memory.text("plan_zoom", "1")
        self.views.week.set_zoom(float(zoom) if zoom.replace(".", "", 1).isdigit() else 1.0)

    def keep(self) -> None:
        """Remember how the calendar is looked at."""
        if self._room.holds_both:
            self.kit.memory.keep("plan_split", self.split.saveState())
        self.kit.memory.keep("plan_day", str(self._day or ""))
        self.kit.memory.keep("plan_view", self.views.seen.value)
        self.kit.memory.keep("plan_zoom", f"{self.views.week.zoom:.2f}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room.fit(self.size())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._to_calendar()
        else:
            super().keyPressEvent(event)

    @property
    def view(self) -> QWidget:
        """The view of the calendar that is looked at."""
        return self.views.view

    @property
    def foot(self) -> int:
        """The height of the strip at the bottom, 0 where the window has no room for it."""
        return 0 if self.strip.isHidden() else self.strip.sizeHint().height()

    @property
    def week(self) -> date | None:
        """The Monday of the week on view."""
        return None if self._day is None else monday(self._day)

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
        if self._day is None or placed != self._placed:
            left = "" if self._placed else kit.memory.text("plan_day")
            self._day = opening_day(placement, kit.today(zone), left)
            self._placed = placed
        self._show_allowance(scheme)
        self._show_strip()
        self._show_entries()
        self.best.freshen()
        self.finder.show_situation(ask.situation(), placement, scheme.usual)

    def show_day(self, day: date) -> None:
        """Go to a date."""
        self._day = day
        self._show_strip()
        self._show_entries()

    def look_at(self, seen: Seen) -> None:
        """Look at the same time in another way."""
        self._room.to_calendar()
        self.views.choose(seen)
        self._show_entries()

    def step(self, steps: int) -> None:
        """Go some weeks or months on, or back where negative, by what is on view."""
        if self._day is not None:
            self.show_day(self.views.stepped(self._day, steps))

    def go_today(self) -> None:
        """Go to today."""
        zone = self.kit.zone
        if zone is not None:
            self.show_day(self.kit.today(zone))

    def find_time(self) -> None:
        """Bring the keyboard to the panel and look again."""
        self._room.to_panel()
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
        if placement is None or zone is None or self.week is None:
            return
        cells = week_cells(placement, ask.shifts(), ask.sessions(), zone)
        self.strip.set_weeks(cells, self.week)

    def _show_entries(self) -> None:
        """Put the entries on view, and the offers that are being looked at."""
        ask, zone, day, placed = self.kit.ask, self.kit.zone, self._day, self._placed
        placement = ask.placement()
        if zone is None or day is None or placed is None or placement is None:
            return
        first, last = self.views.dates(day, placed)
        sessions = ask.sessions()
        against = {hit.session.id: hit.why for hit in ask.hits()}
        chosen = self.card.session
        card = next((s for s in sessions if chosen is not None and s.id == chosen.id), None)
        if card is not None:
            self.card.show_session(card, against.get(card.id, card.against))
        elif chosen is not None:
            self.card.put_away()
        offers, selected = self._offers()
        self.header.show_seen(self.views.seen, self.views.words(day, placed))
        content = WeekContent(
            now=self.kit.now(),
            shifts=ask.shifts_with_sickness(),
            rest=ask.rest(),
            sessions=sessions,
            offers=offers,
            selected_offer=selected,
            selected_session=card.id if card else None,
            holidays=holidays_of(BankHolidays(placement.division), first, last),
            conflicts=against,
        )
        self.views.show_day(day, placed, content, zone)

    def _offers(self) -> tuple[tuple[Offer, ...], int | None]:
        """What is drawn dashed: the plan in preview, else the chosen offer."""
        if self.best.offers:
            return self.best.offers, None
        number = self.finder.selected
        if number is None:
            return (), None
        return (self.finder.offers[number],), 0

    def _go_to_offer(self, offer: Offer) -> None:
        zone = self.kit.zone
        if zone is not None:
            self.show_day(local_date(offer.span.start, zone))

    def _booked(self, offer: Offer) -> None:
        """Show what was booked. The card that was pressed is gone: the keyboard goes on at the
        session in the calendar.
        """
        self._go_to_offer(offer)
        self._to_calendar()
        for session in self.kit.ask.sessions():
            if session.span == offer.span:
                self.views.stand_on(session.id)

    def _explained(self, card: QWidget, reckoning: QWidget) -> None:
        """Scroll until the reckoning is seen, and no further than its offer's card."""
        reckoning.show()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        for each in (reckoning, card):
            self._panel.ensureWidgetVisible(each)

    def _found(self) -> None:
        in_order(self._panel)
        self._show_entries()

    def _previewed(self, offers: tuple[Offer, ...]) -> None:
        self.finder.setVisible(not offers)
        self._show_entries()
        self._panel.verticalScrollBar().setValue(0)
        if not offers:
            self._to_calendar()

    def _offer_in_week(self, number: int) -> None:
        if self.finder.selected is not None and number == 0 and not self.best.offers:
            self._panel.ensureWidgetVisible(self.finder.cards[self.finder.selected])

    def _session_chosen(self, session_id: str) -> None:
        session = next((s for s in self.kit.ask.sessions() if s.id == session_id), None)
        if session is not None:
            self.card.show_session(session, ())
            self._show_entries()
            self._panel.ensureWidgetVisible(self.card)

    def _session_opened(self, session_id: str) -> None:
        self._room.to_panel()
        self._session_chosen(session_id)
        self.card.purpose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _session_booked(self, session_id: str) -> None:
        """A drag has booked or moved a session: it is chosen, and the keyboard is on it."""
        self._session_chosen(session_id)
        if self.view.hasFocus():
            self.views.stand_on(session_id)

    def _to_calendar(self) -> None:
        """Give the keyboard to the calendar."""
        self._room.to_calendar()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card_closed(self) -> None:
        """Give the keyboard back to the calendar, where the card had it."""
        if QApplication.focusWidget() in self.card.findChildren(QWidget):
            self._to_calendar()
        self._show_entries()

    def _open_week(self, day: date) -> None:
        self.look_at(Seen.WEEK)
        self.show_day(day)
        self._to_calendar()

    def _menu(self, spot: Spot, at: QPoint) -> None:
        self.intents.show_menu(spot, at, in_week=self.views.seen is Seen.WEEK)
