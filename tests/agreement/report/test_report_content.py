"""What a rota report says, before anybody draws it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.agreement.report import Standing, Weeks
from planner.agreement.report.scale import bar_of
from planner.agreement.report.wording import (
    counted_words,
    figure_words,
    from_sessions_words,
    grade_words,
    level_words,
    limit_words,
    on_call_line,
    on_call_words,
    paragraph_words,
    room_words,
    shift_words,
    shifts_words,
    source_words,
    summary_words,
    when_words,
)
from planner.clock import LONDON, days_span
from planner.model.kind import Kind
from planner.model.oncall import worked
from planner.model.rota import Shift
from planner.model.scheme import Grade
from planner.rules import Level, Limit, check, load_ruleset, ruleset_ids
from planner.spans import Span


def standing(figure, limit=48.0, unit="h", at_least=False, level=None):
    rule = Limit("X", "A rule", limit, unit, "1", Grade.OFFICIAL, "Terms", "Text.")
    return Standing(rule, limit, figure, at_least, level)


@pytest.mark.parametrize(
    ("shown", "figure", "room"),
    [
        (standing(44.57), "44.6 of 48 h", "3.4 h to spare"),
        (standing(48.0), "48 of 48 h", "at the limit"),
        (standing(47.98), "47.98 of 48 h", "0.02 h to spare"),
        (standing(47.9999), "just under 48 of 48 h", "just over 0 h to spare"),
        (standing(48.0001), "just over 48 of 48 h", "just over 0 h over"),
        (standing(49.5), "49.5 of 48 h", "1.5 h over"),
        (standing(35.5, 46, at_least=True), "35.5 h, at least 46 h", "10.5 h short"),
        (standing(11.5, 11, at_least=True), "11.5 h, at least 11 h", "0.5 h to spare"),
        (standing(5.0, 7, "days"), "5 of 7 days", "2 to spare"),
        (
            standing(9 / 26, 1 / 2, "of weekends"),
            "34.6 % of weekends, at most 50 %",
            "15.4 points to spare",
        ),
        (
            standing(1 / 3, 1 / 3, "of weekends"),
            "33.3 % of weekends, at most 33.3 %",
            "at the limit",
        ),
        (standing(None), "nothing to measure", ""),
    ],
)
def test_figures_stand_beside_their_limits(shown, figure, room):
    assert figure_words(shown) == figure
    assert room_words(shown) == room


def test_a_limit_alone():
    assert limit_words(standing(None)) == "at most 48 h"
    assert limit_words(standing(None, 11, at_least=True)) == "at least 11 h"
    assert limit_words(standing(None, 0.5, "of weekends")) == "at most 50 % of weekends"


@settings(max_examples=200, deadline=None)
@given(st.floats(0, 400), st.integers(1, 100), st.booleans())
def test_a_figure_never_reads_as_the_limit_that_it_is_not_at(figure, limit, at_least):
    shown = standing(figure, float(limit), at_least=at_least)
    said = figure_words(shown).split()[0]
    assert (said == str(limit)) == (figure == limit)
    assert (room_words(shown) == "at the limit") == (figure == limit)


@settings(max_examples=100, deadline=None)
@given(st.none() | st.floats(0, 1000), st.integers(0, 100), st.booleans())
def test_a_bar_stays_in_its_groove_and_passes_the_mark_where_the_limit_is_passed(
    figure, limit, at_least
):
    shown = standing(figure, float(limit), at_least=at_least)
    bar = bar_of(shown)
    start, end = bar.forbidden
    assert 0 <= start <= end <= 1
    assert bar.limit == (end if at_least else start)
    if bar.figure is None:
        assert figure is None
        return
    assert 0 <= bar.figure <= 1
    if limit:
        assert (bar.figure > bar.limit) == (figure > limit)


def test_every_rule_stands_with_its_worst_figure_and_what_it_weighs(broken):
    stands = {standing.rule.id: standing for standing in broken.standings}
    assert list(stands) == ["H1", "H3", "N2", "W3", "R1"]
    assert (stands["H3"].figure, stands["H3"].level, stands["H3"].room) == (14, Level.BREACH, -1)
    assert (stands["R1"].figure, stands["R1"].level, stands["R1"].room) == (10, Level.BREACH, -1)
    assert stands["R1"].at_least
    assert not stands["H3"].at_least
    assert (stands["W3"].figure, stands["W3"].level) == (1, Level.WARNING)
    assert stands["N2"].figure is None
    assert stands["N2"].room is None
    assert level_words(stands["N2"].level) == "kept"
    assert [rule.id for rule in broken.meanings] == ["N1"]


def test_breaches_come_before_warnings_and_are_numbered_as_they_are_read(broken):
    assert [(f.number, f.rule.id, f.is_breach) for f in broken.findings] == [
        (1, "H3", True),
        (2, "R1", True),
        (3, "W3", False),
    ]
    assert (broken.breaches, broken.warnings) == (2, 1)
    assert summary_words(broken) == "2 breaches, 1 warning"
    assert broken.checked == 4


def test_a_kept_rota_and_one_without_work(report_of):
    kept = report_of("0 09:00-17:00", "1 09:00-17:00", "6 zero")
    assert summary_words(kept) == "Every rule that was checked is kept"
    empty = report_of("0 zero")
    assert "holds no work" in summary_words(empty)
    assert report_of().weeks is None
    assert report_of().dates is None


def test_the_opt_out_has_its_own_limit(report_of):
    def limit(**more):
        stands = report_of("0 09:00-17:00", **more).standings
        return next(s.limit for s in stands if s.rule.id == "H1")

    assert (limit(), limit(opt_out=True)) == (48, 56)
    said = " ".join(counted_words(report_of("0 09:00-17:00", opt_out=True)))
    assert "with the personal opt-out" in said


def test_what_only_the_sessions_break_is_said_to_be_theirs(report_of, broken):
    late = days_span(date(2026, 10, 10), date(2026, 10, 10), LONDON)
    booked = (Span(late.start + timedelta(hours=20), late.start + timedelta(hours=22)),)
    lines = ("0 08:00-22:00 long", "1 08:00-17:00", "6 07:00-12:00")
    found = {f.breach.rule: f for f in report_of(*lines, booked=booked).findings if f.is_breach}
    rests = [f for f in report_of(*lines, booked=booked).findings if f.rule.id == "R1"]
    assert [f.alone is None for f in rests] == [False, True]
    assert found["H3"].alone is not None
    assert "rota alone keeps" in from_sessions_words(rests[1])
    assert from_sessions_words(rests[0]) == ""
    assert all(f.alone is not None for f in broken.findings)


def test_what_the_sessions_make_worse_is_told_beside_what_the_rota_comes_to_alone(report_of):
    evening = days_span(date(2026, 10, 5), date(2026, 10, 5), LONDON).start + timedelta(hours=22)
    booked = (Span(evening, evening + timedelta(hours=1)),)
    found = report_of("0 08:00-22:00 long", "6 zero", booked=booked).findings
    longest = next(finding for finding in found if finding.rule.id == "H3")
    assert (longest.breach.measured, longest.alone) == (15, 14)
    assert longest.alone is not None
    assert from_sessions_words(longest).endswith("the rota alone comes to 14 h here.")


def test_what_was_left_out_is_counted(report_of, situation):
    booked = (days_span(date(2026, 10, 6), date(2026, 10, 6), LONDON),)
    report = report_of(
        "0 09:00-17:00 unknown", "1 17:00-09:00 on_call", "2 09:00-17:00", booked=booked
    )
    assert (report.unknown, len(report.on_calls), report.sessions) == (1, 1, 1)
    said = " ".join((*counted_words(report), *on_call_words(report)))
    assert "1 entry is of a kind that nobody has said" in said
    assert "1 on-call period from home has no hours entered: outside the sums" in said
    assert "1 session of protected time (24 h)" in said
    assert "Europe/London" in said
    assert "rota alone" in " ".join(counted_words(report_of("0 09:00-17:00")))


def test_hours_on_call_are_counted_and_told(situation, reported, span):
    calls = ("1 17:00-09:00 on_call", "3 17:00-09:00 on_call", "5 09:00-09:00 on_call")
    now = situation("0 09:00-17:00", *calls, "6 zero")
    entered = (
        worked(span(1, "17:00-09:00"), [span(1, "22:00-23:30"), span(2, "02:00-02:30")]),
        worked(span(3, "17:00-09:00"), []),
        worked(span(9, "17:00-09:00"), [span(9, "22:00-23:00")]),
    )
    report = reported(replace(now, worked=entered))
    assert [period.hours for period in report.on_calls] == [2, 0, None]
    assert report.left_over == entered[2:]
    assert {s.rule.id: s.figure for s in report.standings}["H1"] == 10
    said = list(on_call_words(report))
    assert said[0].startswith("1 on-call period from home has no hours entered")
    assert said[1].startswith("2 on-call periods from home count with the hours that the doctor")
    assert "2 h" in said[1]
    assert said[2] == (
        "Hours entered for 1 on-call period that the rota does not have any more are not counted."
    )
    assert [on_call_line(period, LONDON) for period in report.on_calls] == [
        "Tue 6 Oct 17:00 – Wed 7 Oct 09:00: 2 h, 22:00–23:30, 02:00–02:30",
        "Thu 8 Oct 17:00 – Fri 9 Oct 09:00: nothing worked",
        "Sat 10 Oct 09:00 – Sun 11 Oct 09:00: no hours entered",
    ]


def test_lanes_count_the_dates_of_each_kind_week_by_week(broken, report_of):
    lanes = {lane.title: lane.counts for lane in broken.lanes}
    assert lanes == {
        "Standard day": (2, 1),
        "Long day": (1, 0),
        "Annual leave": (0, 1),
    }
    assert broken.weeks.mondays == (date(2026, 10, 5), date(2026, 10, 12))
    halves = report_of("0 09:00-13:00", "0 13:00-17:00", "1 zero")
    assert [(lane.title, lane.counts) for lane in halves.lanes] == [("Standard day", (1,))]


def test_sessions_have_a_lane_of_their_own(report_of):
    booked = (days_span(date(2026, 10, 20), date(2026, 10, 20), LONDON),)
    lanes = report_of("0 09:00-17:00", booked=booked).lanes
    assert [(lane.title, lane.kind, lane.counts) for lane in lanes] == [
        ("Standard day", Kind.STANDARD, (1, 0, 0)),
        ("Sessions booked", None, (0, 0, 1)),
    ]


@pytest.mark.parametrize(
    ("change", "hours"),
    [(date(2026, 3, 29), 167), (date(2026, 10, 25), 169), (date(2026, 7, 5), 168)],
)
def test_a_week_is_as_long_as_its_clocks_make_it(change, hours):
    first = change - timedelta(days=13)
    weeks = Weeks(first, change + timedelta(days=7), LONDON)
    start = days_span(change - timedelta(days=6), change, LONDON).start
    assert weeks.place(start) == 1
    for passed in range(hours + 1):
        assert weeks.place(start + timedelta(hours=passed)) == pytest.approx(1 + passed / hours)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-2000, 12000), min_size=2, max_size=10))
def test_later_never_lies_further_left(hours):
    weeks = Weeks(date(2026, 3, 4), date(2026, 12, 31), LONDON)
    start = days_span(weeks.first, weeks.first, LONDON).start
    places = [weeks.place(start + timedelta(hours=passed)) for passed in sorted(hours)]
    assert all(one <= other for one, other in pairwise(places))
    assert all(0 <= place <= len(weeks.mondays) for place in places)


def test_rules_say_where_they_stand_and_how_firm_they_are(rules):
    assert paragraph_words(rules["H1"]) == "Paragraph 2"
    assert paragraph_words(rules["H3"]) == "Paragraphs 3, 4"
    assert source_words(rules["N2"]) == "reg. 5 of Made-up terms"
    assert source_words(replace(rules["N2"], para="Made-up")) == "Made-up terms"
    assert source_words(replace(rules["N2"], para="")) == "Made-up terms"
    assert grade_words(Grade.OFFICIAL) == "Grade A, firm: an official page states it"
    assert len({grade_words(grade) for grade in Grade}) == len(Grade)


def test_shifts_are_named_by_time_and_kind_never_by_label():
    span = Span(*(datetime(2026, 10, 5, hour, tzinfo=LONDON) for hour in (9, 17)))
    shift = Shift("Jan Kowalski", span, Kind.STANDARD, "swap with Siân Prys")
    assert shift_words(shift, LONDON) == "Mon 5 Oct, 09:00–17:00, standard day"
    leave = Shift(
        "", days_span(date(2026, 10, 5), date(2026, 10, 9), LONDON), Kind.SICK, "x", all_day=True
    )
    assert shift_words(leave, LONDON) == "Mon 5 Oct – Fri 9 Oct, sick leave"
    assert shifts_words((), LONDON) == "No rostered shift"
    assert shifts_words((shift,), LONDON).startswith("Shift: Mon 5 Oct")
    assert shifts_words((shift,) * 3, LONDON).count("standard day") == 3
    many = shifts_words((shift,) * 115, LONDON)
    assert many.startswith("115 shifts, from ")
    assert many.count("standard day") == 2


def test_a_long_breach_is_told_by_its_dates():
    half_year = days_span(date(2026, 8, 5), date(2027, 2, 2), LONDON)
    assert when_words(half_year, LONDON) == "5 Aug 2026 – 2 Feb 2027"
    night = Span(half_year.start, half_year.start + timedelta(hours=9))
    assert when_words(night, LONDON) == "Wed 5 Aug, 00:00–09:00"


@pytest.mark.parametrize("name", ruleset_ids())
def test_every_set_that_ships_can_be_reported(name, situation, reported):
    lines = [f"{day} 09:00-17:30" for day in range(30)] + ["31 20:00-09:00 night"]
    ruleset = load_ruleset(name)
    made = replace(situation(*lines), ruleset=ruleset)
    report = reported(made)
    told = {standing.rule.id for standing in report.standings}
    told |= {note.rule.id for note in report.notes} | {rule.id for rule in report.meanings}
    assert told == set(ruleset.limits)
    checked = check(made.shifts, ruleset, LONDON)
    assert {s.rule.id: s.figure for s in report.standings if s.figure is not None} == dict(
        checked.figures
    )
    assert {f.breach for f in report.findings} == set(checked.breaches)
    for standing_ in report.standings:
        assert (standing_.level is not None) == (standing_.room is not None and standing_.room < 0)
