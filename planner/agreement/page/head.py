"""The head of a document: what it is and of whom, and its figures in a row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.agreement.page import look
from planner.agreement.page.blocks import Block
from planner.agreement.page.look import MARGIN, WIDTH, Style
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces

_GUTTER = 9.0
_PADDING = 9.0
_MOST = (4, 2)  # lines of each text below the title


@dataclass(frozen=True, slots=True)
class Card:
    """A figure with its label above it and what explains it below. ``edge`` is the colour of its
    frame where that is to be seen first.
    """

    label: str
    figure: str
    below: str
    colour: str = look.INK
    edge: str = ""


def masthead(
    faces: Typefaces, title: str, said: tuple[str, str], aside: Sequence[tuple[str, Style]]
) -> Block:
    """A title with whose it is and what it is for below; at the right, quiet lines of when."""
    room = WIDTH - max(faces.width(line, style) for line, style in aside) - 24
    lines = [
        line
        for words, most in zip(said, _MOST, strict=True)
        for line in faces.lines(words, look.BODY, room, most)
    ]

    def draw(pen: Pen, y: float) -> None:
        with pen.within("H1"):
            pen.text(MARGIN, y, title, look.TITLE)
        with pen.within("P"):
            pen.lines(MARGIN, y + look.TITLE.leading + 2, lines, look.BODY)
        right = y + 6
        with pen.within("P"):
            for line, style in aside:
                pen.text(MARGIN + WIDTH, right, line, style, right=True)
                right += style.leading

    height = look.TITLE.leading + 2 + len(lines) * look.BODY.leading
    return Block(height, draw, bookmark=title, role="Div")


def cards(faces: Typefaces, shown: Sequence[Card]) -> Block:
    """The figures beside each other, in frames of one size."""
    each = (WIDTH - (len(shown) - 1) * _GUTTER) / len(shown)
    below = [faces.lines(card.below, look.SMALL, each - 2 * _PADDING, 3) for card in shown]
    most = max(len(lines) for lines in below)
    height = 8 + look.SMALL.leading + look.FIGURE.leading + most * look.SMALL.leading + 8

    def draw(pen: Pen, y: float) -> None:
        for i, (card, lines) in enumerate(zip(shown, below, strict=True)):
            x = MARGIN + i * (each + _GUTTER)
            pen.frame(x, y, each, height, card.edge or look.RULE, 1.6 if card.edge else 0.7)
            inside, top = x + _PADDING, y + 8
            with pen.within("P"):
                pen.text(inside, top, card.label, look.SMALL)
                top += look.SMALL.leading
                pen.text(inside, top, card.figure, replace(look.FIGURE, colour=card.colour))
                pen.lines(inside, top + look.FIGURE.leading, lines, look.SMALL)

    return Block(height, draw, gap=13, role="Div")
