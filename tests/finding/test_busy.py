"""Busy times of a calendar, as RFC 5545 has them."""

from datetime import date, datetime, time

import pytest

from planner.clock import LONDON, clock_span, day_span
from planner.errors import UnreadableInput
from planner.finding.busy import BusyCalendar, read_busy
from planner.model.rota import RotaFile
from planner.model.words import span_words
from planner.spans import Span

UNTIL = date(2026, 12, 31)
LONDON_TIME = "DTSTART;TZID=Europe/London:20261015T{}00\nDTEND;TZID=Europe/London:20261015T{}00"


def busy(*components: str, head: str = "", name: str = "Manager.ics") -> BusyCalendar:
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", head, *components, "END:VCALENDAR", ""])
    return read_busy(RotaFile(name, text.encode()), LONDON, UNTIL)


def event(*lines: str) -> str:
    return "\n".join(["BEGIN:VEVENT", "UID:one", *lines, "END:VEVENT"])


def words(calendar: BusyCalendar) -> list[str]:
    return [span_words(span, LONDON) for span in calendar.busy]


AT_TEN = LONDON_TIME.format("1005", "1015")


@pytest.mark.parametrize(
    ("said", "is_busy"),
    [
        ("TRANSP:OPAQUE", True),
        ("SUMMARY:Board", True),
        ("STATUS:TENTATIVE", True),
        ("TRANSP:TRANSPARENT", False),
        ("transp:transparent", False),
        ("STATUS:CANCELLED", False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", False),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF", True),
    ],
)
def test_an_entry_takes_up_time_unless_it_says_not(said: str, is_busy: bool) -> None:
    found = busy(event(AT_TEN, said))
    assert words(found) == (["Thu 15 Oct, 10:05–10:15"] if is_busy else [])
    assert found.known == (day_span(date(2026, 10, 15), LONDON),)


def test_an_all_day_entry_takes_the_days_of_the_local_clock() -> None:
    found = busy(event("DTSTART;VALUE=DATE:20261024", "DTEND;VALUE=DATE:20261026"))
    (span,) = found.busy
    assert span.hours == 49  # the autumn clock change is on the second day
    assert words(busy(event("DTSTART;VALUE=DATE:20261015"))) == ["Thu 15 Oct, 00:00–24:00"]


def test_a_moment_takes_no_time() -> None:
    assert words(busy(event("DTSTART:20261015T090000Z"))) == []


def test_a_meeting_at_half_past_eleven_at_night_is_no_day_off() -> None:
    # What a rota would take for a placeholder is what it says in a calendar.
    found = busy(event(LONDON_TIME.format("0000", "0030"), "SUMMARY:Annual leave"))
    assert words(found) == ["Thu 15 Oct, 00:00–00:30"]


def test_a_series_keeps_its_clock_time_over_the_change_and_leaves_out_single_dates() -> None:
    weekly = event(
        "DTSTART;TZID=Europe/London:20261019T100000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Europe/London:20261102T100000",
    )
    moved = event(
        "RECURRENCE-ID;TZID=Europe/London:20261109T100000",
        "DTSTART;TZID=Europe/London:20261109T140000",
        "DTEND;TZID=Europe/London:20261109T150000",
    )
    assert words(busy(weekly, moved)) == [
        "Mon 19 Oct, 10:00–11:00",
        "Mon 26 Oct, 10:00–11:00",
        "Mon 9 Nov, 14:00–15:00",
    ]
    free = moved.replace("END:VEVENT", "TRANSP:TRANSPARENT\nEND:VEVENT")
    assert words(busy(weekly, free)) == ["Mon 19 Oct, 10:00–11:00", "Mon 26 Oct, 10:00–11:00"]


def test_a_series_without_an_end_is_followed_to_the_date_asked_for() -> None:
    found = busy(event("DTSTART:20261221T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"))
    assert len(found.busy) == 11
    assert found.known[-1].end == day_span(UNTIL, LONDON).end


