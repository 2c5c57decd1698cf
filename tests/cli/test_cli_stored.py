"""import, book, sessions, undo, redo, export: the main job, a process at a time."""

from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest

from tests.cli.conftest import Command

Rota = Callable[..., Path]
WEEK = tuple(
    (f"202610{day}T090000", f"202610{day}T170000", "Standard Day") for day in range(12, 17)
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_the_main_job_survives_a_restart_at_every_step(
    program: Command, st4: Path, data: Path, tmp_path: Path
) -> None:
    imported = program("import", st4, "--data", data, "--json")
    assert imported.code == 0, imported.err
    assert set(imported.json) == {"reading", "shifts", "problems", "changes"}
    offer = program("find", st4, "--hours", "4", "--from", "2026-12-01", "--json").json["offers"][0]
    booked = program("book", offer["start"], offer["end"], "--data", data, "--for", "Sepsis audit",
                     "--json")  # fmt: skip
    assert booked.code == 0, booked.err

    def sessions() -> list[dict[str, object]]:
        listed: list[dict[str, object]] = program("sessions", "--data", data, "--json").json[
            "sessions"
        ]
        return listed

    (session,) = sessions()
    assert session == {
        "id": booked.json["session"],
        "start": offer["start"],
        "end": offer["end"],
        "hours": 4,
        "state": "proposed",
        "for": "Sepsis audit",
    }
    undone = program("undo", "--data", data, "--json").json["undone"]
    assert undone.startswith("Book 4 h on ")
    assert sessions() == []
    assert program("redo", "--data", data, "--json").json == {"redone": undone}
    assert sessions() == [session]
    out = tmp_path / "out"
    exported = program("export", "--data", data, "--out", out, "--json")
    assert exported.code == 0, exported.err
    assert len(exported.json["plan"]) == 64
    (entry,) = icalendar.Calendar.from_ical((out / "plan.ics").read_bytes()).walk("VEVENT")
    assert str(session["id"]) in str(entry["UID"])


def test_importing_the_same_file_twice_changes_nothing(
    leadtime: Command, st4: Path, data: Path
) -> None:
    first = leadtime("import", st4, "--data", data, "--json").json
    again = leadtime("import", st4, "--data", data, "--json").json
    assert again["reading"] == first["reading"]
    assert again["changes"] == {"added": 0, "removed": 0, "moved": 0}
    assert leadtime("import", st4, "--data", data).out.endswith(": nothing changed.\n")


def test_a_new_reading_says_what_changed(leadtime: Command, rota_of: Rota, data: Path) -> None:
    leadtime("import", rota_of(*WEEK), "--data", data)
    moved = ("20261012T130000", "20261012T210000", "Standard Day")
    new = rota_of(moved, *WEEK[1:3], WEEK[4])
    answer = leadtime("import", new, "--data", data, "--json").json
    assert answer["changes"] == {"added": 0, "removed": 1, "moved": 1}
    assert answer["shifts"] == 4


def test_a_failed_import_touches_nothing(
    leadtime: Command, rota_of: Rota, data: Path, tmp_path: Path
) -> None:
    leadtime("import", rota_of(*WEEK), "--data", data)
    leadtime("book", "2026-10-13T09:00", "2026-10-13T13:00", "--data", data)
    before = leadtime("sessions", "--data", data).out
    bad = tmp_path / "bad.ics"
    bad.write_bytes(b"<html>log in</html>")
    assert leadtime("import", bad, "--data", data).code == 3
    assert leadtime("sessions", "--data", data).out == before
    assert leadtime("undo", "--data", data, "--json").json["undone"].startswith("Book")


def test_a_team_file_needs_a_person(leadtime: Command, team: Path, data: Path) -> None:
    assert leadtime("import", team, "--data", data).code == 2
    name = leadtime("read", team, "--json").json["people"][0]
    assert leadtime("import", team, "--data", data, "--person", name).code == 0
    again = leadtime("import", team, "--data", data)
    assert again.code == 0, "the person is remembered"


def test_a_booking_that_breaks_a_rule_is_refused_by_name_unless_forced(
    leadtime: Command, rota_of: Rota, data: Path
) -> None:
    nights = [(f"202610{d}T210000", f"202610{d + 1}T090000", "Night") for d in (19, 20)]
    leadtime("import", rota_of(*WEEK, *nights), "--data", data)
    span = ("2026-10-22T09:00", "2026-10-22T13:00")
    refused = leadtime("book", *span, "--data", data)
    assert refused.code == 1
    assert "46 h" in refused.err
    assert leadtime("sessions", "--data", data, "--json").json["sessions"] == []
    assert leadtime("book", *span, "--data", data, "--force").code == 0


def test_times_without_offset_are_the_rotas_own(
    leadtime: Command, rota_of: Rota, data: Path
) -> None:
    leadtime("import", rota_of(*WEEK), "--data", data)
    leadtime("book", "2026-10-13 13:00", "2026-10-13T16:00:00+00:00", "--data", data)
    (session,) = leadtime("sessions", "--data", data, "--json").json["sessions"]
    assert session["start"] == "2026-10-13T13:00:00+01:00"
    assert session["end"] == "2026-10-13T17:00:00+01:00"


@pytest.mark.parametrize(
    "times",
    [("soon", "later"), ("2026-10-13", "2026-10-14"),
     ("2026-10-13T13:00", "2026-10-13T13:00"), ("2026-10-13T13:00", "2026-10-13T12:00"),
     ("2026-10-13T13:00", "2026-10-13T13:00:59"), ("0001-01-01T00:00", "0001-01-01T02:00"),
     ("9999-12-31T20:00-12:00", "9999-12-31T22:00-12:00"),
     ("2026-03-29T01:30", "2026-03-29T02:30")],
)  # fmt: skip
def test_times_that_make_no_sense_are_wrong_use(
    leadtime: Command, rota_of: Rota, data: Path, times: tuple[str, str]
) -> None:
    leadtime("import", rota_of(*WEEK), "--data", data)
    answer = leadtime("book", *times, "--data", data, "--force")
    assert answer.code == 2
    assert answer.err.strip()
    assert leadtime("sessions", "--data", data, "--json").json["sessions"] == []


def test_nothing_to_undo_is_said(leadtime: Command, data: Path) -> None:
    for command in ("undo", "redo"):
        answer = leadtime(command, "--data", data)
        assert answer.code == 2
        assert "nothing" in answer.err.lower()


def test_an_empty_folder_has_no_plan_to_export(
    leadtime: Command, data: Path, tmp_path: Path
) -> None:
    answer = leadtime("export", "--data", data, "--out", tmp_path / "out")
    assert answer.code == 2
    assert "rota" in answer.err
    assert not (tmp_path / "out").exists()


def test_a_data_folder_that_is_a_file_is_said(leadtime: Command, tmp_path: Path) -> None:
    occupied = tmp_path / "data"
    occupied.write_text("mine")
    answer = leadtime("sessions", "--data", occupied)
    assert answer.code == 2
    assert "Traceback" not in answer.err
    assert occupied.read_text() == "mine"


def test_stored_commands_need_a_data_folder(leadtime: Command) -> None:
    for command in (["sessions"], ["undo"], ["redo"], ["export", "--out", "x"]):
        answer = leadtime(*command)
        assert answer.code == 2
        assert "--data" in answer.err
