"""Shapes that schemes have beside hours a week: sessions, percentages, blocks, several a day."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from time import monotonic

import pytest

from planner.clock import LONDON, local_date, monday
from planner.errors import WrongUse
from planner.finding import Status, allowance_hours, best_plan, load_scheme, load_schemes
from planner.finding.remaining import best_remaining
from planner.finding.schemes import row_of, scheme_of
from planner.model.kind import Kind
from planner.model.placement import Placement, Preferences
from planner.model.plan import Allowance
from planner.model.scheme import Unit
from planner.model.session import Where

FIRST, LAST = date(2026, 10, 5), date(2026, 11, 1)


def days_of(plan):
    return [local_date(offer.span.start, LONDON) for offer in plan.sessions]


def test_sessions_and_percentages_come_to_hours():
    psychiatry, chief = load_scheme("psychiatry-special-interest"), load_scheme("chief-registrar")
    assert (psychiatry.unit, psychiatry.hours) == (Unit.SESSIONS, 8)
    assert psychiatry.words == "2 sessions of 4 h a week"
    assert (chief.unit, chief.hours) == (Unit.PERCENT, 16)
    assert chief.words == "40 % of the working week (16 h)"


@pytest.mark.parametrize("scheme", load_schemes(), ids=lambda scheme: scheme.id)
def test_a_scheme_written_down_and_read_again_is_the_same(scheme):
    assert scheme_of(scheme.id, row_of(scheme)) == scheme


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"usual": 12.0}, "has to be at least as long"),
        ({"average_weeks": 0}, "a week or more"),
        ({"a_day": 0}, "a session or more a day"),
        ({"hours": -1}, "no fewer than 0"),
        ({"per": "year"}, "cannot be read"),
        ({"usual": "long"}, "cannot be read"),
    ],
)
def test_a_scheme_that_makes_no_sense_says_why(change, told):
    row = row_of(load_scheme("foundation-sdt")) | change
    with pytest.raises(WrongUse, match=told):
        scheme_of("mine", row)


def test_a_scheme_that_leaves_something_out_says_what():
    row = row_of(load_scheme("foundation-sdt"))
    del row["average_weeks"]
    with pytest.raises(WrongUse, match="does not say its average_weeks"):
        scheme_of("mine", row)


def test_a_block_lies_on_working_days_that_follow_each_other(situation, week):
    # No whole day is free of teaching on Tuesday 6 Oct: the first block of five begins after it.
    rota = week("2026-10-05", 4, without=["2026-10-06"])
    plan = best_plan(situation(rota), load_scheme("induction-course"), FIRST, LAST)
    assert (plan.status, plan.hours) == (Status.OPTIMAL, 40)
    # Tuesday has no entry, and days off are spared: Wednesday to Tuesday, over the weekend.
    assert days_of(plan) == [date(2026, 10, day) for day in (7, 8, 9, 12, 13)]


def test_four_days_are_no_block_of_five(situation, week):
    gone = [f"2026-10-{day:02}" for day in (7, 13, 19, 26)]
    rota = situation(week("2026-10-05", 4, without=gone))
    kept = replace(rota, prefers=Preferences(days_off=False))
    assert best_plan(kept, load_scheme("induction-course"), FIRST, LAST).sessions == ()


def test_two_sessions_a_day_where_the_scheme_has_them(situation, week):
    scheme = replace(
        load_scheme("custom"), hours=16.0, average_weeks=1, shortest=4.0, usual=4.0, longest=4.0
    )
    rota = replace(
        situation(week("2026-10-05", 1)), prefers=Preferences(kept_free=frozenset({0, 1, 2}))
    )
    last = date(2026, 10, 11)
    assert best_plan(rota, scheme, FIRST, last).hours == 8
    plan = best_plan(rota, replace(scheme, a_day=2), FIRST, last)
    assert (plan.status, plan.hours) == (Status.OPTIMAL, 16)
    assert set(Counter(days_of(plan)).values()) == {2}
    for one, other in zip(plan.sessions, plan.sessions[1:], strict=False):
        assert not one.span.overlaps(other.span)


def test_what_a_period_does_not_give_is_found_later_unless_the_scheme_says_otherwise(
    situation, week, all_day
):
    rota = situation([all_day("2026-10-05", "2026-10-18"), *week("2026-10-19", 2)])
    scheme = replace(load_scheme("custom"), hours=4.0, average_weeks=2)
    assert best_plan(rota, scheme, FIRST, LAST).hours == 16
    kept = best_plan(rota, replace(scheme, carries_over=False), FIRST, LAST)
    assert (kept.hours, kept.status) == (8, Status.OPTIMAL)


def test_days_off_are_spared_where_the_time_is_part_of_the_paid_week(situation, week):
    rota = situation(week("2026-10-05", 4, without=["2026-10-06", "2026-10-20"]))
    scheme = replace(load_scheme("custom"), hours=2.0)
    off = {date(2026, 10, 6), date(2026, 10, 20)}
    assert set(days_of(best_plan(rota, scheme, FIRST, LAST))) == off, "no cover needed"
    spared = best_plan(rota, replace(scheme, days_off_spared=True), FIRST, LAST)
    assert off.isdisjoint(days_of(spared))
    assert spared.hours == 8


def test_the_doctors_word_on_days_off_comes_before_the_schemes(situation, week):
    rota = situation(week("2026-10-05", 4, without=["2026-10-06", "2026-10-20"]))
    scheme = load_scheme("foundation-sdt")
    used = best_plan(replace(rota, prefers=Preferences(days_off=True)), scheme, FIRST, LAST)
    assert {offer.where for offer in used.sessions} == {Where.FREE}
    kept = best_plan(replace(rota, prefers=Preferences(days_off=False)), scheme, FIRST, LAST)
    assert {offer.where for offer in kept.sessions} == {Where.IN_SHIFT}


def test_days_off_are_used_where_the_hours_fit_nowhere_else(situation, week):
    gone = [str(FIRST + timedelta(days=n)) for n in range(28) if n not in (0, 25)]
    rota = situation(week("2026-10-05", 4, without=gone))
    plan = best_plan(rota, load_scheme("foundation-sdt"), FIRST, LAST, hours=8)
    assert plan.hours == 32
    assert {offer.where for offer in plan.sessions} == {Where.FREE, Where.IN_SHIFT}


def test_preferred_days_decide_between_plans_that_are_as_good(situation, week):
    rota = situation(week("2026-10-05", 4))
    wish = Preferences(weekdays=frozenset({3}))
    plan = best_plan(replace(rota, prefers=wish), load_scheme("foundation-sdt"), FIRST, LAST)
    assert {day.weekday() for day in days_of(plan)} == {3}


def placement(**changes):
    return Placement("Post", FIRST, LAST, "induction-course", **changes)


def test_what_is_due_once_stays_due_once(situation, week):
    scheme = load_scheme("induction-course")
    rota = situation(week("2026-10-05", 4))
    plan = best_remaining(
        rota, placement(), scheme, Allowance(due=40, due_so_far=10), date(2026, 10, 7)
    )
    assert (plan.allowance_hours, plan.hours) == (40, 40)
    assert days_of(plan)[0] == date(2026, 10, 7)
    assert max(Counter(map(monday, days_of(plan))).values()) <= 5


def test_what_is_not_carried_over_is_not_found_in_the_weeks_left(situation, week):
    scheme = replace(load_scheme("custom"), hours=2.0, carries_over=False)
    rota = situation(week("2026-10-05", 4))
    left = Allowance(due=8, due_so_far=4)
    from_half = date(2026, 10, 19)
    assert best_remaining(rota, placement(), scheme, left, from_half).hours == 4
    carried = replace(scheme, carries_over=True)
    assert best_remaining(rota, placement(), carried, left, from_half).hours == 8


def test_the_share_of_full_time_counts_unless_it_is_switched_off():
    assert placement(share=0.5).counted_share == 0.5
    assert placement(share=0.5, share_counts=False).counted_share == 1.0
    scheme = load_scheme("foundation-sdt")
    assert allowance_hours(scheme, FIRST, LAST, share=placement(share=0.5).counted_share) == 4


def test_a_rota_of_many_years_keeps_to_its_time(situation, week):
    rota = situation(week("2026-10-05", 52 * 6))
    last = FIRST + timedelta(weeks=52 * 6)
    plan = best_plan(rota, load_scheme("em-edt-higher"), FIRST, last, time_limit=0.4)
    assert plan.status is not Status.OPTIMAL
    assert plan.bound >= plan.hours


def test_a_search_is_called_off_while_it_looks_at_dates(situation, week):
    rota = situation(week("2026-10-05", 52 * 4))
    gone = threading.Event()
    asked = 0

    def cancelled():
        nonlocal asked
        asked += 1
        if asked == 20:
            gone.set()
        return gone.is_set()

    began = monotonic()
    last = FIRST + timedelta(weeks=52 * 4)
    plan = best_plan(rota, load_scheme("em-edt-higher"), FIRST, last, cancelled=cancelled)
    assert plan.status is not Status.OPTIMAL
    assert plan.allowance_hours > plan.hours
    assert asked < 200, f"asked on for {monotonic() - began:.1f} s after it was called off"


def test_whole_days_may_be_of_ward_and_admin_together(situation, shift):
    days = [f"2026-10-{day:02}" for day in range(5, 10)]
    rota = [shift(day, "09:00-13:00") for day in days]
    rota += [shift(day, "13:00-17:00", Kind.ADMIN) for day in days]
    plan = best_plan(situation(rota), load_scheme("chief-registrar"), FIRST, date(2026, 10, 11))
    assert (plan.hours, len(plan.sessions)) == (16, 2)
