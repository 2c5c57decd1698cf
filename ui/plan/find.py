"""Find time: what is asked for, the offers, and booking one of them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QVBoxLayout, QWidget

from planner.finding import NOTHING_MORE, Allow, Offer, Request, Situation
from planner.model.placement import Placement
from planner.model.words import day_words, hours_words
from planner.workspace import Book
from ui.build import (
    HoursEntry,
    button,
    column,
    date_entry,
    emptied,
    enter,
    entered,
    field,
    line_entry,
    row,
    text,
)
from ui.kit import Kit
from ui.plan.meetings import Meetings
from ui.plan.questions import Company, offers_work
from ui.plan.why import Reckoning
from ui.widgets.flow import FlowLayout
from ui.widgets.offer import OfferCard

if TYPE_CHECKING:
    from ui.plan.together import TogetherDialog

SLOT = "offers"
AT_ONCE = 3
"""Offers shown before more are asked for: the best plan stays in sight below them."""

PAUSE = 250
"""Milliseconds without typing before a search starts."""


class FindPanel(QWidget):
    """Asks for a length and a date, shows what was found, best first.

    ``found`` tells that other offers are shown, ``chosen`` carries the number of the offer to look
    at, ``explained`` the card of an offer and its reckoning that folded out.
    """

    found = Signal()
    chosen = Signal(int)
    explained = Signal(object, object)
    booked = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._situation: Situation | None = None
        self._company: Company | None = None
        self._placement: Placement | None = None
        self._offers: tuple[Offer, ...] = ()
        self._cards: list[OfferCard] = []
        self._selected: int | None = None
        self._reckoning: Reckoning | None = None
        self.purpose = line_entry("Sepsis audit, QI team meeting…")
        self.hours = HoursEntry(0.25, 24)
        self.by: QDateEdit = date_entry(kit.now().date())
        self.own_time = tuple(QCheckBox(words) for words in ("Evenings", "Weekends", "Off days"))
        for box in self.own_time:
            box.setAccessibleName(f"Look at {box.text().lower()} too")
        self.own_time[2].setToolTip("Zero days and non-working days of the rota")
        own_time = FlowLayout()
        for box in self.own_time:
            own_time.addWidget(box)
        self._allow = NOTHING_MORE
        self.others = button("With others…", self.ask_others, "quiet")
        self.meetings = Meetings(kit)
        company = FlowLayout()
        company.addWidget(self.others)
        company.addWidget(self.meetings)
        self._said = text("", "muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.more = button("More offers", self._show_more, "quiet")
        self.more.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.search)
        self.setLayout(
            column(
                text("Find time", "heading"),
                field("For", self.purpose),
                row(field("How long", self.hours), field("Latest day", self.by)),
                company,
                column(text("Look at my own time too", "muted", wrap=False), own_time, gap=3),
                self._said,
                self._list,
                row(self.more, 1),
                gap=10,
            )
        )
        self.hours.valueChanged.connect(lambda _: self._pause.start())
        self.by.dateChanged.connect(lambda _: self._pause.start())
        for box in self.own_time:
            box.toggled.connect(lambda _: self._pause.start())

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The offers on show, best first."""
        return self._offers

    @property
    def selected(self) -> int | None:
        """The number of the offer that is chosen."""
        return self._selected

    @property
    def cards(self) -> tuple[OfferCard, ...]:
        """The cards of the offers, in their order."""
        return tuple(self._cards)

    @property
    def said(self) -> str:
        """What is said over the offers, empty where they speak for themselves."""
        return self._said.text()

    @property
    def reckoning(self) -> Reckoning | None:
        """The reckoning that is folded out, if any."""
        return self._reckoning

    def show_situation(self, situation: Situation, placement: Placement, usual: float) -> None:
        """Search in this situation from now on; ``usual`` is the hours asked for at first."""
        fresh = self._placement is None or (self._placement.first, self._placement.last) != (
            placement.first,
            placement.last,
        )
        if fresh:
            self.hours.setValue(usual)
            enter(self.by, placement.last)
        self._situation, self._placement = situation, placement
        self._company = Company(situation, self._kit.ask.colleagues(), placement)
        self.meetings.refresh()
        self.search()

    def search(self) -> None:
        """Look for offers off the window's thread."""
        self._pause.stop()
        if self._situation is None or self._placement is None or self._company is None:
            return
        today = self._kit.today(self._situation.zone)
        first, last = max(today, self._placement.first), entered(self.by)
        if last < first:
            self._show(())
            self._said.setText(
                f"{day_words(last)} lies before {day_words(first)}: choose a later day."
            )
            return
        self._allow = Allow(*(box.isChecked() for box in self.own_time))
        request = Request(self.hours.value(), first, last, allow=self._allow)
        work = offers_work(self._company, request, self._kit.now())
        self._said.setText("Looking…")
        self._kit.jobs.start(
            SLOT, "Looking for time…", lambda *_: work(), self._arrived, self._failed
        )

    def ask_others(self) -> "TogetherDialog":
        """Ask who else is to be there."""
        from ui.plan.together import TogetherDialog, Wish  # noqa: PLC0415 - not for the first paint

        wish = Wish(self.purpose.text().strip(), self.hours.value(), entered(self.by))
        dialog = TogetherDialog(self._kit, wish, self.window())
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.booked.connect(self.booked)
        dialog.open()
        return dialog

    def choose(self, number: int) -> None:
        """Choose an offer by its number."""
        self._select(number)
        self.chosen.emit(number)

    def book(self, number: int) -> None:
        """Book an offer by its number."""
        offer = self._offers[number]
        command = Book(offer.span, self.purpose.text().strip(), allow=self._allow)
        if self._kit.controller.do(command) is not None:
            self.booked.emit(offer)

    def explain(self, number: int) -> None:
        """Fold the whole reckoning of an offer out below it, or back in."""
        card, situation = self._cards[number], self._situation
        shown = self._reckoning
        self._fold_in()
        if situation is None or (shown is not None and shown.offer == self._offers[number]):
            return
        self._reckoning = Reckoning(situation, self._offers[number])
        self._list.insertWidget(self._list.indexOf(card) + 1, self._reckoning)
        self.explained.emit(card, self._reckoning)

    def _arrived(self, offers: tuple[Offer, ...]) -> None:
        self._show(offers)
        hours, by = hours_words(self.hours.value()), day_words(entered(self.by))
        self._said.setText(
            ""
            if offers
            else f"No {hours} in one piece fit up to {by} with every rule kept. Ask for fewer "
            "hours or a later day."
        )
        self._said.setVisible(not offers)

    def _failed(self, error: Exception) -> None:
        self._show(())
        self._said.setText("")
        self._kit.tell(error)

    def _show(self, offers: tuple[Offer, ...]) -> None:
        self._offers = offers
        self._selected = 0 if offers else None
        self._said.setVisible(True)
        self._reckoning = None
        emptied(self._list)
        self._cards = []
        zone = self._situation.zone if self._situation else None
        for number, offer in enumerate(offers):
            if zone is None:
                break
            card = OfferCard(self._kit.theme)
            card.set_offer(offer, zone)
            card.selected = number == self._selected
            card.book_asked.connect(partial(self.book, number))
            card.why_asked.connect(partial(self.explain, number))
            card.chosen.connect(partial(self.choose, number))
            self._cards.append(card)
            self._list.addWidget(card)
            card.setVisible(number < AT_ONCE)
        self._order_tabs()
        left = len(self._cards) - AT_ONCE
        self.more.setText("1 more offer" if left == 1 else f"{left} more offers")
        self.more.setVisible(left > 0)
        self.found.emit()

    def _order_tabs(self) -> None:
        """Let Tab come to the offers right after what they were asked for with."""
        before: QWidget = self.own_time[-1]
        for card in self._cards:
            for stop in (card, card.book, card.why):
                self.setTabOrder(before, stop)
                before = stop
        self.setTabOrder(before, self.more)

    def _show_more(self) -> None:
        for card in self._cards:
            card.show()
        self.more.hide()
        self._cards[AT_ONCE].setFocus()

    def _select(self, number: int) -> None:
        if number != self._selected:
            self._fold_in()
        self._selected = number
        for place, card in enumerate(self._cards):
            card.selected = place == number

    def _fold_in(self) -> None:
        if self._reckoning is not None:
            self._list.removeWidget(self._reckoning)
            self._reckoning.hide()
            self._reckoning.deleteLater()
            self._reckoning = None
