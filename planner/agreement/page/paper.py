"""From blocks to a whole document: pages, their feet, and what readers are told of it."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import planner
from planner.agreement.page import look
from planner.agreement.page.attachment import Attachment, attach
from planner.agreement.page.blocks import Block, draw_page, paginate
from planner.agreement.page.form import Form
from planner.agreement.page.pen import Pen
from planner.agreement.page.tags import Tags
from planner.agreement.page.typefaces import Typefaces


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document says of itself.

    ``foot`` stands at the bottom of every page, with ``code`` beside it where there is one.
    ``attached`` is carried inside. ``created`` is aware and in the zone in which it is to be told.
    """

    title: str
    author: str
    subject: str
    foot: str
    created: datetime
    keywords: str = ""
    code: str = ""
    attached: Attachment | None = None


def paged(blocks: Iterable[Block]) -> list[list[Block]]:
    """The blocks on pages of A4."""
    return paginate(blocks, look.BODY_HEIGHT)


def draw_sheet(pen: Pen, paper: Paper, pages: Sequence[list[Block]], number: int) -> None:
    """Draws one page with its foot; pages are counted from 1."""
    draw_page(pen, pages[number - 1], look.TOP)
    with pen.aside():
        _foot(pen, paper, f"Page {number} of {len(pages)}")


def written(faces: Typefaces, paper: Paper, blocks: Iterable[Block]) -> bytes:
    """The document as a PDF. The same paper and blocks give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(
        file,
        pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
        initialFontName=look.Face.TEXT.value,
        invariant=1,
        lang="en-GB",
        pdfVersion=(1, 7),
    )
    _describe(canvas, paper)
    pen, pages = Pen(canvas, faces, Form(canvas), Tags(canvas)), paged(blocks)
    for number in range(1, len(pages) + 1):
        draw_sheet(pen, paper, pages, number)
        pen.next_page()
    pen.finish()
    if paper.attached is not None:
        attach(canvas, paper.attached, _pdf_date(paper.created))
    canvas.save()
    return file.getvalue()


def _foot(pen: Pen, paper: Paper, page: str) -> None:
    """The bottom of every page: which document it is, and which page."""
    y = look.PAGE_HEIGHT - 29
    pen.rule(look.MARGIN, y - 4, look.WIDTH, weight=0.4)
    text = pen.faces.lines(paper.foot, look.SMALL, look.WIDTH - 200, most=1)
    pen.lines(look.MARGIN, y, text, look.SMALL)
    end = look.MARGIN + look.WIDTH
    pen.text(end, y, page, look.SMALL, right=True)
    if paper.code:
        pen.text(end - 60, y, paper.code, look.CODE_SMALL, right=True)


def _describe(canvas: Any, paper: Paper) -> None:
    """Title, author, dates and language: what readers show and screen readers read out."""
    canvas.setTitle(paper.title)
    canvas.setAuthor(paper.author)
    canvas.setSubject(paper.subject)
    canvas.setKeywords(paper.keywords)
    canvas.setCreator(f"Leadtime {planner.__version__}")
    canvas.setDateFormatter(lambda *_now: _pdf_date(paper.created))
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _pdf_date(at: datetime) -> str:
    """A time as PDF writes it (ISO 32000-1, 7.9.4): "D:20261013081000+01'00'"."""
    offset = f"{at:%z}"
    return f"D:{at:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
