"""A plan as a document that a supervisor can read and sign (PDF, A4)."""

from typing import TYPE_CHECKING

from planner.agreement.canonical import check_code, digest, plan_json
from planner.agreement.returned.attached import NAME, described
from planner.agreement.wording import doctor, one_line
from planner.model.plan import Plan

if TYPE_CHECKING:
    from planner.agreement.page.blocks import Block
    from planner.agreement.page.paper import Paper
    from planner.agreement.page.typefaces import Typefaces


def plan_pdf(plan: Plan) -> bytes:
    """The plan on A4 pages: figures, the placement week by week, sessions, rules, decision.

    All text is text, in embedded fonts; every page carries the check code. The same plan, issued at
    the same time, gives the same bytes.
    """
    from planner.agreement.page.paper import written
    from planner.agreement.page.typefaces import Typefaces

    faces = Typefaces()
    code = check_code(digest(plan))
    return written(faces, _paper(plan, code), _blocks(faces, plan, code))


def _blocks(faces: "Typefaces", plan: Plan, code: str) -> "list[Block]":
    from planner.agreement.page import summary
    from planner.agreement.page.decision import decision
    from planner.agreement.page.sessions import sessions
    from planner.agreement.page.strip import strip

    rules = summary.rules(faces, plan)
    blocks = [summary.header(faces, plan, code), summary.cards(faces, plan)]
    blocks += summary.check_locally(faces, plan)
    # Broken rules are what a supervisor has to see first; kept ones can wait.
    blocks += [] if plan.rules.kept else rules
    blocks += strip(faces, plan)
    blocks += sessions(faces, plan)
    blocks += rules if plan.rules.kept else []
    if plan.sessions:
        blocks += decision(faces, plan, code)
    return blocks


def _paper(plan: Plan, code: str) -> "Paper":
    from planner.agreement.page.attachment import Attachment
    from planner.agreement.page.paper import Paper

    who = doctor(plan.placement)
    title = f"Protected-time plan, version {plan.version}"
    return Paper(
        title=f"Protected-time plan – {who}" if who else "Protected-time plan",
        author=who,
        subject=one_line(f"{plan.placement.title}, version {plan.version}"),
        foot=f"{title} · {who}" if who else title,
        created=plan.issued.astimezone(plan.zone),
        keywords=f"check code {code}",
        code=code,
        attached=Attachment(NAME, plan_json(plan), "application/json", described(plan.version)),
    )
