"""The JSON forms of answers: times in ISO 8601 with offset in the rota's zone, hours decimal."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from planner.finding import BestPlan, Offer
from planner.model.rota import Problem, Reading, Shift
from planner.model.session import Session
from planner.rules import Breach, Report
from planner.spans import Span

Form = dict[str, Any]


def time_form(at: datetime, zone: ZoneInfo) -> str:
    """An instant, such as "2026-10-15T13:00:00+01:00"."""
    return at.astimezone(zone).isoformat(timespec="seconds")


def span_form(span: Span, zone: ZoneInfo) -> Form:
    """The start and the end of a span."""
    return {"start": time_form(span.start, zone), "end": time_form(span.end, zone)}


def shift_form(shift: Shift, zone: ZoneInfo) -> Form:
    """A shift; ``hours`` is null where an all-day entry has hours that nobody knows."""
    hours = shift.hours(zone)
    return {
        "person": shift.person,
        **span_form(shift.span, zone),
        "all_day": shift.all_day,
        "kind": shift.kind.value,
        "label": shift.label,
        "hours": None if hours is None else round(hours, 4),
        "uid": shift.uid,
    }


def problem_form(problem: Problem) -> Form:
    """A problem of a rota."""
    return {"where": problem.where, "what": problem.what, "done": problem.done.value}


def reading_form(reading: Reading, shifts: Sequence[Shift]) -> Form:
    """The answer of `read`: the reading, with the shifts that were asked for."""
    covers = reading.covers
    return {
        "people": list(reading.people),
        "covers": [day.isoformat() for day in covers] if covers else [],
        "shifts": [shift_form(shift, reading.zone) for shift in shifts],
        "problems": [problem_form(problem) for problem in reading.problems],
        **({"guesses": list(reading.guesses)} if reading.guesses else {}),
    }


def breach_form(breach: Breach, zone: ZoneInfo) -> Form:
    """A broken rule."""
    return {
        "rule": breach.rule,
        "level": breach.level.value,
        "from": time_form(breach.span.start, zone),
        "to": time_form(breach.span.end, zone),
        "measured": round(breach.measured, 4),
        "limit": breach.limit,
        "unit": breach.unit,
    }


def report_form(report: Report, zone: ZoneInfo) -> Form:
    """The answer of `check`."""
    return {
        "rules": report.ruleset.id,
        "figures": {rule: round(figure, 4) for rule, figure in report.figures.items()},
        "breaches": [breach_form(breach, zone) for breach in report.breaches],
    }


def offer_form(offer: Offer, zone: ZoneInfo) -> Form:
    """An offer, or a session of a plan that was not stored."""
    return {
        **span_form(offer.span, zone),
        "hours": round(offer.span.hours, 4),
        "score": offer.score,
        "where": offer.where.value,
        "needs_cover": offer.needs_cover,
        "reasons": [reason.text for reason in offer.reasons],
    }


def plan_form(best: BestPlan, zone: ZoneInfo, files: Sequence[str]) -> Form:
    """The answer of `plan` and `demo`."""
    return {
        "sessions": [offer_form(offer, zone) for offer in best.sessions],
        "hours": round(best.hours, 4),
        "allowance_hours": round(best.allowance_hours, 4),
        "status": best.status.value,
        "objective": round(best.objective, 4),
        "bound": round(best.bound, 4),
        "files": list(files),
    }


def session_form(session: Session, zone: ZoneInfo) -> Form:
    """A stored session."""
    return {
        "id": session.id,
        **span_form(session.span, zone),
        "hours": round(session.span.hours, 4),
        "state": session.state.value,
        "for": session.purpose,
    }
