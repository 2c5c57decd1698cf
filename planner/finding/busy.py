"""The calendar of somebody who goes by appointments: when they are busy, as RFC 5545 has it.

An entry takes up time unless it says that it does not (TRANSP:TRANSPARENT) or is cancelled. That is
not so in a rota, where what is marked as transparent is work all the same: rotas are read by
`planner.rota`. Nothing of what somebody does is kept: no title, no place, no people.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.clock import DAY, dates_of, days_span
from planner.model.rota import Done, RotaFile
from planner.rota.components import Component, content_lines, split
from planner.rota.content import Property, name_of, property_of, text_of
from planner.rota.entry import Entry, Stamp, Until
from planner.rota.expand import MOST_OCCURRENCES, Dated, Occurrence, expand
from planner.rota.parse import (
    LIBRARY_FAULTS,
    BadEntry,
    calendar_info,
    parse_entry,
    parse_stamp,
)
from planner.rota.text import calendar_text
from planner.rota.times import Times
from planner.rota.zones import Zones, home_zone
from planner.spans import Span, minus, overlap, union

_NO_NAMES = frozenset({"", "calendar", "kalender", "calendrier"})
"""What programs call a calendar that nobody gave a name."""

Properties = dict[str, list[Property]]


@dataclass(frozen=True, slots=True)
class BusyCalendar:
    """When one person is busy, and for which times anybody can tell; both sorted, apart.

    ``known`` runs from the first to the last date that the calendar speaks of, and over the periods
    for which it publishes free and busy times; outside of it nothing is known. ``unread`` counts
    entries that could not be read: they may lie anywhere.
    """

    name: str
    busy: tuple[Span, ...]
    known: tuple[Span, ...]
    unread: int = 0

    def free(self, within: Iterable[Span]) -> list[Span]:
        """The parts of ``within`` in which the person is known not to be busy."""
        return minus(overlap(within, self.known), self.busy)


def read_busy(file: RotaFile, zone: ZoneInfo, until: date) -> BusyCalendar:
    """The busy times in a calendar file.

    Times without a zone, and all-day entries, are in the zone that the calendar states, else the
    one that most of its entries name, else ``zone``. Entries that repeat without an end are
    followed to ``until``, included. A calendar without entries is of somebody of whom nothing is
    known. Raises UnreadableInput for what is no calendar.
    """
    return _Reader(file, zone, until).read()


class _Reader:
    """One calendar file on its way to busy times."""

    def __init__(self, file: RotaFile, zone: ZoneInfo, until: date) -> None:
        self._text = calendar_text(file)
        self._parts = split(self._text)
        self._until = until
        self._infos = [calendar_info(head, 0) for head in self._parts.calendars]
        self._file = file.name
        self._entries: list[Entry] = []
        self._free: set[int] = set()
        self._busy: list[Span] = []
        self._known: list[Span] = []
        self._doubtful: list[Span] = []
        self._unread = 0
        self._take_entries()
        self._zones = Zones(self._home(zone), self._parts.zones)

    def read(self) -> BusyCalendar:
        """The busy times."""
        for occurrence in self._occurrences():
            self._take(occurrence)
        for lines in _published(self._text):
            self._take_published(lines)
        known = minus(self._spoken_of(), self._doubtful)
        return BusyCalendar(self._name(), tuple(union(self._busy)), tuple(known), self._unread)

    def _take_entries(self) -> None:
        for component in self._parts.events:
            try:
                entry = parse_entry(component, calendar=component.calendar)
            except (BadEntry, *LIBRARY_FAULTS):
                self._unread += 1
                continue
            cancels = self._infos[component.calendar].cancels
            if entry.cancelled or cancels or _is_transparent(component):
                self._free.add(len(self._entries))
            self._entries.append(entry)

    def _home(self, zone: ZoneInfo) -> ZoneInfo:
        said = any(info.zone for info in self._infos)
        named = any(entry.start.tzid not in ("", "UTC") for entry in self._entries)
        return home_zone(self._infos, self._entries) if said or named else zone

    def _name(self) -> str:
        name = next((info.name for info in self._infos if info.name), "")
        if name.casefold() in _NO_NAMES:
            name = self._file.rsplit(".", 1)[0] if "." in self._file[1:] else self._file
        return name

    def _occurrences(self) -> Iterator[Occurrence]:
        """Every time that an entry takes place, those that take up no time included."""
        newest = _newest(self._entries)
        plain: list[Dated] = []
        series: list[Dated] = []
        repeating = {entry.uid for entry in self._entries if entry.repeats}
        for index in newest:
            entry = self._entries[index]
            try:
                dated = Dated(index, entry, _times_of(entry, self._zones))
            except (BadEntry, OverflowError, ValueError):
                self._unread += 1
                self._doubt(entry.start.day, entry.start.day)
                continue
            replaces = entry.instead_of is not None and entry.uid in repeating
            (series if entry.repeats or replaces else plain).append(dated)
        yield from (Occurrence(dated.index, dated.times, "") for dated in plain)
        expanded = expand(series, self._zones, self._until)
        yield from expanded.occurrences
        for index, _, done in expanded.faults:
            # A rule that cannot be followed: from its first date on nobody knows.
            if done is Done.REPAIRED or len(expanded.occurrences) >= MOST_OCCURRENCES:
                self._doubt(self._entries[index].start.day, self._until)

    def _doubt(self, first: date, last: date) -> None:
        if first <= last:
            self._doubtful.append(days_span(first, last, self._zones.home))

    def _take(self, occurrence: Occurrence) -> None:
        span = _span_of(occurrence.times, self._zones.home)
        days = list(dates_of(span, self._zones.home))
        self._known.append(days_span(days[0], days[-1], self._zones.home))
        if occurrence.index not in self._free and span.duration > timedelta.resolution:
            self._busy.append(span)

    def _take_published(self, lines: Sequence[str]) -> None:
        """The free and busy times that somebody published (VFREEBUSY)."""
        found: Properties = {}
        for line in lines:
            prop = property_of(line)
            if prop is not None:
                found.setdefault(name_of(line), []).append(prop)
        first, last = (self._instant(found.get(name, ())) for name in ("DTSTART", "DTEND"))
        periods = [prop.value for prop in found.get("FREEBUSY", ()) if _is_busy(prop)]
        spans = [span for text in periods for span in self._periods(text)]
        self._busy += spans
        if first is not None and last is not None and first < last:
            self._known.append(Span(first, last))
        else:
            self._known += spans

    def _periods(self, text: str) -> Iterator[Span]:
        """Periods as calendars write them, each two times or a time and a length."""
        # They are written as those of extra dates are, which the rota's reader understands.
        lines = ["DTSTART:19700101T000000Z", f"RDATE;VALUE=PERIOD:{text}"]
        recurrence = parse_entry(Component(0, 0, lines)).recurrence
        for start, end in recurrence.extra if recurrence else ():
            span = self._span(start, end)
            self._unread += span is None
            if span is not None:
                yield span

    def _span(self, start: Stamp, end: Until) -> Span | None:
        begin = self._zones.aware(start).astimezone(UTC)
        if isinstance(end, Stamp):
            finish = self._zones.aware(end).astimezone(UTC)
        else:
            finish = begin + (end or timedelta(0))
        return Span(begin, finish) if begin < finish else None

    def _instant(self, found: Sequence[Property]) -> datetime | None:
        stamps = [parse_stamp(prop.value, prop.params.get("TZID", "")) for prop in found]
        return next((self._zones.aware(stamp) for stamp in stamps if stamp is not None), None)

    def _spoken_of(self) -> list[Span]:
        """From the first to the last date of the entries, and the periods that were published."""
        known = union(self._known)
        if not self._entries or not known:
            return known
        return union([*known, Span(known[0].start, known[-1].end)])


def _published(text: str) -> Iterator[list[str]]:
    """The lines of each VFREEBUSY of a calendar."""
    inside: list[str] | None = None
    for _, line in content_lines(text):
        mark = line.strip().upper()
        if mark == "BEGIN:VFREEBUSY":
            inside = []
        elif mark == "END:VFREEBUSY":
            if inside is not None:
                yield inside
            inside = None
        elif inside is not None:
            inside.append(line)


def _is_busy(prop: Property) -> bool:
    """Whether a published period is one of busy time, tentative and away included (3.2.9)."""
    return prop.params.get("FBTYPE", "BUSY").upper() != "FREE"


def _is_transparent(component: Component) -> bool:
    """Whether an entry takes up no time of its owner's: by TRANSP (3.8.2.7), and as Outlook says it
    beside or instead of that.
    """
    said: dict[str, str] = {}
    for line in component.lines:
        name = name_of(line)
        if name in ("TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"):
            prop = property_of(line)
            said[name] = text_of(prop.value).upper() if prop is not None else ""
    return said.get("TRANSP") == "TRANSPARENT" or said.get("X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"


def _newest(entries: Sequence[Entry]) -> list[int]:
    """The numbers of the entries, without older versions of one that stands in the file again."""
    newest: dict[tuple[str, Stamp | None, str], int] = {}
    for entry in entries:
        key = (entry.uid, entry.instead_of, entry.summary)
        newest[key] = max(newest.get(key, 0), entry.sequence)
    return [
        number
        for number, entry in enumerate(entries)
        if not entry.uid or entry.sequence == newest[entry.uid, entry.instead_of, entry.summary]
    ]


def _times_of(entry: Entry, zones: Zones) -> Times:
    """When an entry is; one without an end takes up its date, or no time at all where it has a
    clock time (3.6.1). Raises BadEntry where it ends before it starts.
    """
    end = entry.end
    if entry.start.is_date:
        first = entry.start.day
        last = first + DAY
        if isinstance(end, Stamp):
            timed = isinstance(end.at, datetime) and end.at.time() != time.min
            last = max(last, end.day + timedelta(days=timed))
        elif end is not None:
            last = max(last, first + timedelta(days=-(-end // DAY)))
        return Times(first, last)
    start = zones.aware(entry.start)
    if isinstance(end, Stamp):
        finish = zones.aware(end).astimezone(start.tzinfo)
    else:
        # Days count on the clock, hours elapse (3.3.6).
        length = end or timedelta(0)
        days = timedelta(days=length.days)
        finish = ((start + days).astimezone(UTC) + (length - days)).astimezone(start.tzinfo)
    if finish.astimezone(UTC) < start.astimezone(UTC):
        raise BadEntry("ends before it starts")
    return Times(start, finish)


def _span_of(times: Times, home: ZoneInfo) -> Span:
    """The time of an occurrence; a moment of one that takes up none."""
    if not isinstance(times.start, datetime) or not isinstance(times.end, datetime):
        return days_span(times.start, times.end - DAY, home)
    start, end = times.start.astimezone(UTC), times.end.astimezone(UTC)
    return Span(start, max(end, start + timedelta.resolution))
