"""A week laid out: which block stands where; no Qt and no pixels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from planner.model.words import day_words, week_words
from planner.rules import Rest
from planner.spans import Span
from ui.canvas.content import Entry, WeekContent, What, entries
from ui.canvas.layout import DayAxis, Part, Slot, clear_part, day_axis, pack, stack

LEAST = 0.7
"""Hours as which a shorter block is shown, so that a line of text fits and a pointer hits it."""


@dataclass(frozen=True, slots=True)
class Block:
    """An entry, or the part of it that lies on one day (0 is the first), among the hours.

    ``clear`` is the stretch for the text, which no block upon this one covers. ``first`` and
    ``last`` say whether the entry itself starts and ends here.
    """

    entry: Entry
    day: int
    slot: Slot
    clear: Part
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class RestBlock:
    """Time on one day that rules keep free, with what they call it and why."""

    day: int
    part: Part
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Banner:
    """An entry of the all-day row over the columns ``first`` to ``last``, in lane ``lane``.

    ``before`` and ``after`` say whether it goes on outside the week.
    """

    entry: Entry
    first: int
    last: int
    lane: int
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A laid-out week."""

    axes: tuple[DayAxis, ...]
    zone: ZoneInfo
    blocks: tuple[Block, ...]
    rests: tuple[RestBlock, ...]
    banners: tuple[Banner, ...]

    @property
    def lanes(self) -> int:
        """Number of lanes in the all-day row."""
        return max((banner.lane + 1 for banner in self.banners), default=0)

    def on_day(self, index: int) -> tuple[Entry, ...]:
        """The entries that touch a day: the all-day row first, then by time."""
        row = [b.entry for b in self.banners if b.first <= index <= b.last]
        hours = sorted(
            (block for block in self.blocks if block.day == index),
            key=lambda block: (block.slot.part, block.slot.left),
        )
        return (*row, *(block.entry for block in hours))

    def spoken(self) -> str:
        """The week as lines for a screen reader, one for each day: what is on it, in order."""
        lines = []
        for index, axis in enumerate(self.axes):
            parts = [entry.spoken(axis.day, self.zone) for entry in self.on_day(index)]
            parts += [f"{r.title} {r.text}".strip() for r in self.rests if r.day == index]
            lines.append(f"{day_words(axis.day)}: {'; '.join(parts) or 'nothing'}")
        return "\n".join(lines)

    @property
    def title(self) -> str:
        """The week in words."""
        return f"Week {week_words(self.axes[0].day)}"


def laid_out(content: WeekContent, first: date, zone: ZoneInfo) -> Scene:
    """The seven days from ``first`` with what ``content`` holds for them."""
    axes = tuple(day_axis(first + timedelta(days=n), zone) for n in range(7))
    week = Span(axes[0].span.start, axes[-1].span.end)
    inside = entries(content, zone, week)
    return Scene(
        axes,
        zone,
        tuple(block for n, axis in enumerate(axes) for block in _blocks(n, axis, inside)),
        tuple(rest for n, axis in enumerate(axes) for rest in _rests(n, axis, content.rest)),
        _banners(axes, inside),
    )


def _blocks(index: int, axis: DayAxis, inside: Iterable[Entry]) -> list[Block]:
    found = [(e, part) for e in inside if not e.all_day and (part := axis.part(e.span))]
    # What the user may act on comes last, so that it is painted over what it overlaps by a hair.
    found.sort(key=lambda pair: (pair[0].what is not What.SHIFT, pair[1]))
    upper = [n for n, (entry, _) in enumerate(found) if entry.what in (What.SESSION, What.OFFER)]
    slots = pack([part for _, part in found], LEAST, axis.hours, upper)
    blocks = []
    for n, ((entry, _), slot) in enumerate(zip(found, slots, strict=True)):
        covers = [other.part for other in slots if other.host == n]
        blocks.append(
            Block(
                entry,
                index,
                slot,
                clear_part(slot.part, covers, LEAST * 2),
                entry.span.start >= axis.span.start,
                entry.span.end <= axis.span.end,
            )
        )
    return sorted(blocks, key=lambda block: block.slot.depth)


def _rests(index: int, axis: DayAxis, rest: Sequence[Rest]) -> list[RestBlock]:
    found = sorted((part, r.title, r.text) for r in rest if (part := axis.part(r.span)) is not None)
    joined: list[RestBlock] = []
    for part, title, text in found:
        last = joined[-1] if joined else None
        if last is not None and part[0] < last.part[1]:
            joined[-1] = RestBlock(
                index,
                (last.part[0], max(last.part[1], part[1])),
                _both(last.title, title),
                _both(last.text, text),
            )
        else:
            joined.append(RestBlock(index, part, title, text))
    return joined


def _both(one: str, other: str) -> str:
    return one if other in one else f"{one} · {other}"


def _banners(axes: Sequence[DayAxis], inside: Iterable[Entry]) -> tuple[Banner, ...]:
    found = []
    for entry in inside:
        touched = [n for n, axis in enumerate(axes) if axis.span.overlaps(entry.span)]
        if entry.all_day:
            found.append((touched[0], touched[-1], entry))
    found.sort(key=lambda item: (item[0], item[0] - item[1], item[2].title))
    lanes = stack([(first, last) for first, last, _ in found])
    return tuple(
        Banner(
            entry,
            first,
            last,
            lane,
            entry.span.start < axes[0].span.start,
            entry.span.end > axes[-1].span.end,
        )
        for (first, last, entry), lane in zip(found, lanes, strict=True)
    )
