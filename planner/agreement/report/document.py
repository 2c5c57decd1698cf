"""The rota report as a document that a doctor can take to the guardian of safe working hours."""

from typing import TYPE_CHECKING

from planner.agreement.report.content import RotaReport
from planner.agreement.wording import one_line
from planner.model.words import date_words

if TYPE_CHECKING:
    from planner.agreement.page.blocks import Block
    from planner.agreement.page.paper import Paper
    from planner.agreement.page.typefaces import Typefaces


def report_pdf(report: RotaReport) -> bytes:
    """The report on A4 pages: what is broken, when, how firm each rule is, every rule's figure.

    All text is text, in embedded fonts. It names no colleague and no entry's own words. The same
    report gives the same bytes.
    """
    from planner.agreement.page.paper import written
    from planner.agreement.page.typefaces import Typefaces

    faces = Typefaces()
    return written(faces, report_paper(report), report_blocks(faces, report))


def report_paper(report: RotaReport) -> "Paper":
    """What the document says of itself."""
    from planner.agreement.page.paper import Paper

    who = one_line(report.doctor)
    issued = report.issued.astimezone(report.zone)
    return Paper(
        title=f"Rota report – {who}" if who else "Rota report",
        author=who,
        subject=one_line(f"{report.title}: {report.ruleset.title}"),
        foot=" · ".join(part for part in ("Rota report", who, date_words(issued.date())) if part),
        created=issued,
    )


def report_blocks(faces: "Typefaces", report: RotaReport) -> "list[Block]":
    """The report as blocks, for a PDF or for a printer."""
    from planner.agreement.report import summary
    from planner.agreement.report.findings import findings
    from planner.agreement.report.standings import standings
    from planner.agreement.report.timeline import timeline

    return [
        summary.header(faces, report),
        summary.cards(faces, report),
        *timeline(faces, report),
        *findings(faces, report),
        *standings(faces, report),
        *summary.for_information(faces, report),
        *summary.on_calls(faces, report),
        *summary.counted(faces, report),
    ]
