"""Whether there is room for a session, and what it lies in."""

from collections.abc import Sequence
from dataclasses import replace

from planner.clock import dates, local_date
from planner.finding import Situation, Window
from planner.finding.safety import room_of
from planner.finding.why import WhyNot, headroom
from planner.finding.windows import Days
from planner.model.kind import Kind
from planner.model.session import Where
from planner.model.words import span_words
from planner.rules import Level
from planner.spans import Span
from planner.workspace.refusal import BookingRefused
from planner.workspace.words import session_words

_RELEASED = frozenset({Kind.ADMIN, Kind.PROTECTED, Kind.TEACHING, Kind.INDUCTION})
"""Kinds of work from which nobody has to stand in on the ward."""


def refuse_overlap(situation: Situation, span: Span) -> None:
    """Raises BookingRefused where another session takes up some of the time, forced or not."""
    for other in situation.booked:
        if other.overlaps(span):
            taken = span_words(other, situation.zone)
            raise BookingRefused(
                session_words(span, situation.zone), [f"A session is booked already: {taken}."]
            )


def refuse_unsafe(situation: Situation, span: Span, days: Days | None = None) -> None:
    """Raises BookingRefused where an entry or a rule is in the way of a session.

    ``days`` are those of the situation, where somebody has them already; so below.
    """
    room = headroom(situation)
    reasons, verdict = WhyNot(situation, days, room).of(span), room.verdict(span)
    breaches = tuple(each for each in verdict.broken if each.level is Level.BREACH)
    if reasons:
        raise BookingRefused(session_words(span, situation.zone), reasons, breaches)


def refuse_unsafe_plan(situation: Situation, spans: Sequence[Span]) -> None:
    """Raises BookingRefused where a session of a plan has no room, or where all of them together
    break a rule: for the first that is unsafe with those before it, else for the plan.
    """
    free = windows_of(situation, spans)
    adding = []
    for number, span in enumerate(spans):
        refuse_overlap(replace(situation, booked=(*situation.booked, *spans[:number])), span)
        window = next((each for each in free if each.span.holds(span)), None)
        if window is None or window.where is Where.FREE:
            adding.append(span)
        if window is None:
            refuse_unsafe(situation, span)
    broken = room_of(situation).broken(adding) if adding else ()
    if not broken:
        return
    for number, span in enumerate(spans):
        refuse_unsafe(replace(situation, booked=(*situation.booked, *spans[:number])), span)
    told = dict.fromkeys(breach.text for breach in broken)
    raise BookingRefused(f"This plan of {len(spans)} sessions", told, broken)


def where_they_lie(
    situation: Situation, spans: Sequence[Span], days: Days | None = None
) -> list[tuple[Where, bool]]:
    """Where each session lies and whether somebody has to stand in on the ward.

    As the window says that holds it; outside every window (a forced booking) by the work that it
    overlaps, which needs cover unless it is of a kind that releases the doctor.
    """
    free = windows_of(situation, spans, days)
    return [_where(situation, span, free) for span in spans]


def _where(situation: Situation, span: Span, free: Sequence[Window]) -> tuple[Where, bool]:
    for window in free:
        if window.span.holds(span):
            return window.where, window.needs_cover
    work = [
        shift
        for shift in situation.shifts
        if any(part.overlaps(span) for part in shift.work(situation.zone))
    ]
    needs_cover = any(shift.kind not in _RELEASED for shift in work)
    return (Where.IN_SHIFT if work else Where.FREE), needs_cover


def windows_of(
    situation: Situation, spans: Sequence[Span], days: Days | None = None
) -> tuple[Window, ...]:
    """The windows of the dates from the first to the last of the spans."""
    first = local_date(min(span.start for span in spans), situation.zone)
    last = local_date(max(span.end for span in spans), situation.zone)
    days = days or Days(situation)
    return tuple(window for day in dates(first, last) for window in days.windows(day))
