"""What a file says of entries that give no shift: cancelled ones, and the ends of series."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.model.rota import Dates, Told
from planner.rota.entry import CalendarInfo, Entry
from planner.rota.times import Times


def told_by(
    followed: Iterable[tuple[Entry, Dates]],
    cancelled: Iterable[tuple[Entry, Times]],
    calendars: Sequence[CalendarInfo],
    home: ZoneInfo,
) -> Told:
    """What follows from series (each with the dates between which it was worked out) and from
    cancelled entries. What has no UID tells nothing.
    """
    series: dict[str, list[Dates]] = defaultdict(list)
    single: set[tuple[str, date]] = set()
    for entry, dates in followed:
        series[entry.uid].append(dates)
    for entry, times in cancelled:
        start = times.start
        try:
            day = start.astimezone(home).date() if isinstance(start, datetime) else start
        except OverflowError:
            continue  # beyond the end of time no shift stands
        single.add((entry.uid, day))
        if calendars[entry.calendar].cancels and entry.instead_of is None:
            # All of the series, whose rule such a message need not repeat (RFC 5546, 3.2.5).
            series[entry.uid].append((day, date.max))
    return Told({uid: tuple(dates) for uid, dates in series.items()}, frozenset(single))
