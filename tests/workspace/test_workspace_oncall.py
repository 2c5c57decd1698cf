"""Hours worked on call from home: entered, counted, taken back, and kept when the rota changes."""

from datetime import date, datetime, timedelta

import pytest

from planner.clock import LONDON
from planner.errors import WrongUse
from planner.model.placement import Placement
from planner.rota import read_rota
from planner.rules import Headroom
from planner.spans import Span
from planner.workspace import ImportRota, Part, RecordActualHours, SetPlacement, Workspace

MONDAY = date(2026, 9, 7)


def at(day, hour, minute=0):
    on = MONDAY + timedelta(days=day)
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=LONDON)


@pytest.fixture
def rota(new_rota):
    """A week of standard days, on call in the night to Thursday, on Friday if asked."""

    def make(call="17:00", friday=False):
        made = new_rota("Palliative medicine")
        for day in range(5):
            made.timed(MONDAY + timedelta(days=day), "09:00", "17:00", "Standard Day")
        if call:
            made.timed(MONDAY + timedelta(days=2), call, "08:00", "NROC")
        if friday:
            made.all_day(MONDAY + timedelta(days=4), "NROC")
        return made.all_day(MONDAY + timedelta(days=6), "Zero Day")

    return make


def take(workspace, made):
    file = made.file()
    return workspace.do(ImportRota(read_rota([file]), (file,)))


@pytest.fixture
def ward(workspace, rota):
    take(workspace, rota())
    return workspace


@pytest.fixture
def evening():
    return Span(at(2, 22), at(2, 23, 30))


def only(workspace):
    (period,) = workspace.on_calls()
    return period


def test_hours_are_entered_counted_and_taken_back(ward, evening, folder):
    assert only(ward).work is None
    before = ward.report().figures["H2"]
    change = ward.do(RecordActualHours(only(ward).span, (evening,)))
    assert (change.words, change.touched) == ("Enter 1.5 h on call on Wed 9 Sep", {Part.ON_CALL})
    assert only(ward).work == (evening,)
    assert ward.report().figures["H2"] == before + 1.5
    assert ward.situation().worked == ward.worked()
    assert ward.undo().touched == {Part.ON_CALL}
    assert only(ward).work is None
    assert ward.report().figures["H2"] == before
    assert ward.redo().words == "Enter 1.5 h on call on Wed 9 Sep"
    assert only(ward).hours == 1.5


def test_nobody_called_and_said_otherwise_later(ward, evening):
    span = only(ward).span
    assert ward.do(RecordActualHours(span, ())).words == "Enter no work on call on Wed 9 Sep"
    assert only(ward).work == ()
    ward.do(RecordActualHours(span, (evening,)))
    again = ward.do(RecordActualHours(span, (evening,)))
    assert not again.step
    forgotten = ward.do(RecordActualHours(span, None))
    assert forgotten.words == "Forget the hours worked on call on Wed 9 Sep"
    assert only(ward).work is None


def test_parts_over_each_other_count_once(ward, evening):
    later = evening.moved(timedelta(hours=1))
    ward.do(RecordActualHours(only(ward).span, (later, evening)))
    assert only(ward).hours == 2.5


def test_they_outlast_new_readings(ward, evening, rota):
    ward.do(RecordActualHours(only(ward).span, (evening,)))
    take(ward, rota(call="18:00"))
    assert only(ward).work == (evening,)
    # Entered anew for the period as it is now, the old row goes.
    ward.do(RecordActualHours(only(ward).span, ()))
    assert [entered.on_call for entered in ward.worked()] == [only(ward).span]


def test_on_call_that_is_gone_leaves_its_hours_behind(ward, evening, rota):
    ward.do(RecordActualHours(only(ward).span, (evening,)))
    take(ward, rota(call=""))
    assert ward.on_calls() == ()
    (left,) = ward.hours_left_over()
    assert left.hours == 1.5
    assert ward.report().figures["H2"] == 40
    with pytest.raises(WrongUse, match="no on-call"):
        ward.do(RecordActualHours(left.on_call, ()))
    ward.do(RecordActualHours(left.on_call, None))
    assert ward.hours_left_over() == ()


def test_they_are_kept_over_a_restart(ward, evening, folder, clock):
    ward.do(RecordActualHours(only(ward).span, (evening,)))
    ward.close()
    with Workspace.open(folder, clock) as again:
        assert only(again).work == (evening,)
        again.undo()
        assert only(again).work is None


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (at(2, 16), at(2, 18), "does not start within"),
        (at(3, 8), at(3, 9), "does not start within"),
        (at(2, 18), at(3, 18, 1), "more than 24 h"),
    ],
)
def test_work_that_cannot_be_is_refused(ward, start, end, said):
    with pytest.raises(WrongUse, match=said):
        ward.do(RecordActualHours(only(ward).span, (Span(start, end),)))
    assert only(ward).work is None


def test_work_may_go_on_past_the_on_call(ward):
    ward.do(RecordActualHours(only(ward).span, (Span(at(3, 7), at(3, 9, 30)),)))
    assert only(ward).hours == 2.5
    # 09:00–09:30 is in a shift.
    assert ward.report().figures["H2"] == 42


def test_what_has_not_been_cannot_be_entered(ward, clock):
    clock.at = at(2, 22, 30)
    with pytest.raises(WrongUse, match="not over yet"):
        ward.do(RecordActualHours(only(ward).span, (Span(at(2, 22), at(2, 23)),)))
    ward.do(RecordActualHours(only(ward).span, (Span(at(2, 22), at(2, 22, 30)),)))
    clock.at = at(2, 12)
    with pytest.raises(WrongUse, match="has not begun"):
        ward.do(RecordActualHours(only(ward).span, ()))


def test_a_date_on_call_without_hours_reaches_into_the_next_morning(workspace, rota):
    take(workspace, rota(friday=True))
    friday = workspace.on_calls()[1]
    assert not friday.timed
    workspace.do(RecordActualHours(friday.span, (Span(at(5, 2), at(5, 3)),)))
    assert workspace.on_calls()[1].hours == 1
    with pytest.raises(WrongUse, match="does not start within"):
        workspace.do(RecordActualHours(friday.span, (Span(at(5, 12), at(5, 13)),)))


def test_a_booking_is_refused_with_them_and_not_without(ward):
    first, last = MONDAY, MONDAY + timedelta(days=6)
    ward.do(SetPlacement(Placement("ST4", first, last, "custom", hours=4)))
    saturday = Span(at(5, 9), at(5, 13))

    def safe():
        now = ward.situation()
        room = Headroom(now.shifts, now.ruleset, now.zone, worked=now.worked)
        return room.verdict(saturday).safe

    assert safe()
    ward.do(RecordActualHours(only(ward).span, (Span(at(2, 18), at(2, 23)),)))
    assert not safe()
