"""Where time lies on a calendar surface; pure functions, no Qt.

The axis of a day is elapsed time from its local midnight: an hour is as tall on the day the clock
changes as on any other, and that day is 23 or 25 hours tall. Hours are named by the local clock.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from planner.clock import day_span
from planner.spans import HOUR, Span

QUARTER = timedelta(minutes=15)
LAST = timedelta(seconds=1)
"""How long before a day ends a place at its foot or below means."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A full hour of the local clock: ``offset`` hours after midnight, shown as ``label``."""

    offset: float
    label: str


@dataclass(frozen=True, slots=True)
class DayAxis:
    """One local day as an axis of elapsed hours, from 0 at its midnight to ``hours`` at the next.

    ``ticks`` are the full hours that the clock shows; one shown twice is there twice. ``change`` is
    where the clock changes: elapsed hours from midnight, and hours it goes forward (back: below 0);
    None on a day on which it does not.
    """

    day: date
    zone: ZoneInfo
    span: Span = field(init=False)
    ticks: tuple[Tick, ...] = field(init=False, repr=False)
    change: tuple[float, float] | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "span", day_span(self.day, self.zone))
        object.__setattr__(self, "ticks", _ticks(self))
        object.__setattr__(self, "change", _change(self))

    @property
    def hours(self) -> float:
        """Length of the day in elapsed hours: 24, or 23 or 25 where the clock changes."""
        return self.span.hours

    def offset(self, at: datetime) -> float:
        """Elapsed hours from midnight to an instant, kept within the day."""
        return min(max((at - self.span.start) / HOUR, 0.0), self.hours)

    def instant(self, offset: float) -> datetime:
        """The instant, in UTC, ``offset`` elapsed hours after midnight, kept within the day."""
        return self.span.start + min(max(offset, 0.0), self.hours) * HOUR

    def part(self, span: Span) -> tuple[float, float] | None:
        """Start and end, in elapsed hours, of the part of a span on this day; None for no part."""
        common = self.span.common(span)
        return None if common is None else (self.offset(common.start), self.offset(common.end))


@lru_cache(maxsize=512)
def day_axis(day: date, zone: ZoneInfo) -> DayAxis:
    """The axis of a day; views ask for the same days again and again."""
    return DayAxis(day, zone)


def _ticks(axis: DayAxis) -> tuple[Tick, ...]:
    """See `DayAxis.ticks`."""
    ticks = []
    for quarter in range(round(axis.hours * 4)):
        local = (axis.span.start + quarter * QUARTER).astimezone(axis.zone)
        if local.minute == 0:
            ticks.append(Tick(quarter / 4, f"{local:%H:%M}"))
    return tuple(ticks)


def _change(axis: DayAxis) -> tuple[float, float] | None:
    """See `DayAxis.change`."""
    before = axis.span.start.astimezone(axis.zone).utcoffset()
    for quarter in range(1, round(axis.hours * 4) + 1):
        after = (axis.span.start + quarter * QUARTER).astimezone(axis.zone).utcoffset()
        if before != after and before is not None and after is not None:
            return quarter / 4, (after - before) / HOUR
    return None


def snapped(at: datetime, zone: ZoneInfo, step: timedelta = QUARTER) -> datetime:
    """The nearest instant, in UTC, at which the local clock shows a full ``step``.

    ``step`` divides an hour. Halfway goes to the later one.
    """
    local = at.astimezone(zone)
    past = (
        timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond) % step
    )
    down = at.astimezone(UTC) - past
    return down if past * 2 < step else down + step


@dataclass(frozen=True, slots=True)
class HourGrid:
    """Days side by side over a common scale of hours: time ↔ position, in logical pixels.

    ``left`` is the width of the gutter with the hour labels; ``top`` is where midnight lies, below
    0 when the surface is scrolled.
    """

    days: tuple[DayAxis, ...]
    left: float
    column: float
    hour: float
    top: float = 0.0

    @property
    def height(self) -> float:
        """Of the longest day."""
        return max(axis.hours for axis in self.days) * self.hour

    def x(self, index: int) -> float:
        """Left edge of a day's column."""
        return self.left + index * self.column

    def y(self, offset: float) -> float:
        """Height of a time of day, given in elapsed hours from midnight."""
        return self.top + offset * self.hour

    def index_at(self, x: float) -> int | None:
        """The day whose column lies at ``x``, None beside the columns."""
        index = math.floor((x - self.left) / self.column)
        return index if 0 <= index < len(self.days) else None

    def near(self, x: float, y: float) -> datetime:
        """The instant nearest to a position, also beside the columns and above or below the day.

        It is always one of that day: its end is the first instant of the next.
        """
        index = min(max(math.floor((x - self.left) / self.column), 0), len(self.days) - 1)
        axis = self.days[index]
        return min(axis.instant((y - self.top) / self.hour), axis.span.end - LAST)

    def time_at(self, x: float, y: float) -> datetime | None:
        """The instant at a position, None beside the columns and above or below the day."""
        index = self.index_at(x)
        if index is None:
            return None
        offset = (y - self.top) / self.hour
        return self.days[index].instant(offset) if 0 <= offset <= self.days[index].hours else None


