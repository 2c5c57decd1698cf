"""Zone names as calendars write them → zones."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from operator import attrgetter
from zoneinfo import ZoneInfo

from planner.clock import LONDON
from planner.rota.components import Component
from planner.rota.entry import CalendarInfo, Entry, Stamp
from planner.rota.parse import LIBRARY_FAULTS

_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/GMT", "GMT", "Zulu", "Etc/Zulu", "Etc/UCT", "UCT"})
_MOST_LINES = 2_000
_LONGEST_NAME = 200
_MOST_PARTS = 8
_MOST_NAMES = 20  # names that are tried for the rota's own zone
_SHOWN = re.compile(r"\((?:UTC|GMT)[^)]*\)\s*(.*)", re.IGNORECASE)
_LAND = re.compile(r" Time \([^)]*\)$")
_REGIONS = ("Europe", "Asia", "America", "Africa", "Australia", "Atlantic", "Pacific", "Indian")
_MOST_CITIES = 8
_FAST = re.compile(r"FREQ=(SECOND|MINUTE|HOUR|DAI|WEEK)", re.IGNORECASE)


def resolved(tzid: str) -> ZoneInfo | None:
    """The zone that a name stands for, None for a name that nobody keeps.

    Takes IANA names, the names of Windows, names with a maker's path before them
    ("/mozilla.org/20050126_1/Europe/London") and Windows names that Exchange numbered
    ("GMT Standard Time 1"), and the words that Windows shows for a zone, with or without their
    offset: "(UTC+00:00) Dublin, Lisbon, London", "Eastern Time (US & Canada)".
    """
    name = _bare(tzid)
    return _kept(name) or _shown(name)


def _bare(tzid: str) -> str:
    return tzid[:_LONGEST_NAME].strip().strip('"').strip("/").strip()


def _kept(name: str) -> ZoneInfo | None:
    """The zone of that name in the database, or of Windows."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    parts = name.split("/")[-_MOST_PARTS:]
    candidates = ["/".join(parts[first:]) for first in range(len(parts))]
    candidates += [
        WINDOWS_TO_OLSON.get(name, ""),
        WINDOWS_TO_OLSON.get(name.rstrip(" 0123456789"), ""),
        name.title(),  # "europe/london"
        name.upper(),
        name.replace("-", "/"),  # "US-Eastern"
    ]
    return next(filter(None, map(_zone, candidates)), None)


def _shown(name: str) -> ZoneInfo | None:
    """The zone for which Windows shows such words."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    marked = _SHOWN.match(name)
    words = marked[1] if marked else name
    found = _zone(WINDOWS_TO_OLSON.get(_LAND.sub(" Standard Time", words), ""))
    return found or (_of_cities(words) if marked or "," in words else None)


def _zone(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key) if key else None
    except (KeyError, ValueError, OSError):
        return None


def _of_cities(words: str) -> ZoneInfo | None:
    """The zone of cities that Windows names together: the last one (London, not Dublin) that keeps
    the time that most of them keep (Urumqi has its own by now).
    """
    cities = [word.strip().replace(" ", "_") for word in words.split(",")][:_MOST_CITIES]
    named = [
        next(filter(None, (_zone(f"{region}/{city}") for region in _REGIONS)), None)
        for city in reversed(cities)
        if city
    ]
    zones = [zone for zone in named if zone is not None]
    kept = Counter(map(_times_kept, zones))
    return max(zones, key=lambda zone: kept[_times_kept(zone)], default=None)


def _times_kept(zone: ZoneInfo) -> tuple[timedelta | None, ...]:
    return tuple(datetime(2026, month, 1, tzinfo=zone).utcoffset() for month in (1, 7))


def home_zone(calendars: Sequence[CalendarInfo], entries: Iterable[Entry]) -> ZoneInfo:
    """The rota's own zone: what its calendars state (X-WR-TIMEZONE), else the zone that most of its
    entries name, else Europe/London.

    UTC counts as no statement: exporters write it without asking where the hospital is.
    """
    entries = list(entries)
    stated: Counter[str] = Counter()
    if any(info.zone for info in calendars):
        weight = Counter(map(attrgetter("calendar"), entries))
        for index, info in enumerate(calendars):
            if info.zone:
                stated[info.zone] += 1 + weight[index]
    named = Counter(map(attrgetter("start.tzid"), entries))
    del named[""]
    for names in (stated, named):
        for name, _ in sorted(names.items(), key=lambda item: (-item[1], item[0]))[:_MOST_NAMES]:
            zone = resolved(name)
            if zone is not None and zone.key not in _UTC_NAMES:
                return zone
    return LONDON


class Zones:
    """Gives every time of a rota its zone, and remembers the names that it could not place."""

    def __init__(self, home: ZoneInfo, definitions: Iterable[Component] = ()) -> None:
        """``home`` is for floating times and for names nobody keeps; ``definitions`` are the zones
        that the file defines itself, used where a name is not a kept one.
        """
        self.home = home
        self.unplaced: Counter[str] = Counter()
        self._definitions = {_tzid(part): part for part in reversed(list(definitions))}
        self._known: dict[str, tzinfo | None] = {"": home, "UTC": ZoneInfo("UTC")}

    def knows(self, tzid: str) -> bool:
        """Whether a name can be placed."""
        if tzid not in self._known:
            name, definition = _bare(tzid), self._definitions.get(tzid)
            self._known[tzid] = _kept(name) or _defined(definition) or _shown(name)
        return self._known[tzid] is not None

    def of(self, tzid: str) -> tzinfo:
        """The zone of a name, `home` where it cannot be placed."""
        zone = self._known[tzid] if self.knows(tzid) else None
        if zone is None:
            self.unplaced[tzid] += 1
            return self.home
        return zone

    def aware(self, stamp: Stamp) -> datetime:
        """A stamp as an aware datetime of its own zone; a date is its first midnight."""
        at = stamp.at
        if not isinstance(at, datetime):
            return _midnight(at, self.home)
        return at.replace(tzinfo=self.of(stamp.tzid))


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _tzid(part: Component) -> str:
    for line in part.lines:
        name, _, value = line.partition(":")
        if name.split(";")[0].strip().upper() == "TZID":
            return value.strip()
    return ""


def _defined(part: Component | None) -> tzinfo | None:
    """A zone from its definition in the file, None where that cannot be read."""
    if part is None:
        return None
    from icalendar import Timezone
    from icalendar.timezone import TZP

    # A zone changes its clock a few times a year; anything else is no zone and would take for ever.
    if len(part.lines) > _MOST_LINES or any(_FAST.search(line) for line in part.lines):
        return None
    text = "\r\n".join(["BEGIN:VTIMEZONE", *part.lines, "END:VTIMEZONE", ""])
    try:
        component = Timezone.from_ical(text)
        if not isinstance(component, Timezone):
            return None
        # A provider of our own: the library's shared one keeps the first zone it saw of a name.
        zone: tzinfo = component.to_tz(TZP(), lookup_tzid=False)
        datetime(2026, 7, 1, tzinfo=zone).utcoffset()
    except LIBRARY_FAULTS:
        return None
    return zone
