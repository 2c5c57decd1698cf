from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from icalendar import Calendar

from planner.agreement import plan_ics
from planner.agreement.zone_rules import zone_component
from planner.clock import LONDON, clock_span, dates
from planner.model.session import State
from planner.spans import Span


def events(data: bytes):
    return Calendar.from_ical(data).walk("VEVENT")


def unfolded(data: bytes) -> list[str]:
    return data.decode("utf-8").replace("\r\n ", "").split("\r\n")


def test_one_entry_for_each_session_that_takes_time(plan):
    found = events(plan_ics(plan))
    kept = [session for session in plan.sessions if session.state is not State.LOST]
    assert [str(event["uid"]) for event in found] == [f"{s.id}@leadtime" for s in kept]
    assert len(found) == len(plan.sessions) - 1
    for event, session in zip(found, kept, strict=True):
        assert Span(event["dtstart"].dt, event["dtend"].dt) == session.span
        assert event["sequence"] == plan.version
        assert event["dtstamp"].dt == plan.issued
        assert event["last-modified"].dt == session.changed
        assert event["transp"] == "OPAQUE"


def test_status_says_whether_a_session_is_agreed(plan):
    said = {
        str(event["uid"]).split("@")[0]: str(event["status"]) for event in events(plan_ics(plan))
    }
    for session in plan.sessions:
        if session.state is State.PROPOSED:
            assert said[session.id] == "TENTATIVE"
        elif session.state in {State.AGREED, State.DELIVERED}:
            assert said[session.id] == "CONFIRMED"


def test_summary_is_the_purpose_on_one_line(plan):
    first = replace(plan.sessions[0], purpose="Audit;\r\nX-EVIL:1, Siân\u0000")
    named, *_, unnamed = events(plan_ics(replace(plan, sessions=(first, *plan.sessions[1:]))))
    assert named["summary"] == "Protected time: Audit; X-EVIL:1, Siân"
    assert "X-EVIL" not in named
    assert unnamed["summary"] == "Protected time"


def test_the_file_is_written_as_rfc_5545_asks(plan):
    long = replace(plan.sessions[0], purpose="Ọlọ́runfẹ́mi " * 30)
    data = plan_ics(replace(plan, sessions=(long, *plan.sessions[1:])))
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    lines = unfolded(data)
    # It would need an ORGANIZER, and to be told with the attachment of the e-mail too.
    assert not [line for line in lines if line.startswith(("METHOD", "ORGANIZER"))]
    assert "VERSION:2.0" in lines
    assert "X-WR-CALNAME:Protected time: ST4 Acute Medicine" in lines
    assert sum(line.startswith("PRODID:-//Leadtime//") for line in lines) == 1


def test_no_names_and_no_descriptions(plan):
    text = plan_ics(plan).decode("utf-8")
    for word in ("Specimen", "Example", "DESCRIPTION", "ATTENDEE", "ORGANIZER"):
        assert word not in text


def test_a_later_export_updates_and_does_not_double(plan):
    moved = replace(plan.sessions[6], span=plan.sessions[6].span.moved(timedelta(hours=1)))
    sessions = (*plan.sessions[:6], moved, *plan.sessions[7:])
    # A move goes out, is taken back, and that goes out: each time a calendar has to follow.
    exports = [
        events(plan_ics(replace(plan, version=plan.version + n, sessions=now)))
        for n, now in enumerate((plan.sessions, sessions, plan.sessions))
    ]
    assert len({tuple(str(event["uid"]) for event in export) for export in exports}) == 1
    sequences = [{int(event["sequence"]) for event in export} for export in exports]
    assert sequences == [{plan.version}, {plan.version + 1}, {plan.version + 2}]


def test_an_empty_plan_is_still_a_calendar(plan_with):
    calendar = Calendar.from_ical(plan_ics(plan_with(0)))
    assert calendar.walk("VEVENT") == []
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_utc_needs_no_zone_rules(one_session):
    span = Span(datetime(2026, 10, 14, 9, tzinfo=UTC), datetime(2026, 10, 14, 11, tzinfo=UTC))
    lines = unfolded(plan_ics(one_session(span, zone=ZoneInfo("UTC"))))
    assert "DTSTART:20261014T090000Z" in lines
    assert "BEGIN:VTIMEZONE" not in lines


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_session_over_a_clock_change_keeps_its_instants(one_session, day):
    """Read by a second parser, from the rules in the file and not from the machine's own."""
    session = clock_span(day, time(0, 30), time(4), LONDON)
    data = plan_ics(one_session(session)).decode("utf-8")
    lines = data.replace("\r\n ", "").split("\r\n")
    zone = tz.tzical(StringIO(data.replace("\r\n", "\n"))).get("Europe/London")
    start, end = (
        datetime.strptime(line.split(":")[1], "%Y%m%dT%H%M%S").replace(tzinfo=zone)
        for name in ("DTSTART;", "DTEND;")
        for line in lines
        if line.startswith(name)
    )
    assert Span(start, end) == session
    assert session.hours == {3: 2.5, 10: 4.5}[day.month]


@pytest.mark.parametrize(
    "name",
    [
        "Europe/London",
        "Europe/Dublin",
        "Europe/Lisbon",
        "America/New_York",
        "Australia/Sydney",
        "Asia/Kolkata",
        "Africa/Casablanca",  # changes with Ramadan, on no yearly date
    ],
)
def test_zone_rules_agree_with_the_zone(name):
    zone = ZoneInfo(name)
    first, last = date(2026, 8, 5), date(2027, 8, 4)
    calendar = Calendar()
    calendar.add_component(zone_component(zone, first, last))
    text = calendar.to_ical().decode("utf-8").replace("\r\n", "\n")
    stated = tz.tzical(StringIO(text)).get(name)
    for day in dates(first, last):
        for hour in range(0, 24, 3):
            at = datetime.combine(day, time(hour), zone)
            assert at.replace(tzinfo=stated).utcoffset() == at.utcoffset(), at


def test_london_is_stated_as_the_standard_has_it():
    lines = (
        zone_component(LONDON, date(2026, 8, 5), date(2027, 2, 2)).to_ical().decode().split("\r\n")
    )
    spring = lines[lines.index("BEGIN:DAYLIGHT") : lines.index("END:DAYLIGHT")]
    # The clock goes on at 01:00 by the time before the change, not at 02:00 by the time after it.
    assert "DTSTART:20250330T010000" in spring
    assert {"TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "TZNAME:BST"} <= set(spring)
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in spring


def test_last_modified_is_in_utc(plan):
    assert all(
        event["last-modified"].dt.utcoffset() == timedelta(0) for event in events(plan_ics(plan))
    )
