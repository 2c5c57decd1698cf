"""Dates, times and hours as people read them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.model.words import (
    clock_words,
    date_words,
    dates_words,
    day_words,
    hours_number,
    hours_words,
    span_words,
    week_words,
    weekday_words,
)
from planner.spans import Span

LONDON = ZoneInfo("Europe/London")


def span(day: int, hour: float, hours: float) -> Span:
    start = datetime(2026, 10, day, int(hour), round(hour % 1 * 60), tzinfo=LONDON)
    return Span(start, start.astimezone(ZoneInfo("UTC")) + timedelta(hours=hours))


def test_days_and_dates():
    assert day_words(date(2026, 10, 14)) == "Wed 14 Oct"
    assert weekday_words(date(2026, 10, 14)) == "Wed"
    assert date_words(date(2026, 8, 5)) == "5 Aug 2026"
    assert dates_words(date(2026, 8, 5), date(2027, 2, 2)) == "5 Aug 2026 – 2 Feb 2027"
    assert dates_words(date(2026, 8, 5), date(2026, 8, 5)) == "5 Aug 2026"


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2026, 10, 12), "12 – 18 Oct 2026"),
        (date(2026, 9, 28), "28 Sep – 4 Oct 2026"),
        (date(2026, 12, 28), "28 Dec 2026 – 3 Jan 2027"),
    ],
)
def test_a_week_names_month_and_year_no_more_often_than_it_must(first, words):
    assert week_words(first) == words


@pytest.mark.parametrize(
    ("given", "clock", "whole"),
    [
        (span(14, 13, 4), "13:00–17:00", "Wed 14 Oct, 13:00–17:00"),
        (span(16, 20.5, 12.5), "20:30–09:00", "Fri 16 Oct 20:30 – Sat 17 Oct 09:00"),
        (span(14, 18, 6), "18:00–24:00", "Wed 14 Oct, 18:00–24:00"),
        (span(14, 0, 24), "00:00–24:00", "Wed 14 Oct, 00:00–24:00"),
        (span(24, 20.5, 13.5), "20:30–09:00", "Sat 24 Oct 20:30 – Sun 25 Oct 09:00"),
        (
            span(14, 9, 56),
            "09:00 Wed 14 Oct – 17:00 Fri 16 Oct",
            "Wed 14 Oct 09:00 – Fri 16 Oct 17:00",
        ),
    ],
)
def test_times_of_a_span(given, clock, whole):
    assert clock_words(given, LONDON) == clock
    assert span_words(given, LONDON) == whole


@pytest.mark.parametrize(
    ("hours", "words"),
    [(4, "4 h"), (1.5, "1.5 h"), (7.25, "7.25 h"), (0, "0 h"), (-0.001, "0 h"), (100, "100 h")],
)
def test_hours(hours, words):
    assert hours_words(hours) == words
    assert hours_number(hours) == words.removesuffix(" h")