Part = tuple[float, float]
"""Start and end in elapsed hours of a day."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a block stands: from the share ``left`` to the share ``right`` of its column's width (0
    to 1), over ``part`` of the day, with ``depth`` other blocks under it, the uppermost ``host``.
    """

    left: float
    right: float
    part: Part
    depth: int = 0
    host: int | None = None


def pack(
    parts: Sequence[Part],
    least: float = 0.0,
    day: float = 24.0,
    upper: Collection[int] = (),
) -> tuple[Slot, ...]:
    """Places for the blocks of a day of ``day`` hours, in the order given.

    A block that lies inside another and is shorter stands upon it (teaching in a standard day), and
    so do the ``upper`` ones (indices) upon any other of just their length (a session that takes a
    whole shift).
    Blocks that overlap otherwise stand side by side, each as wide as its cluster allows. A block
    shorter than ``least`` hours is shown as long as that, within its host and the day.
    """
    hosts = _hosts(parts, upper)
    slots: dict[int, Slot] = {}
    waiting: list[int | None] = [None]
    while waiting:
        host = waiting.pop()
        base = Slot(0.0, 1.0, (0.0, day), -1) if host is None else slots[host]
        limits = base.part if host is None else parts[host]
        inside = [i for i, above in enumerate(hosts) if above == host]
        shown = {i: at_least(parts[i], least, limits) for i in inside}
        inside.sort(key=lambda i: (shown[i][0], -shown[i][1], i))
        width = base.right - base.left
        for i, (lane, lanes) in zip(inside, _lanes([shown[i] for i in inside]), strict=True):
            left = base.left + width * lane / lanes
            slots[i] = Slot(left, left + width / lanes, shown[i], base.depth + 1, host)
        waiting += [i for i in inside if i in hosts]
    return tuple(slots[i] for i in range(len(parts)))


def at_least(part: Part, least: float, within: Part) -> Part:
    """A part made long enough to see and to hit: ``least`` hours, as far as ``within`` has room."""
    start, end = part
    if end - start >= least:
        return part
    end = min(start + least, within[1])
    return max(within[0], end - least), end


def _hosts(parts: Sequence[Part], upper: Collection[int]) -> list[int | None]:
    """For each part the shortest part that holds it whole and lies lower."""

    def lower(index: int, other: int) -> bool:
        (start, end), (first, last) = parts[index], parts[other]
        same = first == start and last == end and index in upper and other not in upper
        return first <= start and end <= last and (same or last - first > end - start)

    def host(index: int) -> int | None:
        around = [other for other in range(len(parts)) if lower(index, other)]
        return min(around, key=lambda i: parts[i][1] - parts[i][0], default=None)

    return [host(index) for index in range(len(parts))]


def _lanes(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Lane and number of lanes for parts sorted by start; overlapping parts never share a lane."""
    placed: list[tuple[int, int]] = []
    cluster: list[int] = []
    ends: list[float] = []
    for start, end in parts:
        if ends and start >= max(ends):
            placed += [(lane, len(ends)) for lane in cluster]
            cluster, ends = [], []
        lane = next((i for i, until in enumerate(ends) if until <= start), len(ends))
        ends[lane : lane + 1] = [end]
        cluster.append(lane)
    return placed + [(lane, len(ends)) for lane in cluster]


def stack(ranges: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Lanes of the all-day row, in the order given, for ranges of columns (both ends included).

    Ranges of one lane share no column; each takes the highest lane that is free.
    """
    taken: list[set[int]] = []
    lanes = []
    for first, last in ranges:
        columns = set(range(first, last + 1))
        lane = next((i for i, used in enumerate(taken) if not used & columns), len(taken))
        if lane == len(taken):
            taken.append(set())
        taken[lane] |= columns
        lanes.append(lane)
    return tuple(lanes)


def clear_part(part: Part, covers: Sequence[Part], need: float) -> Part:
    """The first stretch of ``part`` that ``covers`` leave free and that is ``need`` long; the
    longest free stretch where none is, and an empty one at the end where all is covered.
    """
    free: list[Part] = []
    at = part[0]
    for start, end in sorted(covers):
        if start > at:
            free.append((at, min(start, part[1])))
        at = max(at, end)
    if at < part[1]:
        free.append((at, part[1]))
    fitting = next((stretch for stretch in free if stretch[1] - stretch[0] >= need), None)
    return fitting or max(free, key=lambda s: s[1] - s[0], default=(part[1], part[1]))
