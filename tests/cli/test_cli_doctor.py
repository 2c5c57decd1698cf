"""doctor, backup, restore, journal, erase: looking after what is stored, without the window."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command

SESSION = ("2026-10-13T09:00", "2026-10-13T13:00")


@pytest.fixture
def data(tmp_path: Path, leadtime: Command) -> Path:
    folder = tmp_path / "data"
    assert leadtime("book", *SESSION, "--force", "--data", folder).code == 0
    return folder


def test_doctor_finds_nothing_in_sound_data(leadtime: Command, data: Path) -> None:
    answer = leadtime("doctor", "--data", data, "--json")
    assert answer.code == 0, answer.err
    assert set(answer.json) == {"ok", "checked", "restored_from"}
    assert answer.json["ok"] is True
    assert answer.json["restored_from"] is None
    assert any(line.startswith("backup leadtime-") for line in answer.json["checked"])


def test_doctor_mends_from_the_backup_and_says_what_is_missing(
    leadtime: Command, data: Path
) -> None:
    leadtime("book", "2026-10-14T09:00", "2026-10-14T13:00", "--force", "--data", data)
    path = data / "leadtime.db"
    path.write_bytes(path.read_bytes()[:5000])
    answer = leadtime("doctor", "--data", data, "--json")
    assert answer.json["ok"] is True
    assert answer.json["restored_from"].endswith("-daily.db")
    assert "missing" in answer.err
    assert len(leadtime("sessions", "--data", data, "--json").json["sessions"]) == 1
    assert leadtime("doctor", "--data", data, "--json").json["restored_from"] is None


@pytest.mark.parametrize("command", ["sessions", "undo", "journal", "history", "backup"])
def test_whichever_command_mends_says_what_is_missing(
    leadtime: Command, data: Path, command: str
) -> None:
    leadtime("book", "2026-10-14T09:00", "2026-10-14T13:00", "--force", "--data", data)
    (data / "leadtime.db").unlink()
    answer = leadtime(command, "--data", data)
    assert answer.code == 0
    assert "missing" in answer.err
    assert answer.err not in leadtime(command, "--data", data).err, "it is said once"


def test_doctor_says_which_backup_is_of_no_use(leadtime: Command, data: Path) -> None:
    (backup,) = (data / "backups").iterdir()
    backup.write_bytes(backup.read_bytes()[:5000])
    answer = leadtime("doctor", "--data", data, "--json")
    assert answer.json["ok"] is True
    assert f"backup {backup.name}: damaged" in answer.json["checked"]
    assert backup.name in answer.err


def test_doctor_makes_no_folder(leadtime: Command, tmp_path: Path) -> None:
    assert leadtime("doctor", "--data", tmp_path / "nobody").code == 2
    assert not (tmp_path / "nobody").exists()


def test_everything_moves_in_one_file(leadtime: Command, data: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "mine.leadtime", tmp_path / "other"
    assert leadtime("backup", "--data", data, "--to", file, "--json").json == {"backup": str(file)}
    assert leadtime("restore", file, "--data", other, "--json").json["sessions"] == 1
    assert leadtime("restore", file, "--data", other).out.endswith(" holds: 1 session\n")
    sessions = [leadtime("sessions", "--data", place, "--json").json for place in (data, other)]
    assert sessions[0] == sessions[1]
    assert leadtime("restore", data / "leadtime.lock", "--data", other).code == 3


def test_the_journal_names_what_was_done_and_undone(leadtime: Command, data: Path) -> None:
    leadtime("undo", "--data", data)
    (past,) = leadtime("journal", "--data", data, "--json").json["history"]
    assert past["words"] == "Book 4 h on Tue 13 Oct"
    assert past["undone"] is True


def test_nothing_is_erased_without_yes(leadtime: Command, data: Path) -> None:
    assert leadtime("erase", "--data", data).code == 2
    assert (data / "leadtime.db").exists()
    assert leadtime("erase", "--data", data, "--yes", "--json").json == {"erased": True, "left": []}
    assert not data.exists()
