"""Finds a time with others: colleagues of the rota, and people whose calendar is a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QSpinBox, QVBoxLayout, QWidget

from planner.finding import BusyCalendar, Gathering, Meeting, Person, read_busy, together
from planner.finding.together import MOST_PEOPLE
from planner.model.words import hours_words, span_words
from planner.rota import load_file
from planner.workspace import Book
from ui.build import (
    HoursEntry,
    button,
    card,
    column,
    date_entry,
    emptied,
    enter,
    entered,
    field,
    row,
    scrolling,
    sized,
    still,
    text,
)
from ui.kit import Kit

SLOT, READ_SLOT = "together", "calendars"
PAUSE = 200
"""Milliseconds without a change before a search starts."""


@dataclass(frozen=True)
class Wish:
    """What the time is for, and how long it is to be at first."""

    purpose: str
    hours: float
    last: date


class TogetherDialog(QDialog):
    """Who is to be there, how long, and the times that suit; a time can be booked at once.

    ``booked`` carries the time that was booked.
    """

    booked = Signal(object)

    def __init__(self, kit: Kit, wish: Wish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("A time with others")
        self._kit = kit
        self._wish = wish
        self._people: list[tuple[Person, QCheckBox]] = []
        self.found: tuple[Meeting, ...] = ()
        self.books: list[QWidget] = []
        self.hours = HoursEntry(0.25, 24)
        self.hours.setValue(wish.hours)
        self.by = date_entry(wish.last)
        enter(self.by, wish.last)
        self.missing = QSpinBox()
        self.missing.setRange(0, 0)
        still(self.missing)
        self._names, self._times = _list(4), _list(8)
        self._said = text("", "muted")
        self.add = button("Add somebody's calendar…", self._ask_calendars)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.search)
        self._lay_out()
        for person in kit.ask.colleagues():
            self._add(person, ticked=False)
        self._settle()
        for changed in (self.hours.valueChanged, self.missing.valueChanged, self.by.dateChanged):
            changed.connect(lambda _: self._pause.start())
        self.finished.connect(lambda _: self._stop())

    @property
    def said(self) -> str:
        """What is said over the times."""
        return self._said.text()

    @property
    def names(self) -> dict[str, QCheckBox]:
        """The others who can be asked for, by name."""
        return {person.name: tick for person, tick in self._people}

    def search(self) -> None:
        """Look for times off the window's thread."""
        self._pause.stop()
        asked = self._asked()
        placement, zone = self._kit.ask.placement(), self._kit.zone
        if placement is None or zone is None or len(asked) < 2:
            self._kit.jobs.cancel(SLOT)
            self._show(())
            self._say("Tick who is to be there, or add the calendar of somebody without a rota.")
            return
        first = max(self._kit.today(zone), placement.first)
        last = min(entered(self.by), placement.last)
        if last < first:
            self._kit.jobs.cancel(SLOT)
            self._show(())
            ended = placement.last < first
            self._say(
                "The placement is over: give the dates of the next one in Settings."
                if ended
                else "The latest day lies before the first: choose a later one."
            )
            return
        gathering = self._gathering(zone, first, last)
        self._say("Looking…")
        work = partial(together, asked, gathering)
        self._kit.jobs.start(
            SLOT, "Looking for a time…", lambda *_: work(), self._arrived, self._failed
        )

    def take_calendars(self, paths: Sequence[Path]) -> None:
        """Read calendar files off the window's thread; each is of somebody to meet."""
        zone = self._kit.zone
        if zone is None or not paths:
            return
        until = entered(self.by)
        placement = self._kit.ask.placement()
        work = partial(
            _read, tuple(paths), zone, max(until, placement.last if placement else until)
        )
        self._kit.jobs.start(
            READ_SLOT, "Reading calendars…", lambda *_: work(), self._read, self._failed
        )

    def _asked(self) -> list[Person]:
        ticked = [person for person, tick in self._people if tick.isChecked()]
        return [self._kit.ask.oneself(), *ticked]

    def _gathering(self, zone: ZoneInfo, first: date, last: date) -> Gathering:
        situation = self._kit.ask.situation()
        return Gathering(
            self.hours.value(),
            first,
            last,
            zone,
            missing=self.missing.value(),
            core=situation.core,
            holidays=situation.holidays,
        )

    def _ask_calendars(self) -> None:
        self.take_calendars(self._kit.choosers.calendars(self))

    def _read(self, calendars: list[BusyCalendar]) -> None:
        for calendar in calendars:
            self._add(Person(calendar.name, calendar=calendar), ticked=True)
        unread = sum(calendar.unread for calendar in calendars)
        self._settle()
        if unread:
            count = "One entry" if unread == 1 else f"{unread} entries"
            self._kit.say(f"{count} could not be read: they may lie anywhere.")

    def _add(self, person: Person, *, ticked: bool) -> None:
        known = self.names
        name, number = person.name, 2
        while name in known:
            name, number = f"{person.name} ({number})", number + 1
        tick = QCheckBox(name.replace("&", "&&"))
        tick.setAccessibleName(name)
        tick.setChecked(ticked)
        tick.toggled.connect(lambda _: self._settle())
        self._people.append((replace(person, name=name), tick))
        self._names.addWidget(tick)

    def _settle(self) -> None:
        asked = len(self._asked())
        self.missing.setMaximum(max(0, asked - 2))
        self.missing.setEnabled(asked > 2)
        self.add.setEnabled(len(self._people) < MOST_PEOPLE - 1)
        self._pause.start()

    def _arrived(self, found: tuple[Meeting, ...]) -> None:
        self._show(found)
        hours = hours_words(self.hours.value())
        self._say("" if found else f"No {hours} suit everybody up to then: ask for less, or later.")

    def _failed(self, error: Exception) -> None:
        self._show(())
        self._say("")
        self._kit.tell(error)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _show(self, found: tuple[Meeting, ...]) -> None:
        self.found, self.books = found, []
        emptied(self._times)
        zone = self._kit.zone
        for meeting in found:
            if zone is not None:
                self._times.addWidget(self._card(meeting, zone))
        self._times.addStretch(1)

    def _card(self, meeting: Meeting, zone: ZoneInfo) -> QWidget:
        when = span_words(meeting.span, zone)
        words = "Everybody is free" if not meeting.missing else f"{len(meeting.free)} are free"
        cover = f" · ward cover for {', '.join(meeting.cover)}" if meeting.cover else ""
        lines = [text(f"{words}{cover}", "muted")]
        lines += [
            text(f"Without {each.name} ({each.known.value}): {each.why}")
            for each in meeting.missing
        ]
        book = button("Book", partial(self._book, meeting), "primary")
        book.setAccessibleName(f"Book {when}")
        self.books.append(book)
        head = row(text(when, "strong"), book)
        head.setStretch(0, 1)
        made = card(head, *lines, gap=4)
        made.setAccessibleName(f"{when}. {'. '.join(line.text() for line in lines)}")
        return made

    def _book(self, meeting: Meeting) -> None:
        if self._kit.controller.do(Book(meeting.span, self._wish.purpose)) is not None:
            self.booked.emit(meeting)
            self.accept()

    def _stop(self) -> None:
        self._pause.stop()
        for slot in (SLOT, READ_SLOT):
            self._kit.jobs.cancel(slot)

    def _lay_out(self) -> None:
        people, times = QWidget(), QWidget()
        people.setLayout(column(self._names, 1))
        times.setLayout(column(self._said, self._times))
        left = column(
            row(text("With", "strong", wrap=False), 1, self.add),
            scrolling(people),
            field("May be missing", self.missing),
        )
        left.setStretch(1, 1)
        right = column(
            row(field("How long", self.hours), field("Latest day", self.by), 1), scrolling(times)
        )
        right.setStretch(1, 1)
        both = row(left, right, gap=24)
        both.setStretch(0, 2)
        both.setStretch(1, 3)
        whole = column(
            text("A time with others", "heading"),
            text(
                "Rotas and calendars stay on this computer. Who is not known to be free is never "
                "taken as free.",
                "muted",
            ),
            both,
            row(1, button("Close", self.reject)),
            gap=12,
        )
        whole.setStretch(2, 1)
        whole.setContentsMargins(24, 20, 24, 16)
        self.setLayout(whole)
        line = self.fontMetrics().height()
        sized(self, line * 46, line * 32)


def _read(paths: Sequence[Path], zone: ZoneInfo, until: date) -> list[BusyCalendar]:
    return [read_busy(load_file(path), zone, until) for path in paths]


def _list(gap: int) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(gap)
    return made
