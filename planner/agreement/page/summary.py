"""The top of the document: whose plan it is, the four figures, and what the rules say."""

from dataclasses import replace

from planner.agreement.figures import Mood, figures, locally_words, provenance, rules_words
from planner.agreement.page import head, look
from planner.agreement.page.blocks import Block, heading, paragraph
from planner.agreement.page.head import Card, masthead
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.wording import doctor, one_line, supervisor
from planner.model.plan import Plan
from planner.model.words import dates_words

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
    by = ", ".join(filter(None, (supervisor(placement)[0], "educational supervisor")))
    return masthead(
        faces,
        "Protected-time plan",
        (" · ".join(part for part in whose if part), f"For agreement by: {by}"),
        [*((line, look.BODY_QUIET) for line in provenance(plan)), (code, look.CODE)],
    )


def cards(faces: Typefaces, plan: Plan) -> Block:
    """Due, planned, delivered, and whether the working-time rules are kept."""
    return head.cards(
        faces,
        [
            Card(
                each.label,
                each.figure,
                each.below,
                _COLOURS[each.mood],
                edge=look.BAD if each.mood is Mood.BAD else "",
            )
            for each in figures(plan)
        ],
    )


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
