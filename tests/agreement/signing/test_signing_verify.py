"""Whether a signed plan is as it was signed, and what is said where it is not."""

import io
import os
import random
import re
from dataclasses import replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, TextStringObject

from planner.agreement import digest, plan_pdf, review
from planner.agreement.signing import sign as room
from planner.agreement.signing.key import SigningKey
from planner.agreement.signing.saying import statement
from planner.agreement.signing.sign import signed
from planner.errors import LeadtimeError
from planner.model.decision import Verdict
from planner.model.signature import SignatureState
from tests.agreement.signing.conftest import NOW

CHANGES = int(os.environ.get("LEADTIME_CHANGES", "150"))
"""How many random changes are tried; the long form is 2,000."""

_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+\d+\s*\]")


def gap(document: bytes) -> tuple[int, int]:
    """Where the string that holds the signature begins and ends."""
    found = _RANGE.search(document)
    assert found is not None
    return int(found[1]), int(found[2])


def added_to(document: bytes, change) -> bytes:
    """The document with a change as a reader saves it: at the end, the rest byte for byte."""
    writer = PdfWriter(io.BytesIO(document), incremental=True)
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    made = file.getvalue()
    assert made.startswith(document)
    assert made != document
    return made


def fields_of(writer: PdfWriter) -> dict:
    rows = (row.get_object() for row in writer.root_object["/AcroForm"]["/Fields"])
    return {row["/T"]: row for row in rows}


def comment_more(writer: PdfWriter) -> None:
    fields_of(writer)["comments"][NameObject("/V")] = TextStringObject("All of it")


def choose_other(writer: PdfWriter) -> None:
    field = fields_of(writer)["decision"]
    field[NameObject("/V")] = NameObject("/approved")
    for kid in field["/Kids"]:
        box = kid.get_object()
        on = "/approved" in box["/AP"]["/N"]
        box[NameObject("/AS")] = NameObject("/approved" if on else "/Off")


def annotate(writer: PdfWriter) -> None:
    note = FreeText(text="I agree all of it", rect=(50, 50, 200, 80))
    writer.add_annotation(page_number=0, annotation=note)


def put_away_signature(writer: PdfWriter) -> None:
    rows = writer.root_object["/AcroForm"]["/Fields"]
    del rows[len(rows) - 1]


@pytest.mark.parametrize("change", [comment_more, choose_other, annotate, put_away_signature])
def test_what_is_added_after_signing_makes_it_invalid(document, change):
    found = review(added_to(document, change))
    assert found.signature.state is SignatureState.INVALID
    assert not found.valid
    assert any("changed or added after" in doubt for doubt in found.doubts)


@pytest.mark.parametrize("more", [b"\n", b"%%EOF\n", b"\0" * 100])
def test_bytes_after_the_end_make_it_invalid(document, more):
    assert review(document + more).signature.state is SignatureState.INVALID


def test_no_random_change_is_valid_with_another_content(document, plan):
    """Changes of 1 to 4 bytes: what is still valid says what was signed."""
    sent = {digest(plan)}
    whole = review(document, sent)
    assert whole.valid
    chance = random.Random(20261014)  # noqa: S311 - the same changes every time
    told = 0
    for _ in range(CHANGES):
        changed = bytearray(document)
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        if bytes(changed) == document:
            continue
        try:
            found = review(bytes(changed), sent)
        except LeadtimeError:
            told += 1
            continue
        state = found.signature.state
        assert not (found.genuine and state is SignatureState.VALID)
        # No single change of bytes takes a signature away without a word.
        assert state is SignatureState.INVALID or not found.genuine
    assert told < CHANGES / 2


