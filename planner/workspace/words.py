"""What commands are called in the menu: "Book 4 h on Thu 15 Oct"."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from planner.clock import local_date
from planner.model.decision import Decision, Verdict
from planner.model.kind import Kind
from planner.model.session import LostTo, State
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


def edit_words(
    span: Span,
    zone: ZoneInfo,
    purpose: str | None,
    state: State | None,
    lost_to: LostTo | None = None,
) -> str:
    """What an edit is called, by the weightiest of its parts; of the notes where it has none."""
    if state is not None or lost_to is not None:
        become = state or State.LOST
        why = f" ({lost_to.value})" if lost_to is not None else ""
        return f"Mark {session_words(span, zone)} as {become.value}{why}"
    if purpose is None:
        return f"Change the notes on {session_words(span, zone)}"
    if purpose:
        return f"Use {session_words(span, zone)} for “{purpose}”"
    return f"Clear what {session_words(span, zone)} is for"


def kind_words(label: str, kind: Kind | None) -> str:
    """What a correction is called."""
    return f"Take “{label}” {'as ' + kind.words if kind else 'as the table of labels says'}"


def on_call_words(on_call: Span, hours: float | None, zone: ZoneInfo) -> str:
    """What entering actual hours is called; None where they are forgotten again."""
    day = _day(on_call, zone)
    if hours is None:
        return f"Forget the hours worked on call on {day}"
    return f"Enter {hours_words(hours) if hours else 'no work'} on call on {day}"


def _day(span: Span, zone: ZoneInfo) -> str:
    return day_words(local_date(span.start, zone))


def decision_words(decision: Decision, agreed: int, asked: int, *, strange: bool) -> str:
    """What recording a decision is called: "Record the decision of Dr B. Specimen: 3 agreed".

    ``strange``: it is signed with another key than those that are known.
    """
    whose = f"the decision of {decision.by}" if decision.by else "a decision"
    counts = [f"{agreed} agreed"] if agreed else []
    declined = decision.verdict is Verdict.DECLINED
    counts += [f"{asked} {'not agreed' if declined else 'to change'}"] if asked else []
    key = ", signed with a key that is not known" if strange else ""
    return f"Record {whose}: {', '.join(counts) or 'no session'}{key}"
