from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import LONDON, BankHolidays, CoreHours, clock_span, dates_of, days_span
from planner.errors import WrongUse
from planner.finding import Situation, windows
from planner.finding.weights import load_weights
from planner.finding.windows import Days
from planner.model.kind import Kind
from planner.model.rota import Shift, covers
from planner.model.session import Where
from planner.rules import load_ruleset, rest
from planner.spans import Span, overlap, total

THURSDAY = "2026-10-15"
DAY = date(2026, 10, 15)


@pytest.fixture
def on_thursday(situation, shift):
    """The windows of Thu 15 Oct with the given entries on it, in a rota that covers the week."""

    def find(*entries, **more):
        frame = [shift("2026-10-12", "09:00-17:00"), shift("2026-10-19", "09:00-17:00")]
        return windows(situation([*frame, *entries], **more), DAY, DAY)

    return find


def test_a_standard_day_is_a_window_that_needs_cover(on_thursday, shift, at):
    standard = shift(THURSDAY, "09:00-17:00")
    (window,) = on_thursday(standard)
    assert window.span == at(THURSDAY, "09:00-17:00")
    assert (window.where, window.needs_cover, window.shift) == (Where.IN_SHIFT, True, standard)


@pytest.mark.parametrize("kind", [Kind.ADMIN, Kind.PROTECTED])
def test_admin_and_protected_time_need_no_cover(on_thursday, shift, kind):
    (window,) = on_thursday(shift(THURSDAY, "13:00-17:00", kind))
    assert (window.where, window.needs_cover) == (Where.IN_SHIFT, False)


@pytest.mark.parametrize(
    "kind",
    [
        Kind.LONG,
        Kind.EVENING,
        Kind.NIGHT,
        Kind.RESIDENT_ON_CALL,
        Kind.ON_CALL,
        Kind.TEACHING,
        Kind.INDUCTION,
        Kind.ANNUAL_LEAVE,
        Kind.STUDY_LEAVE,
        Kind.SICK,
        Kind.OTHER_LEAVE,
        Kind.ZERO,
        Kind.NON_WORKING,
        Kind.BANK_HOLIDAY,
        Kind.UNKNOWN,
    ],
)
def test_every_other_kind_has_no_window_and_makes_the_day_not_free(
    on_thursday, shift, all_day, kind
):
    assert on_thursday(shift(THURSDAY, "10:00-12:00", kind)) == ()
    assert on_thursday(all_day(THURSDAY, kind=kind)) == ()
    assert on_thursday(shift(THURSDAY, "09:00-17:00"), all_day(THURSDAY, kind=kind)) == ()


def test_a_date_without_any_entry_is_free_inside_core_hours(on_thursday, at):
    (window,) = on_thursday()
    assert window.span == at(THURSDAY, "08:00-18:00")
    assert (window.where, window.needs_cover, window.shift) == (Where.FREE, False, None)


def test_the_morning_before_a_twilight_is_not_a_free_day(on_thursday, shift):
    assert on_thursday(shift(THURSDAY, "14:00-22:00", Kind.EVENING)) == ()


def test_the_day_before_a_night_that_evening_is_not_free(on_thursday, shift):
    assert on_thursday(shift(THURSDAY, "20:30-09:00", Kind.NIGHT)) == ()


def test_the_rest_after_a_night_is_not_free(situation, shift, at):
    rota = [
        shift("2026-10-12", "20:30-09:00", Kind.NIGHT),
        shift("2026-10-19", "09:00-17:00"),
    ]
    found = windows(situation(rota), date(2026, 10, 13), date(2026, 10, 16))
    # The night ends on Tuesday at 09:00; 46 h later it is Thursday, 07:00.
    assert [w.span for w in found] == [at(THURSDAY, "08:00-18:00"), at("2026-10-16", "08:00-18:00")]


def test_rest_after_nights_is_elapsed_time_over_the_autumn_clock_change(situation, shift, at):
    rota = [
        shift("2026-10-23", "20:30-09:00", Kind.NIGHT),
        shift("2026-11-02", "09:00-17:00"),
    ]
    core = CoreHours(time(5), time(18), frozenset(range(7)))
    found = windows(situation(rota, core=core), date(2026, 10, 24), date(2026, 10, 26))
    # From Sat 09:00 (summer time) 46 h reach to Mon 06:00, not 07:00: Sunday has 25 h.
    assert [w.span for w in found] == [at("2026-10-26", "06:00-18:00")]


