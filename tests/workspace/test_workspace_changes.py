"""A new reading of the same rota: what changed, and what still stands."""

from datetime import date, timedelta

import pytest

from planner.model.kind import Kind
from planner.rota import Changes, read_rota
from planner.workspace import ChoosePerson, CorrectKind, ImportRota, Workspace

FIRST = date(2026, 10, 5)


@pytest.fixture
def days(new_rota):
    """A rota of standard days on the given days from 5 Oct 2026; ``hours`` by day."""

    def made(*numbers: int, hours: dict[int, str] | None = None, title: str = "ST4"):
        rota = new_rota(title)
        for number in numbers:
            start = (hours or {}).get(number, "08:30")
            rota.timed(FIRST + timedelta(days=number), start, "17:00", "SD")
        return rota.file()

    return made


def take(workspace, file, person=""):
    return workspace.do(ImportRota(read_rota([file]), (file,), person))


def on(workspace) -> list[int]:
    zone = workspace.zone()
    return [(s.span.start.astimezone(zone).date() - FIRST).days for s in workspace.shifts()]


def test_the_first_reading_is_compared_with_nothing(workspace, days):
    take(workspace, days(0, 1, 2))
    assert workspace.changes() is None


def test_what_changed_can_be_asked_for_later(workspace, days, clock):
    take(workspace, days(0, 1, 2, 3))
    first = workspace.reading()
    change = take(workspace, days(0, 1, 3, hours={1: "10:00"}))
    compared = workspace.changes()
    assert compared.before == first
    assert compared.changes == change.rota
    assert (len(compared.changes.moved), len(compared.changes.removed)) == (1, 1)
    folder = workspace.folder
    workspace.close()
    with Workspace.open(folder, clock) as again:
        assert again.changes() == compared
        again.undo()
        assert again.changes() is None


def test_shifts_that_the_new_file_does_not_reach_still_stand(workspace, days):
    take(workspace, days(0, 1, 2, 3, 4, 7))
    take(workspace, days(2, 4, 7, 8, 9))
    assert on(workspace) == [0, 1, 2, 4, 7, 8, 9]
    changes = workspace.changes().changes
    assert (len(changes.added), len(changes.removed)) == (2, 1)
    (problem,) = workspace.reading().reading.problems
    assert problem.what.startswith("2 entries of the reading before lie outside")
    workspace.undo()
    assert on(workspace) == [0, 1, 2, 3, 4, 7]


def test_the_same_file_twice_changes_nothing_when_others_stand_too(workspace, days):
    take(workspace, days(0, 1, 2, 3))
    file = days(2, 3, 4)
    take(workspace, file)
    number, shifts = workspace.reading().id, workspace.shifts()
    change = take(workspace, file)
    assert not change.touched
    assert change.rota == Changes()
    assert (workspace.reading().id, workspace.shifts()) == (number, shifts)


def test_another_rota_takes_the_place_of_the_one_before(workspace, days):
    take(workspace, days(0, 1, 2, 3, title="Sample"))
    take(workspace, days(21, 22, title="Surgery"))
    assert on(workspace) == [21, 22]
    assert workspace.changes() is None


def test_the_next_placement_of_the_same_rota_is_added(workspace, days):
    take(workspace, days(0, 1, 2, title="Rota 2026"))
    take(workspace, days(21, 22, title="Rota 2027"))
    assert on(workspace) == [0, 1, 2, 21, 22]


def test_new_uids_double_nothing(workspace, days):
    file = days(0, 1, 2, 3)
    take(workspace, file)
    renamed = type(file)(file.name, file.data.replace(b"@rota.example", b"-x@rota.example"))
    change = take(workspace, renamed)
    assert change.rota == Changes()
    assert on(workspace) == [0, 1, 2, 3]


def test_a_correction_is_no_change_of_the_rota(workspace, days):
    take(workspace, days(0, 1, 2))
    workspace.do(CorrectKind("SD", Kind.LONG))
    take(workspace, days(0, 1, 2, 3))
    assert len(workspace.changes().changes.added) == 1
    assert not workspace.changes().changes.moved


def test_somebody_elses_rota_is_not_compared(workspace, rota_of_three, rota_of_one):
    reading, file = rota_of_three
    workspace.do(ImportRota(reading, (file,), reading.people[0]))
    assert workspace.changes() is None
    workspace.do(ImportRota(reading, (file,), reading.people[1]))
    assert workspace.changes() is None
    assert {s.person for s in workspace.shifts()} == {reading.people[1]}


def test_choosing_a_person_later_compares_their_shifts(workspace, rota_of_three):
    reading, file = rota_of_three
    workspace.do(ImportRota(reading, (file,)))
    workspace.do(ChoosePerson(reading.people[0]))
    change = workspace.do(ImportRota(reading, (file,)))
    assert not change.rota


def test_a_team_that_was_taken_whole_stays_whole_until_somebody_is_named(workspace, rota_of_three):
    reading, file = rota_of_three
    workspace.do(ImportRota(reading, (file,)))
    workspace.do(ChoosePerson(reading.people[0]))
    workspace.do(ImportRota(reading, (file,)))
    assert workspace.people() == reading.people
    assert {s.person for s in workspace.shifts()} == {reading.people[0]}
    workspace.do(ImportRota(reading, (file,), reading.people[0]))
    assert workspace.people() == reading.people[:1]


def test_nothing_of_colleagues_is_stored_for_one_person(workspace, rota_of_three):
    reading, file = rota_of_three
    workspace.do(ImportRota(reading, (file,), reading.people[0]))
    folder = workspace.folder
    workspace.close()
    stored = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    assert reading.people[0].encode() in stored
    assert not [name for name in reading.people[1:] if name.encode() in stored]


def test_a_label_whose_hours_speak_against_it_is_doubtful_until_it_is_corrected(
    workspace, new_rota
):
    rota = new_rota().timed(FIRST, "09:00", "17:00", "Night")
    take(workspace, rota.timed(FIRST + timedelta(days=1), "09:00", "17:00", "SD").file())
    assert {use.label: use.doubtful for use in workspace.labels()} == {"Night": True, "SD": False}
    workspace.do(CorrectKind("Night", Kind.STANDARD))
    assert not any(use.doubtful for use in workspace.labels())
