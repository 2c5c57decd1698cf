"""Commands that look at a rota and store nothing: read, check, find."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from planner.cli import forms
from planner.cli.oncall import hours_told, tell_of_on_calls
from planner.cli.options import (
    answer,
    dates_options,
    dates_within,
    one_person,
    read_files,
    rota_arguments,
    tell,
)
from planner.clock import BankHolidays, CoreHours, dates_of
from planner.finding import (
    Allow,
    Offer,
    Person,
    Request,
    Situation,
    load_scheme,
    offers,
    read_opportunities,
    with_team,
)
from planner.model.kind import Kind
from planner.model.opportunity import Opportunity
from planner.model.rota import Reading, Shift
from planner.model.words import dates_words, day_words, hours_words, span_words
from planner.rota import load_files
from planner.rules import Level, Report, check, load_ruleset
from planner.rules.actual import on_calls

DEFAULT_RULES = "england-2016"


@click.command("read")
@rota_arguments
def read_command(
    rota: tuple[Path, ...], person: str | None, zone: str | None, *, as_json: bool
) -> None:
    """What was understood of a rota: people, dates, shifts, problems."""
    reading, _ = read_files(rota, zone)
    shifts = reading.shifts
    if person is not None:
        shifts = shifts_of(reading, one_person(reading, person))
    lines = [shift_line(shift, reading) for shift in shifts]
    covers = reading.covers
    tell(
        f"{reading.title}: {len(shifts)} {'entry' if len(shifts) == 1 else 'entries'}"
        + (f", {dates_words(*covers)}" if covers else "")
        + (f", {len(reading.people)} people" if len(reading.people) > 1 else "")
        + f", times of {reading.zone.key}"
    )
    for guess in reading.guesses:
        tell(f"Guessed: {guess}")
    for problem in reading.problems:
        tell(f"{problem.where}: {problem.what} ({problem.done.value})")
    answer(forms.reading_form(reading, shifts), lines, as_json=as_json)


@click.command("check")
@rota_arguments
@click.option(
    "--rules",
    "rules_id",
    default=DEFAULT_RULES,
    show_default=True,
    help="The rule set: its id, or the path of a file of your own.",
)
@click.option("--opt-out", is_flag=True, help="With the personal opt-out from the 48 h average.")
@click.option(
    "--worked",
    "told",
    multiple=True,
    metavar="START/END",
    help="Work on call from home, as 2026-08-05T22:10/2026-08-05T23:40; once for each time.",
)
def check_command(
    rota: tuple[Path, ...],
    person: str | None,
    zone: str | None,
    rules_id: str,
    told: tuple[str, ...],
    *,
    opt_out: bool,
    as_json: bool,
) -> int:
    """Check a rota against the working-time rules; ends with 1 where one is broken."""
    ruleset = load_ruleset(rules_id)
    reading, _ = read_files(rota, zone)
    shifts = shifts_of(reading, one_person(reading, person))
    tell_unknown(shifts)
    worked = hours_told(told, shifts, ruleset, reading.zone)
    calls = on_calls(shifts, ruleset, reading.zone, worked)
    tell_of_on_calls(calls)
    report = check(shifts, ruleset, reading.zone, opt_out=opt_out, worked=worked)
    unknown = sum(shift.kind is Kind.UNKNOWN for shift in shifts)
    are = "is" if unknown == 1 else "are"
    known = f", so far as entries are known: {unknown} {are} not" if unknown else ""
    if report.duties or calls:
        lines = [*standing_lines(report, opt_out=opt_out), *finding_lines(report, known)]
    else:
        lines = [f"Nothing to check: the rota holds no work{known}."]
    answer(forms.report_form(report, reading.zone), lines, as_json=as_json)
    return 1 if any(breach.level is Level.BREACH for breach in report.breaches) else 0


def finding_lines(report: Report, known: str) -> list[str]:
    """What is broken, or that nothing is as far as entries are ``known``; then what is for
    information.
    """
    lines = [f"{breach.level.value} of {breach.rule}: {breach.text}" for breach in report.breaches]
    lines = lines or [f"Every rule that was checked is kept{known}."]
    return lines + [f"to know, {note.rule}: {note.text}" for note in report.notes]


def standing_lines(report: Report, *, opt_out: bool) -> list[str]:
    """Each figure beside its limit, as the rota report has it: "H1  42.2 of 48 h  kept  …"."""
    # Imported here: only this command needs it.
    from planner.agreement.report import standings_of
    from planner.agreement.report.wording import figure_words, level_words

    measured = [one for one in standings_of(report, opt_out) if one.figure is not None]
    said = [(one.rule.id, figure_words(one), level_words(one.level)) for one in measured]
    widest = max((len(figure) for _, figure, _ in said), default=0)
    return [
        f"{rule:4} {figure:{widest}}  {level:7}  {one.rule.title}"
        for one, (rule, figure, level) in zip(measured, said, strict=True)
    ]


@click.command("find")
@rota_arguments
@dates_options
@click.option("--hours", type=click.FloatRange(0, 24, min_open=True), help="How long.")
@click.option(
    "--count", type=click.IntRange(1, 100), default=8, show_default=True, help="How many."
)
@click.option("--scheme", "scheme_id", help="The scheme, whose usual length is taken for --hours.")
@click.option("--core", default="08:00-18:00", show_default=True, help="Core hours, Mon to Fri.")
@click.option("--evenings", is_flag=True, help="Evenings after core hours may be taken.")
@click.option("--weekends", is_flag=True, help="Saturdays and Sundays may be taken.")
@click.option("--rest-days", is_flag=True, help="Zero and non-working days may be taken.")
@click.option(
    "--opportunity",
    "opportunities",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A calendar of meetings worth joining; may be given several times.",
)
@click.option(
    "--team",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A rota of others of the team, who had best be free too; may be given several times.",
)
def find_command(
    rota: tuple[Path, ...],
    person: str | None,
    zone: str | None,
    first: date | None,
    last: date | None,
    *,
    as_json: bool,
    **wish: Any,
) -> int:
    """Find protected time: ranked offers, best first; ends with 1 where there is none."""
    hours = wish["hours"]
    if hours is None:
        if wish["scheme_id"] is None:
            raise click.UsageError("Say how long with --hours 4.")
        hours = load_scheme(wish["scheme_id"]).usual
    reading, _ = read_files(rota, zone)
    first, last = dates_within(reading, first, last)
    situation = replace(
        situation_of(reading, person, CoreHours.parse(wish["core"])),
        opportunities=opportunities_in(wish["opportunities"], last),
    )
    if wish["team"]:
        team = team_in(wish["team"], situation, one_person(reading, person))
        situation = with_team(situation, team, first, last)
    tell_unknown(situation.shifts)
    allow = Allow(wish["evenings"], wish["weekends"], wish["rest_days"])
    request = Request(hours=hours, first=first, last=last, count=wish["count"], allow=allow)
    found = offers(situation, request)
    lines = [offer_line(offer, reading) for offer in found]
    if not found:
        lines = [f"No {hours_words(hours)} of protected time fit between these dates."]
    answer(
        {"offers": [forms.offer_form(offer, reading.zone) for offer in found]},
        lines,
        as_json=as_json,
    )
    return 0 if found else 1


def opportunities_in(paths: Sequence[Path], last: date) -> tuple[Opportunity, ...]:
    """What happens when, by calendar files, up to a date."""
    return read_opportunities(load_files(paths), last)


def team_in(paths: Sequence[Path], situation: Situation, oneself: str) -> list[Person]:
    """The people of rotas but for the one whose time is sought; one for a rota of nobody named."""
    people = []
    for path in paths:
        reading, _ = read_files([path], situation.zone.key)
        for name in reading.people or ("",):
            if not name or name != oneself:
                theirs = replace(situation, shifts=shifts_of(reading, name))
                people.append(Person(name or reading.title, theirs))
    return people


def shifts_of(reading: Reading, person: str) -> tuple[Shift, ...]:
    """The shifts of one person; all of them where the rota names nobody."""
    return tuple(shift for shift in reading.shifts if shift.person == person)


def situation_of(reading: Reading, person: str | None, core: CoreHours) -> Situation:
    """What finding needs to know of one person's rota."""
    return Situation(
        shifts=shifts_of(reading, one_person(reading, person)),
        zone=reading.zone,
        ruleset=load_ruleset(DEFAULT_RULES),
        core=core,
        holidays=BankHolidays(),
    )


