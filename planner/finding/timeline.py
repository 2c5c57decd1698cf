"""Things by the time that they take up."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

from planner.spans import Span


class Lasting(Protocol):
    """What takes up a span of time."""

    @property
    def span(self) -> Span:
        """Its time."""


T = TypeVar("T", bound=Lasting)


class Timeline(Generic[T]):
    """Asked what lies over a span, without a look at all there is."""

    def __init__(self, things: Iterable[T]) -> None:
        self._things = sorted(things, key=lambda thing: thing.span.start)
        self._starts = [thing.span.start for thing in self._things]
        # Of things over each other the one that begins first may end last.
        self._ends = list(accumulate((thing.span.end for thing in self._things), max))

    def over(self, span: Span) -> list[T]:
        """The things with time in a span, by start; as they were given where they start at once."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return [thing for thing in self._things[first:last] if thing.span.end > span.start]
