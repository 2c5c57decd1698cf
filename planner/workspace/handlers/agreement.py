"""The command about what came back from the supervisor."""

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.clock import local_date
from planner.errors import WrongUse
from planner.model.decision import Decision, Mark, Returned, Verdict
from planner.model.words import date_words
from planner.store import Store, document_digest
from planner.workspace import words
from planner.workspace.commands import RecordDecision
from planner.workspace.handlers.context import Context, Outcome

if TYPE_CHECKING:
    from planner.agreement import Review


def record_decision(store: Store, command: RecordDecision, context: Context) -> Outcome:
    """Keeps the document, and gives the sessions that it reaches their new state.

    A file that was recorded and still stands changes nothing.
    """
    ask = context.ask
    found = ask.review(command.document)
    plan, decision = found.digest, _decided(command, found, context)
    document = document_digest(command.document)
    for each in ask.returned():
        if each.stands and (each.plan, each.decision) == (plan, decision):
            on = date_words(local_date(each.received, ask.zone()))
            return Outcome("", idle=f"This decision was recorded on {on} already: nothing is new.")
    # As they are before anything is written.
    effects = ask.effects(plan, decision, found.plan)
    sessions = {session.id: session for session in ask.sessions()}
    by_hand = command.by_hand is not None
    strange = ask.strange(found.signature)
    known = _before(ask.returned(), document, plan, decision)
    store.agreements.decide(
        known
        or store.agreements.receive(
            command.document,
            plan,
            decision,
            context.now,
            by_hand=by_hand,
            signed_by=found.signature.fingerprint,
        )
    )
    for effect in effects:
        if effect.becomes is not None:
            session = sessions[effect.session.id]
            store.sessions.replace(
                replace(
                    session,
                    state=effect.becomes,
                    sequence=session.sequence + 1,
                    changed=context.now,
                )
            )
    reached = [effect for effect in effects if not effect.differs]
    agreed = sum(effect.outcome is Mark.AGREE for effect in reached)
    asked = sum(effect.outcome is Mark.CHANGE for effect in reached)
    return Outcome(words.decision_words(decision, agreed, asked, strange=strange))


def _decided(command: RecordDecision, found: "Review", context: Context) -> Decision:
    """The decision that counts; WrongUse where there is none."""
    if found.digest not in context.ask.sent_digests():
        raise WrongUse(" ".join((*found.doubts, "Nothing was recorded.")))
    if command.by_hand is not None:
        if found.decision.verdict is not Verdict.NONE:
            raise WrongUse(
                "What was decided can be read from this document, so it is not entered by hand."
            )
        if command.by_hand.verdict is Verdict.NONE:
            raise WrongUse("Say what was decided on the plan. Nothing was recorded.")
        return command.by_hand
    if not found.valid:
        raise WrongUse(" ".join((*found.doubts, "Nothing was recorded.")))
    return found.decision


def _before(
    returned: tuple[Returned, ...], document: str, plan: str, decision: Decision
) -> int | None:
    """The number under which this very file was kept before its decision was taken back."""
    for each in returned:
        if (each.document, each.plan, each.decision) == (document, plan, decision):
            return each.id
    return None
