from datetime import date

import pytest

from planner.model.rota import Done

WEEK = (
    "UID:w\nSUMMARY:SD\n"
    "DTSTART;TZID=Europe/London:20261019T090000\nDTEND;TZID=Europe/London:20261019T170000"
)


def days(reading):
    return [f"{shift.span.start.astimezone(reading.zone):%d%b %H:%M}" for shift in reading.shifts]


def test_a_weekly_shift_keeps_its_clock_time_over_the_clock_change(read):
    reading = read(f"{WEEK}\nRRULE:FREQ=WEEKLY;COUNT=3")
    assert days(reading) == ["19Oct 09:00", "26Oct 09:00", "02Nov 09:00"]
    assert [shift.span.hours for shift in reading.shifts] == [8, 8, 8]
    assert [shift.occurrence for shift in reading.shifts] == [
        "2026-10-19T08:00:00+00:00",
        "2026-10-26T09:00:00+00:00",
        "2026-11-02T09:00:00+00:00",
    ]
    assert {shift.uid for shift in reading.shifts} == {"w"}


@pytest.mark.parametrize(
    "gone",
    [
        "EXDATE;TZID=Europe/London:20261026T090000",
        "EXDATE:20261026T090000Z",
        "EXDATE;TZID=Europe/Paris:20261026T100000",
        "EXDATE;VALUE=DATE:20261026",
        "EXDATE:20261026T090000",
    ],
)
def test_dates_taken_out_of_a_series(read, gone):
    reading = read(f"{WEEK}\nRRULE:FREQ=WEEKLY;COUNT=3\n{gone}")
    assert days(reading) == ["19Oct 09:00", "02Nov 09:00"]


def test_dates_added_to_a_series(read):
    reading = read(f"{WEEK}\nRDATE;TZID=Europe/London:20261021T090000,20261022T100000")
    assert days(reading) == ["19Oct 09:00", "21Oct 09:00", "22Oct 10:00"]


@pytest.mark.parametrize(
    "until", ["20261026", "20261026T090000", "20261026T090000Z", "20261101T235959Z"]
)
def test_the_end_of_a_series_includes_its_last_date(read, until):
    reading = read(f"{WEEK}\nRRULE:FREQ=WEEKLY;UNTIL={until}")
    assert days(reading) == ["19Oct 09:00", "26Oct 09:00"]


MOVED = (
    "UID:w\nRECURRENCE-ID;TZID=Europe/London:20261026T090000\nSUMMARY:LD\n"
    "DTSTART;TZID=Europe/London:20261027T080000\nDTEND;TZID=Europe/London:20261027T203000"
)


def test_one_occurrence_moved_whatever_the_order(read):
    series = f"{WEEK}\nRRULE:FREQ=WEEKLY;COUNT=3"
    for order in ((series, MOVED), (MOVED, series)):
        reading = read(*order)
        assert days(reading) == ["19Oct 09:00", "27Oct 08:00", "02Nov 09:00"]
        moved = reading.shifts[1]
        assert (moved.label, moved.occurrence) == ("LD", "2026-10-26T09:00:00+00:00")


def test_the_newest_of_several_replacements_counts(read):
    series = f"{WEEK}\nRRULE:FREQ=WEEKLY;COUNT=3"
    newer = MOVED.replace("SUMMARY:LD", "SUMMARY:LD\nSEQUENCE:3").replace("T080000", "T100000")
    for order in ((series, MOVED, newer), (newer, MOVED, series)):
        assert days(read(*order)) == ["19Oct 09:00", "27Oct 10:00", "02Nov 09:00"]


def test_of_equal_replacements_the_one_changed_last_counts(read):
    series = f"{WEEK}\nRRULE:FREQ=WEEKLY;COUNT=3"
    older, newer = (
        f"{MOVED.replace('T080000', at)}\nLAST-MODIFIED:{stamp}"
        for at, stamp in (("T080000", "20260101T000000Z"), ("T100000", "20260301T000000Z"))
    )
    for order in ((series, older, newer), (newer, older, series)):
        assert days(read(*order)) == ["19Oct 09:00", "27Oct 10:00", "02Nov 09:00"]


def test_one_occurrence_cancelled(read):
    series = f"{WEEK}\nRRULE:FREQ=WEEKLY;COUNT=3"
    reading = read(series, f"{MOVED}\nSTATUS:CANCELLED")
    assert days(reading) == ["19Oct 09:00", "02Nov 09:00"]
    assert reading.problems[0].done is Done.LEFT_OUT


def test_a_replacement_without_its_series_is_an_entry(read):
    reading = read(MOVED)
    assert days(reading) == ["27Oct 08:00"]
    assert reading.shifts[0].occurrence == "2026-10-26T09:00:00+00:00"


def test_this_and_later_ones_changed(read):
    later = MOVED.replace("RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;")
    reading = read(f"{WEEK}\nRRULE:FREQ=WEEKLY;COUNT=4", later)
    assert days(reading) == ["19Oct 09:00", "27Oct 08:00", "03Nov 08:00", "10Nov 08:00"]
    assert len({shift.occurrence for shift in reading.shifts}) == 4


