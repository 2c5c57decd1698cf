"""What a supervisor decides on a plan."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """The decision on a plan as a whole."""

    APPROVED = "approved"
    TICKED = "ticked"
    CHANGES = "changes"
    DECLINED = "declined"
    NONE = "none"


class Mark(StrEnum):
    """What was ticked for one session."""

    AGREE = "agree"
    CHANGE = "change"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it was made: the choice, session by session, and by whom.

    ``marks`` holds what was ticked for each session that could be ticked, by the session's id.
    ``by``, ``gmc_number`` and ``on`` are as typed: names, numbers and dates are written in many
    ways, and what somebody signed with is not for a program to correct.
    """

    verdict: Verdict
    marks: tuple[tuple[str, Mark], ...] = ()
    comments: str = ""
    by: str = ""
    gmc_number: str = ""
    on: str = ""

    def mark(self, session: str) -> Mark:
        """What was ticked for the session of that id."""
        return dict(self.marks).get(session, Mark.NONE)

    def outcome(self, session: str) -> Mark:
        """What follows for a session; for one that could not be ticked, nothing.

        The whole plan agreed: agreed, unless a change was ticked for it. Declined: not agreed,
        whatever was ticked. Otherwise what was ticked.
        """
        marks = dict(self.marks)
        if session not in marks:
            return Mark.NONE
        ticked = marks[session]
        match self.verdict:
            case Verdict.NONE:
                return Mark.NONE
            case Verdict.APPROVED:
                return Mark.CHANGE if ticked is Mark.CHANGE else Mark.AGREE
            case Verdict.DECLINED:
                return Mark.CHANGE
            case _:
                return ticked


@dataclass(frozen=True, slots=True)
class Returned:
    """A decision that came back, with the document as evidence.

    ``document`` and ``plan`` are digests (SHA-256, hex) of the file and of the plan decided on.
    ``by_hand``: entered from a copy whose boxes could not be read. ``stands``: not taken back.
    ``signed_by`` is the fingerprint of the key that signed it, empty where none did; ``key_known``
    whether that key is one of those that were compared with their owners.
    """

    id: int
    received: datetime
    document: str
    plan: str
    decision: Decision
    by_hand: bool
    stands: bool
    signed_by: str = ""
    key_known: bool = False


@dataclass(frozen=True, slots=True)
class SentPlan:
    """A version of the plan: its digest, each time it went out, and what came back on it."""

    version: int
    digest: str
    sent: tuple[datetime, ...]
    returned: tuple[Returned, ...]
