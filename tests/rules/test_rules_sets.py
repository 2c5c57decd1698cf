"""Rule sets: those that ship, those of a user's own, and those that cannot be used."""

import pytest

from planner.errors import WrongUse
from planner.rules import Headroom, check, load_ruleset, parse_ruleset, rest


def test_an_unknown_rule_set_is_refused_by_name(zone):
    with pytest.raises(WrongUse, match=r"no rule set “mars-2050”\. There are: england-2016"):
        load_ruleset("mars-2050")


ROW = {"title": "Rest", "unit": "h", "para": "1", "grade": "A", "text": "Rest.", "limit": 12}


def test_a_set_of_the_users_own_has_its_own_limits(rota, zone):
    own = parse_ruleset("own", {"source": "Local agreement", "rule": {"R1": ROW}})
    report = check(rota("0 09:00-20:30", "1 08:00-16:00"), own, zone)
    assert [(b.rule, b.measured, b.limit) for b in report.breaches] == [("R1", 11.5, 12)]
    assert list(report.figures) == ["R1"]
    (first, _) = rest(rota("0 09:00-20:00", "1 20:00-09:00"), own, zone)
    assert (first.title, first.rule) == ("12 h rest", "R1")
    assert Headroom(rota("0 09:00-17:00"), own, zone).verdict(rota("3 09:00-17:00")[0].span).safe


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"R1": {**ROW, "grade": "Z"}}, "Rule R1 of the rule set “own” cannot be used"),
        ({"R1": {"limit": 12}}, "Rule R1 of the rule set “own” cannot be used"),
        ({"R1": {**ROW, "limits": 12}}, "Rule R1 of the rule set “own” cannot be used"),
        ({"R1": {**ROW, "limit": "twelve"}}, "Rule R1 of the rule set “own” cannot be used"),
        ({"S2r": {**ROW, "after": "S2"}}, "follows rule S2, which the set does not have"),
    ],
)
def test_a_set_that_cannot_be_used_says_which_rule(table, message):
    with pytest.raises(WrongUse, match=message):
        parse_ruleset("own", {"source": "Local agreement", "rule": table})


def test_a_rule_that_the_program_does_not_know_is_refused(rota, zone):
    own = parse_ruleset("own", {"rule": {"R9": ROW}})
    with pytest.raises(WrongUse, match="has a limit “R9” that the program does not know"):
        check(rota("0 09:00-17:00"), own, zone)


def test_a_rule_without_a_limit_is_refused(rota, zone):
    own = parse_ruleset("own", {"rule": {"R1": {k: v for k, v in ROW.items() if k != "limit"}}})
    with pytest.raises(WrongUse, match="has no limit"):
        check(rota("0 09:00-17:00", "1 09:00-17:00"), own, zone)
