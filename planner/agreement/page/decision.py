"""Where the supervisor decides."""

from planner.agreement.page import look
from planner.agreement.page.blocks import Block, heading
from planner.agreement.page.look import MARGIN, WIDTH
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.wording import doctor
from planner.model.plan import Plan

_CHOICES = (
    "I agree the whole plan",
    "I agree the sessions ticked above",
    "I ask for changes",
    "I do not agree",
)
_PAD = 9.0
_INSIDE = WIDTH - 2 * _PAD
_COMMENTS = 38.0
_LINE = 20.0
_GUTTER = 9.0
# Label and share of the width of the boxes, row by row.
_ROWS = (
    (("Name", 0.65), ("GMC number", 0.35)),
    (("Signature", 0.65), ("Date", 0.35)),
)


def decision(faces: Typefaces, plan: Plan, code: str) -> list[Block]:
    """The choices, room for comments and a signature, and what to do with the page."""
    to = doctor(plan.placement)
    back = f"Tick, sign and return this document to {to}." if to else "Tick, sign and return it."
    said = (
        f"{back} Check code on every page: {code}. The code belongs to this plan alone: a plan "
        "that differs in any session has another."
    )
    notes = faces.lines(said, look.SMALL, WIDTH, 3)
    label = look.SMALL.leading
    box = _PAD + 14 + 3 + label + _COMMENTS + len(_ROWS) * (4 + label + _LINE) + _PAD

    def draw(pen: Pen, y: float) -> None:
        pen.frame(MARGIN, y, WIDTH, box)
        left, top = MARGIN + _PAD, y + _PAD
        _choices(pen, left, top)
        top += 14 + 3
        pen.text(left, top, "Comments", look.SMALL)
        pen.frame(left, top + label, _INSIDE, _COMMENTS, look.HATCH)
        top += label + _COMMENTS + 4
        for row in _ROWS:
            _row(pen, left, top, row)
            top += label + _LINE + 4
        pen.lines(MARGIN, y + box + 6, notes, look.SMALL)

    height = box + 6 + len(notes) * look.SMALL.leading
    return [heading("Supervisor’s decision"), Block(height, draw)]


def _choices(pen: Pen, x: float, y: float) -> None:
    for words in _CHOICES:
        pen.tick_box(x, y + 2, 9)
        pen.text(x + 13, y, words, look.BODY)
        x += 13 + pen.faces.width(words, look.BODY) + 17


def _row(pen: Pen, x: float, y: float, row: tuple[tuple[str, float], ...]) -> None:
    room = _INSIDE - (len(row) - 1) * _GUTTER
    for label, share in row:
        pen.text(x, y, label, look.SMALL)
        pen.frame(x, y + look.SMALL.leading, share * room, _LINE, look.HATCH)
        x += share * room + _GUTTER
