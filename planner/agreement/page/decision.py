"""Where the supervisor decides."""

from planner.agreement import fields
from planner.agreement.page import look
from planner.agreement.page.blocks import Block, heading
from planner.agreement.page.form import Choice, Entry
from planner.agreement.page.look import MARGIN, WIDTH
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.wording import doctor
from planner.model.plan import Plan

_TITLE = "Supervisor’s decision"
_PAD = 9.0
_INSIDE = WIDTH - 2 * _PAD
_CHOICES = 14.0
_COMMENTS = 48.0
_LINE = 21.0
_GUTTER = 9.0
# Label, field and share of the width.
_ROW = (
    ("Name", fields.NAME, 0.5),
    ("GMC number", fields.GMC_NUMBER, 0.25),
    ("Date", fields.DATE, 0.25),
)


def decision(faces: Typefaces, plan: Plan, code: str) -> list[Block]:
    """The choices, room for comments, who decides and when, and what to do with the document."""
    to = doctor(plan.placement)
    said = (
        f"Fill in, save and send this file back{f' to {to}' if to else ''}: it carries the plan "
        f"itself, so what is agreed is what was sent. Check code on every page: {code}; a plan "
        "that differs in any session has another."
    )
    notes = faces.lines(said, look.SMALL, WIDTH, 3)
    label = look.SMALL.leading
    box = _PAD + _CHOICES + 3 + label + _COMMENTS + 4 + label + _LINE + _PAD

    def draw(pen: Pen, y: float) -> None:
        pen.frame(MARGIN, y, WIDTH, box)
        left, top = MARGIN + _PAD, y + _PAD
        _choices(pen, left, top)
        top += _CHOICES + 3
        _labelled(pen, left, top, (_INSIDE, _COMMENTS), "Comments", fields.COMMENTS)
        top += label + _COMMENTS + 4
        room = _INSIDE - (len(_ROW) - 1) * _GUTTER
        for words, field, share in _ROW:
            _labelled(pen, left, top, (share * room, _LINE), words, field)
            left += share * room + _GUTTER
        with pen.within("P"):
            pen.lines(MARGIN, y + box + 6, notes, look.SMALL)

    height = box + 6 + len(notes) * look.SMALL.leading
    return [heading(_TITLE), Block(height, draw, role="Div")]


def _choices(pen: Pen, x: float, y: float) -> None:
    for verdict, words in fields.CHOICES:
        choice = Choice(fields.DECISION, verdict.value, f"{_TITLE}: {words}", _TITLE)
        with pen.within("P"):
            pen.tick_box(x, y + 1.5, 10, choice)
            pen.text(x + 14, y, words, look.BODY)
        x += 14 + pen.faces.width(words, look.BODY) + 16


def _labelled(
    pen: Pen, x: float, y: float, size: tuple[float, float], words: str, field: str
) -> None:
    """A box to write in below its label."""
    entry = Entry(field, words, fields.MOST[field], lines=field == fields.COMMENTS)
    with pen.within("P"):
        pen.text(x, y, words, look.SMALL)
        pen.entry_box(x, y + look.SMALL.leading, *size, entry)
