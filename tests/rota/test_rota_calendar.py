from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.model.kind import Kind
from planner.model.rota import DailyHours, Done, RotaFile
from planner.rota import read_rota


def test_a_timed_shift_with_all_it_says(read, utc):
    reading = read(
        """UID:1@x
        SUMMARY:Long Day\\, AMU
        LOCATION:Ward 5\\; Tower
        DESCRIPTION:Bleep 1234
        TRANSP:TRANSPARENT
        DTSTART;TZID=Europe/London:20260805T080000
        DTEND;TZID=Europe/London:20260805T203000""",
        head="X-WR-CALNAME:Line 3\\, ST4",
    )
    (shift,) = reading.shifts
    assert reading.title == "Line 3, ST4"
    assert reading.problems == ()
    assert (shift.span.start, shift.span.end) == (utc("2026-08-05T07:00"), utc("2026-08-05T19:30"))
    assert (shift.kind, shift.label) == (Kind.LONG, "Long Day, AMU")
    assert (shift.uid, shift.place, shift.person) == ("1@x", "Ward 5; Tower", "")
    assert not shift.all_day


def test_the_title_is_the_files_name_where_it_says_none(make_file):
    file = make_file(
        "SUMMARY:N\nDTSTART:20260805T210000\nDTEND:20260806T090000", name="my.rota.ics"
    )
    assert read_rota([file]).title == "my.rota"


