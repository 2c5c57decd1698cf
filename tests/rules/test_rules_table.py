"""Each rule at its limit, a minute (or a day, a night, a weekend) inside it and one past it."""

from dataclasses import dataclass

import pytest

from planner.rules import Level, Role, check, duties, ruleset_ids
from planner.rules.rulebook import DEFINITIONS, RULES


@dataclass(frozen=True)
class Row:
    what: str
    lines: tuple[str, ...]
    measured: float
    broken: bool


def days(count: int, hours: str, first: int = 0, kind: str = "") -> tuple[str, ...]:
    return tuple(f"{first + day} {hours} {kind}".strip() for day in range(count))


SIX_DAYS = days(5, "09:00-17:00")
SEVENTY_TWO = days(5, "08:00-20:00")
FOUR_LONG = days(4, "08:00-20:30")
NIGHT = "0 21:00-09:00"
SEVEN_DAYS = days(7, "09:00-17:00")
FOUR_WEEKENDS = ("0 zero", "27 zero")
MINUTE = 1 / 60

ROWS = {
    "H1": (
        Row("at 48 h", (*SIX_DAYS, "5 09:00-17:00", "6 zero"), 48, False),
        Row("a minute inside", (*SIX_DAYS, "5 09:00-16:59", "6 zero"), 48 - MINUTE, False),
        Row("a minute past", (*SIX_DAYS, "5 09:00-17:01", "6 zero"), 48 + MINUTE, True),
    ),
    "H2": (
        Row("at 72 h", (*SEVENTY_TWO, "5 08:00-20:00", "20 zero"), 72, False),
        Row("a minute inside", (*SEVENTY_TWO, "5 08:00-19:59", "20 zero"), 72 - MINUTE, False),
        Row("a minute past", (*SEVENTY_TWO, "5 08:00-20:01", "20 zero"), 72 + MINUTE, True),
    ),
    "H3": (
        Row("at 13 h", ("0 08:00-21:00",), 13, False),
        Row("a minute inside", ("0 08:00-20:59",), 13 - MINUTE, False),
        Row("a minute past", ("0 08:00-21:01",), 13 + MINUTE, True),
        Row("on-call from home is no shift", ("0 08:00-17:00", "1 08:00-08:00 on_call"), 9, False),
    ),
    "S2": (
        Row("4 in a row", FOUR_LONG, 4, False),
        Row("3 in a row", FOUR_LONG[:3], 3, False),
        Row("5 in a row", (*FOUR_LONG, "4 08:00-20:30"), 5, True),
        Row("a shorter day between", (*FOUR_LONG, "4 08:00-18:00", "5 08:00-20:30"), 4, False),
    ),
    "S2r": (
        Row("at 48 h", (*FOUR_LONG, "5 20:30-22:00"), 48, False),
        Row("a minute inside", (*FOUR_LONG, "5 20:31-22:00"), 48 + MINUTE, False),
        Row("a minute past", (*FOUR_LONG, "5 20:29-22:00"), 48 - MINUTE, True),
    ),
    "N2": (
        Row("4 in a row", days(4, "21:00-09:00"), 4, False),
        Row("3 in a row", days(3, "21:00-09:00"), 3, False),
        Row("5 in a row", days(5, "21:00-09:00"), 5, True),
    ),
    "N3": (
        Row("at 46 h", (NIGHT, "3 07:00-15:00"), 46, False),
        Row("a minute inside", (NIGHT, "3 07:01-15:00"), 46 + MINUTE, False),
        Row("a minute past", (NIGHT, "3 06:59-15:00"), 46 - MINUTE, True),
    ),
    "C1": (
        Row("7 days", SEVEN_DAYS, 7, False),
        Row("6 days", SEVEN_DAYS[:6], 6, False),
        Row("8 days", (*SEVEN_DAYS, "7 09:00-17:00"), 8, True),
    ),
    "C1r": (
        Row("at 48 h", (*SEVEN_DAYS, "8 17:00-22:00"), 48, False),
        Row("a minute inside", (*SEVEN_DAYS, "8 17:01-22:00"), 48 + MINUTE, False),
        Row("a minute past", (*SEVEN_DAYS, "8 16:59-22:00"), 48 - MINUTE, True),
    ),
    "W2": (
        Row("2 of 4", (*FOUR_WEEKENDS, "5 09:00-12:00", "13 09:00-12:00"), 0.5, False),
        Row("1 of 4", (*FOUR_WEEKENDS, "5 09:00-12:00"), 0.25, False),
        Row(
            "3 of 4",
            (*FOUR_WEEKENDS, "5 09:00-12:00", "13 09:00-12:00", "20 09:00-12:00"),
            0.75,
            True,
        ),
    ),
    "W3": (
        Row("1 of 3", ("0 zero", "5 09:00-12:00", "20 zero"), 1 / 3, False),
        Row("none", FOUR_WEEKENDS, 0, False),
        Row("2 of 4", (*FOUR_WEEKENDS, "5 09:00-12:00", "13 09:00-12:00"), 0.5, True),
    ),
    "R1": (
        Row("at 11 h", ("0 09:00-21:00", "1 08:00-16:00"), 11, False),
        Row("a minute inside", ("0 09:00-20:59", "1 08:00-16:00"), 11 + MINUTE, False),
        Row("a minute past", ("0 09:00-21:01", "1 08:00-16:00"), 11 - MINUTE, True),
    ),
}

