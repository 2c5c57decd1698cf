"""Hours worked on call from home: what they count in, what they leave alone, whose they are."""

from datetime import date, timedelta

import pytest

from planner.clock import LONDON, days_span
from planner.model.kind import Kind
from planner.model.oncall import OnCallWork, worked
from planner.model.rota import Shift
from planner.rules import Headroom, check, load_ruleset, rest
from planner.rules.actual import entered_for, left_over, on_calls

WEEK = tuple(f"{day} 09:00-17:00" for day in range(5))
CALL = "2 17:00-09:00 on_call"


@pytest.fixture
def hours(spell):
    """What was worked in an on-call: ``hours(CALL, "2 22:00-23:30")``."""

    def make(call, *parts):
        return worked(spell(" ".join(call.split()[:2])), map(spell, parts))

    return make


def rules(report):
    return [breach.rule for breach in report.breaches]


def test_until_hours_are_entered_they_are_outside_the_sums(rota, ruleset, zone, hours):
    shifts = rota(*WEEK, "6 zero", CALL)
    before = check(shifts, ruleset, zone).figures
    assert (before["H1"], before["H2"]) == (40, 40)
    nothing = check(shifts, ruleset, zone, worked=[hours(CALL)]).figures
    assert nothing == before
    entered = [hours(CALL, "2 22:00-23:30", "3 02:00-02:45")]
    figures = check(shifts, ruleset, zone, worked=entered).figures
    assert (figures["H1"], figures["H2"]) == (42.25, 42.25)


def test_time_in_a_rostered_shift_counts_once(rota, ruleset, zone, hours):
    shifts = rota(*WEEK, "6 zero", CALL)
    entered = [hours(CALL, "3 08:00-10:00")]
    assert check(shifts, ruleset, zone, worked=entered).figures["H2"] == 41


@pytest.mark.parametrize(("minutes", "broken"), [(-1, []), (0, []), (1, ["H2"])])
def test_the_72_hours_with_hours_on_call(minutes, broken, rota, ruleset, zone, spell):
    shifts = rota(*(f"{day} 08:00-20:00" for day in (0, 1, 2, 4, 5)), "3 08:00-18:00", "6 on_call",
                  "30 zero")  # fmt: skip
    part = spell("6 12:00-14:00")
    part = type(part)(part.start, part.end + timedelta(minutes=minutes))
    report = check(shifts, ruleset, zone, worked=[worked(shifts[-2].span, [part])])
    assert report.figures["H2"] == 72 + minutes / 60
    assert [rule for rule in rules(report) if rule == "H2"] == broken
    for breach in report.breaches:
        if breach.rule == "H2":
            assert shifts[-2] in breach.shifts


@pytest.mark.parametrize(("minutes", "broken"), [(-1, False), (0, False), (1, True)])
def test_the_average_week_with_hours_on_call(minutes, broken, rota, ruleset, zone, hours):
    shifts = rota(*WEEK, "6 zero", CALL)
    (part,) = hours(CALL, "2 17:00-01:00").work
    part = type(part)(part.start, part.end + timedelta(minutes=minutes))
    report = check(shifts, ruleset, zone, worked=[worked(shifts[-1].span, [part])])
    assert report.figures["H1"] == pytest.approx(48 + minutes / 60)
    assert ("H1" in rules(report)) == broken


def test_they_make_no_shift_no_night_and_no_day_in_a_row(rota, ruleset, zone, hours):
    shifts = rota(*WEEK, "6 zero", CALL)
    entered = [hours(CALL, "2 17:00-09:00")]
    before, after = (check(shifts, ruleset, zone, worked=each) for each in ((), entered))
    left = ("H3", "C1", "S2", "N2", "R1", "O1", "O4")
    assert [after.figures.get(rule) for rule in left] == [before.figures.get(rule) for rule in left]
    assert after.duties == before.duties


