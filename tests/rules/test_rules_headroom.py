"""Room for a booking: the quick answer is that of a full check."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import LONDON, days_span, instant
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.rules import Headroom, Level, Role, check, load_ruleset
from planner.rules.report import case_of
from planner.rules.rulebook import measured_rules
from planner.spans import Span

RULES = load_ruleset("england-2016")
QUARTER = timedelta(minutes=15)
MONDAYS = (date(2026, 9, 7), date(2026, 3, 16), date(2026, 10, 12))
# Start and length in quarters of an hour: standard, half, long, evening, nights, just short of one.
PATTERNS = ((36, 32), (32, 16), (32, 50), (52, 40), (82, 50), (84, 40), (60, 43), (2, 30))


def past_limits(shifts, booked, period, opt_out):
    """Every measured value past its limit, from a full check: {(rule, place): value}."""
    case = case_of(shifts, RULES, LONDON, booked=booked, period=period, opt_out=opt_out)
    return {
        (limit.id, measure.place): (measure.value, rule)
        for limit, rule in measured_rules(RULES)
        for measure in rule.past(rule.measure(case), case.limit(limit.id))
    }


def new_or_worse(shifts, booked, span, period, opt_out):
    before = past_limits(shifts, booked, period, opt_out)
    after = past_limits(shifts, (*booked, span), period, opt_out)
    return {
        key: value
        for key, (value, rule) in after.items()
        if key not in before or rule.worse(value, than=before[key][0])
    }


@st.composite
def situations(draw):
    monday = draw(st.sampled_from(MONDAYS))

    def at(day, quarter):
        midnight = instant(monday + timedelta(days=day), datetime.min.time(), LONDON)
        return midnight + quarter * QUARTER

    def spans(pattern):
        day, start, length = pattern
        return Span(at(day, start), at(day, start + length))

    days = draw(st.integers(4, 24))
    shifts = []
    pattern = draw(st.sampled_from(PATTERNS))
    for day in range(days):
        what = draw(st.sampled_from(("off", "same", "same", "same", "new", "leave", "odd")))
        if what == "new":
            pattern = draw(st.sampled_from(PATTERNS))
        elif what == "odd":
            pattern = (draw(st.integers(0, 95)), draw(st.integers(1, 64)))
        if what == "leave":
            on = monday + timedelta(days=day)
            shifts.append(Shift("", days_span(on, on, LONDON), Kind.SICK, "Sick", all_day=True))
        elif what != "off":
            shifts.append(Shift("", spans((day, *pattern)), Kind.STANDARD, "W"))
    session = st.tuples(st.integers(-1, days), st.integers(0, 95), st.integers(1, 40))
    booked = tuple(map(spans, draw(st.lists(session, max_size=2))))
    candidates = [spans(draw(session)) for _ in range(4)]
    last = draw(st.none() | st.integers(0, 60))
    period = (monday, monday + timedelta(days=last)) if last is not None else None
    return tuple(shifts), booked, candidates, period, draw(st.booleans())


def assert_equals_full_check(shifts, booked, span, period, opt_out):
    verdict = Headroom(
        shifts, RULES, LONDON, booked=booked, period=period, opt_out=opt_out
    ).verdict(span)
    expected = new_or_worse(shifts, booked, span, period, opt_out)
    assert {breach.rule for breach in verdict.broken} == {rule for rule, _ in expected}
    assert verdict.safe == all(RULES[rule].role is Role.WARNING for rule, _ in expected)
    for rule in ("H1", "H2"):
        values = [value for (name, _), value in expected.items() if name == rule]
        found = [breach.measured for breach in verdict.broken if breach.rule == rule]
        assert max(values, default=None) == max(found, default=None)
    others = sorted(
        (rule, value) for (rule, _), value in expected.items() if rule not in {"H1", "H2"}
    )
    assert (
        sorted((b.rule, b.measured) for b in verdict.broken if b.rule not in {"H1", "H2"}) == others
    )
    after = check(shifts, RULES, LONDON, booked=(*booked, span), period=period, opt_out=opt_out)
    for rule in ("H1", "H2"):
        assert verdict.figures.get(rule) == after.figures.get(rule)
    holding = next(number for number, duty in enumerate(after.duties) if duty.span.holds(span))
    near = after.duties[max(holding - 1, 0) : holding + 2]
    rests = [(b.span.start - a.span.end) / timedelta(hours=1) for a, b in pairwise(near)]
    assert verdict.figures.get("R1") == (min(rests) if rests else None)


@settings(max_examples=150, deadline=None)
@given(situation=situations())
def test_verdict_equals_a_full_check(situation):
    shifts, booked, candidates, period, opt_out = situation
    for span in candidates:
        assert_equals_full_check(shifts, booked, span, period, opt_out)


@settings(max_examples=10, deadline=None)
@given(situation=situations(), weeks=st.integers(27, 30), leave=st.booleans())
def test_verdict_equals_a_full_check_over_more_than_half_a_year(situation, weeks, leave):
    shifts, booked, candidates, _, opt_out = situation
    later = shifts[0].span.moved(timedelta(weeks=weeks)) if shifts else None
    more = [Shift("", later, Kind.STANDARD, "W")] if later else []
    if leave:
        first = date(2026, 11, 2)
        away = days_span(first, first + timedelta(days=40), LONDON)
        more.append(Shift("", away, Kind.ANNUAL_LEAVE, "AL", all_day=True))
    for span in candidates:
        assert_equals_full_check((*shifts, *more), booked, span, None, opt_out)


@settings(max_examples=60, deadline=None)
@given(situation=situations())
def test_safe_means_that_a_lawful_rota_stays_lawful(situation):
    shifts, booked, candidates, period, _ = situation
    limits = check(shifts, RULES, LONDON, booked=booked, period=period).breaches
    if any(breach.level is Level.BREACH for breach in limits):
        shifts, booked = shifts[:1], ()
        if any(
            b.level is Level.BREACH for b in check(shifts, RULES, LONDON, period=period).breaches
        ):
            return
    room = Headroom(shifts, RULES, LONDON, booked=booked, period=period)
    for span in candidates:
        after = check(shifts, RULES, LONDON, booked=(*booked, span), period=period).breaches
        assert room.verdict(span).safe == all(b.level is Level.WARNING for b in after)


WEEK = tuple(f"{day} 09:00-17:00" for day in range(5))


def test_inside_a_shift_nothing_changes(rota, spell, ruleset, zone):
    shifts = rota(*WEEK, "6 zero")
    verdict = Headroom(shifts, ruleset, zone).verdict(spell("1 09:00-17:00"))
    assert (verdict.safe, verdict.broken) == (True, ())
    assert verdict.figures == {"H1": 40, "H2": 40, "R1": 16}


def test_on_a_free_day_it_is_work(rota, spell, ruleset, zone):
    shifts = rota(*WEEK, "6 zero")
    verdict = Headroom(shifts, ruleset, zone).verdict(spell("5 09:00-13:00"))
    assert verdict.figures == {"H1": 44, "H2": 44, "R1": 16}


@pytest.mark.parametrize(("hours", "safe"), [("09:00-17:00", True), ("09:00-17:01", False)])
def test_the_average_week_may_be_filled_and_not_passed(hours, safe, rota, spell, ruleset, zone):
    verdict = Headroom(rota(*WEEK, "6 zero"), ruleset, zone).verdict(spell(f"5 {hours}"))
    assert (verdict.safe, [b.rule for b in verdict.broken]) == (safe, [] if safe else ["H1"])


def test_rest_after_nights_blocks_a_booking_and_says_so(rota, spell, ruleset, zone):
    shifts = rota("0 21:00-09:00 night", "1 21:00-09:00 night", "20 zero")
    verdict = Headroom(shifts, ruleset, zone).verdict(spell("3 09:00-13:00"))
    (breach,) = verdict.broken
    assert not verdict.safe
    assert breach.text == (
        "Nights end Wed 9 Sep 09:00, work starts Thu 10 Sep 09:00: 24 h rest, 46 h needed"
    )
    assert breach.shifts == shifts[1:2]
    assert verdict.figures["R1"] == 24


def test_rest_before_the_next_shift_is_kept_too(rota, spell, ruleset, zone):
    shifts = rota("1 20:30-09:00 night", "20 zero")
    verdict = Headroom(shifts, ruleset, zone).verdict(spell("1 09:00-13:00"))
    assert [(b.rule, b.measured) for b in verdict.broken] == [("R1", 7.5)]


def test_a_rule_broken_already_may_stay_broken_and_not_get_worse(rota, spell, ruleset, zone):
    shifts = rota("0 09:00-21:00", "1 07:00-15:00", "20 zero")
    room = Headroom(shifts, ruleset, zone)
    assert room.verdict(spell("0 10:00-12:00")).safe
    assert room.verdict(spell("4 10:00-12:00")).safe
    worse = room.verdict(spell("0 21:00-21:30"))
    assert [(b.rule, b.measured) for b in worse.broken] == [("R1", 9.5)]
    # Another rest cut short is a breach of its own, though a worse one stands elsewhere.
    elsewhere = room.verdict(spell("2 01:30-02:00"))
    assert [(b.rule, b.measured) for b in elsewhere.broken] == [("R1", 10.5)]


def test_a_session_on_leave_counts_and_gives_no_day_back(rota, spell, ruleset, zone):
    shifts = rota(*WEEK, "6 zero", *(f"{day} annual_leave" for day in range(7, 14)))
    room = Headroom(shifts, ruleset, zone)
    assert room.verdict(spell("8 09:00-13:00")).figures["H1"] == 44
    assert not room.verdict(spell("8 09:00-17:01")).safe


def test_a_session_in_a_shift_that_leave_took_away_counts(rota, spell, ruleset, zone):
    shifts = rota(*WEEK, "6 zero", "4 annual_leave")
    verdict = Headroom(shifts, ruleset, zone).verdict(spell("4 09:00-12:00"))
    assert verdict.figures["H1"] == pytest.approx(35 * 7 / 6)


def test_booked_sessions_are_work_for_the_next(rota, spell, ruleset, zone):
    shifts = rota("0 zero", "20 zero")
    room = Headroom(shifts, ruleset, zone, booked=[spell("1 09:00-22:00")])
    assert not room.verdict(spell("2 08:00-12:00")).safe
    assert room.verdict(spell("2 09:00-12:00")).safe


def test_a_weekend_too_many_is_a_breach_and_one_in_two_a_warning(rota, spell, ruleset, zone):
    shifts = rota("0 zero", "27 zero", "5 09:00-12:00")
    room = Headroom(shifts, ruleset, zone)
    warned = room.verdict(spell("12 09:00-12:00"))
    assert (warned.safe, [b.rule for b in warned.broken]) == (True, ["W3"])
    twice = Headroom(shifts, ruleset, zone, booked=[spell("12 09:00-12:00")])
    assert [b.rule for b in twice.verdict(spell("20 09:00-12:00")).broken] == ["W2", "W3"]
    assert twice.verdict(spell("13 09:00-12:00")).broken == ()


def test_outside_the_dates_of_the_rota_the_average_has_nothing_to_say(rota, spell, ruleset, zone):
    verdict = Headroom(rota(*WEEK), ruleset, zone).verdict(spell("30 09:00-13:00"))
    assert verdict.figures["H1"] == 56
    assert verdict.safe


def test_a_rota_without_entries_has_room(spell, ruleset, zone):
    verdict = Headroom((), ruleset, zone).verdict(spell("0 09:00-13:00"))
    assert (verdict.safe, verdict.figures) == (True, {"H2": 4})


def test_any_168_hours_count_not_only_those_that_start_with_work(rota, spell, ruleset, zone):
    shifts = rota(*(f"{day} 08:00-20:30" for day in range(6)), "20 zero")
    # Monday noon to Monday noon held 71 h and would hold 75 h, as much as the week already broken.
    booking = spell("7 08:00-12:00")
    (breach,) = [
        b for b in Headroom(shifts, ruleset, zone).verdict(booking).broken if b.rule == "H2"
    ]
    assert (breach.measured, breach.span.end) == (75, booking.end)
    assert_equals_full_check(shifts, (), booking, None, opt_out=False)
