"""Duties: a person's work as the rules count it, in whole seconds.

The rules compare thousands of times, so they run on lists of integers (seconds of UTC since 1970);
`Duty` is what the rest of the program sees.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from math import ceil, floor
from zoneinfo import ZoneInfo

from planner.clock import instant
from planner.model.rota import Shift
from planner.rules.ruleset import Ruleset
from planner.spans import Span

HOUR = 3600
DAY = 24 * HOUR
BOOKED = -1

_EPOCH = date(1970, 1, 1).toordinal()

Piece = tuple[int, int, int]
"""Work from one second up to another, and the number of its shift, `BOOKED` for a session."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Joined work: the entries of a person that overlap, touch or leave a short gap.

    ``span`` runs from the first start to the last end; ``work`` is the time in it that is worked
    and ``hours`` its length, where an overlap counts once and a gap does not. ``day`` is the local
    date on which the duty starts. ``shifts`` is empty for booked time that stands alone.
    """

    span: Span
    work: tuple[Span, ...]
    hours: float
    day: date
    night: bool
    long: bool
    evening: bool
    shifts: tuple[Shift, ...]


class LocalDates:
    """Local dates, as ordinals, and the seconds of UTC at which their clocks show a time.

    Remembers what it was asked; `local_dates` gives one for all rotas of a zone.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._seconds: dict[tuple[int, time], int] = {}
        self._midnights: dict[int, int] = {}

    def of(self, second: int) -> int:
        """The local date at a second."""
        day = second // DAY + _EPOCH
        # The clock of a zone may be most of a day ahead of UTC or behind it.
        while second < self.midnight(day):
            day -= 1
        while second >= self.midnight(day + 1):
            day += 1
        return day

    def at(self, day: int, clock: time) -> int:
        """The second at which the clock of a local date shows a time."""
        key = (day, clock)
        known = self._seconds.get(key)
        if known is None:
            known = seconds(instant(date.fromordinal(day), clock, self.zone))
            self._seconds[key] = known
        return known

    def midnight(self, day: int) -> int:
        """The second at which a local date begins."""
        known = self._midnights.get(day)
        if known is None:
            known = self._midnights[day] = self.at(day, time.min)
        return known


