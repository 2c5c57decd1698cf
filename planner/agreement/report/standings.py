"""Every rule on paper: its worst figure as a bar beside the limit."""

from dataclasses import replace

from planner.agreement.page import look
from planner.agreement.page.blocks import Block, heading
from planner.agreement.page.look import MARGIN, WIDTH, Style
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.report import wording
from planner.agreement.report.content import RotaReport, Standing
from planner.agreement.report.scale import bar_of
from planner.agreement.wording import one_line
from planner.rules import Level

_PAD = 3.4
_BAR_AT, _BAR_WIDTH, _BAR_HEIGHT = 122.0, 70.0, 6.0
_FIGURE = 202.0
_ROOM = 348.0
_STATE = 422.0
_PARA = 464.0
_COLOURS = {None: look.GOOD, Level.WARNING: look.WARN, Level.BREACH: look.BAD}


def standings(faces: Typefaces, report: RotaReport) -> list[Block]:
    """One row a rule, in the order of the rule set."""
    head = _head()
    rows = [_row(faces, standing, head) for standing in report.standings]
    return [heading("Every rule", one_line(report.ruleset.title)), head, *rows]


def _head() -> Block:
    height = look.SMALL_HEAD.leading + _PAD
    titles = (
        (0.0, "Rule"),
        (_BAR_AT, "Worst in the rota"),
        (_ROOM, "To the limit"),
        (_STATE, "State"),
        (_PARA, "Para."),
    )

    def draw(pen: Pen, y: float) -> None:
        for x, title in titles:
            pen.text(MARGIN + x, y, title, look.SMALL_HEAD)
        pen.text(MARGIN + WIDTH, y, "Grade", look.SMALL_HEAD, right=True)
        pen.rule(MARGIN, y + height, WIDTH, look.EDGE, 0.8)

    return Block(height, draw, with_next=True)


def _row(faces: Typefaces, standing: Standing, head: Block) -> Block:
    rule, style = standing.rule, look.BODY
    said = faces.lines(wording.figure_words(standing), style, _ROOM - _FIGURE - 6, 2)
    room = faces.lines(wording.room_words(standing), style, _STATE - _ROOM - 6, 2)
    state, state_style = _state(standing)
    # In the order in which a row is read, which is that of a screen reader.
    columns = (
        (0.0, faces.lines(one_line(rule.title), style, _BAR_AT - 6), style),
        (_FIGURE, said, style),
        (_ROOM, room, style),
        (_STATE, [state], state_style),
        (_PARA, faces.lines(one_line(rule.para) or "–", style, 34, 2), style),
    )
    height = max(len(lines) for _, lines, _ in columns) * style.leading + 2 * _PAD

    def draw(pen: Pen, y: float) -> None:
        top = y + _PAD
        for x, lines, of in columns:
            pen.lines(MARGIN + x, top, lines, of)
        _bar(pen, MARGIN + _BAR_AT, top + 3, standing)
        pen.text(MARGIN + WIDTH, top, rule.grade.value, style, right=True)
        pen.rule(MARGIN, y + height, WIDTH, weight=0.4)

    return Block(height, draw, head=head)


def _state(standing: Standing) -> tuple[str, Style]:
    if standing.figure is None:
        return "–", look.BODY_QUIET
    colour = _COLOURS[standing.level]
    return wording.level_words(standing.level), replace(look.BODY, colour=colour)


def _bar(pen: Pen, x: float, y: float, standing: Standing) -> None:
    """The figure as a bar; hatched is where the rule is broken, a line is its limit."""
    bar = bar_of(standing)
    start, end = bar.forbidden
    pen.fill(x, y, _BAR_WIDTH, _BAR_HEIGHT, look.CELL)
    pen.hatch(x + start * _BAR_WIDTH, y, (end - start) * _BAR_WIDTH, _BAR_HEIGHT)
    if bar.figure is not None:
        colour = _COLOURS[standing.level]
        pen.fill(x, y + 1.2, bar.figure * _BAR_WIDTH, _BAR_HEIGHT - 2.4, colour)
    pen.fill(x + bar.limit * _BAR_WIDTH - 0.6, y - 2, 1.2, _BAR_HEIGHT + 4, look.INK)
