from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import WrongUse
from planner.finding import allowance_hours, load_scheme, load_schemes
from planner.model.scheme import Grade, Per

HALF_YEAR = date(2026, 8, 5), date(2027, 2, 2)

DOMAIN = {
    "foundation-sdt": (2, Grade.OFFICIAL),
    "em-edt-accs": (3, Grade.SINGLE),
    "em-edt-st3": (4, Grade.SINGLE),
    "em-edt-higher": (8, Grade.SINGLE),
    "psychiatry-special-interest": (8, Grade.OFFICIAL),
    "gp-self-directed": (4, Grade.OFFICIAL),
    "paediatrics-education": (3, Grade.OFFICIAL),
    "chief-registrar": (16, Grade.OFFICIAL),
    "special-interest": (None, Grade.OFFICIAL),
    "induction-course": (40, Grade.OFFICIAL),
    "peer-lead": (None, Grade.UNCONFIRMED),
    "custom": (None, Grade.UNCONFIRMED),
}


def test_every_scheme_of_the_field_is_there_with_its_hours_and_grade():
    assert {s.id: (s.hours, s.grade) for s in load_schemes()} == DOMAIN


@pytest.mark.parametrize("scheme", load_schemes(), ids=lambda scheme: scheme.id)
def test_every_scheme_is_whole(scheme):
    assert 0 < scheme.shortest <= scheme.usual <= scheme.longest <= 24
    assert scheme.average_weeks >= 1
    assert all((scheme.title, scheme.short, scheme.who, scheme.source))
    assert load_scheme(scheme.id) == scheme


def test_unconfirmed_figures_ask_to_be_checked():
    assert load_scheme("peer-lead").check_locally
    assert load_scheme("em-edt-accs").check_locally
    assert not load_scheme("foundation-sdt").check_locally


def test_an_unknown_scheme_names_those_there_are():
    with pytest.raises(WrongUse, match=r"“golf”.*foundation-sdt.*custom"):
        load_scheme("golf")


def test_a_fellowship_is_time_away_and_says_so():
    with pytest.raises(WrongUse, match="out of programme"):
        load_scheme("fellowship")


def test_two_hours_a_week_over_half_a_year():
    assert allowance_hours(load_scheme("foundation-sdt"), *HALF_YEAR) == 52


def test_the_share_of_full_time_scales_the_allowance():
    assert allowance_hours(load_scheme("foundation-sdt"), *HALF_YEAR, share=0.6) == pytest.approx(
        31.2
    )


def test_hours_given_replace_those_of_the_scheme():
    assert allowance_hours(load_scheme("chief-registrar"), *HALF_YEAR, hours=20) == 520
    assert allowance_hours(load_scheme("peer-lead"), *HALF_YEAR, hours=1) == 26


def test_hours_set_locally_have_to_be_given():
    with pytest.raises(WrongUse, match="set locally"):
        allowance_hours(load_scheme("peer-lead"), *HALF_YEAR)


def test_an_allowance_for_the_placement_is_due_once():
    course = load_scheme("induction-course")
    assert course.per is Per.PLACEMENT
    assert allowance_hours(course, date(2026, 8, 5), date(2026, 8, 5)) == 40
    assert allowance_hours(course, *HALF_YEAR) == 40


def test_whole_months_count_one_each_and_parts_by_their_days():
    from dataclasses import replace

    monthly = replace(load_scheme("custom"), hours=8.0, per=Per.MONTH)
    assert allowance_hours(monthly, date(2026, 2, 1), date(2026, 3, 31)) == 16
    assert allowance_hours(monthly, date(2026, 4, 1), date(2026, 4, 15)) == 4


def test_dates_the_wrong_way_round_and_hours_below_nothing():
    scheme = load_scheme("foundation-sdt")
    with pytest.raises(WrongUse, match="first"):
        allowance_hours(scheme, date(2026, 8, 5), date(2026, 8, 4))
    with pytest.raises(WrongUse, match="below 0"):
        allowance_hours(scheme, *HALF_YEAR, hours=-1)


@given(
    st.integers(0, 400),
    st.integers(1, 400),
    st.sampled_from(["foundation-sdt", "gp-self-directed"]),
)
def test_allowances_of_parts_add_up_to_that_of_the_whole(before, after, name):
    scheme, first = load_scheme(name), date(2026, 8, 5).toordinal()
    middle, last = date.fromordinal(first + before), date.fromordinal(first + before + after)
    whole = allowance_hours(scheme, date.fromordinal(first), last)
    parts = allowance_hours(scheme, date.fromordinal(first), middle) + allowance_hours(
        scheme, date.fromordinal(middle.toordinal() + 1), last
    )
    assert whole == pytest.approx(parts)
