"""Damage: found, said truthfully, mended as far as can be; what is not ours is left alone."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from planner.model.decision import Decision, Verdict
from planner.store import Current, Export, Store, document_digest, seals
from planner.store.backups import Backups, looked_into
from planner.store.database import FILE_NAME
from planner.store.rotation import Cause

AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def book(store, session, now, words="Book"):
    with store.journal.write(now) as entry:
        store.sessions.add(session)
        entry.words = words
    store.confirm()


def place(folder, placement, now):
    with Store(folder) as store:
        with store.journal.write(now) as entry:
            store.placements.put(placement)
            entry.words = "Change the placement"
        store.confirm()


@pytest.fixture
def stored(folder, a_session, a_reading, a_file, now):
    """A reading and two sessions, one of them later than the backup."""
    with Store(folder) as store:
        with store.journal.write(now) as entry:
            store.readings.point(Current(store.readings.keep(a_reading, [a_file], now), "Siân"))
            entry.words = "Read rota"
        store.seal_readings()
        book(store, a_session("s1"), now, "Book one")
        Backups(folder).make(AT, Cause.DAILY)
        book(store, a_session("s2"), now, "Book two")
    return folder / FILE_NAME


def change(path, *statements):
    """Changes rows behind the program's back, triggers and all."""
    connection = sqlite3.connect(path)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type='trigger'"
    ).fetchall():
        sql = connection.execute("SELECT sql FROM sqlite_master WHERE name=?", [name]).fetchone()[0]
        connection.execute(f"DROP TRIGGER {name}")
        statements = (*statements, sql)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_letter_that_changed_in_a_session_is_found_and_the_backup_taken(stored):
    change(stored, "UPDATE sessions SET purpose = 'QI projecu' WHERE id = 's1'")
    with Store(stored.parent) as store:
        (notice,) = store.opened.notices
        assert "restored from the backup of" in notice
        assert "missing: “Book two”" in notice
        assert [session.id for session in store.sessions.all()] == ["s1"]
        assert store.sessions.all()[0].purpose == "QI project"
        kept = store.opened.rescued.kept
        assert store.opened.rescued.restored_from.name.endswith("-daily.db")
    assert kept.exists()
    assert notice in kept.with_suffix(".txt").read_text("utf-8")
    with Store(stored.parent) as store:
        assert store.opened.notices == ()


def test_a_reading_that_changed_comes_from_the_backup_and_bookings_stay(stored):
    change(stored, "UPDATE forms SET label = 'Dax' WHERE label = 'Day'")
    with Store(stored.parent) as store:
        assert [session.id for session in store.sessions.all()] == ["s1", "s2"]
        assert {s.label for s in store.readings.load(1).reading.shifts} == {"Day", "N"}
        assert "Everything that you entered could be read" in store.opened.notices[0]
        assert store.journal.undo_words == "Book two"


def test_a_reading_that_no_backup_has_is_not_shown_with_a_shift_missing(stored):
    for backup in Backups(stored.parent).all():
        backup.path.unlink()
    change(stored, "DELETE FROM runs")
    with Store(stored.parent) as store:
        assert store.readings.current() is None
        assert "could not be saved" in store.opened.notices[0]
        assert len(store.sessions.all()) == 2


@pytest.fixture
def with_evidence(stored, now):
    """A plan that was sent, and what came back on it, later than the backup."""
    plan = b'{"plan": 1}'
    with Store(stored.parent) as store:
        store.exports.record(Export(1, document_digest(plan), now), plan)
        with store.journal.write(now) as entry:
            decision = Decision(Verdict.APPROVED, comments="Well done")
            number = store.agreements.receive(
                b"%PDF", document_digest(plan), decision, now, by_hand=True
            )
            store.agreements.decide(number)
            entry.words = "Record a decision"
        store.confirm()
    return stored


@pytest.mark.parametrize("table", seals.DIGESTED)
@pytest.mark.parametrize("backed_up", [True, False])
def test_bytes_that_changed_cost_nothing_that_was_entered(with_evidence, table, backed_up):
    folder = with_evidence.parent
    if backed_up:
        Backups(folder).make(AT + timedelta(days=1), Cause.ASKED)
    else:
        for backup in Backups(folder).all():
            backup.path.unlink()
    change(with_evidence, f"UPDATE {table} SET packed = X'0102'")  # noqa: S608 - ours
    with Store(folder) as store:
        assert len(store.sessions.all()) == 2
        assert len(store.readings.load(1).reading.shifts) == 2
        (returned,) = store.agreements.returned()
        assert returned.stands
        assert returned.decision.comments == "Well done"
        assert store.journal.undo_words == "Record a decision"
        assert "Everything that you entered could be read" in store.opened.notices[0]
        assert ("could not be saved" in store.opened.notices[0]) is not backed_up
        there = (
            bool(store.readings.files(1)),
            store.agreements.document(returned.document) is not None,
            store.agreements.plan(returned.plan) is not None,
        )
        assert there == tuple(backed_up or table != each for each in seals.DIGESTED)
        assert store.thorough_check()() == ()
    with Store(folder) as store:
        assert store.opened.notices == ()


