"""The names of the document's form fields, which others rely on, and what may be decided."""

from planner.model.decision import Mark, Verdict
from planner.model.session import Session, State

DECISION = "decision"
COMMENTS = "comments"
NAME = "name"
GMC_NUMBER = "gmc_number"
DATE = "date"

CHOICES = (
    (Verdict.APPROVED, "I agree the whole plan"),
    (Verdict.TICKED, "I agree the sessions ticked above"),
    (Verdict.CHANGES, "I ask for changes"),
    (Verdict.DECLINED, "I do not agree"),
)
MARKS = (Mark.AGREE, Mark.CHANGE)

SEVERAL_LINES = 1 << 12
"""The flag of a field that takes several lines (ISO 32000-1, table 228)."""

MOST = {COMMENTS: 2000, NAME: 120, GMC_NUMBER: 20, DATE: 30}
"""How many characters a field takes."""


def session_field(number: int) -> str:
    """The field of a session by its number in the order printed, from 1."""
    return f"session_{number}"


def open_to_decide(session: Session) -> bool:
    """Whether a supervisor is asked: not about what has happened, or has not."""
    return session.state in (State.PROPOSED, State.AGREED)
