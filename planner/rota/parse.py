"""The lines of an entry → an `Entry`."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from planner.rota.components import CalendarHead, Component
from planner.rota.content import Property, name_of, property_of, text_of, words_of
from planner.rota.entry import (
    PEOPLE_PROPERTIES,
    CalendarInfo,
    Entry,
    Recurrence,
    Stamp,
    Until,
)

T = TypeVar("T")

# What the library raises on input that it was not made for.
LIBRARY_FAULTS = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
)

WANTED = frozenset(
    [
        "SUMMARY",
        "DTSTART",
        "DTEND",
        "DURATION",
        "UID",
        "LOCATION",
        "STATUS",
        "SEQUENCE",
        "LAST-MODIFIED",
        "DTSTAMP",
        "RRULE",
        "RDATE",
        "EXDATE",
        "EXRULE",
        "RECURRENCE-ID",
        "X-WR-CALNAME",
        "X-WR-TIMEZONE",
        "METHOD",
        *PEOPLE_PROPERTIES,
    ]
)
_COMMA = re.compile(r"(?<!\\),")
_STAMP = re.compile(
    r"(?P<year>\d{4})(?P<dash>-?)(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[Tt ](?P<hour>\d\d)(?P<colon>:?)(?P<minute>\d\d)(?::?(?P<second>\d\d))?(?:\.\d+)?"
    r"(?P<offset>[Zz]|[+-]\d\d:?\d\d)?)?[ZzTt]?"
)


class BadEntry(Exception):
    """An entry that cannot be understood; the message ends the sentence "It …"."""


Properties = dict[str, list[Property]]


def properties(lines: Iterable[str]) -> Properties:
    """The properties that a rota is read from; lines that cannot be read are left out."""
    found: Properties = {}
    for line in lines:
        name = name_of(line)
        if name not in WANTED:
            continue
        prop = property_of(line)
        if prop is not None:
            found.setdefault(name, []).append(prop)
    return found


def calendar_info(head: CalendarHead, file: int) -> CalendarInfo:
    """What a calendar says of itself."""
    found = properties(head.lines)
    return CalendarInfo(
        file=file,
        name=_words(found, "X-WR-CALNAME"),
        zone=_text(found, "X-WR-TIMEZONE"),
        cancels=_text(found, "METHOD").upper() == "CANCEL",
    )


def title_of(component: Component) -> str:
    """The words of an entry, also of one that cannot be read."""
    return _words(properties(component.lines), "SUMMARY")


def parse_entry(component: Component, *, file: int = 0, calendar: int = 0) -> Entry:
    """An entry from its lines. Raises BadEntry where it has no start that can be read."""
    found = properties(component.lines)
    if "DTSTART" not in found:
        raise BadEntry("does not say when it starts")
    stamps = [_stamp_of(prop) for prop in found["DTSTART"]]
    start = next((stamp for stamp in stamps if stamp is not None), None)
    if start is None:
        raise BadEntry(f"starts at “{found['DTSTART'][0].value}”, which is no date or time")
    return Entry(
        summary=_words(found, "SUMMARY"),
        start=start,
        end=_end(found, start),
        uid=_text(found, "UID"),
        place=_words(found, "LOCATION"),
        cancelled=_text(found, "STATUS").upper() in ("CANCELLED", "CANCELED"),
        sequence=_integer(_text(found, "SEQUENCE")),
        changed=_text(found, "LAST-MODIFIED") or _text(found, "DTSTAMP"),
        recurrence=_recurrence(found),
        people=_people(found),
        file=file,
        calendar=calendar,
        line=component.line,
    )


def parse_stamp(value: str, tzid: str = "") -> Stamp | None:
    """A date or time as calendars write it, None where it is neither.

    Also takes dashes and colons, times without seconds, an offset from UTC, and 24:00 for the end
    of a day (repaired).
    """
    match = _STAMP.fullmatch(value.strip())
    if match is None:
        return None
    numbers = {
        name: int(match[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")
    }
    try:
        day = date(numbers["year"], numbers["month"], numbers["day"])
        if match["hour"] is None:
            return Stamp(day)
        late = numbers["hour"] == 24
        # A leap second belongs to the minute it ends.
        clock = time(numbers["hour"] % 24, numbers["minute"], min(numbers["second"], 59))
        at = datetime.combine(day + timedelta(days=late), clock)
        repaired = late or bool(match["dash"] or match["colon"] or match["second"] is None)
        if match["offset"] is None:
            return Stamp(at, tzid, repaired)
        if match["offset"] not in "Zz":
            at = datetime.fromisoformat(at.isoformat() + match["offset"])
            return Stamp(at.astimezone(UTC).replace(tzinfo=None), "UTC", repaired)
    except (ValueError, OverflowError):
        return None
    return Stamp(at, "UTC", repaired)


def _stamp_of(prop: Property) -> Stamp | None:
    tzid = prop.params.get("TZID", "")
    stamp = parse_stamp(prop.value.split(",")[0], tzid)
    if stamp is None or stamp.is_date:
        return stamp
    at = stamp.at
    if prop.params.get("VALUE", "").upper() == "DATE" and stamp == Stamp(at, stamp.tzid):
        midnight = isinstance(at, datetime) and at.time() == time.min
        return Stamp(stamp.day) if midnight else replace(stamp, repaired=True)
    # A time in UTC that names a zone as well: the Z is the more exact word (RFC 5545, 3.2.19).
    return replace(stamp, repaired=True) if tzid and stamp.tzid != tzid else stamp


def _end(found: Properties, start: Stamp) -> Until:
    """The end that an entry gives; of two that differ, the one that makes sense."""
    stamps = [_stamp_of(prop) for prop in found.get("DTEND", ())]
    end = next((stamp for stamp in stamps if stamp is not None), None)
    lengths = [_duration(prop.value) for prop in found.get("DURATION", ())]
    length = next((length for length in lengths if length is not None), None)
    if end is None or length is None:
        return end or length
    same = end.tzid == start.tzid and end.is_date == start.is_date
    return length if same and str(end.at) <= str(start.at) and length > timedelta(0) else end


def _duration(value: str) -> timedelta | None:
    from icalendar.prop import vDuration

    try:
        length: timedelta = vDuration.from_ical(value.strip().upper())  # type: ignore[no-untyped-call] # the library's own gap
    except LIBRARY_FAULTS:
        return None
    return length


def _recurrence(found: Properties) -> Recurrence | None:
    unread: list[str] = []

    def read(name: str, how: Callable[[Property, str], T | None]) -> tuple[T, ...]:
        values = [(part.strip(), how(prop, part)) for prop, part in _parts(found, name)]
        unread.extend(part for part, value in values if part and value is None)
        return tuple(value for _, value in values if value is not None)

    def rules(name: str) -> tuple[str, ...]:
        return tuple(prop.value.strip() for prop in found.get(name, ()) if prop.value.strip())

    replaced = found.get("RECURRENCE-ID", ())
    recurrence = Recurrence(
        rules=rules("RRULE"),
        not_rules=rules("EXRULE"),
        extra=read("RDATE", _period),
        without=read("EXDATE", _part),
        instead_of=next(iter(read("RECURRENCE-ID", lambda prop, _: _stamp_of(prop))), None),
        and_later=any("FUTURE" in p.params.get("RANGE", "").upper() for p in replaced[:1]),
        unread=tuple(unread),
    )
    return recurrence if recurrence.repeats or recurrence.instead_of is not None else None


def _parts(found: Properties, name: str) -> list[tuple[Property, str]]:
    return [(prop, part) for prop in found.get(name, ()) for part in prop.value.split(",")]


def _part(prop: Property, part: str) -> Stamp | None:
    # Some give exceptions a length too.
    return parse_stamp(part.partition("/")[0], prop.params.get("TZID", ""))


def _period(prop: Property, part: str) -> tuple[Stamp, Until] | None:
    tzid = prop.params.get("TZID", "")
    first, _, last = part.partition("/")
    start = parse_stamp(first, tzid)
    return None if start is None else (start, parse_stamp(last, tzid) or _duration(last))


def _text(found: Properties, name: str) -> str:
    return text_of(found[name][0].value) if name in found else ""


def _words(found: Properties, name: str) -> str:
    return words_of(found[name][0].value) if name in found else ""


def _people(found: Properties) -> tuple[tuple[str, str], ...]:
    """The names of an entry's people. An address alone names nobody; who declined is not there."""
    names = [
        (name, prop.params.get("CN", ""))
        for name in ("ATTENDEE", "ORGANIZER")
        for prop in found.get(name, ())
        if prop.params.get("PARTSTAT", "").upper() != "DECLINED"
        and prop.params.get("CUTYPE", "INDIVIDUAL").upper() in ("INDIVIDUAL", "UNKNOWN")
    ]
    names += [
        ("CATEGORIES", text_of(part))
        for prop in found.get("CATEGORIES", ())
        for part in _COMMA.split(prop.value)
    ]
    plain = [(name, " ".join(words.strip("\"' ").split())) for name, words in names]
    return tuple((name, words) for name, words in plain if words and "@" not in words)


def _integer(text: str) -> int:
    try:
        return int(text[:12])
    except ValueError:
        return 0