def test_rest_after_nights_is_elapsed_time_over_the_spring_clock_change(situation, shift, at):
    rota = [
        shift("2026-03-27", "20:30-09:00", Kind.NIGHT),
        shift("2026-04-02", "09:00-17:00"),
    ]
    found = windows(situation(rota), date(2026, 3, 28), date(2026, 3, 30))
    # From Sat 09:00 46 h reach to Mon 08:00: Sunday has 23 h.
    assert [w.span for w in found] == [at("2026-03-30", "08:00-18:00")]
    later = [shift("2026-03-27", "20:30-09:15", Kind.NIGHT), rota[1]]
    found = windows(situation(later), date(2026, 3, 28), date(2026, 3, 30))
    assert [w.span for w in found] == [at("2026-03-30", "08:15-18:00")]


def test_a_day_of_the_clock_change_has_its_core_hours(situation, shift, at):
    rota = [shift("2026-10-20", "09:00-17:00"), shift("2026-10-28", "09:00-17:00")]
    core = CoreHours(weekdays=frozenset(range(7)))
    (window,) = windows(situation(rota, core=core), date(2026, 10, 25), date(2026, 10, 25))
    assert window.span == at("2026-10-25", "08:00-18:00")
    assert window.span.hours == 10


def test_teaching_is_cut_out_of_a_standard_day(on_thursday, shift, at):
    found = on_thursday(
        shift(THURSDAY, "09:00-17:00"), shift(THURSDAY, "13:00-15:00", Kind.TEACHING)
    )
    assert [w.span for w in found] == [at(THURSDAY, "09:00-13:00"), at(THURSDAY, "15:00-17:00")]


def test_busy_from_five_past_to_quarter_past_ten_does_not_vanish(on_thursday, shift, at):
    found = on_thursday(
        shift(THURSDAY, "09:00-17:00"), shift(THURSDAY, "10:05-10:15", Kind.UNKNOWN)
    )
    assert [w.span for w in found] == [at(THURSDAY, "09:00-10:05"), at(THURSDAY, "10:15-17:00")]


def test_a_person_without_data_is_not_free(situation):
    assert windows(situation([]), DAY, DAY + timedelta(weeks=4)) == ()


def test_dates_that_the_rota_does_not_cover_are_not_free(situation, shift):
    rota = [shift("2026-10-13", "09:00-17:00"), shift(THURSDAY, "09:00-17:00")]
    found = windows(situation(rota), date(2026, 10, 1), date(2026, 11, 1))
    days = {day for w in found for day in dates_of(w.span, LONDON)}
    assert days == {date(2026, 10, 13), date(2026, 10, 14), DAY}


def test_admin_inside_a_standard_day_needs_no_cover(on_thursday, shift, at):
    found = on_thursday(shift(THURSDAY, "09:00-17:00"), shift(THURSDAY, "13:00-15:00", Kind.ADMIN))
    assert [(w.span, w.needs_cover) for w in found] == [
        (at(THURSDAY, "09:00-13:00"), True),
        (at(THURSDAY, "13:00-15:00"), False),
        (at(THURSDAY, "15:00-17:00"), True),
    ]


def test_a_day_in_two_touching_entries_is_one_window(on_thursday, shift, at):
    morning = shift(THURSDAY, "09:00-13:00", label="Clinic")
    (window,) = on_thursday(morning, shift(THURSDAY, "13:00-17:00", label="Ward"))
    assert (window.span, window.shift) == (at(THURSDAY, "09:00-17:00"), morning)


def test_an_entry_that_stands_twice_in_the_rota_is_one_window(on_thursday, shift, at):
    (window,) = on_thursday(shift(THURSDAY, "09:00-17:00"), shift(THURSDAY, "09:00-17:00"))
    assert window.span == at(THURSDAY, "09:00-17:00")


def test_an_all_day_standard_entry_counts_at_its_daily_hours(on_thursday, all_day, at):
    standard = all_day("2026-10-14", "2026-10-16", Kind.STANDARD, "08:30-16:30")
    (window,) = on_thursday(standard)
    assert (window.span, window.shift) == (at(THURSDAY, "08:30-16:30"), standard)


def test_an_all_day_entry_without_hours_is_not_free(on_thursday, all_day):
    assert on_thursday(all_day(THURSDAY, kind=Kind.STANDARD)) == ()


def test_an_all_day_night_runs_into_the_next_morning(situation, all_day, shift):
    rota = [
        all_day("2026-10-14", kind=Kind.NIGHT, hours="20:30-09:00"),
        shift("2026-10-19", "09:00-17:00"),
    ]
    assert windows(situation(rota), DAY, DAY) == ()


def test_core_hours_cut_what_sticks_out(on_thursday, shift, at):
    (window,) = on_thursday(shift(THURSDAY, "07:00-19:00"))
    assert window.span == at(THURSDAY, "08:00-18:00")


