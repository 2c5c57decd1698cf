"""Calendars made to take for ever, or to break the reader: bounded, and refused in words."""

import time
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from planner.errors import UnreadableInput
from planner.model.rota import Done, RotaFile
from planner.rota import read_rota
from planner.rota.expand import MOST_OCCURRENCES, MOST_OF_ONE

DAY = "SUMMARY:SD\nDTSTART:20261019T090000\nDTEND:20261019T170000"
BOUND = 20.0  # seconds; far above what these take, far below what an unbounded search would


@pytest.fixture(autouse=True)
def _in_bounded_time():
    began = time.process_time()
    yield
    assert time.process_time() - began < BOUND


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;COUNT=1000000000",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;INTERVAL=7;BYYEARDAY=366;BYHOUR=3;BYMONTH=1",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11",
    ],
)
def test_a_rule_that_never_ends_keeps_what_is_written(read, rule):
    reading = read(f"{DAY}\nRRULE:{rule}")
    assert len(reading.shifts) == 1
    assert [problem.done for problem in reading.problems] == [Done.REPAIRED]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=DAILY;BYSETPOS=300",
        "FREQ=WEEKLY;INTERVAL=99999999999999999999999",
    ],
)
def test_a_rule_that_never_matches_ends(read, rule):
    assert len(read(f"{DAY}\nRRULE:{rule}").shifts) == 1


def test_a_thousand_million_dates_are_cut_to_those_that_matter(read):
    reading = read(f"{DAY}\nRRULE:FREQ=DAILY;COUNT=1000000000")
    assert 3_650 < len(reading.shifts) <= MOST_OF_ONE


def test_many_series_share_one_allowance(read):
    series = [
        f"UID:{number}\nSUMMARY:SD {number}\nDTSTART:20200101T090000\nDTEND:20200101T170000\n"
        "RRULE:FREQ=DAILY"
        for number in range(20)
    ]
    reading = read(*series, until=date(2029, 12, 31))
    assert len(reading.shifts) == MOST_OCCURRENCES
    assert any("repeats too often" in problem.what for problem in reading.problems)


def test_a_series_that_began_long_ago_is_followed_where_it_matters(read):
    reading = read(
        "SUMMARY:SD\nDTSTART:16010101T090000\nDTEND:16010101T170000\nRRULE:FREQ=DAILY",
        DAY.replace("SD", "LD"),
    )
    assert reading.shifts[0].span.start.date() > date(2017, 1, 1)
    assert any("long ago" in problem.what for problem in reading.problems)


@pytest.mark.parametrize(
    "junk",
    [
        "BEGIN:X-A\r\n" * 20_000,
        "BEGIN:VEVENT\r\n" * 5_000 + f"{DAY}\r\n",
        "END:VEVENT\r\n" * 20_000,
        "X-LONG:" + "a" * 5_000_000 + "\r\n",
        "SUMMARY:" + "N 22:00-06:00 " * 100_000 + "\r\n",
        "\r\n" * 200_000,
        " folded\r\n" * 100_000,
        "X-P" + ";A=B" * 100_000 + ":x\r\n",
        "DTSTART;TZID=" + "a/" * 100_000 + ":20260805T080000\r\n",
        "EXDATE:" + "20261019T090000," * 20_000 + "\r\n",
    ],
    ids=lambda junk: junk[:12].strip(),
)
@pytest.mark.parametrize("quick", [True, False])
def test_junk_beside_a_shift_costs_no_more_than_its_size(junk, quick):
    text = (
        f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{DAY}\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n{junk}"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    reading = read_rota([RotaFile("rota.ics", text.encode())], quick=quick)
    assert "SD" in {shift.label for shift in reading.shifts}


def test_too_many_entries_and_too_many_lines_are_refused(monkeypatch, make_file):
    monkeypatch.setattr("planner.rota.source.MOST_ENTRIES", 3)
    with pytest.raises(UnreadableInput, match="more than the 3 that"):
        read_rota([make_file(DAY, DAY, DAY, DAY)])
    monkeypatch.setattr("planner.rota.text.MOST_LINES", 10)
    with pytest.raises(UnreadableInput, match="more than 10 lines"):
        read_rota([make_file(DAY, DAY, DAY, DAY)])


def test_a_title_is_not_endless(read):
    reading = read(DAY.replace("SD", "SD " * 10_000))
    assert len(reading.shifts[0].label) <= 1_000


ENDS_OF_TIME = (
    "DTSTART:99991231T235959\nDTEND:99991231T235959",
    "DTSTART:00010101T000000Z\nDURATION:PT1H",
    "DTSTART:20260101T000000\nDTEND:99991231T235959Z",
    "DTSTART;VALUE=DATE:99991231",
    "DTSTART:99991231T210000\nRRULE:FREQ=DAILY",
    "DTSTART;VALUE=DATE:00010101\nRRULE:FREQ=WEEKLY;BYDAY=MO",
    "DTSTART:20260805T080000\nDURATION:P99999999D",
    "DTSTART:20260805T080000\nDURATION:PT99999999999999H",
    "DTSTART:20260805T080000\nDTEND:20260805T160000\nRDATE;VALUE=PERIOD:20260806T080000/P9999999D",
)


@pytest.mark.parametrize("lines", ENDS_OF_TIME)
@pytest.mark.parametrize("more", ["", "UID:x\nSTATUS:CANCELLED\n"])
def test_the_ends_of_time_cost_nobody_else(read, lines, more):
    """A cancelled entry is looked at as well, for what it says of others."""
    for zone in (ZoneInfo("America/Los_Angeles"), ZoneInfo("Asia/Tokyo"), None):
        reading = read(f"{more}SUMMARY:SD\n{lines}", DAY, zone=zone)
        assert any(shift.span.start.year == 2026 for shift in reading.shifts)
