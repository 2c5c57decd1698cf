import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from planner.agreement import Aside, export, plan_csv, plan_eml, plan_ics, plan_pdf
from planner.errors import LeadtimeError

NAMES = ("plan.pdf", "plan.ics", "plan.csv", "plan.eml")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_four_files_in_a_new_folder(plan, tmp_path):
    folder = tmp_path / "to" / "my supervisor"
    files = export(plan, folder, Aside(plan.sessions[:1], timedelta(minutes=15)))
    assert files == tuple(folder / name for name in NAMES)
    pdf, ics = plan_pdf(plan), plan_ics(plan, plan.sessions[:1], timedelta(minutes=15))
    assert contents(folder) == {
        "plan.pdf": pdf,
        "plan.ics": ics,
        "plan.csv": plan_csv(plan),
        "plan.eml": plan_eml(plan, pdf, ics),
    }


def test_older_files_are_replaced_and_others_left(plan, plan_with, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    export(plan_with(3), tmp_path)
    export(plan, tmp_path)
    assert set(contents(tmp_path)) == {*NAMES, "notes.txt"}
    assert contents(tmp_path)["plan.csv"] == plan_csv(plan)


@pytest.mark.parametrize("failing", NAMES)
def test_a_failure_half_way_leaves_the_old_files(plan, plan_with, tmp_path, monkeypatch, failing):
    export(plan_with(3), tmp_path)
    before = contents(tmp_path)
    replace = Path.replace

    def in_use(self: Path, target: Path) -> Path:
        if self.name == failing:
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(LeadtimeError, match=f"{failing}.*could not be written"):
        export(plan, tmp_path)
    assert contents(tmp_path) == before


def test_a_failure_half_way_leaves_an_empty_folder_empty(plan, tmp_path, monkeypatch):
    replace = Path.replace

    def in_use(self: Path, target: Path) -> Path:
        if self.name == "plan.csv":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(LeadtimeError, match="No space left on device"):
        export(plan, tmp_path)
    assert contents(tmp_path) == {}


def test_a_file_where_the_folder_should_be(plan, tmp_path):
    path = tmp_path / "taken"
    path.write_text("mine")
    with pytest.raises(LeadtimeError, match="choose another folder"):
        export(plan, path)
    with pytest.raises(LeadtimeError, match="choose another folder"):
        export(plan, path / "below")
    assert path.read_text() == "mine"


def test_a_folder_where_a_file_should_be_is_left_alone(plan, tmp_path):
    (tmp_path / "plan.ics").mkdir()
    (tmp_path / "plan.ics" / "notes.txt").write_text("mine")
    with pytest.raises(LeadtimeError, match=r"plan\.ics.*already has that name"):
        export(plan, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.ics"]
    assert (tmp_path / "plan.ics" / "notes.txt").read_text() == "mine"


def test_the_writers_are_loaded_when_they_are_used_and_not_before():
    heavy = "{'reportlab', 'icalendar', 'holidays', 'numpy', 'pypdf'}"
    code = f"import sys, planner.agreement; print(*{heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
