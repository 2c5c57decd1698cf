"""From when to when an entry is, as the rota means it; what had to be repaired is said."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from planner.clock import DAY
from planner.model.kind import Kind
from planner.model.rota import DailyHours
from planner.rota.entry import Entry, Stamp
from planner.rota.labels import Labels, stated_hours
from planner.rota.parse import BadEntry
from planner.rota.zones import Zones
from planner.spans import HOUR, Span

LONGEST_ALL_DAY = timedelta(days=731)
"""An entry longer than two years is no shift and no leave."""

LONGEST_PLACEHOLDER = HOUR
"""Leave or a day off that is written as a time this short (08:00–09:00) stands for the whole
day."""


_LAST = time(23, 59)
_UNUSUAL = "gives a time in an unusual form (such as 24:00, or a zone beside UTC)"
_MIDNIGHTS = "runs from midnight to midnight; it was taken as all-day"
_PLACEHOLDER = "is a day off with a time of an hour or less; it was taken as the whole day"


@dataclass(frozen=True, slots=True)
class Times:
    """When an entry is: two aware times of one zone, or two dates (the second not included) for an
    all-day entry. ``repairs`` say what the file had wrong, each as the end of a sentence "It …".
    """

    start: datetime | date
    end: datetime | date
    repairs: tuple[str, ...] = ()

    @property
    def all_day(self) -> bool:
        """Whether it is an all-day entry."""
        return not isinstance(self.start, datetime)

    @property
    def span(self) -> Span:
        """The time of a timed entry. Raises ValueError where it ends before it starts."""
        if not isinstance(self.start, datetime) or not isinstance(self.end, datetime):
            raise TypeError("an all-day entry has dates and no span of its own")
        return Span(self.start, self.end)


def times_of(entry: Entry, label: str, labels: Labels, zones: Zones) -> Times:
    """When an entry is. Raises BadEntry where that cannot be told.

    A timed entry that ends at or before its start, on the same date, ends on the next day: so
    nights are often written. Where no end is given that makes sense, the hours that the label
    states or that its kind usually has are used, and the whole date where there are none: what is
    not known is not free. Times from midnight to midnight are dates.
    """
    if entry.start.is_date:
        return _all_day(entry)
    start = zones.aware(entry.start)
    odd = (_UNUSUAL,) if _odd(entry) else ()
    kind = labels.kind(label)
    end, repairs = _timed_end(entry, start, zones)
    if end == start + DAY and repairs and not (kind.is_work or kind is Kind.ON_CALL):
        end = None  # The same time twice is 24 hours of a shift, and no time of anything else.
    if end is not None:
        if end - start > LONGEST_ALL_DAY:
            raise BadEntry(f"lasts {(end - start).days} days, which no entry of a rota does")
        times = _as_dates(start, end, kind, zones.home)
        if times is None:
            return Times(start, end, odd + repairs)
        return Times(times.start, times.end, odd + repairs + times.repairs)
    hours = None if kind.is_leave or kind.is_off else stated_hours(label)
    hours = hours or labels.usual_hours(kind)
    if hours is None:
        day = start.date()
        return Times(day, day + DAY, (*odd, "has no end; it was taken as the whole day"))
    end = _end_by_hours(start, hours)
    words = "usual for its kind" if hours.assumed else "in its title"
    return Times(start, end, (*odd, f"had no end; it ends at {end:%H:%M} by the hours {words}"))


def _as_dates(start: datetime, end: datetime, kind: Kind, home: tzinfo) -> Times | None:
    """A timed entry that means whole dates, None for all others.

    From midnight to midnight (or 23:59), in its own zone or the rota's; shifts that really last so
    long are on-call. A placeholder of leave or of a day off is the whole of its date.
    """
    if kind.is_leave or kind.is_off:
        if end.astimezone(UTC) - start.astimezone(UTC) <= LONGEST_PLACEHOLDER:
            day = start.astimezone(home).date()
            return Times(day, day + DAY, (_PLACEHOLDER,))
    elif kind in (Kind.ON_CALL, Kind.RESIDENT_ON_CALL):
        return None
    for first, last in ((start, end), (start.astimezone(home), end.astimezone(home))):
        whole = first.time() == time.min and (last.time() == time.min or last.time() >= _LAST)
        if whole and last - first <= LONGEST_ALL_DAY:
            after = (last - timedelta.resolution).date() + DAY
            said = () if kind.is_leave or kind.is_off else (_MIDNIGHTS,)
            return Times(first.date(), after, said)
    return None


def _odd(entry: Entry) -> bool:
    return entry.start.repaired or (isinstance(entry.end, Stamp) and entry.end.repaired)


def _all_day(entry: Entry) -> Times:
    first = entry.start.day
    last = first + DAY
    repairs: tuple[str, ...] = ()
    if isinstance(entry.end, timedelta):
        last = max(last, first + timedelta(days=-(-entry.end // DAY)))
    elif entry.end is not None:
        # A time as the end of an all-day entry: its date is included unless it is midnight.
        timed = isinstance(entry.end.at, datetime) and entry.end.at.time() != time.min
        given = entry.end.day + DAY if timed else entry.end.day
        if given < first:
            repairs = ("ended before it started; it was taken as one day",)
        last = max(last, given)
    if last - first > LONGEST_ALL_DAY:
        raise BadEntry(f"lasts {(last - first).days} days, which no entry of a rota does")
    return Times(first, last, repairs)


def _timed_end(
    entry: Entry, start: datetime, zones: Zones
) -> tuple[datetime | None, tuple[str, ...]]:
    """The end in the zone of the start, None where none is given or it lies days before the
    start.
    """
    if entry.end is None:
        return None, ()
    if isinstance(entry.end, timedelta):
        if entry.end <= timedelta(0):
            return None, ("had a length of nothing or less",)
        # Days count on the clock, hours elapse (RFC 5545, 3.3.6).
        days = timedelta(days=entry.end.days)
        end = (start + days).astimezone(UTC) + (entry.end - days)
        return end.astimezone(start.tzinfo), ()
    end = zones.aware(entry.end).astimezone(start.tzinfo)
    if end.astimezone(UTC) > start.astimezone(UTC):
        return end, ()
    if entry.end.is_date or entry.end.day != entry.start.day:
        return None, ("ended before it started",)
    return end + DAY, (f"ended at or before its start; it ends at {end:%H:%M} on the next day",)


def _end_by_hours(start: datetime, hours: DailyHours) -> datetime:
    """Where the hours begin when the entry does, they say when it ends; else only how long it
    is.
    """
    first = datetime.combine(start.date(), hours.start)
    last = datetime.combine(start.date(), hours.end)
    if last <= first:
        last += DAY
    if start.time() == hours.start:
        return last.replace(tzinfo=start.tzinfo)
    end = start.astimezone(UTC) + (last - first)
    return end.astimezone(start.tzinfo)
