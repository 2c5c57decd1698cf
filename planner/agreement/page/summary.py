"""The top of the document: whose plan it is, the four figures, and what the rules say."""

from dataclasses import dataclass, replace

from planner.agreement.page import look
from planner.agreement.page.blocks import Block, heading, paragraph
from planner.agreement.page.look import MARGIN, WIDTH
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.wording import allowance_words, counted, doctor, one_line
from planner.model.plan import Plan
from planner.model.words import date_words, dates_words, hours_words

_GUTTER = 9.0
_PADDING = 9.0


def header(faces: Typefaces, plan: Plan, code: str) -> Block:
    """Title, doctor, placement and supervisor; at the right version, rota and check code."""
    placement = plan.placement
    whose = [doctor(placement), one_line(placement.title), one_line(placement.department)]
    whose.append(dates_words(placement.first, placement.last).replace(" ", "\u00a0"))
    supervisor = one_line(placement.supervisor)
    by = f"{supervisor}, educational supervisor" if supervisor else "educational supervisor"
    aside = _provenance(plan)
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


def _provenance(plan: Plan) -> list[str]:
    issued = date_words(plan.issued.astimezone(plan.zone).date())
    lines = [f"Version {plan.version} of {issued}"]
    if plan.rota_read is None:
        return [*lines, "No rota was read"]
    read = plan.rota_read.astimezone(plan.zone)
    return [*lines, f"Rota read {date_words(read.date())}, {read:%H:%M}"]


@dataclass(frozen=True, slots=True)
class _Card:
    label: str
    figure: str
    below: str
    colour: str = look.INK
    alarm: bool = False


def cards(faces: Typefaces, plan: Plan) -> Block:
    """Due, planned, delivered, and whether the working-time rules are kept."""
    each = (WIDTH - 3 * _GUTTER) / 4
    shown = [
        (card, faces.lines(card.below, look.SMALL, each - 2 * _PADDING, 3)) for card in _cards(plan)
    ]
    below = max(len(lines) for _, lines in shown) * look.SMALL.leading
    height = 8 + look.SMALL.leading + look.FIGURE.leading + below + 8

    def draw(pen: Pen, y: float) -> None:
        for i, (card, lines) in enumerate(shown):
            x = MARGIN + i * (each + _GUTTER)
            edge, weight = (look.BAD, 1.6) if card.alarm else (look.RULE, 0.7)
            pen.frame(x, y, each, height, edge=edge, weight=weight)
            inside = x + _PADDING
            with pen.within("P"):
                pen.text(inside, y + 8, card.label, look.SMALL)
                figure = replace(look.FIGURE, colour=card.colour)
                pen.text(inside, y + 8 + look.SMALL.leading, card.figure, figure)
                top = y + 8 + look.SMALL.leading + look.FIGURE.leading
                pen.lines(inside, top, lines, look.SMALL)

    return Block(height, draw, gap=13, role="Div")


def _cards(plan: Plan) -> list[_Card]:
    allowance = plan.allowance
    planned = [session for session in plan.sessions if session.state.takes_time]
    to_find = f", {hours_words(allowance.to_find)} to find" if allowance.to_find >= 0.005 else ""
    return [
        _Card("Due", hours_words(allowance.due), allowance_words(plan)),
        _Card(
            "Planned",
            hours_words(allowance.planned),
            f"{counted(len(planned), 'session')}{to_find}",
        ),
        _Card(
            "Delivered so far",
            hours_words(allowance.delivered),
            f"of {hours_words(allowance.due_so_far)} due to date",
        ),
        _rules_card(plan),
    ]


def _rules_card(plan: Plan) -> _Card:
    label, rules = "Working-time rules", plan.rules
    if plan.rota_read is None:
        return _Card(label, "not checked", "no rota was read", look.QUIET)
    average = "no work to average"
    if rules.average_week is not None:
        average = f"{rules.average_week:.1f} h average week"
    if rules.kept:
        return _Card(label, "all kept", average, look.GOOD)
    return _Card(label, f"{len(rules.broken)} broken", average, look.BAD, alarm=True)


def rules(faces: Typefaces, plan: Plan) -> list[Block]:
    """What the working-time rules say, each broken one in its words."""
    title = one_line(plan.rules.title)
    top = heading("Working-time rules", title)
    if plan.rota_read is None:
        return [top, paragraph(faces, "No rota was read, so no rule was checked.", look.BODY)]
    if plan.rules.kept:
        said = "With this plan in the rota, all the rules that were checked are kept."
        return [top, paragraph(faces, said, look.BODY)]
    bad = replace(look.BODY, colour=look.BAD)
    broken = (f"•\u00a0{one_line(words)}" for words in plan.rules.broken)
    return [top, *(paragraph(faces, words, bad, gap=1.5) for words in broken)]


def check_locally(faces: Typefaces, plan: Plan) -> list[Block]:
    """A warning where no official page confirms the allowance; nothing where one does."""
    if not plan.scheme.check_locally:
        return []
    said = (
        f"The allowance ({one_line(plan.scheme.title)}) is not confirmed by an official source: "
        "check it locally before relying on it."
    )
    return [paragraph(faces, said, look.SMALL, gap=6)]
