from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.clock import (
    LONDON,
    BankHolidays,
    CoreHours,
    Division,
    clock_span,
    dates_of,
    day_span,
    days_span,
    instant,
    local_date,
    monday,
    zone_named,
)
from planner.errors import WrongUse
from planner.spans import Span

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 6, 1), 24)])
def test_days_are_as_long_as_the_clock_change_makes_them(day: date, hours: int) -> None:
    assert day_span(day, LONDON).hours == hours


def test_a_clock_time_that_spring_skips_is_read_with_the_offset_before() -> None:
    assert instant(SPRING, time(1, 30), LONDON) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_clock_time_that_autumn_repeats_is_the_first() -> None:
    assert instant(AUTUMN, time(1, 30), LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_end_at_or_before_the_start_is_on_the_next_day() -> None:
    assert clock_span(SPRING - timedelta(1), time(21), time(9), LONDON).hours == 11
    assert clock_span(AUTUMN - timedelta(1), time(21), time(9), LONDON).hours == 13
    assert clock_span(date(2026, 6, 1), time(8), time(8), LONDON).hours == 24


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(["Europe/London", "UTC",
       "Australia/Lord_Howe", "America/New_York"]))  # fmt: skip
def test_each_date_touches_just_itself(day: date, zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    assert list(dates_of(day_span(day, zone), zone)) == [day]
    assert local_date(day_span(day, zone).start, zone) == day
    assert monday(day).weekday() == 0
    assert 0 <= (day - monday(day)).days < 7


def test_a_night_touches_two_dates_and_midnight_belongs_to_neither_end() -> None:
    night = clock_span(date(2026, 6, 1), time(20), time(8), LONDON)
    assert list(dates_of(night, LONDON)) == [date(2026, 6, 1), date(2026, 6, 2)]
    until_midnight = Span(night.start, days_span(date(2026, 6, 1), date(2026, 6, 1), LONDON).end)
    assert list(dates_of(until_midnight, LONDON)) == [date(2026, 6, 1)]


def test_core_hours_hold_on_their_weekdays_only() -> None:
    core = CoreHours.parse("08:30-17:00")
    friday = core.on(date(2026, 10, 16), LONDON)
    assert friday is not None
    assert friday.hours == 8.5
    assert core.on(date(2026, 10, 17), LONDON) is None
    assert str(core) == "08:30-17:00"


@pytest.mark.parametrize("text", ["", "8-18", "18:00-08:00", "25:00-26:00", "08:00", "08:00-08:00"])
def test_core_hours_that_make_no_sense_are_refused_in_words(text: str) -> None:
    with pytest.raises(WrongUse, match="08:00-18:00"):
        CoreHours.parse(text)


def test_unknown_zones_are_refused_in_words() -> None:
    assert zone_named("Europe/London").key == "Europe/London"
    for bad in ("Mars/Olympus", "", "../etc/passwd", "/etc/localtime"):
        with pytest.raises(WrongUse, match="time zone"):
            zone_named(bad)


def test_bank_holidays_differ_by_division() -> None:
    st_andrew = date(2026, 11, 30)
    assert BankHolidays(Division.ENGLAND).name(st_andrew) is None
    assert BankHolidays(Division.SCOTLAND).name(st_andrew) is not None
    assert BankHolidays(Division.NORTHERN_IRELAND).name(date(2026, 7, 13)) is not None
    assert BankHolidays(Division.WALES).name(date(2026, 12, 25)) == "Christmas Day"
