"""A plan as a document that a supervisor can read and sign (PDF, A4)."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import planner
from planner.agreement.canonical import check_code, digest
from planner.agreement.wording import doctor, one_line
from planner.model.plan import Plan
from planner.spans import Span

if TYPE_CHECKING:
    from planner.agreement.page.blocks import Block
    from planner.agreement.page.pen import Pen
    from planner.agreement.page.typefaces import Typefaces


def plan_pdf(plan: Plan, strip: Sequence[Span] = ()) -> bytes:
    """The plan on A4 pages: figures, the placement week by week, sessions, rules, decision.

    ``strip`` are the times to hatch in the week-by-week strip: those of nights and leave. All text
    is text, in embedded fonts; every page carries the check code. The same plan, issued at the same
    time, gives the same bytes.
    """
    from reportlab.pdfgen.canvas import Canvas

    from planner.agreement.page import look
    from planner.agreement.page.blocks import draw_page, paginate
    from planner.agreement.page.pen import Pen
    from planner.agreement.page.typefaces import Typefaces

    faces = Typefaces()
    code = check_code(digest(plan))
    pages = paginate(_blocks(faces, plan, strip, code), look.BODY_HEIGHT)
    file = io.BytesIO()
    canvas = Canvas(
        file,
        pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
        initialFontName=look.Face.TEXT.value,
        invariant=1,
        lang="en-GB",
        pdfVersion=(1, 7),
    )
    _describe(canvas, plan, code)
    pen = Pen(canvas, faces)
    for number, page in enumerate(pages, 1):
        draw_page(pen, page, look.TOP)
        _foot(pen, plan, code, f"Page {number} of {len(pages)}")
        pen.next_page()
    canvas.save()
    return file.getvalue()


def _blocks(faces: "Typefaces", plan: Plan, taken: Sequence[Span], code: str) -> "list[Block]":
    from planner.agreement.page import summary
    from planner.agreement.page.decision import decision
    from planner.agreement.page.sessions import sessions
    from planner.agreement.page.strip import strip

    rules = summary.rules(faces, plan)
    blocks = [summary.header(faces, plan, code), summary.cards(faces, plan)]
    blocks += summary.check_locally(faces, plan)
    # Broken rules are what a supervisor has to see first; kept ones can wait.
    blocks += [] if plan.rules.kept else rules
    blocks += strip(faces, plan, taken)
    blocks += sessions(faces, plan)
    blocks += rules if plan.rules.kept else []
    if plan.sessions:
        blocks += decision(faces, plan, code)
    return blocks


def _foot(pen: "Pen", plan: Plan, code: str, page: str) -> None:
    """The bottom of every page: which plan it is, and which page."""
    from planner.agreement.page import look

    y = look.PAGE_HEIGHT - 29
    pen.rule(look.MARGIN, y - 4, look.WIDTH, weight=0.4)
    who = doctor(plan.placement)
    title = f"Protected-time plan, version {plan.version}"
    room = look.WIDTH - 200
    text = pen.faces.lines(f"{title} · {who}" if who else title, look.SMALL, room, most=1)
    pen.lines(look.MARGIN, y, text, look.SMALL)
    end = look.MARGIN + look.WIDTH
    pen.text(end, y, page, look.SMALL, right=True)
    pen.text(end - 60, y, code, look.CODE_SMALL, right=True)


def _describe(canvas: Any, plan: Plan, code: str) -> None:
    """Title, author, dates and language: what readers show and screen readers read out."""
    who = doctor(plan.placement)
    canvas.setTitle(f"Protected-time plan – {who}" if who else "Protected-time plan")
    canvas.setAuthor(who)
    canvas.setSubject(one_line(f"{plan.placement.title}, version {plan.version}"))
    canvas.setKeywords(f"check code {code}")
    canvas.setCreator(f"Leadtime {planner.__version__}")
    canvas.setDateFormatter(lambda *_now: _pdf_date(plan.issued.astimezone(plan.zone)))
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _pdf_date(at: datetime) -> str:
    """A time as PDF writes it (ISO 32000-1, 7.9.4): "D:20261013081000+01'00'"."""
    offset = f"{at:%z}"
    return f"D:{at:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
