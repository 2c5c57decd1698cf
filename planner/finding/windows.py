"""Where protected time could lie, and what stands in its way everywhere else.

Each date is divided exactly: whatever part of it is not in a window is under a block, and every
block knows what it comes from. So "where" and "why not" can never disagree.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from planner.clock import CoreHours, dates, dates_of, day_span, instant
from planner.errors import WrongUse
from planner.finding.situation import Situation
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


@dataclass(frozen=True, slots=True)
class Block:
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


@dataclass(frozen=True, slots=True)
class _Entry:
    """A shift with the time that it takes up, and what releasing the doctor asks: whether somebody
    has to stand in, None where it cannot release. ``hours_only``: the rest of its dates is free of
    it.
    """

    shift: Shift
    takes: tuple[Span, ...]
    cover: bool | None
    hours_only: bool = True


class Days:
    """Dates of a situation, divided into windows and blocks; an entry is looked at once for all."""

    def __init__(self, situation: Situation, weights: Weights | None = None) -> None:
        self._situation = situation
        self._weights = weights or load_weights()
        self._hours = self._core_hours()
        self._covers = covers(situation.shifts, situation.zone)
        self._entries: dict[date, list[_Entry]] = defaultdict(list)
        for shift in situation.shifts:
            entry = self._entry(shift)
            if entry is None:
                continue
            takes = entry.takes
            days = (
                dates_of(takes[0], situation.zone)
                if len(takes) == 1
                else {day for span in takes for day in dates_of(span, situation.zone)}
            )
            for day in days:
                self._entries[day].append(entry)
        self._rest: dict[date, list[Block]] = defaultdict(list)
        kept = rest(
            situation.shifts,
            situation.ruleset,
            situation.zone,
            booked=situation.booked,
            worked=situation.worked,
        )
        self._file(self._rest, (Block(each.span, Cause.REST, each) for each in kept))
        self._booked: dict[date, list[Block]] = defaultdict(list)
        self._file(self._booked, (Block(span, Cause.BOOKED) for span in situation.booked))

    def _entry(self, shift: Shift) -> _Entry | None:
        if self._situation.allow.rest_days and shift.kind in _GIVEN:
            return None
        zone = self._situation.zone
        rostered = shift.rostered(zone)
        hours_known = not shift.all_day or shift.daily is not None
        if shift.kind.is_work and hours_known:
            return _Entry(shift, rostered, self._cover(shift))
        # Leave, days off, on-call and what nobody knows take their whole dates, besides any hours.
        return _Entry(shift, tuple(union([shift.span, *rostered])), None, hours_only=False)

    def _cover(self, shift: Shift) -> bool | None:
        """Whether somebody has to stand in for the doctor, None where a shift cannot release:
        by the user's word for its label, else by its kind.
        """
        said = self._situation.releases
        word = said.get(label_key(shift.label)) if said else None
        if word is None:
            return self._weights.releases.get(shift.kind)
        return None if word is Release.NEVER else word is Release.WITH_COVER

    def _file(self, by_date: dict[date, list[Block]], blocks: Iterable[Block]) -> None:
        for block in blocks:
            for day in dates_of(block.span, self._situation.zone):
                by_date[day].append(block)

    def windows(self, day: date) -> tuple[Window, ...]:
        """The windows of a local date, as `on` has them, for those who ask for no reasons."""
        core = self._core(day)
        if core is None or self._situation.holidays.name(day) is not None:
            return ()
        entries = self._entries.get(day, [])
        if entries and not self._situation.allow.evenings and all(e.cover is None for e in entries):
            return ()
        ground, blocks = self._divided(day, entries)
        return _cut(ground, [*blocks, *self._kept(day)])

    def on(self, day: date) -> Day:
        """The windows and the blocks of a local date."""
        entries = self._entries.get(day, [])
        ground, blocks = self._divided(day, entries)
        covered = [*(window.span for window in ground), *(block.span for block in blocks)]
        unfree = [
            Block(span, Cause.NOT_FREE, entry.shift)
            for span in gaps(covered, day_span(day, self._situation.zone))
            for entry in entries
        ]
        blocks += [*unfree, *self._kept(day)]
        return Day(day, _cut(ground, blocks), tuple(blocks))

    def _kept(self, day: date) -> list[Block]:
        """The rest and the booked sessions of a date."""
        whole = day_span(day, self._situation.zone)
        return [*self._rests(day, whole), *self._booked.get(day, ())]

    def _divided(self, day: date, entries: list[_Entry]) -> tuple[list[Window], list[Block]]:
        """The time of a date that could be given, and what the rota and the calendar take of it."""
        whole = day_span(day, self._situation.zone)
        blocks = self._calendar_blocks(day, whole)
        blocks += [
            Block(span, Cause.ENTRY, entry.shift)
            for entry in entries
            if entry.cover is None
            for span in entry.takes
            if span.overlaps(whole)
        ]
        return self._ground(day, whole, entries), blocks

    def _rests(self, day: date, whole: Span) -> Iterator[Block]:
        """The rest of a date. Between two shifts it begins once the evening is given, too: an
        evening that joins a shift puts it off, and the rules say of each booking whether it may.
        """
        if not self._situation.allow.evenings:
            yield from self._rest.get(day, ())
            return
        for block in self._rest.get(day, ()):
            of_today = whole.start < block.span.start < whole.end
            between = isinstance(block.subject, Rest) and block.subject.rule == "R1"
            if not (of_today and between):
                yield block

    def _calendar_blocks(self, day: date, whole: Span) -> list[Block]:
        situation = self._situation
        blocks: list[Block] = []
        if self._covers is None or not self._covers[0] <= day <= self._covers[1]:
            blocks.append(Block(whole, Cause.OUTSIDE_ROTA))
        core = self._core(day)
        if core is None:
            blocks.append(Block(whole, Cause.CORE_DAYS))
        else:
            blocks += [Block(span, Cause.CORE_HOURS) for span in _around(core, whole)]
        holiday = situation.holidays.name(day)
        if holiday is not None:
            blocks.append(Block(whole, Cause.BANK_HOLIDAY, holiday))
        if day.weekday() in situation.prefers.kept_free:
            blocks.append(Block(whole, Cause.KEPT_FREE))
        elif not self._entries.get(day) and self._is_kept(day):
            blocks.append(Block(whole, Cause.DAY_OFF))
        return blocks

    def _is_kept(self, day: date) -> bool:
        """Whether the user keeps days off free and gives none of them for this search."""
        allow = self._situation.allow
        given = allow.rest_days or (allow.weekends and day.weekday() in WEEKEND)
        return self._situation.prefers.days_off is False and not given

    def _core(self, day: date) -> Span | None:
        """The core hours of a date with what the user gives of their own time."""
        return self._hours.on(day, self._situation.zone)

    def _core_hours(self) -> CoreHours:
        core, allow = self._situation.core, self._situation.allow
        if allow.weekends:
            core = replace(core, weekdays=core.weekdays | WEEKEND)
        if allow.evenings:
            core = replace(core, end=max(core.end, self._weights.evening_end))
        return core

    def _ground(self, day: date, whole: Span, entries: list[_Entry]) -> list[Window]:
        """The time of a date that could be given before anything is taken off: all of it where
        the rota has no entry, else that of the shifts which can release the doctor; with the
        evening after them, where the user gives it.
        """
        if not entries:
            return [Window(whole, Where.FREE, needs_cover=False, shift=None)]
        ground = self._released(whole, entries)
        if self._situation.allow.evenings and all(entry.hours_only for entry in entries):
            evening = self._evening(day, whole, entries)
            if evening is not None:
                ground.append(Window(evening, Where.FREE, needs_cover=False, shift=None))
        return ground

    def _evening(self, day: date, whole: Span, entries: list[_Entry]) -> Span | None:
        """From the end of the day's shifts, after core hours where none starts on the date, to
        midnight; None where nothing is left.
        """
        zone = self._situation.zone
        taken = [span for entry in entries for span in entry.takes if span.overlaps(whole)]
        today = [span.end for span in taken if span.start >= whole.start]
        ends = [span.end for span in taken]
        begin = max(ends if today else [*ends, instant(day, self._situation.core.end, zone)])
        return Span(begin, whole.end) if begin < whole.end else None

    def _released(self, whole: Span, entries: list[_Entry]) -> list[Window]:
        pieces = [
            Window(common, Where.IN_SHIFT, entry.cover, entry.shift)
            for entry in entries
            if entry.cover is not None
            for span in entry.takes
            if (common := span.common(whole)) is not None
        ]
        # Where two such entries overlap, the time belongs to the one that says more of it: admin
        # inside a standard day needs no cover, a clinic inside a ward day is the later of the two.
        pieces.sort(key=lambda piece: piece.span.start, reverse=True)
        pieces.sort(key=lambda piece: piece.needs_cover)
        ground = pieces[:1]
        for piece in pieces[1:]:
            taken = [other.span for other in ground]
            ground += [
                Window(span, piece.where, piece.needs_cover, piece.shift)
                for span in minus([piece.span], taken)
            ]
        return ground


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


def _around(part: Span, whole: Span) -> Iterator[Span]:
    """What a span leaves of one that holds it."""
    if whole.start < part.start:
        yield Span(whole.start, part.start)
    if part.end < whole.end:
        yield Span(part.end, whole.end)


def _cut(ground: list[Window], blocks: list[Block]) -> tuple[Window, ...]:
    """The ground without the blocks, sorted; pieces of the same sort that touch become one."""
    pieces: list[Window] = []
    for window in ground:
        taken = [block.span for block in blocks if block.span.overlaps(window.span)]
        if not taken:
            pieces.append(window)
        elif not any(span.holds(window.span) for span in taken):
            pieces += [
                Window(span, window.where, window.needs_cover, window.shift)
                for span in minus([window.span], taken)
            ]
    pieces.sort(key=lambda piece: piece.span)
    joined: list[Window] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.span.end == piece.span.start
            and before.needs_cover == piece.needs_cover
            and before.where is piece.where
        ):
            span = Span(before.span.start, piece.span.end)
            joined[-1] = Window(span, before.where, before.needs_cover, before.shift)
        else:
            joined.append(piece)
    return tuple(joined)
