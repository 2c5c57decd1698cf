"""The clock changes of a zone as a calendar file states them (VTIMEZONE, RFC 5545, 3.6.5).

Written here since icalendar 7.3 states the spring change an hour late: it gives the onset by the
clock after the change, where the standard wants the clock before it.
"""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.clock import DAY

if TYPE_CHECKING:
    from icalendar import Timezone

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Observance:
    """A way in which a zone's clock runs: the offsets before and from its onset, name, kind."""

    before: timedelta
    offset: timedelta
    name: str
    summer: bool


def zone_component(zone: ZoneInfo, first: date, last: date) -> "Timezone":
    """The rules of ``zone`` that hold from ``first`` to ``last`` and at least a year around them.

    Changes that come every year on the same weekday of a month are given as such (the form that
    every calendar program reads), others date by date.
    """
    from icalendar import Timezone

    start = datetime(first.year - 1, 1, 1, tzinfo=UTC)
    end = datetime(last.year + 2, 1, 1, tzinfo=UTC)
    onsets: dict[_Observance, list[datetime]] = {}
    for at in _changes(zone, start, end):
        observance = _observance(zone, at)
        onsets.setdefault(observance, []).append(at)
    begin = datetime.combine(first, time.min, UTC) - DAY
    if not onsets or min(times[0] for times in onsets.values()) > begin:
        # No change before the first date: say how the clock ran until then.
        now = _observance(zone, start)
        onsets = {_Observance(now.offset, now.offset, now.name, now.summer): [start], **onsets}
    component = Timezone()
    component.add("tzid", zone.key)
    for observance, times in onsets.items():
        local = [(at + observance.before).replace(tzinfo=None) for at in times]
        _add(component, observance, local)
    return component


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The instants, in UTC, at which the zone's offset changes."""
    at = start
    while at < end:
        if _offset(zone, at) != _offset(zone, at + DAY):
            low, high = 0, int(DAY.total_seconds())
            while high - low > 1:
                middle = (low + high) // 2
                same = _offset(zone, at + timedelta(seconds=middle)) == _offset(zone, at)
                low, high = (middle, high) if same else (low, middle)
            yield at + timedelta(seconds=high)
        at += DAY


def _observance(zone: ZoneInfo, at: datetime) -> _Observance:
    local = at.astimezone(zone)
    before = _offset(zone, at - timedelta(seconds=1))
    summer = local.dst() not in (None, timedelta(0))
    return _Observance(before, _offset(zone, at), local.tzname() or zone.key, summer)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)


def _add(component: "Timezone", observance: _Observance, onsets: Sequence[datetime]) -> None:
    """Adds an observance with its onsets, which are in the clock time before each."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    part = TimezoneDaylight() if observance.summer else TimezoneStandard()
    part.add("dtstart", onsets[0])
    part.add("tzoffsetfrom", observance.before)
    part.add("tzoffsetto", observance.offset)
    part.add("tzname", observance.name)
    rule = _yearly(onsets)
    if rule:
        part.add("rrule", rule)
    elif onsets[1:]:
        part.add("rdate", list(onsets[1:]))
    component.add_component(part)


def _yearly(onsets: Sequence[datetime]) -> dict[str, str | int]:
    """The rule of onsets that come once a year on the same weekday of a month, else nothing."""
    first = onsets[0]
    every_year = [onset.year for onset in onsets] == [first.year + i for i in range(len(onsets))]
    same = {(onset.month, onset.weekday(), onset.time()) for onset in onsets}
    if len(onsets) < 2 or not every_year or len(same) > 1:
        return {}
    lasting = all(o.day + 7 > calendar.monthrange(o.year, o.month)[1] for o in onsets)
    places = {-1} if lasting else {(onset.day - 1) // 7 + 1 for onset in onsets}
    if len(places) > 1:
        return {}
    byday = f"{places.pop()}{_WEEKDAYS[first.weekday()]}"
    return {"freq": "yearly", "bymonth": first.month, "byday": byday}
