"""read, check and find answer as the command line's contract has it."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Command

Rota = Callable[..., Path]
DAY = ("20261012T090000", "20261012T170000", "Standard Day")
NIGHT = ("20261013T210000", "20261014T090000", "Night")


def test_read_says_what_was_understood(leadtime: Command, rota_of: Rota) -> None:
    answer = leadtime("read", rota_of(DAY, NIGHT), "--json")
    assert answer.code == 0
    assert set(answer.json) == {"people", "covers", "shifts", "problems"}
    assert answer.json["covers"] == ["2026-10-12", "2026-10-13"]
    day, night = answer.json["shifts"]
    assert day == {
        "person": "",
        "start": "2026-10-12T09:00:00+01:00",
        "end": "2026-10-12T17:00:00+01:00",
        "all_day": False,
        "kind": "standard",
        "label": "Standard Day",
        "hours": 8,
        "uid": "0@made.up",
    }
    assert (night["kind"], night["hours"]) == ("night", 12)


def test_read_is_readable_too(leadtime: Command, rota_of: Rota) -> None:
    answer = leadtime("read", rota_of(DAY))
    assert "Mon 12 Oct, 09:00–17:00  Standard day  “Standard Day”" in answer.out
    assert "1 entry, 12 Oct 2026" in answer.err


def test_a_night_over_the_autumn_clock_change_is_an_hour_longer(
    leadtime: Command, rota_of: Rota
) -> None:
    rota = rota_of(("20261024T210000", "20261025T090000", "Night"))
    (shift,) = leadtime("read", rota, "--json").json["shifts"]
    assert shift["hours"] == 13
    assert (shift["start"][-6:], shift["end"][-6:]) == ("+01:00", "+00:00")


def test_another_zone_is_another_clock(leadtime: Command, rota_of: Rota) -> None:
    (shift,) = leadtime("read", rota_of(DAY), "--zone", "Europe/Paris", "--json").json["shifts"]
    assert shift["start"] == "2026-10-12T09:00:00+02:00"
    assert leadtime("read", rota_of(DAY), "--zone", "Mars").code == 2


def test_a_team_is_read_whole_or_by_person(leadtime: Command, team: Path) -> None:
    everyone = leadtime("read", team, "--json").json
    assert len(everyone["people"]) == 12
    name = everyone["people"][0]
    one = leadtime("read", team, "--person", name.upper(), "--json").json
    assert {shift["person"] for shift in one["shifts"]} == {name}
    assert len(one["shifts"]) < len(everyone["shifts"])


@pytest.mark.parametrize("command", [["check"], ["find", "--hours", "4"],
                                     ["plan", "--scheme", "foundation-sdt"]])  # fmt: skip
def test_a_team_needs_a_person_where_one_is_meant(
    leadtime: Command, team: Path, command: list[str]
) -> None:
    name, *more = command
    answer = leadtime(name, team, *more)
    assert answer.code == 2
    assert "--person" in answer.err
    unknown = leadtime(name, team, *more, "--person", "Nobody At All")
    assert unknown.code == 2
    assert "Nobody At All" in unknown.err


def test_check_ends_with_1_where_a_rule_is_broken(leadtime: Command, rota_of: Rota) -> None:
    too_soon = ("20261013T020000", "20261013T100000", "Standard Day")
    answer = leadtime("check", rota_of(DAY, too_soon), "--json")
    assert answer.code == 1
    assert answer.json["rules"] == "england-2016"
    assert answer.json["figures"]["R1"] == 9
    breach = next(each for each in answer.json["breaches"] if each["rule"] == "R1")
    assert set(breach) == {"rule", "level", "from", "to", "measured", "limit", "unit"}
    assert (breach["level"], breach["measured"], breach["limit"]) == ("breach", 9, 11)


def test_check_ends_with_0_where_all_is_well(leadtime: Command, rota_of: Rota) -> None:
    next_monday = ("20261019T090000", "20261019T170000", "Standard Day")
    answer = leadtime("check", rota_of(DAY, next_monday))
    assert answer.code == 0
    assert "Every rule that was checked is kept." in answer.out


def test_check_of_a_rota_without_known_work_says_so(leadtime: Command, rota_of: Rota) -> None:
    answer = leadtime("check", rota_of(("20261012T090000", "20261012T170000", "Qwx")))
    assert answer.code == 0
    assert answer.out.strip() == (
        "Nothing to check: the rota holds no work, so far as entries are known: 1 is not."
    )


def test_check_says_each_figure_beside_its_limit(leadtime: Command, rota_of: Rota) -> None:
    too_soon = ("20261013T020000", "20261013T100000", "Standard Day")
    lines = [
        " ".join(line.split())
        for line in leadtime("check", rota_of(DAY, too_soon)).out.splitlines()
    ]
    assert "R1 9 h, at least 11 h broken Rest between shifts" in lines
    assert "H3 8 of 13 h kept Length of a shift" in lines
    opted = leadtime("check", rota_of(DAY, too_soon), "--opt-out").out
    assert " of 56 h" in opted


def test_check_names_labels_it_does_not_know(leadtime: Command, rota_of: Rota) -> None:
    odd = ("20261013T090000", "20261013T170000", "Zebra crossing")
    assert "“Zebra crossing”" in leadtime("check", rota_of(DAY, odd)).err


def test_an_unknown_rule_set_is_wrong_use(leadtime: Command, rota_of: Rota) -> None:
    answer = leadtime("check", rota_of(DAY), "--rules", "narnia")
    assert answer.code == 2
    assert "england-2016" in answer.err


def test_find_answers_offers_best_first(leadtime: Command, st4: Path) -> None:
    answer = leadtime("find", st4, "--hours", "4", "--count", "5", "--json")
    assert answer.code == 0
    offers = answer.json["offers"]
    assert 0 < len(offers) <= 5
    assert [o["score"] for o in offers] == sorted((o["score"] for o in offers), reverse=True)
    for offer in offers:
        assert set(offer) == {
            "start", "end", "hours", "score", "where", "needs_cover", "reasons"
        }  # fmt: skip
        assert offer["hours"] == 4
        assert offer["where"] in ("free", "in shift")
        assert offer["reasons"]
        start, end = map(datetime.fromisoformat, (offer["start"], offer["end"]))
        assert (end - start).total_seconds() == 4 * 3600
        assert "08:00" <= offer["start"][11:16] <= offer["end"][11:16] <= "18:00"


def test_find_keeps_to_its_dates_and_core_hours(leadtime: Command, st4: Path) -> None:
    answer = leadtime("find", st4, "--hours", "2", "--from", "2026-10-12", "--to", "2026-10-30",
                      "--core", "12:00-16:00", "--json")  # fmt: skip
    for offer in answer.json["offers"]:
        assert "2026-10-12" <= offer["start"][:10] <= "2026-10-30"
        assert "12:00" <= offer["start"][11:16] <= offer["end"][11:16] <= "16:00"


def test_find_ends_with_1_where_nothing_fits(leadtime: Command, rota_of: Rota) -> None:
    answer = leadtime("find", rota_of(NIGHT), "--hours", "4")
    assert answer.code == 1
    assert "No 4 h" in answer.out


@pytest.mark.parametrize(
    "more",
    [
        ["--hours", "0"], ["--hours", "25"], ["--hours", "x"], [],
        ["--hours", "4", "--from", "12.10.2026"], ["--hours", "4", "--core", "all day"],
        ["--hours", "4", "--from", "2026-10-12", "--to", "2026-10-01"],
        ["--hours", "4", "--from", "2026-10-12", "--to", "9999-12-31"],
        ["--hours", "4", "--scheme"], ["--scheme", "no-such-scheme"],
    ],
)  # fmt: skip
def test_wrong_use_ends_with_2_and_a_sentence(
    leadtime: Command, rota_of: Rota, more: list[str]
) -> None:
    answer = leadtime("find", rota_of(DAY), *more)
    assert answer.code == 2
    assert answer.err.strip()
    assert "Traceback" not in answer.err


BAD = {
    "empty": b"",
    "binary": bytes(range(256)) * 20,
    "web page": b"<!DOCTYPE html><html><body>Please log in</body></html>",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "workbook": b"PK\x03\x04" + bytes(200),
    "words": b"Dear all, please find the rota attached.\n",
    "no entries at all": b"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEV",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("command", ["read", "check"])
def test_what_cannot_be_read_ends_with_3_and_one_sentence(
    leadtime: Command, tmp_path: Path, content: bytes, command: str
) -> None:
    path = tmp_path / "rota.ics"
    path.write_bytes(content)
    answer = leadtime(command, path)
    assert answer.code == 3
    assert "rota.ics" in answer.err
    assert answer.out == ""
    assert "Traceback" not in answer.err


def test_a_missing_file_and_a_folder_end_with_3(leadtime: Command, tmp_path: Path) -> None:
    assert leadtime("read", tmp_path / "none.ics").code == 3
    assert leadtime("read", tmp_path).code == 3


def test_as_a_process_json_goes_to_standard_output_alone(program: Command, st4: Path) -> None:
    answer = program("read", st4, "--json")
    assert answer.code == 0
    assert json.loads(answer.out)["shifts"]
    assert "Traceback" not in answer.err


def test_versions_name_the_program_and_its_parts(program: Command) -> None:
    answer = program("--version")
    assert answer.code == 0
    assert answer.out.startswith("Leadtime ")
    for part in ("PySide6", "icalendar", "sqlite-utils", "highspy"):
        assert part in answer.out


def test_an_unknown_command_is_wrong_use(program: Command) -> None:
    answer = program("fly")
    assert answer.code == 2
    assert "No such command" in answer.err
