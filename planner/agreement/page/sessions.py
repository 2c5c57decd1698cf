"""The table of sessions."""

from dataclasses import dataclass, replace

from planner.agreement.canonical import printed
from planner.agreement.fields import MARKS, open_to_decide, session_field
from planner.agreement.page import look
from planner.agreement.page.blocks import Block, heading, paragraph
from planner.agreement.page.form import Choice
from planner.agreement.page.look import MARGIN, WIDTH
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.wording import cover_words, one_line
from planner.model.plan import Plan
from planner.model.session import Session
from planner.model.words import hours_number, hours_words, span_words

_PAD = 3.6
_TICK = 8.5


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
        _row(faces, plan, number, session, head) for number, session in enumerate(printed(plan), 1)
    ]
    rows[-2:-1] = [replace(row, with_next=True) for row in rows[-2:-1]]  # no row alone on a page
    return [heading("Sessions", f"Times of {plan.zone.key}"), head, *rows]


def _head() -> Block:
    height = look.SMALL_HEAD.leading + _PAD

    def draw(pen: Pen, y: float) -> None:
        style = look.SMALL_HEAD
        for x, title, right in (
            (_AT.number, "No.", False),
            (_AT.when, "When", False),
            (_AT.hours_end, "Hours", True),
            (_AT.purpose, "For", False),
            (_AT.cover, "Cover", False),
            (_AT.state, "State", False),
            (_AT.supervisor, "Supervisor", False),
        ):
            with pen.within("TH"):
                pen.text(MARGIN + x, y, title, style, right=right)
        pen.rule(MARGIN, y + height, WIDTH, look.EDGE, 0.8)

    return Block(height, draw, with_next=True, role="TR")


def _row(faces: Typefaces, plan: Plan, number: int, session: Session, head: Block) -> Block:
    style = look.BODY
    purpose = faces.lines(_purpose(session), style, _AT.for_width)
    when = faces.lines(_when(plan, session), style, _AT.when_width)
    height = max(len(purpose), len(when)) * style.leading + 2 * _PAD
    shows_cover = session.state.takes_time

    def draw(pen: Pen, y: float) -> None:
        top = y + _PAD
        with pen.within("TD"):
            pen.text(MARGIN + _AT.number, top + 1.1, str(number), look.SMALL)
        with pen.within("TD"):
            pen.lines(MARGIN + _AT.when, top, when, style)
        with pen.within("TD"):
            hours = hours_number(session.span.hours)
            pen.text(MARGIN + _AT.hours_end, top, hours, style, right=True)
        with pen.within("TD"):
            pen.lines(MARGIN + _AT.purpose, top, purpose, style)
        with pen.within("TD"):
            pen.text(MARGIN + _AT.cover, top, cover_words(session) if shows_cover else "–", style)
        with pen.within("TD"):
            pen.swatch(MARGIN + _AT.state, top + 2.4, 7, 7, session.state)
            pen.text(MARGIN + _AT.state + 10, top, session.state.value, style)
        with pen.within("TD"):
            _ticks(pen, MARGIN + _AT.supervisor, top, session, number, " ".join(when))
        pen.rule(MARGIN, y + height, WIDTH, weight=0.4)

    return Block(height, draw, head=head, role="TR")


def _ticks(pen: Pen, x: float, y: float, session: Session, number: int, when: str) -> None:
    """Two boxes, to agree the session or to ask for a change."""
    if not open_to_decide(session):
        pen.text(x, y, "–", look.BODY)
        return
    said = f"Session {number}, {when}"
    for mark in MARKS:
        choice = Choice(session_field(number), mark.value, f"{said}: {mark.value}", said)
        pen.tick_box(x, y + 1.8, _TICK, choice)
        pen.text(x + _TICK + 2.5, y + 1.1, mark.value, look.SMALL)
        x += _TICK + 2.5 + pen.faces.width(mark.value, look.SMALL) + 5


def _purpose(session: Session) -> str:
    """What a session is for; a lost one, what it was lost to as well."""
    purpose = one_line(session.purpose) or "–"
    return f"{purpose} (lost: {session.lost_to.value})" if session.lost_to else purpose


def _when(plan: Plan, session: Session) -> str:
    """Day and clock times; with the year where the placement's dates leave it open."""
    placement = plan.placement
    words = span_words(session.span, plan.zone)
    if (placement.last - placement.first).days < 365:
        return words
    return f"{words} ({session.span.start.astimezone(plan.zone).year})"