def tell_unknown(shifts: tuple[Shift, ...]) -> None:
    """Name the labels whose kind nobody knows: they count as no work, and as no free time."""
    labels = sorted({shift.label for shift in shifts if shift.kind is Kind.UNKNOWN})
    if labels:
        names = ", ".join(f"“{label}”" for label in labels[:8])
        more = f" and {len(labels) - 8} more" if len(labels) > 8 else ""
        tell(
            f"Not known what these are: {names}{more}. "
            "Their hours are left out of the rules, and their time is not taken as free."
        )


def shift_line(shift: Shift, reading: Reading) -> str:
    """A shift on one line, for people."""
    if shift.all_day:
        days = covered_days(shift, reading)
        when = day_words(days[0]) if days[0] == days[1] else dates_words(*days)
        when += f", all day ({shift.daily})" if shift.daily else ", all day"
    else:
        when = span_words(shift.span, reading.zone)
    who = f"  {shift.person}" if shift.person else ""
    return f"{when}  {shift.kind.words}  “{shift.label}”{who}"


def covered_days(shift: Shift, reading: Reading) -> tuple[date, date]:
    """The first and the last date of a shift."""
    days = tuple(dates_of(shift.span, reading.zone))
    return days[0], days[-1]


def offer_line(offer: Offer, reading: Reading) -> str:
    """An offer on one line, for people."""
    reasons = " · ".join(reason.text for reason in offer.reasons)
    return f"{offer.score:3d}  {span_words(offer.span, reading.zone)}  {reasons}"


COMMANDS = (read_command, check_command, find_command)
