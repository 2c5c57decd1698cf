"""Every way of writing a calendar that real rotas have shown, each with a made-up entry."""

from datetime import date

import pytest

from planner.errors import UnreadableInput
from planner.model.kind import Kind
from planner.model.rota import Done, RotaFile
from planner.rota import read_rota
from planner.rota.text import decoded

LONDON = "TZID=Europe/London"
WEEK = f"UID:w\nSUMMARY:SD\nDTSTART;{LONDON}:20261005T090000\nDTEND;{LONDON}:20261005T170000"


def days(reading):
    return [f"{shift.span.start.astimezone(reading.zone):%d%b %H:%M}" for shift in reading.shifts]


def hours(reading):
    zone = reading.zone
    return [
        f"{shift.span.start.astimezone(zone):%d%b %H:%M}–{shift.span.end.astimezone(zone):%d %H:%M}"
        for shift in reading.shifts
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "RRULE:FREQ=WEEKLY;COUNT=3\nRRULE:FREQ=MONTHLY;COUNT=2",
            ["05Oct", "12Oct", "19Oct", "05Nov"],
        ),
        ("RRULE:FREQ=WEEKLY;COUNT=4\nEXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2", ["12Oct", "26Oct"]),
        ("RRULE:FREQ=WEEKLY;COUNT=2\nEXDATE;VALUE=DATE:20261012", ["05Oct"]),
        ("RRULE:FREQ=WEEKLY;COUNT=2\nEXDATE;TZID=Asia/Tokyo:20261012T170000", ["05Oct"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261012", ["05Oct", "12Oct"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261012T080000Z", ["05Oct", "12Oct"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261012T075959Z", ["05Oct"]),
        ("RRULE:W1 MO #2", ["05Oct", "12Oct"]),
        ("RRULE:W2 MO 20261019T000000", ["05Oct"]),
        ("RRULE:D1 #3", ["05Oct", "06Oct", "07Oct"]),
        ("RRULE:MP1 1+ MO #2", ["05Oct", "02Nov"]),
        ("RRULE:MD1 5 20- #3", ["05Oct", "12Oct", "05Nov"]),
        ("RRULE:RSCALE=GREGORIAN;FREQ=WEEKLY;COUNT=2", ["05Oct", "12Oct"]),
        ("RDATE;VALUE=DATE:20261007", ["05Oct", "07Oct"]),
    ],
)
def test_how_a_series_is_written(read, lines, expected):
    assert days(read(f"{WEEK}\n{lines}")) == [f"{day} 09:00" for day in expected]


def test_extra_dates_with_their_own_length(read):
    reading = read(
        f"{WEEK}\nRDATE;VALUE=PERIOD;{LONDON}:20261006T090000/20261006T120000,20261007T130000/PT2H"
    )
    assert hours(reading) == [
        "05Oct 09:00–05 17:00",
        "06Oct 09:00–06 12:00",
        "07Oct 13:00–07 15:00",
    ]


def test_a_series_of_which_every_date_was_deleted(read):
    other = "SUMMARY:LD\nDTSTART:20261005T080000\nDTEND:20261005T200000"
    reading = read(f"{WEEK}\nRRULE:FREQ=WEEKLY;UNTIL=20261004T235959Z", other)
    assert [shift.label for shift in reading.shifts] == ["LD"]
    assert "ends before it begins" in reading.problems[0].what


@pytest.mark.parametrize(
    "replaced",
    [f"{LONDON}:20261012T090000", "TZID=Europe/Paris:20261012T100000", "VALUE=DATE:20261012"],
)
def test_replacements_in_any_order_and_zone(read, replaced):
    series = f"{WEEK}\nRRULE:FREQ=WEEKLY;COUNT=3"
    other = f"UID:w\nSUMMARY:LD\nRECURRENCE-ID;{replaced}\nDTSTART:20261013T080000\nDURATION:PT12H"
    for order in ((series, other), (other, series)):
        assert days(read(*order)) == ["05Oct 09:00", "13Oct 08:00", "19Oct 09:00"]


def test_this_and_later_of_an_all_day_series(read):
    series = "UID:z\nSUMMARY:Zero\nDTSTART;VALUE=DATE:20261005\nRRULE:FREQ=WEEKLY;COUNT=4"
    later = (
        "UID:z\nSUMMARY:AL\nRECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20261012\n"
        "DTSTART;VALUE=DATE:20261013"
    )
    for order in ((series, later), (later, series)):
        reading = read(*order)
        assert days(reading) == [f"{day} 00:00" for day in ("05Oct", "13Oct", "20Oct", "27Oct")]
        assert [shift.label for shift in reading.shifts] == ["Zero", "AL", "AL", "AL"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("DTSTART:20261005T090000\nDTEND:20261005T170000\nDURATION:PT1H", "05Oct 09:00–05 17:00"),
        ("DTSTART:20261005T090000\nDTEND:20261005T090000\nDURATION:PT8H", "05Oct 09:00–05 17:00"),
        ("DTSTART:20261005T090000\nDURATION:-PT8H", "05Oct 09:00–05 17:00"),
        (
            "DTSTART:20261005T090000\nDTEND;TZID=Europe/Paris:20261005T180000",
            "05Oct 09:00–05 17:00",
        ),
        ("DTSTART:20261005T160000\nDTEND;VALUE=DATE:20261006", "05Oct 16:00–06 00:00"),
        ("DTSTART:20261005T160000\nDTEND:20261005T240000", "05Oct 16:00–06 00:00"),
        ("DTSTART;TZID=Europe/Paris:20261005T080000Z\nDURATION:PT8H", "05Oct 09:00–05 17:00"),
        (
            "DTSTART;VALUE=DATE:20261005T000000\nDTEND;VALUE=DATE:20261006T000000",
            "05Oct 00:00–06 00:00",
        ),
        ("DTSTART:\nDTSTART:20261005T090000\nDURATION:PT8H", "05Oct 09:00–05 17:00"),
        ("DTSTART:20261005T090000T\nDURATION:PT8H", "05Oct 09:00–05 17:00"),
        (
            "DTSTART;TZID=(UTC+00:00) Dublin, Lisbon, London:20261005T090000\nDURATION:PT8H",
            "05Oct 09:00–05 17:00",
        ),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20261005T100000\nDURATION:PT8H",
            "05Oct 09:00–05 17:00",
        ),
    ],
)
def test_how_times_are_written(read, lines, expected):
    from zoneinfo import ZoneInfo

    assert hours(read(f"SUMMARY:SD\n{lines}", zone=ZoneInfo("Europe/London"))) == [expected]


