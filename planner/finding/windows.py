"""Where protected time could lie, and what stands in its way everywhere else.

Each date is divided exactly: whatever part of it is not in a window is under a block, and every
block knows what it comes from. So "where" and "why not" can never disagree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from planner.clock import CoreHours, dates, day_span, instant
from planner.errors import WrongUse
from planner.finding.situation import Situation
from planner.finding.timeline import Timeline
from planner.finding.weights import Weights, load_weights
from planner.model.kind import Kind
from planner.model.release import Release
from planner.model.rota import Shift, covers
from planner.model.session import Where
from planner.rota import label_key
from planner.rules import Rest, rest
from planner.spans import Span, gaps, minus, union

WEEKEND = frozenset({5, 6})
"""Saturday and Sunday; 0 is Monday."""

_GIVEN = frozenset({Kind.ZERO, Kind.NON_WORKING})
"""Days of the rota that are a doctor's own to give."""


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
    KEPT_FREE = auto()
    DAY_OFF = auto()


class Block(NamedTuple):
    """Time in which no protected time can lie, and why.

    ``subject`` is the entry that takes the time (ENTRY) or keeps the day from being a free one
    (NOT_FREE), the rest, or the name of the bank holiday; None where the cause says all: KEPT_FREE
    is a weekday and DAY_OFF a day without an entry that the user keeps free.
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


class _Piece(NamedTuple):
    """Time that a shift takes up, and what releasing the doctor from it asks: whether somebody has
    to stand in, None where it cannot release. ``hours_only``: the rest of its dates is free of it.
    """

    span: Span
    shift: Shift
    cover: bool | None
    hours_only: bool


class Days:
    """Dates of a situation, divided into windows and blocks; an entry is looked at once for all."""

    def __init__(self, situation: Situation, weights: Weights | None = None) -> None:
        self._situation = situation
        self._weights = weights or load_weights()
        self._hours = self._core_hours()
        self._covers = covers(situation.shifts, situation.zone)
        self._pieces = Timeline(
            piece for shift in situation.shifts for piece in self._pieces_of(shift)
        )
        kept = rest(
            situation.shifts,
            situation.ruleset,
            situation.zone,
            booked=situation.booked,
            worked=situation.worked,
        )
        self._rest = Timeline(Block(each.span, Cause.REST, each) for each in kept)
        self._booked = Timeline(Block(span, Cause.BOOKED) for span in situation.booked)

    def _pieces_of(self, shift: Shift) -> Iterator[_Piece]:
        if self._situation.allow.rest_days and shift.kind in _GIVEN:
            return
        rostered = shift.rostered(self._situation.zone)
        if shift.kind.is_work and (not shift.all_day or shift.daily is not None):
            cover = self._cover(shift)
            for span in rostered:
                yield _Piece(span, shift, cover, hours_only=True)
        else:
            # Leave, days off, on-call and what nobody knows take their whole dates, besides any
            # hours.
            for span in union([shift.span, *rostered]):
                yield _Piece(span, shift, None, hours_only=False)

    def _cover(self, shift: Shift) -> bool | None:
        """Whether somebody has to stand in for the doctor, None where a shift cannot release:
        by the user's word for its label, else by its kind.
        """
        said = self._situation.releases
        word = said.get(label_key(shift.label)) if said else None
        if word is None:
            return self._weights.releases.get(shift.kind)
        return None if word is Release.NEVER else word is Release.WITH_COVER

    def windows(self, day: date) -> tuple[Window, ...]:
        """The windows of a local date, as `on` has them, for those who ask for no reasons."""
        core = self._hours.on(day, self._situation.zone)
        if core is None:
            return ()
        whole = day_span(day, self._situation.zone)
        pieces = self._pieces.over(whole)
        if pieces and not self._situation.allow.evenings and all(p.cover is None for p in pieces):
            return ()
        if next(self._closed(day, whole, pieces), None) is not None:
            return ()
        return _cut(self._ground(day, whole, pieces), core, [*_taken(pieces), *self._kept(whole)])

    def on(self, day: date) -> Day:
        """The windows and the blocks of a local date."""
        whole = day_span(day, self._situation.zone)
        core = self._hours.on(day, self._situation.zone)
        pieces = self._pieces.over(whole)
        ground = self._ground(day, whole, pieces)
        closed = list(self._closed(day, whole, pieces))
        blocks = [*closed, *_outside(core, whole), *_taken(pieces)]
        covered = [*(window.span for window in ground), *(block.span for block in blocks)]
        shifts = {id(piece.shift): piece.shift for piece in pieces}.values()
        blocks += [
            Block(span, Cause.NOT_FREE, shift) for span in gaps(covered, whole) for shift in shifts
        ]
        blocks += self._kept(whole)
        found = () if core is None or closed else _cut(ground, core, blocks)
        return Day(day, found, tuple(blocks))

    def _closed(self, day: date, whole: Span, pieces: list[_Piece]) -> Iterator[Block]:
        """What takes a date as a whole, whatever is rostered on it."""
        situation = self._situation
        if self._covers is None or not self._covers[0] <= day <= self._covers[1]:
            yield Block(whole, Cause.OUTSIDE_ROTA)
        holiday = situation.holidays.name(day)
        if holiday is not None:
            yield Block(whole, Cause.BANK_HOLIDAY, holiday)
        if day.weekday() in situation.prefers.kept_free:
            yield Block(whole, Cause.KEPT_FREE)
        elif not pieces and self._is_kept(day):
            yield Block(whole, Cause.DAY_OFF)

    def _is_kept(self, day: date) -> bool:
        """Whether the user keeps days off free and gives none of them for this search."""
        allow = self._situation.allow
        given = allow.rest_days or (allow.weekends and day.weekday() in WEEKEND)
        return self._situation.prefers.days_off is False and not given

    def _kept(self, whole: Span) -> list[Block]:
        """The rest and the booked sessions of a date."""
        kept = self._rest.over(whole)
        if self._situation.allow.evenings:
            kept = [block for block in kept if not _put_off(block, whole)]
        return kept + self._booked.over(whole)

    def _core_hours(self) -> CoreHours:
        core, allow = self._situation.core, self._situation.allow
        if allow.weekends:
            core = replace(core, weekdays=core.weekdays | WEEKEND)
        if allow.evenings:
            core = replace(core, end=max(core.end, self._weights.evening_end))
        return core

    def _ground(self, day: date, whole: Span, pieces: list[_Piece]) -> list[Window]:
        """The time of a date that could be given before anything is taken off: all of it where
        the rota has no entry, else that of the shifts which can release the doctor; with the
        evening after them, where the user gives it.
        """
        if not pieces:
            return [Window(whole, Where.FREE, needs_cover=False, shift=None)]
        ground = _released(whole, pieces)
        if self._situation.allow.evenings and all(piece.hours_only for piece in pieces):
            evening = self._evening(day, whole, pieces)
            if evening is not None:
                ground.append(Window(evening, Where.FREE, needs_cover=False, shift=None))
        return ground

    def _evening(self, day: date, whole: Span, pieces: list[_Piece]) -> Span | None:
        """From the end of the day's shifts, after core hours where none starts on the date, to
        midnight; None where nothing is left.
        """
        begin = max(piece.span.end for piece in pieces)
        if all(piece.span.start < whole.start for piece in pieces):
            begin = max(begin, instant(day, self._situation.core.end, self._situation.zone))
        return Span(begin, whole.end) if begin < whole.end else None


def _released(whole: Span, pieces: list[_Piece]) -> list[Window]:
    """The time of a date in shifts that can release the doctor."""
    released = [
        Window(common, Where.IN_SHIFT, piece.cover, piece.shift)
        for piece in pieces
        if piece.cover is not None and (common := piece.span.common(whole)) is not None
    ]
    # Where two of them overlap, the time belongs to the one that says more of it: admin inside a
    # standard day needs no cover, a clinic inside a ward day is the later of the two.
    released.sort(key=lambda window: window.span.start, reverse=True)
    released.sort(key=lambda window: window.needs_cover)
    ground = released[:1]
    for window in released[1:]:
        taken = [other.span for other in ground]
        ground += [replace(window, span=span) for span in minus([window.span], taken)]
    return ground


def _put_off(block: Block, whole: Span) -> bool:
    """Whether rest begins later once the evening of a date is given: an evening that joins a shift
    puts off the rest between it and the next, and the rules say of each booking whether it may.
    """
    between = isinstance(block.subject, Rest) and block.subject.rule == "R1"
    return between and whole.start < block.span.start


def _taken(pieces: list[_Piece]) -> Iterator[Block]:
    """The time of shifts that cannot release the doctor."""
    for piece in pieces:
        if piece.cover is None:
            yield Block(piece.span, Cause.ENTRY, piece.shift)


def _outside(core: Span | None, whole: Span) -> Iterator[Block]:
    """What core hours leave of a date."""
    if core is None:
        yield Block(whole, Cause.CORE_DAYS)
        return
    if whole.start < core.start:
        yield Block(Span(whole.start, core.start), Cause.CORE_HOURS)
    if core.end < whole.end:
        yield Block(Span(core.end, whole.end), Cause.CORE_HOURS)


def windows(situation: Situation, first: date, last: date) -> tuple[Window, ...]:
    """Every window from ``first`` to ``last``, both included, by start.

    Exact half-open spans: inside core hours, in shifts that can release the doctor or on dates on
    which the rota has no entry at all (and in what the doctor gives of their own time), and never
    in other entries (of known or unknown kind), bank holidays, rest that the rules keep free,
    booked sessions, or outside the dates the rota covers.
    Raises WrongUse for dates the wrong way round.
    """
    if last < first:
        raise WrongUse("The last date lies before the first. Give the first date, then the last.")
    days = Days(situation)
    return tuple(window for day in dates(first, last) for window in days.windows(day))


def wide_enough(of_day: Sequence[Window], hours: float) -> list[Window]:
    """The windows of a date that hold so many hours in one piece.

    Where none does, those that touch inside rostered hours count together: a morning on the ward
    and an afternoon of admin make a whole day, for which somebody has to stand in.
    """
    enough = [window for window in of_day if window.span.hours >= hours - _HAIR]
    if enough:
        return enough
    joined: list[Window] = []
    for window in of_day:
        if window.where is not Where.IN_SHIFT:
            continue
        before = joined[-1] if joined else None
        if before is not None and before.span.end == window.span.start:
            span = Span(before.span.start, window.span.end)
            cover = before.needs_cover or window.needs_cover
            shift = before.shift if before.needs_cover else window.shift
            joined[-1] = Window(span, Where.IN_SHIFT, cover, shift)
        else:
            joined.append(window)
    return [window for window in joined if window.span.hours >= hours - _HAIR]


_HAIR = 1e-9  # hours in fractions, such as a third, are not exact


def is_unknown(shift: Shift) -> bool:
    """Whether nobody can say yet what an entry is or when it is: its kind or its hours are
    missing.
    """
    return shift.kind is Kind.UNKNOWN or (
        shift.kind.is_work and shift.all_day and shift.daily is None
    )


def _cut(ground: list[Window], core: Span, blocks: Iterable[Block]) -> tuple[Window, ...]:
    """The ground inside core hours without the blocks, sorted; pieces of the same sort that touch
    become one.
    """
    taken = [block.span for block in blocks if block.span.overlaps(core)]
    left: list[Window] = []
    for window in ground:
        inside = window.span.common(core)
        if inside is not None:
            over = [span for span in taken if span.overlaps(inside)]
            left += [
                Window(span, window.where, window.needs_cover, window.shift)
                for span in (minus([inside], over) if over else [inside])
            ]
    left.sort(key=lambda window: window.span)
    joined: list[Window] = []
    for window in left:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.span.end == window.span.start
            and before.needs_cover == window.needs_cover
            and before.where is window.where
        ):
            joined[-1] = replace(before, span=Span(before.span.start, window.span.end))
        else:
            joined.append(window)
    return tuple(joined)
