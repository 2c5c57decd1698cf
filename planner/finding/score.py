"""How good an offer is: named parts from 0 to 1, each with its reason in words."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.clock import clock_span, instant
from planner.finding.situation import Busy
from planner.finding.weights import Weights
from planner.finding.windows import Window
from planner.model.kind import Kind
from planner.model.opportunity import Opportunity
from planner.model.placement import Half, Preferences
from planner.model.session import Where
from planner.model.words import hours_words, long_day_words
from planner.spans import HOUR, Span


class Tone(StrEnum):
    """Whether a reason speaks for an offer, against it, or just describes it."""

    GOOD = "good"
    NEUTRAL = "neutral"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an offer is good, or what it costs, in a few words such as "no cover needed"."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that offers are measured against: hours of the average week, hours of rest
    between two shifts. None where the rule set has no such rule.
    """

    average_week: float | None
    rest: float | None


NO_PREFERENCES = Preferences()


@dataclass(frozen=True, slots=True)
class Times:
    """The times of one local date that scores look at: ``noon`` when its afternoon begins at the
    earliest, ``midday`` when its morning ends at the latest, the usual hours, the ward round.
    """

    day: date
    noon: datetime
    midday: datetime
    usual_hours: Span
    ward_round: Span

    @classmethod
    def of(cls, day: date, zone: ZoneInfo, weights: Weights) -> "Times":
        """Those of a date."""
        return cls(
            day,
            instant(day, weights.noon, zone),
            instant(day, weights.midday, zone),
            clock_span(day, *weights.scale.usual_hours, zone),
            clock_span(day, *weights.scale.ward_round, zone),
        )


class Case(NamedTuple):
    """A span in a window, with what its score depends on.

    ``times`` are those of the date on which the span starts. ``figures`` are those of the rules
    with the span booked. ``others`` are the dates of other sessions. ``last`` is the last date
    asked for. ``prefers``, ``opportunities`` and ``team`` are as in the situation.
    """

    span: Span
    window: Window
    zone: ZoneInfo
    times: Times
    figures: Mapping[str, float]
    limits: Limits
    others: tuple[date, ...]
    last: date
    weights: Weights
    prefers: Preferences = NO_PREFERENCES
    opportunities: tuple[Opportunity, ...] = ()
    team: tuple[Busy | None, ...] = ()

    @property
    def day(self) -> date:
        """The local date of the span."""
        return self.times.day

    @property
    def half(self) -> Half | None:
        """The half of the day that the span keeps to."""
        if self.span.end <= self.times.midday:
            return Half.MORNING
        return Half.AFTERNOON if self.span.start >= self.times.noon else None


class Part(NamedTuple):
    """One part of a score: its value, 0 to 1, and what to say of it (nothing where it goes
    without saying).
    """

    value: float
    reason: Reason | None = None


def own_time(case: Case) -> Part:
    """Inside rostered hours, or on a day off that the doctor gives up for it."""
    if case.window.where is Where.FREE:
        return Part(0.0, Reason(_free_words(case), Tone.NEUTRAL))
    shift = case.window.shift
    kind = Kind.STANDARD if shift is None else shift.kind
    words = _INSIDE.get(kind, f"inside {kind.words.lower()}")
    return Part(1.0, Reason(words, Tone.NEUTRAL))


def _free_words(case: Case) -> str:
    if case.day.weekday() >= _SATURDAY:
        return "at the weekend"
    evening = case.window.span.start.astimezone(case.zone).time() >= _EVENING
    return "in the evening" if evening else "free day inside core hours"


_SATURDAY = 5
_EVENING = time(17)

_INSIDE = MappingProxyType(
    {
        Kind.STANDARD: "inside a standard day",
        Kind.ADMIN: "inside admin time",
        Kind.PROTECTED: "inside rostered protected time",
    }
)


def cover(case: Case) -> Part:
    """Whether somebody has to stand in on the ward."""
    if case.window.needs_cover:
        return Part(0.0, Reason("needs ward cover", Tone.WARN))
    return Part(1.0, Reason("no cover needed", Tone.GOOD))


def rest(case: Case) -> Part:
    """Rest before and after, beyond the least between two shifts (figure R1)."""
    least, limit = case.figures.get("R1"), case.limits.rest
    if limit is None:
        return Part(1.0)
    if least is None:
        return Part(1.0, Reason(f"{hours_words(limit)} rest kept", Tone.GOOD))
    if least < limit:
        return Part(0.0, Reason(f"only {hours_words(least)} rest in the rota itself", Tone.WARN))
    value = _share(least - limit, case.weights.scale.rest_room)
    return Part(value, Reason(f"{hours_words(limit)} rest kept", Tone.GOOD))


def average_week(case: Case) -> Part:
    """Room below the average working week that the rules allow (figure H1)."""
    week, limit = case.figures.get("H1"), case.limits.average_week
    if week is None or limit is None:
        return Part(1.0)
    value = _share(limit - week, case.weights.scale.average_week_room)
    words = f"{week:.1f} h average week"
    if week > limit:
        return Part(value, Reason(f"{words}, over {hours_words(limit)}", Tone.WARN))
    return Part(value, Reason(words, Tone.GOOD))


def half_day(case: Case) -> Part:
    """Whether the other half of the day stays whole: the span is a morning or an afternoon and
    begins or ends at midday or with its window.
    """
    midday, span, window = case.times.midday, case.span, case.window.span
    one_side = case.half is not None
    # On a free day nothing is left over that anyone would be needed for.
    free = case.window.where is Where.FREE
    edges = {midday} if free else {midday, window.start, window.end}
    at_edge = span.start in edges or span.end in edges
    if one_side and at_edge:
        return Part(1.0, Reason("keeps a half day whole", Tone.GOOD))
    if span == window:
        return Part(1.0, Reason("takes the whole day", Tone.NEUTRAL))
    return Part(0.5 if one_side or at_edge else 0.0)


