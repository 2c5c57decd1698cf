"""Room for a booking: the quick answer is that of a full check."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import LONDON, days_span, instant
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.rules import Headroom, Level, Role, Ruleset, check, load_ruleset, ruleset_ids
from planner.rules.report import case_of
from planner.rules.rulebook import measured_rules, seen_by
from planner.spans import Span, union
from tests.rules.rotas import (
    Rota,
    any_rotas,
    changed_rotas,
    entry,
    lawful_rotas,
    with_hours_on_call,
)

SETS = tuple(load_ruleset(name) for name in ruleset_ids())
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Asked:
    """A rota with sessions in it, and what might be booked."""

    rota: Rota
    ruleset: Ruleset
    booked: tuple[Span, ...]
    candidates: tuple[Span, ...]
    period: tuple[date, date] | None
    opt_out: bool

    @property
    def terms(self):
        return {
            "booked": self.booked,
            "period": self.period,
            "opt_out": self.opt_out,
            "worked": self.rota.worked,
        }

    def check(self, *more):
        terms = {**self.terms, "booked": (*self.booked, *more)}
        return check(self.rota.shifts, self.ruleset, self.rota.zone, **terms)

    def headroom(self):
        return Headroom(self.rota.shifts, self.ruleset, self.rota.zone, **self.terms)

    def past_limits(self, *more):
        """Every measured value past its limit, from a full check: {(rule, place): value}."""
        terms = {**self.terms, "booked": (*self.booked, *more)}
        case = case_of(self.rota.shifts, self.ruleset, self.rota.zone, **terms)
        return {
            (limit.id, measure.place): (measure.value, rule)
            for limit, rule in measured_rules(self.ruleset)
            for measure in rule.past(rule.measure(seen_by(case, limit.id)), case.limit(limit.id))
        }

    def new_or_worse(self, span):
        before, after = self.past_limits(), self.past_limits(span)
        return {
            key: value
            for key, (value, rule) in after.items()
            if key not in before or rule.worse(value, than=before[key][0])
        }


@st.composite
def asked(draw, rotas=None):
    """Candidates of all sorts: anywhere, and set against the shifts of the rota."""
    rota = draw(any_rotas() | changed_rotas() if rotas is None else rotas)
    first = instant(rota.monday, time.min, rota.zone)

    def anywhere():
        start = first + draw(st.integers(-96, 25 * 96)) * QUARTER
        return Span(start, start + draw(st.integers(1, 50)) * QUARTER)

    def beside():
        other = draw(st.sampled_from(rota.shifts)).span
        edge = draw(st.sampled_from((other.start, other.end)))
        start = edge + draw(st.integers(-66, 66)) * QUARTER * draw(st.sampled_from((1, 3)))
        start += draw(st.sampled_from((0, 0, 1, -1))) * timedelta(minutes=1)
        return Span(start, start + draw(st.integers(1, 32)) * QUARTER)

    def sessions(count):
        some = [beside if rota.shifts and draw(st.booleans()) else anywhere for _ in range(count)]
        return tuple(make() for make in some)

    last = draw(st.none() | st.integers(0, 60))
    return Asked(
        rota,
        draw(st.sampled_from(SETS)),
        sessions(draw(st.integers(0, 2))),
        sessions(4),
        (rota.monday, rota.monday + timedelta(days=last)) if last is not None else None,
        draw(st.booleans()),
    )


THINNED = ("H1", "H2", "N4")  # of windows over each other the worst is reported


def assert_equals_full_check(asked: Asked, span: Span) -> None:
    verdict, expected = asked.headroom().verdict(span), asked.new_or_worse(span)
    roles = {rule: asked.ruleset[rule].role for rule, _ in expected}
    assert verdict.safe == all(role is Role.WARNING for role in roles.values())
    assert {breach.rule for breach in verdict.broken} == set(roles)
    for rule in THINNED:
        values = [value for (name, _), value in expected.items() if name == rule]
        found = [breach.measured for breach in verdict.broken if breach.rule == rule]
        assert max(values, default=None) == max(found, default=None)
    assert sorted((b.rule, b.measured) for b in verdict.broken if b.rule not in THINNED) == sorted(
        (rule, value) for (rule, _), value in expected.items() if rule not in THINNED
    )
    after = asked.check(span)
    for rule in ("H1", "H2"):
        assert verdict.figures.get(rule) == after.figures.get(rule)
    duties = [duty.span for duty in after.duties]
    if asked.rota.worked and asked.ruleset["R1"].on_call:
        parts = [part for duty in after.duties for part in duty.work]
        parts += [part for entered in asked.rota.worked for part in entered.work]
        duties = union(parts, timedelta(minutes=60))
    holding = next(number for number, duty in enumerate(duties) if duty.holds(span))
    near = duties[max(holding - 1, 0) : holding + 2]
    rests = [(b.start - a.end) / timedelta(hours=1) for a, b in pairwise(near)]
    assert verdict.figures.get("R1") == (min(rests) if rests else None)


@settings(max_examples=200, deadline=None)
@given(asked=asked())
def test_verdict_equals_a_full_check(asked):
    for span in asked.candidates:
        assert_equals_full_check(asked, span)


@settings(max_examples=150, deadline=None)
@given(asked=asked(rotas=with_hours_on_call(any_rotas() | changed_rotas())))
def test_verdict_equals_a_full_check_with_hours_worked_on_call(asked):
    for span in asked.candidates:
        assert_equals_full_check(asked, span)


@settings(max_examples=12, deadline=None)
@given(asked=asked(), weeks=st.integers(27, 30), leave=st.booleans())
def test_verdict_equals_a_full_check_over_more_than_half_a_year(asked, weeks, leave):
    more = [entry(asked.rota.monday, weeks * 7, 540, 480)]
    if leave:
        first = asked.rota.monday + timedelta(weeks=8)
        away = days_span(first, first + timedelta(days=40), LONDON)
        more.append(Shift("", away, Kind.ANNUAL_LEAVE, "AL", all_day=True))
    longer = replace(asked.rota, shifts=(*asked.rota.shifts, *more))
    for span in asked.candidates:
        assert_equals_full_check(replace(asked, rota=longer, period=None), span)


@settings(max_examples=80, deadline=None)
@given(asked=asked(rotas=lawful_rotas()))
def test_safe_means_that_a_lawful_rota_stays_lawful(asked):
    asked = replace(asked, booked=(), period=None)
    if any(breach.level is Level.BREACH for breach in asked.check().breaches):
        return
    room = asked.headroom()
    for span in asked.candidates:
        after = asked.check(span).breaches
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
    asked = Asked(Rota(shifts, date(2026, 9, 7), zone), ruleset, (), (), None, opt_out=False)
    assert_equals_full_check(asked, booking)
