"""The rota week by week on paper: what lies in each week, and where rules are broken."""

from dataclasses import replace

from planner.agreement.page import look
from planner.agreement.page.blocks import Block, heading
from planner.agreement.page.look import MARGIN, WIDTH
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.report.content import Finding, RotaReport, by_rule
from planner.agreement.report.weeks import Lane, Weeks
from planner.agreement.wording import one_line
from planner.model.words import date_words

_LABEL = 112.0
_ROOM = WIDTH - _LABEL
_HEIGHT = 11.5
_WIDEST = 30.0
_LEAST = 2.0  # points: a breach of an hour can be seen
_BETWEEN_DATES = 14.0


def timeline(faces: Typefaces, report: RotaReport) -> list[Block]:
    """A row for each kind of entry with its dates a week, then a row for each rule that is passed;
    nothing where there is no rota.
    """
    weeks = report.weeks
    if weeks is None:
        return []
    cell = min(_WIDEST, _ROOM / len(weeks.mondays))
    blocks = [
        heading("Week by week", "numbers: days of that kind in the week"),
        _dates(faces, weeks, cell),
        *(_lane(faces, lane, cell) for lane in report.lanes),
        *(_marks(faces, weeks, found, cell) for found in by_rule(report)),
    ]
    return [*blocks[:-1], replace(blocks[-1], with_next=False)]


def _dates(faces: Typefaces, weeks: Weeks, cell: float) -> Block:
    """Mondays as often as there is room for; the first date of all where it is later."""

    def draw(pen: Pen, y: float) -> None:
        free = 0.0
        for i, first in enumerate(weeks.mondays):
            text = date_words(max(first, weeks.first)).rsplit(" ", 1)[0]
            width = faces.width(text, look.TINY)
            if i * cell >= free and i * cell + width <= _ROOM:
                pen.text(MARGIN + _LABEL + i * cell, y, text, look.TINY)
                free = i * cell + width + _BETWEEN_DATES

    return Block(look.TINY.leading + 1, draw, with_next=True)


def _lane(faces: Typefaces, lane: Lane, cell: float) -> Block:
    title = faces.lines(lane.title, look.SMALL, _LABEL - 6, 1)

    def draw(pen: Pen, y: float) -> None:
        pen.lines(MARGIN, y, title, look.SMALL)
        for i, count in enumerate(lane.counts):
            x = MARGIN + _LABEL + i * cell
            if count:
                pen.fill(x, y, cell - 0.8, _HEIGHT - 1.5, look.RULE)
            words = str(count) if count else ""
            room = cell - 0.8 - faces.width(words, look.TINY)
            if words and room >= 0:
                pen.text(x + room / 2, y + 1, words, _ON_CELL)

    return Block(_HEIGHT, draw, with_next=True)


def _marks(faces: Typefaces, weeks: Weeks, found: list[Finding], cell: float) -> Block:
    """Where one rule is passed: full bars for breaches, hatched ones for warnings, numbered."""
    title = faces.lines(one_line(found[0].rule.title), look.SMALL_HEAD, _LABEL - 6, 1)

    def draw(pen: Pen, y: float) -> None:
        pen.lines(MARGIN, y, title, look.SMALL_HEAD)
        pen.rule(MARGIN + _LABEL, y + _HEIGHT / 2, len(weeks.mondays) * cell, weight=0.4)
        left = MARGIN + _LABEL
        free = 0.0
        for finding in sorted(found, key=lambda one: one.breach.span):
            start, end = (at * cell for at in weeks.part(finding.breach.span))
            width = max(_LEAST, end - start)
            if finding.is_breach:
                pen.fill(left + start, y + 1.5, width, _HEIGHT - 4, look.BAD)
            else:
                pen.hatch(left + start, y + 1.5, width, _HEIGHT - 4)
            words = str(finding.number)
            at = start + width + 1
            if at + faces.width(words, look.TINY) <= _ROOM and at >= free:
                pen.text(left + at, y + 0.5, words, look.TINY)
                free = at + faces.width(words, look.TINY)

    return Block(_HEIGHT, draw, with_next=True)


_ON_CELL = look.Style(look.TINY.face, look.TINY.size, look.TINY.leading)
