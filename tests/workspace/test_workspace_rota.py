"""Importing, whose rota it is, and what its labels mean."""

from dataclasses import replace
from datetime import date

import pytest

from planner.errors import WrongUse
from planner.model.kind import Kind
from planner.rota import read_rota
from planner.workspace import (
    ChoosePerson,
    CorrectKind,
    CorrectKinds,
    ImportRota,
    Part,
    Workspace,
)


def take(workspace, rota, person=""):
    reading, file = rota
    return workspace.do(ImportRota(reading, (file,), person))


def test_an_import_says_what_it_read(workspace, rota_of_one, clock):
    change = take(workspace, rota_of_one)
    assert change.words == "Read rota “ST4 Acute Medicine”"
    assert change.touched == {Part.ROTA}
    assert len(change.rota.added) == len(rota_of_one[0].shifts)
    stored = workspace.reading()
    assert (stored.id, stored.read_at) == (change.reading, clock.at)
    assert stored.reading == rota_of_one[0]
    assert workspace._store.readings.files(stored.id) == (rota_of_one[1],)


def test_the_same_file_twice_changes_nothing(workspace, rota_of_one, clock):
    first = take(workspace, rota_of_one)
    clock.at = clock.at.replace(day=20)
    reading, file = rota_of_one
    again = workspace.do(ImportRota(reading, (replace(file, name="rota (1).ics"),)))
    assert again.touched == frozenset()
    assert again.words.endswith("nothing changed.")
    assert not again.rota
    assert again.reading == first.reading
    assert workspace._store._db.utilities.table("readings").count == 1
    workspace.undo()
    assert workspace.undo_words is None


def test_a_new_reading_says_what_changed_and_undo_goes_back(workspace, new_rota, rota_of_one):
    early, late = (
        new_rota()
        .timed(date(2026, 10, 14), start, "17:00", "Standard Day")
        .timed(date(2026, 10, day), "08:30", "17:00", "Standard Day")
        .file()
        for start, day in (("08:30", 15), ("09:30", 16))
    )
    take(workspace, (read_rota([early]), early))
    before = workspace.shifts()
    change = take(workspace, (read_rota([late]), late))
    assert len(change.rota.moved) + len(change.rota.added) >= 1
    after = workspace.shifts()
    assert after != before
    workspace.undo()
    assert workspace.shifts() == before
    workspace.redo()
    assert workspace.shifts() == after


def test_corrections_hold_for_the_next_reading_too(workspace, new_rota, rota_of_one):
    take(workspace, rota_of_one)
    workspace.do(CorrectKind("amb", Kind.STANDARD))
    file = new_rota().timed(date(2026, 10, 9), "08:30", "17:00", "AMB").file()
    take(workspace, (read_rota([file]), file))
    assert {s.kind for s in workspace.shifts() if s.label == "AMB"} == {Kind.STANDARD}
    read = [s for s in workspace.reading().reading.shifts if s.label == "AMB"]
    assert read
    assert {s.kind for s in read} == {Kind.UNKNOWN}


def test_labels_put_the_unknown_first_and_say_what_is_the_users_word(workspace, rota_of_one):
    take(workspace, rota_of_one)
    uses = workspace.labels()
    assert (uses[0].label, uses[0].kind, uses[0].corrected) == ("AMB", Kind.UNKNOWN, False)
    assert uses[0].first == next(s for s in workspace.shifts() if s.label == "AMB")
    assert sum(use.count for use in uses) == len(workspace.shifts())
    assert [use.label for use in uses[1:]] == ["Annual leave", "Night", "Standard Day"]
    workspace.do(CorrectKind("AMB", Kind.TEACHING))
    known = {use.label: use for use in workspace.labels()}
    assert (known["AMB"].kind, known["AMB"].corrected) == (Kind.TEACHING, True)


