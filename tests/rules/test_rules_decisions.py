"""How the words of the rules are read: every decision, and the traps of published checkers."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.clock import LONDON, days_span, local_date
from planner.errors import WrongUse
from planner.model.kind import Kind
from planner.model.rota import DailyHours, Shift
from planner.rules import Level, check, duties, rest
from planner.rules.duties import local_dates
from planner.spans import Span

SPRING = date(2026, 3, 23)  # the Monday of the week in which the clocks go forward
AUTUMN = date(2026, 10, 19)  # and of the one in which they go back


def breaches(report):
    """All but those of the average week, which a rota of a few days passes at once."""
    return [breach for breach in report.breaches if breach.rule != "H1"]


def rules_broken(report):
    return [breach.rule for breach in breaches(report)]


# 1. Work


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.is_work])
def test_work_of_every_kind_counts(kind, rota, ruleset, zone):
    assert check(rota(f"0 09:00-17:00 {kind}"), ruleset, zone).figures["H2"] == 8


@pytest.mark.parametrize("kind", [kind for kind in Kind if not kind.is_work])
def test_leave_days_off_on_call_from_home_and_the_unknown_are_not_work(kind, rota, ruleset, zone):
    report = check(rota(f"0 09:00-17:00 {kind}", f"1 {kind}"), ruleset, zone)
    assert "H2" not in report.figures
    assert report.duties == ()


def test_all_day_entry_with_hours_is_work_on_each_of_its_dates(ruleset, zone):
    span = days_span(date(2026, 9, 7), date(2026, 9, 9), zone)
    hours = DailyHours(time(9), time(17))
    shift = Shift("", span, Kind.STANDARD, "Ward", all_day=True, daily=hours)
    report = check([shift], ruleset, zone)
    assert [duty.hours for duty in report.duties] == [8, 8, 8]
    assert {duty.shifts for duty in report.duties} == {(shift,)}


# 2. Shift


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("0 08:00-12:00", "0 13:00-17:00"), [8]),
        (("0 08:00-12:00", "0 13:01-17:00"), [4, 239 / 60]),
        (("0 08:00-12:00", "0 12:00-17:00"), [9]),
        (("0 08:00-16:00", "0 13:00-15:00 teaching"), [8]),
        (("0 08:00-14:00", "0 13:00-17:00"), [9]),
        (("0 08:00-12:00", "0 12:30-13:00", "0 14:00-17:00"), [7.5]),
    ],
    ids=["60 min gap", "61 min gap", "touching", "inside", "overlapping", "two gaps"],
)
def test_entries_joined_to_shifts(lines, expected, rota, ruleset, zone):
    for entries in (rota(*lines), tuple(reversed(rota(*lines)))):
        joined = duties(entries, ruleset, zone)
        assert [duty.hours for duty in joined] == pytest.approx(expected)
        assert sum(len(duty.shifts) for duty in joined) == len(lines)


def test_a_gap_counts_in_the_span_of_a_shift_and_not_in_its_hours(rota, ruleset, zone):
    (duty,) = duties(rota("0 08:00-14:00", "0 15:00-22:00"), ruleset, zone)
    assert (duty.span.hours, duty.hours, len(duty.work)) == (14, 13, 2)
    assert not breaches(check(duty.shifts, ruleset, zone))


# 3. Consecutive


def test_two_shifts_on_one_date_count_as_one_day(rota, ruleset, zone):
    lines = [f"{day} 08:00-11:00" for day in range(7)] + [f"{day} 14:00-17:00" for day in range(7)]
    assert check(rota(*lines), ruleset, zone).figures["C1"] == 7


def test_a_night_touches_two_dates_and_counts_as_one_day(rota, ruleset, zone):
    nights = rota(*(f"{day} 21:00-07:00 night" for day in range(4)))
    report = check(nights, ruleset, zone)
    assert (report.figures["C1"], report.figures["N2"]) == (4, 4)


def test_long_nights_are_long_shifts_too(rota, ruleset, zone):
    nights = rota(*(f"{day} 20:30-09:00 night" for day in range(5)))
    assert sorted(rules_broken(check(nights, ruleset, zone))) == ["N2", "S2", "S2r"]


# 4. Average week


def week(first, hours="09:00-17:00", count=5):
    return [f"{first + day} {hours}" for day in range(count)]


def test_days_of_leave_leave_the_average_on_both_sides(rota, ruleset, zone):
    worked = rota(*week(0), *week(7), "13 zero")
    resting = rota(*week(0), "6 zero", *(f"{day} annual_leave" for day in range(7, 14)))
    assert check(worked, ruleset, zone).figures["H1"] == 40
    assert check(resting, ruleset, zone).figures["H1"] == 40


@pytest.mark.parametrize("kind", ["annual_leave", "study_leave", "sick"])
def test_hours_rostered_under_leave_leave_the_sum(kind, rota, ruleset, zone):
    entries = rota(*week(0), "6 zero", "4 " + kind)
    assert check(entries, ruleset, zone).figures["H1"] == pytest.approx(32 * 7 / 6)


@pytest.mark.parametrize("kind", ["other_leave", "zero", "non_working", "bank_holiday"])
def test_other_days_off_stay_in_the_average(kind, rota, ruleset, zone):
    entries = rota(*week(0, count=4), f"4 {kind}", "6 zero")
    assert check(entries, ruleset, zone).figures["H1"] == 32


@pytest.mark.parametrize(
    ("lines", "average"),
    [
        (("4 09:00-17:00 annual_leave",), 32 * 7 / 6),
        (("4 09:00-17:00", "4 09:00-17:00 annual_leave"), 32 * 7 / 6),
        (("4 09:00-13:00", "4 13:00-17:00 annual_leave"), 36),
        (("4 20:30-09:00 annual_leave",), 32 * 7 / 6),
    ],
    ids=["leave with hours", "leave over a shift", "half a day of leave", "leave from a night"],
)
def test_a_day_is_one_of_leave_where_all_of_its_work_is(lines, average, rota, ruleset, zone):
    entries = rota(*week(0, count=4), *lines, "6 zero")
    assert check(entries, ruleset, zone).figures["H1"] == pytest.approx(average)


def test_leave_of_several_days_with_hours(ruleset, zone, rota):
    (start,), (end,) = rota("4 12:00-13:00"), rota("6 11:00-12:00")
    away = Shift("", Span(start.span.start, end.span.end), Kind.ANNUAL_LEAVE, "Leave")
    entries = (*rota(*week(0, count=4), "4 08:00-12:00", "6 zero"), away)
    # Saturday and Sunday are leave; Friday is not, since its morning was worked.
    assert check(entries, ruleset, zone).figures["H1"] == pytest.approx(36 * 7 / 5)


def test_nothing_but_leave_has_no_average(rota, ruleset, zone):
    assert "H1" not in check(rota("0 annual_leave", "1 sick"), ruleset, zone).figures


def test_a_shift_counts_whole_on_the_date_it_starts(rota, ruleset, zone):
    entries = rota("0 zero", "6 21:00-09:00 night")
    assert check(entries, ruleset, zone).figures["H1"] == 12


def test_sessions_count_on_the_dates_they_lie_on_and_together_once(rota, spell, ruleset, zone):
    entries = rota("0 zero", "6 zero")
    over_the_end = check(entries, ruleset, zone, booked=[spell("6 22:00-02:00")])
    assert over_the_end.figures["H1"] == 2
    twice = [spell("1 09:00-13:00"), spell("1 11:00-15:00"), spell("1 12:00-14:00")]
    assert check(entries, ruleset, zone, booked=twice).figures["H1"] == 6


def test_period_replaces_the_dates_of_the_rota(rota, ruleset, zone):
    entries = rota(*week(0))
    fortnight = (date(2026, 9, 7), date(2026, 9, 20))
    assert check(entries, ruleset, zone).figures["H1"] == 56
    assert check(entries, ruleset, zone, period=fortnight).figures["H1"] == 20
    with pytest.raises(WrongUse, match="ends before it starts"):
        check(entries, ruleset, zone, period=fortnight[::-1])


def test_182_days_are_one_figure_and_183_are_the_worst_window(rota, ruleset, zone):
    full = [line for first in range(0, 182, 7) for line in week(first)]
    whole = check(rota(*full, "181 zero"), ruleset, zone)
    assert whole.figures["H1"] == 40
    longer = check(rota(*full, "0 08:00-09:00", "182 09:00-17:00"), ruleset, zone)
    assert longer.figures["H1"] == pytest.approx((26 * 40 + 1) / 26)


def test_the_worst_half_year_is_reported_once(rota, ruleset, zone):
    lines = [line for first in range(0, 210, 7) for line in week(first, "08:00-18:00")]
    found = [b for b in check(rota(*lines), ruleset, zone).breaches if b.rule == "H1"]
    assert [breach.measured for breach in found] == [50]
    assert local_date(found[0].span.start, zone) == date(2026, 9, 7)
    assert (found[0].span.end - found[0].span.start).days == 182


# 5. 168 hours


def test_work_in_168_hours_is_not_looked_for_from_midnights_alone(rota, ruleset, zone):
    lines = ["0 12:00-00:00", *(f"{day} 12:00-00:00" for day in range(1, 6)), "7 00:00-12:00"]
    report = check(rota(*lines), ruleset, zone)
    (breach,) = [breach for breach in report.breaches if breach.rule == "H2"]
    assert breach.measured == 84
    assert breach.span.hours == 168
    assert breach.span.start.astimezone(zone).hour == 12


def test_windows_that_overlap_are_one_breach_and_others_are_more(rota, ruleset, zone):
    busy = [f"{day} 08:00-20:30" for day in range(6)]
    later = [f"{day} 08:00-20:30" for day in range(14, 20)]
    found = [b for b in check(rota(*busy, *later), ruleset, zone).breaches if b.rule == "H2"]
    assert [breach.measured for breach in found] == [75, 75]


# 6. Runs


def test_a_run_of_five_long_shifts_breaks_both_rules(rota, ruleset, zone):
    report = check(rota(*(f"{day} 08:00-20:30" for day in range(5))), ruleset, zone)
    assert sorted(rules_broken(report)) == ["S2", "S2r"]


def test_a_long_run_is_one_breach(rota, ruleset, zone):
    report = check(rota(*(f"{day} 09:00-15:00" for day in range(12))), ruleset, zone)
    found = [breach for breach in report.breaches if breach.rule == "C1"]
    assert [(breach.measured, len(breach.shifts)) for breach in found] == [(12, 12)]


def test_rest_after_the_fourth_long_shift_holds_for_work_of_any_kind(rota, ruleset, zone):
    report = check(
        rota(*(f"{day} 08:00-20:30" for day in range(4)), "5 09:00-11:00 teaching"), ruleset, zone
    )
    (breach,) = breaches(report)
    assert (breach.rule, breach.measured) == ("S2r", 36.5)


# 7. Rest after nights


def test_two_nights_with_a_free_date_between_are_two_runs(rota, ruleset, zone):
    report = check(rota("0 21:00-09:00 night", "2 21:00-09:00 night"), ruleset, zone)
    (breach,) = breaches(report)
    assert (breach.rule, breach.measured) == ("N3", 36)


def test_nights_on_following_dates_need_the_rest_between_shifts_only(rota, ruleset, zone):
    report = check(rota("0 21:00-09:00 night", "1 21:00-09:00 night"), ruleset, zone)
    assert breaches(report) == []
    assert "N3" not in report.figures


def test_two_nights_that_start_on_one_date_are_no_run(rota, ruleset, zone):
    report = check(rota("0 00:00-06:00 night", "0 21:00-07:00 night"), ruleset, zone)
    assert [(b.rule, b.measured) for b in breaches(report)] == [("N3", 15)]


def test_on_call_from_home_is_no_night(rota, ruleset, zone):
    report = check(rota("0 20:00-08:00 on_call", "1 09:00-17:00"), ruleset, zone)
    assert (report.figures.get("N3"), breaches(report)) == (None, [])


# 3, 11. Long evenings


def test_a_long_night_that_starts_early_is_a_long_evening_too(rota, ruleset, zone):
    (duty,) = duties(rota("0 15:30-03:30"), ruleset, zone)
    assert (duty.long, duty.evening, duty.night) == (True, True, True)


def test_a_run_of_five_long_evenings_breaks_the_rules_of_long_shifts_too(rota, ruleset, zone):
    report = check(rota(*(f"{day} 12:00-23:30" for day in range(5))), ruleset, zone)
    assert sorted(rules_broken(report)) == ["S2", "S2r", "S4", "S4r"]


def test_rest_after_the_fourth_long_evening_holds_in_a_longer_run_of_long_days(rota, ruleset, zone):
    lines = ["0 08:00-20:00", *(f"{day} 12:00-23:30" for day in range(2, 6)), "7 12:00-14:00"]
    found = breaches(check(rota(*lines), ruleset, zone))
    assert [(b.rule, b.measured) for b in found] == [("S2r", 36.5), ("S4r", 36.5)]


# 9. Weekends


def test_a_friday_night_is_a_weekend_worked(rota, ruleset, zone):
    assert (
        check(rota("0 zero", "13 zero", "4 21:00-09:00 night"), ruleset, zone).figures["W2"] == 0.5
    )
    assert check(rota("0 zero", "13 zero", "4 12:00-00:00"), ruleset, zone).figures["W2"] == 0
    assert check(rota("0 zero", "13 zero", "6 23:00-08:00"), ruleset, zone).figures["W2"] == 0.5


def test_one_weekend_in_two_is_a_warning_and_no_breach(rota, ruleset, zone):
    (found,) = check(rota("0 zero", "13 zero", "5 09:00-12:00"), ruleset, zone).breaches
    assert (found.rule, found.level) == ("W3", Level.WARNING)


def test_weekends_with_both_days_covered_count_and_of_one_there_is_no_ratio(rota, ruleset, zone):
    assert "W2" not in check(rota("0 zero", "12 zero", "5 09:00-12:00"), ruleset, zone).figures
    sundays = check(rota("6 zero", "27 zero", "6 09:00-12:00"), ruleset, zone)
    assert sundays.figures["W2"] == 0


# 10. What a breach carries


def test_a_breach_names_instants_values_and_shifts(rota, ruleset, zone):
    entries = rota("0 09:00-21:00", "1 07:30-16:00", "3 09:00-17:00")
    (breach,) = breaches(check(entries, ruleset, zone))
    assert breach.span.start == entries[0].span.end
    assert breach.span.end == entries[1].span.start
    assert (breach.measured, breach.limit, breach.unit) == (10.5, 11, "h")
    assert breach.shifts == entries[:2]


# Clock changes, leap days, other zones


@pytest.mark.parametrize(
    ("monday", "hours"), [(SPRING, 12), (AUTUMN, 14), (SPRING.replace(day=2), 13)]
)
def test_a_night_over_a_clock_change_counts_elapsed_hours(monday, hours, rota, ruleset, zone):
    report = check(rota("5 20:00-09:00 night", monday=monday), ruleset, zone)
    assert report.figures["H3"] == hours
    assert rules_broken(report) == (["H3"] if hours > 13 else [])


@pytest.mark.parametrize(("monday", "hours"), [(SPRING, 10), (AUTUMN, 12)])
def test_rest_over_a_clock_change_is_elapsed_time(monday, hours, rota, ruleset, zone):
    report = check(rota("5 13:00-21:00", "6 08:00-16:00", monday=monday), ruleset, zone)
    assert report.figures["R1"] == hours
    assert rules_broken(report) == (["R1"] if hours < 11 else [])


@pytest.mark.parametrize(
    ("monday", "morning", "night"),
    [
        (SPRING, "6 00:00-04:00", True),
        (SPRING, "6 00:00-03:59", False),
        (AUTUMN, "6 00:00-02:00", True),
        (AUTUMN, "6 00:30-02:29", False),
    ],
)
def test_three_hours_of_night_work_are_elapsed(monday, morning, night, rota, ruleset, zone):
    # The skipped hour is no work, the repeated one is twice as much.
    (duty,) = duties(rota(morning, monday=monday), ruleset, zone)
    assert duty.night is night


def test_168_hours_over_a_clock_change_are_not_seven_dates(rota, ruleset, zone):
    lines = [f"{day} 08:00-20:00" for day in range(5)]
    # From 08:00 to 08:00 of the next Monday there are 169 h in autumn and 167 h in spring.
    later = check(rota(*lines, "7 08:00-09:00", monday=AUTUMN), ruleset, zone)
    sooner = check(rota(*lines, "7 08:00-09:00", monday=SPRING), ruleset, zone)
    assert later.figures["H2"] == 60
    assert sooner.figures["H2"] == 61


def test_dates_are_those_of_the_rotas_zone(rota, ruleset):
    sydney = ZoneInfo("Australia/Sydney")
    night = rota("4 21:00-09:00 night", zone=sydney)
    (duty,) = duties(night, ruleset, sydney)
    assert (duty.night, duty.day) == (True, date(2026, 9, 11))
    assert not duties(night, ruleset, LONDON)[0].night


def test_leap_day_and_year_end_are_days_like_others(rota, ruleset, zone):
    for monday in (date(2028, 2, 28), date(2026, 12, 28)):
        lines = [f"{day} 08:00-20:30" for day in range(5)]
        report = check(rota(*lines, monday=monday), ruleset, zone)
        assert report.figures["S2"] == 5


@pytest.mark.parametrize(
    "name", ["Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana", "UTC"]
)
def test_the_local_date_of_every_instant_is_that_of_the_clock(name):
    zone = ZoneInfo(name)
    start = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
    for second in range(start, start + 366 * 86400, 1801):
        expected = datetime.fromtimestamp(second, zone).toordinal()
        assert local_dates(zone).of(second) == expected


def test_a_date_that_a_zone_skipped(ruleset):
    apia = ZoneInfo("Pacific/Apia")  # had no 30 December 2011
    before = datetime(2011, 12, 30, 9, 59, 59, tzinfo=UTC)
    days = [local_dates(apia).of(int(before.timestamp()) + after) for after in (0, 1)]
    assert [date.fromordinal(day) for day in days] == [date(2011, 12, 29), date(2011, 12, 31)]


def test_an_empty_rota_has_no_figures(ruleset, zone):
    report = check([], ruleset, zone)
    assert (report.figures, report.breaches, report.duties) == ({}, (), ())
    assert rest([], ruleset, zone) == ()


def test_parts_of_a_second_are_work(ruleset, zone):
    start = datetime(2026, 9, 7, 9, 0, 0, 500_000, tzinfo=UTC)
    odd = Shift("", Span(start, start + timedelta(microseconds=5)), Kind.STANDARD, "Ward")
    assert len(check([odd], ruleset, zone).duties) == 1
