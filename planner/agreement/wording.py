"""What the document, the calendar and the table say alike."""

import unicodedata
from dataclasses import replace

from planner.model.placement import Placement
from planner.model.plan import Plan
from planner.model.session import Session


def one_line(text: str) -> str:
    """Text as one line in Unicode normal form C, without control and invisible characters."""
    spaced = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    shown = "".join(c for c in spaced if unicodedata.category(c) not in {"Cf", "Cs"})
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def doctor(placement: Placement) -> str:
    """Whose plan it is: the doctor's name, else the name in the rota, else empty."""
    return one_line(placement.doctor or placement.person)


def cover_words(session: Session) -> str:
    """Whether somebody has to stand in on the ward, for a table."""
    return "needed" if session.needs_cover else "not needed"


def allowance_words(plan: Plan) -> str:
    """What the allowance rests on, such as "2 h a week, SDT" or "2 h a week at 80 %, SDT"."""
    placement, scheme = plan.placement, plan.scheme
    if placement.hours is not None:
        scheme = replace(scheme, hours=placement.hours)
    counted = placement.counted_share
    share = "" if counted == 1 else f" at {counted * 100:.4g} %"
    short = one_line(scheme.short)
    return f"{scheme.words}{share}, {short}" if short else f"{scheme.words}{share}"


def counted(number: int, one: str) -> str:
    """A number with its noun, such as "1 session" or "12 sessions"."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
