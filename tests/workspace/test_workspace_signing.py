"""Keys that sign: compared once, known from then on, taken back."""

from datetime import UTC, datetime

import pytest

from planner.agreement import plan_pdf
from planner.agreement.canonical import printed
from planner.agreement.fields import open_to_decide
from planner.agreement.saying import returned_words
from planner.agreement.signing.key import new_key
from planner.agreement.signing.saying import key_words, signature_words
from planner.agreement.signing.sign import signed
from planner.errors import WrongUse
from planner.model.decision import Decision, Mark, Verdict
from planner.model.session import State
from planner.model.signature import UNSIGNED, Familiar
from planner.workspace import Book, ForgetSigner, RecordDecision, TrustSigner

NOW = datetime(2026, 10, 14, 9, tzinfo=UTC)


@pytest.fixture
def sent(planned, at):
    """The plan of a session that went out, as a document."""
    planned.do(Book(at(14, "09:00", "12:00"), "Audit", force=True))
    plan = planned.plan()
    planned.record_export(plan, ())
    return plan_pdf(plan)


@pytest.fixture
def returned(planned, sent):
    """The plan agreed, and signed with a new key each time."""

    def back(name: str = "Dr B. Specimen") -> bytes:
        marks = [(s.id, Mark.AGREE) for s in printed(planned.plan()) if open_to_decide(s)]
        decision = Decision(Verdict.APPROVED, tuple(marks), by=name)
        return signed(sent, decision, new_key(name, NOW))

    return back


def test_a_key_is_new_then_known_and_another_one_is_told_apart(planned, returned):
    first, second = planned.review(returned()), planned.review(returned())
    assert planned.familiar(first.signature) is Familiar.NEW
    change = planned.do(TrustSigner(first.signature.fingerprint, first.signature.name))
    code = key_words(first.signature.fingerprint)
    assert change.words == f"Trust the key of Dr B. Specimen ({code})"
    assert planned.familiar(first.signature) is Familiar.KNOWN
    assert planned.familiar(second.signature) is Familiar.OTHER
    said = signature_words(first.signature, Familiar.KNOWN, planned.zone())
    assert said.endswith(f"with the same key as before ({code}).")
    planned.undo()
    assert planned.familiar(first.signature) is Familiar.NEW
    assert planned.signers() == ()
    planned.redo()
    (signer,) = planned.signers()
    assert (signer.fingerprint, signer.name) == (first.signature.fingerprint, "Dr B. Specimen")


def test_a_key_that_is_known_is_nothing_new(planned, returned):
    signature = planned.review(returned()).signature
    planned.do(TrustSigner(signature.fingerprint, signature.name))
    before = planned.undo_words
    again = planned.do(TrustSigner(signature.fingerprint, "Somebody Else"))
    assert not again.step
    assert "nothing is new" in again.words
    assert planned.undo_words == before
    assert [signer.name for signer in planned.signers()] == ["Dr B. Specimen"]


def test_a_key_is_forgotten_and_that_is_taken_back(planned, returned):
    document = returned()
    signature = planned.review(document).signature
    planned.do(TrustSigner(signature.fingerprint, signature.name))
    planned.do(RecordDecision(document))
    assert planned.returned()[0].key_known
    code = key_words(signature.fingerprint)
    said = f"Signed with {{}} ({code})"
    assert said.format("a known key") in returned_words(planned.returned()[0], planned.zone())
    change = planned.do(ForgetSigner(signature.fingerprint))
    assert change.words == f"Forget the key of Dr B. Specimen ({code})"
    assert (planned.signers(), planned.familiar(signature)) == ((), Familiar.NEW)
    (kept,) = planned.returned()
    assert not kept.key_known
    assert said.format("a key that is not known") in returned_words(kept, planned.zone())
    planned.undo()
    assert planned.familiar(signature) is Familiar.KNOWN
    assert planned.returned()[0].key_known


def test_only_a_known_key_can_be_forgotten(planned):
    with pytest.raises(WrongUse, match="not among those that are known"):
        planned.do(ForgetSigner("5a" * 32))


def test_a_decision_under_a_strange_key_is_recorded_as_such(planned, returned):
    known, strange = returned(), returned()
    planned.do(TrustSigner(planned.review(known).signature.fingerprint))
    assert not planned.strange(planned.review(known).signature)
    assert planned.strange(planned.review(strange).signature)
    assert not planned.strange(UNSIGNED)
    change = planned.do(RecordDecision(strange))
    words = "Record the decision of Dr B. Specimen: 1 agreed, signed with a key that is not known"
    assert change.words == planned.undo_words == words
    assert not planned.returned()[0].key_known
    planned.undo()
    assert [session.state for session in planned.sessions()] == [State.PROPOSED]


@pytest.mark.parametrize("wrong", ["", "abc", "g" * 64, "A" * 64, "a" * 63, "a" * 65])
def test_only_a_fingerprint_can_be_known(planned, wrong):
    with pytest.raises(WrongUse, match="64 hexadecimal digits"):
        planned.do(TrustSigner(wrong, "Dr B. Specimen"))


def test_who_signed_is_kept_with_the_decision(planned, returned):
    document = returned()
    found = planned.review(document)
    planned.do(RecordDecision(document))
    (kept,) = planned.returned()
    assert kept.signed_by == found.signature.fingerprint
    assert planned.document(kept) == document
    assert [session.state for session in planned.sessions()] == [State.AGREED]


def test_what_was_changed_after_signing_is_not_recorded(planned, returned):
    with pytest.raises(WrongUse, match="not as it was signed"):
        planned.do(RecordDecision(returned() + b"\n"))
    assert planned.returned() == ()
    assert [session.state for session in planned.sessions()] == [State.PROPOSED]


def test_nothing_is_said_of_a_document_that_nobody_signs(planned):
    zone = planned.zone()
    assert signature_words(UNSIGNED, Familiar.NEW, zone) == ""
    said = signature_words(UNSIGNED, Familiar.NEW, zone, expected=True)
    assert said == "It is not signed, though a key is known."
