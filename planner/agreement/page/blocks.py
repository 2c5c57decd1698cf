"""Blocks and how they fill pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Optional

from planner.agreement.page.look import HEADING, MARGIN, SMALL, WIDTH, Style
from planner.agreement.page.pen import Pen
from planner.agreement.page.typefaces import Typefaces


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page that is never cut.

    ``draw`` is given the pen and the block's top. ``gap`` is the space before it, dropped at the
    top of a page. ``with_next`` keeps it on the page of the block after it. ``head`` is drawn again
    before the block where the block opens a page: the header of a table. ``bookmark`` enters the
    outline. ``role`` is what the block is to a screen reader ("Div": its parts say it themselves),
    ``alt`` the words for a picture.
    """

    height: float
    draw: Callable[[Pen, float], None]
    gap: float = 0.0
    with_next: bool = False
    head: Optional["Block"] = None
    bookmark: str = ""
    role: str = "P"
    alt: str = ""


def paginate(blocks: Iterable[Block], height: float) -> list[list[Block]]:
    """The blocks in order on pages of ``height`` points, at least one page.

    A group that is kept together and is higher than a page starts a page and runs over its end.
    """
    pages: list[list[Block]] = [[]]
    used = 0.0
    for group in _groups(blocks):
        needed = sum(block.gap + block.height for block in group)
        if pages[-1] and used + needed > height:
            head = group[0].head
            pages.append([] if head is None else [head])
            used = 0.0 if head is None else head.height
        for block in group:
            used += block.height + (block.gap if pages[-1] else 0.0)
            pages[-1].append(block)
    return pages


def draw_page(pen: Pen, page: list[Block], top: float) -> None:
    """Draws blocks below each other, from ``top`` on."""
    y = top
    for i, block in enumerate(page):
        y += block.gap if i else 0.0
        if block.bookmark:
            pen.bookmark(block.bookmark, y)
        with pen.within(block.role, block.alt):
            block.draw(pen, y)
        y += block.height


def heading(title: str, aside: str = "") -> Block:
    """The title of a section, with quiet words at the right edge."""

    def draw(pen: Pen, y: float) -> None:
        with pen.within("H2"):
            pen.text(MARGIN, y, title, HEADING)
        if aside:
            with pen.within("P"):
                pen.text(MARGIN + WIDTH, y + 2, aside, SMALL, right=True)

    return Block(HEADING.leading + 3, draw, gap=11.5, with_next=True, bookmark=title, role="Div")


def paragraph(
    faces: Typefaces, text: str, style: Style, *, gap: float = 0.0, most: int = 6
) -> Block:
    """Running text over the whole width, at most ``most`` lines."""
    lines = faces.lines(text, style, WIDTH, most)

    def draw(pen: Pen, y: float) -> None:
        pen.lines(MARGIN, y, lines, style)

    return Block(style.leading * len(lines), draw, gap=gap)


def _groups(blocks: Iterable[Block]) -> Iterable[list[Block]]:
    """Blocks that stay on one page."""
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.with_next:
            yield group
            group = []
    if group:
        yield group
