from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from planner.model.kind import Kind
from planner.model.rota import DailyHours, Done, Shift
from planner.rota import corrected, label_key, stated_hours
from planner.spans import Span

LONDON = ZoneInfo("Europe/London")

# The table of labels met in real rotas, kind by kind.
TABLE = {
    Kind.STANDARD: "SD, D, Day, Std, Standard Day, Normal Day, Normal Working Day, Short Day,"
    "Day shift, Ward cover, Clinic, Theatre, Morning, Early",
    Kind.LONG: "LD, L, Long, Long Day, Long shift, Take day",
    Kind.EVENING: "Twilight, TWI, Evening, Late, Long evening",
    Kind.NIGHT: "N, NL, Night, Nights, Late night, Night shift, Nocte",
    Kind.RESIDENT_ON_CALL: "Resident on-call, Acute take, RMO",
    Kind.ON_CALL: "NROC, On-call, On call, OC, Oncall (non-resident), 1st on, 2nd on",
    Kind.TEACHING: "Teaching, Teaching Day, TREG, TSHO, Tutorial, Departmental teaching,"
    "Regional teaching, Study session",
    Kind.ADMIN: "Admin, SPA, CPD, Management, Audit, Governance, Appraisal, Non-clinical, Office",
    Kind.PROTECTED: "SDT, EDT, Self-development time, Educational development time, QI, QI time,"
    "Leadership, Special interest, Protected",
    Kind.INDUCTION: "IND, Induction, Shadowing",
    Kind.ANNUAL_LEAVE: "AL, A/L, Annual Leave, Leave, Hol, Holiday",
    Kind.STUDY_LEAVE: "SL, S/L, Study leave, Study, Exam leave, Course",
    Kind.SICK: "Sick, Sickness",
    Kind.OTHER_LEAVE: "Mat leave, Maternity, Paternity, Parental, Compassionate, Carer",
    Kind.ZERO: "Zero, Zero day, Z, Off, OFF, Day off, RDO, Rest, Rest day, EWTD, Post nights, TOIL,"
    "Lieu",
    Kind.NON_WORKING: "LTFT, LTFT day off, NWD, Non-working day, Not working",
    Kind.BANK_HOLIDAY: "BH, Bank holiday, Public holiday",
}


@pytest.mark.parametrize(
    ("kind", "label"),
    [(kind, label.strip()) for kind, row in TABLE.items() for label in row.split(",")],
)
@pytest.mark.parametrize("spelling", ["{}", " {} ", "{} (08:30-21:30)", "AMU {}", "🟢 {}"])
def test_table_of_labels(labels, kind, label, spelling):
    for form in (label, label.lower(), label.upper()):
        assert labels.kind(spelling.format(form)) is kind


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Nights off", Kind.ZERO),
        ("Bank holiday in lieu", Kind.BANK_HOLIDAY),
        ("Long Day on call", Kind.LONG),
        ("Night (on-call)", Kind.NIGHT),
        ("Non-resident on call night", Kind.ON_CALL),
        ("Late clinic", Kind.EVENING),
        ("Teaching Day – regional", Kind.TEACHING),
        ("Clinic and audit", Kind.STANDARD),
        ("SPA afternoon clinic", Kind.ADMIN),
        ("Maternity leave", Kind.OTHER_LEAVE),
        ("Protected teaching", Kind.TEACHING),
        ("N (IM)", Kind.NIGHT),
        ("Working (Nights)", Kind.NIGHT),
        # A bank holiday is a date: what somebody does on it comes first.
        ("BH - LD", Kind.LONG),
        ("Long Day (bank holiday)", Kind.LONG),
        ("Christmas Day Nights", Kind.NIGHT),
        ("Boxing Day on call", Kind.ON_CALL),
        ("BH Day", Kind.STANDARD),
        ("Bank holiday off", Kind.BANK_HOLIDAY),
        ("Early May Bank Holiday", Kind.BANK_HOLIDAY),
        ("Late May bank holiday", Kind.BANK_HOLIDAY),
        ("New Year’s Day", Kind.BANK_HOLIDAY),
        ("Free Day", Kind.ZERO),
    ],
)
def test_the_order_of_the_table_decides(labels, label, kind):
    assert labels.kind(label) is kind


