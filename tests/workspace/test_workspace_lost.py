"""Notes on a session, and what a lost one was lost to."""

import pytest

from planner.errors import WrongUse
from planner.model.session import LostTo, State
from planner.workspace import Book, EditSession, Workspace


@pytest.fixture
def name(planned, at) -> str:
    return planned.do(Book(at(14, "09:00", "13:00"))).session


def only(workspace):
    (session,) = workspace.sessions()
    return session


def test_a_session_is_lost_to_something_until_it_is_lost_no_more(planned, name):
    change = planned.do(EditSession(name, state=State.LOST, lost_to=LostTo.COVER))
    assert change.words == "Mark 4 h on Wed 14 Oct as lost (cover)"
    assert only(planned).lost_to is LostTo.COVER
    planned.do(EditSession(name, lost_to=LostTo.PRESSURE))
    assert (only(planned).lost_to, only(planned).sequence) == (LostTo.PRESSURE, 1)
    planned.do(EditSession(name, state=State.DELIVERED))
    assert only(planned).lost_to is None
    planned.undo()
    assert (only(planned).state, only(planned).lost_to) == (State.LOST, LostTo.PRESSURE)


def test_a_session_that_was_not_lost_has_no_reason_for_it(planned, name):
    with pytest.raises(WrongUse, match="lost"):
        planned.do(EditSession(name, lost_to=LostTo.COVER))
    with pytest.raises(WrongUse, match="lost"):
        planned.do(EditSession(name, state=State.AGREED, lost_to=LostTo.COVER))
    assert only(planned).state is State.PROPOSED


def test_notes_are_kept_with_their_lines_and_can_be_undone(planned, name):
    change = planned.do(EditSession(name, notes=" Room 4\nBring the chart "))
    assert change.words == "Change the notes on 4 h on Wed 14 Oct"
    assert (only(planned).notes, only(planned).sequence) == ("Room 4\nBring the chart", 0)
    planned.undo()
    assert only(planned).notes == ""


def test_both_are_there_after_a_restart_and_notes_are_in_no_plan(planned, name, folder, clock):
    from planner.agreement import plan_json

    before = plan_json(planned.plan())
    planned.do(EditSession(name, notes="Only for me"))
    assert plan_json(planned.plan()) == before
    planned.do(EditSession(name, state=State.LOST, lost_to=LostTo.SICKNESS))
    planned.close()
    with Workspace.open(folder, clock) as again:
        assert (only(again).notes, only(again).lost_to) == ("Only for me", LostTo.SICKNESS)
