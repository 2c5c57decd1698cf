"""On-call from home: what is a period, and what the rules say of it; and two rotas at once."""

from datetime import date, time, timedelta

import pytest

from planner.clock import days_span
from planner.model.kind import Kind
from planner.model.rota import DailyHours, RotaFile, Shift
from planner.rota import read_rota
from planner.rules import check
from planner.rules.oncall import calls_of

SPRING = date(2026, 3, 23)  # the Monday of the week in which the clocks go forward
AUTUMN = date(2026, 10, 19)  # and of the one in which they go back


def breaches(report):
    """All but those of the average week, which a rota of a few days passes at once."""
    return [breach for breach in report.breaches if breach.rule != "H1"]


def test_on_call_from_home_is_outside_the_rules_about_work(rota, ruleset, zone):
    nights = rota(*(f"{day} 17:00-08:00 on_call" for day in range(0, 12, 2)))
    days = rota(*(f"{day} 09:00-17:00" for day in range(0, 12, 2)))
    alone, both = check(days, ruleset, zone), check((*days, *nights), ruleset, zone)
    outside = {rule: both.figures[rule] for rule in both.figures if not rule.startswith("O")}
    assert outside == alone.figures
    assert both.duties == alone.duties


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (("0 20:00-00:00", "1 00:00-08:00"), [12]),
        (("0 17:00-21:00", "0 22:00-08:00"), [15]),
        (("0 17:00-21:00", "0 22:01-08:00"), [4, 10 - 1 / 60]),
        (("5 09:00-09:00", "6 09:00-09:00"), [24, 24]),
        (("5 09:00-21:00", "5 21:00-09:00", "6 09:00-09:00"), [24, 24]),
        (("5 09:00-09:00", "5 09:00-09:00"), [24]),
        (("5 09:00-21:00", "5 20:00-12:00"), [27]),
    ],
    ids=["midnight", "short gap", "longer gap", "pair", "halves and whole", "twice", "overlap"],
)
def test_entries_joined_to_on_call_periods(lines, hours, rota, ruleset, zone):
    entries = rota(*(f"{line} on_call" for line in lines))
    for shifts in (entries, tuple(reversed(entries))):
        calls = calls_of(shifts, ruleset, zone)
        assert [(call.end - call.start) / 3600 for call in calls] == pytest.approx(hours)
        assert sorted(owner for call in calls for owner in call.owners) == [*range(len(lines))]


def test_all_day_on_call_is_a_period_a_date_of_unknown_length(ruleset, zone):
    first = date(2026, 10, 19)
    week = Shift("", days_span(first, first + timedelta(days=6), zone), Kind.ON_CALL, "Call", "",
                 all_day=True)  # fmt: skip
    report = check([week], ruleset, zone)
    assert report.figures["O2"] == 7
    assert report.figures["O3"] == 7
    assert "O1" not in report.figures
    assert {breach.shifts for breach in report.breaches} == {(week,)}


def test_all_day_on_call_with_hours_has_them_on_each_date(ruleset, zone):
    first = date(2026, 9, 12)
    hours = DailyHours(time(9), time(9))
    weekend = Shift("", days_span(first, first + timedelta(days=1), zone), Kind.ON_CALL, "Call", "",
                    all_day=True, daily=hours)  # fmt: skip
    assert check([weekend], ruleset, zone).figures["O1"] == 24
    assert check([weekend], ruleset, zone).breaches == ()


def test_an_all_day_mark_beside_timed_on_call_is_no_second_period(rota, ruleset, zone):
    entries = rota("0 17:00-08:00 on_call", "0 on_call")
    assert [call.timed for call in calls_of(entries, ruleset, zone)] == [True]


@pytest.mark.parametrize(("monday", "hours"), [(SPRING, 23), (AUTUMN, 25)])
def test_a_day_of_on_call_over_a_clock_change_counts_elapsed_hours(
    monday, hours, rota, ruleset, zone
):
    report = check(rota("5 09:00-09:00 on_call", monday=monday), ruleset, zone)
    assert report.figures["O1"] == hours
    assert [breach.rule for breach in breaches(report)] == (["O1"] if hours > 24 else [])


def test_the_day_after_is_the_date_after_the_one_on_which_on_call_starts(rota, ruleset, zone):
    for call in ("0 00:00-00:00", "0 08:00-20:00", "0 17:00-08:00", "0 23:59-23:58"):
        report = check(rota(f"{call} on_call", "1 08:00-19:00", "2 08:00-18:00"), ruleset, zone)
        assert [(b.rule, b.measured) for b in breaches(report)] == [("O4", 11)]


def test_after_on_call_of_more_than_a_day_it_is_the_date_on_which_it_ends(rota, ruleset, zone):
    lines = ("4 17:00-17:00 on_call", "5 16:00-16:00 on_call", "6 15:00-09:00 on_call")
    report = check(rota(*lines, "5 09:00-19:30", "7 10:00-20:30"), ruleset, zone)
    assert [(b.rule, b.measured) for b in breaches(report)] == [("O1", 64), ("O4", 10.5)]


def test_a_breach_about_on_call_names_its_entries(rota, ruleset, zone):
    entries = rota("0 17:00-08:00 on_call", "1 08:00-18:30", "4 09:00-17:00")
    (breach,) = breaches(check(entries, ruleset, zone))
    assert breach.shifts == entries[:2]
    assert (breach.span.start, breach.span.end) == (entries[0].span.start, entries[1].span.end)


def test_resident_on_call_is_work_and_no_on_call_period(rota, ruleset, zone):
    report = check(rota("0 08:00-20:30 resident_on_call"), ruleset, zone)
    assert report.figures["H3"] == 12.5
    assert not any(rule.startswith("O") for rule in report.figures)


# Two rotas at once


def test_two_employers_count_together(rota, ruleset, zone):
    here, there = rota("0 08:00-16:00", "1 08:00-16:00"), rota("0 17:30-20:00", "1 18:00-21:00")
    assert breaches(check(here, ruleset, zone)) == breaches(check(there, ruleset, zone)) == []
    found = breaches(check((*here, *there), ruleset, zone))
    assert sorted((b.rule, b.measured) for b in found) == [("R1", 1.5), ("R1", 2)]
    assert found[0].shifts == (here[0], there[0])


def test_two_rotas_of_different_zones_are_read_in_one(ruleset, zone):
    files = [
        RotaFile(f"{number}.ics", calendar(name, at).encode())
        for number, (name, at) in enumerate(
            (("Europe/London", "20261019T090000"), ("Europe/Dublin", "20261019T130000"),
             ("Europe/Paris", "20261020T050000"))
        )
    ]  # fmt: skip
    reading = read_rota(files, zone=zone)
    report = check(reading.shifts, ruleset, reading.zone)
    # 09:00–17:00 and 13:00–21:00 are one shift; 05:00 in Paris is 04:00 here.
    assert [duty.hours for duty in report.duties] == [12, 8]
    assert report.figures["R1"] == 7
    assert report.figures["C1"] == 2


def calendar(zone: str, start: str) -> str:
    return "\r\n".join(
        (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "BEGIN:VEVENT",
            f"UID:{zone}",
            "DTSTAMP:20260101T000000Z",
            f"DTSTART;TZID={zone}:{start}",
            "DURATION:PT8H",
            "SUMMARY:Standard Day",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        )
    )
