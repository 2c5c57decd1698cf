"""Meetings to join, and the rest of the team, from files to reasons."""

from dataclasses import replace
from datetime import date

import pytest

from planner.errors import UnreadableInput
from planner.finding import (
    BusyCalendar,
    Person,
    Request,
    offers,
    read_opportunities,
    windows,
    with_team,
)
from planner.model.kind import Kind
from planner.model.rota import RotaFile
from planner.spans import minus, overlap

FIRST, LAST = date(2026, 10, 12), date(2026, 10, 16)


def calendar(*entries):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN"]
    for number, (title, *when) in enumerate(entries):
        lines += ["BEGIN:VEVENT", f"UID:{number}@x.example", "DTSTAMP:20260701T000000Z"]
        lines += [*when, f"SUMMARY:{title}", "END:VEVENT"]
    return RotaFile("meetings.ics", "\r\n".join([*lines, "END:VCALENDAR", ""]).encode())


def test_every_entry_with_a_time_is_a_meeting_to_join(at):
    file = calendar(
        ("Board", "DTSTART:20261015T100000Z", "DTEND:20261015T110000Z", "RRULE:FREQ=WEEKLY"),
        ("Away day", "DTSTART;VALUE=DATE:20261016"),
    )
    found = read_opportunities([file], date(2026, 10, 29))
    assert [each.title for each in found] == ["Board"] * 3
    assert found[0].span == at("2026-10-15", "11:00-12:00"), "10:00 UTC is 11:00 in October"
    # The clock goes back on 25 October; the meeting of 29 October was set in UTC.
    assert found[2].span == at("2026-10-29", "10:00-11:00")


def test_what_is_no_calendar_is_refused():
    with pytest.raises(UnreadableInput):
        read_opportunities([RotaFile("x.ics", b"<html></html>")], LAST)
    assert read_opportunities([], LAST) == ()


def test_a_colleague_is_busy_but_in_the_windows_of_their_own_rota(situation, week, shift):
    mine = situation(week("2026-10-12"))
    theirs = situation([*week("2026-10-12"), shift("2026-10-14", "09:00-12:00", Kind.LONG)])
    team = with_team(mine, [Person("Ada", theirs)], FIRST, LAST).team
    free = [window.span for window in windows(theirs, FIRST, LAST)]
    (busy,) = team
    assert busy is not None
    assert overlap(busy, free) == []
    assert minus(free, busy) == minus(free, [])


def test_a_colleague_of_whom_nothing_is_known_is_not_free(situation, week, at):
    mine = situation(week("2026-10-12"))
    calendar = BusyCalendar(
        "Bo", (at("2026-10-13", "09:00-17:00"),), (at("2026-10-13", "00:00-23:59"),)
    )
    people = [Person("Ada"), Person("Bo", calendar=calendar)]
    known = with_team(mine, people, FIRST, LAST)
    assert known.team[0] is None
    best = offers(known, Request(4, FIRST, LAST))[0]
    assert "0 of 2 of the team free, 1 not known" in {reason.text for reason in best.reasons}


def test_the_time_at_which_the_team_is_free_comes_first(situation, week, shift):
    days = week("2026-10-12", without=["2026-10-15"])
    theirs = situation(
        [
            *(replace(day, kind=Kind.LONG, label="Ward") for day in days),
            shift("2026-10-15", "09:00-17:00"),
        ]
    )
    mine = situation(week("2026-10-12"))
    best = offers(with_team(mine, [Person("Ada", theirs)], FIRST, LAST), Request(4, FIRST, LAST))[0]
    assert best.span.start.date() == date(2026, 10, 15)
    assert "the rest of the team is free" in {reason.text for reason in best.reasons}
