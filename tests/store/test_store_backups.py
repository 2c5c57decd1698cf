"""Backups: made while the store is open, checked, kept for long enough, never half written."""

import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.store.backups import BackupFailed, Backups, copy_checked, listed, looked_into
from planner.store.keeping import Rotation
from planner.store.rotation import Backup, Cause, to_drop

AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def book(store, session, now, words="Book"):
    with store.journal.write(now) as entry:
        store.sessions.add(session)
        entry.words = words


def test_a_backup_holds_what_is_stored_while_the_store_is_open(store, folder, a_session, now):
    book(store, a_session(), now)
    backup = Backups(folder).make(AT, Cause.ASKED)
    content, wrong = looked_into(backup.path)
    assert not wrong
    assert (content.sessions, content.version) == (1, looked_into(backup.path)[0].version)
    assert backup.path.name == "leadtime-20261123T083000Z-asked.db"
    assert [path.name for path in backup.path.parent.iterdir()] == [backup.path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX")
def test_backups_are_for_their_owner_only(store, folder):
    backup = Backups(folder).make(AT, Cause.DAILY)
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700


def test_a_second_folder_gets_the_same_file(store, folder, tmp_path):
    second = tmp_path / "stick"
    backup = Backups(folder, second).make(AT, Cause.DAILY)
    assert (second / backup.path.name).read_bytes() == backup.path.read_bytes()
    backup.path.unlink()
    assert [each.path.parent for each in Backups(folder, second).all()] == [second]


def test_a_second_folder_that_is_gone_is_told_and_the_first_has_it(store, folder, tmp_path):
    (tmp_path / "stick").write_text("a file, no folder")
    with pytest.raises(Exception, match="stick"):
        Backups(folder, tmp_path / "stick").make(AT, Cause.DAILY)
    assert len(listed(folder / "backups")) == 1


def test_a_copy_of_a_damaged_file_is_thrown_away(store, folder, a_session, now):
    book(store, a_session(), now)
    store._db.execute("DROP TRIGGER sessions_journal_update")
    store._db.execute("UPDATE sessions SET purpose = 'Another'")
    with pytest.raises(BackupFailed, match="not sound"):
        Backups(folder).make(AT, Cause.DAILY)
    assert list((folder / "backups").iterdir()) == []


def test_the_newest_good_one_is_that_of_most_turns_whatever_the_clock_said(
    store, folder, a_session, now
):
    book(store, a_session("s1"), now)
    early = Backups(folder).make(AT + timedelta(days=900), Cause.ASKED)
    book(store, a_session("s2"), now)
    late = Backups(folder).make(AT, Cause.ASKED)
    assert Backups(folder).newest_good()[0].path == late.path
    late.path.write_bytes(late.path.read_bytes()[:9000])
    assert Backups(folder).newest_good()[0].path == early.path


def test_one_is_due_after_an_hour_and_after_a_clock_was_set_back(store, folder):
    backups = Backups(folder)
    assert backups.is_due(AT)
    backups.make(AT, Cause.DAILY)
    assert not backups.is_due(AT + timedelta(minutes=59))
    assert backups.is_due(AT + timedelta(hours=1))
    assert backups.is_due(AT - timedelta(minutes=1))


def test_what_was_just_made_stays_though_a_clock_was_set_back(store, folder):
    backups = Backups(folder)
    for day in range(1, 12):
        backups.make(AT + timedelta(days=day), Cause.ASKED)
    made = backups.make(AT, Cause.ASKED)
    assert made.path.exists()
    oldest = listed(backups.folder)[0]
    again = backups.make(AT, Cause.ASKED, spare=oldest.path)
    assert oldest.path.exists()
    assert again.path.exists()


def test_other_files_in_the_folder_are_left_alone(store, folder):
    backups = folder / "backups"
    backups.mkdir()
    (backups / "leadtime-copy of mine.db").write_text("mine")
    for day in range(40):
        Backups(folder).make(AT + timedelta(days=day), Cause.DAILY)
    assert (backups / "leadtime-copy of mine.db").exists()
    assert 7 <= len(listed(backups)) <= 7 + 4 + 6


def test_copying_a_file_that_is_none_leaves_nothing(tmp_path):
    (tmp_path / "letter.db").write_text("Dear doctor, " * 500)
    with pytest.raises(Exception, match="not a database"):
        copy_checked(tmp_path / "letter.db", tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.db"]


HOURS = st.lists(st.integers(0, 24 * 500), unique=True, max_size=80)


@given(HOURS, st.lists(st.sampled_from(Cause), min_size=80, max_size=80))
@settings(max_examples=60, deadline=None)
def test_the_rotation_keeps_what_it_says(hours, causes):
    rotation = Rotation(hours_between=1, days=7, weeks=4, months=6, upgrades=2, asked=5)
    backups = [
        Backup(Path(f"{hour}-{cause}"), AT - timedelta(hours=hour), cause, 1)
        for hour, cause in zip(hours, causes, strict=False)
    ]
    kept = set(backups) - set(to_drop(backups, rotation))
    daily = sorted((b for b in backups if b.cause is Cause.DAILY), key=lambda b: b.at)
    for period, most in (
        (lambda at: at.date(), 7),
        (lambda at: at.isocalendar()[:2], 4),
        (lambda at: (at.year, at.month), 6),
    ):
        for which in sorted({period(b.at) for b in daily}, reverse=True)[:most]:
            assert [b for b in daily if period(b.at) == which][-1] in kept
    assert sum(b.cause is Cause.DAILY for b in kept) <= 7 + 4 + 6
    for cause, most in ((Cause.UPGRADE, 2), (Cause.ASKED, 5)):
        mine = sorted((b for b in backups if b.cause is cause), key=lambda b: b.at)
        assert {b for b in kept if b.cause is cause} == set(mine[-most:])
