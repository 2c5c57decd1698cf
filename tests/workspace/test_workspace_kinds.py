"""The user's word for a label: for the rota that it was said of, whatever that is called later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.model.kind import Kind
from planner.model.rota import RotaFile
from planner.rota import read_rota
from planner.store import Store, migrations
from planner.workspace import CorrectKind, CorrectKinds, ImportRota, Workspace

MONDAY = date(2026, 10, 5)


def take(workspace, file, person=""):
    return workspace.do(ImportRota(read_rota([file]), (file,), person))


def kind_of(workspace, label):
    return next(use.kind for use in workspace.labels() if use.label == label)


def use_of(workspace, label):
    return next(use for use in workspace.labels() if use.label == label)


@pytest.fixture
def weeks(new_rota):
    """A calendar of some weeks: SD from Monday to Thursday, another label on Fridays."""

    def made(title, friday="AMB", first=MONDAY, count=8, standard="SD", end="17:00") -> RotaFile:
        rota = new_rota(title)
        for week in range(count):
            monday = first + timedelta(weeks=week)
            for day in range(4):
                rota.timed(monday + timedelta(days=day), "08:30", end, standard)
            rota.timed(monday + timedelta(days=4), "08:30", end, friday)
        return rota.file()

    return made


def without_uids(file: RotaFile) -> RotaFile:
    lines = file.data.split(b"\r\n")
    return replace(file, data=b"\r\n".join(line for line in lines if line[:4] != b"UID:"))


def test_another_hospitals_rota_is_not_read_by_words_said_of_the_first(workspace, weeks):
    take(workspace, without_uids(weeks("Elmbridge")))
    workspace.do(CorrectKind("AMB", Kind.STANDARD))
    other = without_uids(weeks("Ashdown", first=MONDAY + timedelta(weeks=12), end="16:00"))
    take(workspace, other)
    use = use_of(workspace, "AMB")
    assert (use.kind, use.corrected, use.elsewhere) == (Kind.UNKNOWN, False, Kind.STANDARD)
    workspace.do(CorrectKind("AMB", Kind.TEACHING))
    use = use_of(workspace, "AMB")
    assert (use.kind, use.corrected, use.elsewhere) == (Kind.TEACHING, True, None)


def test_the_first_rota_read_again_under_another_name_keeps_its_words(workspace, weeks):
    first = without_uids(weeks("Elmbridge"))
    take(workspace, first)
    workspace.do(CorrectKind("AMB", Kind.STANDARD))
    take(workspace, without_uids(weeks("Ashdown", first=MONDAY + timedelta(weeks=12))))
    workspace.do(CorrectKind("AMB", Kind.TEACHING))
    again = without_uids(weeks("rota (1)", count=9))
    take(workspace, again)
    assert kind_of(workspace, "AMB") is Kind.STANDARD
    assert use_of(workspace, "AMB").corrected
    workspace.undo()
    assert kind_of(workspace, "AMB") is Kind.TEACHING


def test_the_next_months_of_a_rota_keep_its_words(workspace, weeks):
    take(workspace, without_uids(weeks("Elmbridge")))
    workspace.do(CorrectKind("AMB", Kind.STANDARD))
    take(workspace, without_uids(weeks("Elmbridge", first=MONDAY + timedelta(weeks=8))))
    assert {s.kind for s in workspace.shifts() if s.label == "AMB"} == {Kind.STANDARD}


def test_the_same_doctor_at_another_hospital_is_asked_again(workspace, new_rota):
    """Both rotas are of Siân Prys by name, one after the other, in other words."""

    def hospital(first, *labels):
        rota = new_rota(labels[0])
        for day in range(40):
            label = labels[day % len(labels)]
            rota.timed(first + timedelta(days=day), "08:30", "17:00", f"Siân Prys: {label}")
        return without_uids(rota.file())

    take(workspace, hospital(MONDAY, "SD", "AMB", "LD"))
    assert workspace.person() == "Siân Prys"
    workspace.do(CorrectKind("AMB", Kind.STANDARD))
    take(workspace, hospital(date(2027, 2, 3), "Standard Day", "Clinic", "Long Day", "AMB"))
    assert kind_of(workspace, "AMB") is Kind.UNKNOWN
    take(workspace, hospital(date(2026, 12, 7), "SD", "AMB", "LD"))
    assert kind_of(workspace, "AMB") is Kind.STANDARD


def test_what_is_said_before_there_is_a_rota_holds_for_the_first(workspace, weeks):
    workspace.do(CorrectKind("AMB", Kind.ADMIN))
    take(workspace, weeks("Elmbridge"))
    assert kind_of(workspace, "AMB") is Kind.ADMIN
    workspace.do(CorrectKind("AMB", None))
    assert kind_of(workspace, "AMB") is Kind.UNKNOWN


def test_an_import_counts_changes_by_the_words_of_its_own_rota(workspace, weeks):
    take(workspace, weeks("Elmbridge"))
    workspace.do(CorrectKinds((CorrectKind("AMB", Kind.STANDARD),)))
    assert not take(workspace, replace(weeks("Elmbridge"), name="again.ics")).rota


def raw(db, words: str, *statements: str) -> None:
    """A step of undo as an older version of the program wrote it."""
    db.execute("INSERT INTO commands (at, words, state) VALUES (0, '', 'writing')")
    for statement in statements:
        db.execute(statement)
    db.execute("UPDATE commands SET words = ?, state = 'done' WHERE state = 'writing'", [words])


@pytest.fixture
def older(folder, older_file, monkeypatch):
    """A store of the fourth schema: one rota in two readings, two words said, one taken back."""
    said = "INSERT INTO corrections (key, label, kind) VALUES ('{}', '{}', '{}')"
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:4])
        with older_file(folder) as db:
            raw(
                db,
                "Read",
                "INSERT INTO readings (read_at, title, zone) VALUES (0, 'Old', 'Europe/London')",
                "INSERT INTO readings (read_at, title, zone, follows) "
                "VALUES (1, 'Old', 'Europe/London', 1)",
                "INSERT INTO readings (read_at, title, zone, follows) "
                "VALUES (2, 'Old', 'Europe/London', 2)",
                "INSERT INTO current (id, reading, person) VALUES (1, 3, '')",
            )
            raw(db, "One", said.format("amb", "AMB", "standard"))
            raw(db, "Two", said.format("dau", "DAU", "admin"))
            raw(db, "Back", "DELETE FROM corrections WHERE key = 'amb'")
    return folder


def test_words_of_an_older_file_belong_to_the_rota_that_is_current(older):
    with Store(older) as store:
        assert [store.readings.rota(number) for number in (1, 2, 3)] == [1, 1, 1]
        assert store.corrections.of(1) == {"dau": Kind.ADMIN}
        assert store.corrections.of(2) == {}


def test_steps_of_an_older_file_can_be_undone_and_done_again(older, clock):
    with Workspace.open(older, clock) as workspace:
        assert workspace.undo().words == "Back"
        assert workspace._corrections() == {"amb": Kind.STANDARD, "dau": Kind.ADMIN}
        workspace.undo()
        assert workspace._corrections() == {"amb": Kind.STANDARD}
        workspace.undo()
        assert workspace._corrections() == {}
        for _ in range(3):
            workspace.redo()
        assert workspace._corrections() == {"dau": Kind.ADMIN}