def spread(case: Case) -> Part:
    """Days between this session and the nearest other one."""
    if not case.others:
        return Part(1.0)
    nearest = min(case.others, key=lambda day: (abs((case.day - day).days), day))
    days = (case.day - nearest).days
    value = _share(abs(days), case.weights.scale.spread_days)
    if days == 0:
        return Part(value, Reason("on the day of another session", Tone.WARN))
    counted = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    which = "since your last session" if days > 0 else "before your next session"
    near = abs(days) <= case.weights.scale.close_days
    tone = Tone.WARN if near else Tone.GOOD if value == 1.0 else Tone.NEUTRAL
    return Part(value, Reason(f"{counted} {which}", tone))


def usual_hours(case: Case) -> Part:
    """How much of the span lies in the usual hours of a working day."""
    return Part(_common_hours(case.span, case.times.usual_hours) / case.span.hours)


def notice(case: Case) -> Part:
    """Days left before the last date asked for."""
    days = (case.last - case.day).days
    value = _share(days, case.weights.scale.notice_days)
    if days >= case.weights.scale.notice_days:
        return Part(value)
    if days == 0:
        return Part(value, Reason("on the last day asked for", Tone.NEUTRAL))
    return Part(
        value, Reason(f"{days} day{'' if days == 1 else 's'} before the deadline", Tone.NEUTRAL)
    )


def ward_round(case: Case) -> Part:
    """Whether a session for which somebody has to stand in leaves the doctor to the round of the
    morning.
    """
    if not case.window.needs_cover:
        return Part(1.0)
    missed = _common_hours(case.span, case.times.ward_round)
    if not missed:
        return Part(1.0, Reason("after ward rounds", Tone.GOOD))
    value = 1.0 - missed / case.times.ward_round.hours
    return Part(value, Reason("during ward rounds", Tone.NEUTRAL))


def preferred(case: Case) -> Part | None:
    """How much of what the doctor prefers there is: the weekday, the half of the day."""
    prefers = case.prefers
    if not prefers.weekdays and prefers.half is None:
        return None
    day, half = long_day_words(case.day), case.half
    kept = [case.day.weekday() in prefers.weekdays] if prefers.weekdays else []
    kept += [half is prefers.half] if prefers.half is not None else []
    words = day if prefers.half is None else f"{day} {half}" if prefers.weekdays else str(half)
    value = sum(kept) / len(kept)
    if value == 1.0:
        return Part(value, Reason(f"{words}, as you prefer", Tone.GOOD))
    return Part(value)


def opportunity(case: Case) -> Part | None:
    """Whether the doctor is free for something that happens then, from its start to its end."""
    if not case.opportunities:
        return None
    joined = [each.title for each in case.opportunities if case.span.holds(each.span)]
    if not joined:
        return Part(0.0)
    return Part(1.0, Reason(f"joins {' and '.join(dict.fromkeys(joined))}", Tone.GOOD))


def team(case: Case) -> Part | None:
    """How much of the team is free; of whom nothing is known does not count as free."""
    if not case.team:
        return None
    known = [busy for busy in case.team if busy is not None]
    free = sum(_is_free(busy, case.span) for busy in known)
    count, unknown = len(case.team), len(case.team) - len(known)
    value = free / count
    if free == count:
        return Part(value, Reason("the rest of the team is free", Tone.GOOD))
    said = [f"{free} of {count} of the team free"]
    said += [f"{unknown} not known"] if unknown else []
    return Part(value, Reason(", ".join(said), Tone.NEUTRAL))


def _is_free(busy: Busy, span: Span) -> bool:
    before = bisect_left(busy, span.end, key=lambda each: each.start)
    return before == 0 or busy[before - 1].end <= span.start


PARTS: Mapping[str, Callable[[Case], Part | None]] = MappingProxyType(
    {
        "own_time": own_time,
        "cover": cover,
        "rest": rest,
        "average_week": average_week,
        "half_day": half_day,
        "spread": spread,
        "usual_hours": usual_hours,
        "notice": notice,
        "ward_round": ward_round,
        "preferred": preferred,
        "opportunity": opportunity,
        "team": team,
    }
)
"""The parts of a score by the names that `resources/finding.toml` gives their weights under, in
the order in which their reasons are told. None: nothing is known for it, and it does not count.
"""


def score(case: Case) -> tuple[int, tuple[Reason, ...]]:
    """The score of a case, 0 to 100, and its reasons."""
    weights = case.weights.parts
    found = [(weights[name], part(case)) for name, part in PARTS.items()]
    parts = [(weight, part) for weight, part in found if part is not None]
    value = sum(weight * part.value for weight, part in parts) / sum(w for w, _ in parts)
    told = [part.reason for _, part in parts if part.reason is not None]
    shift = case.window.shift
    if shift is not None and shift.daily is not None and shift.daily.assumed:
        told.append(Reason(f"usual hours assumed, {shift.daily}", Tone.NEUTRAL))
    return round(100 * value), tuple(told)


def _share(measured: float, best: float) -> float:
    return min(1.0, max(0.0, measured / best))


def _common_hours(one: Span, other: Span) -> float:
    return max(0.0, (min(one.end, other.end) - max(one.start, other.start)) / HOUR)
