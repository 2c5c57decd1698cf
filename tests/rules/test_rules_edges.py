"""The edges of the decisions: a minute inside, at, and a minute past where each draws its line."""

import pytest

from planner.rules import check, duties

MINUTE = 1 / 60


def figures(lines, rota, ruleset, zone):
    return check(rota(*lines), ruleset, zone).figures


@pytest.mark.parametrize(("clock", "count"), [("12:59", 1), ("13:00", 1), ("13:01", 2)])
def test_a_gap_of_sixty_minutes_joins(clock, count, rota, ruleset, zone):
    assert len(duties(rota("0 08:00-12:00", f"0 {clock}-17:00"), ruleset, zone)) == count


@pytest.mark.parametrize(
    ("first", "in_a_row"), [("0 23:59-07:00", 1), ("1 00:00-07:00", 2), ("1 00:01-07:00", 2)]
)
def test_a_day_is_that_of_the_start(first, in_a_row, rota, ruleset, zone):
    assert figures((first, "2 12:00-17:00"), rota, ruleset, zone)["C1"] == in_a_row


@pytest.mark.parametrize(
    ("later", "worked"),
    [
        ("7 07:00-07:59", 1 + 59 * MINUTE),
        ("7 07:00-08:00", 2),
        ("7 07:01-08:01", 1 + 59 * MINUTE),
        ("7 08:00-09:00", 1),
    ],
)
def test_168_hours_end_to_the_minute(later, worked, rota, ruleset, zone):
    found = figures(("0 08:00-09:00", later), rota, ruleset, zone)
    assert found["H2"] == pytest.approx(worked)


@pytest.mark.parametrize(
    ("second", "rest"),
    [("1 21:00-05:00", None), ("2 00:00-05:00", 21), ("1 23:59-05:00", None)],
)
def test_a_night_on_the_following_date_goes_on_with_the_run(second, rest, rota, ruleset, zone):
    """None: the run goes on, and only the rest after its last night would be measured."""
    found = figures(("0 19:00-03:00", second), rota, ruleset, zone)
    assert found.get("N3") == rest
    assert found["N2"] == (2 if rest is None else 1)


@pytest.mark.parametrize(
    ("lines", "share"),
    [
        (("4 12:00-23:59",), 0),
        (("4 12:00-00:00",), 0),
        (("4 12:00-00:01",), 0.5),
        (("6 23:59-08:00",), 0.5),
        (("7 00:00-08:00",), 0),
        (("6 12:00-00:00",), 0.5),
    ],
)
def test_a_weekend_is_worked_from_its_first_minute_to_its_last(lines, share, rota, ruleset, zone):
    assert figures(("0 zero", "13 zero", *lines), rota, ruleset, zone)["W2"] == share


@pytest.mark.parametrize(
    ("first", "last", "weekends"), [(5, 13, 2), (6, 13, None), (5, 12, None), (4, 14, 2)]
)
def test_weekends_count_from_the_first_covered_date_to_the_last(
    first, last, weekends, rota, ruleset, zone
):
    lines = (f"{first} zero", f"{last} zero", "8 09:00-17:00")
    assert figures(lines, rota, ruleset, zone).get("W2") == (None if weekends is None else 0)


@pytest.mark.parametrize(
    ("leave", "average"),
    [
        # All of Friday's work is on leave: its hours and its seventh of the week go.
        (("4 00:00-00:00 annual_leave",), 32 * 7 / 6),
        (("4 09:00-17:00 annual_leave",), 32 * 7 / 6),
        (("4 09:00-16:59 annual_leave",), 40),
    ],
)
def test_a_day_of_leave_leaves_the_average_whole_or_not_at_all(leave, average, rota, ruleset, zone):
    week = tuple(f"{day} 09:00-17:00" for day in range(5))
    found = figures((*week, *leave, "6 zero"), rota, ruleset, zone)
    assert found["H1"] == pytest.approx(average)
