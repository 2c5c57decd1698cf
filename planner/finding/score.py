"""How good an offer is: named parts from 0 to 1, each with its reason in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from planner.clock import clock_span, instant, local_date
from planner.finding.weights import Weights
from planner.finding.windows import Window
from planner.model.kind import Kind
from planner.model.session import Where
from planner.model.words import hours_words
from planner.spans import Span


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


@dataclass(frozen=True, slots=True)
class Case:
    """A span in a window, with what its score depends on.

    ``figures`` are those of the rules with the span booked. ``others`` are the dates of other
    sessions. ``last`` is the last date asked for.
    """

    span: Span
    window: Window
    zone: ZoneInfo
    figures: Mapping[str, float]
    limits: Limits
    others: tuple[date, ...]
    last: date
    weights: Weights

    @property
    def date(self) -> date:
        """The local date of the span."""
        return local_date(self.span.start, self.zone)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: its value, 0 to 1, and what to say of it (nothing where it goes
    without saying).
    """

    value: float
    reason: Reason | None = None


def own_time(case: Case) -> Part:
    """Inside rostered hours, or on a day off that the doctor gives up for it."""
    if case.window.where is Where.FREE:
        return Part(0.0, Reason("free day inside core hours", Tone.NEUTRAL))
    shift = case.window.shift
    kind = Kind.STANDARD if shift is None else shift.kind
    words = _INSIDE.get(kind, f"inside {kind.words.lower()}")
    return Part(1.0, Reason(words, Tone.NEUTRAL))


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
    """Whether the other half of the day stays whole: the span keeps to one side of midday and
    begins or ends at midday or with its window.
    """
    midday = instant(case.date, case.weights.midday, case.zone)
    span, window = case.span, case.window.span
    one_side = span.end <= midday or span.start >= midday
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
    nearest = min(case.others, key=lambda day: (abs((case.date - day).days), day))
    days = (case.date - nearest).days
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
    begin, end = case.weights.scale.usual_hours
    common = case.span.common(clock_span(case.date, begin, end, case.zone))
    value = 0.0 if common is None else common.hours / case.span.hours
    return Part(value)


def notice(case: Case) -> Part:
    """Days left before the last date asked for."""
    days = (case.last - case.date).days
    value = _share(days, case.weights.scale.notice_days)
    if days >= case.weights.scale.notice_days:
        return Part(value)
    if days == 0:
        return Part(value, Reason("on the last day asked for", Tone.NEUTRAL))
    return Part(
        value, Reason(f"{days} day{'' if days == 1 else 's'} before the deadline", Tone.NEUTRAL)
    )


PARTS: Mapping[str, Callable[[Case], Part]] = MappingProxyType(
    {
        "own_time": own_time,
        "cover": cover,
        "rest": rest,
        "average_week": average_week,
        "half_day": half_day,
        "spread": spread,
        "usual_hours": usual_hours,
        "notice": notice,
    }
)
"""The parts of a score by the names that `resources/finding.toml` gives their weights under, in
the order in which their reasons are told.
"""


def score(case: Case) -> tuple[int, tuple[Reason, ...]]:
    """The score of a case, 0 to 100, and its reasons."""
    weights = case.weights.parts
    parts = {name: part(case) for name, part in PARTS.items()}
    value = sum(weights[name] * part.value for name, part in parts.items()) / sum(weights.values())
    told = [part.reason for part in parts.values() if part.reason is not None]
    shift = case.window.shift
    if shift is not None and shift.daily is not None and shift.daily.assumed:
        told.append(Reason(f"usual hours assumed, {shift.daily}", Tone.NEUTRAL))
    return round(100 * value), tuple(told)


def _share(measured: float, best: float) -> float:
    return min(1.0, max(0.0, measured / best))
