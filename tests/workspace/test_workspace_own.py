"""The doctor's own word: sessions booked against something, days off sick, meetings to join."""

from datetime import date

import pytest

from planner.errors import WrongUse
from planner.finding import Offer, repair, windows
from planner.model.away import SickDays
from planner.model.kind import Kind
from planner.model.opportunity import Opportunity
from planner.model.session import Where
from planner.rota import read_rota
from planner.workspace import (
    ApplyRepair,
    Book,
    BookingRefused,
    BookPlan,
    ForgetSickness,
    ImportRota,
    KeepOpportunities,
    MoveSession,
    Part,
    RecordSickness,
    Workspace,
)

DAYS = SickDays(date(2026, 10, 14), date(2026, 10, 15))


def as_offer(span):
    return Offer(span, Where.IN_SHIFT, True, 50, ())


def test_a_session_booked_all_the_same_is_no_hit_until_something_else_is_in_the_way(
    planned, at, new_rota
):
    leave = at(20, "09:00", "13:00")
    booked = planned.do(Book(leave, "Exam", force=True)).session
    (session,) = planned.sessions()
    assert any("Annual leave" in sentence for sentence in session.against)
    assert planned.hits() == ()
    found = repair(planned.broken())
    assert [kept.id for kept in found.kept] == [booked]
    assert found.moves == found.left == ()
    rota = new_rota()
    for day in range(5, 31):
        if date(2026, 10, day).weekday() < 5:
            rota.timed(date(2026, 10, day), "08:30", "17:00", "Standard Day")
    rota.timed(date(2026, 10, 20), "08:00", "21:00", "Long Day")
    file = rota.file()
    planned.do(ImportRota(read_rota([file]), (file,)))
    (hit,) = planned.hits()
    assert hit.session.id == booked
    assert any("Long day" in sentence for sentence in hit.why)


def test_a_session_that_moves_to_where_it_fits_has_nothing_against_it(planned, at, folder, clock):
    booked = planned.do(Book(at(20, "09:00", "13:00"), force=True)).session
    planned.do(MoveSession(booked, at(22, "09:00", "13:00")))
    assert planned.sessions()[0].against == ()
    planned.undo()
    before = planned.sessions()[0].against
    planned.close()
    with Workspace.open(folder, clock) as again:
        assert again.sessions()[0].against == before != ()


def test_a_session_that_fits_has_nothing_against_it(planned, at):
    planned.do(Book(at(14, "09:00", "13:00")))
    assert planned.sessions()[0].against == ()


def test_nothing_is_planned_on_days_off_sick_whatever_the_rota_says_later(
    planned, at, rota_of_one, folder, clock
):
    planned.do(Book(at(14, "09:00", "13:00"), "Audit"))
    change = planned.do(RecordSickness(DAYS))
    assert change.words == "Record days off sick, 14 Oct 2026 – 15 Oct 2026"
    assert change.touched == {Part.SICKNESS}
    assert windows(planned.situation(), DAYS.first, DAYS.last) == ()
    assert [hit.session.purpose for hit in planned.hits()] == ["Audit"]
    with pytest.raises(BookingRefused, match="Sick"):
        planned.do(Book(at(15, "09:00", "13:00")))
    reading, _ = rota_of_one
    file = planned.reading() and rota_of_one[1]
    planned.do(ImportRota(reading, (file,)))
    assert planned.sickness() == (DAYS,)
    planned.close()
    with Workspace.open(folder, clock) as again:
        assert again.sickness() == (DAYS,)
        assert [s.kind for s in again.shifts_with_sickness()].count(Kind.SICK) == 1
        assert Kind.SICK not in {shift.kind for shift in again.shifts()}
        again.undo()
        assert again.sickness() == ()
        assert windows(again.situation(), DAYS.first, DAYS.last) != ()


def test_days_off_sick_that_touch_become_one(planned):
    planned.do(RecordSickness(DAYS))
    planned.do(RecordSickness(SickDays(date(2026, 10, 16), date(2026, 10, 18))))
    planned.do(RecordSickness(SickDays(date(2026, 10, 26), date(2026, 10, 26))))
    assert planned.sickness() == (
        SickDays(date(2026, 10, 14), date(2026, 10, 18)),
        SickDays(date(2026, 10, 26), date(2026, 10, 26)),
    )
    planned.do(ForgetSickness(planned.sickness()[0]))
    assert len(planned.sickness()) == 1
    with pytest.raises(WrongUse, match="No days off sick"):
        planned.do(ForgetSickness(DAYS))
    planned.undo()
    planned.undo()
    assert planned.sickness() == (SickDays(date(2026, 10, 14), date(2026, 10, 18)),)
    planned.undo()
    assert planned.sickness() == (DAYS,)


def test_a_repair_for_sickness_keeps_the_days_in_the_same_step(planned, at):
    planned.do(Book(at(14, "09:00", "13:00"), "Audit"))
    found = repair(planned.broken(sick=(DAYS.first, DAYS.last)))
    change = planned.do(ApplyRepair(found.moves, DAYS))
    assert change.words.endswith("and record days off sick, 14 Oct 2026 – 15 Oct 2026")
    assert change.touched == {Part.SESSIONS, Part.SICKNESS}
    assert planned.hits() == ()
    planned.undo()
    assert planned.sickness() == ()
    assert planned.sessions()[0].span == at(14, "09:00", "13:00")
    planned.do(ApplyRepair((), DAYS))
    assert planned.sickness() == (DAYS,)


def test_no_session_moves_onto_the_days_off_sick_of_the_same_repair(planned, at):
    planned.do(Book(at(14, "09:00", "13:00"), "Audit"))
    found = repair(planned.broken(sick=(DAYS.first, DAYS.first)))
    (move,) = found.moves
    day = move.offer.span.start.date()
    assert day != DAYS.first
    with pytest.raises(BookingRefused):
        planned.do(ApplyRepair(found.moves, SickDays(day, day)))
    assert planned.sickness() == ()


def test_sick_days_end_after_they_begin():
    with pytest.raises(WrongUse, match="end before they begin"):
        SickDays(DAYS.last, DAYS.first)


def test_meetings_to_join_are_kept_replaced_and_taken_back(planned, at):
    board = Opportunity("Board", at(15, "10:00", "11:00"))
    audit = Opportunity("Audit meeting", at(16, "10:00", "11:00"))
    change = planned.do(KeepOpportunities((board, board)))
    assert change.words == "Keep 1 meeting to join"
    assert change.touched == {Part.OPPORTUNITIES}
    assert planned.situation().opportunities == (board,)
    planned.do(KeepOpportunities((audit, board)))
    assert planned.opportunities() == (board, audit)
    planned.do(KeepOpportunities(()))
    assert planned.opportunities() == ()
    planned.undo()
    planned.undo()
    assert planned.opportunities() == (board,)
    assert not planned.do(KeepOpportunities((board,))).step


def test_a_plan_is_refused_for_what_breaks_a_rule_only_together(planned, at):
    fine = [as_offer(at(day, "09:00", "13:00")) for day in (14, 22, 29)]
    planned.do(BookPlan(tuple(fine), "Audit"))
    assert len(planned.sessions()) == 3
    planned.undo()
    weekend = [at(17, "08:00", "18:00"), at(18, "08:00", "18:00")]
    with pytest.raises(BookingRefused):
        planned.do(BookPlan((*fine, *(as_offer(span) for span in weekend))))
    assert planned.sessions() == ()
