"""Dates, months and lanes, laid out without a screen."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import days_span
from planner.model.kind import Kind
from ui.canvas.content import What, entries
from ui.canvas.cursor import Move
from ui.canvas.days import Place, by_date, settled, walked
from ui.canvas.lanes import days_from, initials, lane, placement_lanes
from ui.canvas.monthscene import month_laid_out, month_span, next_month, weeks_of

LONDON = ZoneInfo("Europe/London")
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def month_entries(content):
    return entries(content, LONDON, month_span(OCTOBER, LONDON))


def test_a_night_stands_on_the_evening_it_begins_and_leave_on_each_of_its_days(month_entries):
    listed = by_date(month_entries, LONDON)
    assert [e.title for e in listed[date(2026, 10, 11)]] == ["Night"]
    assert date(2026, 10, 12) not in listed
    assert [e.kind for d in (17, 18) for e in listed[date(2026, 10, d)]] == [Kind.ZERO] * 2


def test_keys_walk_through_a_date_and_on_to_the_week_below(month_entries):
    listed = by_date(month_entries, LONDON)
    on = lambda day: listed.get(day, ())  # noqa: E731 - what the views hand over
    place = Place(date(2026, 10, 14))
    titles = []
    for _ in range(4):
        place = walked(place, Move.DOWN, on)
        titles.append(place.entry.title if place.entry else place.day)
    assert titles == ["Standard day", "Teaching", "Protected · agreed", date(2026, 10, 21)]
    assert walked(place, Move.UP, on) == Place(date(2026, 10, 14))
    assert walked(place, Move.HOME, on).day == date(2026, 10, 19)
    assert walked(place, Move.END, on).day == date(2026, 10, 25)
    beside = walked(Place(date(2026, 10, 14), on(date(2026, 10, 14))[2]), Move.RIGHT, on)
    assert beside.day == date(2026, 10, 15)
    assert beside.entry is not None


def test_a_session_that_moved_takes_the_cursor_with_it(content, month_entries):
    session = next(e for e in month_entries if e.what is What.SESSION)
    moved = replace(session, span=session.span.moved(timedelta(days=5)))
    place = settled(Place(date(2026, 10, 14), session), by_date([moved], LONDON))
    assert place == Place(date(2026, 10, 19), moved)
    gone = settled(Place(date(2026, 10, 14), session), {})
    assert gone == Place(date(2026, 10, 14))


def test_a_month_is_shown_in_whole_weeks():
    assert weeks_of(date(2026, 10, 20)) == tuple(
        date(2026, 9, 28) + timedelta(weeks=n) for n in range(5)
    )
    assert len(weeks_of(date(2027, 2, 1))) == 4
    assert next_month(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert next_month(date(2026, 1, 31), -1) == date(2025, 12, 1)


def test_protected_time_comes_before_shifts_in_a_month(month_entries):
    row = month_laid_out(month_entries, OCTOBER, LONDON).rows[2]
    wednesday = sorted((b for b in row.bars if b.first == 2), key=lambda b: b.lane)
    assert wednesday[0].entry.what is What.SESSION
    zero = next(b for b in row.bars if b.entry.kind is Kind.ZERO)
    assert (zero.first, zero.last) == (5, 6)


@settings(max_examples=40)
@given(st.integers(1, 8), st.data())
def test_a_month_hides_only_what_it_counts(room, data):
    from ui.canvas.content import Entry
    from ui.canvas.layout import stack
    from ui.canvas.monthscene import MonthRow
    from ui.canvas.scene import Banner

    ranges = data.draw(
        st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda r: (min(r), max(r))))
    )
    entry = Entry(What.SHIFT, days_span(OCTOBER, OCTOBER, LONDON), "", "", "")
    bars = tuple(
        Banner(entry, first, last, lane_, before=False, after=False)
        for (first, last), lane_ in zip(ranges, stack(ranges), strict=True)
    )
    drawn, hidden = MonthRow(OCTOBER, bars).shown(room)
    for day in range(7):
        here = [b for b in bars if b.first <= day <= b.last]
        seen = [b for b in drawn if b.first <= day <= b.last]
        assert len(here) == len(seen) + hidden[day]
        assert len(seen) + (1 if hidden[day] else 0) <= max(room, 2)
        assert len(seen) <= room
        assert not hidden[day] or len(here) > 0


def test_a_lane_tells_where_in_the_week_something_lies(content):
    found = entries(content, LONDON, days_span(date(2026, 10, 12), date(2026, 10, 18), LONDON))
    (week,) = placement_lanes(found, content.rest, date(2026, 10, 12), date(2026, 10, 18), LONDON)
    assert (week.title, week.note) == ("12 Oct", "2 h")
    session = next(s for s in week.strips if s.entry.what is What.SESSION)
    assert (session.left, session.right) == (2 + 15 / 24, 2 + 17 / 24)
    assert week.at(2 + 16 / 24) is session
    assert week.strips[-1].entry.what is not What.SHIFT
    assert [r.title for r in week.rests] == ["46 h rest"]
    assert week.at(4.1) is None


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_a_day_of_23_or_25_hours_is_as_wide_as_any(make, day, hours):
    days = days_from(day, 2, LONDON)
    assert days[0].span.hours == hours
    whole = lane("", "", days, [])
    assert whole.span == days_span(day, day + timedelta(days=1), LONDON)
    from ui.canvas.content import Entry

    nine = days[0].span.start + timedelta(hours=9)
    entry = Entry(What.SHIFT, days[0].span.__class__(nine, days[0].span.end), "", "", "")
    (strip,) = lane("", "", days, [entry]).strips
    assert (strip.left, strip.right) == (9 / hours, 1)


def test_words_stand_where_nothing_covers_them(make, content):
    found = entries(content, LONDON, days_span(date(2026, 10, 14), date(2026, 10, 14), LONDON))
    one = lane("", "", days_from(date(2026, 10, 14), 1, LONDON), found)
    ward = next(s for s in one.strips if s.entry.kind is Kind.STANDARD)
    assert ward.clear == (9 / 24, 13 / 24)


def test_initials_stand_for_words():
    assert initials("Annual leave") == "AL"
    assert initials("On-call (non-resident)") == "OC"