MEANINGS = {
    "N1": (
        ("15:00-02:00", True),
        ("15:00-01:59", False),
        ("15:00-02:01", True),
        ("03:00-11:00", True),
        ("03:01-11:00", False),
        ("09:00-17:00", False),
    ),
    "S1": (("08:00-18:00", False), ("08:00-17:59", False), ("08:00-18:01", True)),
}


@pytest.mark.parametrize(
    ("rule", "row"),
    [pytest.param(rule, row, id=f"{rule} {row.what}") for rule in ROWS for row in ROWS[rule]],
)
def test_rule_at_its_limit(rule, row, rota, ruleset, zone):
    report = check(rota(*row.lines), ruleset, zone)
    found = [breach for breach in report.breaches if breach.rule == rule]
    assert report.figures[rule] == pytest.approx(row.measured, abs=1e-9)
    assert [breach.measured for breach in found] == ([report.figures[rule]] if row.broken else [])
    for breach in found:
        assert breach.limit == ruleset[rule].limit
        assert breach.unit == ruleset[rule].unit
        assert breach.level is (Level.WARNING if rule == "W3" else Level.BREACH)
        assert breach.shifts


@pytest.mark.parametrize(("hours", "night"), MEANINGS["N1"])
def test_meaning_of_night(hours, night, rota, ruleset, zone):
    (duty,) = duties(rota(f"0 {hours}"), ruleset, zone)
    assert duty.night is night


@pytest.mark.parametrize(("hours", "long"), MEANINGS["S1"])
def test_meaning_of_long_shift(hours, long, rota, ruleset, zone):
    (duty,) = duties(rota(f"0 {hours}"), ruleset, zone)
    assert duty.long is long


def test_every_rule_of_the_set_has_a_function_and_a_table(ruleset):
    limits = {limit.id for limit in ruleset.limits.values() if limit.role is not Role.DEFINITION}
    definitions = set(ruleset.limits) - limits
    assert limits == set(RULES) == set(ROWS)
    assert definitions == DEFINITIONS == set(MEANINGS)


def test_no_two_rules_share_a_function_except_the_two_about_weekends():
    functions = [str(rule.measure) for name, rule in RULES.items() if name != "W3"]
    assert len(set(functions)) == len(functions)
    assert RULES["W2"].measure is RULES["W3"].measure


def test_each_rule_says_where_it_comes_from(ruleset):
    assert ruleset_ids() == ("england-2016",)
    for limit in ruleset.limits.values():
        assert limit.source
        assert limit.para
        assert limit.text.endswith(".")
        assert limit.since is not None


def test_opt_out_moves_the_average_to_56_h(rota, ruleset, zone):
    seven = rota(*days(7, "09:00-17:00"))
    assert [b.rule for b in check(seven, ruleset, zone).breaches] == ["H1"]
    assert check(seven, ruleset, zone, opt_out=True).breaches == ()
    past = rota(*days(6, "09:00-17:00"), "6 09:00-17:01")
    (breach,) = check(past, ruleset, zone, opt_out=True).breaches
    assert (breach.rule, breach.limit) == ("H1", 56)
