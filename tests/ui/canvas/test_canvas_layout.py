"""Time ↔ position, packing and snapping, without a screen."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.spans import Span
from ui.canvas.layout import (
    QUARTER,
    DayAxis,
    HourGrid,
    at_least,
    clear_part,
    pack,
    snapped,
    stack,
)

LONDON = ZoneInfo("Europe/London")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)

days = st.one_of(st.sampled_from([SPRING, AUTUMN]), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
zones = st.sampled_from([LONDON, ZoneInfo("UTC"), ZoneInfo("America/New_York"), LORD_HOWE])
quarters = st.integers(0, 95)


@st.composite
def parts(draw, most: int = 9):
    """Blocks of a day that begin and end on quarters of an hour."""
    made = []
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, 94))
        made.append((start / 4, draw(st.integers(start + 1, 96)) / 4))
    return made


@pytest.mark.parametrize(
    ("day", "hours", "change"),
    [(SPRING, 23, (1, 1)), (AUTUMN, 25, (2, -1)), (date(2026, 10, 14), 24, None)],
)
def test_a_day_is_as_long_as_its_clock_makes_it(day, hours, change):
    axis = DayAxis(day, LONDON)
    assert axis.hours == hours
    assert axis.change == change


def test_hours_are_named_by_the_clock_over_the_spring_change():
    labels = [(tick.offset, tick.label) for tick in DayAxis(SPRING, LONDON).ticks[:3]]
    assert labels == [(0, "00:00"), (1, "02:00"), (2, "03:00")]


def test_the_hour_shown_twice_is_there_twice_in_autumn():
    labels = [(tick.offset, tick.label) for tick in DayAxis(AUTUMN, LONDON).ticks[:4]]
    assert labels == [(0, "00:00"), (1, "01:00"), (2, "01:00"), (3, "02:00")]


def test_a_zone_that_moves_by_half_an_hour_keeps_its_labels_on_full_hours():
    axis = DayAxis(date(2026, 4, 5), LORD_HOWE)
    assert axis.hours == 24.5
    assert axis.change == (2, -0.5)
    assert [tick.offset for tick in axis.ticks[:4]] == [0, 1, 2.5, 3.5]


def test_nine_o_clock_lies_an_hour_higher_after_the_spring_change():
    nine = datetime(2026, 3, 29, 9, tzinfo=LONDON)
    assert DayAxis(SPRING, LONDON).offset(nine) == 8
    assert DayAxis(AUTUMN, LONDON).offset(nine.replace(month=10, day=25)) == 10


def test_a_night_has_a_part_on_both_days():
    night = Span(
        datetime(2026, 10, 24, 20, 30, tzinfo=LONDON), datetime(2026, 10, 25, 9, tzinfo=LONDON)
    )
    assert DayAxis(date(2026, 10, 24), LONDON).part(night) == (20.5, 24)
    assert DayAxis(AUTUMN, LONDON).part(night) == (0, 10)
    assert DayAxis(date(2026, 10, 26), LONDON).part(night) is None


@settings(max_examples=60)
@given(days, zones, st.floats(0, 0.999), st.integers(0, 6))
def test_time_to_position_and_back(first, zone, share, index):
    grid = HourGrid(
        tuple(DayAxis(first + timedelta(days=n), zone) for n in range(7)), 40, 130, 24.5, -170
    )
    axis = grid.days[index]
    at = axis.instant(share * axis.hours)
    back = grid.time_at(grid.x(index) + 65, grid.y(axis.offset(at)))
    assert back is not None
    assert abs(back - at) < timedelta(milliseconds=1)
    assert axis.span.start <= at < axis.span.end


@settings(max_examples=60)
@given(days, zones)
def test_the_days_of_a_week_leave_no_gap(first, zone):
    today, next_day = DayAxis(first, zone), DayAxis(first + timedelta(days=1), zone)
    assert today.instant(today.hours) == next_day.instant(0)


def test_beside_the_columns_and_below_the_day_there_is_no_time():
    grid = HourGrid((DayAxis(SPRING, LONDON), DayAxis(AUTUMN, LONDON)), 40, 100, 20)
    assert grid.height == 500
    assert grid.time_at(39, 10) is None
    assert grid.time_at(240, 10) is None
    assert grid.time_at(50, -1) is None
    assert grid.time_at(50, 23.5 * 20) is None
    assert grid.time_at(150, 23.5 * 20) == datetime(2026, 10, 25, 22, 30, tzinfo=LONDON)


@settings(max_examples=80)
@given(st.integers(0, 366 * 86_400 * 10), zones)
def test_snapping_lands_on_a_quarter_of_the_clock_nearby(tenths, zone):
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=tenths / 10)
    there = snapped(at, zone)
    assert abs(there - at) <= QUARTER / 2
    local = there.astimezone(zone)
    assert local.minute % 15 == local.second == local.microsecond == 0
    assert snapped(there, zone) == there


def test_snapping_takes_the_later_of_two_and_another_step_where_asked():
    at = datetime(2026, 10, 14, 13, 7, 30, tzinfo=LONDON)
    assert snapped(at, LONDON) == datetime(2026, 10, 14, 13, 15, tzinfo=LONDON)
    half = snapped(at, LONDON, timedelta(minutes=30))
    assert half == datetime(2026, 10, 14, 13, tzinfo=LONDON)


def overlap(one, other) -> bool:
    across = one.left < other.right - 1e-9 and other.left < one.right - 1e-9
    along = one.part[0] < other.part[1] and other.part[0] < one.part[1]
    return across and along


def above(slots, index, other) -> bool:
    """Whether ``index`` stands, however deep, upon ``other``."""
    host = slots[index].host
    return host is not None and (host == other or above(slots, host, other))


@settings(max_examples=150)
@given(parts(), st.sampled_from([0.0, 0.7]))
def test_blocks_never_cover_each_other_unless_one_stands_inside_the_other(blocks, least):
    slots = pack(blocks, least)
    for i, j in combinations(range(len(slots)), 2):
        if not (above(slots, i, j) or above(slots, j, i)):
            assert not overlap(slots[i], slots[j]), (blocks[i], blocks[j])


@settings(max_examples=150)
@given(parts())
def test_a_block_upon_another_lies_inside_it(blocks):
    slots = pack(blocks)
    for slot, part in zip(slots, blocks, strict=True):
        assert 0 <= slot.left < slot.right <= 1 + 1e-9
        assert slot.part == part
        if slot.host is not None:
            host = slots[slot.host]
            assert host.part[0] <= part[0]
            assert part[1] <= host.part[1]
            assert host.part != part
            assert host.left - 1e-9 <= slot.left
            assert slot.right <= host.right + 1e-9
            assert slot.depth == host.depth + 1


def test_two_shifts_that_cross_stand_side_by_side_and_the_next_has_the_whole_width():
    first, second, third = pack([(9, 17), (12, 20), (20, 22)])
    assert (first.left, first.right, second.left, second.right) == (0, 0.5, 0.5, 1)
    assert (third.left, third.right) == (0, 1)


def test_the_same_time_twice_is_side_by_side():
    assert [slot.left for slot in pack([(9, 17), (9, 17)])] == [0, 0.5]


def test_teaching_stands_upon_the_standard_day():
    day, teaching = pack([(9, 17), (13, 15)])
    assert teaching.host == 0
    assert (teaching.left, teaching.right, teaching.depth) == (0, 1, 1)
    assert day.depth == 0


def test_a_short_block_is_made_longer_but_not_out_of_its_day():
    assert at_least((9, 9.25), 0.5, (0, 24)) == (9, 9.5)
    assert at_least((23.75, 24), 0.5, (0, 24)) == (23.5, 24)
    assert at_least((9, 9.25), 0.5, (9, 9.25)) == (9, 9.25)


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted).map(tuple), max_size=9))
def test_ranges_of_a_lane_share_no_column(ranges):
    lanes = stack(ranges)
    for (one, lane), (other, beside) in combinations(zip(ranges, lanes, strict=True), 2):
        if lane == beside:
            assert one[1] < other[0] or other[1] < one[0]
    assert set(lanes) == set(range(len(set(lanes))))


def test_text_goes_where_nothing_covers_it():
    assert clear_part((9, 17), [], 1) == (9, 17)
    assert clear_part((9, 17), [(13, 15), (15, 17)], 1) == (9, 13)
    assert clear_part((9, 17), [(9, 11)], 1) == (11, 17)
    assert clear_part((9, 17), [(9.5, 16.5)], 1) == (9, 9.5)
    assert clear_part((9, 17), [(9, 17)], 1) == (17, 17)


def test_a_session_of_a_whole_shift_stands_upon_it() -> None:
    shift, session = pack([(13, 17), (13, 17)], upper=[1])
    assert (shift.left, shift.right, session.left, session.right) == (0, 1, 0, 1)
    assert session.host == 0


def test_two_sessions_of_one_time_stand_side_by_side() -> None:
    assert [slot.left for slot in pack([(13, 17), (13, 17)], upper=[0, 1])] == [0, 0.5]
