"""The rules against a second implementation that is slow and obvious: it looks at every minute."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.rules import check, load_ruleset
from tests.rules.minutes import Minutes, england, new_deal, statute
from tests.rules.rotas import (
    Rota,
    any_rotas,
    changed_rotas,
    entry,
    lawful,
    lawful_rotas,
    with_hours_on_call,
)

SETS = {"england-2016": england, "wtr-1998": statute, "new-deal": new_deal}
RULESETS = {name: load_ruleset(name) for name in SETS}
THINNED = {"H1", "N4", "H2", "O3"}  # of windows over each other the worst is reported


def assert_agrees(rota: Rota, days: int = 60) -> None:
    """The figures, the breaches and the notes of every set are those of the minutes."""
    if not rota.shifts:
        return
    before = 14
    first = rota.monday - timedelta(days=before)
    minutes = Minutes(rota.shifts, rota.zone, first, before + days, rota.worked)
    for name, measured in SETS.items():
        report = check(rota.shifts, RULESETS[name], rota.zone, worked=rota.worked)
        expected = measured(minutes)
        values = {rule: found for rule, (found, _, _) in expected.items() if found}
        assert set(report.figures) == set(values)
        for rule, (found, limit, sign) in expected.items():
            per = 60 if RULESETS[name][rule].unit.startswith("h") else 1
            broken = [b.measured * per for b in report.breaches if b.rule == rule]
            past = [value for value in found if sign * value > sign * limit + 1e-9]
            if found:
                worst = max(found, key=lambda value: sign * value)
                assert report.figures[rule] * per == pytest.approx(worst)
            if rule in THINNED:
                assert max(broken, default=None) == pytest.approx(max(past, default=None))
            else:
                assert sorted(broken) == pytest.approx(sorted(past))
        if name == "england-2016":
            assert {note.rule: note.count for note in report.notes} == minutes.breaks()
    duties = check(rota.shifts, RULESETS["england-2016"], rota.zone).duties
    assert [duty.night for duty in duties] == list(map(minutes.is_night, minutes.duties))
    assert [duty.evening for duty in duties] == list(map(minutes.is_evening, minutes.duties))


@settings(max_examples=45, deadline=None)
@given(rota=any_rotas())
def test_minute_by_minute_gives_the_same(rota):
    assert_agrees(rota)


@settings(max_examples=45, deadline=None)
@given(rota=changed_rotas())
def test_minute_by_minute_gives_the_same_for_a_lawful_rota_with_one_change(rota):
    assert_agrees(rota)


@settings(max_examples=40, deadline=None)
@given(rota=with_hours_on_call(any_rotas() | changed_rotas()))
def test_minute_by_minute_gives_the_same_with_hours_worked_on_call(rota):
    assert_agrees(rota)


@settings(max_examples=15, deadline=None)
@given(rota=lawful_rotas())
def test_the_lawful_rotas_are_lawful(rota):
    assert [b.text for b in check(rota.shifts, RULESETS["england-2016"], rota.zone).breaches] == []


@settings(max_examples=3, deadline=None)
@given(
    rota=any_rotas(),
    weeks=st.integers(26, 28),
    names=st.lists(st.sampled_from(("plain", "nights")), min_size=20, max_size=20),
)
def test_minute_by_minute_gives_the_same_over_more_than_half_a_year(rota, weeks, names):
    later = lawful(rota.monday + timedelta(weeks=4), names)
    shifts = (*rota.shifts, *later.shifts, entry(rota.monday, weeks * 7, 540, 480))
    assert_agrees(Rota(shifts, rota.monday, rota.zone), days=250)
