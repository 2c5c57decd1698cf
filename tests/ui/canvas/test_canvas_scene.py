"""What a week holds and says, and where the keyboard goes in it; no widgets."""

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from planner.clock import days_span
from planner.model.kind import Kind
from planner.model.rota import DailyHours
from planner.model.session import State
from planner.rules import Rest
from ui.canvas.content import What, entries
from ui.canvas.cursor import Cursor, Move, kept, moved
from ui.canvas.scene import laid_out

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 10, 12)
WEEK = days_span(MONDAY, date(2026, 10, 18), LONDON)


@pytest.fixture
def scene(content):
    return laid_out(content, MONDAY, LONDON)


def titles(scene, day):
    return [entry.title for entry in scene.on_day(day)]


def test_a_night_from_the_week_before_is_on_monday_until_nine(scene):
    (night,) = scene.on_day(0)
    assert night.times(MONDAY, LONDON) == "until 09:00"
    assert night.times(date(2026, 10, 11), LONDON) == "20:30–09:00"
    (block,) = (b for b in scene.blocks if b.day == 0)
    assert (block.slot.part, block.first, block.last) == ((0, 9), False, True)


def test_a_day_is_in_the_order_of_its_times_with_the_all_day_row_first(make, content):
    leave = make.days(Kind.STUDY_LEAVE, 14)
    scene = laid_out(replace(content, shifts=(*content.shifts, leave)), MONDAY, LONDON)
    assert titles(scene, 2) == ["Study leave", "Standard day", "Teaching", "Protected · agreed"]


def test_a_session_inside_a_shift_stands_upon_it_and_leaves_the_shift_its_words(scene):
    shift, session = (
        next(b for b in scene.blocks if b.day == 2 and b.entry.title == title)
        for title in ("Standard day", "Protected · agreed")
    )
    assert session.slot.depth == shift.slot.depth + 1
    assert shift.clear == (9, 13)
    assert scene.blocks.index(shift) < scene.blocks.index(session)


def test_zero_days_are_one_banner_over_both_days(scene):
    (banner,) = scene.banners
    assert (banner.first, banner.last, banner.before, banner.after) == (5, 6, False, False)
    assert titles(scene, 5) == titles(scene, 6) == ["Zero day"]


def test_leave_that_goes_on_outside_the_week_says_so(make, content):
    long = make.days(Kind.ANNUAL_LEAVE, 8, 20)
    scene = laid_out(replace(content, shifts=(long,)), MONDAY, LONDON)
    (banner,) = scene.banners
    assert (banner.first, banner.last, banner.before, banner.after) == (0, 6, True, True)


def test_an_all_day_entry_with_hours_stands_at_its_hours_on_each_day(make, content):
    usual = DailyHours(time(9), time(17), assumed=True)
    shift = replace(make.days(Kind.STANDARD, 12, 2, "SD"), daily=usual)
    scene = laid_out(replace(content, shifts=(shift,), sessions=()), MONDAY, LONDON)
    blocks = [b for b in scene.blocks if b.entry.kind is Kind.STANDARD]
    assert [(b.day, b.slot.part) for b in blocks] == [(0, (9, 17)), (1, (9, 17))]
    assert blocks[0].entry.words(MONDAY, LONDON).second == "09:00–17:00 · SD · usual hours"


def test_every_shift_says_its_kind_and_its_own_label(make, content):
    shifts = (
        make.shift(Kind.LONG, 12, 8, 12, "LD2"),
        make.shift(Kind.LONG, 13, 8, 12, "Long day"),
        make.shift(Kind.UNKNOWN, 14, 8, 12, "XQ2"),
        make.shift(Kind.NIGHT, 15, 8, 12, "N"),
        make.shift(Kind.STANDARD, 16, 8, 8, "Clinic 4"),
    )
    made = entries(replace(content, shifts=shifts, sessions=(), offers=()), LONDON, WEEK)
    assert [(entry.title, entry.detail) for entry in made] == [
        ("Long day", "LD2"),
        ("Long day", ""),
        ("XQ2", "kind not known"),
        ("Night", ""),
        ("Clinic 4", "standard day"),
    ]


def test_rest_is_on_each_day_it_touches_and_rests_that_overlap_are_told_together(make, content):
    rest = (*content.rest, Rest(make.span(12, 9, 11), "R1", "11 h rest", "between shifts"))
    scene = laid_out(replace(content, rest=rest), MONDAY, LONDON)
    assert [(r.day, r.part) for r in scene.rests] == [(0, (9, 24)), (1, (0, 24)), (2, (0, 7))]
    assert scene.rests[0].title == "11 h rest · 46 h rest"
    assert scene.rests[1].title == "46 h rest"


