"""Where protected time could lie, and what stands in its way everywhere else.

Each date is divided exactly: whatever part of it is not in a window is under a block, and every
block knows what it comes from. So "where" and "why not" can never disagree.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from planner.clock import dates, dates_of, day_span
from planner.errors import WrongUse
from planner.finding.situation import Situation
from planner.finding.weights import Weights, load_weights
from planner.model.kind import Kind
from planner.model.rota import Shift, covers
from planner.model.session import Where
from planner.rules import Rest, rest
from planner.spans import Span, gaps, minus, union


@dataclass(frozen=True, slots=True)
class Window:
    """A span in which protected time could lie.

    ``shift`` is the shift that it lies in, the first of them where several touch; None on a free
    day.
    """

    span: Span
    where: Where
    needs_cover: bool
    shift: Shift | None


class Cause(Enum):
    """What a block comes from."""

    OUTSIDE_ROTA = auto()
    CORE_DAYS = auto()
    CORE_HOURS = auto()
    BANK_HOLIDAY = auto()
    ENTRY = auto()
    NOT_FREE = auto()
    REST = auto()
    BOOKED = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """Time in which no protected time can lie, and why.

    ``subject`` is the entry that takes the time (ENTRY) or keeps the day from being a free one
    (NOT_FREE), the rest, or the name of the bank holiday; None where the cause says all.
    """

    span: Span
    cause: Cause
    subject: Shift | Rest | str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One local date: its windows by time, and the blocks that cover all the rest of it."""

    date: date
    windows: tuple[Window, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A shift with the time that it takes up and whether it can release the doctor."""

    shift: Shift
    takes: tuple[Span, ...]
    releases: bool


class Days:
    """Dates of a situation, divided into windows and blocks; an entry is looked at once for all."""

    def __init__(self, situation: Situation, weights: Weights | None = None) -> None:
        self._situation = situation
        self._weights = weights or load_weights()
        self._covers = covers(situation.shifts, situation.zone)
        self._entries: dict[date, list[_Entry]] = defaultdict(list)
        for shift in situation.shifts:
            entry = self._entry(shift)
            for day in {day for span in entry.takes for day in dates_of(span, situation.zone)}:
                self._entries[day].append(entry)
        self._rest: dict[date, list[Block]] = defaultdict(list)
        kept = rest(situation.shifts, situation.ruleset, situation.zone, booked=situation.booked)
        self._file(self._rest, (Block(each.span, Cause.REST, each) for each in kept))
        self._booked: dict[date, list[Block]] = defaultdict(list)
        self._file(self._booked, (Block(span, Cause.BOOKED) for span in situation.booked))

    def _entry(self, shift: Shift) -> _Entry:
        zone = self._situation.zone
        rostered = shift.rostered(zone)
        hours_known = not shift.all_day or shift.daily is not None
        if shift.kind.is_work and hours_known:
            return _Entry(shift, rostered, shift.kind in self._weights.releases)
        # Leave, days off, on-call and what nobody knows take their whole dates, besides any hours.
        return _Entry(shift, tuple(union([shift.span, *rostered])), releases=False)

    def _file(self, by_date: dict[date, list[Block]], blocks: Iterable[Block]) -> None:
        for block in blocks:
            for day in dates_of(block.span, self._situation.zone):
                by_date[day].append(block)

    def on(self, day: date) -> Day:
        """The windows and the blocks of a local date."""
        whole = day_span(day, self._situation.zone)
        entries = self._entries.get(day, [])
        ground = self._ground(whole, entries)
        blocks = self._calendar_blocks(day, whole)
        blocks += [
            Block(span, Cause.ENTRY, entry.shift)
            for entry in entries
            if not entry.releases
            for span in entry.takes
            if span.overlaps(whole)
        ]
        covered = [*(window.span for window in ground), *(block.span for block in blocks)]
        blocks += [
            Block(span, Cause.NOT_FREE, entry.shift)
            for span in gaps(covered, whole)
            for entry in entries
        ]
        blocks += [*self._rest.get(day, ()), *self._booked.get(day, ())]
        return Day(day, _cut(ground, blocks), tuple(blocks))

    def _calendar_blocks(self, day: date, whole: Span) -> list[Block]:
        situation = self._situation
        blocks: list[Block] = []
        if self._covers is None or not self._covers[0] <= day <= self._covers[1]:
            blocks.append(Block(whole, Cause.OUTSIDE_ROTA))
        core = situation.core.on(day, situation.zone)
        if core is None:
            blocks.append(Block(whole, Cause.CORE_DAYS))
        else:
            blocks += [Block(span, Cause.CORE_HOURS) for span in gaps([core], whole)]
        holiday = situation.holidays.name(day)
        if holiday is not None:
            blocks.append(Block(whole, Cause.BANK_HOLIDAY, holiday))
        return blocks

    def _ground(self, whole: Span, entries: list[_Entry]) -> list[Window]:
        """The time of a date that could be given before anything is taken off: all of it where
        the rota has no entry, else that of the shifts which can release the doctor.
        """
        if not entries:
            return [Window(whole, Where.FREE, needs_cover=False, shift=None)]
        pieces = [
            Window(common, Where.IN_SHIFT, self._weights.releases[entry.shift.kind], entry.shift)
            for entry in entries
            if entry.releases
            for span in entry.takes
            if (common := span.common(whole)) is not None
        ]
        # Where two such entries overlap, the time belongs to the one that says more of it: admin
        # inside a standard day needs no cover, a clinic inside a ward day is the later of the two.
        pieces.sort(key=lambda piece: piece.span.start, reverse=True)
        pieces.sort(key=lambda piece: piece.needs_cover)
        ground: list[Window] = []
        for piece in pieces:
            taken = [other.span for other in ground]
            ground += [
                Window(span, piece.where, piece.needs_cover, piece.shift)
                for span in minus([piece.span], taken)
            ]
        return ground


def windows(situation: Situation, first: date, last: date) -> tuple[Window, ...]:
    """Every window from ``first`` to ``last``, both included, by start.

    Exact half-open spans: inside core hours, in shifts that can release the doctor or on dates on
    which the rota has no entry at all, and never in other entries (of known or unknown kind), bank
    holidays, rest that the rules keep free, booked sessions, or outside the dates the rota covers.
    Raises WrongUse for dates the wrong way round.
    """
    if last < first:
        raise WrongUse("The last date lies before the first. Give the first date, then the last.")
    days = Days(situation)
    return tuple(window for day in dates(first, last) for window in days.on(day).windows)


def is_unknown(shift: Shift) -> bool:
    """Whether nobody can say yet what an entry is or when it is: its kind or its hours are
    missing.
    """
    return shift.kind is Kind.UNKNOWN or (
        shift.kind.is_work and shift.all_day and shift.daily is None
    )


def _cut(ground: list[Window], blocks: list[Block]) -> tuple[Window, ...]:
    """The ground without the blocks, sorted; pieces of the same sort that touch become one."""
    taken = [block.span for block in blocks]
    pieces = sorted(
        (
            Window(span, window.where, window.needs_cover, window.shift)
            for window in ground
            for span in minus([window.span], taken)
        ),
        key=lambda piece: piece.span,
    )
    joined: list[Window] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.span.end == piece.span.start
            and before.needs_cover == piece.needs_cover
        ):
            span = Span(before.span.start, piece.span.end)
            joined[-1] = Window(span, before.where, before.needs_cover, before.shift)
        else:
            joined.append(piece)
    return tuple(joined)
