"""Room for several bookings together, held against the whole check."""

from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import LONDON, clock_span
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.rules import Level, Room, check, load_ruleset

RULES = load_ruleset("england-2016")
FIRST = date(2026, 10, 12)  # the clocks change on the second Sunday
ENTRIES = {
    "S": ("09:00", "17:00", Kind.STANDARD),
    "L": ("08:00", "20:30", Kind.LONG),
    "N": ("20:30", "09:00", Kind.NIGHT),
}


def between(number, start, end):
    day = FIRST + timedelta(days=number)
    return clock_span(day, time.fromisoformat(start), time.fromisoformat(end), LONDON)


def rota(pattern):
    return tuple(
        Shift("", between(number, *ENTRIES[letter][:2]), ENTRIES[letter][2], "x")
        for number, letter in enumerate(pattern)
        if letter in ENTRIES
    )


@settings(max_examples=60, deadline=None)
@given(
    st.text("SLN----", min_size=10, max_size=24),
    st.sets(st.integers(0, 23), min_size=1, max_size=8),
    st.sampled_from([("09:00", "17:00"), ("10:00", "12:00"), ("08:00", "18:00")]),
)
def test_together_they_break_what_the_whole_check_says(pattern, days, hours):
    shifts = rota(pattern)
    room = Room(shifts, RULES, LONDON)
    bookings = [between(day, *hours) for day in sorted(days)]
    before = {(b.rule, b.span): b.measured for b in check(shifts, RULES, LONDON).breaches}
    after = check(shifts, RULES, LONDON, booked=bookings)
    new = {
        breach.rule
        for breach in after.breaches
        if breach.level is Level.BREACH
        and before.get((breach.rule, breach.span)) != breach.measured
    }
    told = {breach.rule for breach in room.broken(bookings)}
    if not before:
        assert told == new
    assert {breach.rule for each in told for breach in room.broken(bookings, each)} == told
    assert room.average(bookings) == after.figures.get("H1")


@settings(max_examples=40, deadline=None)
@given(st.text("SL---", min_size=10, max_size=24), st.sets(st.integers(0, 23), max_size=8))
def test_what_is_allowed_in_a_span_is_the_limit_less_the_work_there(pattern, days):
    shifts = rota(pattern)
    bookings = [
        between(day, "09:00", "17:00") for day in sorted(days) if "-" in pattern[day : day + 1]
    ]
    room = Room(shifts, RULES, LONDON)
    for allowed in room.allowed():
        added = sum(
            common.hours for b in bookings if (common := b.common(allowed.span)) is not None
        )
        if added > allowed.hours + 1e-6:
            broken = {breach.rule for breach in room.broken(bookings)}
            assert allowed.rule in broken


def test_days_in_a_row_are_told_as_the_rules_have_them():
    room = Room(rota("SSSSS--"), RULES, LONDON)
    assert room.days_in_a_row == 7
    assert room.days_of_work == {FIRST + timedelta(days=day) for day in range(5)}
    weekend = [between(day, "09:00", "12:00") for day in (5, 6, 7)]
    assert "C1" in {breach.rule for breach in room.broken(weekend)}