@pytest.mark.parametrize(
    ("start", "begins"),
    [
        ("DTSTART:20260805T080000Z", "2026-08-05T08:00"),
        ("DTSTART:20260805T080000", "2026-08-05T07:00"),
        ("DTSTART;TZID=Europe/Paris:20260805T080000", "2026-08-05T06:00"),
        ('DTSTART;TZID="W. Europe Standard Time":20260805T080000', "2026-08-05T06:00"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Paris:20260805T080000", "2026-08-05T06:00"),
        ("DTSTART;TZID=GMT Standard Time 1:20260805T080000", "2026-08-05T07:00"),
        ("DTSTART;VALUE=DATE-TIME:20260805T0800", "2026-08-05T07:00"),
        ("DTSTART:2026-08-05T08:00:00+02:00", "2026-08-05T06:00"),
        ("DTSTART:20260804T240000", "2026-08-04T23:00"),
    ],
)
def test_ways_to_write_a_time(read, utc, start, begins):
    reading = read(f"SUMMARY:SD\n{start}\nDTEND:20260805T160000Z", zone=ZoneInfo("Europe/London"))
    assert reading.shifts[0].span.start == utc(begins)


def test_a_zone_nobody_knows_is_the_rotas_own_and_said_once(read, utc):
    entry = (
        "SUMMARY:SD\nDTSTART;TZID=Ward Time:2026080{}T080000\nDTEND;TZID=Ward Time:2026080{}T160000"
    )
    reading = read(entry.format(5, 5), entry.format(6, 6))
    assert reading.shifts[0].span.start == utc("2026-08-05T07:00")
    (problem,) = reading.problems
    assert (problem.where, problem.done) == ("Time zone “Ward Time”", Done.REPAIRED)


def test_a_zone_that_the_file_defines_itself(read, utc):
    head = """BEGIN:VTIMEZONE
TZID:Hospital
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0300
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE"""
    entry = "SUMMARY:SD\nDTSTART;TZID=Hospital:20260805T080000\nDTEND;TZID=Hospital:20260805T160000"
    assert read(entry, head=head).shifts[0].span.start == utc("2026-08-05T05:00")
    # Another file's zone of the same name is another zone.
    other = read(entry, head=head.replace("+0300", "+0500"))
    assert other.shifts[0].span.start == utc("2026-08-05T03:00")


@pytest.mark.parametrize(
    ("head", "tzid", "zone"),
    [
        ("X-WR-TIMEZONE:Europe/Dublin", "Europe/Paris", "Europe/Dublin"),
        ("X-WR-TIMEZONE:UTC", "Europe/Paris", "Europe/Paris"),
        ("X-WR-TIMEZONE:Nowhere", "Europe/Paris", "Europe/Paris"),
        ("", "UTC", "Europe/London"),
        ("", "Ward Time", "Europe/London"),
    ],
)
def test_the_rotas_zone(read, head, tzid, zone):
    entry = f"SUMMARY:SD\nDTSTART;TZID={tzid}:20260805T080000\nDTEND;TZID={tzid}:20260805T160000"
    assert read(entry, head=head).zone.key == zone
    assert read(entry, head=head, zone=ZoneInfo("Asia/Tokyo")).zone.key == "Asia/Tokyo"


@pytest.mark.parametrize(("day", "hours"), [("20260805", 12), ("20261024", 13), ("20260328", 11)])
def test_a_night_takes_the_hours_that_elapse(read, day, hours):
    following = f"{date.fromisoformat(day) + timedelta(days=1):%Y%m%d}"
    (shift,) = read(f"SUMMARY:N\nDTSTART:{day}T203000\nDTEND:{following}T083000").shifts
    assert shift.span.hours == hours


@pytest.mark.parametrize(("day", "hours"), [("20260805", 12), ("20261024", 13), ("20260328", 11)])
def test_a_night_that_ends_on_its_own_date_ends_the_next_morning(read, day, hours):
    reading = read(f"SUMMARY:N\nDTSTART:{day}T203000\nDTEND:{day}T083000")
    (shift,) = reading.shifts
    assert (shift.kind, shift.span.hours) == (Kind.NIGHT, hours)
    (problem,) = reading.problems
    assert problem.done is Done.REPAIRED
    assert "08:30 on the next day" in problem.what


def test_the_same_time_twice_is_24_hours(read):
    reading = read("SUMMARY:Resident on-call\nDTSTART:20260805T080000\nDTEND:20260805T080000")
    assert reading.shifts[0].span.hours == 24
    assert len(reading.problems) == 1


@pytest.mark.parametrize(
    ("length", "hours"), [("PT12H", 12), ("PT12H30M", 12.5), ("P1DT1H", 26), ("P1W", 169)]
)
def test_a_length_days_by_the_clock_hours_as_they_elapse(read, length, hours):
    # The night of the autumn change: a clock day has 25 hours.
    reading = read(f"SUMMARY:X\nDTSTART:20261024T203000\nDURATION:{length}")
    assert reading.shifts[0].span.hours == hours


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("DTEND;VALUE=DATE:20260810", "2026-08-09"),
        ("DTEND;VALUE=DATE:20260805", "2026-08-05"),
        ("DTEND;VALUE=DATE:20260801", "2026-08-05"),
        ("DTEND:20260810", "2026-08-09"),
        ("DTEND:20260809T170000", "2026-08-09"),
        ("DURATION:P5D", "2026-08-09"),
        ("", "2026-08-05"),
    ],
)
def test_all_day_entries(read, utc, end, last):
    reading = read(f"SUMMARY:A/L\nDTSTART;VALUE=DATE:20260805\n{end}")
    (shift,) = reading.shifts
    assert shift.all_day
    assert shift.kind is Kind.ANNUAL_LEAVE
    assert shift.daily is None
    assert shift.span.start == utc("2026-08-04T23:00")
    assert shift.span.end == utc(f"{last}T23:00")


def test_leave_from_midnight_to_midnight_is_all_day(read):
    reading = read(
        "SUMMARY:Annual leave\nDTSTART:20260805T000000\nDTEND:20260807T000000",
        "SUMMARY:Zero\nDTSTART:20260810T000000\nDTEND:20260810T235900",
        "SUMMARY:Resident on-call\nDTSTART:20260812T000000\nDTEND:20260813T000000",
    )
    leave, zero, work = reading.shifts
    assert (leave.all_day, leave.span.hours) == (True, 48)
    assert (zero.all_day, zero.span.hours) == (True, 24)
    assert (work.all_day, work.span.hours) == (False, 24)


def test_hours_in_the_title_of_an_all_day_entry(read):
    (shift,) = read("SUMMARY:RTW N 22:00-06:00\nDTSTART;VALUE=DATE:20261024").shifts
    assert shift.daily == DailyHours(time(22), time(6))
    assert shift.rostered(ZoneInfo("Europe/London"))[0].hours == 9


