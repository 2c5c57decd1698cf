"""From a rota to a booked plan, through the one door, and back."""

from dataclasses import replace
from datetime import date

import pytest

from planner.errors import WrongUse
from planner.finding import Request, best_plan, offers
from planner.model.kind import Kind
from planner.model.session import State, Where
from planner.workspace import (
    Book,
    BookPlan,
    ChoosePerson,
    CorrectKind,
    ImportRota,
    Part,
    RemoveSession,
    SetPlacement,
    Workspace,
)


def test_import_choose_correct_place_find_book_undo_redo_reopen(
    workspace, folder, clock, rota_of_three, new_rota
):
    reading, file = rota_of_three
    assert workspace.do(ImportRota(reading, (file,))).touched == {Part.ROTA}
    assert workspace.people() == ("Adaeze Obi", "Siân Prys", "Tomasz Wójcik")
    assert workspace.shifts() == ()
    chosen = workspace.do(ChoosePerson("Siân Prys"))
    assert (chosen.words, chosen.touched) == ("Show the rota of Siân Prys", {Part.ROTA})
    assert {shift.person for shift in workspace.shifts()} == {"Siân Prys"}
    corrected = workspace.do(CorrectKind("Long Day", Kind.STANDARD))
    assert corrected.words == "Take “Long Day” as Standard day"
    assert corrected.touched == {Part.KINDS}
    placement = replace(workspace.suggested_placement(), doctor="Siân Prys")
    assert (placement.title, placement.person) == ("Medicine", "Siân Prys")
    assert (placement.first, placement.last) == (date(2026, 10, 5), date(2026, 11, 13))
    assert workspace.do(SetPlacement(placement)).touched == {Part.PLACEMENT}
    assert workspace.placement() == placement

    found = offers(workspace.situation(), Request(4, date(2026, 10, 14), date(2026, 10, 23)))
    booked = workspace.do(Book(found[0].span, "QI project"))
    assert booked.touched == {Part.SESSIONS}
    assert [session.id for session in workspace.sessions()] == [booked.session]
    assert workspace.undo_words == booked.words

    undone = workspace.undo()
    assert (undone.words, undone.touched) == (booked.words, {Part.SESSIONS})
    assert workspace.sessions() == ()
    workspace.redo()
    before = workspace.sessions()
    workspace.close()
    with Workspace.open(folder, clock) as again:
        assert again.sessions() == before
        assert again.placement() == placement
        assert again.undo_words == booked.words
        for _ in range(5):
            again.undo()
        assert again.reading() is None
        with pytest.raises(WrongUse, match="nothing to undo"):
            again.undo()
        for _ in range(5):
            again.redo()
        assert again.sessions() == before
        assert again.person() == "Siân Prys"


def test_a_best_plan_is_booked_as_one_step(planned):
    placement = planned.placement()
    best = best_plan(planned.situation(), planned.scheme(), placement.first, placement.last)
    change = planned.do(BookPlan(best.sessions, "Audit"))
    sessions = planned.sessions()
    assert change.words == f"Book {len(best.sessions)} sessions, {best.hours:g} h"
    assert [session.span for session in sessions] == [offer.span for offer in best.sessions]
    assert [s.needs_cover for s in sessions] == [offer.needs_cover for offer in best.sessions]
    assert {session.purpose for session in sessions} == {"Audit"}
    assert planned.allowance().proposed == pytest.approx(best.hours)
    assert planned.report().breaches == ()
    planned.undo()
    assert planned.sessions() == ()


def test_a_plan_that_no_longer_holds_is_not_booked_at_all(planned):
    placement = planned.placement()
    best = best_plan(planned.situation(), planned.scheme(), placement.first, placement.last)
    planned.do(Book(best.sessions[-1].span))
    with pytest.raises(Exception, match="A session is booked already"):
        planned.do(BookPlan(best.sessions))
    assert len(planned.sessions()) == 1


def test_booking_knows_what_it_lies_in(planned, at):
    in_shift = planned.do(Book(at(14, "09:00", "13:00")))
    free = planned.do(Book(at(21, "09:00", "13:00")))
    sessions = {session.id: session for session in planned.sessions()}
    assert sessions[in_shift.session].where is Where.IN_SHIFT
    assert sessions[in_shift.session].needs_cover
    assert sessions[free.session].where is Where.FREE
    assert not sessions[free.session].needs_cover
    assert sessions[free.session].state is State.PROPOSED


def test_removing_is_undone_to_the_very_same_session(planned, at):
    booked = planned.do(Book(at(14, "09:00", "13:00"), "  QI\nproject "))
    before = planned.sessions()
    assert before[0].purpose == "QI project"
    assert planned.do(RemoveSession(booked.session)).words == "Remove 4 h on Wed 14 Oct"
    assert planned.sessions() == ()
    planned.undo()
    assert planned.sessions() == before


def test_a_fault_inside_a_command_leaves_everything_as_it_was(planned, at, monkeypatch):
    planned.do(Book(at(14, "09:00", "13:00")))
    before = planned.sessions(), planned.undo_words
    add = planned._store.sessions.add
    added = []

    def fail_at_second(session):
        add(session)
        added.append(session)
        if len(added) == 2:
            raise RuntimeError("a fault")

    monkeypatch.setattr(planned._store.sessions, "add", fail_at_second)
    found = offers(planned.situation(), Request(2, date(2026, 11, 9), date(2026, 12, 18)))
    apart = {offer.span.start.date(): offer for offer in found}.values()
    with pytest.raises(RuntimeError, match="a fault"):
        planned.do(BookPlan(tuple(apart)))
    assert len(added) == 2
    assert (planned.sessions(), planned.undo_words) == before
    monkeypatch.undo()
    assert planned.do(RemoveSession(before[0][0].id)).touched == {Part.SESSIONS}


def test_every_command_has_its_handler():
    from typing import get_args

    from planner.workspace import Command
    from planner.workspace.handlers import HANDLERS

    assert set(HANDLERS) == set(get_args(Command))


def test_every_journalled_table_is_a_part(workspace):
    tables = {
        row[0]
        for row in workspace._store._db.execute(
            "SELECT tbl_name FROM sqlite_schema WHERE name LIKE '%journal_insert'"
        )
    }
    assert tables == {part.value for part in Part}
