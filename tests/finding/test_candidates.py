from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from planner.finding import load_scheme
from planner.finding.candidates import lengths, periods
from planner.finding.weights import load_weights


@pytest.mark.parametrize(
    ("changes", "ceiling", "room", "expected"),
    [
        ({}, 52, 8, {2, 4, 8}),
        ({}, 52, 3, {2, 3}),
        ({}, 54.5, 8, {2, 2.5, 4, 6.5, 8}),
        ({}, 52.3, 8, {2, 4, 8}),
        ({}, 3, 8, {2, 3}),
        ({}, 52, 1.9, set()),
        ({"longest": 4.0}, 52, 8, {2, 4}),
        ({"whole_days": True, "shortest": 7.0, "usual": 8.0}, 416, 8, {8}),
        ({"whole_days": True, "shortest": 7.0, "usual": 8.0}, 416, 7.5, {7.5}),
        ({"whole_days": True, "shortest": 7.0, "usual": 8.0}, 416, 6, set()),
    ],
)
def test_lengths_worth_considering(changes, ceiling, room, expected):
    scheme = replace(load_scheme("foundation-sdt"), **changes)
    assert lengths(scheme, ceiling, room, load_weights()) == {4 * hours for hours in expected}


def test_periods_share_out_the_dates():
    first = date(2026, 10, 5)
    found = list(periods(first, first + timedelta(days=29), 2))
    assert [(end - begin).days + 1 for begin, end in found] == [14, 14, 2]
    assert all(after[0] == before[1] + timedelta(days=1) for before, after in pairwise(found))
