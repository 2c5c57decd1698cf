"""What a decision on a plan does to the sessions as they are now."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.agreement.canonical import printed
from planner.agreement.fields import open_to_decide
from planner.model.decision import Decision, Mark
from planner.model.plan import Plan
from planner.model.session import Session, State
from planner.model.words import span_words


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of one session of a plan that was decided on.

    ``number`` is the one printed, ``session`` the session as printed, ``outcome`` what was decided.
    ``becomes`` is the state that it gets, None where it keeps its own; ``differs`` says in a
    sentence why the decision does not reach it any more, and is empty where it does.
    """

    number: int
    session: Session
    outcome: Mark
    becomes: State | None = None
    differs: str = ""


def effects(
    plan: Plan, decision: Decision, sessions: Sequence[Session], later: Collection[str] = ()
) -> tuple[Effect, ...]:
    """What a decision on ``plan`` does to ``sessions``: for each session it was asked about.

    Only what is unchanged since is agreed. ``later`` are the ids of sessions that a decision on a
    later version reaches.
    """
    now = {session.id: session for session in sessions}
    return tuple(
        _effect(
            number, session, decision.outcome(session.id), now.get(session.id), plan.zone, later
        )
        for number, session in enumerate(printed(plan), 1)
        if open_to_decide(session)
    )


def same(session: Session, other: Session) -> bool:
    """Whether two sessions are one thing to decide on: time, purpose and cover."""
    return (session.span, _text(session.purpose), session.needs_cover) == (
        other.span,
        _text(other.purpose),
        other.needs_cover,
    )


def _effect(
    number: int,
    session: Session,
    outcome: Mark,
    now: Session | None,
    zone: ZoneInfo,
    later: Collection[str],
) -> Effect:
    if outcome is Mark.NONE:
        return Effect(number, session, outcome)
    differs = _differs(session, now, zone, later)
    if differs or now is None:
        return Effect(number, session, outcome, differs=differs)
    becomes = State.AGREED if outcome is Mark.AGREE else State.PROPOSED
    return Effect(number, session, outcome, becomes if becomes is not now.state else None)


def _differs(session: Session, now: Session | None, zone: ZoneInfo, later: Collection[str]) -> str:
    if now is None:
        return "It is not in the plan any more."
    if session.id in later:
        return "A decision on a later version of the plan stands."
    if now.span != session.span:
        return f"It was moved since, to {span_words(now.span, zone)}."
    if not open_to_decide(now):
        return f"It is {now.state.value} by now."
    if _text(now.purpose) != _text(session.purpose):
        return "What it is for was changed since."
    return "" if same(session, now) else "Whether it needs cover was changed since."


def _text(text: str) -> str:
    return unicodedata.normalize("NFC", text)