def test_no_bit_of_the_signature_can_be_turned(document):
    start, end = gap(document)
    digits = document[start + 1 : end - 1].rstrip(b"0")
    chance = random.Random(7)  # noqa: S311 - the same bits every time
    for place in chance.sample(range(len(digits)), 60):
        changed = bytearray(document)
        at = start + 1 + place
        turned = int(chr(changed[at]), 16) ^ (1 << chance.randrange(4))
        changed[at] = ord(f"{turned:x}")
        assert review(bytes(changed)).signature.state is SignatureState.INVALID, place


def test_the_room_left_for_the_signature_holds_nothing_else(document):
    _, end = gap(document)
    changed = document[: end - 3] + b"41" + document[end - 1 :]
    assert len(changed) == len(document)
    assert review(changed).signature.state is SignatureState.INVALID


def test_a_signature_that_was_cut_off_leaves_a_plan_that_is_not_signed(pdf, document):
    assert review(document[: len(pdf)]).signature.state is SignatureState.NONE


def test_the_signature_of_another_plan_is_not_valid_here(plan, pdf, document, decision, key):
    later = plan_pdf(replace(plan, sessions=plan.sessions[:-1]))
    start, end = gap(document)
    foreign = signed(later, replace(decision, marks=decision.marks[:-1]), key)
    begin, stop = gap(foreign)
    digits = foreign[begin + 1 : stop - 1].rstrip(b"0")
    room_for = end - start - 2
    moved = b"%s<%s>%s" % (document[:start], digits.ljust(room_for, b"0"), document[end:])
    assert len(moved) == len(document)
    assert review(moved).signature.state is SignatureState.INVALID


@pytest.mark.parametrize("verdict", [Verdict.APPROVED, Verdict.DECLINED])
def test_what_was_signed_and_what_stands_in_the_form_have_to_agree(
    plan, pdf, decision, key, verdict
):
    said = statement(digest(plan), verdict)
    found = review(room.filled_and_signed(pdf, plan, decision, said, key))
    assert found.signature.state is SignatureState.INVALID
    assert "another plan, or another decision" in found.signature.why


def test_a_second_signature_makes_it_invalid(plan, document, decision, key, other_key, monkeypatch):
    monkeypatch.setattr(room, "FIELD", "signature_2")
    twice = room.filled_and_signed(document, plan, decision, "Decision", other_key)
    found = review(twice)
    assert found.signature.state is SignatureState.INVALID
    assert "several signatures" in found.signature.why


def test_another_key_of_the_same_name_is_another_key(pdf, decision, key, other_key):
    one, other = (review(signed(pdf, decision, each)).signature for each in (key, other_key))
    assert one.name == other.name
    assert one.fingerprint != other.fingerprint


def test_a_signature_of_another_program_counts_as_well(plan, pdf, decision):
    """With an RSA key, and in words of its own."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Dr B. Specimen")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(7)
        .not_valid_before(NOW)
        .not_valid_after(NOW.replace(year=2030))
        .sign(private, hashes.SHA256())
    )
    key = SigningKey(
        certificate.public_bytes(Encoding.DER),
        private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
    )
    found = review(room.filled_and_signed(pdf, plan, decision, "I approve this document", key))
    assert found.signature.state is SignatureState.VALID
    assert (found.signature.name, found.signature.said) == (
        "Dr B. Specimen",
        "I approve this document",
    )
    assert found.valid


def test_another_name_in_the_form_than_in_the_key_is_noted(pdf, decision, key):
    assert review(signed(pdf, replace(decision, by="dr b.  specimen"), key)).notes == ()
    (note,) = review(signed(pdf, replace(decision, by="Dr C. Other"), key)).notes
    assert note == "It says that Dr C. Other decided, and the key is of Dr B. Specimen."


def test_a_field_for_a_signature_that_nobody_filled_is_no_signature(pdf):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    append_signature_field(writer, SigFieldSpec("signature"))
    file = io.BytesIO()
    writer.write(file)
    assert PdfReader(file).get_fields()["signature"]["/FT"] == "/Sig"
    assert review(file.getvalue()).signature.state is SignatureState.NONE
