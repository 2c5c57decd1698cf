"""`changes --plan` and `repair`, as a script and as a person asks them."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.cli.options import now
from planner.model.session import State
from planner.workspace import EditSession, Workspace
from tests.cli.conftest import Command

Rota = Callable[..., Path]
FAR = now().year + 1
"""Next year: the moves that `repair` proposes lie ahead of today, whenever that is."""


def monday() -> date:
    first = date(FAR, 5, 10)
    return first - timedelta(days=first.weekday())


def weeks(other: dict[int, tuple[str, str, str]] | None = None) -> list[tuple[str, str, str]]:
    """Four weeks of standard days in May; ``other`` entries by the number of the day."""
    entries = []
    for number in range(28):
        day = monday() + timedelta(days=number)
        start, end, label = (other or {}).get(number, ("09", "17", "Standard Day"))
        if day.weekday() < 5:
            entries.append((f"{day:%Y%m%d}T{start}0000", f"{day:%Y%m%d}T{end}0000", label))
    return entries


@pytest.fixture
def planned(leadtime: Command, rota_of: Rota, tmp_path: Path) -> tuple[Path, Path, Path]:
    """The old rota, the new one on which two days of the plan became leave, and the plan."""
    old = rota_of(*weeks(), name="old.ics")
    made = leadtime("plan", old, "--scheme", "foundation-sdt", "--out", tmp_path / "out", "--json")
    starts = [session["start"] for session in made.json["sessions"]]
    gone = {
        (date.fromisoformat(s[:10]) - monday()).days: ("09", "17", "Annual leave") for s in starts
    }
    assert len(gone) == 2
    return old, rota_of(*weeks(gone), name="new.ics"), tmp_path / "out" / "plan.pdf"


def test_what_a_change_does_to_a_plan(leadtime: Command, planned: tuple[Path, Path, Path]) -> None:
    old, new, plan = planned
    answer = leadtime("changes", old, new, "--plan", plan, "--json")
    assert answer.code == 0, answer.err
    assert set(answer.json) == {"added", "removed", "moved", "hit", "repair"}
    assert len(answer.json["hit"]) == 2
    for session in answer.json["hit"]:
        assert {"id", "start", "end", "hours", "state", "for"} <= set(session)
        assert "Annual leave" in session["why"][0]
    moves = answer.json["repair"]
    assert {move["session"] for move in moves} == {session["id"] for session in answer.json["hit"]}
    for move in moves:
        assert {"start", "end", "hours"} <= set(move["to"])
        assert move["days"] == 1
    assert leadtime("changes", old, old, "--plan", plan, "--json").json["hit"] == []


def test_the_same_in_words(leadtime: Command, planned: tuple[Path, Path, Path]) -> None:
    old, new, plan = planned
    said = leadtime("changes", old, new, "--plan", plan).out
    assert said.count("Annual leave, ") >= 2
    assert said.count("The nearest place that keeps every rule.") == 2
    same = leadtime("changes", old, old, "--plan", plan).out
    assert same.splitlines() == ["Nothing changed.", "", "Every session of the plan fits."]


def test_a_plan_that_is_none(leadtime: Command, planned: tuple[Path, Path, Path]) -> None:
    old, new, _ = planned
    answer = leadtime("changes", old, new, "--plan", new)
    assert answer.code == 3
    assert "Traceback" not in answer.err


@pytest.fixture
def stored(leadtime: Command, rota_of: Rota, tmp_path: Path) -> Path:
    """A data folder with two sessions, one of them agreed, on days that are leave now."""
    data = tmp_path / "data"
    leadtime("import", rota_of(*weeks(), name="old.ics"), "--data", data)
    for number in (8, 10):
        day = monday() + timedelta(days=number)
        leadtime("book", f"{day}T09:00", f"{day}T13:00", "--for", "QI", "--data", data)
    sessions = leadtime("sessions", "--data", data, "--json").json["sessions"]
    with Workspace.open(data, now) as workspace:
        workspace.do(EditSession(sessions[1]["id"], state=State.AGREED))
    leave = dict.fromkeys((8, 10), ("09", "17", "Annual leave"))
    leadtime("import", rota_of(*weeks(leave), name="new.ics"), "--data", data)
    return data


def test_repair_shows_and_applies(leadtime: Command, stored: Path) -> None:
    shown = leadtime("repair", "--data", stored, "--json")
    assert shown.code == 1  # the agreed session stays where it does not fit
    assert len(shown.json["hit"]) == 2
    assert len(shown.json["repair"]) == 1
    assert shown.json["applied"] is None
    assert "--agreed" in shown.json["hit"][1]["stays"]
    done = leadtime("repair", "--data", stored, "--agreed", "--apply", "--json")
    assert done.code == 0
    assert done.json["applied"] == "Move 2 sessions, 8 h"
    states = {s["state"] for s in leadtime("sessions", "--data", stored, "--json").json["sessions"]}
    assert states == {"proposed"}
    assert leadtime("repair", "--data", stored).out == "Every session fits.\n"
    assert leadtime("undo", "--data", stored, "--json").json["undone"] == "Move 2 sessions, 8 h"
    assert len(leadtime("repair", "--data", stored, "--json").json["hit"]) == 2


def test_days_off_sick(leadtime: Command, stored: Path) -> None:
    leadtime("repair", "--data", stored, "--agreed", "--apply")
    first, last = monday() + timedelta(days=7), monday() + timedelta(days=11)
    sick = leadtime("repair", "--data", stored, "--sick", first, last, "--json")
    assert sick.code == 0
    assert len(sick.json["repair"]) == 2
    assert all("Sick leave" in session["why"][0] for session in sick.json["hit"])
    for move in sick.json["repair"]:
        assert not str(first) <= move["to"]["start"][:10] <= str(last)
    wrong = leadtime("repair", "--data", stored, "--sick", last, first)
    assert wrong.code == 2
