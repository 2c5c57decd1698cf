"""Data files of every earlier version open, whole, with a backup made before."""

import gzip
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.model.kind import Kind
from planner.store import Store
from planner.store.backups import Backups, looked_into
from planner.store.copying import bring_to
from planner.store.database import FILE_NAME
from planner.store.migrations import LATEST, STEPS, migrations
from planner.store.rotation import Cause
from planner.workspace import Workspace

FIXTURES = Path(__file__).with_name("fixtures")
SHIPPED = sorted(int(path.name[1:].split(".")[0]) for path in FIXTURES.glob("v*.db.gz"))
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def put(version, folder):
    """A data file of a version: as it was written then, else as the steps bring it there."""
    folder.mkdir()
    nearest = max(number for number in SHIPPED if number <= version)
    path = folder / FILE_NAME
    path.write_bytes(gzip.decompress((FIXTURES / f"v{nearest}.db.gz").read_bytes()))
    assert bring_to(path, version)


def test_files_of_the_first_versions_are_kept():
    assert SHIPPED[:4] == [1, 2, 3, 4]


@pytest.mark.parametrize("version", range(1, LATEST + 1))
def test_a_store_of_each_version_opens_whole(folder, version):
    put(version, folder)
    with Workspace.open(folder, lambda: NOW) as workspace:
        assert workspace.notices == ()
        assert {session.id for session in workspace.sessions()} == {"first", "second"}
        assert len(workspace.shifts()) == 5
        assert [use.kind for use in workspace.labels() if use.corrected] == [Kind.STANDARD]
        assert workspace.placement().scheme == "foundation-sdt"
        assert workspace.redo_words == "Book 4 h, third"
        workspace.redo()
        while workspace.undo_words:
            workspace.undo()
        assert workspace.reading() is None
        assert not workspace.upkeep.check()()
    made = [backup for backup in Backups(folder).all() if backup.cause is Cause.UPGRADE]
    assert len(made) == (version < LATEST)
    for backup in made:
        assert looked_into(backup.path)[0].version == version


def test_a_step_that_fails_leaves_the_version_before(folder, monkeypatch):
    put(1, folder)

    def fails(db):
        db.execute("CREATE TABLE half (a)")
        raise sqlite3.OperationalError("disk I/O error")

    broken = (*STEPS[:2], ("0003_follows", fails))
    monkeypatch.setattr("planner.store.migrations.STEPS", broken)
    connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    from sqlite_utils import Database

    with pytest.raises(sqlite3.OperationalError):
        migrations().apply(Database(connection, execute_plugins=False))
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name='half'").fetchall()
    connection.close()
    monkeypatch.undo()
    with Store(folder) as store:
        assert len(store.sessions.all()) == 2
