"""The same entries seen as a week, a month, a placement or a list."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from planner.clock import DAY, WEEK, days_span, monday
from planner.model.words import dates_words, month_words, week_words
from ui.canvas.content import Entry, WeekContent
from ui.canvas.monthscene import next_month, weeks_of
from ui.canvas.surface import Surface
from ui.canvas.week import WeekView
from ui.icons import Icons
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.canvas.listing import EntryList
    from ui.canvas.month import MonthView
    from ui.canvas.placement import PlacementView

V = TypeVar("V", "WeekView", "MonthView", "PlacementView", "EntryList")


class Seen(StrEnum):
    """How the entries are looked at."""

    WEEK = "week"
    MONTH = "month"
    PLACEMENT = "placement"
    LIST = "list"


class CalendarViews(QStackedWidget):
    """The four views, one at a time; a view is laid out when it is looked at."""

    offer_chosen = Signal(int)
    session_chosen = Signal(str)
    session_opened = Signal(str)
    remove_asked = Signal(str)
    date_wanted = Signal(object)
    week_opened = Signal(object)
    menu_asked = Signal(object, object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._facts: Callable[[Entry], Sequence[str]] | None = None
        self._made: dict[Seen, WeekView | MonthView | PlacementView | EntryList] = {}
        self.week = self._added(Seen.WEEK, WeekView(theme, icons))
        self._shown: tuple[Seen, date] | None = None

    @cached_property
    def month(self) -> "MonthView":
        """The month; like the views below, made when it is first looked at."""
        from ui.canvas.month import MonthView  # noqa: PLC0415 - the window is painted without it

        return self._added(Seen.MONTH, MonthView(self._theme, self._icons))

    @cached_property
    def placement(self) -> "PlacementView":
        """The placement."""
        from ui.canvas.placement import PlacementView  # noqa: PLC0415 - as the month

        return self._added(Seen.PLACEMENT, PlacementView(self._theme, self._icons))

    @cached_property
    def list(self) -> "EntryList":
        """The list."""
        from ui.canvas.listing import EntryList  # noqa: PLC0415 - as the month

        return self._added(Seen.LIST, EntryList(self._theme, self._icons))

    def _added(self, seen: Seen, view: V) -> V:
        self._made[seen] = view
        self.addWidget(view)
        view.offer_chosen.connect(self.offer_chosen)
        view.session_chosen.connect(self.session_chosen)
        view.session_opened.connect(self.session_opened)
        view.remove_asked.connect(self.remove_asked)
        view.date_wanted.connect(self.date_wanted)
        view.week_opened.connect(self.week_opened)
        view.menu_asked.connect(self.menu_asked)
        if self._facts is not None and isinstance(view, Surface):
            view.set_facts(self._facts)
        return view

    def _view(self, seen: Seen) -> "WeekView | MonthView | PlacementView | EntryList":
        match seen:
            case Seen.WEEK:
                return self.week
            case Seen.MONTH:
                return self.month
            case Seen.PLACEMENT:
                return self.placement
            case Seen.LIST:
                return self.list

    @property
    def seen(self) -> Seen:
        """How the entries are looked at now."""
        return next(name for name, view in self._made.items() if view is self.currentWidget())

    @property
    def view(self) -> QWidget:
        """The view that is looked at."""
        return self._made[self.seen]

    def choose(self, seen: Seen) -> None:
        """Look at the entries in another way; the keyboard goes along."""
        had = self.view.hasFocus()
        self.setCurrentWidget(self._view(seen))
        if had:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def stand_on(self, session: str) -> None:
        """Put the keyboard on a session, by its id, where it is painted."""
        if isinstance(self.view, Surface):
            self.view.stand_on(session)

    def set_facts(self, facts: Callable[[Entry], Sequence[str]]) -> None:
        """What else there is to tell of an entry: see `Surface.set_facts`."""
        self._facts = facts
        for view in self._made.values():
            if isinstance(view, Surface):
                view.set_facts(facts)

    def dates(self, day: date, placed: tuple[date, date]) -> tuple[date, date]:
        """The first and the last date that the view shows when it is to show ``day``."""
        match self.seen:
            case Seen.WEEK:
                return monday(day), monday(day) + 6 * DAY
            case Seen.MONTH:
                weeks = weeks_of(day)
                return weeks[0], weeks[-1] + 6 * DAY
            case _:
                return monday(min(day, placed[0])), monday(max(day, placed[1])) + 6 * DAY

    def show_day(
        self, day: date, placed: tuple[date, date], content: WeekContent, zone: ZoneInfo
    ) -> None:
        """Show a date with what is on the dates around it."""
        first, last = self.dates(day, placed)
        match self.seen:
            case Seen.WEEK:
                self.week.set_week(first, zone, content)
            case Seen.MONTH:
                self.month.set_month(day, content, zone)
            case Seen.PLACEMENT:
                self.placement.set_placement((first, last), monday(day), content, zone)
            case Seen.LIST:
                self.list.set_list(days_span(first, last, zone), content, zone)
        if self.seen is not Seen.WEEK and self._shown != (self.seen, day):
            self._made[self.seen].go_to(day)
        self._shown = (self.seen, day)

    def stepped(self, day: date, steps: int) -> date:
        """The date some steps on, or back: weeks, months, or four weeks where all is on view."""
        match self.seen:
            case Seen.WEEK | Seen.LIST:
                return day + steps * WEEK
            case Seen.MONTH:
                month = next_month(day, steps)
                return min(month + timedelta(days=day.day - 1), next_month(month, 1) - DAY)
            case _:
                return day + steps * 4 * WEEK

    def words(self, day: date, placed: tuple[date, date]) -> str:
        """What is on view, in words."""
        match self.seen:
            case Seen.MONTH:
                return month_words(day)
            case Seen.PLACEMENT:
                return dates_words(*placed)
            case _:
                return week_words(monday(day))
