"""What My plan shows, worked out without a window."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import BankHolidays, clock_span, days_span, monday
from planner.finding import load_scheme
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.plan import Allowance
from planner.model.rota import Shift
from planner.model.session import Session, State, Where
from ui.plan.content import (
    allowance_words,
    done_words,
    holidays_of,
    opening_day,
    read_words,
    week_cells,
)

LONDON = ZoneInfo("Europe/London")
PLACEMENT = Placement(
    title="ST4", first=date(2026, 8, 5), last=date(2027, 2, 2), scheme="foundation-sdt"
)


def session(day: date, state: State) -> Session:
    span = clock_span(day, datetime.min.time().replace(9), datetime.min.time().replace(13), LONDON)
    changed = datetime(2026, 8, 1, tzinfo=UTC)
    return Session(str(day), span, "", Where.FREE, False, state, 0, changed)


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("Book 4 h on Thu 15 Oct", "Booked 4 h on Thu 15 Oct"),
        ("Remove 4 h on Thu 15 Oct", "Removed 4 h on Thu 15 Oct"),
        ("Take “AMB” as Admin", "Took “AMB” as Admin"),
        ("Read rota “ST4”", "Read rota “ST4”"),
    ],
)
def test_what_was_done_is_told_in_the_past(words, done):
    assert done_words(words) == done


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "rota read just now"),
        (timedelta(minutes=5), "rota read 5 min ago"),
        (timedelta(hours=2, minutes=59), "rota read 2 h ago"),
        (timedelta(days=7), "rota read on 6 Oct 2026"),
    ],
)
def test_when_the_rota_was_read(ago, words):
    now = datetime(2026, 10, 13, 9, 20, tzinfo=UTC)
    assert read_words(now - ago, now, LONDON) == words


def test_the_allowance_in_words_with_and_without_hours_of_its_own():
    allowance = Allowance(due=52, due_so_far=20, delivered=14, agreed=20, proposed=4, lost=3)
    own = load_scheme("foundation-sdt")
    assert allowance_words(allowance, own, None) == "38 of 52 h planned · 2 h a week, averaged"
    local = load_scheme("special-interest")
    assert allowance_words(allowance, local, None) == "38 of 52 h planned"
    said = allowance_words(allowance, local, 3)
    assert said == "38 of 52 h planned · 3 h a week, agreed locally"


@pytest.mark.parametrize(
    ("today", "left", "day"),
    [
        ("2026-10-13", "", "2026-10-13"),
        ("2026-01-01", "", "2026-08-05"),
        ("2028-01-01", "", "2027-02-02"),
        ("2026-10-13", "2026-12-01", "2026-12-01"),
        ("2026-10-13", "2026-09-01", "2026-10-13"),
        ("2026-10-13", "2027-09-01", "2027-02-02"),
        ("2026-10-13", "rubbish", "2026-10-13"),
    ],
)
def test_the_first_date_on_view_is_that_of_the_last_time_or_today(today, left, day):
    shown = opening_day(PLACEMENT, date.fromisoformat(today), left)
    assert shown == date.fromisoformat(day)


def test_weeks_hold_their_hours_by_state_and_stripes():
    night = Shift(
        "",
        clock_span(
            date(2026, 8, 16),
            datetime.min.time().replace(20, 30),
            datetime.min.time().replace(9),
            LONDON,
        ),
        Kind.NIGHT,
        "Night",
    )
    sessions = (
        session(date(2026, 8, 5), State.DELIVERED),
        session(date(2026, 8, 6), State.AGREED),
        session(date(2026, 10, 26), State.PROPOSED),
        session(date(2026, 10, 25), State.LOST),
        session(date(2027, 3, 1), State.PROPOSED),
    )
    cells = week_cells(PLACEMENT, (night,), sessions, LONDON)
    assert len(cells) == 27
    assert (cells[0].delivered, cells[0].agreed, cells[0].proposed) == (4, 4, 0)
    assert cells[12].monday == date(2026, 10, 26)
    assert cells[12].proposed == 4
    assert cells[11].hours == 0
    # The night from Sunday to Monday lies in both weeks.
    assert [cell.striped for cell in cells[:4]] == [False, True, True, False]


def test_leave_up_to_midnight_stripes_no_further_week():
    leave = Shift(
        "",
        days_span(date(2026, 8, 10), date(2026, 8, 16), LONDON),
        Kind.ANNUAL_LEAVE,
        "AL",
        all_day=True,
    )
    cells = week_cells(PLACEMENT, (leave,), (), LONDON)
    assert [cell.striped for cell in cells[:4]] == [False, True, False, False]


@given(
    st.lists(st.dates(date(2026, 7, 1), date(2027, 3, 1)), unique=True, max_size=20),
    st.sampled_from([State.DELIVERED, State.AGREED, State.PROPOSED]),
)
@settings(max_examples=40)
def test_no_hour_of_the_placement_is_lost_or_counted_twice(days, state):
    sessions = tuple(session(day, state) for day in days)
    cells = week_cells(PLACEMENT, (), sessions, LONDON)
    weeks = {cell.monday for cell in cells}
    shown = [s for s, day in zip(sessions, days, strict=True) if monday(day) in weeks]
    assert sum(cell.hours for cell in cells) == sum(s.span.hours for s in shown)


def test_bank_holidays_of_a_week():
    named = holidays_of(BankHolidays(), date(2026, 12, 21), date(2026, 12, 28))
    assert set(named) == {date(2026, 12, day) for day in (25, 26, 28)}
