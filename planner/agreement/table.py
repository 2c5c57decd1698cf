"""A plan as a table for spreadsheets and rota systems (CSV, RFC 4180)."""

import csv
import io
from zoneinfo import ZoneInfo

from planner.agreement.wording import cover_words, one_line
from planner.model.plan import Plan
from planner.model.session import Session
from planner.model.words import hours_number, weekday_words

COLUMNS = ("date", "weekday", "start", "end", "hours", "for", "cover", "state", "id")

# A spreadsheet takes a cell that starts so for a formula and runs it (OWASP, "CSV Injection").
# The last four are the full-width forms, which some spreadsheets read alike.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plan_csv(plan: Plan) -> bytes:
    """The sessions, lost ones too, one line each under `COLUMNS`.

    UTF-8 with a byte order mark (Excel reads it as something else without), lines end in CRLF.
    Times are those of the plan's zone, ``hours`` are elapsed hours with a decimal point.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        [_harmless(cell) for cell in _line(session, plan.zone)] for session in plan.sessions
    )
    return text.getvalue().encode("utf-8-sig")


def _line(session: Session, zone: ZoneInfo) -> tuple[str, ...]:
    start, end = session.span.start.astimezone(zone), session.span.end.astimezone(zone)
    return (
        start.date().isoformat(),
        weekday_words(start.date()),
        f"{start:%H:%M}",
        f"{end:%H:%M}",
        hours_number(session.span.hours),
        one_line(session.purpose),
        cover_words(session),
        session.state.value,
        session.id,
    )


def _harmless(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
