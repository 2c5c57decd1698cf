import sqlite3
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from planner.errors import LeadtimeError
from planner.store import NewerStore, NotOurs, Store, StoreFailed
from planner.store.database import APPLICATION_ID, FILE_NAME, schema_version
from planner.store.migrations import LATEST

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def plain(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_new_folder_gets_a_store_of_the_latest_schema(store):
    assert schema_version(store._db) == LATEST
    assert store._db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert store._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store._db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert store._db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert store._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_every_table_of_ours_is_strict(store):
    tables = store._db.execute("PRAGMA table_list").fetchall()
    loose = {name for schema, name, kind, _, _, strict in tables if not strict and schema == "main"}
    assert loose == {"sqlite_schema", "sqlite_sequence", "_sqlite_migrations"}


@posix
def test_folder_and_files_are_for_their_owner_only(store, folder, a_session, now):
    with store.journal.write(now) as entry:
        store.sessions.add(a_session())
        entry.words = "Book"
    assert mode(folder) == 0o700
    files = list(folder.iterdir())
    assert {path.name for path in files} > {"leadtime.db", "leadtime.db-wal", "leadtime.lock"}
    assert {path.name: mode(path) for path in files} == {path.name: 0o600 for path in files}


@posix
def test_folder_that_was_there_keeps_its_rights_and_the_file_is_private_all_the_same(folder):
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    (folder / FILE_NAME).touch(mode=0o644)
    with Store(folder):
        assert mode(folder) == 0o755
        assert mode(folder / FILE_NAME) == 0o600


def test_newer_file_is_refused_and_left_alone(folder):
    Store(folder).close()
    path = folder / FILE_NAME
    later = "INSERT INTO _sqlite_migrations VALUES (999, 'leadtime', '9999_later', '')"
    plain(path, later, f"PRAGMA user_version = {LATEST + 1}")
    before = path.read_bytes()
    with pytest.raises(NewerStore, match="newer version of Leadtime"):
        Store(folder)
    assert path.read_bytes() == before
    plain(path, "DELETE FROM _sqlite_migrations WHERE id = 999", f"PRAGMA user_version = {LATEST}")
    Store(folder).close()  # the lock was let go, and the file was not harmed


def test_file_of_another_program_is_refused_and_left_alone(folder):
    folder.mkdir()
    path = folder / FILE_NAME
    plain(path, "CREATE TABLE recipes (name)", "INSERT INTO recipes VALUES ('scones')")
    before = path.read_bytes()
    with pytest.raises(NotOurs, match="another program"):
        Store(folder)
    assert path.read_bytes() == before


@pytest.mark.parametrize("size", [5, 100, 5000])
def test_file_that_is_no_database_is_refused_and_left_alone(folder, size):
    folder.mkdir()
    path = folder / FILE_NAME
    data = (b"Dear doctor, " * 500)[:size]
    path.write_bytes(data)
    with pytest.raises(NotOurs, match="left as it is"):
        Store(folder)
    assert path.read_bytes() == data


def test_store_cut_off_in_the_middle_is_refused_in_words(folder):
    Store(folder).close()
    path = folder / FILE_NAME
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(LeadtimeError, match=r"leadtime\.db"):
        Store(folder)


def test_empty_file_becomes_a_store(folder):
    folder.mkdir()
    (folder / FILE_NAME).touch()
    with Store(folder) as store:
        assert schema_version(store._db) == LATEST


def test_file_marked_as_ours_but_not_yet_built_is_built(folder):
    """What is left where the program dies between marking the file and its first migration."""
    folder.mkdir()
    plain(folder / FILE_NAME, f"PRAGMA application_id = {APPLICATION_ID}")
    with Store(folder) as store:
        assert schema_version(store._db) == LATEST


def test_folder_that_is_a_file_is_named_in_the_message(tmp_path):
    path = tmp_path / "data"
    path.write_text("not a folder")
    with pytest.raises(StoreFailed, match="cannot be made"):
        Store(path)


def test_store_that_is_a_folder_is_told(folder):
    (folder / FILE_NAME).mkdir(parents=True)
    with pytest.raises(StoreFailed, match="cannot be opened"):
        Store(folder)


def test_full_disk_is_told_and_nothing_is_kept(store, a_session, content, now):
    before = content(store)
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages}")

    def book(count):
        with store.spoken(), store.journal.write(now) as entry:
            for number in range(count):
                store.sessions.add(a_session(f"s{number}", purpose="x" * 1000))
            entry.words = "Book"

    with pytest.raises(StoreFailed, match="disk has room"):
        book(1000)
    assert content(store) == before
    assert store.journal.undo_words is None
    store._db.execute("PRAGMA max_page_count = 100000")
    book(1)
    assert len(store.sessions.all()) == 1


def test_closing_twice_does_nothing(folder):
    store = Store(folder)
    store.close()
    store.close()


def test_a_disk_without_room_is_called_full_whatever_sqlite_says(store, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=4096))
    with pytest.raises(StoreFailed, match="nothing was changed: the disk is full"), store.spoken():
        raise sqlite3.OperationalError("disk I/O error")
