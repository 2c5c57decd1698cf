"""What a drag over the hours means: a new span, or another one for a session; no Qt.

Times snap to quarters of an hour of the local clock, also over a clock change.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from planner.spans import Span
from ui.canvas.content import Entry
from ui.canvas.layout import QUARTER, snapped

LONGEST = timedelta(hours=24)


class Grip(StrEnum):
    """What a drag takes hold of."""

    NEW = "new"
    WHOLE = "whole"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Grab:
    """A hold on the hours: ``at`` is the instant under the pointer when it began.

    ``entry`` is the session that is held, or the suggestion; None where a new span is drawn.
    """

    grip: Grip
    at: datetime
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a span could be booked, and in a few words what stands against it."""

    free: bool
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ghost:
    """A span that is being dragged, with what is thought of it.

    ``key`` is the session that it would be the new time of, empty for a new one.
    """

    span: Span
    judgement: Judgement
    key: str = ""


def dragged(grab: Grab, at: datetime, zone: ZoneInfo) -> Span:
    """The span that a grab means while the pointer is over the instant ``at``."""
    if grab.entry is None or grab.grip is Grip.NEW:
        return _drawn(grab.at, at, zone)
    span = grab.entry.span
    if grab.grip is Grip.WHOLE:
        return span.moved(snapped(span.start + (at - grab.at), zone) - span.start)
    if grab.grip is Grip.START:
        start = min(snapped(at, zone), span.end - QUARTER)
        return Span(max(start, span.end - LONGEST), span.end)
    end = max(snapped(at, zone), span.start + QUARTER)
    return Span(span.start, min(end, span.start + LONGEST))


def _drawn(one: datetime, other: datetime, zone: ZoneInfo) -> Span:
    """The quarters from the one that was pressed to the one under the pointer, both included."""
    first, last = _down(one, zone), _down(other, zone)
    if last >= first:
        return Span(first, min(last + QUARTER, first + LONGEST))
    return Span(max(last, first + QUARTER - LONGEST), first + QUARTER)


def _down(at: datetime, zone: ZoneInfo) -> datetime:
    near = snapped(at, zone)
    return near if near <= at else near - QUARTER


def nudged(span: Span, quarters: int, *, end_only: bool, zone: ZoneInfo) -> Span:
    """A session's span after a step of the keyboard: moved, or made longer or shorter."""
    if end_only:
        end = max(snapped(span.end + quarters * QUARTER, zone), span.start + QUARTER)
        return Span(span.start, min(end, span.start + LONGEST))
    return span.moved(quarters * QUARTER)