def test_a_rule_that_cannot_be_followed_leaves_all_after_it_unknown() -> None:
    known = event(LONDON_TIME.format("0900", "1000")).replace("UID:one", "UID:two")
    odd = event("DTSTART:20261116T100000Z", "DURATION:PT1H", "RRULE:FREQ=NOW")
    after = event("DTSTART:20261201T100000Z", "DURATION:PT1H").replace("UID:one", "UID:three")
    found = busy(known, odd, after)
    assert found.known[-1].end == day_span(date(2026, 11, 16), LONDON).start
    assert found.free([clock_span(date(2026, 12, 1), time(14), time(15), LONDON)]) == []


def test_what_the_calendar_does_not_speak_of_is_not_known() -> None:
    found = busy(event(AT_TEN))
    next_day = clock_span(date(2026, 10, 16), time(9), time(10), LONDON)
    assert found.free([next_day]) == []
    same_day = clock_span(date(2026, 10, 15), time(10), time(11), LONDON)
    assert [span_words(span, LONDON) for span in found.free([same_day])] == [
        "Thu 15 Oct, 10:00–10:05",
        "Thu 15 Oct, 10:15–11:00",
    ]


def test_published_busy_times() -> None:
    found = busy(
        "BEGIN:VFREEBUSY\nDTSTART:20261012T000000Z\nDTEND:20261019T000000Z\n"
        "FREEBUSY:20261015T080000Z/PT1H,20261015T100000Z/20261015T110000Z\n"
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261016T080000Z/PT30M\n"
        "FREEBUSY;FBTYPE=FREE:20261016T120000Z/PT5H\nEND:VFREEBUSY"
    )
    assert words(found) == [
        "Thu 15 Oct, 09:00–10:00",
        "Thu 15 Oct, 11:00–12:00",
        "Fri 16 Oct, 09:00–09:30",
    ]
    week = (
        datetime.fromisoformat("2026-10-12T00:00Z"),
        datetime.fromisoformat("2026-10-19T00:00Z"),
    )
    assert found.known == (Span(*week),)


def test_a_newer_version_that_cancels() -> None:
    old = event(AT_TEN, "SEQUENCE:0", "SUMMARY:Board")
    new = event(AT_TEN, "SEQUENCE:1", "SUMMARY:Board", "STATUS:CANCELLED")
    assert words(busy(old, new)) == []


def test_an_entry_that_cannot_be_read_is_counted_and_its_day_is_not_known() -> None:
    first = event("DTSTART:20261012T080000Z", "DURATION:PT1H")
    backwards = event("DTSTART:20261015T100000Z", "DTEND:20261015T090000Z").replace("one", "two")
    last = event("DTSTART:20261019T080000Z", "DURATION:PT1H").replace("one", "three")
    found = busy(first, backwards, last)
    assert found.unread == 1
    assert not any(span.overlaps(day_span(date(2026, 10, 15), LONDON)) for span in found.known)
    assert busy(first, event("SUMMARY:when?")).unread == 1


def test_a_calendar_without_entries_is_of_somebody_unknown() -> None:
    assert busy() == BusyCalendar("Manager", (), ())


def test_what_the_calendar_is_called() -> None:
    assert busy(head="X-WR-CALNAME:Anna Long").name == "Anna Long"
    assert busy(head="X-WR-CALNAME:Calendar", name="Anna Long.ics").name == "Anna Long"


def test_floating_times_are_of_the_calendars_zone_or_the_rotas() -> None:
    floating = event("DTSTART:20261015T100000", "DTEND:20261015T110000")
    assert words(busy(floating)) == ["Thu 15 Oct, 10:00–11:00"]
    assert words(busy(floating, head="X-WR-TIMEZONE:Europe/Berlin")) == ["Thu 15 Oct, 09:00–10:00"]


def test_what_is_no_calendar_is_refused() -> None:
    with pytest.raises(UnreadableInput):
        read_busy(RotaFile("page.ics", b"<html>log in</html>"), LONDON, UNTIL)
