"""Rule sets: those that ship, those of a user's own, and those that cannot be used."""

from pathlib import Path

import pytest

from planner.errors import UnreadableInput, WrongUse
from planner.model.scheme import Grade
from planner.resources import resource
from planner.rules import Headroom, check, load_ruleset, parse_ruleset, rest, ruleset_ids


def test_the_sets_that_ship():
    assert ruleset_ids() == ("england-2016", "new-deal", "wtr-1998")
    assert [load_ruleset(name).id for name in ruleset_ids()] == list(ruleset_ids())


def test_the_statute_alone(rota, zone):
    statute = load_ruleset("wtr-1998")
    # Five long days in a row, and a day and a half of rest after them.
    shifts = rota(*(f"{day} 08:00-18:30" for day in range(5)), "6 09:00-12:00", "7 08:00-12:00")
    assert [b.rule for b in check(shifts, statute, zone).breaches] == ["H1"]
    assert check(shifts, statute, zone, opt_out=True).breaches == ()
    england = load_ruleset("england-2016")
    assert {b.rule for b in check(shifts, england, zone).breaches} == {"H1", "S2", "S2r"}
    (note,) = check(shifts, statute, zone).notes
    assert note.text == "5 shifts of more than 6 h: 1 break of 20 min in each"


def test_the_new_deal_allows_longer_shifts_and_shorter_rest_and_says_to_check(rota, zone):
    deal = load_ruleset("new-deal")
    assert "check locally" in deal.title
    assert {deal["H3"].grade, deal["R1"].grade} == {Grade.UNCONFIRMED}
    lawful = rota("0 08:00-22:00", "1 06:00-20:00", "6 zero")
    assert check(lawful, deal, zone).breaches == ()
    past = rota("0 08:00-22:01", "1 06:00-20:00", "6 zero")
    assert [b.rule for b in check(past, deal, zone).breaches] == ["H3", "R1"]


def copied(folder: Path, old: str, new: str) -> Path:
    """A user's copy of England's set with one change."""
    text = resource("rules", "england-2016.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / "ours.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


LOCAL = ('limit = 7\nunit = "days"', 'limit = 8\nunit = "days"')


@pytest.mark.parametrize("kind", [str, Path])
def test_a_copy_with_a_limit_of_ones_own(kind, tmp_path, rota, zone):
    path = copied(tmp_path, *LOCAL)
    ours = load_ruleset(kind(path))
    assert (ours.id, ours["C1"].limit) == (str(path), 8)
    assert load_ruleset(ours.id).limits == ours.limits
    eight = rota(*(f"{day} 09:00-14:00" for day in range(8)), "20 zero")
    assert [b.rule for b in check(eight, ours, zone).breaches] == []
    found = check(eight, load_ruleset("england-2016"), zone).breaches
    assert [b.rule for b in found] == ["C1", "C1r"]
    # The rest after the run follows the limit of the run.
    tenth = rota(*(f"{day} 09:00-14:00" for day in range(8)), "9 13:00-14:00", "20 zero")
    assert [(b.rule, b.measured) for b in check(tenth, ours, zone).breaches] == [("C1r", 47)]


def test_a_copy_without_a_rule(tmp_path, rota, zone):
    text = resource("rules", "england-2016.toml").read_text(encoding="utf-8")
    path = tmp_path / "fewer.toml"
    path.write_text(text[: text.index("[rule.O1]")], encoding="utf-8")
    report = check(rota("0 17:00-08:00 on_call", "1 08:00-20:00"), load_ruleset(path), zone)
    assert set(report.figures) == {"H1", "H2", "H3", "S2", "C1"}


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (None, UnreadableInput, r"cannot be opened\. See that the file is there"),
        (b"\xff\xfe\x00", UnreadableInput, "not a text file in UTF-8"),
        (b"[rule.R1\nlimit = 11", UnreadableInput, "cannot be read: .*line 1"),
        (b"#" * 1_000_001, UnreadableInput, "too big"),
        (b"", WrongUse, "has no rules"),
        (b"rule = 7", WrongUse, "has no rules"),
        (b"[rule]\nR1 = 11", WrongUse, "Rule R1 .* it is no table such as"),
        (b"join_minutes = 'x'\n[rule.R1]", WrongUse, "Rule R1 .* it has no title"),
    ],
)
def test_a_file_that_is_no_rule_set(content, error, message, tmp_path):
    path = tmp_path / "ours.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error, match=message):
        load_ruleset(path)


