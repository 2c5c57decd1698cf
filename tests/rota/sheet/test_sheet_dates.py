"""Dates and clock times in every spelling."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.rota.sheet.clocks import clock_of
from planner.rota.sheet.dates import Years, order_of, written

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    "cell",
    [
        *("14/01/26", "14-01-2026", "14.1.26", "2026-01-14", "2026/01/14", "20260114", "46036"),
        *("Wed 14 Jan 2026", "14-Jan-26", "14th January 2026", "Jan 14, 2026", "14/01/26 (Wed)"),
        *("Wednesday, 14 January 2026", "2026-01-14T08:00:00", "14/01/2026 08:00", "Weds 14/01/26"),
        *(date(2026, 1, 14), datetime.fromisoformat("2026-01-14 20:30"), 46036, 46036.0),
    ],
)
def test_the_14th_of_january(cell):
    found = written(cell)
    assert (found.day, found.month, found.year) == (14, 1, 2026)


@pytest.mark.parametrize(
    "cell", ["14-Jan", "Wed 14 Jan", "14 January", "14/1", "Jan 14", "14th Jan"]
)
def test_dates_without_a_year(cell):
    found = written(cell)
    assert (found.day, found.month, found.year) == (14, 1, None)


@pytest.mark.parametrize(
    "cell",
    ["", "LD", "SD 12", "N 5", "8.30", "08:00-20:30", "Ward 5", "Aug 2026", "32/13/26", 5, 0.5,
     True, time(8), timedelta(hours=8), "1st on", "2 of 3", "1²345"],
)  # fmt: skip
def test_what_is_no_date(cell):
    assert written(cell) is None


@pytest.mark.parametrize(
    ("cell", "hours"),
    [("08:00", 8), ("8.30", 8.5), ("0830", 8.5), ("8am", 8), ("12:30 am", 0.5), ("24:00", 24),
     ("20:30:00", 20.5), (0.354166667, 8.5), (830, 8.5), (time(8, 30), 8.5), ("5 PM", 17),
     (timedelta(hours=20, minutes=30), 20.5), ("08h00", 8), ("2030", 20.5)],
)  # fmt: skip
def test_clock_times(cell, hours):
    assert clock_of(cell) == timedelta(hours=hours)


@pytest.mark.parametrize("cell", ["", "LD", "8", "25:00", "08:75", "13pm", True, 12.5, "9999"])
def test_what_is_no_clock_time(cell):
    assert clock_of(cell) is None


def sequence(*cells):
    return [[written(cell) for cell in cells]]


@pytest.mark.parametrize(
    ("cells", "day_first", "why"),
    [
        (("14/01/26", "02/01/26"), True, "as in 14/01/26"),
        (("01/14/26", "01/02/26"), False, "as in 01/14/26"),
        (("01/02/26", "02/02/26", "03/02/26"), True, "follow each other"),
        (("02/01/26", "02/02/26", "02/03/26"), False, "follow each other"),
        (("01/02/26",), True, "nothing in the file says so"),
        (("Sun 01/02/26",), True, "fit the weekdays"),
        (("Fri 01/02/26",), False, "fit the weekdays"),
    ],
)
def test_the_order_is_decided_by_the_whole_sheet(cells, day_first, why):
    order = order_of(sequence(*cells))
    assert order.day_first is day_first
    assert why in order.why


def test_years_go_on_over_new_year():
    cells = [written(cell) for cell in ("30-Dec", "31-Dec", "1-Jan", "2-Jan")]
    days, said = Years((2026,), TODAY).dates(cells)
    assert days == [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)]
    assert "begin in 2026" in said


def test_weekdays_tell_the_year():
    cells = [written(cell) for cell in ("Thu 5 Aug", "Fri 6 Aug")]
    days, said = Years((), TODAY).dates(cells)
    assert days == [date(2027, 8, 5), date(2027, 8, 6)]
    assert "weekdays fit" in said


def test_without_any_hint_the_nearest_year_is_taken_and_said():
    days, said = Years((), TODAY).dates([written("5-Aug"), written("6-Aug")])
    assert days == [date(2026, 8, 5), date(2026, 8, 6)]
    assert "nearest to today" in said


@settings(max_examples=100, deadline=None)
@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d-%b-%Y", "%a %d %b %y", "%Y-%m-%d", "%A %d %B %Y", "%d.%m.%y"]),
)
def test_any_date_reads_as_it_was_written(day, form):
    found = written(day.strftime(form))
    assert found.on(found.year) == day