def test_a_night_in_a_series_that_ends_on_its_own_date(read):
    reading = read(
        "SUMMARY:N\nDTSTART:20261023T210000\nDTEND:20261023T090000\nRRULE:FREQ=DAILY;COUNT=3"
    )
    assert [shift.span.hours for shift in reading.shifts] == [12, 13, 12]


def test_all_day_series(read):
    reading = read(
        "SUMMARY:Zero\nDTSTART;VALUE=DATE:20261023\nRRULE:FREQ=WEEKLY;UNTIL=20261106\n"
        "EXDATE;VALUE=DATE:20261030"
    )
    assert days(reading) == ["23Oct 00:00", "06Nov 00:00"]
    assert [shift.span.hours for shift in reading.shifts] == [24, 24]
    assert [shift.occurrence for shift in reading.shifts] == ["2026-10-23", "2026-11-06"]


def test_a_series_without_an_end_stops_at_the_date_asked_for(read):
    reading = read(f"{WEEK}\nRRULE:FREQ=WEEKLY", until=date(2026, 11, 9))
    assert days(reading)[-1] == "09Nov 09:00"
    reading = read(f"{WEEK}\nRRULE:FREQ=WEEKLY", until=date(2026, 11, 8))
    assert days(reading)[-1] == "02Nov 09:00"


def test_a_series_without_an_end_goes_400_days_past_the_latest_other_entry(read):
    other = "SUMMARY:LD\nDTSTART:20270101T090000\nDTEND:20270101T210000"
    reading = read(f"{WEEK}\nRRULE:FREQ=DAILY", other)
    assert reading.covers[1] == date(2028, 2, 5)


def test_a_series_that_ends_is_followed_past_the_date_asked_for(read):
    reading = read(f"{WEEK}\nRRULE:FREQ=WEEKLY;COUNT=60", until=date(2026, 11, 8))
    assert len(reading.shifts) == 60


def test_two_series_of_one_uid_both_count(read):
    other = WEEK.replace("SD", "LD").replace("20261019", "20261020")
    reading = read(
        f"{WEEK}\nRRULE:FREQ=WEEKLY;COUNT=2", f"{other}\nRRULE:FREQ=WEEKLY;COUNT=2", MOVED
    )
    assert days(reading) == [
        "19Oct 09:00",
        "20Oct 09:00",
        "26Oct 09:00",
        "27Oct 08:00",
        "27Oct 09:00",
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=1000000000",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=NEVER",
        "BYDAY=MO",
        "nonsense",
        "FREQ=WEEKLY;BYDAY=XX",
    ],
)
def test_a_rule_that_cannot_be_followed_keeps_what_is_written(read, rule):
    reading = read(f"{WEEK}\nRRULE:{rule}")
    assert days(reading) == ["19Oct 09:00"]
    assert reading.problems[0].done is Done.REPAIRED


def test_too_many_occurrences_are_cut_and_said(read, monkeypatch):
    monkeypatch.setattr("planner.rota.expand.MOST_OCCURRENCES", 50)
    reading = read(f"{WEEK}\nRRULE:FREQ=DAILY;COUNT=1000000000")
    assert len(reading.shifts) == 50
    assert "repeats too often" in reading.problems[0].what


def test_an_entry_that_takes_itself_out_is_said(read):
    reading = read(
        "SUMMARY:Day 1\nDTSTART;VALUE=DATE:20261023\nEXDATE;VALUE=DATE:20261023",
        "SUMMARY:SD\nDTSTART:20261024T090000\nDTEND:20261024T170000",
    )
    assert len(reading.shifts) == 1
    assert "takes out every one" in reading.problems[0].what


SD = "UID:s\nSUMMARY:SD\nDTSTART:20260805T090000\nDTEND:20260805T170000"


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        ("RRULE:FREQ=DAILY;COUNT=3\nEXDATE:next Thursday,20260807T090000", [5, 6]),
        ("RRULE:FREQ=DAILY;COUNT=3\nRDATE:20260230T090000\nEXDATE:", [5, 6, 7]),
        ("RDATE;VALUE=PERIOD:20260830T090000/PT8H,30 August/PT8H", [5, 30]),
        ("RECURRENCE-ID:that one", [5]),
    ],
)
def test_dates_of_a_series_that_cannot_be_read_are_said(read, lines, days):
    reading = read(f"{SD}\n{lines}", "UID:t\nSUMMARY:SD\nDTSTART:20260901T090000\nDURATION:PT8H")
    assert [shift.span.start.day for shift in reading.shifts[:-1]] == days
    (problem,) = reading.problems
    assert problem.done is Done.KEPT
    assert "Of its repetition it says" in problem.what
    assert "which is no date or time" in problem.what


def test_dates_left_empty_are_none(read):
    reading = read(f"{SD}\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:\nRDATE: ,\nRECURRENCE-ID:")
    assert len(reading.shifts) == 2
    assert reading.problems == ()
