"""The command that says what changed between two readings of a rota, and what it does to a plan."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from planner.cli import forms
from planner.cli.mending import AGREED_HELP, as_instant, repair_form, repair_lines
from planner.cli.options import (
    DateType,
    answer,
    json_option,
    listed,
    one_person,
    read_files,
    tell,
)
from planner.clock import BankHolidays
from planner.errors import WrongUse
from planner.finding import Broken, Situation, repair
from planner.model.plan import Plan
from planner.model.rota import Reading, Shift
from planner.model.words import dates_words
from planner.rota import Moved, change_words, compare, load_file
from planner.rules import load_ruleset


@click.command("changes")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--plan", type=click.Path(path_type=Path), help="A plan.pdf made for the rota OLD.")
@click.option("--agreed", is_flag=True, help=AGREED_HELP)
@click.option("--from", "since", type=DateType(), help="The first date that a session may move to.")
@click.option("--person", help="Whose shifts, where the rota names several people; all of them.")
@click.option("--zone", help="The rota's time zone, if it is not in the file: Europe/London.")
@json_option
def changes_command(  # noqa: PLR0913 - one argument for each option
    *,
    old: Path,
    new: Path,
    plan: Path | None,
    agreed: bool,
    since: date | None,
    person: str | None,
    zone: str | None,
    as_json: bool,
) -> None:
    """What changed from the rota OLD to the rota NEW: shifts added, gone, moved, relabelled.

    A shift that lies outside the dates of NEW was not taken away: NEW does not reach it. With a
    plan: the sessions in it that no longer fit, and the least that has to move.
    """
    before, _ = read_files([old], zone)
    after, _ = read_files([new], zone or before.zone.key)
    made = None if plan is None else _read_plan(plan)
    if made is not None:
        person = _whose(made, after, person)
    found = compare(
        _shifts(before, person),
        _shifts(after, person),
        zone=after.zone,
        covers=after.covers,
        told=after.told,
    )
    if person:
        _known(person, before, after)
    if found.kept and after.covers:
        count = "One shift lies" if len(found.kept) == 1 else f"{len(found.kept)} shifts lie"
        tell(f"{count} outside the dates of the new rota, {dates_words(*after.covers)}: not gone.")
    lines = [str(change) for change in change_words(found, after.zone, people=True)]
    form = {
        "added": [forms.shift_form(shift, after.zone) for shift in found.added],
        "removed": [forms.shift_form(shift, after.zone) for shift in found.removed],
        "moved": [_moved_form(pair, after) for pair in found.moved],
        "hit": [],
        "repair": [],
    }
    lines = lines or ["Nothing changed."]
    if made is not None:
        shifts = (*_shifts(after, person), *found.kept)
        mended = repair(_broken(made, shifts, after.zone, agreed=agreed, since=since))
        form |= repair_form(mended, after.zone)
        lines += ["", *(repair_lines(mended, after.zone) or ["Every session of the plan fits."])]
    answer(form, lines, as_json=as_json)


def _read_plan(path: Path) -> Plan:
    # Imported here: what reads PDFs is not needed to compare two rotas.
    from planner.agreement import read_plan

    return read_plan(load_file(path).data)


def _whose(plan: Plan, rota: Reading, person: str | None) -> str | None:
    """Whose shifts the plan is for: who was named, else the doctor of the plan where the rota names
    them, else the only person there is.
    """
    doctor = (plan.placement.person or plan.placement.doctor).strip().casefold()
    if person is None and doctor in {name.casefold() for name in rota.people}:
        return doctor
    return one_person(rota, person) or None


def _broken(
    plan: Plan, shifts: tuple[Shift, ...], zone: ZoneInfo, *, agreed: bool, since: date | None
) -> Broken:
    placement = plan.placement
    situation = Situation(
        shifts=tuple(sorted(shifts, key=lambda shift: shift.span)),
        zone=zone,
        ruleset=load_ruleset(placement.ruleset),
        core=placement.core,
        holidays=BankHolidays(placement.division),
        opt_out=placement.opt_out,
    )
    return Broken(
        situation,
        plan.sessions,
        placement.first,
        placement.last,
        since=as_instant(since, zone),
        agreed=agreed,
    )


def _shifts(reading: Reading, person: str | None) -> tuple[Shift, ...]:
    if person is None:
        return reading.shifts
    wanted = person.strip().casefold()
    return tuple(shift for shift in reading.shifts if shift.person.casefold() == wanted)


def _known(person: str, *readings: Reading) -> None:
    people = sorted({name for reading in readings for name in reading.people})
    if person.strip().casefold() not in {name.casefold() for name in people}:
        there = f"They name {listed(people)}." if people else "They name nobody."
        raise WrongUse(f"Neither rota names “{person}”. {there}")


def _moved_form(pair: Moved, reading: Reading) -> forms.Form:
    return {
        "from": forms.shift_form(pair.before, reading.zone),
        "to": forms.shift_form(pair.after, reading.zone),
    }


COMMANDS = (changes_command,)
