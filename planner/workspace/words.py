"""What commands are called in the menu: "Book 4 h on Thu 15 Oct"."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from planner.clock import local_date
from planner.model.kind import Kind
from planner.model.session import State
from planner.model.words import clock_words, day_words, hours_words
from planner.spans import Span


def session_words(span: Span, zone: ZoneInfo) -> str:
    """A session, such as "4 h on Thu 15 Oct"."""
    return f"{hours_words(span.hours)} on {_day(span, zone)}"


def plan_words(spans: Sequence[Span], zone: ZoneInfo) -> str:
    """What booking these is called: "Book 13 sessions, 52 h"."""
    if len(spans) == 1:
        return f"Book {session_words(spans[0], zone)}"
    hours = sum(span.hours for span in spans)
    return f"Book {len(spans)} sessions, {hours_words(hours)}"


def move_words(before: Span, after: Span, zone: ZoneInfo) -> str:
    """What moving is called: by days, on one day by clock times, by lengths where they differ."""
    hours = hours_words(before.hours)
    if before.duration != after.duration:
        return f"Change {session_words(before, zone)} to {session_words(after, zone)}"
    days = _day(before, zone), _day(after, zone)
    if days[0] != days[1]:
        return f"Move {hours} from {days[0]} to {days[1]}"
    times = clock_words(before, zone), clock_words(after, zone)
    return f"Move {hours} on {days[0]} from {times[0]} to {times[1]}"


def edit_words(span: Span, zone: ZoneInfo, purpose: str | None, state: State | None) -> str:
    """What an edit is called, by the weightier of its parts."""
    if state is not None:
        return f"Mark {session_words(span, zone)} as {state.value}"
    if purpose:
        return f"Use {session_words(span, zone)} for “{purpose}”"
    return f"Clear what {session_words(span, zone)} is for"


def kind_words(label: str, kind: Kind | None) -> str:
    """What a correction is called."""
    return f"Take “{label}” {'as ' + kind.words if kind else 'as the table of labels says'}"


def _day(span: Span, zone: ZoneInfo) -> str:
    return day_words(local_date(span.start, zone))