@pytest.mark.parametrize("label", ["SD", "HOT", "AL"])
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("20260805T000000", "20260806T000000"),
        ("20260805T000000", "20260805T235900"),
        ("20260805T000000", "20260805T235959"),
        ("20260805T000000Z", "20260806T000000Z"),
        ("20260804T230000Z", "20260805T230000Z"),
    ],
)
def test_midnight_to_midnight_is_all_day(read, label, start, end):
    (shift,) = read(f"SUMMARY:{label}\nDTSTART:{start}\nDTEND:{end}").shifts
    assert shift.all_day
    assert shift.span.hours == 24
    assert f"{shift.span.start:%d %H}" == "04 23"


def test_24_hours_of_on_call_are_no_all_day_entry(read):
    entry = "SUMMARY:On call\nDTSTART:20260805T000000\nDTEND:20260806T000000"
    assert not read(entry).shifts[0].all_day


def test_leave_as_an_hour_is_the_whole_day(read):
    reading = read("SUMMARY:Annual Leave\nDTSTART:20260805T080000\nDTEND:20260805T090000")
    (shift,) = reading.shifts
    assert (shift.all_day, shift.kind, shift.span.hours) == (True, Kind.ANNUAL_LEAVE, 24)
    assert reading.problems[0].done is Done.REPAIRED


