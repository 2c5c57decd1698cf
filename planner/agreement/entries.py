"""A plan as calendar entries (iCalendar, RFC 5545)."""

from collections.abc import Sequence
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import planner
from planner.agreement.wording import one_line
from planner.agreement.zone_rules import zone_component
from planner.clock import local_date
from planner.model.plan import Plan
from planner.model.session import Session, State

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event


def plan_ics(
    plan: Plan, withdrawn: Sequence[Session] = (), remind: timedelta | None = None
) -> bytes:
    """The sessions that take up time, one entry each, with the rules of the plan's zone.

    The same session has the same UID in every export. SEQUENCE is the plan's version, which rises
    with each different plan that goes out, also where a move was taken back: importing a later
    export updates the calendar and doubles nothing (RFC 5545, 3.8.7.4). ``withdrawn`` are sessions
    that went out before and take up no time any more: they are sent as cancelled, so that calendars
    drop them. ``remind`` sets an alarm that long before each session. Holds no name but the
    placement's title, and no text from the rota; so no METHOD either, which asks for an organiser
    (RFC 5546, 3.2.1): these are entries of one person's own calendar.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//Leadtime//Leadtime {planner.__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    title = one_line(plan.placement.title)
    calendar.add("x-wr-calname", f"Protected time: {title}" if title else "Protected time")
    calendar.add("x-wr-timezone", plan.zone.key)
    kept = [session for session in plan.sessions if session.state.takes_time]
    ids = {session.id for session in kept}
    gone = [session for session in withdrawn if session.id not in ids]
    _add_zone(calendar, plan, [*kept, *gone])
    for session in kept:
        event = _entry(session, plan)
        event.add("status", "TENTATIVE" if session.state is State.PROPOSED else "CONFIRMED")
        event.add("transp", "OPAQUE")
        if remind is not None:
            event.add_component(_alarm(str(event["summary"]), remind))
        calendar.add_component(event)
    for session in gone:
        event = _entry(session, plan)
        event.add("status", "CANCELLED")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _alarm(words: str, before: timedelta) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -before)
    return alarm


def _add_zone(calendar: "Calendar", plan: Plan, sessions: Sequence[Session]) -> None:
    """The clock changes around everything in the plan; times in UTC are written as such."""
    if plan.zone.key == "UTC":
        return
    spans = [session.span for session in sessions]
    first = min([plan.placement.first, *(local_date(span.start, plan.zone) for span in spans)])
    last = max([plan.placement.last, *(local_date(span.end, plan.zone) for span in spans)])
    calendar.add_component(zone_component(plan.zone, first, last))


def _entry(session: Session, plan: Plan) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{session.id}@leadtime")
    event.add("sequence", plan.version)
    event.add("dtstamp", plan.issued.astimezone(UTC))
    event.add("last-modified", session.changed.astimezone(UTC))
    event.add("dtstart", session.span.start.astimezone(plan.zone))
    event.add("dtend", session.span.end.astimezone(plan.zone))
    purpose = one_line(session.purpose)
    event.add("summary", f"Protected time: {purpose}" if purpose else "Protected time")
    return event
