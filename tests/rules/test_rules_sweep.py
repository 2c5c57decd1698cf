"""Room for a booking, tried all along rotas in which each rule is near its limit."""

from datetime import date, timedelta

import pytest

from planner.clock import LONDON, days_span
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.rules import Headroom, Role, check, load_ruleset
from planner.rules.report import case_of
from planner.rules.rulebook import measured_rules
from planner.spans import Span
from tests.rules.rotas import lawful

MONDAY = date(2026, 9, 7)
ENGLAND, STATUTE = "england-2016", "wtr-1998"


def daily(first, last, hours):
    return tuple(f"{day} {hours}" for day in range(first, last + 1))


# What is near its limit: the rule set, the rota, the length of the bookings in minutes.
NEAR = {
    "days in a row": (ENGLAND, (*daily(0, 3, "09:00-17:00"), *daily(5, 8, "09:00-17:00")), 180),
    "seventh day": (ENGLAND, (*daily(0, 5, "09:00-17:00"), "8 20:00-22:00"), 180),
    "short nights far apart": (ENGLAND, ("0 00:00-04:00", "1 22:00-04:00", "4 zero"), 60),
    "a fifth evening": (ENGLAND, (*daily(0, 3, "12:00-23:30"), "4 11:00-22:30", "13 zero"), 60),
    "a fifth long shift": (ENGLAND, (*daily(0, 3, "09:00-20:00"), "4 09:00-18:30", "13 zero"), 60),
    "an earlier date": (
        ENGLAND,
        ("1 00:30-04:30", "1 16:00-20:00", *daily(2, 7, "16:00-20:00")),
        90,
    ),
    "a fifth night": (ENGLAND, (*daily(0, 3, "23:00-06:00"), "4 23:00-01:30", "13 zero"), 240),
    "72 hours": (ENGLAND, (*daily(0, 4, "08:00-20:30"), "7 12:00-20:00", "9 zero"), 600),
    "after on-call": (ENGLAND, ("0 17:00-08:00 on_call", "1 08:00-16:00", "6 zero"), 240),
    "weekends": (ENGLAND, ("0 zero", "5 09:00-12:00", "20 zero"), 240),
    "weekly rest": (STATUTE, ("0 zero", *daily(0, 5, "09:00-17:00"), "13 zero"), 300),
    "night workers": (STATUTE, (*daily(0, 3, "21:00-08:30"), "6 zero"), 200),
}


def past_limits(shifts, ruleset, booked):
    case = case_of(shifts, ruleset, LONDON, booked=booked)
    return {
        (limit.id, measure.place): (measure.value, rule)
        for limit, rule in measured_rules(ruleset)
        for measure in rule.past(rule.measure(case), case.limit(limit.id))
    }


def assert_equals_full_check(shifts, ruleset, spans):
    room, before = Headroom(shifts, ruleset, LONDON), past_limits(shifts, ruleset, ())
    for span in spans:
        verdict = room.verdict(span)
        worse = {
            rule
            for (rule, place), (value, how) in past_limits(shifts, ruleset, (span,)).items()
            if (rule, place) not in before or how.worse(value, than=before[rule, place][0])
        }
        assert {breach.rule for breach in verdict.broken} == worse, span
        assert verdict.safe == all(ruleset[rule].role is Role.WARNING for rule in worse), span
        after = check(shifts, ruleset, LONDON, booked=[span]).figures
        assert [verdict.figures.get(rule) for rule in ("H1", "H2")] == [
            after.get(rule) for rule in ("H1", "H2")
        ], span


@pytest.mark.parametrize("name", NEAR)
def test_verdict_equals_a_full_check_wherever_a_booking_lies(name, rota):
    rules, lines, length = NEAR[name]
    shifts = rota(*lines)
    start = min(shift.span.start for shift in shifts) - timedelta(hours=30)
    end = max(shift.span.end for shift in shifts) + timedelta(hours=30)
    step = timedelta(minutes=45)
    starts = [start + number * step for number in range((end - start) // step)]
    spans = [Span(at, at + timedelta(minutes=length)) for at in starts]
    assert_equals_full_check(shifts, load_ruleset(rules), spans)


def test_verdict_equals_a_full_check_where_leave_makes_windows_of_half_a_year_differ():
    shifts = [*lawful(MONDAY, ["plain", "long", "nights"] * 12).shifts]
    for week, days in ((2, 9), (20, 16), (30, 4)):
        first = MONDAY + timedelta(weeks=week)
        away = days_span(first, first + timedelta(days=days), LONDON)
        shifts.append(Shift("", away, Kind.ANNUAL_LEAVE, "AL", all_day=True))
    start = shifts[0].span.start
    spans = [
        Span(at, at + timedelta(hours=hours))
        for number in range(36)
        for hours in (2, 9)
        for at in (start + timedelta(days=7 * number + 4, hours=1),)
    ]
    assert_equals_full_check(tuple(shifts), load_ruleset(ENGLAND), spans)
