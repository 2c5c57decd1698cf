"""What a drag means, without a screen."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.spans import Span
from ui.canvas.content import Entry, What
from ui.canvas.drag import LONGEST, Grab, Grip, dragged, nudged
from ui.canvas.layout import QUARTER

LONDON = ZoneInfo("Europe/London")


def at(day: int, hour: int, minute: int = 0, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


def held(grip: Grip, start: datetime, end: datetime, pressed: datetime) -> Grab:
    entry = Entry(What.SESSION, Span(start, end), "Protected", "", "", key="s")
    return Grab(grip, pressed, entry)


@pytest.mark.parametrize(
    ("pressed", "over", "start", "end"),
    [
        (at(14, 9, 5), at(14, 12, 50), at(14, 9), at(14, 13)),
        (at(14, 9, 5), at(14, 9, 6), at(14, 9), at(14, 9, 15)),
        (at(14, 12, 50), at(14, 9, 5), at(14, 9), at(14, 13)),
        (at(14, 22), at(15, 1), at(14, 22), at(15, 1, 15)),
    ],
)
def test_a_drag_over_free_time_takes_the_quarters_it_touches(pressed, over, start, end):
    assert dragged(Grab(Grip.NEW, pressed), over, LONDON) == Span(start, end)


def test_a_session_moves_with_the_pointer_and_lands_on_a_quarter():
    grab = held(Grip.WHOLE, at(14, 13), at(14, 17), at(14, 14))
    assert dragged(grab, at(15, 10, 4), LONDON) == Span(at(15, 9), at(15, 13))


def test_an_edge_moves_alone_and_never_past_the_other():
    end = held(Grip.END, at(14, 13), at(14, 17), at(14, 17))
    assert dragged(end, at(14, 15, 8), LONDON) == Span(at(14, 13), at(14, 15, 15))
    assert dragged(end, at(14, 9), LONDON) == Span(at(14, 13), at(14, 13, 15))
    start = held(Grip.START, at(14, 13), at(14, 17), at(14, 13))
    assert dragged(start, at(14, 12, 24), LONDON) == Span(at(14, 12, 30), at(14, 17))
    assert dragged(start, at(14, 20), LONDON) == Span(at(14, 16, 45), at(14, 17))


def test_over_the_hour_that_the_spring_skips_a_drag_is_an_hour_shorter():
    span = dragged(Grab(Grip.NEW, at(29, 0, 30, month=3)), at(29, 3, 20, month=3), LONDON)
    assert span == Span(at(29, 0, 30, month=3), at(29, 3, 30, month=3))
    assert span.hours == 2


def test_over_the_hour_that_autumn_repeats_a_drag_is_an_hour_longer():
    span = dragged(Grab(Grip.NEW, at(25, 0, 30)), at(25, 3, 20), LONDON)
    assert span.hours == 4


instants = st.integers(0, 230 * 24 * 60).map(
    lambda minutes: at(20, 0, month=3) + timedelta(minutes=minutes)
)


@settings(max_examples=80)
@given(instants, st.timedeltas(-timedelta(days=3), timedelta(days=3)), st.sampled_from(Grip))
def test_what_is_dragged_lies_on_quarters_and_is_at_most_a_day(pressed, way, grip):
    begin = datetime(2026, 10, 24, 12, tzinfo=UTC)
    entry = Entry(What.SESSION, Span(begin, begin + timedelta(hours=4)), "", "", "", key="s")
    span = dragged(Grab(grip, pressed, None if grip is Grip.NEW else entry), pressed + way, LONDON)
    for end in (span.start, span.end):
        assert end.astimezone(LONDON).minute % 15 == 0
        assert end.second == end.microsecond == 0
    assert QUARTER <= span.duration <= LONGEST
    if grip is Grip.WHOLE:
        assert span.hours == 4


def test_keys_move_a_session_or_its_end():
    span = Span(at(14, 13), at(14, 17))
    assert nudged(span, 1, end_only=False, zone=LONDON) == Span(at(14, 13, 15), at(14, 17, 15))
    assert nudged(span, -1, end_only=True, zone=LONDON) == Span(at(14, 13), at(14, 16, 45))
    assert nudged(span, -96, end_only=True, zone=LONDON) == Span(at(14, 13), at(14, 13, 15))
