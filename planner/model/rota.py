"""A rota as it was read: shifts, and what was wrong with the entries they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from zoneinfo import ZoneInfo

from planner.clock import clock_span, dates_of, local_date
from planner.model.kind import Kind
from planner.spans import Span, total

Dates = tuple[date, date]
"""The first and the last of a row of dates."""


@dataclass(frozen=True, slots=True)
class DailyHours:
    """The clock hours of work on each day of an all-day entry.

    An end at or before the start is on the next day. ``assumed`` where they are the usual hours of
    the kind and not the rota's own.
    """

    start: time
    end: time
    assumed: bool = False

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{self.end:%H:%M}"


@dataclass(frozen=True, slots=True)
class Shift:
    """One rostered entry of one person, work or not.

    ``span`` is the time as the rota gives it; an all-day entry runs from the local midnight of its
    first date to the local midnight after its last. ``label`` is the entry's own words without the
    person's name. ``occurrence`` tells the occurrences of a recurring entry apart (RECURRENCE-ID,
    as ISO 8601) and is empty elsewhere.
    """

    person: str
    span: Span
    kind: Kind
    label: str
    uid: str = ""
    occurrence: str = ""
    all_day: bool = False
    daily: DailyHours | None = None
    place: str = ""

    def work(self, zone: ZoneInfo) -> tuple[Span, ...]:
        """When the person is at work, as the working-time rules count it.

        Nothing for leave, days off, on-call from home and unknown kinds.
        """
        return self.rostered(zone) if self.kind.is_work else ()

    def rostered(self, zone: ZoneInfo) -> tuple[Span, ...]:
        """The times that the entry takes up, whatever its kind.

        Its span, or the daily hours of each date for an all-day entry that has them.
        """
        if not self.all_day or self.daily is None:
            return (self.span,)
        hours = self.daily
        return tuple(
            clock_span(day, hours.start, hours.end, zone) for day in dates_of(self.span, zone)
        )

    def hours(self, zone: ZoneInfo) -> float | None:
        """Elapsed hours that the entry takes up.

        0 for an all-day entry on which nobody works, None for one whose hours are not known.
        """
        if self.all_day and self.daily is None:
            return 0.0 if self.kind.is_leave or self.kind.is_off else None
        return total(self.rostered(zone)) / timedelta(hours=1)


class Done(StrEnum):
    """What the reader did about a problem."""

    LEFT_OUT = "left out"
    REPAIRED = "repaired"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something odd in a rota: where it stands (entry, line), what it is, what was done."""

    where: str
    what: str
    done: Done


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says of entries whatever the dates of its shifts are.

    ``series``: by UID, the dates between which the file says when a recurring entry takes place and
    when it does not. ``cancelled``: UID and local date of single entries that it cancels.
    """

    series: Mapping[str, tuple[Dates, ...]] = field(default_factory=dict)
    cancelled: frozenset[tuple[str, date]] = frozenset()

    def of(self, shift: Shift, zone: ZoneInfo) -> bool:
        """Whether a shift of an earlier reading that is not in this file is gone by its word."""
        if not shift.uid:
            return False
        day = local_date(shift.span.start, zone)
        followed = self.series.get(shift.uid, ()) if shift.occurrence else ()
        return (shift.uid, day) in self.cancelled or any(a <= day <= b for a, b in followed)


NOTHING_TOLD = Told()


@dataclass(frozen=True)
class Reading:
    """One look at a rota. Shifts are sorted by start, then end, person and label; never edited.

    ``guesses`` say, in sentences, how a file was understood that does not say itself how it is to
    be read: a spreadsheet's layout, the order of its dates, its legend. ``told`` belongs to a file
    that was just read; it is not stored.
    """

    title: str
    zone: ZoneInfo
    shifts: tuple[Shift, ...]
    problems: tuple[Problem, ...] = ()
    guesses: tuple[str, ...] = ()
    told: Told = field(default=NOTHING_TOLD, compare=False, repr=False)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The people named in the rota, sorted; empty where it names nobody."""
        people = set(map(attrgetter("person"), self.shifts))
        return tuple(sorted(people - {""}))

    @cached_property
    def covers(self) -> Dates | None:
        """The first and the last local date that the rota speaks of, None for an empty one."""
        return covers(self.shifts, self.zone)


def covers(shifts: tuple[Shift, ...], zone: ZoneInfo) -> Dates | None:
    """The first and the last local date on which an entry starts, None where there are none.

    All-day entries count to their last date.
    """
    if not shifts:
        return None
    starts = list(map(attrgetter("span.start"), shifts))
    ends = [shift.span.end - timedelta.resolution for shift in shifts if shift.all_day]
    return local_date(min(starts), zone), local_date(max(starts + ends), zone)


@dataclass(frozen=True, slots=True)
class RotaFile:
    """A file as it came: its name (without folders) and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class StoredReading:
    """A reading that the store keeps: the reading as it was read, when, and under which number."""

    id: int
    read_at: datetime
    reading: Reading


Corrections = Mapping[str, Kind]
"""The user's word for labels: normalised label (`planner.rota.labels.label_key`) → kind."""
