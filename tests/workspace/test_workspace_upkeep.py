"""Backups, restoring, moving, the history; clocks that run backwards."""

from datetime import UTC, timedelta
from typing import get_args

import pytest

from planner.errors import UnreadableInput, WrongUse
from planner.settings import BACKUP_FOLDER, HISTORY_STEPS
from planner.store import WorkspaceBusy
from planner.store.backups import BackupFailed
from planner.workspace import Book, Command, Workspace
from planner.workspace.handlers import HANDLERS
from planner.workspace.upkeep import erase_everything


class Vault:
    def __init__(self):
        self.removed = []

    def get(self, _name):
        return None

    def put(self, _name, _secret):
        return False

    def remove(self, name):
        self.removed.append(name)


def book(workspace, at, *days):
    for day in days:
        workspace.do(Book(at(day, "09:00", "11:00"), f"Day {day}", force=True))


def test_every_command_has_a_handler():
    assert set(HANDLERS) == set(get_args(Command))


def test_restoring_brings_everything_back_and_can_itself_be_taken_back(planned, at):
    book(planned, at, 13)
    backup = planned.upkeep.backup()()
    before = planned.sessions(), planned.placement(), planned.shifts()
    book(planned, at, 14, 15)
    later = planned.sessions()
    change = planned.upkeep.restore(backup.path)
    assert change.touched
    assert not change.step
    assert (planned.sessions(), planned.placement(), planned.shifts()) == before
    assert planned.undo_words == "Book 2 h on Tue 13 Oct"
    newest = planned.upkeep.backups.newest_good()[0]
    planned.upkeep.restore(newest.path)
    assert planned.sessions() == later


def test_everything_goes_to_another_computer_in_one_file(planned, at, tmp_path, clock):
    book(planned, at, 13, 14)
    path = planned.upkeep.move_to(tmp_path / "mine")
    assert path.name == "mine.leadtime"
    with Workspace.open(tmp_path / "other", clock) as other:
        other.upkeep.restore(path)
        assert other.sessions() == planned.sessions()
        assert other.shifts() == planned.shifts()
        assert other.placement() == planned.placement()
        assert other.undo_words == planned.undo_words
    with pytest.raises(WrongUse, match="is there already"):
        planned.upkeep.move_to(path)


def test_a_file_for_another_computer_that_cannot_be_written_is_said_in_words(planned, tmp_path):
    with pytest.raises(BackupFailed, match=r"gone: No such file or directory\. Your data"):
        planned.upkeep.move_to(tmp_path / "gone" / "mine")


@pytest.mark.parametrize("data", [b"", b"Dear doctor, " * 900, b"SQLite format 3\0" * 300])
def test_what_is_no_backup_is_refused_and_nothing_changed(planned, at, tmp_path, data):
    book(planned, at, 13)
    before = planned.sessions()
    (tmp_path / "letter.leadtime").write_bytes(data)
    with pytest.raises(UnreadableInput, match=r"Nothing was changed|cannot be opened"):
        planned.upkeep.restore(tmp_path / "letter.leadtime")
    with pytest.raises(UnreadableInput, match="Check that it is there"):
        planned.upkeep.restore(tmp_path / "not there.leadtime")
    assert not (tmp_path / "not there.leadtime").exists()
    assert planned.sessions() == before


def test_the_first_changes_are_backed_up_when_the_data_is_closed(folder, clock, at):
    with Workspace.open(folder, clock):
        """Nothing was changed: nothing to back up."""
    assert not (folder / "backups").exists()
    for day in (13, 14):
        with Workspace.open(folder, clock) as workspace:
            book(workspace, at, day)
    assert len(list((folder / "backups").iterdir())) == 1, "one within the hour"


def test_a_clock_that_was_set_back_breaks_nothing(planned, at, clock):
    book(planned, at, 13)
    clock.at -= timedelta(days=800)
    book(planned, at, 14)
    clock.at += timedelta(days=801)
    book(planned, at, 15)
    times = [past.at for past in planned.upkeep.history()]
    assert times == sorted(times)
    assert all(time.tzinfo is UTC for time in times)
    planned.undo()
    planned.undo()
    assert len(planned.sessions()) == 1


def test_the_history_keeps_what_was_taken_back(planned, at):
    book(planned, at, 13, 14)
    planned.undo()
    book(planned, at, 15)
    last = planned.upkeep.history()[-3:]
    assert [(past.words[-10:], past.undone) for past in last] == [
        ("Tue 13 Oct", False),
        ("Wed 14 Oct", True),
        ("Thu 15 Oct", False),
    ]


def test_the_history_is_bounded_with_the_users_knowledge(planned, at, clock):
    planned.upkeep.settings.put(HISTORY_STEPS, 50)
    assert planned.upkeep.tend() == ""
    for number in range(60):
        day = 13 + number % 15
        planned.do(Book(at(day, "00:15", "00:30", month=1 + number // 15, year=2027), force=True))
    planned.upkeep.backup()()
    assert planned.upkeep.steps() == 62, "nothing is bounded without a word"
    said = planned.upkeep.tend()
    assert "can no longer be undone" in said
    assert planned.upkeep.steps() == 50
    assert planned.upkeep.tend() == ""
    for _ in range(50):
        planned.undo()
    assert planned.undo_words is None
    for _ in range(50):
        planned.redo()
    assert len(planned.upkeep.history()) == 62
    assert not planned.upkeep.check()()


def test_deleting_everything_leaves_nothing_but_what_is_not_ours(folder, clock, at, tmp_path):
    second = tmp_path / "stick"
    with Workspace.open(folder, clock) as workspace:
        workspace.upkeep.settings.put(BACKUP_FOLDER, str(second))
        workspace.upkeep.settings.save()
        book(workspace, at, 13)
        workspace.upkeep.backup()()
        with pytest.raises(WorkspaceBusy):
            erase_everything(folder, Vault(), clock)
    (folder / "letter.txt").write_text("mine")
    (second / "letter.txt").write_text("mine")
    (second / "leadtime-20261013T080000Z-daily.db.tmp").write_text("written when power failed")
    assert erase_everything(folder, Vault(), clock) == ()
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]
    assert [path.name for path in second.iterdir()] == ["letter.txt"]
    with Workspace.open(folder, clock) as workspace:
        assert workspace.notices == ()
        assert workspace.sessions() == ()


def test_deleting_everything_empties_the_keyring(folder, clock):
    from planner.model.source import SourceKind
    from planner.workspace import AddSource

    with Workspace.open(folder, clock) as workspace:
        workspace.do(AddSource("feed-1", SourceKind.FEED, "rota.example"))
    vault = Vault()
    erase_everything(folder, vault, clock)
    assert vault.removed == ["feed-1", "supervisor's signing key"]
