"""The best plan for what is left of a placement that has begun."""

from datetime import UTC, date, datetime, time

from planner.clock import LONDON, BankHolidays, CoreHours, clock_span, dates
from planner.finding import Situation, load_scheme
from planner.finding.remaining import best_remaining
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.plan import Allowance
from planner.model.rota import Shift
from planner.rules import load_ruleset

NINE, FIVE = time(9), time(17)
FIRST, LAST = date(2026, 8, 3), date(2026, 10, 25)
PLACEMENT = Placement(title="F1", first=FIRST, last=LAST, scheme="foundation-sdt")


def situation(booked=()):
    shifts = tuple(
        Shift("", clock_span(day, NINE, FIVE, LONDON), Kind.STANDARD, "Ward")
        for day in dates(FIRST, LAST)
        if day.weekday() < 4
    )
    return Situation(
        shifts, LONDON, load_ruleset("england-2016"), CoreHours(), BankHolidays(), booked
    )


def test_hours_that_earlier_weeks_did_not_give_are_found_in_the_weeks_left():
    allowance = Allowance(due=24, due_so_far=12)
    plan = best_remaining(
        situation(), PLACEMENT, load_scheme("foundation-sdt"), allowance, date(2026, 9, 14)
    )
    assert plan.hours == 24
    first = min(offer.span.start for offer in plan.sessions)
    assert first >= datetime(2026, 9, 13, 23, tzinfo=UTC)


def test_what_is_booked_ahead_is_not_found_again():
    ahead = (clock_span(date(2026, 9, 18), NINE, FIVE, LONDON),)
    allowance = Allowance(due=24, due_so_far=12, proposed=8)
    plan = best_remaining(
        situation(ahead), PLACEMENT, load_scheme("foundation-sdt"), allowance, date(2026, 9, 14)
    )
    assert plan.hours == 16
    assert not any(offer.span.overlaps(ahead[0]) for offer in plan.sessions)


def test_nothing_is_left_of_a_placement_that_is_over():
    allowance = Allowance(due=24, due_so_far=24)
    assert (
        best_remaining(
            situation(), PLACEMENT, load_scheme("foundation-sdt"), allowance, date(2026, 10, 26)
        )
        is None
    )