def test_work_without_hours_gets_the_usual_ones_and_it_is_said_once_a_label(read, labels):
    days = range(20260805, 20260815)
    reading = read(*(f"SUMMARY:LD\nDTSTART;VALUE=DATE:{day}" for day in days))
    assert {shift.daily for shift in reading.shifts} == {labels.usual_hours(Kind.LONG)}
    (problem,) = reading.problems
    assert (problem.where, problem.done) == ("Label “LD”", Done.KEPT)
    assert problem.what.startswith("10 all-day entries give no hours; 08:00–20:30 were assumed")


@pytest.mark.parametrize("label", ["HOT", "NROC", "Zero"])
def test_other_all_day_entries_get_no_hours(read, label):
    reading = read(f"SUMMARY:{label}\nDTSTART;VALUE=DATE:20260805")
    assert reading.shifts[0].daily is None
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("summary", "hours"),
    [("N 21:00-07:30", 10.5), ("LD", 12.5), ("Day 13:00-17:00", 4)],
)
def test_no_end_takes_the_hours_of_the_title_or_of_the_kind(read, summary, hours):
    reading = read(f"SUMMARY:{summary}\nDTSTART:20260805T210000")
    assert reading.shifts[0].span.hours == hours
    assert reading.problems[0].done is Done.REPAIRED


def test_no_end_on_a_night_of_the_clock_change_ends_by_the_clock(read, utc):
    (shift,) = read("SUMMARY:N 21:00-07:30\nDTSTART:20261024T210000").shifts
    assert shift.span.end == utc("2026-10-25T07:30")


def test_no_end_of_leave_is_the_whole_day(read):
    (shift,) = read("SUMMARY:Annual leave\nDTSTART:20260805T090000").shifts
    assert (shift.all_day, shift.span.hours) == (True, 24)


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        ("SUMMARY:LD", "does not say when it starts"),
        ("SUMMARY:LD\nDTSTART:20260230T090000", "which is no date or time"),
        ("SUMMARY:LD\nDTSTART:99991231\nDTEND:99991231", "impossible date"),
        ("SUMMARY:LD\nDTSTART;VALUE=DATE:20200101\nDTEND;VALUE=DATE:20260101", "which no entry"),
        (
            "SUMMARY:LD\nSTATUS:CANCELLED\nDTSTART:20260805T080000\nDTEND:20260805T200000",
            "cancelled",
        ),
    ],
)
def test_a_bad_entry_is_listed_and_never_costs_the_others(read, bad, what):
    good = "SUMMARY:SD\nDTSTART:2026080{}T090000\nDTEND:2026080{}T170000"
    reading = read(good.format(5, 5), bad, good.format(6, 6))
    assert [shift.label for shift in reading.shifts] == ["SD", "SD"]
    (problem,) = reading.problems
    assert problem.done is Done.LEFT_OUT
    assert what in problem.what
    assert "line 8" in problem.where


def test_lines_that_are_no_lines_are_passed_over(read):
    reading = read(
        """SUMMARY:Night
        DESCRIPTION:first line
        and a line that was not folded

        DTSTART;TZID="Europe/London:20260805T210000
        DTSTART:20260805T210000
        DTEND:20260806T090000"""
    )
    assert [shift.span.hours for shift in reading.shifts] == [12]


def test_work_beyond_belief_is_kept_and_said(read):
    reading = read("SUMMARY:Night\nDTSTART:20260805T210000\nDTEND:20260809T090000")
    assert len(reading.shifts) == 1
    assert reading.problems[0].done is Done.KEPT
    assert "84 h" in reading.problems[0].what


def test_an_entry_without_a_title(read):
    (shift,) = read("DTSTART:20260805T090000\nDTEND:20260805T170000").shifts
    assert (shift.label, shift.kind) == ("(no title)", Kind.UNKNOWN)


def test_entries_are_never_merged_for_want_of_uids(read):
    entry = "{}SUMMARY:{}\nDTSTART:2026080{}T090000\nDTEND:2026080{}T170000"
    for uid in ("", "UID:\n", "UID:same\n"):
        reading = read(
            *(entry.format(uid, label, day, day) for label in ("SD", "LD") for day in (5, 6, 7))
        )
        assert len(reading.shifts) == 6