def test_a_day_in_two_halves_is_two_entries(read):
    reading = read(
        "SUMMARY:SD\nDTSTART:20260805T090000\nDTEND:20260805T130000",
        "SUMMARY:SD\nDTSTART:20260805T130000\nDTEND:20260805T170000",
    )
    first, second = reading.shifts
    assert first.span.end == second.span.start
    assert {shift.kind for shift in reading.shifts} == {Kind.STANDARD}


@pytest.mark.parametrize("label", ["Travel", "Alarm clock", "Set off"])
@pytest.mark.parametrize("end", ["DTEND:20260805T070000", "DTEND:20260805T060000", ""])
def test_what_is_no_shift_is_never_work(read, label, end):
    (shift,) = read(f"SUMMARY:{label}\nDTSTART:20260805T060000\n{end}").shifts
    assert not shift.kind.is_work


def test_words_in_quoted_printable(make_file):
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\n"
        "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Sp=E4t=\r\n =2C Nacht\r\n"
        "DTSTART:20260805T140000\r\nDTEND:20260805T220000\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nSUMMARY;QUOTED-PRINTABLE:N=C3=A4chte\r\n"
        "DTSTART:20260806T140000\r\nDTEND:20260806T220000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    reading = read_rota([RotaFile("rota.vcs", text.encode())])
    assert [shift.label for shift in reading.shifts] == ["Spät , Nacht", "Nächte"]


def test_chinese_and_accented_bytes_are_told_apart():
    assert decoded("SUMMARY:夜班值班".encode("gb18030")) == "SUMMARY:夜班值班"
    assert decoded("SUMMARY:Spätdienst é – ñ".encode("cp1252")) == "SUMMARY:Spätdienst é – ñ"


def test_nuls_and_control_characters_are_no_part_of_words(read):
    assert (
        read("SUMMARY:S\0D\x07\nDTSTART:20260805T090000\nDTEND:20260805T170000").shifts[0].label
        == "SD"
    )


def test_a_fold_inside_a_character_in_a_file():
    data = "BEGIN:VEVENT\nSUMMARY:Nächte\nDTSTART:20260805\nEND:VEVENT".encode()
    cut = data.index(b"\xc3") + 1
    reading = read_rota([RotaFile("rota.ics", data[:cut] + b"\n " + data[cut:])])
    assert reading.shifts[0].label == "Nächte"


def test_an_entry_inside_another_costs_neither():
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:SD\nBEGIN:VEVENT\nSUMMARY:LD\n"
        "DTSTART:20260806T090000\nDTEND:20260806T200000\nEND:VEVENT\n"
        "DTSTART:20260805T090000\nDTEND:20260805T170000\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    reading = read_rota([RotaFile("rota.ics", text.encode())])
    assert [shift.label for shift in reading.shifts] == ["SD", "LD"]


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VEVENT\n{}\nEND:VEVENT\n",
        "BEGIN:VCALENDAR\nEND:VCALENDAR\nBEGIN:VEVENT\n{}\nEND:VEVENT\nEND:VCALENDAR\nBye\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\n\n{}\n\n\nBEGIN:VALARM\nTRIGGER:-PT1H\nEND:VEVENT\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\n{}\nEND:VCALENDAR\n",
        "begin:vcalendar\nbegin:vevent\n{}\nend:vevent\nend:vcalendar\n",
    ],
)
def test_marks_that_are_missing_or_misplaced(text):
    lines = "SUMMARY:SD\nDTSTART:20260805T090000\nDTEND:20260805T170000"
    assert days(read_rota([RotaFile("r.ics", text.format(lines).encode())])) == ["05Aug 09:00"]


def test_a_calendar_that_cancels(read):
    reading = read(WEEK, head="METHOD:CANCEL")
    assert reading.shifts == ()
    assert "cancelled" in reading.problems[0].what


def test_entries_before_1970(read):
    reading = read("SUMMARY:SD\nDTSTART:19650805T090000\nDTEND:19650805T170000")
    assert reading.covers == (date(1965, 8, 5), date(1965, 8, 5))


def test_half_a_file_is_refused():
    with pytest.raises(UnreadableInput, match="middle of an entry"):
        read_rota([RotaFile("r.ics", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260805T09")])
