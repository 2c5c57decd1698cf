"""Commands about the way back: review, accept, history, keys."""

from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from planner.agreement import check_code, digest, load_document, read_plan, review
from planner.agreement.canonical import printed
from planner.agreement.effects import Effect
from planner.agreement.history import save_history
from planner.agreement.reviewing import Review
from planner.agreement.saying import (
    outcome_words,
    returned_words,
    sent_words,
    verdict_words,
    who_words,
)
from planner.agreement.signing.saying import key_words, signature_words, signer_words
from planner.cli import forms
from planner.cli.options import answer, data_option, json_option, now, opened, tell
from planner.errors import WrongUse
from planner.model.decision import Mark, SentPlan
from planner.model.signature import SignatureState, Signer
from planner.model.words import span_words
from planner.workspace import ForgetSigner, RecordDecision, TrustSigner, Workspace

_NOTHING = "Nothing was recorded."


@click.command("review")
@click.argument("document", metavar="PLAN.pdf", type=click.Path(path_type=Path))
@click.option(
    "--sent", type=click.Path(path_type=Path), help="The plan.pdf that was sent, to compare with."
)
@json_option
def review_command(*, document: Path, sent: Path | None, as_json: bool) -> int:
    """Read a plan that came back; ends with 1 where no valid decision on a genuine plan is in it.

    Without --sent the document is held against itself alone; `accept` knows what was sent.
    """
    known = None if sent is None else {digest(read_plan(load_document(sent)))}
    found = review(load_document(document), known)
    _tell(found)
    answer(review_form(found), review_lines(found), as_json=as_json)
    return 0 if found.valid else 1


@click.command("accept")
@click.argument("document", metavar="PLAN.pdf", type=click.Path(path_type=Path))
@click.option(
    "--trust", metavar="CODE", help="The code of the key that signed it, as its owner told it you."
)
@data_option
@json_option
def accept_command(*, document: Path, trust: str | None, data: Path, as_json: bool) -> int:
    """Record the decision in a plan that came back; ends with 1, and records nothing, where it
    holds no valid one on a plan that was sent. `undo` takes it back; the file is kept as evidence.

    With --trust the key that signed it is known from then on, if it has that code.
    """
    content = load_document(document)
    with opened(data) as workspace:
        found = workspace.review(content)
        _tell(found)
        _trust(workspace, found, trust)
        _tell_signature(workspace, found)
        lines = review_lines(found)
        if found.valid:
            reached = workspace.effects(found.digest, found.decision, found.plan)
            tell(f"{workspace.do(RecordDecision(content)).words.rstrip('.')}.")
            lines += differing_lines(reached)
    if not found.valid:
        tell(_NOTHING)
    answer(review_form(found), lines, as_json=as_json)
    return 0 if found.valid else 1


@click.command("history")
@data_option
@click.option("--out", type=click.Path(path_type=Path), help="A PDF to write it into, for print.")
@json_option
def history_command(*, data: Path, out: Path | None, as_json: bool) -> None:
    """Every version of the plan that was sent, and what came back on it."""
    with opened(data) as workspace:
        zone, sent, placement = workspace.zone(), workspace.sent(), workspace.placement()
    if out is not None:
        save_history(sent, placement, zone, now(), out)
        tell(f"The history is in {out.resolve()}")
    form = {"versions": [_sent_form(each, zone) for each in sent]}
    lines = [line for each in sent for line in _sent_lines(each, zone)]
    answer(form, lines or ["No plan was sent yet."], as_json=as_json)


@click.command("keys")
@data_option
@click.option("--forget", metavar="CODE", help="The code of a key that is known no more.")
@json_option
def keys_command(*, data: Path, forget: str | None, as_json: bool) -> None:
    """The keys of supervisors that you compared, each with its code; `undo` takes --forget back."""
    with opened(data) as workspace:
        if forget is not None:
            fingerprint = _fingerprint(workspace.signers(), forget.strip().upper())
            tell(f"{workspace.do(ForgetSigner(fingerprint)).words}.")
        signers, zone = workspace.signers(), workspace.zone()
    form = [
        {
            "name": signer.name,
            "code": key_words(signer.fingerprint),
            "key": signer.fingerprint,
            "since": forms.time_form(signer.checked, zone),
        }
        for signer in signers
    ]
    lines = [signer_words(signer, zone) for signer in signers]
    answer({"keys": form}, lines or ["No key was compared yet."], as_json=as_json)


