"""plan and demo: from a rota to three files and the draft of an e-mail, storing nothing."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Command

Rota = Callable[..., Path]


def test_plan_answers_as_its_contract_has_it(leadtime: Command, st4: Path) -> None:
    answer = leadtime("plan", st4, "--scheme", "foundation-sdt", "--json")
    assert answer.code == 0
    plan = answer.json
    assert set(plan) == {
        "sessions", "hours", "allowance_hours", "status", "objective", "bound", "files"
    }  # fmt: skip
    assert plan["allowance_hours"] == 52
    assert plan["status"] == "optimal"
    assert plan["hours"] == sum(session["hours"] for session in plan["sessions"])
    assert plan["hours"] <= plan["allowance_hours"]
    assert plan["bound"] >= plan["objective"] - 1e-6
    assert plan["files"] == []


def test_the_same_rota_gives_the_same_plan(leadtime: Command, st4: Path) -> None:
    first, second = (leadtime("plan", st4, "--scheme", "foundation-sdt", "--json") for _ in "ab")
    assert first.out == second.out


def test_plan_keeps_to_its_dates(leadtime: Command, st4: Path) -> None:
    plan = leadtime("plan", st4, "--scheme", "foundation-sdt", "--from", "2026-10-05",
                    "--to", "2026-11-01", "--json").json  # fmt: skip
    assert plan["allowance_hours"] == 8
    assert all(
        "2026-10-05" <= session["start"][:10] <= "2026-11-01" for session in plan["sessions"]
    )


def test_less_than_full_time_scales_the_allowance(leadtime: Command, st4: Path) -> None:
    plan = leadtime("plan", st4, "--scheme", "foundation-sdt", "--share", "0.5", "--json").json
    assert plan["allowance_hours"] == 26


def test_a_scheme_without_hours_asks_for_them(leadtime: Command, st4: Path) -> None:
    answer = leadtime("plan", st4, "--scheme", "special-interest")
    assert answer.code == 2
    assert "hours" in answer.err
    given = leadtime("plan", st4, "--scheme", "special-interest", "--hours", "2", "--json")
    assert given.json["allowance_hours"] == 52


def test_a_rota_with_no_room_answers_no(leadtime: Command, rota_of: Rota) -> None:
    night = ("20261013T210000", "20261014T090000", "Night")
    answer = leadtime("plan", rota_of(night), "--scheme", "foundation-sdt", "--json")
    assert answer.code == 1
    assert answer.json["sessions"] == []
    assert answer.json["status"] == "optimal", "it is proven that nothing fits"
    assert answer.json["bound"] == 0
    words = leadtime("plan", rota_of(night), "--scheme", "foundation-sdt")
    # One day of 2 h a week.
    assert words.out == "No session fits between these dates; 0.29 h are due.\n"


def test_plan_with_out_writes_three_files(leadtime: Command, st4: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    answer = leadtime("plan", st4, "--scheme", "foundation-sdt", "--out", out, "--json")
    assert [Path(name).name for name in answer.json["files"]] == [
        "plan.pdf",
        "plan.ics",
        "plan.csv",
    ]
    assert (out / "plan.pdf").read_bytes().startswith(b"%PDF")
    sessions = len(answer.json["sessions"])
    assert (out / "plan.ics").read_text().count("BEGIN:VEVENT") == sessions
    assert len((out / "plan.csv").read_text(encoding="utf-8-sig").splitlines()) == sessions + 1


def test_out_that_is_a_file_is_refused_and_left_alone(
    leadtime: Command, st4: Path, tmp_path: Path
) -> None:
    occupied = tmp_path / "plan"
    occupied.write_text("mine")
    answer = leadtime("plan", st4, "--scheme", "foundation-sdt", "--out", occupied)
    assert answer.code == 2
    assert "Traceback" not in answer.err
    assert occupied.read_text() == "mine"


def test_the_demo_makes_a_plan_as_a_process(program: Command, tmp_path: Path) -> None:
    answer = program("demo", "--out", tmp_path / "out")
    assert answer.code == 0, answer.err
    assert "proven best" in answer.out
    assert str(tmp_path / "out") in answer.err
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "plan.pdf", "plan.ics", "plan.csv", "plan.eml"
    }  # fmt: skip
