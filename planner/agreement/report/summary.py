"""The top of the rota report and its end: whose rota, how many breaches, what was counted."""

from dataclasses import replace

from planner.agreement.page import look
from planner.agreement.page.blocks import Block, heading, paragraph
from planner.agreement.page.look import MARGIN, WIDTH
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.report import wording
from planner.agreement.report.content import RotaReport
from planner.agreement.wording import one_line
from planner.model.scheme import Grade
from planner.model.words import date_words, dates_words

_GUTTER = 9.0
_PADDING = 9.0
_TITLE = "Rota report"


def header(faces: Typefaces, report: RotaReport) -> Block:
    """Title, doctor, placement and rules; at the right when it was made and the rota read."""
    whose = [one_line(part) for part in (report.doctor, report.title, report.department)]
    if report.dates:
        whose.append(dates_words(*report.dates).replace(" ", "\u00a0"))
    issued = report.issued.astimezone(report.zone)
    aside = [f"Made {date_words(issued.date())}, {issued:%H:%M}"]
    if report.read_at is not None:
        read = report.read_at.astimezone(report.zone)
        aside.append(f"Rota read {date_words(read.date())}, {read:%H:%M}")
    room = WIDTH - max(faces.width(line, look.BODY_QUIET) for line in aside) - 24
    lines = faces.lines(" · ".join(part for part in whose if part), look.BODY, room, 4)
    lines += faces.lines(f"Checked against: {one_line(report.ruleset.title)}", look.BODY, room, 2)

    def draw(pen: Pen, y: float) -> None:
        pen.text(MARGIN, y, _TITLE, look.TITLE)
        pen.lines(MARGIN, y + look.TITLE.leading + 2, lines, look.BODY)
        right = y + 6
        for line in aside:
            pen.text(MARGIN + WIDTH, right, line, look.BODY_QUIET, right=True)
            right += look.BODY_QUIET.leading

    height = look.TITLE.leading + 2 + len(lines) * look.BODY.leading
    return Block(height, draw, bookmark=_TITLE)


def cards(faces: Typefaces, report: RotaReport) -> Block:
    """How many breaches and warnings, how many rules were checked, what was not known."""
    rules = len(report.standings)
    left = rules - report.checked
    shown = (
        ("Breaches", str(report.breaches), "limits passed", look.BAD if report.breaches else None),
        ("Warnings", str(report.warnings), "worth knowing", look.WARN if report.warnings else None),
        (
            "Rules checked",
            f"{report.checked} of {rules}",
            "others: nothing to measure" if left else "each has a figure",
            None,
        ),
        (
            "Entries not known",
            str(report.unknown),
            "not counted" if report.unknown else "every entry has a kind",
            look.WARN if report.unknown else None,
        ),
    )
    each = (WIDTH - 3 * _GUTTER) / 4
    words = [faces.lines(below, look.SMALL, each - 2 * _PADDING, 1) for _, _, below, _ in shown]
    height = 16 + 2 * look.SMALL.leading + look.FIGURE.leading

    def draw(pen: Pen, y: float) -> None:
        for i, (label, figure, _, colour) in enumerate(shown):
            x = MARGIN + i * (each + _GUTTER)
            pen.frame(x, y, each, height, colour or look.RULE, 1.6 if colour else 0.7)
            top = y + 8
            pen.text(x + _PADDING, top, label, look.SMALL)
            style = replace(look.FIGURE, colour=colour or look.INK)
            pen.text(x + _PADDING, top + look.SMALL.leading, figure, style)
            top += look.SMALL.leading + look.FIGURE.leading
            pen.lines(x + _PADDING, top, words[i], look.SMALL)

    return Block(height, draw, gap=13)


def for_information(faces: Typefaces, report: RotaReport) -> list[Block]:
    """Rules that a rota cannot be measured by; nothing where the set has none."""
    if not report.notes:
        return []
    blocks = [heading("For information", "a rota says nothing of these: not checked")]
    said = (f"•\u00a0{wording.note_words(note)}" for note in report.notes)
    return [*blocks, *(paragraph(faces, words, look.SMALL, gap=1.5) for words in said)]


def on_calls(faces: Typefaces, report: RotaReport) -> list[Block]:
    """The on-call periods from home that count with the hours entered, one a line."""
    entered = [period for period in report.on_calls if period.work is not None]
    if not entered:
        return []
    blocks = [heading("On-call from home: hours entered", f"times of {report.zone.key}")]
    said = (wording.on_call_line(period, report.zone) for period in entered)
    return [*blocks, *(paragraph(faces, f"•\u00a0{line}", look.SMALL, gap=1.5) for line in said)]


def counted(faces: Typefaces, report: RotaReport) -> list[Block]:
    """What the figures rest on, what words mean, what the grades mean, where the rules stand."""
    said = [*wording.on_call_words(report), *wording.counted_words(report)]
    said += wording.meaning_words(report)
    used = {standing.rule.grade for standing in report.standings}
    used |= {rule.grade for rule in report.meanings} | {note.rule.grade for note in report.notes}
    said += [f"{wording.grade_words(grade)}." for grade in Grade if grade in used]
    entered = any(period.work is not None for period in report.on_calls)
    but = ", but for the hours on call from home" if entered else ""
    said.append(
        f"Worked out from the rota as it was published, not from hours actually worked{but}; it is "
        "no legal advice."
    )
    blocks = [heading("What was counted, and how")]
    blocks += [paragraph(faces, f"•\u00a0{line}", look.SMALL, gap=1.5) for line in said]
    return blocks
