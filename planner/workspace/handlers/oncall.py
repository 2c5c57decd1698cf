"""The command about on-call from home."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from planner.errors import WrongUse
from planner.model.oncall import worked
from planner.model.words import span_words
from planner.rules.actual import OnCall, entered_for
from planner.spans import Span
from planner.store import Store
from planner.workspace import words
from planner.workspace.commands import RecordActualHours
from planner.workspace.handlers.context import Context, Outcome

_DAY = timedelta(hours=24)
_NEXT_MORNING = timedelta(hours=12)
"""On-call of a date without hours usually reaches into the next one."""


def record_actual_hours(store: Store, command: RecordActualHours, context: Context) -> Outcome:
    """Keeps what was worked in an on-call period, in place of what was entered for it before."""
    ask = context.ask
    zone, person, calls = ask.zone(), ask.person(), ask.on_calls()
    found = next((each for each in calls if each.span.start == command.on_call.start), None)
    if command.work is None:
        entered = entered_for(found, calls, ask.worked()) if found else ask.hours_left_over()
        for each in entered:
            if found or each.on_call.start == command.on_call.start:
                store.on_call_hours.remove(person, each)
        return Outcome(words.on_call_words(command.on_call, None, zone))
    if found is None:
        raise WrongUse(
            f"There is no on-call from home that starts at {span_words(command.on_call, zone)} in "
            "the rota. Hours can be entered for on-call that the rota has."
        )
    hours = worked(found.span, command.work)
    _refuse_what_cannot_be(found, hours.work, context.now, zone)
    for each in entered_for(found, calls, ask.worked()):
        if each.on_call.start != found.span.start:
            store.on_call_hours.remove(person, each)
    store.on_call_hours.put(person, hours)
    return Outcome(words.on_call_words(found.span, hours.hours, zone))


def _refuse_what_cannot_be(
    on_call: OnCall, work: Iterable[Span], now: datetime, zone: ZoneInfo
) -> None:
    period = on_call.span
    said = span_words(period, zone)
    if period.start > now:
        raise WrongUse(f"The on-call of {said} has not begun: nothing was worked in it yet.")
    last = period.end if on_call.timed else period.end + _NEXT_MORNING
    for part in work:
        told = span_words(part, zone)
        if not period.start <= part.start < last:
            raise WrongUse(f"{told} does not start within the on-call of {said}.")
        if part.duration > _DAY:
            raise WrongUse(f"{told} is more than 24 h of work. Give each time worked on its own.")
        if part.end > now:
            raise WrongUse(f"{told} is not over yet. Enter the hours once they are worked.")
