"""What the doctor wishes is stored, taken back and heeded."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from planner.clock import LONDON
from planner.errors import WrongUse
from planner.finding import Allow, load_scheme, windows
from planner.model.placement import Half, Placement, Preferences
from planner.model.release import Release
from planner.model.scheme import Per, Unit
from planner.rota import read_rota
from planner.spans import Span
from planner.workspace import (
    Book,
    BookingRefused,
    ImportRota,
    KeepScheme,
    Part,
    RemoveScheme,
    SetPlacement,
    SetRelease,
    Workspace,
)

MONDAY = date(2026, 10, 12)


@pytest.fixture
def workspace(tmp_path, new_rota, clock):
    """A week of standard days with a clinic on Wednesday, planned."""
    made = new_rota()
    for day in range(5):
        label = "Clinic" if day == 2 else "Standard Day"
        made.timed(MONDAY + timedelta(days=day), "09:00", "17:00", label)
    made.all_day(MONDAY + timedelta(days=5), "Zero Day")
    file = made.all_day(MONDAY + timedelta(days=12), "Zero Day").file()
    with Workspace.open(tmp_path / "data", clock) as opened:
        opened.do(ImportRota(read_rota((file,)), (file,)))
        opened.do(SetPlacement(Placement("Post", MONDAY, date(2026, 10, 25), "foundation-sdt")))
        yield opened


def on(workspace, day):
    return windows(workspace.situation(), day, day)


def own(name="own-1", **changes):
    return replace(load_scheme("custom"), id=name, title="Ours", **changes)


def test_a_label_is_kept_from_releasing_and_given_back(workspace):
    assert on(workspace, MONDAY)
    change = workspace.do(SetRelease("Standard day", Release.NEVER))
    assert change.touched == {Part.RELEASES}
    assert on(workspace, MONDAY) == ()
    workspace.undo()
    assert on(workspace, MONDAY)
    workspace.redo()
    workspace.do(SetRelease("STANDARD DAY", None))
    assert workspace.releases() == {}


def test_a_label_that_is_not_in_the_rota_is_refused(workspace):
    with pytest.raises(WrongUse, match="No shift of the rota is called “Theatre”"):
        workspace.do(SetRelease("Theatre", Release.WITH_COVER))


def test_preferences_outlast_the_program(workspace, tmp_path, clock):
    wish = Preferences(
        weekdays=frozenset({1, 3}), half=Half.MORNING, kept_free=frozenset({0}), days_off=False
    )
    placement = replace(workspace.placement(), prefers=wish, share=0.8, share_counts=False)
    due = workspace.allowance().due
    workspace.do(SetPlacement(placement))
    assert on(workspace, MONDAY) == ()
    workspace.close()
    with Workspace.open(tmp_path / "data", clock) as again:
        assert again.placement().prefers == wish
        assert again.allowance().due == due, "the share does not count"
        again.undo()
        assert again.placement().prefers == Preferences()


def test_a_scheme_of_ones_own_is_planned_under(workspace):
    mine = own(hours=6.0, per=Per.WEEK, unit=Unit.SESSIONS, usual=3.0, shortest=3.0, block=True)
    change = workspace.do(KeepScheme(mine))
    assert change.touched == {Part.SCHEMES}
    assert workspace.schemes()[-1] == mine
    workspace.do(SetPlacement(replace(workspace.placement(), scheme="own-1")))
    assert workspace.scheme() == mine
    assert workspace.allowance().due == 12
    workspace.do(KeepScheme(replace(mine, hours=3.0)))
    assert workspace.allowance().due == 6
    with pytest.raises(WrongUse, match="planned under “Ours”"):
        workspace.do(RemoveScheme("own-1"))
    workspace.undo()
    assert workspace.allowance().due == 12


def test_a_scheme_of_ones_own_is_taken_out_and_comes_back(workspace):
    workspace.do(KeepScheme(own()))
    workspace.do(RemoveScheme("own-1"))
    assert workspace.own_schemes() == ()
    workspace.undo()
    assert [scheme.id for scheme in workspace.own_schemes()] == ["own-1"]


@pytest.mark.parametrize(
    ("scheme", "told"),
    [
        (own("foundation-sdt"), "is a scheme of the program"),
        (replace(own(), title=" "), "needs a name"),
        (replace(own(), usual=30.0, longest=30.0), "has to be at least as long"),
    ],
)
def test_schemes_that_make_no_sense_are_refused(workspace, scheme, told):
    with pytest.raises(WrongUse, match=told):
        workspace.do(KeepScheme(scheme))
    assert workspace.own_schemes() == ()


def test_a_scheme_that_nobody_has_cannot_be_taken_out(workspace):
    with pytest.raises(WrongUse, match="You have no scheme “own-9”"):
        workspace.do(RemoveScheme("own-9"))


def test_a_zero_day_is_booked_with_the_doctors_word_for_it(workspace):
    saturday = MONDAY + timedelta(days=5)
    start = datetime(saturday.year, saturday.month, saturday.day, 9, tzinfo=LONDON)
    span = Span(start, start + timedelta(hours=4))
    with pytest.raises(BookingRefused):
        workspace.do(Book(span))
    workspace.do(Book(span, allow=Allow(weekends=True, rest_days=True)))
    (session,) = workspace.sessions()
    assert (session.span, session.needs_cover) == (span, False)