def test_a_decision_that_changed_is_found(with_evidence):
    Backups(with_evidence.parent).make(AT + timedelta(days=1), Cause.ASKED)
    change(with_evidence, "UPDATE returns SET comments = 'Well dont'")
    with Store(with_evidence.parent) as store:
        assert "restored from the backup of" in store.opened.notices[0]
        assert store.agreements.returned()[0].decision.comments == "Well done"


def test_what_came_back_cannot_be_edited(with_evidence):
    with Store(with_evidence.parent) as store:
        for statement in ("UPDATE returns SET comments = ''", "DELETE FROM returns"):
            with pytest.raises(sqlite3.IntegrityError, match="never edited"):
                store._db.execute(statement)


def test_a_way_back_that_changed_is_not_gone(stored):
    change(stored, "UPDATE journal SET statement = 'DELETE FROM sessions'")
    with Store(stored.parent) as store:
        assert len(store.sessions.all()) == 2
        assert store.journal.undo_words is None
        assert "no longer be undone" in store.opened.notices[0]


@pytest.mark.parametrize("backed_up", [True, False])
def test_a_history_with_times_that_cannot_be_can_be_read(stored, backed_up):
    for backup in () if backed_up else Backups(stored.parent).all():
        backup.path.unlink()
    change(stored, "UPDATE commands SET at = 1 << 62 WHERE words = 'Book two'")
    with Store(stored.parent) as store:
        assert len(store.sessions.all()) == 2
        assert [past.words for past in store.journal.history()] == ["Read rota", "Book one"]


@pytest.mark.parametrize("how", ["gone", "empty", "noise"])
def test_a_file_that_is_lost_altogether_comes_back_from_the_backup(stored, how):
    stored.unlink()
    if how != "gone":
        stored.write_bytes(b"" if how == "empty" else b"noise" * 5000)
    with Store(stored.parent) as store:
        assert [session.id for session in store.sessions.all()] == ["s1"]
        (notice,) = store.opened.notices
        assert "1 change made after it is missing" in notice
        kept = store.opened.rescued.kept
        assert (kept is None) == (how == "gone")
        assert notice.startswith(
            "Your data file was gone" if kept is None else "Your data file was damaged"
        )
        assert kept is None or kept.name in notice


def test_damage_beside_the_sessions_costs_no_session(stored, a_placement, now):
    place(stored.parent, a_placement, now)
    change(stored, "UPDATE placement SET title = 'ST4 Acute Medicinf'")
    with Store(stored.parent) as store:
        assert [session.id for session in store.sessions.all()] == ["s1", "s2"]
        assert store.placements.current("") is None
        (notice,) = store.opened.notices
        assert "Part of what you entered was taken from the backup" in notice
        assert "as you left it, your sessions among it" in notice
        assert "missing: “Change the placement”." in notice
        assert "no longer be undone" in notice
        assert store.journal.undo_words is None
        undone = {past.words: past.undone for past in store.journal.history()}
        assert undone == {
            "Read rota": False,
            "Book one": False,
            "Book two": False,
            "Change the placement": True,
        }
        assert store.thorough_check()() == ()
    with Store(stored.parent) as store:
        assert store.opened.notices == ()


def test_what_the_history_cannot_tell_is_counted(stored, a_placement, now):
    place(stored.parent, a_placement, now)
    change(
        stored,
        "UPDATE placement SET title = 'ST4 Acute Medicinf'",
        "UPDATE commands SET words = 'Bopk two' WHERE words = 'Book two'",
    )
    with Store(stored.parent) as store:
        assert len(store.sessions.all()) == 2
        assert "At most 2 changes made after it are missing." in store.opened.notices[0]
        assert [past.words for past in store.journal.history()] == ["Read rota", "Book one"]


def test_sessions_that_are_whole_are_not_called_doubtful_without_a_backup(stored):
    for backup in Backups(stored.parent).all():
        backup.path.unlink()
    change(stored, "INSERT INTO releases VALUES ('x', 'X', 'never')")
    with Store(stored.parent) as store:
        assert len(store.sessions.all()) == 2
        assert "Your sessions are all here, as you entered them" in store.opened.notices[0]


