"""Booking, moving, editing, and what is refused."""

from datetime import date, timedelta

import pytest

from planner.errors import WrongUse
from planner.finding import why_not
from planner.model.kind import Kind
from planner.model.session import State, Where
from planner.spans import Span
from planner.workspace import (
    Book,
    BookingRefused,
    BookPlan,
    CorrectKind,
    EditSession,
    MoveSession,
    Part,
    RemoveSession,
)


def only(workspace):
    (session,) = workspace.sessions()
    return session


REFUSED = {
    "a night": ((3, "01:00", "05:00", 11), "Night"),
    "rest after nights": ((6, "13:00", "17:00", 11), "46 h"),
    "leave": ((20, "09:00", "13:00"), "Annual leave"),
    "a kind nobody knows": ((16, "09:00", "13:00"), "AMB"),
    "a weekend": ((17, "09:00", "13:00"), "core hours"),
    "early hours": ((14, "06:00", "08:00"), "core hours"),
    "a bank holiday": ((25, "09:00", "13:00", 12), "Christmas"),
    "outside the rota": ((4, "09:00", "13:00", 1, 2027), "rota"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_booking_is_refused_with_the_reason_in_words(planned, at, case):
    when, word = REFUSED[case]
    with pytest.raises(BookingRefused, match=word) as refused:
        planned.do(Book(at(*when)))
    assert refused.value.reasons
    assert " cannot be booked: " in refused.value.message
    assert planned.sessions() == ()
    assert planned.undo_words == "Set placement “ST4 Acute Medicine”"


def test_a_rule_that_would_break_is_named_with_its_figures(planned, at):
    with pytest.raises(BookingRefused) as refused:
        planned.do(Book(at(6, "13:00", "17:00", 11)))
    assert {breach.rule for breach in refused.value.breaches} >= {"N3"}
    assert refused.value.reasons == why_not(planned.situation(), at(6, "13:00", "17:00", 11))


@pytest.mark.parametrize("case", REFUSED)
def test_force_books_all_the_same(planned, at, case):
    when, _ = REFUSED[case]
    planned.do(Book(at(*when), force=True))
    assert only(planned).span == at(*when)


def test_a_forced_booking_says_what_it_lies_in(planned, at):
    planned.do(Book(at(3, "01:00", "05:00", 11), force=True))  # a night: work, and needs cover
    planned.do(Book(at(17, "09:00", "13:00"), force=True))  # a Saturday: nothing
    night, free = sorted(planned.sessions(), key=lambda session: session.where is Where.FREE)
    assert (night.where, night.needs_cover) == (Where.IN_SHIFT, True)
    assert (free.where, free.needs_cover) == (Where.FREE, False)


def test_over_another_session_nothing_is_booked_not_even_by_force(planned, at):
    planned.do(Book(at(14, "09:00", "13:00")))
    with pytest.raises(BookingRefused, match="booked already: Wed 14 Oct, 09:00–13:00"):
        planned.do(Book(at(14, "12:45", "15:00"), force=True))
    planned.do(Book(at(14, "13:00", "15:00")))  # touching is not overlapping
    assert len(planned.sessions()) == 2


def test_a_session_of_more_than_a_day_is_refused(planned, at):
    start = at(14, "09:00", "13:00").start
    with pytest.raises(WrongUse, match="at most 24 h"):
        planned.do(Book(Span(start, start + timedelta(hours=24, minutes=15)), force=True))
    planned.do(Book(Span(start, start + timedelta(hours=24)), force=True))


def test_an_empty_plan_is_refused(planned):
    with pytest.raises(WrongUse, match="no session"):
        planned.do(BookPlan(()))


def test_moving_keeps_the_session_and_raises_its_sequence(planned, at, clock):
    booked = planned.do(Book(at(14, "09:00", "13:00"), "QI"))
    before = only(planned)
    clock.at += timedelta(hours=1)
    moved = planned.do(MoveSession(booked.session, at(15, "09:00", "13:00")))
    assert moved.words == "Move 4 h from Wed 14 Oct to Thu 15 Oct"
    assert moved.session == booked.session
    after = only(planned)
    assert (after.id, after.purpose, after.sequence) == (before.id, "QI", 1)
    assert after.changed == clock.at
    planned.undo()
    assert only(planned) == before


def test_moving_names_clock_times_on_one_day_and_lengths_where_they_differ(planned, at):
    name = planned.do(Book(at(14, "09:00", "13:00"))).session
    later = planned.do(MoveSession(name, at(14, "12:00", "16:00")))
    assert later.words == "Move 4 h on Wed 14 Oct from 09:00–13:00 to 12:00–16:00"
    longer = planned.do(MoveSession(name, at(14, "10:30", "16:00")))
    assert longer.words == "Change 4 h on Wed 14 Oct to 5.5 h on Wed 14 Oct"


def test_moving_obeys_the_rules_of_booking(planned, at):
    name = planned.do(Book(at(14, "09:00", "11:00"))).session
    planned.do(Book(at(14, "13:00", "15:00")))
    with pytest.raises(BookingRefused, match="booked already"):
        planned.do(MoveSession(name, at(14, "12:00", "14:00"), force=True))
    with pytest.raises(BookingRefused, match="Annual leave"):
        planned.do(MoveSession(name, at(20, "09:00", "11:00")))
    planned.do(MoveSession(name, at(20, "09:00", "11:00"), force=True))
    assert planned.sessions()[1].span == at(20, "09:00", "11:00")


def test_moving_to_where_it_is_changes_nothing(planned, at):
    name = planned.do(Book(at(14, "09:00", "13:00"))).session
    assert planned.do(MoveSession(name, at(14, "09:00", "13:00"))).touched == frozenset()
    assert planned.undo_words == "Book 4 h on Wed 14 Oct"


def test_an_agreed_session_that_moves_has_to_be_agreed_again(planned, at):
    name = planned.do(Book(at(14, "09:00", "13:00"))).session
    planned.do(EditSession(name, state=State.AGREED))
    planned.do(MoveSession(name, at(15, "09:00", "13:00")))
    assert (only(planned).state, only(planned).sequence) == (State.PROPOSED, 2)


def test_a_lost_session_cannot_be_moved(planned, at):
    name = planned.do(Book(at(14, "09:00", "13:00"))).session
    planned.do(EditSession(name, state=State.LOST))
    with pytest.raises(WrongUse, match="lost has no time to move"):
        planned.do(MoveSession(name, at(15, "09:00", "13:00")))


def test_edits_are_named_by_what_they_change(planned, at):
    name = planned.do(Book(at(14, "09:00", "13:00"))).session
    edits = [
        (EditSession(name, purpose="Audit"), "Use 4 h on Wed 14 Oct for “Audit”", 0),
        (EditSession(name, purpose=""), "Clear what 4 h on Wed 14 Oct is for", 0),
        (EditSession(name, state=State.AGREED), "Mark 4 h on Wed 14 Oct as agreed", 1),
        (EditSession(name, "Audit", State.DELIVERED), "Mark 4 h on Wed 14 Oct as delivered", 2),
    ]
    for command, words, sequence in edits:
        change = planned.do(command)
        assert (change.words, change.touched) == (words, {Part.SESSIONS})
        assert only(planned).sequence == sequence
    assert planned.do(EditSession(name, state=State.DELIVERED)).touched == frozenset()
    assert planned.allowance().delivered == 4


def test_time_of_a_cancelled_session_is_free_again_and_taken_when_it_comes_back(planned, at):
    name = planned.do(Book(at(14, "09:00", "13:00"))).session
    planned.do(EditSession(name, state=State.CANCELLED))
    planned.do(Book(at(14, "12:00", "14:00")))
    with pytest.raises(BookingRefused, match="booked already"):
        planned.do(EditSession(name, state=State.PROPOSED))
    with pytest.raises(BookingRefused, match="booked already"):
        planned.do(EditSession(name, state=State.DELIVERED))


def test_what_took_place_is_recorded_whatever_the_rules_say(planned, at):
    name = planned.do(Book(at(16, "09:00", "13:00"), force=True)).session
    planned.do(EditSession(name, state=State.LOST))
    with pytest.raises(BookingRefused, match="AMB"):
        planned.do(EditSession(name, state=State.AGREED))
    planned.do(EditSession(name, state=State.DELIVERED))
    assert only(planned).state is State.DELIVERED


@pytest.mark.parametrize("command", [EditSession, RemoveSession])
def test_a_session_that_is_not_there_is_said(planned, command):
    with pytest.raises(WrongUse, match="no such session"):
        planned.do(command("nobody"))


def test_a_correction_opens_the_day_for_booking(planned, at):
    planned.do(CorrectKind("AMB", Kind.STANDARD))
    planned.do(Book(at(16, "09:00", "13:00")))
    assert only(planned).span.start.date() == date(2026, 10, 16)


@pytest.mark.parametrize(
    ("day", "month", "words", "hours"),
    [(25, 10, "Book 5 h on Sun 25 Oct", 5.0), (29, 3, "Book 3 h on Sun 29 Mar", 3.0)],
)
def test_hours_are_elapsed_where_the_clock_changes(planned, at, day, month, words, hours):
    """00:00–04:00 on the wall is 5 h in autumn, 3 h in spring."""
    change = planned.do(Book(at(day, "00:00", "04:00", month), force=True))
    assert change.words == words
    assert only(planned).span.hours == hours
    planned.undo()
    assert planned.redo().words == words
    assert only(planned).span == at(day, "00:00", "04:00", month)


def test_words_are_in_the_rotas_zone(planned, at):
    """23:30 UTC on a Wednesday in summer time is Thursday in London."""
    change = planned.do(Book(at(15, "00:30", "02:30"), force=True))
    assert change.words == "Book 2 h on Thu 15 Oct"
