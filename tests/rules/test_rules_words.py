"""What people read: the rest that the calendar draws, and breaches in one sentence."""

import pytest

from planner.rules import check, load_ruleset, rest


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


def test_rest_after_long_evenings_has_its_name(rota, ruleset, zone):
    found = rest(rota(*(f"{day} 12:00-23:30" for day in range(4))), ruleset, zone)[3:]
    assert [(r.rule, r.title, r.text, r.span.hours) for r in found] == [
        ("S2r", "48 h rest", "after 4 long shifts in a row", 48)
    ]
    days = ["0 08:00-20:00", *(f"{day} 12:00-23:30" for day in range(1, 5))]
    found = rest(rota(*days), ruleset, zone)
    assert [r.text for r in found if r.rule == "S4r"] == ["after 4 long evenings in a row"]


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
            (*(f"{day} 12:00-23:30" for day in range(4)), "5 08:30-12:00"),
            (
                "4 long evenings in a row end Thu 10 Sep 23:30, work starts Sat 12 Sep 08:30: "
                "33 h rest, 48 h needed"
            ),
        ),
        (
            tuple(f"{day} 12:00-23:30" for day in range(5)),
            "5 long evenings in a row from Mon 7 Sep 12:00, at most 4",
        ),
        (
            ("0 09:00-09:00 on_call", "1 08:00-10:30 on_call"),
            "On-call from Mon 7 Sep 09:00 to Tue 8 Sep 10:30: 25.5 h, at most 24 h",
        ),
        (
            ("4 17:00-08:00 on_call", "5 17:00-08:00 on_call"),
            (
                "On-call on 2 days in a row from Fri 11 Sep 17:00; "
                "only a Saturday and the Sunday after it may follow each other"
            ),
        ),
        (
            tuple(f"{day} 17:00-08:00 on_call" for day in (0, 2, 4, 6)),
            "4 on-call periods in the 7 days from Mon 7 Sep, at most 3",
        ),
        (
            ("0 17:00-08:00 on_call", "1 08:00-18:30"),
            "10.5 h of work on Tue 8 Sep, the day after on-call, at most 10 h",
        ),
        (
            ("0 zero", "13 zero", "5 09:00-12:00", "12 09:00-12:00"),
            "Work on 2 of 2 weekends, at most 1 in 3",
        ),
    ],
)
def test_breaches_in_words(lines, text, rota, ruleset, zone):
    assert text in [breach.text for breach in check(rota(*lines), ruleset, zone).breaches]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            tuple(f"{day} 09:00-17:00" for day in range(7)),
            "The longest rest in the week from Mon 7 Sep is 16 h, 24 h needed",
        ),
        (
            (*(f"{day} 20:30-09:00" for day in range(4)), "0 zero", "6 zero"),
            "Mostly nights over 7 Sep 2026 – 13 Sep 2026: 8.33 h a day on average, at most 8 h",
        ),
    ],
)
def test_breaches_of_the_statute_in_words(lines, text, rota, zone):
    statute = load_ruleset("wtr-1998")
    assert text in [breach.text for breach in check(rota(*lines), statute, zone).breaches]


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        (("0 09:00-17:00",), ["1 shift of more than 5 h: 1 break of 30 min"]),
        (
            ("0 09:00-17:00", "1 09:00-17:00", "2 08:00-20:30", "4 20:30-09:00", "9 09:00-13:00"),
            [
                "2 shifts of more than 5 h: 1 break of 30 min in each",
                "1 shift of more than 9 h: 2 breaks of 30 min",
                "1 night of 12 h or more: 3 breaks of 30 min",
            ],
        ),
        (("0 09:00-13:00",), []),
    ],
)
def test_breaks_in_words(lines, texts, rota, ruleset, zone):
    entries = rota(*lines)
    notes = check(entries, ruleset, zone).notes
    assert [note.text for note in notes] == texts
    noted = [shift for note in notes for shift in note.shifts]
    assert noted == [shift for shift in entries if shift.span.hours > 5]


def test_an_average_a_hair_past_the_limit_is_not_said_to_be_the_limit(rota, ruleset, zone):
    lines = [f"{week * 7 + day} 08:00-17:36" for week in range(26) for day in range(5)]
    lines[0] = "0 08:00-17:37"
    (breach,) = [
        breach
        for breach in check(rota(*lines, "181 zero"), ruleset, zone).breaches
        if breach.rule == "H1"
    ]
    assert breach.text.startswith("Average just over 48 h a week")