def test_a_lost_log_is_told_though_all_that_is_left_is_whole(stored, a_session, now):
    before = stored.read_bytes()
    with Store(stored.parent) as store:
        book(store, a_session("s3"), now)
    stored.write_bytes(before)
    change(stored, "UPDATE forms SET label = 'Dax' WHERE label = 'Day'")
    with Store(stored.parent) as store:
        assert [session.id for session in store.sessions.all()] == ["s1", "s2"]
        assert "The last change that you made is missing all the same" in store.opened.notices[0]


@pytest.mark.parametrize("backed_up", [True, False])
def test_a_head_by_which_sqlite_would_only_read_is_mended(stored, a_session, now, backed_up):
    for backup in () if backed_up else Backups(stored.parent).all():
        backup.path.unlink()
    data = bytearray(stored.read_bytes())
    data[18] = 9
    stored.write_bytes(data)
    with Store(stored.parent) as store:
        assert "Everything that you entered could be read" in store.opened.notices[0]
        book(store, a_session("s3"), now)
        assert len(store.sessions.all()) == 3


def test_a_backup_that_could_only_be_read_is_not_sound(stored):
    (backup,) = Backups(stored.parent).all()
    data = bytearray(backup.path.read_bytes())
    data[18] = 9
    backup.path.write_bytes(data)
    assert looked_into(backup.path)[1]
    assert Backups(stored.parent).newest_good() is None


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        (b"CREATE TABLE sessions", b"CREATE TABLX sessions"),
        (b"CREATE TABLE placement", b"CREATE\xffTABLE placement"),
        (b"CREATE TRIGGER sessions_journal_insert", b"CREATE TRIGGER sessions_journal_insecure"),
        (b"CREATE INDEX sessions_by_start", b"CREATE INDEX sessions_by_stars"),
    ],
)
def test_a_letter_that_changed_in_the_schema_costs_nothing(stored, words, changed, a_session, now):
    for backup in Backups(stored.parent).all():
        backup.path.unlink()
    data = stored.read_bytes()
    assert words in data
    stored.write_bytes(data.replace(words, changed[: len(words)]))
    with Store(stored.parent) as store:
        assert "Everything that you entered could be read" in store.opened.notices[0]
        assert len(store.sessions.all()) == 2
        assert store.readings.load(1).reading.shifts
        assert store.journal.undo_words == "Book two"
        book(store, a_session("s3"), now)
        assert store.thorough_check()() == ()


def test_without_any_backup_what_can_be_read_is_kept_and_said_to_be_doubtful(stored):
    for backup in Backups(stored.parent).all():
        backup.path.unlink()
    change(stored, "UPDATE sessions SET purpose = 'QI projecu' WHERE id = 's1'")
    with Store(stored.parent) as store:
        assert len(store.sessions.all()) == 2
        assert "may differ from what you entered" in store.opened.notices[0]


def test_confirmed_changes_that_the_file_no_longer_has_are_missed(stored, a_session, now):
    before = stored.read_bytes()
    with Store(stored.parent) as store:
        book(store, a_session("s3"), now)
        book(store, a_session("s4"), now)
    stored.write_bytes(before)
    with Store(stored.parent) as store:
        assert (
            "The last 2 changes that you made are not in your data file" in store.opened.notices[0]
        )
    with Store(stored.parent) as store:
        assert store.opened.notices == ()


def test_a_rescue_that_was_cut_short_is_finished(stored):
    rescued = stored.with_name("leadtime-rescued.db")
    rescued.write_bytes(Backups(stored.parent).all()[0].path.read_bytes())
    stored.write_bytes(b"noise" * 5000)
    with Store(stored.parent) as store:
        assert [session.id for session in store.sessions.all()] == ["s1"]
        assert any("was interrupted" in notice for notice in store.opened.notices)
    assert not rescued.exists()


def test_what_was_being_written_when_the_program_died_is_swept_away(folder):
    (folder / "backups").mkdir(parents=True)
    left = [folder / "settings.json.tmp", folder / "backups" / "x.db.tmp-journal"]
    for path in left:
        path.write_text("half")
    (folder / "rescue.tmp").mkdir()
    with Store(folder):
        assert not any(path.exists() for path in [*left, folder / "rescue.tmp"])


def test_seals_follow_every_transaction(store, a_session, now):
    book(store, a_session(), now)
    first = seals.turns(store._db.conn)
    store.journal.undo()
    assert seals.turns(store._db.conn) == first + 1
    assert seals.broken(store._db.conn) == ()
