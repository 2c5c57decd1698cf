"""The solver against brute force, stage after stage as a plan asks for them."""

from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.finding.model import Model

FACTORS = st.lists(st.integers(0, 120), min_size=6, max_size=8)


@settings(max_examples=40, deadline=None)
@given(FACTORS, st.integers(1, 8), st.integers(1, 4), st.integers(1, 30), st.booleans())
def test_each_stage_reaches_what_brute_force_does(factors, most, share, costs, keep_count):
    """Most choices first; then the best of them, where neighbours and what is above a share cost
    something, as days in a row and crowded weeks do.
    """
    model = Model(lambda: False)
    choices = [model.choice() for _ in factors]
    every = dict.fromkeys(choices, 1.0)
    model.row(every, high=float(most))
    count = model.solve(every, largest=True, gap=0.5, seconds=60)
    assert count is not None
    assert (count.proven, count.objective) == (True, min(most, len(factors)))
    if keep_count:
        model.row(every, low=count.objective)

    liking = {choice: float(factor) for choice, factor in zip(choices, factors, strict=True)}
    above = model.amount()
    model.row({above: -1.0, **every}, high=float(share))
    liking[above] = -float(costs)
    for one, next_one in pairwise(choices):
        both = model.amount()
        model.row({both: -1.0, one: 1.0, next_one: 1.0}, high=1.0)
        liking[both] = -5.0
    found = model.solve(liking, largest=True, gap=0.5, seconds=60)

    def worth(taken):
        crowd = max(0, sum(taken) - share)
        pairs = sum(a and b for a, b in pairwise(taken))
        return sum(f for f, t in zip(factors, taken, strict=True) if t) - costs * crowd - 5 * pairs

    least = min(most, len(factors)) if keep_count else 0
    sets = [t for t in product([0, 1], repeat=len(factors)) if least <= sum(t) <= most]
    assert found is not None
    assert found.proven
    assert round(found.objective) == max(map(worth, sets))
    assert worth([found.chosen(choice) for choice in choices]) == round(found.objective)


def test_nothing_is_written_to_the_terminal(capfd):
    """The terminal of a command holds what the command says, as JSON perhaps."""
    model = Model(lambda: False)
    choices = [model.choice(), model.choice()]
    model.row(dict.fromkeys(choices, 1.0), high=1.0)
    assert model.solve(dict.fromkeys(choices, 1.0), largest=True, gap=0.5, seconds=60) is not None
    assert capfd.readouterr() == ("", "")
