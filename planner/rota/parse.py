"""The lines of an entry → an `Entry`, line by line through `icalendar`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from planner.rota.components import CalendarHead, Component
from planner.rota.entry import CalendarInfo, Entry, Recurrence, Stamp, Until

# What the library raises on input that it was not made for.
LIBRARY_FAULTS = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
)

_WANTED = frozenset(
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
        "RECURRENCE-ID",
        "X-WR-CALNAME",
        "X-WR-TIMEZONE",
        "METHOD",
    ]
)
_NAME = re.compile(r"[A-Za-z0-9-]+")
_STAMP = re.compile(
    r"(?P<year>\d{4})(?P<dash>-?)(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[Tt ](?P<hour>\d\d)(?P<colon>:?)(?P<minute>\d\d)(?::?(?P<second>\d\d))?(?:\.\d+)?"
    r"(?P<offset>[Zz]|[+-]\d\d:?\d\d)?)?[Zz]?"
)


class BadEntry(Exception):
    """An entry that cannot be understood; the message ends the sentence "It …"."""


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: its parameters (names in capitals) and its value, still escaped."""

    params: dict[str, str]
    value: str


Properties = dict[str, list[Property]]


def properties(lines: Iterable[str]) -> Properties:
    """The properties that a rota is read from; lines that cannot be read are left out."""
    from icalendar.parser import Contentline

    found: Properties = {}
    for line in lines:
        match = _NAME.match(line)
        name = match.group().upper() if match else ""
        if name not in _WANTED:
            continue
        head, colon, value = line.partition(":")
        if colon and ";" not in head and '"' not in head:
            found.setdefault(name, []).append(Property({}, value))
            continue
        try:
            _, params, value = Contentline(line).raw_parts()  # type: ignore[no-untyped-call] # the library types it in part
        except LIBRARY_FAULTS:
            continue
        plain = {str(key).upper(): _first(item) for key, item in params.items()}
        found.setdefault(name, []).append(Property(plain, value))
    return found


def calendar_info(head: CalendarHead, file: int) -> CalendarInfo:
    """What a calendar says of itself."""
    found = properties(head.lines)
    return CalendarInfo(
        file=file,
        name=_text(found, "X-WR-CALNAME"),
        zone=_text(found, "X-WR-TIMEZONE"),
        cancels=_text(found, "METHOD").upper() == "CANCEL",
    )


def title_of(component: Component) -> str:
    """The words of an entry, also of one that cannot be read."""
    return _text(properties(component.lines), "SUMMARY")


def parse_entry(component: Component, *, file: int = 0, calendar: int = 0) -> Entry:
    """An entry from its lines. Raises BadEntry where it has no start that can be read."""
    found = properties(component.lines)
    if "DTSTART" not in found:
        raise BadEntry("does not say when it starts")
    start = _stamp_of(found["DTSTART"][0])
    if start is None:
        raise BadEntry(f"starts at “{found['DTSTART'][0].value}”, which is no date or time")
    return Entry(
        summary=" ".join(_text(found, "SUMMARY").split()),
        start=start,
        end=_end(found),
        uid=_text(found, "UID"),
        place=" ".join(_text(found, "LOCATION").split()),
        cancelled=_text(found, "STATUS").upper() in ("CANCELLED", "CANCELED"),
        sequence=_integer(_text(found, "SEQUENCE")),
        changed=_text(found, "LAST-MODIFIED") or _text(found, "DTSTAMP"),
        recurrence=_recurrence(found),
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
    return parse_stamp(prop.value, prop.params.get("TZID", "").strip())


def _end(found: Properties) -> Until:
    for prop in found.get("DTEND", ()):
        stamp = _stamp_of(prop)
        if stamp is not None:
            return stamp
    for prop in found.get("DURATION", ()):
        length = _duration(prop.value)
        if length is not None:
            return length
    return None


def _duration(value: str) -> timedelta | None:
    from icalendar.prop import vDuration

    try:
        length: timedelta = vDuration.from_ical(value.strip().upper())  # type: ignore[no-untyped-call] # as above
    except LIBRARY_FAULTS:
        return None
    return length


def _recurrence(found: Properties) -> Recurrence | None:
    rules = tuple(prop.value.strip() for prop in found.get("RRULE", ()) if prop.value.strip())
    extra = [_period(prop, part) for prop, part in _parts(found, "RDATE")]
    without = [
        parse_stamp(part, prop.params.get("TZID", "")) for prop, part in _parts(found, "EXDATE")
    ]
    replaced = next(iter(found.get("RECURRENCE-ID", ())), None)
    instead_of = None if replaced is None else _stamp_of(replaced)
    recurrence = Recurrence(
        rules=rules,
        extra=tuple(item for item in extra if item is not None),
        without=tuple(item for item in without if item is not None),
        instead_of=instead_of,
        and_later=replaced is not None and "FUTURE" in replaced.params.get("RANGE", "").upper(),
    )
    return recurrence if recurrence.repeats or instead_of is not None else None


def _parts(found: Properties, name: str) -> list[tuple[Property, str]]:
    return [(prop, part) for prop in found.get(name, ()) for part in prop.value.split(",")]


def _period(prop: Property, part: str) -> tuple[Stamp, Until] | None:
    tzid = prop.params.get("TZID", "")
    first, _, last = part.partition("/")
    start = parse_stamp(first, tzid)
    return None if start is None else (start, parse_stamp(last, tzid) or _duration(last))


def _text(found: Properties, name: str) -> str:
    from icalendar.parser import unescape_backslash

    if name not in found:
        return ""
    return str(unescape_backslash(found[name][0].value)).strip()


def _first(value: object) -> str:
    return str(value[0]) if isinstance(value, list) else str(value)


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0