def test_the_same_entry_twice_is_taken_once(read):
    entry = "UID:1\nSUMMARY:SD\nDTSTART:20260805T090000\nDTEND:20260805T170000"
    reading = read(entry, entry, entry)
    assert len(reading.shifts) == 1
    assert reading.problems[0].done is Done.LEFT_OUT


def test_the_newest_version_of_an_entry_counts(read, utc):
    old = "UID:1\nSEQUENCE:0\nSUMMARY:SD\nDTSTART:20260805T090000\nDTEND:20260805T170000"
    new = "UID:1\nSEQUENCE:2\nSUMMARY:SD\nDTSTART:20260806T090000\nDTEND:20260806T170000"
    for order in ((old, new), (new, old)):
        reading = read(*order)
        assert [shift.span.start for shift in reading.shifts] == [utc("2026-08-06T08:00")]
        assert "older version" in reading.problems[0].what


def test_a_counter_in_sequence_is_no_version(read):
    entry = "UID:1\nSEQUENCE:{}\nSUMMARY:SD\nDTSTART:202608{:02}T090000\nDTEND:202608{:02}T170000"
    assert len(read(*(entry.format(n, n + 1, n + 1) for n in range(10))).shifts) == 10


def test_a_calendar_that_cancels(read):
    reading = read(
        "SUMMARY:SD\nDTSTART:20260805T090000\nDTEND:20260805T170000", head="METHOD:CANCEL"
    )
    assert reading.shifts == ()
    assert "cancelled" in reading.problems[0].what


def test_entries_outside_any_calendar_and_in_several(make_file):
    first = make_file("SUMMARY:SD\nDTSTART:20260805T090000\nDTEND:20260805T170000").data
    second = make_file("SUMMARY:LD\nDTSTART:20260806T090000\nDTEND:20260806T210000").data
    night = b"SUMMARY:N\r\nDTSTART:20260807T210000\r\nDTEND:20260808T090000\r\n"
    loose = b"BEGIN:VEVENT\r\n" + night + b"END:VEVENT\r\n"
    reading = read_rota([RotaFile("all.ics", first + second + loose)])
    assert [shift.label for shift in reading.shifts] == ["SD", "LD", "N"]
    alone = read_rota([RotaFile("loose.ics", loose)])
    assert [shift.label for shift in alone.shifts] == ["N"]


def test_alarms_and_nested_parts_are_no_entries(read):
    reading = read(
        """SUMMARY:SD
        BEGIN:VALARM
        TRIGGER:-PT30M
        DTSTART:19760401T005545Z
        SUMMARY:Wake up
        END:VALARM
        DTSTART:20260805T090000
        DTEND:20260805T170000"""
    )
    assert [(shift.label, shift.span.hours) for shift in reading.shifts] == [("SD", 8)]


def test_repairs_of_one_sort_are_listed_together(read):
    days = range(20260805, 20260810)
    reading = read(*(f"SUMMARY:N\nDTSTART:{day}T210000\nDTEND:{day}T090000" for day in days))
    (problem,) = reading.problems
    assert problem.where == "5 entries, first “N” on 5 Aug 2026 (line 3)"


def test_problems_name_the_file_where_there_are_several(make_file):
    good = make_file("SUMMARY:SD\nDTSTART:20260805T090000\nDTEND:20260805T170000", name="a.ics")
    night = make_file("SUMMARY:N\nDTSTART:20260806T210000\nDTEND:20260806T090000", name="b.ics")
    (problem,) = read_rota([good, night]).problems
    assert problem.where == "“N” on 6 Aug 2026 (b.ics, line 3)"


@pytest.mark.parametrize("end", ["", "DTEND:20260803T170000", "DTEND:20260805T090000"])
def test_an_unknown_entry_without_an_end_takes_the_whole_day(read, end):
    reading = read(f"SUMMARY:HOT\nDTSTART:20260805T090000\n{end}")
    (shift,) = reading.shifts
    assert (shift.all_day, shift.kind, shift.span.hours) == (True, Kind.UNKNOWN, 24)
    assert "taken as the whole day" in reading.problems[0].what
