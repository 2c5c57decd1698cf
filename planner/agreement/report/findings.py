"""Breaches and warnings on paper: each with its sentence, rule, source and shifts."""

from dataclasses import replace

from planner.agreement.page import look
from planner.agreement.page.blocks import Block, heading, paragraph
from planner.agreement.page.look import MARGIN, WIDTH
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.report import wording
from planner.agreement.report.content import Finding, RotaReport
from planner.agreement.wording import one_line

_LEFT = 20.0


def findings(faces: Typefaces, report: RotaReport) -> list[Block]:
    """The breaches, then the warnings; says so where there is none."""
    blocks: list[Block] = []
    parts = (
        ("Breaches", [f for f in report.findings if f.is_breach]),
        ("Warnings", [f for f in report.findings if not f.is_breach]),
    )
    for title, found in parts:
        if found:
            blocks.append(heading(title, f"times of {report.zone.key}"))
            blocks += [_finding(faces, report, finding) for finding in found]
    if not blocks:
        said = f"{wording.summary_words(report)}."
        blocks = [heading("Breaches"), paragraph(faces, said, look.BODY)]
    return blocks


def _finding(faces: Typefaces, report: RotaReport, finding: Finding) -> Block:
    breach, rule = finding.breach, finding.rule
    colour = look.BAD if finding.is_breach else look.WARN
    head = replace(look.BODY, face=look.Face.STRONG, colour=colour)
    where = (wording.source_words(rule), wording.grade_words(rule.grade))
    quiet = [f"{one_line(rule.title)} ({rule.id}): {one_line(rule.text)}"]
    quiet.append(". ".join(part for part in where if part) + ".")
    if breach.shifts:
        quiet.append(f"{wording.shifts_words(breach.shifts, report.zone)}.")
    quiet.append(wording.from_sessions_words(finding))
    left = max(_LEFT, faces.width(str(len(report.findings)), head) + 6)
    room = WIDTH - left
    said = faces.lines(f"{one_line(breach.text)}.", head, room, 4)
    below = [line for words in quiet for line in faces.lines(words, look.SMALL, room, 6)]
    height = len(said) * head.leading + len(below) * look.SMALL.leading + 5

    def draw(pen: Pen, y: float) -> None:
        pen.text(MARGIN, y, str(finding.number), head)
        top = pen.lines(MARGIN + left, y, said, head)
        pen.lines(MARGIN + left, top, below, look.SMALL)
        pen.rule(MARGIN, y + height - 1.5, WIDTH, weight=0.4)

    return Block(height, draw, gap=3)