@pytest.mark.parametrize(
    ("label", "timed", "dated"),
    [
        ("Day", Kind.STANDARD, Kind.STANDARD),
        ("AMU Day", Kind.STANDARD, Kind.STANDARD),
        ("Theatre day", Kind.STANDARD, Kind.STANDARD),
        ("Mother's Day", Kind.STANDARD, Kind.UNKNOWN),
        ("Saturday Day", Kind.STANDARD, Kind.UNKNOWN),
        ("Day 3", Kind.STANDARD, Kind.UNKNOWN),
    ],
)
def test_a_day_without_hours_is_work_only_where_nothing_else_is_said(labels, label, timed, dated):
    span = _span("2026-08-05T09:00", "2026-08-05T17:00")
    assert labels.kind_of(label, [span], LONDON) is timed
    assert labels.kind_of(label, [], LONDON) is dated


@pytest.mark.parametrize(
    "label", ["", "HOT", "Blue 2", "AMB", "Vitamin D", "Plan L", "Handoff", "10-8"]
)
def test_other_labels_stay_unknown(labels, label):
    assert labels.kind(label) is Kind.UNKNOWN
    assert (
        labels.kind_of(label, [_span("2026-08-05T21:00", "2026-08-06T09:00")], LONDON)
        is Kind.UNKNOWN
    )


def _span(start: str, end: str) -> Span:
    return Span(
        datetime.fromisoformat(start).replace(tzinfo=LONDON),
        datetime.fromisoformat(end).replace(tzinfo=LONDON),
    )


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("2026-08-05T09:00", "2026-08-05T17:00", Kind.STANDARD),
        ("2026-08-05T09:00", "2026-08-05T19:00", Kind.STANDARD),  # exactly 10 h is not long
        ("2026-08-05T09:00", "2026-08-05T19:01", Kind.LONG),
        ("2026-08-05T21:00", "2026-08-06T07:00", Kind.NIGHT),
        ("2026-08-05T18:00", "2026-08-06T02:00", Kind.NIGHT),  # 3 h between 23:00 and 06:00
        ("2026-08-05T18:00", "2026-08-06T01:59", Kind.STANDARD),
        ("2026-08-05T03:00", "2026-08-05T11:00", Kind.NIGHT),
        # The clock goes forward at 01:00: 23:00 to 03:00 are 3 h. It goes back at 02:00: 00:00 to
        # 02:00 are 3 h.
        ("2026-03-28T22:00", "2026-03-29T03:00", Kind.NIGHT),
        ("2026-03-28T22:00", "2026-03-29T02:59", Kind.STANDARD),
        ("2026-10-25T00:00", "2026-10-25T02:00", Kind.NIGHT),
    ],
)
def test_hours_decide_for_words_that_only_say_work(labels, start, end, kind):
    assert labels.kind_of("Shift", [_span(start, end)], LONDON) is kind
    assert labels.kind_of("Standard Day", [_span(start, end)], LONDON) is Kind.STANDARD


@pytest.mark.parametrize("label", ["22:00 - 06:00", "10pm - 6am"])
def test_a_label_of_hours_alone_is_work(labels, label):
    night = [_span("2026-08-05T22:00", "2026-08-06T06:00")]
    assert labels.kind_of(label, night, LONDON) is Kind.NIGHT


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("CUA N 22:00-06:00", time(22), time(6)),
        ("LD 0800-2030", time(8), time(20, 30)),
        ("!R8280 [13:00 - 25:00]", time(13), time(1)),
        ("Day 8.30 – 17.00", time(8, 30), time(17)),
        ("9:00 to 17:00", time(9), time(17)),
        ("8am-5pm SD", time(8), time(17)),
        ("LD 8:00am - 8.30 p.m.", time(8), time(20, 30)),
        ("Clinic 9:00-5:30pm", time(9), time(17, 30)),
        ("N 8:30PM to 9AM", time(20, 30), time(9)),
        ("12pm-12am", time(12), time(0)),
    ],
)
def test_hours_in_a_label(label, start, end):
    assert stated_hours(label) == DailyHours(start, end)


