"""Recurring entries → their occurrences, through `recurring_ical_events`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from planner.clock import DAY
from planner.model.rota import Done
from planner.rota.entry import Entry, Stamp
from planner.rota.parse import LIBRARY_FAULTS, parse_stamp
from planner.rota.times import Times
from planner.rota.zones import Zones

if TYPE_CHECKING:
    from icalendar import Event
    from icalendar.prop import vRecur

MOST_OCCURRENCES = 10_000
"""Occurrences that the recurring entries of one rota may have together; beyond, they are left
out."""

LONGEST_SERIES = timedelta(days=3660)
"""How far after its start a series that ends by itself is followed."""

UNBOUNDED = timedelta(days=400)
"""How far after the latest other start a series without an end is followed, unless said
otherwise."""

_TOO_FAST = ("SECONDLY", "MINUTELY")
_CHUNK = timedelta(days=400)
_MARK = "X-ENTRY"
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Dated:
    """An entry with its times; ``index`` is its place among the entries of the rota."""

    index: int
    entry: Entry
    times: Times


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence: the entry that describes it, its times, and which occurrence it is (its start
    as planned by the series, ISO 8601).
    """

    index: int
    times: Times
    id: str


@dataclass(frozen=True, slots=True)
class Expanded:
    """The occurrences, and what was wrong with series: the entry's index, what, what was done."""

    occurrences: tuple[Occurrence, ...]
    faults: tuple[tuple[int, str, Done], ...]


class _BadRule(Exception):
    """A rule that cannot be followed; the message ends the sentence "It repeats …"."""


def default_until(entries: Sequence[Entry]) -> date:
    """400 days after the latest start among the entries that do not repeat without an end, or of
    those that do where there are no others.
    """
    bounded = [entry.start.day for entry in entries if not _unbounded(entry)]
    latest = max(bounded or [entry.start.day for entry in entries], default=date.min)
    return min(latest, date.max - 2 * UNBOUNDED) + UNBOUNDED


def occurrence_id(at: datetime | date) -> str:
    """How an occurrence is told from others of its series: its planned start, times in UTC."""
    return at.astimezone(UTC).isoformat() if isinstance(at, datetime) else at.isoformat()


def expand(entries: Sequence[Dated], zones: Zones, until: date) -> Expanded:
    """The occurrences of recurring entries (and of the entries that replace single ones).

    Series without an end are followed to ``until`` (included), others for at most `LONGEST_SERIES`;
    all together to `MOST_OCCURRENCES`. A series whose rule cannot be followed keeps its first
    entry, and a fault says so. The order of ``entries`` makes no difference.
    """
    found: list[Occurrence] = []
    faults: list[tuple[int, str, Done]] = []
    for series in _series(entries):
        master = series[0]
        if len(found) >= MOST_OCCURRENCES:
            faults.append((master.index, _too_many(), Done.LEFT_OUT))
            continue
        try:
            occurrences = _occurrences(series, zones, until, MOST_OCCURRENCES - len(found))
        except (_BadRule, *LIBRARY_FAULTS) as error:
            words = str(error) if isinstance(error, _BadRule) else "by a rule that cannot be read"
            what = f"It repeats {words}; only what stands in the file was kept."
            faults.append((master.index, what, Done.REPAIRED))
            found += [_as_written(item, zones) for item in series]
            continue
        if len(found) + len(occurrences) >= MOST_OCCURRENCES:
            faults.append((master.index, _too_many(), Done.LEFT_OUT))
        if not occurrences:
            faults.append((master.index, "It takes out every one of its own dates.", Done.LEFT_OUT))
        found += occurrences
    return Expanded(tuple(found), tuple(faults))


def _too_many() -> str:
    return f"It repeats too often; of a rota's repetitions {MOST_OCCURRENCES:,} are read in all."


def _series(entries: Sequence[Dated]) -> list[list[Dated]]:
    """Each repeating entry, first, with the entries that replace occurrences of it.

    Where several repeating entries share a UID, a replacement belongs to the one that started last
    before the start that it replaces.
    """
    masters: dict[tuple[int, str], list[list[Dated]]] = defaultdict(list)
    for dated in sorted((item for item in entries if item.entry.repeats), key=_order):
        masters[dated.entry.file, dated.entry.uid].append([dated])
    for dated in sorted((item for item in entries if not item.entry.repeats), key=_order):
        replaced = dated.entry.instead_of
        candidates = masters.get((dated.entry.file, dated.entry.uid))
        if replaced is None or not candidates:
            raise ValueError("a replacement without its series is no part of a recurrence")
        earlier = [item for item in candidates if item[0].entry.start.day <= replaced.day]
        (earlier or candidates[:1])[-1].append(dated)
    return [series for group in masters.values() for series in group]


def _order(dated: Dated) -> tuple[date, str, str, str]:
    """The entry changed last comes first: the library keeps the first of equal SEQUENCE."""
    entry = dated.entry
    newest = "".join(chr(0x10FFFF - ord(char)) for char in entry.changed)
    return entry.start.day, newest, repr(entry.start), entry.summary


def _as_written(dated: Dated, zones: Zones) -> Occurrence:
    replaced = dated.entry.instead_of
    start = dated.times.start if replaced is None else _value(replaced, dated.times, zones)
    return Occurrence(dated.index, dated.times, occurrence_id(start))


