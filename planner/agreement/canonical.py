"""What a plan says, as bytes that are the same for the same plan on every machine.

The bytes follow the JSON Canonicalization Scheme (RFC 8785): sorted keys, no spaces, UTF-8, whole
numbers without a fraction. When a plan was issued and under which version are left out, and so is
what only depends on today's date: two exports of one plan have one digest.
"""

import hashlib
import json
import unicodedata
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from planner.model.placement import Placement
from planner.model.plan import Plan
from planner.model.scheme import Scheme
from planner.model.session import Session

FORMAT = "leadtime-plan"
FORMAT_VERSION = 2

# Crockford's base 32: no I, L, O or U, so that a code can be read out over the telephone.
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def plan_json(plan: Plan) -> bytes:
    """The plan as canonical JSON: the input of its digest.

    Times are ISO 8601 with the offset of the plan's zone, dates are local, hours decimal to four
    places, texts in Unicode normal form C. When a row was last touched (``Session.changed``) is not
    part of the plan: ``sequence`` says whether a session was changed. A plan that does not tell
    nights and leave is written in version 1 of the format, which had none.
    """
    days = plan.nights_and_leave
    content = {
        "format": FORMAT,
        "format_version": 1 if days is None else FORMAT_VERSION,
        "zone": plan.zone.key,
        "placement": _placement(plan.placement),
        "scheme": _scheme(plan.scheme),
        "due": _number(plan.allowance.due),
        "rules": {
            "title": _text(plan.rules.title),
            "average_week": _number(plan.rules.average_week),
            "broken": [_text(words) for words in plan.rules.broken],
        },
        "rota_read": None if plan.rota_read is None else _time(plan.rota_read, plan.zone),
        "sessions": [_session(session, plan.zone) for session in printed(plan)],
    }
    if days is not None:
        content["nights_and_leave"] = [day.isoformat() for day in sorted(set(days))]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def printed(plan: Plan) -> tuple[Session, ...]:
    """The sessions in the order in which they are printed and numbered, from 1."""
    return tuple(sorted(plan.sessions, key=lambda session: (session.span, session.id)))


def digest(plan: Plan) -> str:
    """SHA-256 of `plan_json` in 64 hexadecimal digits."""
    return hashlib.sha256(plan_json(plan)).hexdigest()


def check_code(digest: str) -> str:
    """The first 80 bits of a digest in 16 characters that people can compare, such as
    "K7QF-2MXA-90TD-PC4G".
    """
    bits = int(digest[:20], 16)
    characters = [_CROCKFORD[bits >> shift & 31] for shift in range(75, -1, -5)]
    return "-".join("".join(characters[i : i + 4]) for i in range(0, 16, 4))


def _placement(placement: Placement) -> dict[str, Any]:
    return {
        "title": _text(placement.title),
        "department": _text(placement.department),
        "doctor": _text(placement.doctor or placement.person),
        "supervisor": _text(placement.supervisor),
        "first": placement.first.isoformat(),
        "last": placement.last.isoformat(),
        "share": _number(placement.share),
        "share_counts": placement.share_counts,
        "hours": _number(placement.hours),
        "ruleset": placement.ruleset,
        "opt_out": placement.opt_out,
        "division": placement.division.value,
        "core_hours": str(placement.core),
        "core_weekdays": sorted(placement.core.weekdays),
    }


def _scheme(scheme: Scheme) -> dict[str, Any]:
    return {
        "id": scheme.id,
        "title": _text(scheme.title),
        "short": _text(scheme.short),
        "hours": _number(scheme.hours),
        "per": scheme.per.value,
        "average_weeks": scheme.average_weeks,
        "shortest": _number(scheme.shortest),
        "usual": _number(scheme.usual),
        "longest": _number(scheme.longest),
        "whole_days": scheme.whole_days,
        "a_day": scheme.a_day,
        "days_off_spared": scheme.days_off_spared,
        "unit": scheme.unit.value,
        "carries_over": scheme.carries_over,
        "block": scheme.block,
        "grade": scheme.grade.value,
    }


def _session(session: Session, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": session.id,
        "start": _time(session.span.start, zone),
        "end": _time(session.span.end, zone),
        "for": _text(session.purpose),
        "where": session.where.value,
        "needs_cover": session.needs_cover,
        "state": session.state.value,
        "lost_to": session.lost_to and session.lost_to.value,
        "sequence": session.sequence,
    }


def _time(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat()


def _number(value: float | None) -> float | None:
    """A number as RFC 8785 writes it: 2 and 2.0 are one number."""
    if value is None:
        return None
    rounded = round(float(value), 4)
    return int(rounded) if rounded.is_integer() else rounded


def _text(text: str) -> str:
    """Text in normal form C. Half of a surrogate pair is no character: it becomes U+FFFD."""
    return (
        unicodedata.normalize("NFC", text)
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
    )