def test_a_weekend_is_worked_with_the_first_minute(rota, ruleset, zone, hours):
    call = "5 09:00-09:00 on_call"
    shifts = rota("0 zero", "20 zero", call)
    assert check(shifts, ruleset, zone, worked=[hours(call)]).figures["W2"] == 0
    entered = [hours(call, "5 09:00-09:01")]
    assert check(shifts, ruleset, zone, worked=entered).figures["W2"] == 1 / 3


@pytest.mark.parametrize(("at", "broken"), [("06:59", True), ("07:00", False), ("07:01", False)])
def test_they_end_the_rest_after_nights(at, broken, rota, ruleset, zone, hours):
    call = "2 17:00-17:00 on_call"
    shifts = rota("0 21:00-09:00 night", call, "20 zero")
    entered = [hours(call, f"3 {at}-08:00")]
    found = [b for b in check(shifts, ruleset, zone, worked=entered).breaches if b.rule == "N3"]
    assert bool(found) == broken
    for breach in found:
        assert breach.measured == pytest.approx(46 - 1 / 60)
        assert breach.shifts == shifts[:2]
        assert breach.text.endswith("work starts Thu 10 Sep 06:59: 45 h 59 min rest, 46 h needed")


def test_work_that_goes_on_from_a_night_leaves_no_rest(rota, ruleset, zone, hours):
    call = "1 08:00-17:00 on_call"
    shifts = rota("0 21:00-09:00 night", call, "20 zero")
    entered = [hours(call, "1 08:30-09:30")]
    (breach,) = [b for b in check(shifts, ruleset, zone, worked=entered).breaches if b.rule == "N3"]
    assert (breach.measured, breach.span) == (0, shifts[0].span)


def test_rest_between_shifts_is_between_shifts_in_england_and_from_all_work_in_the_regulations(
    rota, ruleset, zone, hours
):
    shifts = rota("0 09:00-17:00", "0 17:00-09:00 on_call", "1 09:00-17:00", "6 zero")
    entered = [hours("0 17:00-09:00", "0 22:00-23:00")]
    assert check(shifts, ruleset, zone, worked=entered).figures["R1"] == 16
    statute = load_ruleset("wtr-1998")
    report = check(shifts, statute, zone, worked=entered)
    assert report.figures["R1"] == 5
    first, second = (b for b in report.breaches if b.rule == "R1")
    assert (first.measured, second.measured) == (5, 10)
    assert first.shifts == shifts[:2]


@pytest.mark.parametrize(
    ("day", "part", "counted"), [(date(2026, 3, 28), 6, 6), (date(2026, 10, 24), 6, 6)]
)
def test_over_a_clock_change_they_are_elapsed_hours(day, part, counted, rota, ruleset, zone):
    night = days_span(day, day, LONDON).moved(timedelta(hours=17))
    call = Shift("", night, Kind.ON_CALL, "NROC")
    start = night.start + timedelta(hours=6)
    entered = worked(night, [type(night)(start, start + timedelta(hours=part))])
    assert check([call], ruleset, zone, worked=[entered]).figures["H2"] == counted


def test_hours_on_a_day_of_leave_were_worked_and_give_no_day_back(rota, ruleset, zone, hours):
    shifts = rota(*WEEK, "6 zero", "7 annual_leave", "13 zero", "6 17:00-09:00 on_call")
    entered = [hours("6 17:00-09:00", "7 01:00-03:00")]
    figures = [check(shifts, ruleset, zone, worked=each).figures["H1"] for each in ((), entered)]
    assert figures == pytest.approx([40 * 7 / 13, 42 * 7 / 13])


# Whose hours they are


