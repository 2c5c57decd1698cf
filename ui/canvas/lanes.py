"""Lanes of time one under the other: the weeks of a placement, or people over some weeks. No Qt.

Along a lane every day is equally wide; within a day, time is elapsed time from its midnight.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from planner.clock import WEEK, dates, day_span, monday
from planner.model.session import State
from planner.model.words import day_words, hours_words
from planner.rules import Rest
from planner.spans import Span
from ui.canvas.content import Entry, What
from ui.canvas.layout import Part, at_least, clear_part

LEAST = 0.06
"""Days as which a shorter strip is shown, so that it is seen and a pointer hits it."""


@dataclass(frozen=True, slots=True)
class Strip:
    """An entry along a lane, from ``left`` to ``right`` in days from the lane's first midnight.

    ``clear`` is the stretch for its words, which no strip upon it covers.
    """

    entry: Entry
    left: float
    right: float
    clear: Part


@dataclass(frozen=True, slots=True)
class RestStrip:
    """Time that a rule keeps free, along a lane."""

    left: float
    right: float
    title: str


@dataclass(frozen=True, slots=True)
class LaneDay:
    """A date of a lane, with its time: 23 or 25 hours where the clock changes."""

    date: date
    span: Span


@dataclass(frozen=True, slots=True)
class Lane:
    """Days side by side with strips on them: what is rostered lies under what is protected."""

    title: str
    note: str
    days: tuple[LaneDay, ...]
    strips: tuple[Strip, ...]
    rests: tuple[RestStrip, ...] = ()

    @property
    def span(self) -> Span:
        """From the first midnight to the last."""
        return Span(self.days[0].span.start, self.days[-1].span.end)

    def on_day(self, index: int) -> tuple[Entry, ...]:
        """The entries that lie on a day, by where they begin."""
        found = [s for s in self.strips if s.left < index + 1 and s.right > index]
        return tuple(strip.entry for strip in sorted(found, key=lambda s: (s.left, s.right)))

    def at(self, place: float) -> Strip | None:
        """The uppermost strip at a place along the lane, in days."""
        return next((s for s in reversed(self.strips) if s.left <= place < s.right), None)


def lane(
    title: str,
    note: str,
    days: tuple[LaneDay, ...],
    entries: Iterable[Entry],
    rest: Iterable[Rest] = (),
) -> Lane:
    """A lane with what of the entries and the rest lies on its days."""
    whole = Span(days[0].span.start, days[-1].span.end)
    strips = []
    for entry in entries:
        part = entry.span.common(whole)
        if part is not None:
            left, right = _along(days, part)
            left, right = at_least((left, right), LEAST, (0.0, float(len(days))))
            strips.append(Strip(entry, left, right, (left, right)))
    strips.sort(key=lambda s: (s.entry.what is not What.SHIFT, not s.entry.all_day, s.left))
    for number, strip in enumerate(strips):
        upper = [(s.left, s.right) for s in strips[number + 1 :]]
        covers = [part for part in upper if part[0] < strip.right and part[1] > strip.left]
        if covers:
            clear = clear_part((strip.left, strip.right), covers, LEAST * 2)
            strips[number] = replace(strip, clear=clear)
    rests = []
    for each in rest:
        part = each.span.common(whole)
        if part is not None:
            rests.append(RestStrip(*_along(days, part), each.title))
    return Lane(title, note, days, tuple(strips), tuple(rests))


def _along(days: Sequence[LaneDay], part: Span) -> tuple[float, float]:
    return _place(days, part, start=True), _place(days, part, start=False)


def _place(days: Sequence[LaneDay], part: Span, *, start: bool) -> float:
    at = part.start if start else part.end
    for index, day in enumerate(days):
        inside = at < day.span.end if start else at <= day.span.end
        if inside:
            return index + (at - day.span.start) / day.span.duration
    return float(len(days))


def placement_lanes(
    entries: Sequence[Entry], rest: Sequence[Rest], first: date, last: date, zone: ZoneInfo
) -> tuple[Lane, ...]:
    """One lane a week, Monday to Sunday, for the weeks that touch ``first`` to ``last``; the note
    says how much protected time a week has.
    """
    made = []
    week = monday(first)
    while week <= last:
        days = days_from(week, 7, zone)
        whole = Span(days[0].span.start, days[-1].span.end)
        inside = [entry for entry in entries if entry.span.overlaps(whole)]
        near = [each for each in rest if each.span.overlaps(whole)]
        made.append(
            lane(day_words(week).partition(" ")[2], _note(inside, whole), days, inside, near)
        )
        week += WEEK
    return tuple(made)


def days_from(first: date, count: int, zone: ZoneInfo) -> tuple[LaneDay, ...]:
    """Some days in a row."""
    last = first + timedelta(days=count - 1)
    return tuple(LaneDay(day, day_span(day, zone)) for day in dates(first, last))


def _note(entries: Iterable[Entry], week: Span) -> str:
    hours = sum(
        entry.span.hours
        for entry in entries
        if entry.what is What.SESSION
        and entry.state is not State.LOST
        and week.start <= entry.span.start < week.end
    )
    return hours_words(hours) if hours else ""


@lru_cache(maxsize=256)
def initials(words: str) -> str:
    """What stands for a few words where there is no room for them: "Annual leave" is "AL", what
    stands in brackets is left out.
    """
    return "".join(word[0] for word in words.partition("(")[0].replace("-", " ").split()).upper()
