"""Times worked on call, as people write them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.clock import LONDON, instant
from planner.errors import WrongUse
from planner.model.oncall import OnCallWork, words_of_work, work_of_words, worked
from planner.spans import Span

MINUTE = timedelta(minutes=1)


def night(day=date(2026, 9, 9), hours=15):
    """On call from 17:00."""
    start = instant(day, time(17), LONDON)
    return Span(start, start + timedelta(hours=hours))


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "22:10–23:40, 02:00–02:30",
        "22.10 - 23.40; 2:00 to 2:30",
        "22:10-23:40\n02:00 until 02:30",
        "Wed 22:10–23:40, Thursday 02:00–02:30",
        "22:10+01:00–23:40+01:00, 02:00–02:30",
    ],
)
def test_each_time_is_the_next_one(words):
    assert work_of_words(words, night(), LONDON) == (
        Span(utc(2026, 9, 9, 21, 10), utc(2026, 9, 9, 22, 40)),
        Span(utc(2026, 9, 10, 1), utc(2026, 9, 10, 1, 30)),
    )


def test_no_words_are_no_work():
    assert work_of_words("  ", night(), LONDON) == ()


def test_work_may_go_on_after_the_on_call():
    (span,) = work_of_words("07:30–09:15", night(), LONDON)
    assert span == Span(utc(2026, 9, 10, 6, 30), utc(2026, 9, 10, 8, 15))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("late", "no time from – until"),
        ("22:10", "no time from – until"),
        ("25:10–26:00", "not a time of day"),
        ("16:00–18:00", "does not start within"),
        ("02:00–02:30, 22:10–23:40", "in the order"),
        ("Blursday 22:00–23:00", "names no time"),
        ("22:00+05:00–23:00+05:00", "names no time"),
    ],
)
def test_what_is_not_understood_is_named(words, said):
    with pytest.raises(WrongUse, match=said):
        work_of_words(words, night(), LONDON)


def test_the_hour_that_the_autumn_change_repeats():
    on_call = night(date(2026, 10, 24))
    (hour,) = work_of_words("01:30–01:30", on_call, LONDON)
    assert hour == Span(utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30))
    second = Span(utc(2026, 10, 25, 1, 10), utc(2026, 10, 25, 1, 20))
    words = words_of_work([second], on_call, LONDON)
    assert "+00:00" in words
    assert work_of_words(words, on_call, LONDON) == (second,)


def test_a_time_that_the_spring_change_skips_is_that_of_the_next_day_and_so_too_late():
    with pytest.raises(WrongUse, match="does not start within"):
        work_of_words("01:30–02:30", night(date(2026, 3, 28)), LONDON)
    (span,) = work_of_words("00:30–02:30", night(date(2026, 3, 28)), LONDON)
    assert span.hours == 1


def test_hours_count_once():
    span = Span(utc(2026, 9, 9, 21), utc(2026, 9, 9, 23))
    later = span.moved(timedelta(hours=1))
    assert worked(night(), [later, span]) == OnCallWork(night(), (Span(span.start, later.end),))
    assert worked(night(), [later, span]).hours == 3


@given(
    day=st.sampled_from(
        [date(2026, 9, 9), date(2026, 10, 24), date(2026, 3, 28), date(2026, 10, 23)]
    ),
    hours=st.sampled_from([15, 24, 48, 168]),
    cuts=st.lists(st.integers(0, 167 * 60), max_size=8, unique=True),
)
def test_words_read_back_as_they_were(day, hours, cuts):
    on_call = night(day, hours)
    at = sorted(cut for cut in cuts if cut < hours * 60)
    ends = zip(at[::2], at[1::2], strict=False)
    work = tuple(Span(on_call.start + a * MINUTE, on_call.start + b * MINUTE) for a, b in ends)
    assert work_of_words(words_of_work(work, on_call, LONDON), on_call, LONDON) == work
