"""A month laid out: rows of weeks with bars in lanes; no Qt and no pixels."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from planner.clock import WEEK, days_span, monday
from planner.spans import Span
from ui.canvas.content import Entry, What
from ui.canvas.days import days_of
from ui.canvas.layout import stack
from ui.canvas.scene import Banner

_FIRST = {What.HOLIDAY: 0, What.SESSION: 1, What.OFFER: 2, What.SHIFT: 3}


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One week of a month, from its Monday, with a bar for each entry."""

    first: date
    bars: tuple[Banner, ...]

    def shown(self, room: int) -> tuple[tuple[Banner, ...], tuple[int, ...]]:
        """The bars that are drawn where each day has room for ``room`` lanes, and for each of the
        seven days how many entries are not. A day that hides any gives its last lane to saying so,
        unless that is its only one.
        """
        limits = []
        for day in range(7):
            lanes = [bar.lane for bar in self.bars if bar.first <= day <= bar.last]
            limits.append(room if max(lanes, default=-1) < room else max(room - 1, 1))
        drawn = tuple(bar for bar in self.bars if bar.lane < min(limits[bar.first : bar.last + 1]))
        hidden = [0] * 7
        for bar in self.bars:
            if bar not in drawn:
                for day in range(bar.first, bar.last + 1):
                    hidden[day] += 1
        return drawn, tuple(hidden)


@dataclass(frozen=True, slots=True)
class MonthScene:
    """A laid-out month: the weeks that touch it, whole."""

    month: date
    rows: tuple[MonthRow, ...]


def weeks_of(month: date) -> tuple[date, ...]:
    """The Mondays of the weeks that touch the month of a date."""
    first = month.replace(day=1)
    last = next_month(month, 1) - timedelta(days=1)
    count = (monday(last) - monday(first)).days // 7 + 1
    return tuple(monday(first) + number * WEEK for number in range(count))


def next_month(day: date, months: int) -> date:
    """The first day of the month some months on, or back where negative."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def month_span(month: date, zone: ZoneInfo) -> Span:
    """The time of the weeks that touch a month."""
    weeks = weeks_of(month)
    return days_span(weeks[0], weeks[-1] + timedelta(days=6), zone)


def month_laid_out(entries: Iterable[Entry], month: date, zone: ZoneInfo) -> MonthScene:
    """The month of a date with its entries: what is protected first, so that it is never hidden
    behind shifts, then what lasts longest.
    """
    listed = [(entry, *days_of(entry, zone)) for entry in entries]
    rows = []
    for first in weeks_of(month):
        last = first + timedelta(days=6)
        inside = [item for item in listed if item[1] <= last and item[2] >= first]
        inside.sort(key=lambda item: (_FIRST[item[0].what], (item[1] - item[2]).days, item[0].span))
        ranges = [
            (max((start - first).days, 0), min((end - first).days, 6)) for _, start, end in inside
        ]
        rows.append(
            MonthRow(
                first,
                tuple(
                    Banner(entry, left, right, lane, start < first, end > last)
                    for (entry, start, end), (left, right), lane in zip(
                        inside, ranges, stack(ranges), strict=True
                    )
                ),
            )
        )
    return MonthScene(month.replace(day=1), tuple(rows))
