"""What becomes of sessions that a rota has no room for: the answer of `changes --plan`, and
`repair` on what is stored.
"""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from planner.cli import forms
from planner.cli.options import DateType, answer, data_option, json_option, opened
from planner.finding import Hit, Move, Repair, Status, Stranded, repair
from planner.model.away import SickDays
from planner.model.words import span_words
from planner.workspace import ApplyRepair

AGREED_HELP = "Move sessions too that are agreed; they have to be agreed again."


@click.command("repair")
@data_option
@click.option("--apply", is_flag=True, help="Make the moves, as one change that `undo` takes back.")
@click.option("--agreed", is_flag=True, help=AGREED_HELP)
@click.option(
    "--sick",
    nargs=2,
    type=DateType(),
    default=None,
    metavar="FIRST LAST",
    help="Days on which you are off sick: no session stays there. --apply keeps them.",
)
@click.option("--make-up", multiple=True, metavar="ID", help="A lost session to find new time for.")
@json_option
def repair_command(
    *,
    data: Path,
    apply: bool,
    agreed: bool,
    sick: tuple[date, date] | None,
    make_up: tuple[str, ...],
    as_json: bool,
) -> int:
    """Find the least that has to move for every session to fit the rota again.

    Ends with 1 where a session is left that fits nowhere.
    """
    with opened(data) as workspace:
        zone = workspace.zone()
        broken = workspace.broken(agreed=agreed, make_up=frozenset(make_up), sick=sick)
        found = repair(broken)
        done = None
        days = SickDays(*sick) if sick else None
        if apply and (found.moves or days):
            done = workspace.do(ApplyRepair(found.moves, days)).words
    lines = repair_lines(found, zone) or ["Every session fits."]
    form = repair_form(found, zone) | {"status": found.status.value, "applied": done}
    answer(form, lines + ([f"Done: {done}"] if done else []), as_json=as_json)
    return 1 if found.stranded or found.left else 0


def repair_form(found: Repair, zone: ZoneInfo) -> forms.Form:
    """The sessions that no longer fit, by start, and where those go that can be moved.

    ``stays`` of a session says why it is not moved, where it is not.
    """
    hit = [
        forms.session_form(each.session, zone) | {"why": list(each.why), "stays": _stays(each)}
        for each in _by_start(found)
    ]
    moves = [
        {
            "session": move.session.id,
            "to": forms.offer_form(move.offer, zone),
            "days": move.days,
            "why": move.there,
        }
        for move in found.moves
    ]
    return {"hit": hit, "repair": moves}


def repair_lines(found: Repair, zone: ZoneInfo) -> list[str]:
    """The same for people."""
    lines = []
    for each in _by_start(found):
        purpose = f" ({each.session.purpose})" if each.session.purpose else ""
        lines.append(f"{span_words(each.session.span, zone)}{purpose}, {each.session.state.value}")
        lines += [f"    {why}" for why in each.why]
        if isinstance(each, Move):
            where = "needs cover" if each.offer.needs_cover else "no cover needed"
            lines.append(f"  → {span_words(each.offer.span, zone)}, {where}. {each.there}")
        else:
            lines.append(f"  ✕ {_stays(each)}")
    if found.moves and found.status is not Status.OPTIMAL:
        lines.append("Time ran out before these moves were proven to be the best.")
    return lines


def _by_start(found: Repair) -> list[Move | Stranded | Hit]:
    every: list[Move | Stranded | Hit] = [*found.moves, *found.stranded, *found.left]
    return sorted(every, key=lambda each: each.session.span)


def _stays(each: Move | Stranded | Hit) -> str | None:
    if isinstance(each, Stranded):
        return each.nowhere
    return None if isinstance(each, Move) else "It is agreed: --agreed moves it too."


def as_instant(day: date | None, zone: ZoneInfo) -> datetime | None:
    """The start of a date, where one is given."""
    return None if day is None else datetime(day.year, day.month, day.day, tzinfo=zone)


COMMANDS = (repair_command,)