def test_weekends_are_outside_core_hours(situation, shift):
    rota = [shift("2026-10-12", "09:00-17:00"), shift("2026-10-17", "09:00-17:00")]
    assert windows(situation(rota), date(2026, 10, 17), date(2026, 10, 18)) == ()


@pytest.mark.parametrize("day", ["2026-12-25", "2026-12-28"])
def test_bank_holidays_block_free_days_and_shifts(situation, shift, day):
    frame = [shift("2026-12-21", "09:00-17:00"), shift("2027-01-04", "09:00-17:00")]
    that = date.fromisoformat(day)
    assert windows(situation(frame), that, that) == ()
    assert windows(situation([*frame, shift(day, "09:00-17:00")]), that, that) == ()


def test_booked_sessions_are_cut_out(on_thursday, shift, at):
    found = on_thursday(shift(THURSDAY, "09:00-17:00"), booked=[at(THURSDAY, "11:00-13:00")])
    assert [w.span for w in found] == [at(THURSDAY, "09:00-11:00"), at(THURSDAY, "13:00-17:00")]


def test_dates_the_wrong_way_round(situation):
    with pytest.raises(WrongUse, match="first"):
        windows(situation([]), DAY, DAY - timedelta(days=1))


FIRST = date(2026, 10, 19)  # the week in which the clocks change, and the one after


@st.composite
def rotas(draw):
    """Entries of any kind over two weeks, some all-day, at times of five minutes."""
    shifts = []
    for _ in range(draw(st.integers(0, 9))):
        kind = draw(st.sampled_from([*Kind, Kind.STANDARD, Kind.STANDARD, Kind.ADMIN]))
        day = FIRST + timedelta(days=draw(st.integers(0, 13)))
        if draw(st.integers(0, 3)) == 0:
            last = day + timedelta(days=draw(st.integers(0, 2)))
            shifts.append(Shift("", days_span(day, last, LONDON), kind, "x", all_day=True))
            continue
        start = clock_span(day, *_times(draw), LONDON)
        shifts.append(Shift("", start, kind, "x"))
    return tuple(sorted(shifts, key=lambda shift: shift.span))


def _times(draw):
    begin = draw(st.integers(0, 287)) * 5
    end = (begin + draw(st.integers(2, 150)) * 5) % 1440
    return time(*divmod(begin, 60)), time(*divmod(end, 60))


def _situation(shifts, booked=()):
    ruleset = load_ruleset("england-2016")
    return Situation(shifts, LONDON, ruleset, CoreHours(), BankHolidays(), tuple(booked))


@settings(max_examples=60, deadline=None)
@given(rotas())
def test_windows_are_exactly_the_time_that_nothing_speaks_against(shifts):
    """Against the definition, taken instant by instant."""
    situation = _situation(shifts)
    last = FIRST + timedelta(days=13)
    found = windows(situation, FIRST, last)
    kept = [each.span for each in rest(shifts, situation.ruleset, LONDON)]
    expected = [
        at
        for at in _instants(FIRST, last)
        if _open(shifts, at) and not any(span.start <= at < span.end for span in kept)
    ]
    inside = [
        at for at in _instants(FIRST, last) if any(w.span.start <= at < w.span.end for w in found)
    ]
    assert inside == expected


def _instants(first, last):
    whole = days_span(first, last, LONDON)
    steps = whole.duration // timedelta(minutes=5)
    return [whole.start + timedelta(minutes=5 * step) for step in range(steps)]


def _open(shifts, at):
    """Whether the calendar and the rota leave an instant open (rest is looked at apart)."""
    local = at.astimezone(LONDON)
    covered = covers(shifts, LONDON)
    if covered is None or not covered[0] <= local.date() <= covered[1]:
        return False
    if local.weekday() > 4 or not 8 <= local.hour < 18 or BankHolidays().name(local.date()):
        return False
    here = [shift for shift in shifts if shift.span.start <= at < shift.span.end]
    if here:
        return all(shift.kind in load_weights().releases and not shift.all_day for shift in here)
    whole = days_span(local.date(), local.date(), LONDON)
    return not any(shift.span.overlaps(whole) for shift in shifts)


@settings(max_examples=60, deadline=None)
@given(rotas(), st.integers(0, 13))
def test_windows_and_blocks_share_out_every_date(shifts, offset):
    booked = [clock_span(FIRST, time(10), time(11, 5), LONDON)]
    days = Days(_situation(shifts, booked))
    day = FIRST + timedelta(days=offset)
    found = days.on(day)
    free, blocked = [w.span for w in found.windows], [b.span for b in found.blocks]
    assert overlap(free, blocked) == []
    whole: Span = days_span(day, day, LONDON)
    assert total(overlap([whole], [*free, *blocked])) == whole.duration
