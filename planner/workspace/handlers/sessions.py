"""Commands about sessions."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from planner.errors import WrongUse
from planner.finding import Situation
from planner.finding.hits import against_booking
from planner.finding.windows import Days
from planner.model.session import Session, State
from planner.spans import Span
from planner.store import Store
from planner.workspace import words
from planner.workspace.commands import Book, BookPlan, EditSession, MoveSession, RemoveSession
from planner.workspace.handlers.context import Context, Outcome
from planner.workspace.handlers.room import (
    refuse_overlap,
    refuse_unsafe,
    refuse_unsafe_plan,
    where_they_lie,
)

LONGEST = timedelta(hours=24)
SHORTEST = timedelta(minutes=1)
"""Clock times are shown to the minute: a shorter session would end where it starts."""


def book(store: Store, command: Book, context: Context) -> Outcome:
    """Adds a session, where it is safe or forced."""
    situation = replace(context.ask.situation(), allow=command.allow)
    _refuse_odd_length(command.span)
    refuse_overlap(situation, command.span)
    days = Days(situation)
    if not command.force:
        refuse_unsafe(situation, command.span, days)
    (session,) = _new([command.span], command.purpose, situation, context, days)
    session = replace(session, against=_against(situation, command.span, force=command.force))
    store.sessions.add(session)
    return Outcome(words.plan_words([session.span], situation.zone), session=session.id)


def book_plan(store: Store, command: BookPlan, context: Context) -> Outcome:
    """Adds a session for every offer, each checked with those before it in place."""
    if not command.offers:
        raise WrongUse("There is no session in this plan to book.")
    situation = context.ask.situation()
    spans = sorted(offer.span for offer in command.offers)
    refuse_unsafe_plan(situation, spans)
    sessions = _new(spans, command.purpose, situation, context)
    for session in sessions:
        store.sessions.add(session)
    only = sessions[0].id if len(sessions) == 1 else None
    return Outcome(words.plan_words(spans, situation.zone), session=only)


def move_session(store: Store, command: MoveSession, context: Context) -> Outcome:
    """Gives a session another time, where that is safe or forced."""
    session = _session(store, command.id)
    situation = context.ask.situation(without=session.id)
    said = words.move_words(session.span, command.span, situation.zone)
    if command.span == session.span:
        return Outcome(said, session=session.id)
    if not session.state.takes_time:
        raise WrongUse(
            f"A session that is {session.state.value} has no time to move. Book a new one."
        )
    _refuse_odd_length(command.span)
    refuse_overlap(situation, command.span)
    days = Days(situation)
    if not command.force:
        refuse_unsafe(situation, command.span, days)
    ((where, needs_cover),) = where_they_lie(situation, [command.span], days)
    state = State.PROPOSED if session.state is State.AGREED else session.state
    store.sessions.replace(
        replace(
            session,
            span=command.span,
            where=where,
            needs_cover=needs_cover,
            against=_against(situation, command.span, force=command.force),
            state=state,
            sequence=session.sequence + 1,
            changed=context.now,
        )
    )
    return Outcome(said, session=session.id)


def edit_session(store: Store, command: EditSession, context: Context) -> Outcome:
    """Changes what a session is for or what has become of it."""
    before = _session(store, command.id)
    purpose = None if command.purpose is None else _plain(command.purpose)
    state = command.state or before.state
    if command.lost_to is not None and state is not State.LOST:
        raise WrongUse("Only a session that was lost has a reason why it was lost.")
    lost_to = (command.lost_to or before.lost_to) if state is State.LOST else None
    after = replace(
        before,
        purpose=before.purpose if purpose is None else purpose,
        state=state,
        notes=before.notes if command.notes is None else command.notes.strip(),
        lost_to=lost_to,
    )
    zone = context.ask.zone()
    said = words.edit_words(before.span, zone, purpose, command.state, command.lost_to)
    if after == before:
        return Outcome(said, session=before.id)
    if after.state.takes_time and not before.state.takes_time:
        situation = context.ask.situation()
        refuse_overlap(situation, after.span)
        if after.state is not State.DELIVERED:  # what took place is recorded whatever the rules say
            refuse_unsafe(situation, after.span)
    sequence = before.sequence + (after.state is not before.state)
    store.sessions.replace(replace(after, sequence=sequence, changed=context.now))
    return Outcome(said, session=before.id)


def remove_session(store: Store, command: RemoveSession, context: Context) -> Outcome:
    """Takes a session out."""
    session = _session(store, command.id)
    store.sessions.remove(session.id)
    return Outcome(f"Remove {words.session_words(session.span, context.ask.zone())}")


def _against(situation: Situation, span: Span, *, force: bool) -> tuple[str, ...]:
    """What stands against a session that was let in."""
    if not force and not situation.allow.rest_days:
        # Nothing does: evenings and weekends, which are allowed here, can only be more.
        return ()
    return against_booking(situation, span)


def _new(
    spans: Sequence[Span],
    purpose: str,
    situation: Situation,
    context: Context,
    days: Days | None = None,
) -> list[Session]:
    return [
        Session(
            id=str(uuid.uuid4()),
            span=span,
            purpose=_plain(purpose),
            where=where,
            needs_cover=needs_cover,
            state=State.PROPOSED,
            sequence=0,
            changed=context.now,
        )
        for span, (where, needs_cover) in zip(
            spans, where_they_lie(situation, spans, days), strict=True
        )
    ]


def _session(store: Store, session: str) -> Session:
    found = store.sessions.get(session)
    if found is None:
        raise WrongUse("There is no such session (any more); it may have been removed.")
    return found


def _refuse_odd_length(span: Span) -> None:
    if span.duration < SHORTEST:
        raise WrongUse("A session lasts at least a minute. Check when it ends.")
    if span.duration > LONGEST:
        raise WrongUse("A session is at most 24 h long. Book each day on its own.")


def _plain(text: str) -> str:
    """One line of text: line ends and other white space become single blanks."""
    return " ".join(text.split())
