import pytest

from planner.clock import CoreHours
from planner.finding import why_not
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.spans import Span

THURSDAY = "2026-10-15"


@pytest.fixture
def ask(situation, shift, at):
    """What stands in the way of a span on Thu 15 Oct, or another date, with the given entries."""

    def why(hours, *entries, day=THURSDAY, **more):
        frame = [shift("2026-10-05", "09:00-17:00"), shift("2026-10-30", "09:00-17:00")]
        return why_not(situation([*frame, *entries], **more), at(day, hours))

    return why


def test_nothing_is_in_the_way_of_a_free_day_or_of_a_standard_day(ask, shift):
    assert ask("09:00-13:00") == ()
    assert ask("09:00-13:00", shift(THURSDAY, "09:00-17:00")) == ()


def test_core_hours_are_named_with_the_part_outside_them(ask):
    assert ask("07:00-09:00") == (
        "Thu 15 Oct, 07:00–08:00 is outside core hours (Mon–Fri 08:00–18:00)",
    )


def test_a_weekend_is_named(ask):
    told = ask("09:00-13:00", day="2026-10-17")
    assert "Sat 17 Oct is outside core hours (Mon–Fri 08:00–18:00)" in told


def test_core_days_that_are_not_in_a_row_are_listed(ask):
    core = CoreHours(weekdays=frozenset({0, 2}))
    assert ask("09:00-13:00", core=core) == (
        "Thu 15 Oct is outside core hours (Mon, Wed 08:00–18:00)",
    )


def test_a_bank_holiday_is_named(situation, shift, at):
    rota = [shift("2026-12-21", "09:00-17:00"), shift("2027-01-04", "09:00-17:00")]
    (told,) = why_not(situation(rota), at("2026-12-28", "09:00-13:00"))
    assert told.startswith("Mon 28 Dec is a bank holiday (Boxing Day")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Kind.LONG, "Long day, Thu 15 Oct, 08:00–17:00"),
        (Kind.RESIDENT_ON_CALL, "Resident on-call, Thu 15 Oct, 08:00–17:00"),
        (Kind.ON_CALL, "On-call (non-resident), Thu 15 Oct, 08:00–17:00"),
        (Kind.TEACHING, "Teaching, Thu 15 Oct, 08:00–17:00"),
        (Kind.INDUCTION, "Induction, Thu 15 Oct, 08:00–17:00"),
    ],
)
def test_an_entry_is_named(ask, shift, kind, told):
    assert ask("09:00-13:00", shift(THURSDAY, "08:00-17:00", kind)) == (told,)


def test_the_rotas_own_word_is_quoted(ask, shift):
    entry = shift(THURSDAY, "08:00-17:00", Kind.LONG, label="Take day")
    assert ask("09:00-13:00", entry) == ("Long day “Take day”, Thu 15 Oct, 08:00–17:00",)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Kind.ANNUAL_LEAVE, "Annual leave, Thu 15 Oct – Fri 16 Oct"),
        (Kind.ZERO, "Zero day, Thu 15 Oct – Fri 16 Oct"),
        (Kind.NON_WORKING, "Non-working day, Thu 15 Oct – Fri 16 Oct"),
        (Kind.ON_CALL, "On-call (non-resident), Thu 15 Oct – Fri 16 Oct"),
    ],
)
def test_all_day_entries_are_named_with_their_dates(ask, all_day, kind, told):
    assert ask("09:00-13:00", all_day(THURSDAY, "2026-10-16", kind)) == (told,)


def test_an_unknown_label_is_not_free_and_says_so(ask, shift, all_day):
    words = "its kind is not known, so the time is not known to be free"
    entry = shift(THURSDAY, "10:05-10:15", Kind.UNKNOWN, label="XQ7")
    told = ask("10:00-12:00", shift(THURSDAY, "09:00-17:00"), entry)
    assert told == (f"“XQ7”, Thu 15 Oct, 10:05–10:15: {words}",)
    whole = all_day(THURSDAY, kind=Kind.UNKNOWN, label="XQ7")
    assert ask("10:00-12:00", whole) == (f"“XQ7”, Thu 15 Oct: {words}",)


def test_hours_that_nobody_knows_are_not_free_and_say_so(ask, all_day):
    (told,) = ask("10:00-12:00", all_day(THURSDAY, kind=Kind.STANDARD, label="SD"))
    assert told == (
        "“SD”, Thu 15 Oct: its hours are not known, so the time is not known to be free"
    )