@pytest.mark.parametrize(
    "label",
    ["LD", "10-8", "Ward 3-4", "Rota 2026-2027", "Bleep 1234-5678", "19pm-8am", "Bay 12-3 pm"],
)
def test_numbers_that_are_no_hours(label):
    assert stated_hours(label) is None


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("A/L", "a l"),
        ("  Long   DAY ", "long day"),
        ("CUA N 22:00-06:00", "cua n"),
        ("15:00 - 23:30", "15 00 23 30"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_label_key(label, key):
    assert label_key(label) == key
    assert label_key(key) == key


def test_every_kind_that_is_worked_has_usual_hours(labels):
    for kind in Kind:
        hours = labels.usual_hours(kind)
        assert (hours is not None) == kind.is_work
        assert hours is None or hours.assumed


def _all_day(label: str, kind: Kind, daily: DailyHours | None) -> Shift:
    span = Span(datetime(2026, 8, 4, 23, tzinfo=UTC), datetime(2026, 8, 5, 23, tzinfo=UTC))
    return Shift("", span, kind, label, all_day=True, daily=daily)


def test_the_users_word_wins_and_assumed_hours_follow(labels):
    stated = DailyHours(time(7), time(15))
    shifts = [
        _all_day("HOT", Kind.UNKNOWN, None),
        _all_day("LD", Kind.LONG, labels.usual_hours(Kind.LONG)),
        _all_day("hot!", Kind.UNKNOWN, stated),
        _all_day("SD", Kind.STANDARD, stated),
    ]
    hot, long, known, other = corrected(shifts, {"hot": Kind.NIGHT, "ld": Kind.ZERO}, labels)
    assert (hot.kind, hot.daily) == (Kind.NIGHT, labels.usual_hours(Kind.NIGHT))
    assert (long.kind, long.daily) == (Kind.ZERO, None)
    assert (known.kind, known.daily) == (Kind.NIGHT, stated)
    assert other is shifts[3]


@pytest.mark.parametrize(
    ("kind", "start", "end", "agree"),
    [
        (Kind.NIGHT, "2026-08-05T20:30", "2026-08-06T09:00", True),
        (Kind.NIGHT, "2026-08-05T09:00", "2026-08-05T17:00", False),
        (Kind.NIGHT, "2026-08-05T18:00", "2026-08-06T02:00", True),  # 3 h after 23:00
        (Kind.NIGHT, "2026-08-05T18:00", "2026-08-06T01:59", False),
        # The same clock times over the change forward: an hour of the night less.
        (Kind.NIGHT, "2026-03-28T18:00", "2026-03-29T02:00", False),
        (Kind.LONG, "2026-08-05T08:00", "2026-08-05T20:30", True),
        (Kind.LONG, "2026-08-05T09:00", "2026-08-05T13:00", False),
        (Kind.LONG, "2026-08-05T20:30", "2026-08-06T09:00", False),
        (Kind.STANDARD, "2026-08-05T09:00", "2026-08-05T17:00", True),
        (Kind.STANDARD, "2026-08-05T08:00", "2026-08-05T20:30", False),
        (Kind.STANDARD, "2026-08-05T21:00", "2026-08-06T05:00", False),
        (Kind.EVENING, "2026-08-05T14:00", "2026-08-06T02:00", True),
        (Kind.TEACHING, "2026-08-05T23:00", "2026-08-06T03:00", False),
        (Kind.ON_CALL, "2026-08-05T09:00", "2026-08-06T09:00", True),
        (Kind.UNKNOWN, "2026-08-05T21:00", "2026-08-06T09:00", True),
    ],
)
def test_hours_as_a_second_witness(labels, kind, start, end, agree):
    assert labels.agree(kind, _span(start, end), LONDON) is agree


def timed(label, day, start, end):
    return f"SUMMARY:{label}\nDTSTART:202608{day:02}T{start}00\nDTEND:202608{day:02}T{end}00"


def test_a_label_whose_hours_speak_against_it_is_asked_about_once(read):
    odd = [timed("Night", day, "0900", "1700") for day in (5, 6, 7)]
    reading = read(*odd, timed("night!", 8, "0900", "1700"), timed("SD", 10, "0900", "1700"))
    assert {shift.kind for shift in reading.shifts} == {Kind.NIGHT, Kind.STANDARD}
    (problem,) = reading.problems
    assert problem.where == "Label “Night”"
    assert problem.what == (
        "It was taken as “Night”. 4 entries have other hours, first 09:00–17:00 on Wed 5 Aug. "
        "Check what the label means."
    )
    assert problem.done is Done.KEPT


def test_one_odd_entry_among_many_is_named(read):
    days = [timed("SD", day, "0900", "1700") for day in range(10, 15)]
    (problem,) = read(*days, timed("SD", 17, "0800", "2030")).problems
    assert "One entry has other hours, 08:00–20:30 on Mon 17 Aug." in problem.what


def test_hours_of_all_day_entries_and_of_unknown_labels_are_no_witness(read):
    rota = ["SUMMARY:Night 09:00-17:00\nDTSTART;VALUE=DATE:20260805"]
    rota.append(timed("HOT", 6, "0100", "2300"))
    assert not [p for p in read(*rota).problems if "Check what the label" in p.what]
