"""Each rule at its limit, a minute (or a day, a night, a weekend) inside it and one past it."""

from dataclasses import dataclass

import pytest

from planner.model.scheme import Grade
from planner.rules import Level, Role, check, duties, load_ruleset, ruleset_ids
from planner.rules.rulebook import DEFINITIONS, NOTES, RULES


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
FOUR_LATE = days(4, "12:00-23:30")
EVERY_DAY = ("0 09:00-17:00", *days(5, "09:00-17:00", 2))
FOUR_NIGHTS = ("0 zero", "6 zero", *days(3, "21:00-09:00"))
ON_CALL = "0 17:00-08:00 on_call"
CALLS = ("0 17:00-08:00 on_call", "2 17:00-08:00 on_call")
WEEKEND_CALLS = ("5 09:00-09:00 on_call", "6 09:00-09:00 on_call")
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
    "S4": (
        Row("4 in a row", FOUR_LATE, 4, False),
        Row("3 in a row", FOUR_LATE[:3], 3, False),
        Row("5 in a row", (*FOUR_LATE, "4 12:00-23:30"), 5, True),
        Row("a long day between", (*FOUR_LATE, "4 11:30-22:30", "5 12:00-23:30"), 4, False),
    ),
    "S4r": (
        Row("at 48 h", (*FOUR_LATE, "5 23:30-00:30"), 48, False),
        Row("a minute inside", (*FOUR_LATE, "5 23:31-00:30"), 48 + MINUTE, False),
        Row("a minute past", (*FOUR_LATE, "5 23:29-00:30"), 48 - MINUTE, True),
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
    "N4": (
        Row("at 8 h", (*FOUR_NIGHTS, "3 21:00-09:00"), 8, False),
        Row("a minute inside", (*FOUR_NIGHTS, "3 21:00-08:59"), 8 - MINUTE / 6, False),
        Row("a minute past", (*FOUR_NIGHTS, "3 21:00-09:01"), 8 + MINUTE / 6, True),
        Row(
            "just over half nights", (*days(2, "21:00-09:00"), "2 09:00-17:00"), 32 / (18 / 7), True
        ),
    ),
    "R2": (
        Row("at 24 h", (*EVERY_DAY, "1 17:00-18:00"), 24, False),
        Row("a minute inside", (*EVERY_DAY, "1 17:01-18:00"), 24 + MINUTE, False),
        Row("a minute past", (*EVERY_DAY, "1 16:59-18:00"), 24 - MINUTE, True),
        Row(
            "not over the end of the week", (*EVERY_DAY, "1 09:00-17:00", "8 09:00-17:00"), 16, True
        ),
    ),
    "O1": (
        Row("at 24 h", ("0 09:00-09:00 on_call",), 24, False),
        Row("a minute inside", ("0 09:00-08:59 on_call",), 24 - MINUTE, False),
        Row("a minute past", ("0 09:00-09:00 on_call", "1 08:00-09:01 on_call"), 24 + MINUTE, True),
        Row("halves are one", ("0 09:00-21:00 on_call", "0 21:00-09:00 on_call"), 24, False),
        Row("parts of 25 h", ("0 09:00-21:00 on_call", "0 22:00-10:00 on_call"), 25, True),
    ),
    "O2": (
        Row("one", (ON_CALL,), 1, False),
        Row("a day between", CALLS, 1, False),
        Row("two days in a row", (ON_CALL, "1 17:00-08:00 on_call"), 2, True),
        Row("Saturday and Sunday", WEEKEND_CALLS, 1, False),
        Row("Friday and Saturday", ("4 17:00-08:00 on_call", WEEKEND_CALLS[0]), 2, True),
        Row("Friday to Sunday", ("4 17:00-08:00 on_call", *WEEKEND_CALLS), 3, True),
        Row("Sunday and Monday", (WEEKEND_CALLS[1], "7 17:00-08:00 on_call"), 2, True),
        Row("split at midnight", ("0 20:00-00:00 on_call", "1 00:00-08:00 on_call"), 1, False),
    ),
    "O3": (
        Row("3 in 7 days", (*CALLS, "4 17:00-08:00 on_call"), 3, False),
        Row("2 in 7 days", CALLS, 2, False),
        Row("4 in 7 days", (*CALLS, "4 17:00-08:00 on_call", "6 17:00-08:00 on_call"), 4, True),
        Row("4 in 8 days", (*CALLS, "4 17:00-08:00 on_call", "7 17:00-08:00 on_call"), 3, False),
    ),
    "O4": (
        Row("at 10 h", (ON_CALL, "1 08:00-18:00"), 10, False),
        Row("a minute inside", (ON_CALL, "1 08:00-17:59"), 10 - MINUTE, False),
        Row("a minute past", (ON_CALL, "1 08:00-18:01"), 10 + MINUTE, True),
        Row("two shifts together", (ON_CALL, "1 08:00-13:00", "1 15:00-20:01"), 10 + MINUTE, True),
        Row("within a pair", (*WEEKEND_CALLS, "6 09:00-20:00", "7 09:00-19:00"), 10, False),
        Row("after a pair", (*WEEKEND_CALLS, "7 09:00-19:01"), 10 + MINUTE, True),
        Row("two days after", (ON_CALL, "2 08:00-20:00"), 0, False),
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
    "S3": (
        ("12:00-23:00", False),
        ("12:00-22:59", False),
        ("12:00-23:01", True),
        ("15:59-02:01", True),
        ("16:00-02:01", False),
        ("15:58-01:59", True),
        ("13:00-23:00", False),
        ("13:00-23:01", True),
        ("13:01-23:01", False),
    ),
    "S1": (("08:00-18:00", False), ("08:00-17:59", False), ("08:00-18:01", True)),
}

# How many shifts a rule about breaks is for; each shift is under the one that gives it the most.
BREAKS = {
    "B1": (("08:00-13:00", 0), ("08:00-12:59", 0), ("08:00-13:01", 1), ("08:00-17:00", 1)),
    "B2": (("08:00-17:00", 0), ("08:00-16:59", 0), ("08:00-17:01", 1), ("08:00-20:30", 1)),
    "B3": (("21:00-09:00", 1), ("21:00-08:59", 0), ("21:00-09:01", 1), ("08:00-20:30", 0)),
}

ELSEWHERE = {"N4": "wtr-1998", "R2": "wtr-1998"}
"""Rules that England's terms do not have, and a set that has them."""


@pytest.mark.parametrize(
    ("rule", "row"),
    [pytest.param(rule, row, id=f"{rule} {row.what}") for rule in ROWS for row in ROWS[rule]],
)
def test_rule_at_its_limit(rule, row, rota, zone):
    ruleset = load_ruleset(ELSEWHERE.get(rule, "england-2016"))
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


@pytest.mark.parametrize(("hours", "evening"), MEANINGS["S3"])
def test_meaning_of_long_evening(hours, evening, rota, ruleset, zone):
    (duty,) = duties(rota(f"0 {hours}"), ruleset, zone)
    assert duty.evening is evening


@pytest.mark.parametrize(
    ("rule", "hours", "count"),
    [(rule, hours, count) for rule, rows in BREAKS.items() for hours, count in rows],
)
def test_breaks_are_noted_and_not_checked(rule, hours, count, rota, ruleset, zone):
    report = check(rota(f"0 {hours}"), ruleset, zone)
    assert [note.count for note in report.notes if note.rule == rule] == [count] * bool(count)
    assert len(report.notes) <= 1
    assert rule not in report.figures
    assert rule not in {breach.rule for breach in report.breaches}


def of_role(ruleset, *roles):
    return {limit.id for limit in ruleset.limits.values() if limit.role in roles}


def test_every_rule_has_a_function_and_a_table(ruleset):
    sets = [load_ruleset(name) for name in ruleset_ids()]
    limits = set().union(*(of_role(each, Role.LIMIT, Role.WARNING) for each in sets))
    assert limits == set(RULES) == set(ROWS)
    assert limits - of_role(ruleset, Role.LIMIT, Role.WARNING) == set(ELSEWHERE)
    assert of_role(ruleset, Role.DEFINITION) == DEFINITIONS == set(MEANINGS)
    assert of_role(ruleset, Role.NOTE) == NOTES == set(BREAKS)


def test_the_rules_are_those_of_the_terms_in_their_order(ruleset):
    assert " ".join(ruleset.limits) == (
        "H1 H2 H3 S1 S2 S2r S3 S4 S4r N1 N2 N3 C1 C1r W2 W3 R1 B1 B2 B3 O1 O2 O3 O4"
    )


def test_each_table_has_a_row_at_the_limit_one_inside_and_one_past():
    for rule, rows in ROWS.items():
        limit = load_ruleset(ELSEWHERE.get(rule, "england-2016"))[rule].limit
        assert any(row.broken for row in rows), rule
        assert any(row.measured == limit and not row.broken for row in rows), rule
        if limit != 1:  # of fewer than one on-call period there is nothing to measure
            assert any(row.measured != limit and not row.broken for row in rows), rule


def test_no_two_rules_share_a_function_except_the_two_about_weekends():
    functions = [str(rule.measure) for name, rule in RULES.items() if name != "W3"]
    assert len(set(functions)) == len(functions)
    assert RULES["W2"].measure is RULES["W3"].measure


@pytest.mark.parametrize("name", ruleset_ids())
def test_each_rule_says_where_it_comes_from(name):
    for limit in load_ruleset(name).limits.values():
        assert limit.source
        assert limit.para
        assert limit.text.endswith(".")
        assert limit.since is not None or limit.grade is Grade.UNCONFIRMED


def test_opt_out_moves_the_average_to_56_h(rota, ruleset, zone):
    seven = rota(*days(7, "09:00-17:00"))
    assert [b.rule for b in check(seven, ruleset, zone).breaches] == ["H1"]
    assert check(seven, ruleset, zone, opt_out=True).breaches == ()
    past = rota(*days(6, "09:00-17:00"), "6 09:00-17:01")
    (breach,) = check(past, ruleset, zone, opt_out=True).breaches
    assert (breach.rule, breach.limit) == ("H1", 56)
