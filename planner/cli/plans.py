"""Commands that make a whole plan from a rota and store nothing: plan, demo.

They go through the same door as the window: a workspace, in a folder that is gone afterwards.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from planner.cli import forms
from planner.cli.options import (
    answer,
    dates_options,
    dates_within,
    json_option,
    now,
    one_person,
    read_files,
    rota_arguments,
    tell,
)
from planner.cli.rotas import offer_line, opportunities_in, tell_unknown
from planner.errors import UnreadableInput, WrongUse
from planner.finding import BestPlan, Status, best_plan, load_scheme, load_schemes
from planner.finding.schemes import scheme_of
from planner.model.placement import Preferences
from planner.model.rota import Reading
from planner.model.scheme import Scheme
from planner.model.words import hours_words
from planner.resources import load_toml, resource
from planner.workspace import (
    BookPlan,
    ImportRota,
    KeepOpportunities,
    KeepScheme,
    SetPlacement,
    Workspace,
)

PROOF = {
    Status.OPTIMAL: "proven best",
    Status.FEASIBLE: "the best found in the time given",
    Status.NONE: "none found in the time given",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a plan is asked for: the rota, the scheme, and what the person says of both."""

    rota: tuple[Path, ...]
    scheme: str
    person: str | None = None
    zone: str | None = None
    first: date | None = None
    last: date | None = None
    share: float = 1.0
    hours: float | None = None
    out: Path | None = None
    purpose: str = ""
    about: Mapping[str, Any] | None = None
    keep_days_off: bool = False
    use_days_off: bool = False
    opportunities: tuple[Path, ...] = ()


@click.command("plan")
@rota_arguments
@dates_options
@click.option(
    "--scheme",
    required=True,
    help="Who gets how much, such as foundation-sdt; or the path of a TOML file of your own.",
)
@click.option(
    "--hours",
    type=click.FloatRange(0, 2000, min_open=True),
    help="The scheme's hours a week, a month or in all, where they are set locally.",
)
@click.option(
    "--share",
    type=click.FloatRange(0, 1, min_open=True),
    default=1.0,
    help="Share of full time, such as 0.8.",
)
@click.option(
    "--opportunity",
    "opportunities",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A calendar of meetings worth joining; may be given several times.",
)
@click.option("--keep-days-off", is_flag=True, help="Nothing on days without an entry in the rota.")
@click.option("--use-days-off", is_flag=True, help="Days without an entry are as good as others.")
@click.option("--out", type=click.Path(path_type=Path), help="Where plan.pdf, .ics and .csv go.")
def plan_command(*, as_json: bool, **wish: Any) -> int:
    """Make the best plan for a placement; ends with 1 where no session fits."""
    return make_plan(Wish(**wish), as_json=as_json)


@click.command("demo")
@click.option("--out", type=click.Path(path_type=Path), help="Where plan.pdf, .ics and .csv go.")
@json_option
def demo_command(*, out: Path | None, as_json: bool) -> int:
    """Do the main job on the sample rota: read it, make the best plan, write it out."""
    demo = load_toml("samples", "demo.toml")
    wish = Wish(
        rota=(resource("samples", demo["rota"]),),
        scheme=demo["scheme"],
        hours=demo.get("hours"),
        out=out,
        purpose=demo["purpose"],
        about=demo["placement"],
    )
    return make_plan(wish, as_json=as_json)


def make_plan(wish: Wish, *, as_json: bool) -> int:
    """Read, plan, write where asked to, answer."""
    scheme = scheme_named(wish.scheme)
    days_off = True if wish.use_days_off else False if wish.keep_days_off else None
    reading, files = read_files(wish.rota, wish.zone)
    person = one_person(reading, wish.person)
    first, last = dates_within(reading, wish.first, wish.last)
    with (
        TemporaryDirectory(prefix="leadtime-") as folder,
        Workspace.open(Path(folder), now) as workspace,
    ):
        workspace.do(ImportRota(reading=reading, files=files, person=person))
        if scheme.id not in {shipped.id for shipped in load_schemes()}:
            workspace.do(KeepScheme(scheme))
        placement = replace(
            workspace.suggested_placement(),
            first=first,
            last=last,
            scheme=scheme.id,
            share=wish.share,
            hours=wish.hours,
            prefers=Preferences(days_off=days_off),
            **(wish.about or {}),
        )
        workspace.do(SetPlacement(placement))
        workspace.do(KeepOpportunities(opportunities_in(wish.opportunities, last)))
        situation = workspace.situation()
        tell_unknown(situation.shifts)
        best = best_plan(situation, scheme, first, last, share=wish.share, hours=wish.hours)
        if best.sessions:
            workspace.do(BookPlan(best.sessions, wish.purpose))
        written = workspace.export(wish.out).files if wish.out is not None else ()
    files_written = [str(path) for path in written]
    lines = plan_lines(best, reading, files_written)
    answer(forms.plan_form(best, reading.zone, files_written), lines, as_json=as_json)
    return 0 if best.sessions else 1


def scheme_named(name: str) -> Scheme:
    """The scheme of an id, or the one that a TOML file of the user's own describes."""
    path = Path(name)
    if path.suffix.lower() != ".toml":
        return load_scheme(name)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableInput(f"“{path}” cannot be read as a scheme: {error}") from error
    rows = [(key, row) for key, row in tables.items() if isinstance(row, dict)]
    if len(rows) != 1:
        raise WrongUse(f"“{path}” describes {len(rows)} schemes. Leave one table in it.")
    return scheme_of(*rows[0])


def plan_lines(best: BestPlan, reading: Reading, files: list[str]) -> list[str]:
    """A plan for people: the sessions, what they come to, where they are written."""
    lines = [offer_line(offer, reading) for offer in best.sessions]
    count = len(best.sessions)
    if count:
        lines.append(
            f"{count} {'session' if count == 1 else 'sessions'}, {hours_words(best.hours)} of the "
            f"{hours_words(best.allowance_hours)} due: {PROOF[best.status]}."
        )
    else:
        due = hours_words(best.allowance_hours)
        lines.append(f"No session fits between these dates; {due} are due.")
    if files:
        tell(f"The plan is in {Path(files[0]).parent.resolve()}")
    return lines + files


COMMANDS = (plan_command, demo_command)
