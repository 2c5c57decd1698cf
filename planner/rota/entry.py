"""One entry of a calendar, its times still as the file writes them.

The seam between reading and understanding: whatever reads a file makes entries, and everything
after (people, kinds, zones, recurrences) works on entries alone.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date, or a clock time (a naive datetime) with the zone that the file names for it.

    ``tzid`` is empty for floating times and dates, "UTC" for those written with a Z. ``repaired``
    marks a spelling that the standard does not know, such as 24:00.
    """

    at: date | datetime
    tzid: str = ""
    repaired: bool = False

    @property
    def is_date(self) -> bool:
        """Whether it is a date without a time."""
        return not isinstance(self.at, datetime)

    @property
    def day(self) -> date:
        """The date on the clock of its own zone."""
        return self.at.date() if isinstance(self.at, datetime) else self.at


Until = Stamp | timedelta | None
"""Where an entry or an extra date ends: a time, a length, or not said."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How an entry repeats, or which occurrence of another entry it stands for.

    ``extra`` are further starts (RDATE), each with its own end where it has one; ``without`` are
    starts that fall out (EXDATE), ``not_rules`` rules whose starts do (EXRULE).
    ``instead_of`` is the start that this entry replaces (RECURRENCE-ID), with all later ones where
    ``and_later``. ``unread`` are values of all these that are no dates or times, as written.
    """

    rules: tuple[str, ...] = ()
    extra: tuple[tuple[Stamp, Until], ...] = ()
    without: tuple[Stamp, ...] = ()
    instead_of: Stamp | None = None
    and_later: bool = False
    not_rules: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def repeats(self) -> bool:
        """Whether it makes a series of its own."""
        named = self.rules or self.extra or self.without or self.unread
        return self.instead_of is None and bool(named)


PEOPLE_PROPERTIES = ("ATTENDEE", "CATEGORIES", "ORGANIZER")
"""The properties that may name whose entry it is, the most telling first."""


class Entry(NamedTuple):
    """One entry of a rota as it was written. A tuple, for they are made by the ten thousand.

    ``file`` and ``calendar`` are indices (calendars counted over all files), ``line`` is where the
    entry begins in its file. ``changed`` is when it was last changed, as written, for telling two
    versions apart. ``people`` are the names that it gives outside its title, by the property that
    gives them (`PEOPLE_PROPERTIES`). ``person`` is whose it is where a table says so by itself.
    """

    summary: str
    start: Stamp
    end: Until
    uid: str = ""
    place: str = ""
    cancelled: bool = False
    sequence: int = 0
    changed: str = ""
    recurrence: Recurrence | None = None
    people: tuple[tuple[str, str], ...] = ()
    file: int = 0
    calendar: int = 0
    line: int = 0
    person: str = ""

    @property
    def repeats(self) -> bool:
        """Whether it makes a series of its own."""
        return self.recurrence is not None and self.recurrence.repeats

    @property
    def instead_of(self) -> Stamp | None:
        """The start that this entry replaces in a series, None for all others."""
        return None if self.recurrence is None else self.recurrence.instead_of


@dataclass(frozen=True, slots=True)
class CalendarInfo:
    """What a calendar says of itself; empty where it says nothing."""

    file: int
    name: str = ""
    zone: str = ""
    cancels: bool = False
