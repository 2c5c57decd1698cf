"""Which shifts a breach names: those that it is about, and no others (decision 10)."""

import pytest

from planner.rules import Headroom, check

SUNDAYS = tuple(f"{week * 7 + 6} 09:00-17:00" for week in range(3))


@pytest.mark.parametrize(
    ("rule", "lines", "concerned"),
    [
        # Weekdays between the weekends are not worked weekends.
        ("W2", ("1 09:00-17:00", *SUNDAYS, "22 09:00-17:00", "27 zero"), SUNDAYS),
        ("W3", ("4 21:00-07:00", *SUNDAYS[1:], "16 09:00-17:00", "27 zero"),
         ("4 21:00-07:00", *SUNDAYS[1:])),
        ("R1", ("0 09:00-17:00", "1 09:00-20:00", "2 06:00-14:00", "3 09:00-17:00"),
         ("1 09:00-20:00", "2 06:00-14:00")),
        ("N3", ("0 09:00-17:00", "2 20:00-08:00", "3 20:00-08:00", "5 09:00-17:00", "9 zero"),
         ("3 20:00-08:00", "5 09:00-17:00")),
        ("C1", ("0 zero", *(f"{day} 09:00-13:00" for day in range(2, 10)), "14 09:00-17:00"),
         tuple(f"{day} 09:00-13:00" for day in range(2, 10))),
        ("H3", ("0 08:00-12:00", "0 12:00-22:00", "1 09:00-17:00"),
         ("0 08:00-12:00", "0 12:00-22:00")),
    ],
)  # fmt: skip
def test_shifts_concerned(rule, lines, concerned, rota, ruleset, zone):
    report = check(rota(*lines), ruleset, zone)
    (breach,) = (each for each in report.breaches if each.rule == rule)
    assert breach.shifts == rota(*concerned)


def test_a_booking_that_makes_a_weekend_too_many_names_the_worked_ones(rota, spell, ruleset, zone):
    shifts = rota("1 09:00-17:00", *SUNDAYS[:2], "10 09:00-17:00", "27 zero")
    broken = Headroom(shifts, ruleset, zone).verdict(spell("19 09:00-12:00")).broken
    assert {breach.rule: breach.shifts for breach in broken} == {
        "W2": rota(*SUNDAYS[:2]),
        "W3": rota(*SUNDAYS[:2]),
    }