def test_hours_outlast_a_change_of_the_rota(rota, spell, ruleset, zone, hours):
    entered = [hours("2 17:00-09:00", "2 22:00-23:00")]

    def counted(*lines):
        shifts = rota(*lines)
        calls = on_calls(shifts, ruleset, zone, entered)
        assert check(shifts, ruleset, zone, worked=entered).figures.get("H2", 0) == sum(
            call.hours or 0 for call in calls
        )
        return [call.hours for call in calls], len(left_over(calls, entered))

    assert counted("2 17:00-09:00 on_call") == ([1], 0)
    assert counted("2 17:00-08:00 on_call", "5 17:00-08:00 on_call") == ([1, None], 0)
    assert counted("2 18:00-09:00 on_call", "3 09:00-09:00 on_call") == ([1, None], 0)
    # Two share time with it: the one that shares more.
    assert counted("2 08:00-18:00 on_call", "2 19:01-17:00 on_call") == ([None, 1], 0)
    assert counted("5 17:00-08:00 on_call") == ([None], 1)
    assert counted("2 17:00-09:00 zero") == ([], 1)


def test_hours_of_one_period_entered_twice_count_once(rota, ruleset, zone, hours):
    call = "2 17:00-09:00 on_call"
    entered = [
        hours(call, "2 22:00-23:00"),
        hours("2 18:00-09:00", "2 22:30-23:30"),
    ]
    (period,) = on_calls(rota(call), ruleset, zone, entered)
    assert period.hours == 1.5
    assert entered_for(period, [period], entered) == tuple(entered)


def test_a_date_on_call_without_hours_takes_hours_too(ruleset, zone, spell):
    monday = date(2026, 9, 7)
    week = Shift("", days_span(monday, monday + timedelta(days=6), zone), Kind.ON_CALL, "Call",
                 all_day=True)  # fmt: skip
    tuesday = on_calls([week], ruleset, zone)[1]
    entered = OnCallWork(tuesday.span, (spell("1 22:00-23:00"),))
    calls = on_calls([week], ruleset, zone, [entered])
    assert [call.hours for call in calls] == [None, 1, None, None, None, None, None]
    assert not calls[1].timed
    assert check([week], ruleset, zone, worked=[entered]).figures["H2"] == 1


# Rest in the calendar, and room for a booking


def test_rest_ends_with_work_on_call_where_the_rule_says_so(rota, ruleset, zone, hours):
    call = "1 17:00-17:00 on_call"
    shifts = rota("0 21:00-09:00 night", call)
    (kept,) = rest(shifts, ruleset, zone, worked=[hours(call, "2 09:00-10:00")])
    assert (kept.title, kept.span.hours) == ("46 h rest", 24)
    statute = load_ruleset("wtr-1998")
    found = rest(shifts, statute, zone, worked=[hours(call, "1 18:00-20:00")])
    assert [(each.rule, each.span.hours) for each in found] == [("R1", 9), ("R1", 11)]


def test_a_booking_is_measured_with_them(rota, ruleset, zone, hours, spell):
    shifts = rota(*WEEK, "6 zero", CALL)
    entered = [hours(CALL, "2 17:00-01:00")]
    room = Headroom(shifts, ruleset, zone, worked=entered)
    verdict = room.verdict(spell("5 09:00-10:00"))
    assert not verdict.safe
    assert verdict.figures["H1"] == pytest.approx(49)
    assert [breach.rule for breach in verdict.broken] == ["H1"]
    assert Headroom(shifts, ruleset, zone).verdict(spell("5 09:00-10:00")).safe


def test_a_booking_far_away_leaves_the_rest_that_work_on_call_cuts_short(
    rota, ruleset, zone, hours, spell
):
    """The night of Sunday is followed by one on Monday, so that no long rest is asked after it."""
    nights = ("1 21:00-07:00", "2 21:00-07:00", "3 21:00-07:00", "6 00:00-05:11", "7 21:00-07:00")
    shifts = rota(*nights, "5 17:00-08:00 on_call")
    entered = [hours("5 17:00-08:00", "6 05:10-05:40")]
    verdict = Headroom(shifts, ruleset, zone, worked=entered).verdict(spell("0 00:00-00:15"))
    assert "N3" not in [breach.rule for breach in verdict.broken]
