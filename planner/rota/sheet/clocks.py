"""Clock times as spreadsheets write them."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from planner.rota.entry import Stamp
from planner.rota.sheet.cells import Value
from planner.rota.sheet.dates import written

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})\s*(?:[:.h](?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?P<half>[ap])?\.?m?\.?"
    r"\s*(?:h|hrs?|Z)?",
    re.IGNORECASE,
)
_MINUTES = timedelta(minutes=1)


def clock_of(value: Value, *, bare: bool = False) -> timedelta | None:
    """The time since midnight in a cell ("08:00", "8.30", "2030", "8am", 0.354), None for anything
    else. 24:00 is a whole day. ``bare``: numbers without any mark are hours too ("8").
    """
    if isinstance(value, str):
        return _of_text(value.strip(), bare=bare)
    if isinstance(value, bool):
        return None
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute)
    if isinstance(value, timedelta):
        return value if timedelta(0) <= value <= timedelta(days=1) else None
    return _of_number(float(value), bare=bare) if isinstance(value, int | float) else None


@lru_cache(maxsize=4096)
def stamp_on(day: date, clock: timedelta) -> Stamp:
    """A time on a date; the very same for all entries then, so that it is understood once."""
    return Stamp(datetime.combine(day, time.min) + clock)


def _of_number(value: float, *, bare: bool) -> timedelta | None:
    if 0 <= value < 1:
        return round(timedelta(days=value) / _MINUTES) * _MINUTES
    if value != int(value):
        return None
    if bare and value <= 24:
        return timedelta(hours=value)
    return _of_digits(f"{int(value):04}") if 100 <= value <= 2400 else None


def _of_text(text: str, *, bare: bool) -> timedelta | None:
    if text.isascii() and text.isdigit():
        return _of_digits(text.zfill(4)) if len(text) in (3, 4) else _of_hours(text, bare=bare)
    match = _CLOCK.fullmatch(text)
    if match is None:
        found = written(text)
        return _of_text(found.clock, bare=False) if found and found.clock else None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].casefold() == "p" else 0)
    elif match["minute"] is None:
        return None
    return _length(hour, minute)


def _of_hours(text: str, *, bare: bool) -> timedelta | None:
    return _length(int(text), 0) if bare and len(text) <= 2 else None


def _of_digits(text: str) -> timedelta | None:
    return _length(int(text[:2]), int(text[2:]))


def _length(hour: int, minute: int) -> timedelta | None:
    found = timedelta(hours=hour, minutes=minute)
    return found if minute < 60 and found <= timedelta(days=1) else None