def test_a_cancelled_session_is_not_drawn_and_a_lost_one_is(make, content):
    sessions = (
        make.session(12, 10, 1, state=State.CANCELLED),
        make.session(13, 10, 1, state=State.LOST),
    )
    made = entries(replace(content, sessions=sessions), LONDON, WEEK)
    assert [e.title for e in made if e.what is What.SESSION] == ["Protected · lost"]


def test_a_conflict_is_told_in_words(make, content):
    against = {content.sessions[0].id: ("A night now starts here.",)}
    made = entries(replace(content, conflicts=against), LONDON, WEEK)
    (session,) = (entry for entry in made if entry.what is What.SESSION)
    assert session.conflict
    assert "A night now starts here." in session.tip
    assert session.spoken(date(2026, 10, 14), LONDON).endswith("conflict")


def test_what_is_outside_the_week_is_left_out(content):
    scene = laid_out(content, date(2026, 11, 2), LONDON)
    assert scene.blocks == scene.rests == scene.banners == ()
    assert scene.title == "Week 2 – 8 Nov 2026"


def test_a_screen_reader_hears_every_day_in_order(scene):
    lines = scene.spoken().splitlines()
    assert lines[0] == "Mon 12 Oct: Night, until 09:00; 46 h rest after 4 nights"
    assert lines[2].startswith("Wed 14 Oct: Standard day, 09:00–17:00; Teaching, 13:00–15:00; ")
    assert "Protected · agreed, 15:00–17:00, QI team, 2 h" in lines[2]
    assert lines[5] == lines[6].replace("Sun 18", "Sat 17") == "Sat 17 Oct: Zero day"


def test_the_night_of_the_autumn_change_is_an_hour_taller(make, content):
    night = make.shift(Kind.NIGHT, 24, 20.5, 13.5)
    scene = laid_out(replace(content, shifts=(night,)), date(2026, 10, 19), LONDON)
    parts = [b.slot.part for b in scene.blocks if b.entry.kind is Kind.NIGHT]
    assert parts == [(20.5, 24), (0, 10)]
    assert scene.axes[6].hours == 25


def test_up_and_down_walk_the_day_and_stop_at_its_ends(scene):
    at = Cursor(2)
    walked = []
    for _ in range(4):
        at = moved(scene, at, Move.DOWN)
        walked.append(at.entry.title)
    assert walked == ["Standard day", "Teaching", "Protected · agreed", "Protected · agreed"]
    for _ in range(4):
        at = moved(scene, at, Move.UP)
    assert at == Cursor(2)


def test_right_lands_beside_what_was_left(scene):
    session = scene.on_day(2)[-1]
    at = moved(scene, Cursor(2, session), Move.RIGHT)
    assert (at.day, at.entry.what) == (3, What.OFFER)


def test_right_lands_on_the_day_where_it_is_empty_and_over_the_edge_outside(scene):
    night = scene.on_day(0)[0]
    assert moved(scene, Cursor(0, night), Move.RIGHT) == Cursor(1)
    assert moved(scene, Cursor(0, night), Move.LEFT).day == -1
    assert moved(scene, Cursor(6), Move.RIGHT).day == 7
    assert moved(scene, Cursor(4), Move.HOME).day == 0
    assert moved(scene, Cursor(4), Move.END).day == 6


def test_the_cursor_stays_on_a_session_that_moved_and_leaves_one_that_is_gone(make, content, scene):
    at = Cursor(2, scene.on_day(2)[-1])
    later = replace(content.sessions[0], span=make.span(14, 9, 2))
    there = laid_out(replace(content, sessions=(later,)), MONDAY, LONDON)
    assert kept(there, at).entry.span == later.span
    gone = laid_out(replace(content, sessions=()), MONDAY, LONDON)
    assert kept(gone, at) == Cursor(2)


def test_an_all_day_night_of_sunday_ends_on_the_monday_after(make, content):
    nights = DailyHours(time(20, 30), time(9))
    shift = replace(make.days(Kind.NIGHT, 11, 1), daily=nights)
    scene = laid_out(replace(content, shifts=(shift,)), MONDAY, LONDON)
    (night,) = scene.on_day(0)
    assert night.times(MONDAY, LONDON) == "until 09:00"
