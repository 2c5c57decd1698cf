"""Where the rota comes from by itself: what is kept of it, and what never is."""

from datetime import date, timedelta

import pytest

from planner.errors import WrongUse
from planner.feeds import Address, Fetched, Round, SourceRead
from planner.model.rota import RotaFile
from planner.model.source import Known, SourceKind
from planner.rota import read_rota
from planner.store import migrations
from planner.store.database import schema_version
from planner.workspace import (
    AddSource,
    ImportRota,
    Part,
    RecordLooks,
    RemoveSource,
    Workspace,
)

FEED = AddSource("one", SourceKind.FEED, "rota.example.org")


def good(file, *, name="one", known=Known("v1")):  # noqa: B008 - frozen
    reading = read_rota([file])
    return RecordLooks(Round((SourceRead(name, Fetched((file,), known)),), reading, (file,)))


def same(name="one", known=Known("v1")):  # noqa: B008 - frozen
    return RecordLooks(Round((SourceRead(name, Fetched(known=known)),)))


def failed(problem="rota.example.org was not found.", name="one"):
    return RecordLooks(Round((SourceRead(name, Fetched(problem=problem)),)))


@pytest.fixture
def file(rota_of_one):
    return rota_of_one[1]


def test_a_source_is_added_and_taken_back(workspace):
    change = workspace.do(FEED)
    assert change.words == "Add feed of rota.example.org"
    assert change.touched == {Part.SOURCES}
    assert [(s.id, s.kind, s.place) for s in workspace.sources()] == [
        ("one", SourceKind.FEED, "rota.example.org")
    ]
    workspace.undo()
    assert workspace.sources() == ()
    workspace.redo()
    assert len(workspace.sources()) == 1


def test_a_good_look_becomes_the_rota_and_one_step_of_undo(workspace, file, clock):
    workspace.do(FEED)
    change = workspace.do(good(file))
    assert change.step
    assert change.touched == {Part.ROTA, Part.SOURCES}
    assert change.words == "Read rota “ST4 Acute Medicine”"
    (source,) = workspace.sources()
    assert source.attempts.good == source.attempts.changed == clock.at
    assert source.attempts.due == clock.at + timedelta(hours=6)
    assert source.attempts.known == Known("v1")
    (look,) = workspace.looks({"one"})
    assert look.files == (file,)
    assert not look.afresh
    workspace.undo()
    assert workspace.reading() is None
    assert workspace.sources()[0].attempts is not None


def test_nothing_new_is_no_step_of_undo(workspace, file, clock):
    workspace.do(FEED)
    workspace.do(good(file))
    words = workspace.undo_words
    clock.at += timedelta(hours=6)
    change = workspace.do(same())
    assert not change.step
    assert change.words == ""
    assert change.touched == {Part.SOURCES}
    assert workspace.undo_words == words
    assert workspace.sources()[0].attempts.good == clock.at
    assert workspace.sources()[0].attempts.changed == clock.at - timedelta(hours=6)


def test_a_failure_keeps_the_last_good_reading(workspace, file, clock):
    workspace.do(FEED)
    workspace.do(good(file))
    before = workspace.reading()
    for number in (1, 2, 3):
        clock.at += timedelta(hours=6)
        assert not workspace.do(failed()).step
        attempts = workspace.sources()[0].attempts
        assert attempts.failures == number
        assert attempts.due == clock.at + timedelta(minutes=15) * 2 ** (number - 1)
    assert workspace.reading() == before
    assert attempts.problem == "rota.example.org was not found."
    assert workspace.looks(())[0].files == (file,)
    workspace.do(same())
    assert workspace.sources()[0].attempts.problem == ""


def test_new_uids_and_stamps_alone_are_nothing_new(workspace, file):
    workspace.do(FEED)
    workspace.do(good(file))
    before = workspace.reading()
    data = file.data.replace(b"@rota.example", b"@another.example")
    again = RotaFile(file.name, data.replace(b"DTSTAMP:2026", b"DTSTAMP:2027"))
    change = workspace.do(good(again, known=Known("v2")))
    assert not change.step
    assert change.words == "The rota says the same as before."
    assert workspace.reading() == before
    assert workspace.sources()[0].attempts.known == Known("v2")
    assert workspace.looks(())[0].files == (again,)


def test_what_changed_in_a_feed_is_told(workspace, file):
    workspace.do(FEED)
    workspace.do(good(file))
    newer = RotaFile(file.name, file.data.replace(b"SUMMARY:AMB", b"SUMMARY:Clinic"))
    change = workspace.do(good(newer))
    assert change.step
    assert change.rota.moved
    assert not change.rota.removed


@pytest.mark.parametrize("said", [True, False])
def test_the_last_shift_of_a_feed_goes_where_the_feed_says_so(workspace, file, said):
    workspace.do(FEED)
    workspace.do(good(file))
    before = workspace.shifts()
    head, last = file.data.rsplit(b"BEGIN:VEVENT", 1)
    cancelled = b"BEGIN:VEVENT\r\nSTATUS:CANCELLED" + last
    newer = RotaFile(file.name, head + (cancelled if said else b"END:VCALENDAR\r\n"))
    change = workspace.do(good(newer))
    assert len(change.rota.removed if change.rota else ()) == said
    assert workspace.shifts() == before[: len(before) - said]
    workspace.undo()
    if said:
        assert workspace.shifts() == before


