"""The command that finds times for several people."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from planner.cli import forms
from planner.cli.options import (
    answer,
    dates_options,
    dates_within,
    json_option,
    listed,
    read_files,
    tell,
)
from planner.cli.rotas import DEFAULT_RULES, shifts_of, tell_unknown
from planner.clock import BankHolidays, CoreHours
from planner.errors import WrongUse
from planner.finding import Gathering, Meeting, Person, Situation, read_busy, together
from planner.model.rota import Reading
from planner.model.words import hours_words, span_words
from planner.rota import load_file
from planner.rules import load_ruleset


@click.command("together")
@click.argument("rota", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--hours", required=True, type=click.FloatRange(0, 24, min_open=True), help="How long."
)
@click.option(
    "--with",
    "calendars",
    multiple=True,
    type=click.Path(path_type=Path),
    help="The calendar (.ics) of somebody without a rota; as often as needed.",
)
@click.option(
    "--person", "people", multiple=True, help="Whom of the rota to ask for; without it, all."
)
@click.option(
    "--missing",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    help="How many may be missing.",
)
@dates_options
@click.option(
    "--count", type=click.IntRange(1, 100), default=8, show_default=True, help="How many."
)
@click.option("--core", default="08:00-18:00", show_default=True, help="Core hours, Mon to Fri.")
@click.option("--zone", help="The rota's time zone, if it is not in the file: Europe/London.")
@json_option
def together_command(  # noqa: PLR0913 - one argument for each option
    *,
    rota: tuple[Path, ...],
    hours: float,
    calendars: tuple[Path, ...],
    people: tuple[str, ...],
    missing: int,
    first: date | None,
    last: date | None,
    count: int,
    core: str,
    zone: str | None,
    as_json: bool,
) -> int:
    """Find times when several people are free, or all but a few; ends with 1 where there is none.

    Nobody is taken as free of whom nothing is known: they are named as not known.
    """
    reading, files = read_files(rota, zone)
    if len(files) > 1 and not reading.people:
        raise WrongUse(
            f"The {len(files)} files do not say whose they are. Give each the name of its owner, "
            "such as “Asha Rao.ics”."
        )
    first, last = dates_within(reading, first, last)
    core_hours = CoreHours.parse(core)
    asked = [*_of_rota(reading, people, core_hours), *_of_calendars(calendars, reading.zone, last)]
    gathering = Gathering(
        hours, first, last, reading.zone, missing=missing, count=count, core=core_hours
    )
    found = together(asked, gathering)
    nobody = f"No {hours_words(hours)} suit {_of_all(asked, missing)} between these dates."
    answer(
        {
            "people": [person.name for person in asked],
            "times": [_form(meeting, reading.zone) for meeting in found],
        },
        [line for meeting in found for line in _lines(meeting, reading.zone)] or [nobody],
        as_json=as_json,
    )
    return 0 if found else 1


def _of_rota(reading: Reading, people: Sequence[str], core: CoreHours) -> list[Person]:
    names = reading.people or ("",)
    known = {name.casefold(): name for name in names}
    unknown = [name for name in people if name.strip().casefold() not in known]
    if unknown:
        there = f"It names {listed(reading.people)}." if reading.people else "It names nobody."
        raise WrongUse(f"The rota does not name “{unknown[0]}”. {there}")
    chosen = [known[name.strip().casefold()] for name in people] or list(names)
    tell_unknown(tuple(shift for shift in reading.shifts if shift.person in chosen))
    ruleset = load_ruleset(DEFAULT_RULES)
    return [
        Person(
            name or reading.title or "The rota",
            Situation(shifts_of(reading, name), reading.zone, ruleset, core, BankHolidays()),
        )
        for name in chosen
    ]


def _of_calendars(paths: Sequence[Path], zone: ZoneInfo, until: date) -> list[Person]:
    found = []
    for path in paths:
        calendar = read_busy(load_file(path), zone, until)
        if calendar.unread:
            count = "One entry" if calendar.unread == 1 else f"{calendar.unread} entries"
            tell(f"{count} of “{path.name}” could not be read: they may lie anywhere.")
        found.append(Person(calendar.name, calendar=calendar))
    return found


def _of_all(people: Sequence[Person], missing: int) -> str:
    if len(people) == 1:
        return people[0].name
    count = "both people" if len(people) == 2 else f"all {len(people)} people"
    return count if not missing else f"{count} but {missing}"


def _form(meeting: Meeting, zone: ZoneInfo) -> forms.Form:
    return {
        **forms.span_form(meeting.span, zone),
        "hours": round(meeting.span.hours, 4),
        "free": list(meeting.free),
        "missing": [
            {"name": each.name, "known": each.known.value, "why": each.why}
            for each in meeting.missing
        ],
        "needs_cover": list(meeting.cover),
    }


def _lines(meeting: Meeting, zone: ZoneInfo) -> list[str]:
    free = "everybody is free" if not meeting.missing else f"{len(meeting.free)} free"
    cover = f"; cover for {listed(meeting.cover)}" if meeting.cover else ""
    lines = [f"{span_words(meeting.span, zone)}  {free}{cover}"]
    lines += [
        f"    without {each.name} ({each.known.value}): {each.why}" for each in meeting.missing
    ]
    return lines


COMMANDS = (together_command,)
