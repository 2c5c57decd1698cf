"""Keeps plans inside the rules: what is linear in them as rows, and what to cut off of the rest.

Each session of a plan keeps the rules by itself. Together they may still break one: too many
hours in a week, too many days in a row. A row or cut is linear, every plan that keeps the rules
satisfies it, and a cut is not satisfied by the plan at hand.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate

from planner.clock import DAY, WEEK
from planner.finding.candidates import QUARTERS, Candidate
from planner.finding.situation import Situation
from planner.model.session import Where
from planner.rules import Allowed, Breach, Room
from planner.spans import Span

Cut = tuple[Mapping[int, float], float]
"""Factors of candidates by their number, and the most that the sum of those chosen may come to."""

_HAIR = 1e-6  # a limit that is reached exactly is kept, whatever the last digit says
_NEAR = timedelta(days=16)  # beyond the longest run of days that a rule allows, with the rest after
_WINDOWS = 25  # rows of one rule that are laid down beforehand; more come as cuts when they matter


class Safety:
    """The rules of one situation, asked about sets of candidates known by their numbers."""

    def __init__(self, situation: Situation, candidates: Sequence[Candidate]) -> None:
        self._situation = situation
        self._candidates = candidates
        # Sessions inside rostered shifts add no work, so only those outside can break a rule.
        self._free = sorted(
            (
                number
                for number, candidate in enumerate(candidates)
                if candidate.offer.where is Where.FREE
            ),
            key=self._span,
        )
        self._starts = [self._span(number).start for number in self._free]
        self._by_date: dict[date, list[int]] = defaultdict(list)
        for number in self._free:
            self._by_date[candidates[number].date].append(number)
        self._room = room_of(situation)
        self._shapes: set[tuple[object, ...]] = set()

    def rows(self) -> Iterator[Cut]:
        """What the rules say that is linear: hours in a span, and days in a row."""
        if self._free:
            yield from self._hours_rows()
            yield from self._run_rows()

    @property
    def spare_weekends(self) -> tuple[Sequence[date], int]:
        """The Saturdays of weekends without work, and how many of those may have some."""
        return self._room.spare_weekends

    def cuts(self, chosen: Iterable[int]) -> list[Cut]:
        """What to cut off where the chosen candidates together break a rule; empty where they keep
        all of them.
        """
        free = [number for number in chosen if self._candidates[number].offer.where is Where.FREE]
        if not free:
            return []
        cuts: dict[tuple[tuple[int, ...], float], Cut] = {}
        for breach in self._worst(self._room.broken(map(self._span, free))):
            for terms, most in self._cut(breach, free):
                cuts[tuple(sorted(terms)), most] = (terms, most)
        return list(cuts.values())

    def part(self, chosen: Iterable[int]) -> list[int]:
        """A part of the chosen candidates that breaks no rule, and to which none of the others
        could be added; of those that break one together the earlier stay.
        """
        kept: list[int] = []
        asked = [sorted(chosen, key=self._span)]
        while asked:
            some = asked.pop()
            if not self._room.broken(map(self._span, [*kept, *some])):
                kept += some
            elif len(some) > 1:
                half = len(some) // 2
                asked += [some[half:], some[:half]]
        return sorted(kept, key=self._span)

    def average_week(self, chosen: Iterable[int]) -> float | None:
        """Hours of the average week (figure H1) with the chosen candidates booked."""
        return self._room.average(map(self._span, chosen))

    def _span(self, number: int) -> Span:
        return self._candidates[number].offer.span

    def _worst(self, broken: Iterable[Breach]) -> Iterator[Breach]:
        """Of windows that share most of their time the worst alone: its cut serves the others."""
        kept: dict[str, list[Breach]] = defaultdict(list)
        for breach in sorted(broken, key=lambda each: -abs(each.limit - each.measured)):
            apart = breach.span.duration / 8
            starts = [other.span.start for other in kept[breach.rule]]
            if all(abs(breach.span.start - start) >= apart for start in starts):
                kept[breach.rule].append(breach)
                yield breach

    def _hours_rows(self) -> Iterator[Cut]:
        most = [0.0, *accumulate(self._most_of_dates())]
        rows: dict[str, dict[tuple[int, int], Allowed]] = defaultdict(dict)
        for allowed in self._room.allowed():
            first, last = self._range(allowed.span)
            if most[last] - most[first] > allowed.hours + _HAIR:
                # Windows about the same sessions: the one with the least room says it for all.
                known = rows[allowed.rule].setdefault((first, last), allowed)
                if allowed.hours < known.hours:
                    rows[allowed.rule][first, last] = allowed
        for found in rows.values():
            step = 1 + len(found) // _WINDOWS
            for allowed in list(found.values())[::step]:
                yield self._inside(allowed.span), allowed.hours * QUARTERS + _HAIR

    def _most_of_dates(self) -> Iterator[float]:
        """For each free candidate in order of time the hours by which it passes those before it on
        its date: summed up, the most that sessions on the dates can come to.
        """
        day, longest = date.min, 0.0
        for number in self._free:
            candidate = self._candidates[number]
            longest = longest if candidate.date == day else 0.0
            day = candidate.date
            yield max(0.0, candidate.offer.hours - longest)
            longest = max(longest, candidate.offer.hours)

    def _range(self, span: Span) -> tuple[int, int]:
        """The places among the free candidates of those that may have time in a span, from and to;
        a session is at most a day long.
        """
        first = bisect_left(self._starts, span.start - DAY)
        return first, bisect_left(self._starts, span.end)

    def _inside(self, span: Span) -> dict[int, float]:
        """The free candidates with time in a span, with the quarters of an hour that they have."""
        first, last = self._range(span)
        return {
            number: common.hours * QUARTERS
            for number in self._free[first:last]
            if (common := self._span(number).common(span)) is not None
        }

    def _run_rows(self) -> Iterator[Cut]:
        """Of so many days in a row that one more than allowed would have work, one has none."""
        most = self._room.days_in_a_row
        if most is None:
            return
        worked = self._room.days_of_work
        firsts = {day - n * DAY for day in tuple(self._by_date) for n in range(most + 1)}
        for first in sorted(firsts):
            days = [first + n * DAY for n in range(most + 1)]
            added = [day for day in days if day not in worked]
            if added and all(self._one_each(day) for day in added):
                alike = (number for day in added for number in self._by_date[day])
                yield dict.fromkeys(alike, 1.0), len(added) - 1.0

    def _one_each(self, day: date) -> bool:
        """Whether there are candidates on a date, of which no two could both be chosen."""
        spans = [self._span(number) for number in self._by_date.get(day, ())]
        latest = max((span.start for span in spans), default=None)
        return latest is not None and all(latest < span.end for span in spans)

    def _cut(self, breach: Breach, free: list[int]) -> Iterator[Cut]:
        if breach.rule == "H2":
            yield self._inside(breach.span), self._room.hours_left(breach) * QUARTERS + _HAIR
        elif breach.rule == "H1" and (hours := self._average_left(breach.span)) is not None:
            yield self._inside(breach.span), hours * QUARTERS + _HAIR
        else:
            yield from self._set_cuts(breach, free)

    def _average_left(self, span: Span) -> float | None:
        for allowed in self._room.allowed():
            if allowed.rule == "H1" and allowed.span == span:
                return allowed.hours
        return None

    def _set_cuts(self, breach: Breach, free: list[int]) -> Iterator[Cut]:
        """As few of the chosen as break the rule together must not all be chosen; nor must longer
        sessions that hold the same time, nor the same days of other weeks.
        """
        near = Span(breach.span.start - _NEAR, breach.span.end + _NEAR)
        needed = [number for number in free if self._span(number).overlaps(near)]
        room = room_of(self._situation, near)
        if not room.broken(map(self._span, needed), breach.rule):
            needed, room = free, self._room
        needed = self._fewest(room, needed, breach.rule)
        if not self._room.broken(map(self._span, needed), breach.rule):
            needed = free
        yield self._not_all(needed)
        days = [self._candidates[number].date for number in needed]
        shape = (breach.rule, days[0].weekday(), *((day - days[0]).days for day in days))
        if needed is not free and shape not in self._shapes:
            self._shapes.add(shape)
            yield from self._echoes(breach.rule, days)

    def _fewest(self, room: Room, chosen: list[int], rule: str) -> list[int]:
        """As few of the chosen, and as short ones instead of them, as still break the rule."""
        needed = chosen
        for number in chosen:
            fewer = [other for other in needed if other != number]
            if fewer and room.broken(map(self._span, fewer), rule):
                needed = fewer
        for place, number in enumerate(needed):
            for shorter in self._held_by(number):
                instead = [*needed[:place], shorter, *needed[place + 1 :]]
                if room.broken(map(self._span, instead), rule):
                    needed = instead
                    break
        return needed

    def _echoes(self, rule: str, days: list[date]) -> Iterator[Cut]:
        """What breaks a rule on some days of the week breaks it in other weeks as well where the
        rota is alike: cut off now, it needs no look later.
        """
        weeks = {
            (day - days[0]).days // 7 for day in self._by_date if day.weekday() == days[0].weekday()
        }
        for week in sorted(weeks - {0}):
            there = [self._by_date.get(day + week * WEEK) for day in days]
            if all(there):
                numbers = [
                    min(each, key=lambda n: self._span(n).duration) for each in there if each
                ]
                spans = [self._span(number) for number in numbers]
                room = room_of(self._situation, Span(spans[0].start - _NEAR, spans[-1].end + _NEAR))
                if room.broken(spans, rule):
                    yield self._not_all(numbers)

    def _not_all(self, numbers: list[int]) -> Cut:
        alike = {other for number in numbers for other in self._holding(number)}
        return dict.fromkeys(sorted(alike), 1.0), len(numbers) - 1.0

    def _held_by(self, number: int) -> list[int]:
        """The candidates of the same date whose time is part of this one's, the shortest first."""
        whole = self._span(number)
        others = self._by_date[self._candidates[number].date]
        held = [other for other in others if whole.holds(self._span(other)) and other != number]
        return sorted(held, key=lambda other: self._span(other).duration)

    def _holding(self, number: int) -> Iterator[int]:
        """The candidates of the same date that hold all the time of this one."""
        part = self._span(number)
        others = self._by_date[self._candidates[number].date]
        return (other for other in others if self._span(other).holds(part))


def room_of(situation: Situation, near: Span | None = None) -> Room:
    """The room that the rules leave in a situation; only what lies ``near`` is looked at where
    that is given.
    """
    shifts, booked = situation.shifts, situation.booked
    if near is not None:
        shifts = tuple(shift for shift in shifts if shift.span.overlaps(near))
        booked = tuple(span for span in booked if span.overlaps(near))
    return Room(
        shifts,
        situation.ruleset,
        situation.zone,
        booked=booked,
        opt_out=situation.opt_out,
        worked=situation.worked,
    )
