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


LD = "SUMMARY:LD\nDTSTART:20260806T080000\nDTEND:20260806T203000"


@pytest.mark.parametrize(
    "label",
    [
        "Travel", "Travel to work", "Commute", "Drive to work", "Train to Work (LD)", "Late travel",
        "Alarm clock", "Wake up for Night", "Leave for work", "Leave house", "Set off", "ALARM: LD",
        "⏰ Night 20:30",
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["DTEND:20260805T070000", "DTEND:20260805T060000", "DURATION:PT1H"])
def test_the_way_to_work_and_alarms_are_no_shifts_and_are_said(read, label, end):
    reading = read(f"SUMMARY:{label}\nDTSTART:20260805T060000\n{end}", LD)
    assert [shift.label for shift in reading.shifts] == ["LD"]
    (problem,) = reading.problems
    assert (problem.where, problem.done) == (f"Label “{label}”", Done.LEFT_OUT)


@pytest.mark.parametrize("label", ["Reminder: swap LD", "Annual leave request deadline", "Pay day"])
@pytest.mark.parametrize(
    "times", ["DTSTART;VALUE=DATE:20260805", "DTSTART:20260805T080000\nDTEND:20260805T200000"]
)
def test_reminders_are_no_shifts_whatever_their_time(read, label, times):
    assert [shift.label for shift in read(f"SUMMARY:{label}\n{times}", LD).shifts] == ["LD"]


def test_an_alarm_every_day_is_said_once(read):
    reading = read(
        "SUMMARY:Alarm\nDTSTART:20260805T060000\nDURATION:PT5M\nRRULE:FREQ=DAILY;COUNT=90", LD
    )
    assert len(reading.shifts) == len(reading.problems) == 1


@pytest.mark.parametrize(
    ("label", "times", "kind"),
    [
        ("Travel clinic", "DTSTART:20260805T090000\nDTEND:20260805T110000", Kind.STANDARD),
        # A day of it is no way to work: nobody knows what it is, and it is not free.
        ("Travel to Leeds", "DTSTART:20260805T090000\nDTEND:20260805T170000", Kind.UNKNOWN),
        ("Business travel", "DTSTART;VALUE=DATE:20260805", Kind.UNKNOWN),
        ("Handover", "DTSTART:20260805T080000\nDTEND:20260805T083000", Kind.STANDARD),
        ("Annual leave", "DTSTART:20260805T080000\nDTEND:20260805T083000", Kind.ANNUAL_LEAVE),
    ],
)
def test_what_only_sounds_like_the_way_to_work_is_kept(read, label, times, kind):
    assert [s.kind for s in read(f"SUMMARY:{label}\n{times}").shifts] == [kind]


@pytest.mark.parametrize(
    ("label", "times", "kind"),
    [
        ("Day 3", "DTSTART;VALUE=DATE:20260805", Kind.UNKNOWN),
        ("Shift 12", "DTSTART;VALUE=DATE:20260805", Kind.UNKNOWN),
        ("Day 3", "DTSTART:20260805T080000\nDTEND:20260805T160000", Kind.STANDARD),
        ("Day", "DTSTART;VALUE=DATE:20260805", Kind.STANDARD),
    ],
)
def test_the_days_of_a_cycle_are_not_taken_for_work(read, label, times, kind):
    (shift,) = read(f"SUMMARY:{label}\n{times}").shifts
    assert shift.kind is kind


def test_one_shift_under_two_uids_is_one_shift_and_it_is_said(read):
    twice = [LD + f"\nUID:{n}" for n in "ab"]
    other = LD + "\nUID:c\nLOCATION:Ward 7"
    reading = read(*twice, other)
    assert [(shift.uid, shift.place) for shift in reading.shifts] == [("a", ""), ("c", "Ward 7")]
    assert "twice, under different UIDs" in reading.problems[0].what


def test_the_same_shift_of_two_people_stays_two(read):
    lines = "DTSTART:2026080{}T080000\nDTEND:2026080{}T203000\nUID:{}"
    reading = read(
        *(
            f"SUMMARY:{name}: LD\n" + lines.format(day, day, f"{name}{day}")
            for name in ("Siân Prys", "Jan Wójcik")
            for day in (5, 6)
        )
    )
    assert len(reading.shifts) == 4


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


def test_entities_that_a_web_page_left_in_titles(read):
    reading = read(
        "SUMMARY:Night &#8211; A&amp;E &lt;3&gt; O&G &nosuch;\nUID:a&amp;b\nLOCATION:B&amp;B\n"
        "DTSTART:20260805T200000\nDTEND:20260806T083000"
    )
    (shift,) = reading.shifts
    assert (shift.label, shift.place) == ("Night – A&E <3> O&G &nosuch;", "B&B")
    assert shift.uid == "a&amp;b"


@pytest.mark.parametrize("title", ["Canceled: Long Day", "Cancelled: LD", "CANCELED : Night"])
def test_titles_that_say_that_it_is_cancelled(read, title):
    reading = read(f"SUMMARY:{title}\nDTSTART:20260805T080000\nDTEND:20260805T203000", LD)
    assert [shift.label for shift in reading.shifts] == ["LD"]
    assert "marked as cancelled" in reading.problems[0].what


@pytest.mark.parametrize("label", ["Not on nights", "No long day", "not on call"])
def test_what_somebody_is_not_on_is_nothing_that_is_known(labels, label):
    assert not labels.kind(label).is_work


@pytest.mark.parametrize(
    ("label", "kind"), [("Not working", Kind.NON_WORKING), ("No leave", Kind.ANNUAL_LEAVE)]
)
def test_what_is_not_work_keeps_its_kind(labels, label, kind):
    assert labels.kind(label) is kind


@pytest.mark.parametrize(
    ("written", "label"),
    [
        (r"LD\, Ward\; A", "LD, Ward; A"),
        (r"LD\nWard", "LD Ward"),
        (r"LD\NWard", "LD Ward"),
        (r"LD \\ A", r"LD \ A"),
        (r"LD \x", r"LD \x"),
        ("LD\\", "LD\\"),
        ("LD, Ward; A", "LD, Ward; A"),
    ],
)
def test_escapes_in_titles(read, written, label):
    reading = read(f"SUMMARY:{written}\nDTSTART:20261005T080000\nDTEND:20261005T203000")
    assert [shift.label for shift in reading.shifts] == [label]


@pytest.mark.parametrize(
    "line", ["STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"]
)
def test_what_others_take_for_free_time_is_a_shift(read, line):
    reading = read(f"SUMMARY:LD\n{line}\nDTSTART:20261005T080000\nDTEND:20261005T203000")
    assert [shift.kind for shift in reading.shifts] == [Kind.LONG]
