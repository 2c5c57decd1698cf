"""What was sent and what came back, as a document to print."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.agreement.exporting import reason
from planner.agreement.saying import returned_words, sent_words
from planner.agreement.wording import doctor, one_line
from planner.errors import LeadtimeError
from planner.model.decision import SentPlan
from planner.model.placement import Placement
from planner.model.words import date_words

if TYPE_CHECKING:
    from planner.agreement.page.blocks import Block
    from planner.agreement.page.typefaces import Typefaces

_TITLE = "Plans sent and what came back"


def history_pdf(
    sent: Sequence[SentPlan], placement: Placement | None, zone: ZoneInfo, issued: datetime
) -> bytes:
    """Every version that went out, by whom it was decided, when, and with what words; on A4."""
    from planner.agreement.page.paper import Paper, written
    from planner.agreement.page.typefaces import Typefaces

    faces = Typefaces()
    who = doctor(placement) if placement else ""
    title = one_line(placement.title) if placement else ""
    day = date_words(issued.astimezone(zone).date())
    paper = Paper(
        title=f"{_TITLE} – {who}" if who else _TITLE,
        author=who,
        subject=title,
        foot=" · ".join(part for part in (_TITLE, who, title, day) if part),
        created=issued.astimezone(zone),
    )
    return written(faces, paper, _blocks(faces, sent, zone))


def save_history(
    sent: Sequence[SentPlan],
    placement: Placement | None,
    zone: ZoneInfo,
    issued: datetime,
    path: Path,
) -> None:
    """Writes `history_pdf` into a file; LeadtimeError where it cannot be written."""
    data = history_pdf(sent, placement, zone, issued)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise LeadtimeError(
            f"“{path}” could not be written: {reason(error)}. Choose another place.", repr(error)
        ) from error


def _blocks(faces: "Typefaces", sent: Sequence[SentPlan], zone: ZoneInfo) -> "list[Block]":
    from planner.agreement.page import look
    from planner.agreement.page.blocks import heading, paragraph

    blocks = [paragraph(faces, _TITLE, look.TITLE)]
    if not sent:
        blocks.append(paragraph(faces, "No plan was sent yet.", look.BODY, gap=6))
    for each in sent:
        blocks.append(heading(sent_words(each, zone)))
        for returned in each.returned:
            blocks.append(paragraph(faces, returned_words(returned, zone), look.BODY, gap=2))
            for line in returned.decision.comments.splitlines():
                said = paragraph(faces, f"“{one_line(line)}”", look.BODY_QUIET, most=40)
                blocks.append(said)
            evidence = f"Document {returned.document}"
            blocks.append(paragraph(faces, evidence, look.CODE_SMALL))
        if not each.returned:
            blocks.append(paragraph(faces, "Nothing came back on it yet.", look.BODY_QUIET))
    return blocks
