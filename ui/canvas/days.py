"""Which entries belong to which dates, and how keys walk through dates and entries; no Qt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from planner.clock import DAY, dates, dates_of, local_date, monday
from ui.canvas.content import Entry, What
from ui.canvas.cursor import Move

_ORDER = {What.HOLIDAY: 0, What.SESSION: 1, What.OFFER: 2, What.SHIFT: 3}


def days_of(entry: Entry, zone: ZoneInfo) -> tuple[date, date]:
    """The first and the last date under which an entry is listed.

    A night stands on the evening on which it begins; what is all-day or lasts a day or longer
    stands on every date that it touches.
    """
    if entry.all_day or entry.span.duration >= DAY:
        touched = list(dates_of(entry.span, zone))
        return touched[0], touched[-1]
    first = local_date(entry.span.start, zone)
    return first, first


def by_date(entries: Iterable[Entry], zone: ZoneInfo) -> dict[date, tuple[Entry, ...]]:
    """The entries of each date that has any: the all-day ones first, then by time."""
    found: dict[date, list[Entry]] = {}
    for entry in entries:
        for day in dates(*days_of(entry, zone)):
            found.setdefault(day, []).append(entry)
    return {day: tuple(sorted(here, key=_listed)) for day, here in found.items()}


def _listed(entry: Entry) -> tuple[bool, object, int, str]:
    return (not entry.all_day, entry.span, _ORDER[entry.what], entry.title)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the keyboard stands: a date, and the entry on it (None: the date itself)."""

    day: date
    entry: Entry | None = None


def walked(place: Place, move: Move, on: Callable[[date], Sequence[Entry]]) -> Place:
    """The place after a key: up and down go through the entries of the date and on to the same
    weekday of the week above or below, left and right to the neighbouring date, home and end to the
    Monday and the Sunday of the week.
    """
    if move in (Move.UP, Move.DOWN):
        return _along(place, 1 if move is Move.DOWN else -1, on)
    first = monday(place.day)
    if move is Move.HOME:
        return Place(first)
    if move is Move.END:
        return Place(first + timedelta(days=6))
    day = place.day + (DAY if move is Move.RIGHT else -DAY)
    here, there = on(place.day), on(day)
    if place.entry is None or not there:
        return Place(day)
    at = here.index(place.entry) if place.entry in here else 0
    return Place(day, there[min(at, len(there) - 1)])


def _along(place: Place, step: int, on: Callable[[date], Sequence[Entry]]) -> Place:
    here = on(place.day)
    at = here.index(place.entry) if place.entry in here else -1
    if at + step < -1 or at + step >= len(here):
        return Place(place.day + step * timedelta(weeks=1))
    return Place(place.day, here[at + step] if at + step >= 0 else None)


def settled(place: Place, on: Mapping[date, Sequence[Entry]]) -> Place:
    """A place after the entries have changed: on the same entry where that is, else on the date. A
    session that was moved takes the keyboard with it.
    """
    old = place.entry
    if old is None:
        return place
    if old.key:
        for day, entries in on.items():
            for entry in entries:
                if (entry.what, entry.key) == (old.what, old.key):
                    return Place(day, entry)
    alike = (e for e in on.get(place.day, ()) if (e.what, e.span, e.title) == _sort_of(old))
    return Place(place.day, next(alike, None))


def _sort_of(entry: Entry) -> tuple[object, ...]:
    return entry.what, entry.span, entry.title
