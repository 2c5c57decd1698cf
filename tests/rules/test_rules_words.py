"""What people read: the rest that the calendar draws, and breaches in one sentence."""

import pytest

from planner.rules import check, rest


def test_rest_after_nights_and_after_shifts(rota, ruleset, zone):
    entries = rota("0 21:00-07:00 night", "1 21:00-07:00 night", "5 09:00-17:00")
    found = rest(entries, ruleset, zone)
    assert [(r.rule, r.title, r.text, r.span.hours) for r in found] == [
        ("R1", "11 h rest", "between shifts", 11),
        ("N3", "46 h rest", "after 2 nights", 46),
        ("R1", "11 h rest", "between shifts", 11),
    ]
    assert [r.span.start for r in found] == [entry.span.end for entry in entries]


def test_rest_after_one_night(rota, ruleset, zone):
    assert [r.text for r in rest(rota("0 21:00-07:00"), ruleset, zone)] == ["after a night"]


def test_longer_rest_has_its_name_on_what_it_adds(rota, ruleset, zone):
    found = rest(rota(*(f"{day} 20:30-09:00 night" for day in range(4))), ruleset, zone)[3:]
    assert [(r.title, r.text, r.span.hours) for r in found] == [
        ("46 h rest", "after 4 nights", 46),
        ("48 h rest", "after 4 long shifts in a row", 2),
    ]
    assert found[0].span.end == found[1].span.start


def test_rest_ends_where_the_rota_works_on_and_booked_time_has_rest_too(rota, spell, ruleset, zone):
    found = rest(rota("0 21:00-07:00"), ruleset, zone, booked=[spell("2 09:00-13:00")])
    assert [(r.rule, r.span.hours) for r in found] == [("N3", 26), ("R1", 11)]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            ("0 21:00-09:00", "1 21:00-09:00", "3 20:30-23:00"),
            "Nights end Wed 9 Sep 09:00, work starts Thu 10 Sep 20:30: 35.5 h rest, 46 h needed",
        ),
        (
            ("0 21:00-09:00", "2 20:30-23:00"),
            "Night ends Tue 8 Sep 09:00, work starts Wed 9 Sep 20:30: 35.5 h rest, 46 h needed",
        ),
        (
            ("0 09:00-21:01", "1 08:00-16:00"),
            (
                "Shift ends Mon 7 Sep 21:01, work starts Tue 8 Sep 08:00: "
                "10 h 59 min rest, 11 h needed"
            ),
        ),
        (
            ("0 08:00-21:01",),
            "Shift from Mon 7 Sep 08:00 to Mon 7 Sep 21:01: 13 h 1 min of work, at most 13 h",
        ),
        (
            tuple(f"{day} 21:00-07:00" for day in range(5)),
            "5 nights in a row from Mon 7 Sep 21:00, at most 4",
        ),
        (
            (*(f"{day} 08:00-20:30" for day in range(4)), "5 08:30-12:00"),
            (
                "4 long shifts in a row end Thu 10 Sep 20:30, work starts Sat 12 Sep 08:30: "
                "36 h rest, 48 h needed"
            ),
        ),
        (
            (*(f"{day} 08:00-20:30" for day in range(6)), "20 zero"),
            "75 h of work in the 168 h from Mon 7 Sep 08:00, at most 72 h",
        ),
        (
            (*(f"{day} 08:00-17:00" for day in range(6)), "6 zero"),
            "Average 54 h a week over 7 Sep 2026 – 13 Sep 2026, at most 48 h",
        ),
        (
            ("0 zero", "13 zero", "5 09:00-12:00", "12 09:00-12:00"),
            "Work on 2 of 2 weekends, at most 1 in 3",
        ),
    ],
)
def test_breaches_in_words(lines, text, rota, ruleset, zone):
    assert text in [breach.text for breach in check(rota(*lines), ruleset, zone).breaches]


def test_an_average_a_hair_past_the_limit_is_not_said_to_be_the_limit(rota, ruleset, zone):
    lines = [f"{week * 7 + day} 08:00-17:36" for week in range(26) for day in range(5)]
    lines[0] = "0 08:00-17:37"
    (breach,) = [
        breach
        for breach in check(rota(*lines, "181 zero"), ruleset, zone).breaches
        if breach.rule == "H1"
    ]
    assert breach.text.startswith("Average just over 48 h a week")
