"""Commands that work on a data folder: import, book, sessions, undo, redo, export."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from planner.cli import forms
from planner.cli.options import (
    YEARS,
    answer,
    data_option,
    json_option,
    one_person,
    opened,
    read_files,
    rota_arguments,
    tell,
)
from planner.clock import LONDON
from planner.errors import WrongUse
from planner.finding import load_scheme
from planner.model.words import date_words, dates_words, hours_words, span_words
from planner.spans import Span
from planner.workspace import Book, Change, ImportRota, SetPlacement


@click.command("import")
@rota_arguments
@data_option
def import_command(
    *, rota: tuple[Path, ...], person: str | None, zone: str | None, data: Path, as_json: bool
) -> None:
    """Take a new reading of the rota as the current one."""
    reading, files = read_files(rota, zone)
    with opened(data) as workspace:
        known = workspace.person() if person is None else person
        chosen = one_person(reading, known if known in reading.people else person)
        change = workspace.do(ImportRota(reading=reading, files=files, person=chosen))
        stored = workspace.reading()
        count = len(workspace.shifts())
    counts = {
        name: len(getattr(change.rota, name)) if change.rota else 0
        for name in ("added", "removed", "moved")
    }
    for guess in reading.guesses:
        tell(f"Guessed: {guess}")
    for problem in reading.problems:
        tell(f"{problem.where}: {problem.what} ({problem.done.value})")
    answer(
        {
            "reading": stored.id if stored else None,
            "shifts": count,
            "problems": [forms.problem_form(problem) for problem in reading.problems],
            "changes": counts,
        },
        [_import_words(change, count, counts)],
        as_json=as_json,
    )


def _import_words(change: Change, count: int, counts: Mapping[str, int]) -> str:
    if not change.step:
        return change.words
    entries = "1 entry" if count == 1 else f"{count} entries"
    return f"{change.words}: {entries}, " + ", ".join(f"{n} {what}" for what, n in counts.items())


@click.command("book")
@click.argument("start")
@click.argument("end")
@click.option("--for", "purpose", default="", help="What the time is for.")
@click.option("--force", is_flag=True, help="Book although a rule would break.")
@data_option
@json_option
def book_command(
    *, start: str, end: str, purpose: str, force: bool, data: Path, as_json: bool
) -> None:
    """Book protected time from START to END, such as 2026-10-15T13:00 2026-10-15T17:00.

    Times without an offset are of the rota's zone. Refused, with exit code 1, where a rule would
    break or something stands in the way.
    """
    with opened(data) as workspace:
        stored = workspace.reading()
        zone = stored.reading.zone if stored else LONDON
        begins, ends = point_in(start, zone), point_in(end, zone)
        if ends <= begins:
            raise WrongUse("The session ends before it starts. Give the start, then the end.")
        change = workspace.do(Book(Span(begins, ends), purpose, force))
    answer({"session": change.session}, [change.words], as_json=as_json)


def point_in(text: str, zone: ZoneInfo) -> datetime:
    """The instant that `point` names; without an offset it is of ``zone``.

    Of an hour that the clocks go through twice the first is meant; one that they leave out is wrong
    use.
    """
    at = point(text)
    if at.tzinfo:
        return at
    there = at.replace(tzinfo=zone)
    if there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != at:
        raise WrongUse(
            f"There is no {at:%H:%M} on {date_words(at.date())}: the clocks go forward then. "
            "Give a time before or after that."
        )
    return there


def point(text: str) -> datetime:
    """A time as a person or a script writes it: 2026-10-15T13:00, perhaps with an offset."""
    try:
        if len(text.strip()) <= len("2026-10-15"):
            raise WrongUse(f"“{text}” has no time of day. Write it as 2026-10-15T13:00.")
        at = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise WrongUse(f"“{text}” is not a time. Write it as 2026-10-15T13:00.") from error
    if at.year not in YEARS:
        raise WrongUse(f"“{text}” is not in a year of any rota. Check the year.")
    return at


@click.command("sessions")
@data_option
@json_option
def sessions_command(*, data: Path, as_json: bool) -> None:
    """What is booked."""
    with opened(data) as workspace:
        stored = workspace.reading()
        zone = stored.reading.zone if stored else LONDON
        sessions = workspace.sessions()
    lines = [
        f"{span_words(session.span, zone)}  {hours_words(session.span.hours)}  "
        f"{session.state.value}  {session.purpose}".rstrip()
        for session in sessions
    ]
    answer(
        {"sessions": [forms.session_form(session, zone) for session in sessions]},
        lines or ["Nothing is booked."],
        as_json=as_json,
    )


@click.command("undo")
@data_option
@json_option
def undo_command(*, data: Path, as_json: bool) -> None:
    """Take the last change back."""
    with opened(data) as workspace:
        words = workspace.undo().words
    answer({"undone": words}, [f"Undone: {words}"], as_json=as_json)


@click.command("redo")
@data_option
@json_option
def redo_command(*, data: Path, as_json: bool) -> None:
    """Make the change again that was taken back last."""
    with opened(data) as workspace:
        words = workspace.redo().words
    answer({"redone": words}, [f"Done again: {words}"], as_json=as_json)


@click.command("export")
@data_option
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Where the files go.")
@click.option(
    "--remind",
    type=click.IntRange(0, 20160),
    help="Minutes before each session at which calendars remind; not at all.",
)
@json_option
def export_command(*, data: Path, out: Path, remind: int | None, as_json: bool) -> None:
    """Write the stored plan: plan.pdf, plan.ics, plan.csv, and plan.eml, the draft of an e-mail
    to the supervisor with the first two. Nothing is sent.
    """
    with opened(data) as workspace:
        if workspace.placement() is None:
            placement = workspace.suggested_placement()
            workspace.do(SetPlacement(placement))
            tell(
                f"No placement was set: taken as {dates_words(placement.first, placement.last)} "
                f"with the scheme “{load_scheme(placement.scheme).title}”. "
                "Both can be changed in the window."
            )
        before = None if remind is None else timedelta(minutes=remind)
        exported = workspace.export(out, before)
    files = [str(path) for path in exported.files]
    draft = str(exported.draft)
    form = {"files": files, "draft": draft, "plan": exported.digest}
    answer(form, [*files, draft], as_json=as_json)


COMMANDS = (
    import_command,
    book_command,
    sessions_command,
    undo_command,
    redo_command,
    export_command,
)
