"""The command that moves sessions out of the way of the rota."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from planner.errors import WrongUse
from planner.finding import Move
from planner.finding.hits import PLANNED, with_sickness
from planner.model.session import Session, State
from planner.model.words import hours_words
from planner.store import Store
from planner.workspace import words
from planner.workspace.commands import ApplyRepair, RecordSickness
from planner.workspace.handlers.context import Context, Outcome
from planner.workspace.handlers.own import keep_sick_days, record_sickness, sick_words
from planner.workspace.handlers.room import refuse_unsafe_plan, where_they_lie


def apply_repair(store: Store, command: ApplyRepair, context: Context) -> Outcome:
    """Moves sessions to their new places, each checked with those before it in place."""
    moves = sorted(command.moves, key=lambda move: move.offer.span)
    if not moves:
        if command.sick is None:
            raise WrongUse("There is no session to move. Choose at least one.")
        return record_sickness(store, RecordSickness(command.sick), context)
    before = [_unchanged(store, move) for move in moves]
    moved = {session.id for session in before}
    if len(moved) < len(before):
        raise WrongUse("A session can only be moved to one place.")
    ask = context.ask
    others = (s for s in ask.sessions() if s.state.takes_time and s.id not in moved)
    situation = replace(ask.situation(), booked=tuple(session.span for session in others))
    if command.sick is not None:
        situation = with_sickness(situation, command.sick.first, command.sick.last)
    spans = [move.offer.span for move in moves]
    refuse_unsafe_plan(situation, spans)
    lie = where_they_lie(situation, spans)
    for session, span, (where, needs_cover) in zip(before, spans, lie, strict=True):
        there = replace(
            session,
            span=span,
            where=where,
            needs_cover=needs_cover,
            against=(),
            changed=context.now,
        )
        if session.state is State.LOST:
            new = replace(there, id=str(uuid.uuid4()), state=State.PROPOSED, sequence=0)
            store.sessions.add(new)
        else:
            # An agreement was for the time that the session had.
            asked = replace(there, state=State.PROPOSED, sequence=session.sequence + 1)
            store.sessions.replace(asked)
    if command.sick is not None:
        keep_sick_days(store, command.sick, context)
    only = before[0].id if len(before) == 1 and before[0].state is not State.LOST else None
    said = _words(before, moves, context)
    if command.sick is not None:
        said = f"{said} and record {sick_words(command.sick)}"
    return Outcome(said, session=only)


def _unchanged(store: Store, move: Move) -> Session:
    """The session as it is stored, where that is what the move was worked out for."""
    session = store.sessions.get(move.session.id)
    if session is None:
        raise WrongUse("A session has been removed since the moves were worked out. Look again.")
    movable = session.state in PLANNED or session.state is State.LOST
    if (session.span, session.state) != (move.session.span, move.session.state) or not movable:
        raise WrongUse("A session has changed since the moves were worked out. Look again.")
    return session


def _words(sessions: Sequence[Session], moves: Sequence[Move], context: Context) -> str:
    zone = context.ask.zone()
    if len(sessions) == 1:
        if sessions[0].state is State.LOST:
            there = words.session_words(moves[0].offer.span, zone)
            return f"Book {there} for what was lost"
        return words.move_words(sessions[0].span, moves[0].offer.span, zone)
    hours = sum(session.span.hours for session in sessions)
    return f"Move {len(sessions)} sessions, {hours_words(hours)}"
