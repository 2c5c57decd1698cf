"""The top of the rota report and its end: whose rota, how many breaches, what was counted."""

from planner.agreement.page import head, look
from planner.agreement.page.blocks import Block, heading, paragraph
from planner.agreement.page.head import Card, masthead
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.report import wording
from planner.agreement.report.content import RotaReport
from planner.agreement.wording import one_line
from planner.model.scheme import Grade
from planner.model.words import date_words, dates_words


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
    checked = f"Checked against: {one_line(report.ruleset.title)}"
    return masthead(
        faces,
        "Rota report",
        (" · ".join(part for part in whose if part), checked),
        [(line, look.BODY_QUIET) for line in aside],
    )


def cards(faces: Typefaces, report: RotaReport) -> Block:
    """How many breaches and warnings, how many rules were checked, what was not known."""
    rules = len(report.standings)
    left = "others: nothing to measure" if rules > report.checked else "each has a figure"
    counted = "not counted" if report.unknown else "every entry has a kind"
    return head.cards(
        faces,
        [
            _count("Breaches", report.breaches, "limits passed", look.BAD),
            _count("Warnings", report.warnings, "worth knowing", look.WARN),
            Card("Rules checked", f"{report.checked} of {rules}", left),
            _count("Entries not known", report.unknown, counted, look.WARN),
        ],
    )


def _count(label: str, number: int, below: str, colour: str) -> Card:
    """How many of something there are that is better not there."""
    return Card(label, str(number), below, colour, colour) if number else Card(label, "0", below)


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
