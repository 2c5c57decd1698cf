"""The command that says what changed between two readings of a rota."""

from pathlib import Path

import click

from planner.cli import forms
from planner.cli.options import answer, json_option, listed, read_files, tell
from planner.errors import WrongUse
from planner.model.rota import Reading, Shift
from planner.model.words import dates_words
from planner.rota import Moved, change_words, compare


@click.command("changes")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--person", help="Whose shifts, where the rota names several people; all of them.")
@click.option("--zone", help="The rota's time zone, if it is not in the file: Europe/London.")
@json_option
def changes_command(
    *, old: Path, new: Path, person: str | None, zone: str | None, as_json: bool
) -> None:
    """What changed from the rota OLD to the rota NEW: shifts added, gone, moved, relabelled.

    A shift that lies outside the dates of NEW was not taken away: NEW does not reach it.
    """
    before, _ = read_files([old], zone)
    after, _ = read_files([new], zone or before.zone.key)
    found = compare(
        _shifts(before, person), _shifts(after, person), zone=after.zone, covers=after.covers
    )
    if person is not None:
        _known(person, before, after)
    if found.kept and after.covers:
        count = "One shift lies" if len(found.kept) == 1 else f"{len(found.kept)} shifts lie"
        tell(f"{count} outside the dates of the new rota, {dates_words(*after.covers)}: not gone.")
    lines = [str(change) for change in change_words(found, after.zone, people=True)]
    answer(
        {
            "added": [forms.shift_form(shift, after.zone) for shift in found.added],
            "removed": [forms.shift_form(shift, after.zone) for shift in found.removed],
            "moved": [_moved_form(pair, after) for pair in found.moved],
            "hit": [],
            "repair": [],
        },
        lines or ["Nothing changed."],
        as_json=as_json,
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
