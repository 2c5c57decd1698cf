"""Sessions that a new reading of the rota hits, and moving them out of its way."""

from datetime import date, timedelta

import pytest

from planner.errors import WrongUse
from planner.finding import Status, repair
from planner.model.session import State
from planner.rota import read_rota
from planner.workspace import (
    ApplyRepair,
    Book,
    EditSession,
    ImportRota,
    MoveSession,
    Part,
    RemoveSession,
)


@pytest.fixture
def renew(planned, new_rota):
    """Takes in a new version: as before, but for the days that are given another entry."""

    def take(**others: tuple[str, str, str] | None):
        rota = new_rota()
        for number in range(84):
            day = date(2026, 10, 5) + timedelta(days=number)
            name = f"d{day:%m%d}"
            if name in others:
                if others[name] is not None:
                    rota.timed(day, *others[name])
            elif day.weekday() < 5:
                rota.timed(day, "08:30", "17:00", "Standard Day")
        file = rota.file()
        return planned.do(ImportRota(read_rota([file]), (file,)))

    return take


@pytest.fixture
def hit(planned, renew, at):
    """Three sessions, of which the first (agreed) and the second are under long days now."""
    renew()
    ids = [
        planned.do(Book(at(15, "13:00", "17:00"), "Audit")).session,
        planned.do(Book(at(22, "09:00", "13:00"), "QI team")).session,
        planned.do(Book(at(29, "09:00", "13:00"), "Teaching plan")).session,
    ]
    planned.do(EditSession(ids[0], state=State.AGREED))
    renew(d1015=("20:30", "09:00", "Night"), d1016=None, d1022=("08:00", "21:00", "Long Day"))
    return ids


def spans(workspace):
    return {session.purpose: session.span for session in workspace.sessions()}


def test_hits_are_there_at_any_time_with_their_reasons(planned, hit):
    assert [each.session.id for each in planned.hits()] == hit[:2]
    assert "Night" in planned.hits()[0].why[0]
    assert "Long day" in planned.hits()[1].why[0]
    planned.undo()
    assert planned.hits() == ()


def test_what_has_gone_by_is_no_hit(planned, hit, clock):
    clock.at += timedelta(days=4)
    planned.forget()
    assert [each.session.id for each in planned.hits()] == hit[1:2]


def test_an_agreed_session_moves_only_with_the_users_word(planned, hit, at):
    found = repair(planned.broken())
    assert [move.session.id for move in found.moves] == hit[1:2]
    assert [each.session.id for each in found.left] == hit[:1]
    asked = repair(planned.broken(agreed=True))
    assert [move.session.id for move in asked.moves] == hit[:2]
    assert asked.status is Status.OPTIMAL
    assert asked.left == ()


def test_moves_are_one_step_and_what_was_agreed_is_proposed_again(planned, hit, at):
    before = spans(planned)
    change = planned.do(ApplyRepair(repair(planned.broken(agreed=True)).moves))
    assert change.words == "Move 2 sessions, 8 h"
    assert change.touched == {Part.SESSIONS}
    after = spans(planned)
    assert after["Audit"] == at(14, "13:00", "17:00")
    assert after["QI team"] == at(21, "09:00", "13:00")
    assert after["Teaching plan"] == before["Teaching plan"]
    audit = planned.sessions()[0]
    assert audit.state is State.PROPOSED
    assert audit.sequence == 2
    assert audit.needs_cover
    assert planned.hits() == ()
    planned.undo()
    assert spans(planned) == before
    assert [each.session.id for each in planned.hits()] == hit[:2]


def test_some_of_the_moves(planned, hit):
    found = repair(planned.broken(agreed=True, stay=frozenset(hit[:1])))
    change = planned.do(ApplyRepair(found.moves))
    assert change.session == hit[1]
    assert change.words == "Move 4 h from Thu 22 Oct to Wed 21 Oct"
    assert [each.session.id for each in planned.hits()] == hit[:1]


def test_delivered_and_cancelled_ones_are_left_alone(planned, hit):
    planned.do(EditSession(hit[0], state=State.DELIVERED))
    planned.do(EditSession(hit[1], state=State.CANCELLED))
    assert planned.hits() == ()
    assert repair(planned.broken(agreed=True)).moves == ()


def test_a_lost_session_is_made_up_for_and_stays_lost(planned, hit, at):
    planned.do(EditSession(hit[2], state=State.LOST))
    found = repair(planned.broken(make_up=frozenset(hit[2:])))
    (move,) = [move for move in found.moves if move.session.id == hit[2]]
    change = planned.do(ApplyRepair((move,)))
    assert change.words == "Book 4 h on Thu 29 Oct for what was lost"
    states = {s.state for s in planned.sessions() if s.purpose == "Teaching plan"}
    assert states == {State.LOST, State.PROPOSED}
    with pytest.raises(WrongUse, match="lost"):
        planned.broken(make_up=frozenset(hit[:1]))


def test_sickness_moves_what_lies_in_it(planned, hit, at):
    found = repair(planned.broken(sick=(date(2026, 10, 26), date(2026, 11, 1))))
    (move,) = [move for move in found.moves if move.session.id == hit[2]]
    assert "Sick leave" in move.why[0]
    assert move.offer.span == at(2, "09:00", "13:00", 11)
    assert move.days == 4


def test_moves_that_no_longer_hold_change_nothing(planned, hit, renew, at):
    moves = repair(planned.broken()).moves
    planned.do(MoveSession(hit[1], at(23, "09:00", "13:00")))
    with pytest.raises(WrongUse, match="changed since"):
        planned.do(ApplyRepair(moves))
    planned.undo()
    planned.do(RemoveSession(hit[1]))
    with pytest.raises(WrongUse, match="removed since"):
        planned.do(ApplyRepair(moves))
    with pytest.raises(WrongUse, match="no session to move"):
        planned.do(ApplyRepair(()))


def test_a_place_that_was_taken_meanwhile_is_refused(planned, hit, at):
    moves = repair(planned.broken()).moves
    planned.do(Book(at(21, "10:00", "12:00")))
    before = spans(planned)
    with pytest.raises(Exception, match="booked already"):
        planned.do(ApplyRepair(moves))
    assert spans(planned) == before


def test_the_rules_that_a_new_rota_breaks_by_itself(planned, renew):
    renew()
    assert planned.newly_broken() == ()
    weekend = {f"d10{day}": ("08:00", "21:00", "Long Day") for day in (17, 18)}
    renew(**weekend, d1019=("08:00", "21:00", "Long Day"), d1016=("08:00", "21:00", "Long Day"))
    assert "C1" in {breach.rule for breach in planned.newly_broken()}
