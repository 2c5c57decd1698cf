"""What the document, the calendar and the table say alike."""

import re
import unicodedata
from dataclasses import replace

from planner.model.placement import Placement
from planner.model.plan import Plan
from planner.model.session import Session

_ADDRESS = r"[^\s<>\"@,;:()\[\]\\]+@[\w-]+(?:\.[\w-]+)+"
_ADDRESSED = re.compile(rf"(?P<name>[^<>]*)<(?P<within>{_ADDRESS})>|(?P<bare>{_ADDRESS})", re.ASCII)


def one_line(text: str) -> str:
    """Text as one line in Unicode normal form C, without control and invisible characters."""
    spaced = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    shown = "".join(c for c in spaced if unicodedata.category(c) not in {"Cf", "Cs"})
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def doctor(placement: Placement) -> str:
    """Whose plan it is: the doctor's name, else the name in the rota, else empty."""
    return one_line(placement.doctor or placement.person)


def supervisor(placement: Placement) -> tuple[str, str]:
    """The supervisor's name and e-mail address, each empty where the placement does not tell it;
    they are entered as in "Dr B. Specimen <b.specimen@example.org>".
    """
    said = one_line(placement.supervisor)
    found = _ADDRESSED.fullmatch(said)
    if found is None:
        return said, ""
    return (found["name"] or "").replace('"', "").strip(), found["bare"] or found["within"]


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
