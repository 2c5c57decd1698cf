"""The table of sessions."""

from dataclasses import dataclass, replace

from planner.agreement.page import look
from planner.agreement.page.blocks import Block, heading, paragraph
from planner.agreement.page.look import MARGIN, WIDTH
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.wording import cover_words, one_line
from planner.model.plan import Plan
from planner.model.session import Session, State
from planner.model.words import hours_number, hours_words, span_words

_PAD = 3.6
_TICK = 8.5
# What a supervisor can still decide: what has happened, or has not, is not asked about.
_OPEN = frozenset({State.PROPOSED, State.AGREED})


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left edges of the columns, in points from the margin; ``hours_end`` is a right edge."""

    number: float = 2
    when: float = 18
    hours_end: float = 150
    purpose: float = 164
    cover: float = 324
    state: float = 378
    supervisor: float = 436

    @property
    def for_width(self) -> float:
        return self.cover - self.purpose - 10

    @property
    def when_width(self) -> float:
        return self.hours_end - 26 - self.when


_AT = _Columns()


def sessions(faces: Typefaces, plan: Plan) -> list[Block]:
    """Every session in the plan, numbered in the order printed; says so where there is none."""
    if not plan.sessions:
        left = hours_words(plan.allowance.to_find)
        said = f"No sessions are booked yet: {left} of protected time are still to find."
        return [heading("Sessions"), paragraph(faces, said, look.BODY)]
    head = _head()
    rows = [
        _row(faces, plan, number, session, head) for number, session in enumerate(plan.sessions, 1)
    ]
    rows[-2:-1] = [replace(row, with_next=True) for row in rows[-2:-1]]  # no row alone on a page
    return [heading("Sessions", f"Times of {plan.zone.key}"), head, *rows]


def _head() -> Block:
    height = look.SMALL_HEAD.leading + _PAD

    def draw(pen: Pen, y: float) -> None:
        style = look.SMALL_HEAD
        for x, title in (
            (_AT.when, "When"),
            (_AT.purpose, "For"),
            (_AT.cover, "Cover"),
            (_AT.state, "State"),
            (_AT.supervisor, "Supervisor"),
        ):
            pen.text(MARGIN + x, y, title, style)
        pen.text(MARGIN + _AT.hours_end, y, "Hours", style, right=True)
        pen.rule(MARGIN, y + height, WIDTH, look.EDGE, 0.8)

    return Block(height, draw, with_next=True)


def _row(faces: Typefaces, plan: Plan, number: int, session: Session, head: Block) -> Block:
    style = look.BODY
    purpose = faces.lines(one_line(session.purpose) or "–", style, _AT.for_width)
    when = faces.lines(_when(plan, session), style, _AT.when_width)
    height = max(len(purpose), len(when)) * style.leading + 2 * _PAD
    shows_cover = session.state.takes_time

    def draw(pen: Pen, y: float) -> None:
        top = y + _PAD
        pen.text(MARGIN + _AT.number, top + 1.1, str(number), look.SMALL)
        pen.lines(MARGIN + _AT.when, top, when, style)
        hours = hours_number(session.span.hours)
        pen.text(MARGIN + _AT.hours_end, top, hours, style, right=True)
        pen.lines(MARGIN + _AT.purpose, top, purpose, style)
        pen.text(MARGIN + _AT.cover, top, cover_words(session) if shows_cover else "–", style)
        pen.swatch(MARGIN + _AT.state, top + 2.4, 7, 7, session.state)
        pen.text(MARGIN + _AT.state + 10, top, session.state.value, style)
        _ticks(pen, MARGIN + _AT.supervisor, top, session)
        pen.rule(MARGIN, y + height, WIDTH, weight=0.4)

    return Block(height, draw, head=head)


def _ticks(pen: Pen, x: float, y: float, session: Session) -> None:
    """Two boxes, to agree the session or to ask for a change."""
    if session.state not in _OPEN:
        pen.text(x, y, "–", look.BODY)
        return
    for word in ("agree", "change"):
        pen.tick_box(x, y + 1.8, _TICK)
        pen.text(x + _TICK + 2.5, y + 1.1, word, look.SMALL)
        x += _TICK + 2.5 + pen.faces.width(word, look.SMALL) + 5


def _when(plan: Plan, session: Session) -> str:
    """Day and clock times; with the year where the placement's dates leave it open."""
    placement = plan.placement
    words = span_words(session.span, plan.zone)
    if (placement.last - placement.first).days < 365:
        return words
    return f"{words} ({session.span.start.astimezone(plan.zone).year})"
