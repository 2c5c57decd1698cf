"""What is measured: reading, finding, planning, starting. Each case with its peer, and a note."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar

from planner.clock import LONDON, BankHolidays, CoreHours
from planner.finding import (
    Offer,
    Request,
    Situation,
    allowance_hours,
    best_plan,
    load_scheme,
    offers,
    windows,
)
from planner.model.rota import RotaFile
from planner.resources import resource
from planner.rota import load_file, read_rota
from planner.rules import check, load_ruleset
from planner.spans import Span
from tests.bench.agreement_cases import agreement_cases
from tests.bench.canvas_cases import canvas_cases
from tests.bench.finding_cases import finding_cases
from tests.bench.harness import Case
from tests.bench.reading_cases import reading_cases
from tests.bench.repair_cases import repair_cases
from tests.bench.rules_cases import rules_cases
from tests.bench.safety_cases import safety_cases
from tests.bench.store_cases import store_cases
from tests.bench.window_cases import window_cases

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "acute-medicine-st4.ics"
QUARTER = timedelta(minutes=15)


def all_cases() -> Iterator[tuple[Case, str]]:
    """Every case, with a sentence for the page where the figures need one."""
    yield from reading()
    yield from reading_cases()
    yield from rules_cases()
    yield from safety_cases()
    yield from repair_cases()
    yield from store_cases()
    yield from agreement_cases()
    situation, first, last = sample_situation()
    yield from finding(situation, first, last)
    yield from planning(situation, first, last)
    yield from finding_cases()
    yield from canvas_cases()
    yield from window_cases()


def reading() -> Iterator[tuple[Case, str]]:
    data = thousand_entries()
    yield (
        Case(
            "read a rota of 1,000 entries",
            lambda: read_rota((RotaFile("rota.ics", data),)),
            "icalendar, parse only",
            lambda: icalendar.Calendar.from_ical(data),
        ),
        f"The rota of 1,000 entries is of {len(data) / 1000:.0f} kB.",
    )


def thousand_entries() -> bytes:
    """A made-up rota: one person, 1,000 days of shifts with TZID times."""
    labels = (("Standard Day", 9, 8), ("Long Day", 8, 13), ("Night", 20, 12), ("Teaching", 13, 4))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Leadtime//bench//EN"]
    for number in range(1000):
        label, hour, length = labels[number % len(labels)]
        start = datetime(2025, 1, 6, hour, tzinfo=UTC) + timedelta(days=number)
        end = start + timedelta(hours=length)
        lines += [
            "BEGIN:VEVENT",
            f"UID:shift-{number:05d}@bench.example",
            "DTSTAMP:20250101T000000Z",
            f"DTSTART;TZID=Europe/London:{start:%Y%m%dT%H%M%S}",
            f"DTEND;TZID=Europe/London:{end:%Y%m%dT%H%M%S}",
            f"SUMMARY:{label}",
            "LOCATION:Ward 7",
            "TRANSP:OPAQUE",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def sample_situation() -> tuple[Situation, date, date]:
    """The sample rota of 26 weeks, read and ready to find time in."""
    read = read_rota((load_file(resource("samples", SAMPLE)),))
    assert read.covers is not None
    situation = Situation(
        shifts=read.shifts,
        zone=read.zone,
        ruleset=load_ruleset("england-2016"),
        core=CoreHours(),
        holidays=BankHolidays(),
    )
    return situation, *read.covers


def finding(situation: Situation, first: date, last: date) -> Iterator[tuple[Case, str]]:
    request = Request(hours=4, first=first, last=last)
    spans = candidate_spans(situation, first, last)

    def anew() -> int:
        shifts, rules = situation.shifts, situation.ruleset
        return sum(not check(shifts, rules, LONDON, booked=[span]).breaches for span in spans)

    yield (
        Case(
            "eight offers of 4 h over 26 weeks",
            lambda: offers(situation, request),
            f"every candidate checked anew ({len(spans)})",
            anew,
            runs=5,
        ),
        "",
    )


def candidate_spans(situation: Situation, first: date, last: date) -> list[Span]:
    """Every 4 h on the quarter-hour grid inside a window."""
    spans = []
    for window in windows(situation, first, last):
        start = window.span.start
        while start + 16 * QUARTER <= window.span.end:
            spans.append(Span(start, start + 16 * QUARTER))
            start += QUARTER
    return spans


def planning(situation: Situation, first: date, last: date) -> Iterator[tuple[Case, str]]:
    scheme = load_scheme("foundation-sdt")
    best = best_plan(situation, scheme, first, last)
    greedy = greedy_plan(situation, first, last)
    note = (
        f"Of {allowance_hours(scheme, first, last):g} h due the best plan finds {best.hours:g} h "
        f"({best.status.value}), greedy {sum(offer.span.hours for offer in greedy):g} h."
    )
    yield (
        Case(
            "best plan over 26 weeks, 2 h a week",
            lambda: best_plan(situation, scheme, first, last),
            "greedy, 4 h at a time",
            lambda: greedy_plan(situation, first, last),
            runs=5,
        ),
        note,
    )


def greedy_plan(situation: Situation, first: date, last: date) -> list[Offer]:
    """The best offer, booked, and again, until the allowance is full or nothing is left."""
    due = allowance_hours(load_scheme("foundation-sdt"), first, last)
    taken: list[Offer] = []
    while 4 * (len(taken) + 1) <= due:
        booked = tuple(offer.span for offer in taken)
        now = Situation(
            situation.shifts, situation.zone, situation.ruleset, situation.core,
            situation.holidays, booked,
        )  # fmt: skip
        found = offers(now, Request(hours=4, first=first, last=last, count=1))
        if not found:
            break
        taken.append(found[0])
    return taken
