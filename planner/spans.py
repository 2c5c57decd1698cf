"""Half-open spans of time and their algebra.

A span holds its start and not its end. Both ends are kept in UTC, so that subtraction gives elapsed
time: Python subtracts two times of one zone on the wall clock, an hour wrong over a clock change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The time from ``start`` up to, not including, ``end``; never empty, never backwards.

    Takes aware datetimes of any zone and keeps them in UTC. Spans sort by start, then end.
    Raises ValueError for naive datetimes and where the end does not come after the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        for name, value in (("start", self.start), ("end", self.end)):
            if value.tzinfo is not UTC:
                if value.utcoffset() is None:
                    raise ValueError(f"a span needs aware times, {name} is {value!r}")
                object.__setattr__(self, name, value.astimezone(UTC))
        if self.start >= self.end:
            raise ValueError(f"a span ends after it starts, not {self.start} to {self.end}")

    @property
    def duration(self) -> timedelta:
        """Elapsed time."""
        return self.end - self.start

    @property
    def hours(self) -> float:
        """Elapsed time in hours."""
        return self.duration / HOUR

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share any time; spans that only touch do not."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def common(self, other: "Span") -> "Span | None":
        """The time that both share, None where they share none."""
        if not self.overlaps(other):
            return None
        if self.holds(other):
            return other
        if other.holds(self):
            return self
        return Span(max(self.start, other.start), min(self.end, other.end))

    def moved(self, by: timedelta) -> "Span":
        """The same length of time, ``by`` later (earlier where negative)."""
        return Span(self.start + by, self.end + by)


def union(spans: Iterable[Span], bridge: timedelta = timedelta(0)) -> list[Span]:
    """The time that any of ``spans`` covers: sorted, apart from each other.

    Spans that overlap, touch or leave a gap of at most ``bridge`` become one.
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start - joined[-1].end <= bridge:
            if span.end > joined[-1].end:
                joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def overlap(these: Iterable[Span], those: Iterable[Span]) -> list[Span]:
    """The time covered by both: sorted, apart from each other."""
    left, right = union(these), union(those)
    shared: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        both = left[i].common(right[j])
        if both is not None:
            shared.append(both)
        if left[i].end <= right[j].end:
            i += 1
        else:
            j += 1
    return shared


def minus(these: Iterable[Span], those: Iterable[Span]) -> list[Span]:
    """The time that ``these`` cover and ``those`` do not: sorted, apart from each other."""
    left: list[Span] = []
    taken = union(those)
    first = 0
    for span in union(these):
        while first < len(taken) and taken[first].end <= span.start:
            first += 1
        start = span.start
        for cut in taken[first:]:
            if cut.start >= span.end:
                break
            if cut.start > start:
                left.append(Span(start, cut.start))
            start = max(start, cut.end)
        if start < span.end:
            left.append(Span(start, span.end))
    return left


def gaps(spans: Iterable[Span], within: Span) -> list[Span]:
    """The time of ``within`` that no span covers."""
    return minus([within], spans)


def total(spans: Iterable[Span]) -> timedelta:
    """Elapsed time covered; time that several spans cover counts once."""
    return sum((span.duration for span in union(spans)), timedelta(0))