def test_the_rest_of_a_day_with_a_shift_is_not_free(ask, shift):
    told = ask("16:00-18:00", shift(THURSDAY, "09:00-17:00"))
    assert told == ("The day is not free: Standard day, Thu 15 Oct, 09:00–17:00",)
    told = ask("09:00-12:00", shift(THURSDAY, "13:30-22:00", Kind.EVENING))
    assert told[0] == "The day is not free: Evening, Thu 15 Oct, 13:30–22:00"


def test_rest_after_nights_is_named_with_its_end(ask, shift):
    nights = [shift(f"2026-10-{day}", "20:30-09:00", Kind.NIGHT) for day in (12, 13)]
    told = ask("09:00-13:00", *nights)
    assert told[0] == "46 h rest after 2 nights, until Fri 16 Oct 07:00"
    # The rule is told once, as rest.
    assert not any("46 h needed" in text for text in told)


def test_a_booked_session_is_named(ask, shift, at):
    told = ask("12:00-14:00", shift(THURSDAY, "09:00-17:00"), booked=[at(THURSDAY, "13:00-15:00")])
    assert told == ("A session is booked already: Thu 15 Oct, 13:00–15:00",)


def test_a_rule_is_named_that_only_the_booking_breaks(situation, shift, at):
    core = CoreHours.parse("06:00-23:00")
    rota = [shift("2026-10-05", "09:00-17:00"), shift("2026-10-16", "08:00-17:00")]
    told = why_not(situation(rota, core=core), at(THURSDAY, "19:00-22:00"))
    assert told == (
        "Shift ends Thu 15 Oct 22:00, work starts Fri 16 Oct 08:00: 10 h rest, 11 h needed",
    )


def test_dates_outside_the_rota_are_unknown(ask, situation, at):
    assert ask("09:00-13:00", day="2026-11-02")[0] == (
        "The rota ends on 30 Oct 2026; what comes after is not known"
    )
    assert ask("09:00-13:00", day="2026-10-02")[0] == (
        "The rota begins on 5 Oct 2026; what comes before is not known"
    )


def test_a_person_without_data_is_unknown_not_free(situation, at):
    assert why_not(situation([]), at(THURSDAY, "09:00-13:00")) == (
        "The rota has no entries, so nobody knows what is free",
    )


def test_everything_in_the_way_is_named(ask, shift, all_day, at):
    told = ask(
        "07:00-20:00",
        shift(THURSDAY, "09:00-17:00"),
        shift(THURSDAY, "12:00-13:00", Kind.TEACHING),
        all_day(THURSDAY, kind=Kind.STUDY_LEAVE),
        booked=[at(THURSDAY, "14:00-15:00")],
    )
    assert {text.split(",")[0] for text in told} >= {
        "Thu 15 Oct",
        "Teaching",
        "Study leave",
        "A session is booked already: Thu 15 Oct",
    }


def test_a_span_over_midnight_names_an_entry_once(ask, shift):
    night = shift("2026-10-14", "20:30-09:00", Kind.NIGHT)
    told = ask("22:00-02:00", night, day="2026-10-14")
    assert sum(text.startswith("Night") for text in told) == 1


def test_rest_cut_short_is_told_once_on_either_side(ask, shift):
    late = shift("2026-10-14", "13:00-22:30")
    night = shift(THURSDAY, "20:30-23:30")
    assert ask("09:00-13:00", late, night) == (
        "The day is not free: Standard day, Thu 15 Oct, 20:30–23:30",
        "11 h rest between shifts, until Thu 15 Oct 09:30",
        "Shift ends Thu 15 Oct 13:00, work starts Thu 15 Oct 20:30: 7.5 h rest, 11 h needed",
    )


def test_work_of_a_week_without_a_break_still_has_an_answer(situation, at):
    away = Span(at("2026-10-05", "09:00-10:00").start, at("2026-10-13", "09:00-10:00").end)
    rota = situation([Shift("", away, Kind.STANDARD, "Away with the team")])
    told = why_not(rota, at("2026-10-16", "09:00-11:00"))
    assert told == (
        "The rota ends on 5 Oct 2026; what comes after is not known",
        "97 h of work in the 168 h from Fri 9 Oct 11:00, at most 72 h",
    )
