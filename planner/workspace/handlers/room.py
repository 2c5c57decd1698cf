"""Whether there is room for a session, and what it lies in."""

from collections.abc import Sequence
from dataclasses import replace

from planner.clock import local_date
from planner.finding import Situation, Window, why_not, windows
from planner.model.kind import Kind
from planner.model.session import Where
from planner.model.words import span_words
from planner.rules import Headroom, Level
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


def refuse_unsafe(situation: Situation, span: Span) -> None:
    """Raises BookingRefused where an entry or a rule is in the way of a session."""
    reasons = why_not(situation, span)
    verdict = _headroom(situation).verdict(span)
    breaches = tuple(each for each in verdict.broken if each.level is Level.BREACH)
    if reasons or breaches:
        said = dict.fromkeys((*reasons, *(breach.text for breach in breaches)))
        raise BookingRefused(session_words(span, situation.zone), said, breaches)


def refuse_unsafe_plan(situation: Situation, spans: Sequence[Span]) -> None:
    """Raises BookingRefused for the first session of a plan that is unsafe with those before it.

    The same as `refuse_unsafe` for each in turn, but that the windows are looked for once.
    """
    free = [window.span for window in _windows(situation, spans)]
    for number, span in enumerate(spans):
        now = replace(situation, booked=(*situation.booked, *spans[:number]))
        refuse_overlap(now, span)
        held = any(window.holds(span) for window in free)
        if not held or not _headroom(now).verdict(span).safe:
            refuse_unsafe(now, span)


def where_they_lie(situation: Situation, spans: Sequence[Span]) -> list[tuple[Where, bool]]:
    """Where each session lies and whether somebody has to stand in on the ward.

    As the window says that holds it; outside every window (a forced booking) by the work that it
    overlaps, which needs cover unless it is of a kind that releases the doctor.
    """
    free = _windows(situation, spans)
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


def _windows(situation: Situation, spans: Sequence[Span]) -> tuple[Window, ...]:
    first = local_date(min(span.start for span in spans), situation.zone)
    last = local_date(max(span.end for span in spans), situation.zone)
    return windows(situation, first, last)


def _headroom(situation: Situation) -> Headroom:
    return Headroom(
        situation.shifts,
        situation.ruleset,
        situation.zone,
        booked=situation.booked,
        opt_out=situation.opt_out,
    )