@lru_cache(maxsize=16)
def local_dates(zone: ZoneInfo) -> LocalDates:
    """The dates of a zone: what one rota asked of them the next need not work out again."""
    return LocalDates(zone)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a rule set means by a shift, a night, a long shift and a long evening, in seconds.

    A set without nights, long shifts or long evenings (N1, S1, S3) has none.
    """

    join: int
    night: tuple[time, time] | None
    night_least: int
    long_above: int | None
    evening: tuple[time, time] | None

    @classmethod
    def of(cls, ruleset: Ruleset) -> "Terms":
        """The meanings that a rule set gives these words."""
        night = ruleset.limits.get("N1")
        long = ruleset.limits.get("S1")
        evening = ruleset.limits.get("S3")
        return cls(
            join=ruleset.join_minutes * 60,
            night=night.between if night else None,
            night_least=round(night.value() * HOUR) if night else 0,
            long_above=round(long.value() * HOUR) if long else None,
            evening=evening.between if evening else None,
        )


class Work:
    """The duties of one person in order of time, as lists of equal length: one entry a duty.

    ``starts`` and ``ends`` in seconds; ``worked`` seconds of work; ``days`` local start dates as
    ordinals; ``nights``, ``longs`` and ``evenings`` by N1, S1 and S3. ``stretch_starts`` and
    ``stretch_ends`` are the stretches of unbroken work, ``before`` the seconds worked before each
    of them.
    """

    def __init__(self, pieces: Iterable[Piece], dates: LocalDates, terms: Terms) -> None:
        self.dates = dates
        self.terms = terms
        self.pieces = sorted(pieces)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.worked: list[int] = []
        self.stretch_starts: list[int] = []
        self.stretch_ends: list[int] = []
        self._first_stretch: list[int] = []
        self._first_piece: list[int] = []
        self._join()
        self.before = _running_total(self.stretch_starts, self.stretch_ends)
        self.days = [dates.of(start) for start in self.starts]
        self.nights = [self._is_night(duty) for duty in range(len(self.starts))]
        above = terms.long_above
        self.longs = [above is not None and worked > above for worked in self.worked]
        self.evenings = [long and self._is_evening(duty) for duty, long in enumerate(self.longs)]

    def _join(self) -> None:
        for number, (start, end, _) in enumerate(self.pieces):
            if self.ends and start <= self.ends[-1]:
                extra = max(0, end - self.ends[-1])
                self.stretch_ends[-1] += extra
                self.ends[-1] += extra
                self.worked[-1] += extra
                continue
            if self.ends and start - self.ends[-1] <= self.terms.join:
                self.ends[-1] = end
                self.worked[-1] += end - start
            else:
                self._first_stretch.append(len(self.stretch_starts))
                self._first_piece.append(number)
                self.starts.append(start)
                self.ends.append(end)
                self.worked.append(end - start)
            self.stretch_starts.append(start)
            self.stretch_ends.append(end)

    def _is_night(self, duty: int) -> bool:
        if self.terms.night is None:
            return False
        evening, morning = self.terms.night
        over_midnight = int(morning <= evening)
        start, end = self.starts[duty], self.ends[duty]
        day = self.days[duty] - over_midnight
        while (first := self.dates.at(day, evening)) < end:
            last = self.dates.at(day + over_midnight, morning)
            if last > start and self.between(first, last, duty) >= self.terms.night_least:
                return True
            day += 1
        return False

    def _is_evening(self, duty: int) -> bool:
        """Whether a long shift starts before the one clock time of its date and ends after the
        other.
        """
        if self.terms.evening is None:
            return False
        before, after = self.terms.evening
        day, at = self.days[duty], self.dates.at
        return self.starts[duty] < at(day, before) and self.ends[duty] > at(day, after)

    def between(self, first: int, last: int, duty: int) -> int:
        """Seconds of one duty's work from ``first`` up to ``last``."""
        stretches = self.stretches(duty)
        return sum(max(0, min(end, last) - max(start, first)) for start, end in stretches)

    def until(self, second: int) -> int:
        """Seconds worked before an instant."""
        last = bisect_right(self.stretch_starts, second) - 1
        if last < 0:
            return 0
        return self.before[last] + min(second, self.stretch_ends[last]) - self.stretch_starts[last]

    def stretches(self, duty: int) -> list[tuple[int, int]]:
        """The unbroken work of a duty."""
        first = self._first_stretch[duty]
        final = duty + 1 == len(self.starts)
        last = len(self.stretch_starts) if final else self._first_stretch[duty + 1]
        if last == first + 1:
            return [(self.starts[duty], self.ends[duty])]
        return list(
            zip(self.stretch_starts[first:last], self.stretch_ends[first:last], strict=True)
        )

    def duties_within(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last duty with time from ``start`` up to ``end``.

        The last is before the first where there is none.
        """
        return bisect_right(self.ends, start), bisect_left(self.starts, end) - 1

    def starting_on(self, day: int) -> tuple[int, int]:
        """The first and the last duty that start on a local date; the last is before the first
        where none does.
        """
        return bisect_left(self.days, day), bisect_right(self.days, day) - 1

    def owners(self, first: int, last: int) -> list[int]:
        """The numbers of the shifts of the duties from ``first`` to ``last``, in order of time."""
        return _owners(self.pieces_of(first, last))

    def pieces_of(self, first: int, last: int) -> list[Piece]:
        """The pieces of the duties from ``first`` to ``last``, both included."""
        stop = None if last + 1 >= len(self.starts) else self._first_piece[last + 1]
        return self.pieces[self._first_piece[first] : stop] if first <= last else []

    def duty(self, number: int, shifts: Sequence[Shift]) -> Duty:
        """One duty as the rest of the program sees it; ``shifts`` are those that the pieces
        count.
        """
        whole = span(self.starts[number], self.ends[number])
        stretches = self.stretches(number)
        return Duty(
            span=whole,
            work=tuple(span(*each) for each in stretches) if len(stretches) > 1 else (whole,),
            hours=self.worked[number] / HOUR,
            day=date.fromordinal(self.days[number]),
            night=self.nights[number],
            long=self.longs[number],
            evening=self.evenings[number],
            shifts=tuple([shifts[owner] for owner in self.owners(number, number)]),
        )


def duties(
    shifts: Sequence[Shift], ruleset: Ruleset, zone: ZoneInfo, *, booked: Sequence[Span] = ()
) -> tuple[Duty, ...]:
    """The duties of one person's shifts and booked time, in order of time."""
    pieces = [*rostered_pieces(shifts, zone), *booked_pieces(booked)]
    work = Work(pieces, local_dates(zone), Terms.of(ruleset))
    return tuple(work.duty(number, shifts) for number in range(len(work.starts)))


def rostered_pieces(shifts: Sequence[Shift], zone: ZoneInfo) -> list[Piece]:
    """The rostered work; a shift's number is its place in ``shifts``."""
    return [
        (seconds(part.start), end_second(part.end), number)
        for number, shift in enumerate(shifts)
        for part in shift.work(zone)
    ]


def booked_pieces(booked: Iterable[Span]) -> list[Piece]:
    """Booked sessions as work."""
    return [(seconds(part.start), end_second(part.end), BOOKED) for part in booked]


def seconds(at: datetime) -> int:
    """Whole seconds of UTC since 1970, the finest time that a calendar file can hold."""
    return floor(at.timestamp())


def end_second(end: datetime) -> int:
    """The same for the end of work: a part of a second counts as a whole one."""
    return ceil(end.timestamp())


def span(start: int, end: int) -> Span:
    """The span of two seconds."""
    return Span(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))


def _owners(pieces: Iterable[Piece]) -> list[int]:
    found = dict.fromkeys([owner for _, _, owner in pieces])
    found.pop(BOOKED, None)
    return list(found)


def _running_total(starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    totals, total = [], 0
    for start, end in zip(starts, ends, strict=True):
        totals.append(total)
        total += end - start
    return totals
