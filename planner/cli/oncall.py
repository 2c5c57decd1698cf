"""On-call from home on the command line: what was worked in it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from planner.agreement.report.wording import on_call_line
from planner.cli import forms
from planner.cli.options import answer, data_option, json_option, opened, tell
from planner.cli.stored import point_in
from planner.errors import WrongUse
from planner.model.oncall import OnCallWork, worked
from planner.model.rota import Shift
from planner.model.words import hours_words, span_words
from planner.rules import Ruleset
from planner.rules.actual import OnCall, on_calls
from planner.spans import Span
from planner.workspace import Questions, RecordActualHours


@click.command("worked")
@click.argument("start", required=False)
@click.argument("end", required=False)
@click.option("--none", "nobody", is_flag=True, help="Nobody called in the on-call of START.")
@click.option("--forget", is_flag=True, help="Take out what was entered for the on-call of START.")
@data_option
@json_option
def worked_command(
    *, start: str | None, end: str | None, nobody: bool, forget: bool, data: Path, as_json: bool
) -> None:
    """Enter what was worked on call from home, from START to END, such as
    2026-08-05T22:10 2026-08-05T23:40; once for each time worked. Without times: what is entered.

    Times without an offset are of the rota's zone. Until an on-call has hours, it is outside the
    sums of the rules.
    """
    said = [end is not None, nobody, forget].count(True)
    if said != (start is not None):
        raise click.UsageError("Give START and END, or START with --none or --forget.")
    with opened(data) as workspace:
        zone = workspace.zone()
        if start is not None:
            tell(f"{workspace.do(_recorded(workspace, start, end, forget=forget)).words}.")
        calls, left = workspace.on_calls(), workspace.hours_left_over()
    lines = [on_call_line(each, zone) for each in calls]
    lines += [
        f"{span_words(each.on_call, zone)}: {hours_words(each.hours)}, not in the rota any more: "
        "kept and not counted"
        for each in left
    ]
    form = {
        "on_calls": [_form(each, zone) for each in calls],
        "left_over": [
            {**forms.span_form(each.on_call, zone), "hours": round(each.hours, 4)} for each in left
        ],
    }
    answer(form, lines or ["The rota holds no on-call from home."], as_json=as_json)


def _recorded(ask: Questions, start: str, end: str | None, *, forget: bool) -> RecordActualHours:
    """What is entered, taken out, or added to what was entered before."""
    zone, calls = ask.zone(), ask.on_calls()
    at = point_in(start, zone)
    if forget:
        gone = (each.on_call for each in ask.hours_left_over())
        period = next((each for each in gone if each.start <= at < each.end), None)
        return RecordActualHours(period or _on_call_at(at, calls, zone).span, None)
    found = _on_call_at(at, calls, zone)
    if end is None:
        return RecordActualHours(found.span, ())
    return RecordActualHours(found.span, (*(found.work or ()), _span(at, point_in(end, zone))))


def hours_told(
    told: Sequence[str], shifts: Sequence[Shift], ruleset: Ruleset, zone: ZoneInfo
) -> tuple[OnCallWork, ...]:
    """The actual hours of "2026-08-05T22:10/2026-08-05T23:40", each in the on-call in which it
    starts. Raises WrongUse for times that are none and where there is no on-call.
    """
    calls = on_calls(shifts, ruleset, zone)
    found: dict[Span, list[Span]] = {}
    for words in told:
        start, slash, end = words.partition("/")
        if not slash:
            raise WrongUse(
                f"“{words}” is no time from – until. Write it as 2026-08-05T22:10/2026-08-05T23:40."
            )
        part = _span(point_in(start, zone), point_in(end, zone))
        found.setdefault(_on_call_at(part.start, calls, zone).span, []).append(part)
    return tuple(worked(period, parts) for period, parts in found.items())


def tell_of_on_calls(calls: Sequence[OnCall]) -> None:
    """Say how many on-call periods are outside the sums, where some are."""
    without = sum(each.work is None for each in calls)
    if without:
        periods = "1 on-call period" if without == 1 else f"{without} on-call periods"
        tell(
            f"{periods} from home without hours entered: outside the sums. "
            "Enter what was worked with --worked START/END."
        )


def _on_call_at(at: datetime, calls: Sequence[OnCall], zone: ZoneInfo) -> OnCall:
    for each in calls:
        if each.span.start <= at < each.span.end:
            return each
    raise WrongUse(
        f"There is no on-call from home at {at.astimezone(zone):%Y-%m-%d %H:%M}. Give a time "
        "within one that the rota has."
    )


def _span(start: datetime, end: datetime) -> Span:
    if end.astimezone(UTC) <= start.astimezone(UTC):
        raise WrongUse("The work ends before it starts. Give the start, then the end.")
    return Span(start, end)


def _form(on_call: OnCall, zone: ZoneInfo) -> forms.Form:
    work = None if on_call.work is None else [forms.span_form(w, zone) for w in on_call.work]
    hours = None if on_call.hours is None else round(on_call.hours, 4)
    return {**forms.span_form(on_call.span, zone), "hours": hours, "work": work}


COMMANDS = (worked_command,)
