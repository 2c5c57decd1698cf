from datetime import date, time

import pytest

from planner.clock import LONDON, clock_span, day_span, days_span
from planner.errors import WrongUse
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.plan import Allowance
from planner.model.rota import DailyHours, Reading, Shift, covers
from planner.model.scheme import Grade, Per, Scheme
from planner.model.session import State

MONDAY, SUNDAY = date(2026, 10, 12), date(2026, 10, 18)


def all_day(kind: Kind, first: date, last: date, daily: DailyHours | None = None) -> Shift:
    return Shift("", days_span(first, last, LONDON), kind, kind.words, all_day=True, daily=daily)


def test_every_kind_has_a_title_and_is_at_most_one_of_work_leave_and_off() -> None:
    for kind in Kind:
        assert kind.words
        assert kind.is_work + kind.is_leave + kind.is_off <= 1
    assert not Kind.ON_CALL.is_work
    assert not Kind.UNKNOWN.is_work


def test_an_all_day_entry_works_its_daily_hours_on_each_date() -> None:
    nights = all_day(Kind.NIGHT, date(2026, 10, 23), date(2026, 10, 25),
                     DailyHours(time(21), time(9)))  # fmt: skip
    work = nights.work(LONDON)
    assert [span.hours for span in work] == [12, 13, 12], "the clock goes back on the second night"
    assert nights.hours(LONDON) == 37


def test_hours_that_are_not_known_are_not_nought() -> None:
    assert all_day(Kind.UNKNOWN, MONDAY, MONDAY).hours(LONDON) is None
    assert all_day(Kind.ANNUAL_LEAVE, MONDAY, SUNDAY).hours(LONDON) == 0
    assert all_day(Kind.ANNUAL_LEAVE, MONDAY, SUNDAY).work(LONDON) == ()


def test_a_rota_covers_its_start_dates_and_the_last_date_of_leave() -> None:
    night = Shift("", clock_span(SUNDAY, time(21), time(9), LONDON), Kind.NIGHT, "Night")
    assert covers((night,), LONDON) == (SUNDAY, SUNDAY)
    leave = all_day(Kind.ANNUAL_LEAVE, MONDAY, date(2026, 10, 20))
    assert Reading("rota", LONDON, (leave, night)).covers == (MONDAY, date(2026, 10, 20))
    assert Reading("rota", LONDON, ()).covers is None


def test_people_are_those_whom_the_rota_names() -> None:
    day = day_span(MONDAY, LONDON)
    shifts = tuple(Shift(name, day, Kind.ZERO, "Off") for name in ("Siân Prys", "", "Ola Obi"))
    assert Reading("team", LONDON, shifts).people == ("Ola Obi", "Siân Prys")


def test_a_placement_refuses_dates_and_shares_that_make_no_sense() -> None:
    assert Placement("ST4", MONDAY, SUNDAY, "custom").weeks == 1
    with pytest.raises(WrongUse, match="ends before it starts"):
        Placement("ST4", SUNDAY, MONDAY, "custom")
    for share in (0, -1, 1.2):
        with pytest.raises(WrongUse, match="share of full time"):
            Placement("ST4", MONDAY, SUNDAY, "custom", share=share)


def test_lost_hours_are_to_be_found_again() -> None:
    allowance = Allowance(due=52, due_so_far=20, delivered=14, agreed=20, proposed=4, lost=3)
    assert allowance.planned == 38
    assert allowance.to_find == 14
    assert Allowance(due=4, due_so_far=0, agreed=6).to_find == 0


def test_a_session_that_is_lost_or_cancelled_takes_no_time() -> None:
    assert [state for state in State if not state.takes_time] == [State.LOST, State.CANCELLED]


def test_a_scheme_says_its_allowance_and_how_far_to_trust_it() -> None:
    def scheme(hours: float | None, per: Per, grade: Grade) -> Scheme:
        return Scheme("x", "X", "X", "any", hours, per, 4, 2, 4, 8, False, grade, "source")

    assert scheme(2, Per.WEEK, Grade.OFFICIAL).words == "2 h a week"
    assert scheme(40, Per.PLACEMENT, Grade.SINGLE).words == "40 h in the placement"
    assert scheme(None, Per.WEEK, Grade.OFFICIAL).words == "hours set locally"
    assert scheme(2, Per.WEEK, Grade.UNCONFIRMED).check_locally
    assert not scheme(2, Per.WEEK, Grade.OFFICIAL).check_locally
