"""Sums of whole sessions, against every choice of them."""

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from planner.finding.sums import Period, Spread, fewest_odd

LENGTHS = st.sets(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=4)
DATES = st.lists(LENGTHS, max_size=3)


@given(LENGTHS, st.integers(0, 24))
def test_as_few_odd_lengths_as_a_sum_takes(lengths, total):
    every = sorted(lengths)
    counts = product(*(range(total // length + 1) for length, _ in every))
    found = [
        sum(count for count, (_, odd) in zip(taken, every, strict=True) if odd)
        for taken in counts
        if sum(count * length for count, (length, _) in zip(taken, every, strict=True)) == total
    ]
    assert fewest_odd(total, lengths) == min(found, default=0)


def test_124_hours_and_three_quarters_take_one_session_of_an_odd_length():
    own = {(quarters, False) for quarters in (8, 16, 32)}
    assert fewest_odd(499, {*own, (19, True)}) == 1
    assert fewest_odd(496, {*own, (19, True)}) == 0
    assert fewest_odd(499, own) == 0, "nothing comes to that, so nothing is asked"


@given(st.lists(DATES, min_size=1, max_size=2), st.integers(0, 20), st.integers(0, 2), st.data())
def test_a_spread_can_be_where_some_choice_of_sessions_has_it(dates, total, odd, data):
    a_day = data.draw(st.integers(1, 2))
    most = data.draw(st.integers(5, 40))
    least = [data.draw(st.integers(0, 12)) for _ in dates]
    spread = Spread([Period(each, 0.0, most, a_day) for each in dates], total, odd)
    every = (_choices(period, a_day) for period in dates)
    found = [
        [hours for hours, _ in chosen]
        for chosen in product(*every)
        if sum(hours for hours, _ in chosen) == total
        and sum(odds for _, odds in chosen) <= odd
        and all(low <= hours <= most for low, (hours, _) in zip(least, chosen, strict=True))
    ]
    assert spread.can_be(least) == bool(found)
    if found:
        ends = [(min(shares), max(shares)) for shares in zip(*found, strict=True)]
        assert spread.shares(least) == ends


def _choices(dates, a_day):
    """Hours and odd lengths of every choice of sessions on some dates."""
    found = {(0, 0)}
    for lengths in dates:
        repeated = [each for each in sorted(lengths) for _ in range(a_day)]
        of_date = {
            (sum(length for length, _ in some), sum(odd for _, odd in some))
            for count in range(a_day + 1)
            for some in combinations(repeated, count)
        }
        found = {(a + c, b + d) for a, b in found for c, d in of_date}
    return found
