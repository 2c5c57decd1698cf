"""One of several people: when they are free, busy, or unknown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.clock import BankHolidays, CoreHours, dates, dates_of
from planner.finding.situation import Situation
from planner.finding.timeline import Timeline
from planner.finding.why import WhyNot, headroom
from planner.finding.windows import Cause, Days, Window, is_unknown
from planner.model.rota import Shift
from planner.model.session import Where
from planner.model.words import clock_words, day_words
from planner.rules import Headroom
from planner.spans import Span, overlap, union

if TYPE_CHECKING:
    from planner.finding.busy import BusyCalendar


class Known(StrEnum):
    """Why somebody is not counted as free."""

    BUSY = "busy"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to meet: a rota with its rules, a calendar, both, or nothing that is known.

    ``needed`` where no time without them will do.
    """

    name: str
    situation: Situation | None = None
    calendar: "BusyCalendar | None" = None
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who is not free, or of whom nobody knows whether they are; why, in a sentence.

    Of a calendar only times are told, never what somebody does.
    """

    name: str
    known: Known
    why: str


@dataclass(frozen=True, slots=True)
class Hours:
    """The dates and hours in which people without a rota meet."""

    first: date
    last: date
    zone: ZoneInfo
    core: CoreHours
    holidays: BankHolidays

    def spans(self) -> list[Span]:
        """The core hours of every date but bank holidays."""
        return [
            span
            for day in dates(self.first, self.last)
            if self.holidays.name(day) is None
            and (span := self.core.on(day, self.zone)) is not None
        ]


class Attending:
    """A person, ready to be asked about times.

    ``free`` are the spans in which they are free, exact, sorted and apart.
    """

    def __init__(self, person: Person, hours: Hours) -> None:
        self.person = person
        self._hours = hours
        self._days: Days | None = None
        self._windows: Timeline[Window] = Timeline(())
        self._room: Headroom | None = None
        self._why_not: WhyNot | None = None
        self._lawful: dict[Span, bool] = {}
        self.free = self._free()

    def keeps_rules(self, span: Span) -> bool:
        """Whether a time in which they are free also keeps the rules of their rota."""
        situation = self.person.situation
        if situation is None or not self._adds_work(span):
            return True
        if span not in self._lawful:
            self._lawful[span] = self._rules(situation).verdict(span).safe
        return self._lawful[span]

    def needs_cover(self, span: Span) -> bool:
        """Whether somebody has to stand in for them."""
        return any(each.needs_cover for each in self._windows.over(span))

    def missing(self, span: Span) -> Missing:
        """Why they are not counted as free in a span."""
        name, situation, calendar = self.person.name, self.person.situation, self.person.calendar
        if situation is None and calendar is None:
            return Missing(name, Known.UNKNOWN, "Nothing is known of their time.")
        if calendar is not None:
            busy = overlap([span], calendar.busy)
            if busy:
                times = ", ".join(clock_words(each, self._hours.zone) for each in busy)
                return Missing(name, Known.BUSY, f"Busy {times}.")
            if situation is None and overlap([span], self._hours.spans()) != [span]:
                return Missing(name, Known.BUSY, "Outside core hours.")
        if situation is not None:
            against = self._against(situation, span)
            if against:
                known = Known.UNKNOWN if self._is_unknown(span) else Known.BUSY
                return Missing(name, known, f"{against[0].rstrip('.')}.")
        day = day_words(next(iter(dates_of(span, self._hours.zone))))
        return Missing(name, Known.UNKNOWN, f"Their calendar says nothing of {day}.")

    def _free(self) -> list[Span]:
        situation, calendar = self.person.situation, self.person.calendar
        if situation is not None:
            self._days = Days(situation)
            every = dates(self._hours.first, self._hours.last)
            found = [window for day in every for window in self._days.windows(day)]
            self._windows = Timeline(found)
            free = union(window.span for window in found)
        elif calendar is not None:
            free = self._hours.spans()
        else:
            return []
        return free if calendar is None else calendar.free(free)

    def _rules(self, situation: Situation) -> Headroom:
        if self._room is None:
            self._room = headroom(situation)
        return self._room

    def _against(self, situation: Situation, span: Span) -> tuple[str, ...]:
        if self._why_not is None:
            self._why_not = WhyNot(situation, self._days, self._rules(situation))
        return self._why_not.of(span)

    def _adds_work(self, span: Span) -> bool:
        return any(each.where is Where.FREE for each in self._windows.over(span))

    def _is_unknown(self, span: Span) -> bool:
        """Whether all that keeps a span from being free is that nobody knows."""
        if self._days is None:
            return False
        blocks = [
            block
            for day in dates_of(span, self._hours.zone)
            for block in self._days.on(day).blocks
            if block.span.overlaps(span)
        ]
        return bool(blocks) and all(
            block.cause is Cause.OUTSIDE_ROTA
            or (isinstance(block.subject, Shift) and is_unknown(block.subject))
            for block in blocks
        )