def _fingerprint(signers: Iterable[Signer], code: str) -> str:
    for signer in signers:
        if key_words(signer.fingerprint) == code:
            return signer.fingerprint
    raise WrongUse(f"No key of the code {code} is known. `keys` lists those that are.")


def review_form(found: Review) -> forms.Form:
    """The answer of `review` and `accept`; ``outcome`` is what follows from what was ticked."""
    plan, decision = found.plan, found.decision
    return {
        "plan": found.digest,
        "genuine": found.genuine,
        "decision": decision.verdict.value,
        "by": decision.by,
        "gmc_number": decision.gmc_number,
        "on": decision.on,
        "comments": decision.comments,
        "sessions": [
            {
                "start": forms.time_form(session.span.start, plan.zone),
                "decision": decision.mark(session.id).value,
                "outcome": decision.outcome(session.id).value,
            }
            for session in printed(plan)
        ]
        if plan
        else [],
        "signature": found.signature.state.value,
        "signed_by": found.signature.name,
        "key": found.signature.fingerprint,
        "doubts": list(found.doubts),
    }


def review_lines(found: Review) -> list[str]:
    """What came back, for people."""
    decision, plan = found.decision, found.plan
    lines = [_said(found)]
    if plan:
        for number, session in enumerate(printed(plan), 1):
            if decision.outcome(session.id) is not Mark.NONE:
                what = outcome_words(decision.outcome(session.id))
                lines.append(f"{number:3d}  {span_words(session.span, plan.zone)}  {what}")
    if decision.comments:
        lines += [f"     “{line}”" for line in decision.comments.splitlines()]
    return lines


def differing_lines(reached: Iterable[Effect]) -> list[str]:
    """The sessions that the decision does not reach any more, each with why."""
    return [
        f"{effect.number:3d}  left as it is: {effect.differs}"
        for effect in reached
        if effect.differs
    ]


def _said(found: Review) -> str:
    decision = found.decision
    who = who_words(decision)
    code = f" (plan {check_code(found.digest)})" if found.digest else ""
    return f"{verdict_words(decision.verdict)}{': ' + who if who else ''}{code}"


def _trust(workspace: Workspace, found: Review, code: str | None) -> None:
    """Takes the key of a signature as its owner's, where it has the code that was told.

    Where nothing is recorded of the document, nothing is recorded of its key.
    """
    if code is None:
        return
    signature, told = found.signature, code.strip().upper()
    if signature.state is not SignatureState.VALID or key_words(signature.fingerprint) != told:
        raise WrongUse(f"This document is not signed with the key {told}. {_NOTHING}")
    if found.valid:
        workspace.do(TrustSigner(signature.fingerprint, signature.name))


def _tell_signature(workspace: Workspace, found: Review) -> None:
    if found.signature.state is SignatureState.INVALID:
        return  # among the doubts already
    familiar = workspace.familiar(found.signature)
    expected = found.valid and bool(workspace.signers())
    words = signature_words(found.signature, familiar, workspace.zone(), expected=expected)
    if words:
        tell(words)


def _tell(found: Review) -> None:
    for words in (*found.doubts, *found.notes):
        tell(words)


def _sent_form(sent: SentPlan, zone: ZoneInfo) -> forms.Form:
    return {
        "version": sent.version,
        "plan": sent.digest,
        "sent": [forms.time_form(at, zone) for at in sent.sent],
        "returned": [
            {
                "received": forms.time_form(returned.received, zone),
                "decision": returned.decision.verdict.value,
                "by": returned.decision.by,
                "gmc_number": returned.decision.gmc_number,
                "on": returned.decision.on,
                "comments": returned.decision.comments,
                "by_hand": returned.by_hand,
                "stands": returned.stands,
                "document": returned.document,
                "key": returned.signed_by,
                "key_known": returned.key_known,
            }
            for returned in sent.returned
        ],
    }


def _sent_lines(sent: SentPlan, zone: ZoneInfo) -> list[str]:
    return [sent_words(sent, zone), *(f"    {returned_words(e, zone)}" for e in sent.returned)]


COMMANDS = (review_command, accept_command, history_command, keys_command)
