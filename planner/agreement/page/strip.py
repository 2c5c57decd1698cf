"""The strip that shows a placement week by week."""

from planner.agreement.page import look
from planner.agreement.page.blocks import Block, heading
from planner.agreement.page.look import MARGIN, WIDTH
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces
from planner.agreement.page.weeks import Week, weeks
from planner.model.plan import Plan
from planner.model.session import State
from planner.model.words import date_words, hours_number, hours_words

# Bars are stacked in this order, the surest hours at the bottom; the legend has it too.
_ORDER = (State.DELIVERED, State.AGREED, State.PROPOSED, State.LOST)
_HEIGHT = 38.0
_BAND = 5.0  # below the cells, for the hatched days
_WIDEST = 34.0
_GAP = 1.4
_LEAST_SCALE = 4.0  # hours: a lone session of 1 h does not fill its cell
_BETWEEN_DATES = 26.0  # points, at least, between two dates below the strip


def strip(faces: Typefaces, plan: Plan) -> list[Block]:
    """One cell a week with its hours by state; days of nights and leave are hatched below it."""
    found = weeks(plan)
    cell = min(_WIDEST, WIDTH / len(found))
    scale = max(_LEAST_SCALE, *(week.total for week in found))

    band = _HEIGHT + 2 + (_BAND if plan.nights_and_leave else 0)

    def draw(pen: Pen, y: float) -> None:
        for i, week in enumerate(found):
            _draw_week(pen, MARGIN + i * cell, y, cell, week, scale)
        _draw_dates(pen, y + band, cell, plan, found)

    return [
        heading("The placement, week by week"),
        Block(band + look.TINY.leading, draw, with_next=True, role="Figure", alt=_words(found)),
        _legend(faces, found),
    ]


def _words(found: tuple[Week, ...]) -> str:
    """What the strip shows, for somebody who does not see it."""
    said = [
        f"week of {date_words(week.first)} {hours_words(week.total)}"
        for week in found
        if week.total
    ]
    hours = f"Hours by week: {'; '.join(said)}." if said else "No hours are booked yet."
    taken = [date_words(week.first) for week in found if week.taken]
    return f"{hours} Nights or leave in the weeks of {'; '.join(taken)}." if taken else hours


def _draw_week(pen: Pen, x: float, y: float, cell: float, week: Week, scale: float) -> None:
    width = cell - min(_GAP, cell / 4)
    pen.fill(x, y, width, _HEIGHT, look.CELL)
    bottom = y + _HEIGHT
    for state in _ORDER:
        height = week.hours.get(state, 0.0) / scale * (_HEIGHT - look.TINY.leading - 1)
        if height:
            bottom -= height
            pen.swatch(x, bottom, width, height, state)
    label = hours_number(week.total) if week.total else ""
    room = width - pen.faces.width(label, look.TINY)
    if label and room >= 0:
        pen.text(x + room / 2, bottom - look.TINY.leading, label, look.TINY)
    day = width / 7
    for start, end in week.taken:
        pen.hatch(x + start * day, y + _HEIGHT + 1.2, (end - start) * day, _BAND)


def _draw_dates(pen: Pen, y: float, cell: float, plan: Plan, found: tuple[Week, ...]) -> None:
    """The placement's first date, then Mondays as often as there is room for."""
    free = MARGIN
    for i, week in enumerate(found):
        day = max(week.first, plan.placement.first)
        text = date_words(day).rsplit(" ", 1)[0]
        x = MARGIN + i * cell
        width = pen.faces.width(text, look.TINY)
        if x >= free and x + width <= MARGIN + WIDTH:
            pen.text(x, y, text, look.TINY)
            free = x + width + _BETWEEN_DATES


def _legend(faces: Typefaces, found: tuple[Week, ...]) -> Block:
    """What the marks mean: only those that occur."""
    states = [state for state in _ORDER if any(week.hours.get(state) for week in found)]
    hatched = any(week.taken for week in found)

    def draw(pen: Pen, y: float) -> None:
        x = MARGIN
        for state in states:
            pen.swatch(x, y + 1.5, 9, 7.5, state)
            pen.text(x + 12, y, state.value, look.SMALL)
            x += 12 + faces.width(state.value, look.SMALL) + 14
        if hatched:
            pen.hatch(x, y + 2.7, 9, _BAND)
            pen.text(x + 12, y, "nights and leave", look.SMALL)
        scale = "Numbers are hours in the week." if states else "No hours are booked yet."
        pen.text(MARGIN + WIDTH, y, scale, look.SMALL, right=True)

    return Block(look.SMALL.leading, draw, gap=4)