def _occurrences(series: Sequence[Dated], zones: Zones, until: date, room: int) -> list[Occurrence]:
    from icalendar import Calendar
    from recurring_ical_events import of

    master = series[0]
    calendar = Calendar()
    for dated in series:
        calendar.add_component(_component(dated, master, zones))
    query = of(calendar, components=["VEVENT"])
    days = [item.times.start for item in series] + [item.times.end for item in series]
    first = min(_day(at) for at in days) - DAY
    last = until if _unbounded(master.entry) else _day(master.times.start) + LONGEST_SERIES
    last = max(last, *(_day(item.times.end) for item in series[1:])) if series[1:] else last
    found: dict[tuple[str, str], Occurrence] = {}
    used: set[str] = set()
    for start, end in _chunks(first, last + DAY):
        for event in query.between(start, end):
            times = Times(event["DTSTART"].dt, event["DTEND"].dt)
            planned, begins = occurrence_id(event["RECURRENCE-ID"].dt), occurrence_id(times.start)
            if (planned, begins) in found or _day(times.start) > last:
                continue
            # After a change of "this and later", the library gives all of them one RECURRENCE-ID.
            name = begins if planned in used else planned
            used.add(name)
            found[planned, begins] = Occurrence(int(event[_MARK]), times, name)
        if len(found) >= room:
            break
    return sorted(found.values(), key=lambda item: item.id)[:room]


def _chunks(first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
    start = datetime.combine(first, time.min, UTC)
    end = datetime.combine(last, time.min, UTC) + DAY
    while start < end:
        yield start, min(start + _CHUNK, end)
        start += _CHUNK


def _component(dated: Dated, master: Dated, zones: Zones) -> "Event":
    """An entry as the library wants it: times aware and repaired, one zone for all of a series."""
    from icalendar import Event
    from icalendar.prop import vDDDLists, vDDDTypes, vInt, vText

    event = Event()
    event["UID"] = vText(master.entry.uid or "series")
    event["DTSTART"] = vDDDTypes(dated.times.start)
    event["DTEND"] = vDDDTypes(dated.times.end)
    event["SEQUENCE"] = vInt(dated.entry.sequence)
    event[_MARK] = vText(str(dated.index))
    recurrence = dated.entry.recurrence
    if recurrence is None:
        return event
    if recurrence.instead_of is not None:
        value = vDDDTypes(_value(recurrence.instead_of, master.times, zones))
        if recurrence.and_later:
            value.params["RANGE"] = "THISANDFUTURE"
        event["RECURRENCE-ID"] = value
        return event
    rules = [_rule(text, dated.times) for text in recurrence.rules]
    if rules:
        event["RRULE"] = rules
    if recurrence.extra:
        event["RDATE"] = vDDDLists(
            [_extra(start, end, dated.times, zones) for start, end in recurrence.extra]
        )
    if recurrence.without:
        event["EXDATE"] = vDDDLists(
            [_value(stamp, dated.times, zones) for stamp in recurrence.without]
        )
    return event


def _value(stamp: Stamp, times: Times, zones: Zones) -> datetime | date:
    """A stamp as a date for an all-day series, else as a time in the zone of the series. A date
    stays one: as an exception it takes out whatever starts on it.
    """
    if stamp.is_date or not isinstance(times.start, datetime):
        return stamp.day
    return zones.aware(stamp).astimezone(times.start.tzinfo)


def _extra(
    stamp: Stamp, end: Stamp | timedelta | None, times: Times, zones: Zones
) -> datetime | date | tuple[datetime, timedelta]:
    start = _value(stamp, times, zones)
    if not isinstance(start, datetime) or end is None:
        return start
    if isinstance(end, Stamp):
        end = zones.aware(end).astimezone(UTC) - start.astimezone(UTC)
    return (start, end)


def _rule(text: str, times: Times) -> "vRecur":
    """A rule whose UNTIL means what the writer meant: the end of a date, or a time of the rota."""
    from icalendar.prop import vRecur

    parts = dict(part.split("=", 1) for part in text.upper().split(";") if "=" in part)
    if parts.get("FREQ") in _TOO_FAST:
        raise _BadRule("every minute or second, which no rota does")
    if not parts.get("INTERVAL", "1").isdecimal() or int(parts.get("INTERVAL", "1")) < 1:
        raise _BadRule("by a rule whose interval is no number of at least 1")
    if not _ever(parts):
        raise _BadRule("on dates that no year has")
    last = parse_stamp(parts.pop("UNTIL", ""))
    rule: vRecur = vRecur.from_ical(";".join(f"{name}={value}" for name, value in parts.items()))
    if "FREQ" not in rule:
        raise _BadRule("by a rule that does not say how often")
    if last is None:
        return rule
    if not isinstance(times.start, datetime):
        rule["UNTIL"] = [last.day]
    elif last.is_date:
        end = datetime.combine(last.day, time(23, 59, 59), times.start.tzinfo)
        rule["UNTIL"] = [end.astimezone(UTC)]
    else:
        at = last.at if isinstance(last.at, datetime) else datetime.combine(last.at, time.min)
        zone = UTC if last.tzid else times.start.tzinfo
        rule["UNTIL"] = [at.replace(tzinfo=zone).astimezone(UTC)]
    return rule


def _ever(parts: dict[str, str]) -> bool:
    """Whether a rule's months have any of its days. The library would look for 30 February until
    the year 9999.
    """
    months, days = parts.get("BYMONTH"), parts.get("BYMONTHDAY")
    if not months or not days:
        return True
    longest = max(_MONTH_DAYS[int(month) - 1] for month in months.split(","))
    return any(abs(int(day)) <= longest for day in days.split(","))


def _unbounded(entry: Entry) -> bool:
    rules = entry.recurrence.rules if entry.recurrence else ()
    return any("UNTIL=" not in rule.upper() and "COUNT=" not in rule.upper() for rule in rules)


def _day(at: datetime | date) -> date:
    return at.date() if isinstance(at, datetime) else at