def test_the_host_of_a_feed_is_the_one_it_was_read_from(workspace, file):
    workspace.do(FEED)
    moved = SourceRead("one", Fetched((file,), Known("v1"), host="rota.elsewhere.example"))
    workspace.do(RecordLooks(Round((moved,), read_rota([file]), (file,))))
    assert [source.place for source in workspace.sources()] == ["rota.elsewhere.example"]
    workspace.do(failed())
    assert [source.place for source in workspace.sources()] == ["rota.elsewhere.example"]
    assert workspace.do(RemoveSource("one")).words == "Remove feed of rota.elsewhere.example"


def test_a_feed_of_a_team_keeps_whose_rota_it_is(workspace, rota_of_three):
    reading, file = rota_of_three
    workspace.do(ImportRota(reading, (file,), "Adaeze Obi"))
    workspace.do(FEED)
    workspace.do(good(RotaFile(file.name, file.data.replace(b"Long Day", b"Clinic"))))
    assert workspace.person() == "Adaeze Obi"
    assert workspace.people() == ("Adaeze Obi",)
    assert workspace.looks(())[0].files == ()
    assert workspace.looks({"one"}, asked=True)[0].afresh


def test_looks_that_somebody_asks_for_are_afresh_where_the_reading_is_another(workspace, file):
    workspace.do(FEED)
    workspace.do(good(file))
    assert not workspace.looks({"one"}, asked=True)[0].afresh
    workspace.undo()
    assert not workspace.looks({"one"})[0].afresh
    assert workspace.looks({"one"}, asked=True)[0].afresh


def test_a_look_at_a_source_that_has_gone_leaves_nothing(workspace):
    workspace.do(failed())
    assert workspace._store._db.utilities.table("source_attempts").count == 0


def test_removing_forgets_all_but_the_reading(workspace, file):
    workspace.do(FEED)
    workspace.do(good(file))
    change = workspace.do(RemoveSource("one"))
    assert change.words == "Remove feed of rota.example.org"
    assert workspace.sources() == ()
    assert workspace.reading() is not None
    assert workspace._store._db.utilities.table("source_files").count == 0
    workspace.undo()
    (source,) = workspace.sources()
    assert source.attempts is None


def test_removing_twice_is_refused(workspace):
    with pytest.raises(WrongUse, match="removed"):
        workspace.do(RemoveSource("one"))


def test_a_new_address_replaces_a_source_in_one_step(workspace):
    workspace.do(FEED)
    change = workspace.do(AddSource("two", SourceKind.FEED, "new.example.org", instead_of="one"))
    assert change.words == "Change the address of the feed of new.example.org"
    assert [source.id for source in workspace.sources()] == ["two"]
    workspace.undo()
    assert [source.id for source in workspace.sources()] == ["one"]


def test_a_file_is_watched_once(workspace):
    workspace.do(AddSource("one", SourceKind.FILE, "/rotas/rota.ics"))
    with pytest.raises(WrongUse, match="watched already"):
        workspace.do(AddSource("two", SourceKind.FILE, "/rotas/rota.ics"))
    workspace.do(AddSource("three", SourceKind.FOLDER, "/rotas"))
    assert len(workspace.sources()) == 2


def test_sources_outlive_a_restart(folder, clock, file):
    with Workspace.open(folder, clock) as first:
        first.do(FEED)
        first.do(good(file))
        first.do(failed())
        before, looks = first.sources(), first.looks({"one"})
    with Workspace.open(folder, clock) as second:
        assert second.sources() == before
        assert second.looks({"one"}) == looks


def test_a_file_of_the_first_schema_gets_sources(folder, clock, older_file, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr(migrations, "STEPS", migrations.STEPS[:1])
        with older_file(folder) as first:
            for statement in (
                "INSERT INTO commands (at, words, state) VALUES (0, '', 'writing')",
                "INSERT INTO corrections (key, label, kind) VALUES ('amb', 'AMB', 'standard')",
                "UPDATE commands SET words = 'Take “AMB” as Standard day', state = 'done'",
            ):
                first.execute(statement)
            assert not first.table("sources").exists()
    with Workspace.open(folder, clock) as second:
        assert schema_version(second._store._db) == migrations.LATEST
        assert second.undo_words == "Take “AMB” as Standard day"
        second.do(FEED)
        second.undo()
        assert second.sources() == ()
        second.redo()
        assert len(second.sources()) == 1


def test_an_address_is_never_in_the_data_folder(folder, clock, new_rota):
    """Not even where the calendar itself names it; looked for in the files as they lie on disk and
    in every value of the database, unpacked."""
    address = Address("https://rota.example.org/feed/s3cr3t-t0ken.ics")
    file = new_rota().timed(date(2026, 10, 5), "08:30", "17:00", "Standard Day").file()
    named = file.data.replace(
        b"VERSION:2.0", b"VERSION:2.0\r\nSOURCE;VALUE=URI:" + address.reveal().encode()
    )
    with Workspace.open(folder, clock) as workspace:
        workspace.do(AddSource("one", SourceKind.FEED, address.host))
        workspace.do(good(RotaFile(file.name, address.blotted(named))))
        workspace.do(failed(f"{address.host} was not found."))
        kept = workspace.looks(())[0].files[0].data
        dump = "\n".join(workspace._store._db.conn.iterdump())
    assert b"SOURCE;VALUE=URI:" in kept
    assert b"s3cr3t" not in kept
    assert "s3cr3t" not in dump
    for path in (each for each in folder.rglob("*") if each.is_file()):
        assert b"s3cr3t" not in path.read_bytes()