def test_a_correction_taken_back_goes_back_to_the_table(workspace, rota_of_one):
    take(workspace, rota_of_one)
    before = workspace.labels()
    change = workspace.do(
        CorrectKinds((CorrectKind("AMB", Kind.ADMIN), CorrectKind("Night", Kind.EVENING)))
    )
    assert change.words == "Take “AMB” as Admin and 1 more"
    assert workspace.do(CorrectKind("AMB", None)).words == "Take “AMB” as the table of labels says"
    assert workspace.do(CorrectKind("AMB", None)).touched == frozenset()
    workspace.do(CorrectKind("NIGHT", None))
    assert workspace.labels() == before


def test_a_person_given_is_the_only_one_whose_entries_are_stored(workspace, rota_of_three):
    take(workspace, rota_of_three, "Adaeze Obi")
    assert workspace.people() == ("Adaeze Obi",)
    assert workspace.person() == "Adaeze Obi"
    people = workspace._store._db.execute("SELECT DISTINCT person FROM forms").fetchall()
    assert people == [("Adaeze Obi",)]


def test_the_person_stays_chosen_in_the_next_reading(workspace, rota_of_three):
    take(workspace, rota_of_three)
    workspace.do(ChoosePerson("Tomasz Wójcik"))
    change = take(workspace, rota_of_three)
    assert workspace.person() == "Tomasz Wójcik"
    assert not change.rota  # the same entries for this person


def test_somebody_the_rota_does_not_name_is_refused_and_nothing_is_touched(
    workspace, rota_of_one, rota_of_three
):
    take(workspace, rota_of_one)
    before = workspace.reading(), workspace.undo_words
    with pytest.raises(
        WrongUse, match=r"“Ann Other” is not named in the rota\. It names Adaeze Obi"
    ):
        take(workspace, rota_of_three, "Ann Other")
    with pytest.raises(WrongUse, match="It names nobody"):
        workspace.do(ChoosePerson("Ann Other"))
    assert (workspace.reading(), workspace.undo_words) == before
    assert workspace._store._db.utilities.table("readings").count == 1


def test_choosing_before_a_rota_is_read_says_so(workspace):
    with pytest.raises(WrongUse, match="Open a rota first"):
        workspace.do(ChoosePerson("Siân Prys"))


def test_while_nobody_is_chosen_nothing_is_taken_for_free(workspace, rota_of_three, at):
    from planner.finding import windows

    change = take(workspace, rota_of_three)
    assert change.rota is None
    assert workspace.labels() == ()
    assert windows(workspace.situation(), date(2026, 10, 5), date(2026, 11, 15)) == ()


def test_an_empty_workspace_answers_every_question(workspace):
    assert workspace.reading() is None
    assert workspace.person() == ""
    assert workspace.people() == workspace.shifts() == workspace.labels() == ()
    assert workspace.sessions() == workspace.rest() == workspace.nights_and_leave() == ()
    assert workspace.placement() is workspace.scheme() is workspace.allowance() is None
    assert workspace.report().breaches == ()
    assert workspace.ruleset().id == "england-2016"
    assert (workspace.undo_words, workspace.redo_words) == (None, None)
    with pytest.raises(WrongUse, match="Open a rota first"):
        workspace.suggested_placement()
    with pytest.raises(WrongUse, match="There is no placement yet"):
        workspace.plan()


def test_a_suggestion_keeps_what_was_set_but_takes_the_rotas_dates(
    planned, new_rota, rota_of_three
):
    take(planned, rota_of_three, "Siân Prys")
    suggested = planned.suggested_placement()
    assert suggested.first == date(2026, 10, 5)
    assert suggested.last == date(2026, 11, 13)
    assert (suggested.title, suggested.person) == ("Medicine", "Siân Prys")
    assert (suggested.doctor, suggested.scheme) == ("Siân Prys", "foundation-sdt")


def test_answers_are_kept_until_something_changes(planned):
    assert planned.shifts() is planned.shifts()
    assert planned.report() is planned.report()
    before = planned.shifts()
    planned.do(CorrectKind("AMB", Kind.STANDARD))
    assert planned.shifts() is not before
    assert isinstance(planned, Workspace)
