"""Every command takes a spreadsheet where it takes a calendar; the content decides."""

import pytest

from planner.resources import resource

TEXT = (
    "Date;Shift\n05/10/2026;LD\n06/10/2026;LD\n07/10/2026;N\n08/10/2026;Zero\n09/10/2026;SD\n"
    "12/10/2026;SD\n13/10/2026;HOT\n;\nKey;\nLD;08:00-20:30\nN;20:30-09:00\n"
)


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "october.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_read_says_what_was_guessed(program, sheet):
    answer = program("read", sheet, "--json")
    assert answer.code == 0
    assert [shift["label"] for shift in answer.json["shifts"]][:3] == ["LD", "LD", "N"]
    assert answer.json["shifts"][0]["start"] == "2026-10-05T08:00:00+01:00"
    guesses = answer.json["guesses"]
    assert "Columns are separated by semicolons." in guesses
    assert all(f"Guessed: {guess}" in answer.err for guess in guesses)


def test_check_find_and_plan_take_a_spreadsheet(program, sheet, tmp_path):
    assert program("check", sheet, "--json").json["figures"]
    found = program("find", sheet, "--hours", "2", "--json")
    assert found.json["offers"]
    planned = program("plan", sheet, "--scheme", "special-interest", "--hours", "2", "--json")
    assert planned.code in (0, 2)


def test_import_is_idempotent_and_keeps_what_was_guessed(program, sheet, tmp_path):
    data = tmp_path / "data"
    first = program("import", sheet, "--data", data, "--json")
    assert first.json["shifts"] == 7
    assert "Guessed: " in first.err
    again = program("import", sheet, "--data", data, "--json")
    assert again.json["reading"] == first.json["reading"]
    assert again.json["changes"] == {"added": 0, "removed": 0, "moved": 0}


def test_a_team_s_grid_asks_for_the_person(program):
    sample = resource("samples", "surgical-team.csv")
    assert program("check", sample).code == 2
    assert program("check", sample, "--person", "Siân Prys").code in (0, 1)


def test_a_table_without_dates_is_no_rota(program, tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("Name,Grade\nSiân Prys,ST4\nJan Wójcik,ST5\n", encoding="utf-8")
    answer = program("read", path)
    assert answer.code == 3
    assert "a table without dates" in answer.err
    assert "Traceback" not in answer.err
