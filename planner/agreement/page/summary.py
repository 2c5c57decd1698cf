"""The top of the document: whose plan it is, the four figures, and what the rules say."""

from dataclasses import replace

from planner.agreement.figures import Mood, figures, locally_words, provenance, rules_words
from planner.agreement.page import look
from planner.agreement.page.blocks import Block, heading, paragraph
from planner.agreement.page.look import MARGIN, WIDTH
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.wording import doctor, one_line
from planner.model.plan import Plan
from planner.model.words import dates_words

_GUTTER = 9.0
_PADDING = 9.0
_COLOURS = {
    Mood.PLAIN: look.INK,
    Mood.GOOD: look.GOOD,
    Mood.BAD: look.BAD,
    Mood.UNKNOWN: look.QUIET,
}


def header(faces: Typefaces, plan: Plan, code: str) -> Block:
    """Title, doctor, placement and supervisor; at the right version, rota and check code."""
    placement = plan.placement
    whose = [doctor(placement), one_line(placement.title), one_line(placement.department)]
    whose.append(dates_words(placement.first, placement.last).replace(" ", "\u00a0"))
    supervisor = one_line(placement.supervisor)
    by = f"{supervisor}, educational supervisor" if supervisor else "educational supervisor"
    aside = provenance(plan)
    room = WIDTH - max(faces.width(line, look.BODY_QUIET) for line in aside) - 24
    lines = faces.lines(" · ".join(part for part in whose if part), look.BODY, room, 4)
    lines += faces.lines(f"For agreement by: {by}", look.BODY, room, 2)

    def draw(pen: Pen, y: float) -> None:
        with pen.within("H1"):
            pen.text(MARGIN, y, "Protected-time plan", look.TITLE)
        with pen.within("P"):
            pen.lines(MARGIN, y + look.TITLE.leading + 2, lines, look.BODY)
        right = y + 6
        with pen.within("P"):
            for line in aside:
                pen.text(MARGIN + WIDTH, right, line, look.BODY_QUIET, right=True)
                right += look.BODY_QUIET.leading
            pen.text(MARGIN + WIDTH, right, code, look.CODE, right=True)

    text_height = look.TITLE.leading + 2 + len(lines) * look.BODY.leading
    return Block(text_height, draw, bookmark="Protected-time plan", role="Div")


def cards(faces: Typefaces, plan: Plan) -> Block:
    """Due, planned, delivered, and whether the working-time rules are kept."""
    each = (WIDTH - 3 * _GUTTER) / 4
    shown = [
        (card, faces.lines(card.below, look.SMALL, each - 2 * _PADDING, 3))
        for card in figures(plan)
    ]
    below = max(len(lines) for _, lines in shown) * look.SMALL.leading
    height = 8 + look.SMALL.leading + look.FIGURE.leading + below + 8

    def draw(pen: Pen, y: float) -> None:
        for i, (card, lines) in enumerate(shown):
            x = MARGIN + i * (each + _GUTTER)
            edge, weight = (look.BAD, 1.6) if card.mood is Mood.BAD else (look.RULE, 0.7)
            pen.frame(x, y, each, height, edge=edge, weight=weight)
            inside = x + _PADDING
            with pen.within("P"):
                pen.text(inside, y + 8, card.label, look.SMALL)
                figure = replace(look.FIGURE, colour=_COLOURS[card.mood])
                pen.text(inside, y + 8 + look.SMALL.leading, card.figure, figure)
                top = y + 8 + look.SMALL.leading + look.FIGURE.leading
                pen.lines(inside, top, lines, look.SMALL)

    return Block(height, draw, gap=13, role="Div")


def rules(faces: Typefaces, plan: Plan) -> list[Block]:
    """What the working-time rules say, each broken one in its words."""
    top = heading("Working-time rules", one_line(plan.rules.title))
    said = rules_words(plan)
    if plan.rules.kept or plan.rota_read is None:
        return [top, *(paragraph(faces, words, look.BODY) for words in said)]
    bad = replace(look.BODY, colour=look.BAD)
    return [top, *(paragraph(faces, f"•\u00a0{words}", bad, gap=1.5) for words in said)]


def check_locally(faces: Typefaces, plan: Plan) -> list[Block]:
    """A warning where no official page confirms the allowance; nothing where one does."""
    said = locally_words(plan)
    return [paragraph(faces, said, look.SMALL, gap=6)] if said else []
