"""What the lines of plain entries say: converted once for each distinct line, then remembered."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from planner.rota.components import split
from planner.rota.entry import Entry, Stamp, Until
from planner.rota.parse import parse_entry
from planner.rota.quick.shape import BEGIN

T = TypeVar("T")

_PLAIN = re.compile(
    r"((?:;VALUE=DATE-TIME)?(?:;TZID=[A-Za-z0-9_/+. -]*)?:)([0-9]{8}T[0-9]{6})"
    r"|:([0-9]{8}T[0-9]{6})Z|(?:;VALUE=DATE)?:([0-9]{8})"
)
_ESCAPING = frozenset("\\&")
_LONG = 500  # characters; of longer texts something may be cut off


class Known(dict[str, T], Generic[T]):
    """A dictionary that works out what it does not hold."""

    def __init__(self, convert: Callable[[str], T]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, raw: str) -> T:
        value = self[raw] = self._convert(raw)
        return value


class Values:
    """What captured lines say, given as a shape captures them.

    ``of`` has, for each property that decides a field of an entry by itself, that field and what
    the lines say; ``people`` takes whole lines, one or several. Whatever is not of the plainest
    form is read by `parse_entry`, as a line of an entry that says nothing else.
    """

    def __init__(self) -> None:
        self._zones = Known(_zone_named)
        self.people = Known(lambda lines: _entry(lines).people)
        self.of: dict[str, tuple[str, Known[Any]]] = {
            "DTSTART": ("start", Known(self._start)),
            "DTEND": ("end", Known(self._end)),
            "DURATION": ("end", Known(lambda raw: _entry(f"DURATION{raw}").end)),
            "SUMMARY": ("summary", Known(lambda raw: _words("SUMMARY", raw))),
            "LOCATION": ("place", Known(lambda raw: _words("LOCATION", raw))),
            "STATUS": ("cancelled", Known(lambda raw: _entry(f"STATUS{raw}").cancelled)),
            "SEQUENCE": ("sequence", Known(lambda raw: _entry(f"SEQUENCE{raw}").sequence)),
        }

    @property
    def size(self) -> int:
        """How many distinct lines have been converted."""
        return len(self.people) + sum(len(known) for _, known in self.of.values())

    def _start(self, raw: str) -> Stamp:
        return self._stamp(raw) or _read(f"DTSTART{raw}").start

    def _end(self, raw: str) -> Until:
        return self._stamp(raw) or _entry(f"DTEND{raw}").end

    def _stamp(self, raw: str) -> Stamp | None:
        """A date or time in its plainest form, None for all others."""
        found = _PLAIN.fullmatch(raw)
        if found is None:
            return None
        head, timed, in_utc, day = found.groups()
        try:
            if day:
                return Stamp(date.fromisoformat(day))
            if in_utc:
                return Stamp(datetime.fromisoformat(in_utc), "UTC")
            return Stamp(datetime.fromisoformat(timed), self._zones[head])
        except ValueError:
            return None


def _zone_named(head: str) -> str:
    """The zone that the head of a time names."""
    return _read(f"DTSTART{head}20000101T000000").start.tzid


def _words(name: str, raw: str) -> str:
    if raw[0] == ":" and len(raw) < _LONG and raw.isprintable() and not _ESCAPING & set(raw):
        return " ".join(raw[1:].split())
    entry = _entry(name + raw)
    return entry.summary if name == "SUMMARY" else entry.place


def _entry(lines: str) -> Entry:
    """An entry that has these lines and a start."""
    return _read(f"DTSTART:20000101\n{lines}")


def _read(lines: str) -> Entry:
    (component,) = split(f"{BEGIN}\n{lines}\nEND:VEVENT\n").events
    return parse_entry(component)