def test_a_folder_is_no_rule_set(tmp_path):
    with pytest.raises(UnreadableInput, match="cannot be opened"):
        load_ruleset(tmp_path)


def test_a_file_with_a_rule_nobody_knows_is_refused_when_it_is_read(tmp_path):
    with pytest.raises(WrongUse, match="has a limit “C9” that the program does not know"):
        load_ruleset(copied(tmp_path, "[rule.W2]", "[rule.C9]"))
    with pytest.raises(WrongUse, match="has a note “R1”"):
        load_ruleset(
            copied(tmp_path, 'Rest between shifts"\nrole = "limit"', 'Rest"\nrole = "note"')
        )


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
        ({"R1": {"limit": 12}}, "Rule R1 of the rule set “own” cannot be used: it has no title"),
        ({"R1": {**ROW, "limits": 12}}, "“limits” is nothing that a rule has"),
        ({"R1": {**ROW, "limit": "twelve"}}, "Rule R1 of the rule set “own” cannot be used"),
        ({"R1": {**ROW, "limit": -1}}, "its limit is no number from 0 up"),
        ({"R1": {**ROW, "limit": True}}, "its limit is no number from 0 up"),
        ({"R1": {**ROW, "limit": float("nan")}}, "its limit is no number from 0 up"),
        ({"R1": {**ROW, "limit": float("inf")}}, "its limit is no number from 0 up"),
        ({"H1": {**ROW, "window": 0}}, "its window is no whole number above 0"),
        ({"H1": {**ROW, "window": 1.5}}, "its window is no whole number above 0"),
        ({"H2": ROW}, "it has no window"),
        ({"N1": {**ROW, "role": "definition"}}, "it has no between"),
        ({"N1": {**ROW, "between": ["23:00", "25:00"]}}, "cannot be used: hour must be in"),
        ({"N1": {**ROW, "between": "23:00"}}, "Rule N1 of the rule set “own” cannot be used"),
        ({"R1": {**ROW, "title": 7}}, "its title is no text"),
        ({"R1": {**ROW, "since": "today"}}, "its since is no date"),
        ({"S2r": ROW}, "it has no after"),
        ({"B1": {**ROW, "role": "note"}}, "it has no breaks"),
        ({"N4": ROW}, "it has no share"),
        ({"R1": {**ROW, "on_call": "yes"}}, "its on_call is neither true nor false"),
        ({"S2r": {**ROW, "after": "S2"}}, "follows rule S2, which the set does not have"),
        (
            {"S2": {**ROW, "limit": 3.5}, "S2r": {**ROW, "after": "S2"}},
            "Rule S2 .* is followed by rule S2r, so its limit has to be a whole number",
        ),
    ],
)
def test_a_set_that_cannot_be_used_says_which_rule(table, message):
    with pytest.raises(WrongUse, match=message):
        parse_ruleset("own", {"source": "Local agreement", "rule": table})


def test_a_rule_that_the_program_does_not_know_is_refused(rota, zone):
    own = parse_ruleset("own", {"rule": {"R9": ROW}})
    with pytest.raises(WrongUse, match="has a limit “R9” that the program does not know"):
        check(rota("0 09:00-17:00"), own, zone)


def test_a_rule_without_a_limit_is_refused():
    with pytest.raises(WrongUse, match=r"Rule R1 of the rule set “own” .* it has no limit"):
        parse_ruleset("own", {"rule": {"R1": {k: v for k, v in ROW.items() if k != "limit"}}})


@pytest.mark.parametrize("minutes", [-1, 1441, "60", 1.5, True])
def test_join_minutes_are_whole_minutes(minutes):
    with pytest.raises(WrongUse, match="join_minutes of the rule set “own”"):
        parse_ruleset("own", {"join_minutes": minutes, "rule": {"R1": ROW}})


def test_a_limit_of_no_weekends_at_all(rota, zone):
    own = parse_ruleset("own", {"rule": {"W2": {**ROW, "limit": 0}}})
    (breach,) = check(rota("0 zero", "13 zero", "5 09:00-12:00"), own, zone).breaches
    assert breach.text == "Work on 1 of 2 weekends, none is allowed"
