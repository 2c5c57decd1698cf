"""What several commands share: their options, and how rotas and people are named."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from planner.clock import zone_named
from planner.errors import WrongUse
from planner.model.rota import Reading, RotaFile
from planner.rota import load_files, read_rota

if TYPE_CHECKING:
    from planner.workspace import Workspace

HORIZON = timedelta(days=400)
"""How far ahead of today recurrences without an end are followed."""

YEARS = range(1970, 2200)
"""The years that are taken from a person: no rota lies beyond, and sums with dates stay sums."""

C = TypeVar("C", bound=Callable[..., object])


def rota_arguments(command: C) -> C:
    """The rota's files and how to read them."""
    for decorate in (
        click.argument("rota", nargs=-1, required=True, type=click.Path(path_type=Path)),
        click.option("--person", help="Whose rota, where it names several people."),
        click.option(
            "--zone", help="The rota's time zone, if it is not in the file: Europe/London."
        ),
        json_option,
    ):
        command = decorate(command)
    return command


def json_option(command: C) -> C:
    """Answer in JSON."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(command)


def data_option(command: C) -> C:
    """The data folder that a command works on."""
    return click.option(
        "--data", required=True, type=click.Path(path_type=Path), help="The data folder."
    )(command)


class DateType(click.ParamType[date, str]):
    """A date such as 2026-10-15."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The date, or wrong use."""
        if isinstance(value, date):
            return value
        try:
            found = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is not a date. Write it as 2026-10-15.", param, ctx)
        if found.year not in YEARS:
            self.fail(f"“{value}” is not in a year of any rota. Check the year.", param, ctx)
        return found


def dates_options(command: C) -> C:
    """The first and the last date of a search."""
    first = click.option("--from", "first", type=DateType(), help="The first date; the rota's own.")
    last = click.option("--to", "last", type=DateType(), help="The last date; the rota's own.")
    return first(last(command))


def read_files(paths: Sequence[Path], zone: str | None) -> tuple[Reading, tuple[RotaFile, ...]]:
    """The reading of files and folders, and the files.

    Unbounded recurrences end 400 days from today.
    """
    files = load_files(paths)
    until = now().date() + HORIZON
    return read_rota(files, zone=zone_named(zone) if zone else None, until=until), files


def one_person(reading: Reading, person: str | None) -> str:
    """The person whose rota is meant, as the rota writes the name; "" where it names nobody.

    Raises WrongUse where the rota names several and none was chosen, or not the one asked for.
    """
    people = reading.people
    if person is not None:
        chosen = [name for name in people if name.casefold() == person.strip().casefold()]
        if chosen:
            return chosen[0]
        there = f"It names {listed(people)}." if people else "It names nobody."
        raise WrongUse(f"The rota does not name “{person}”. {there}")
    if len(people) > 1:
        raise WrongUse(
            f"This rota is of {len(people)} people. "
            f"Say whose is meant with --person: {listed(people)}."
        )
    return people[0] if people else ""


def listed(names: Sequence[str]) -> str:
    """Up to a dozen names in a row."""
    rest = len(names) - 12
    return ", ".join(names[:12]) + (f" and {rest} more" if rest > 0 else "")


def dates_within(reading: Reading, first: date | None, last: date | None) -> tuple[date, date]:
    """The dates of a search; what was not said is the rota's own."""
    covered = reading.covers
    if covered is None:
        raise WrongUse("The rota holds no entries, so there is nothing to find time in.")
    first, last = first or covered[0], last or covered[1]
    if last < first:
        raise WrongUse("The last date lies before the first.")
    return first, last


@contextmanager
def opened(data: Path, *, thorough: bool = False) -> "Iterator[Workspace]":
    """The data folder for a command; the person is told what was found wrong with it, which is said
    only once.
    """
    from planner.workspace import Workspace

    with Workspace.open(data, now, thorough=thorough) as workspace:
        for notice in workspace.notices:
            tell(notice)
        yield workspace


def now() -> datetime:
    """The present instant."""
    return datetime.now().astimezone()


def answer(form: dict[str, Any], lines: Sequence[str], *, as_json: bool) -> None:
    """Print a command's answer: its JSON form, or lines for people."""
    if as_json:
        click.echo(json.dumps(form, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines))


def tell(words: str) -> None:
    """Say something to the person, apart from the answer."""
    click.echo(words, err=True)
