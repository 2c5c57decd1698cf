"""A decision is filled in and signed; what was filled in is what comes back."""

import io
import shutil
import subprocess
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from planner.agreement import check_code, digest, plan_pdf, review
from planner.agreement.canonical import printed
from planner.agreement.fields import COMMENTS, MOST, open_to_decide
from planner.agreement.signing.sign import signed
from planner.errors import UnreadableInput, WrongUse
from planner.model.decision import Decision, Mark, Verdict
from planner.model.signature import SignatureState

# Letters as people type them; line ends inside, no white space at the edges.
_LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp", "Zs"))
_WORDS = st.lists(st.text(_LETTERS, min_size=1, max_size=12), max_size=4).map(
    lambda words: unicodedata.normalize("NFC", " ".join(words))
)
_LINES = st.lists(_WORDS, max_size=3).map(lambda lines: "\n".join(lines).strip())


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_what_is_filled_in_is_what_comes_back(plan, pdf, key, data):
    decision = Decision(
        data.draw(st.sampled_from([verdict for verdict in Verdict if verdict != Verdict.NONE])),
        tuple(
            (session.id, data.draw(st.sampled_from(Mark)))
            for session in printed(plan)
            if open_to_decide(session)
        ),
        comments=data.draw(_LINES),
        by=data.draw(_WORDS.filter(bool)),
        gmc_number=data.draw(st.from_regex(r"[0-9]{0,7}", fullmatch=True)),
        on="14 Oct 2026",
    )
    found = review(signed(pdf, decision, key), {digest(plan)})
    assert (found.decision, found.valid, found.doubts) == (decision, True, ())
    assert found.signature.state is SignatureState.VALID


def test_the_plan_stays_byte_for_byte_and_is_signed_whole(pdf, document, key, plan):
    assert document.startswith(pdf)
    found = review(document).signature
    assert (found.name, found.fingerprint) == ("Dr B. Specimen", key.fingerprint)
    code = check_code(digest(plan))
    assert found.said == f"Decision on plan {code}: The sessions ticked are agreed"
    assert found.at is not None


def test_other_readers_see_what_was_filled_in(document):
    reader = PdfReader(io.BytesIO(document), strict=True)
    fields = reader.get_fields()
    assert fields["decision"]["/V"] == "/ticked"
    assert fields["name"]["/V"] == "Dr B. Specimen"
    assert fields["signature"]["/FT"] == "/Sig"
    shown = {
        str(box["/AS"])
        for page in reader.pages
        for box in (row.get_object() for row in page["/Annots"])
        if "/AS" in box
    }
    assert shown == {"/ticked", "/agree", "/change", "/Off"}


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not here")
def test_poppler_finds_the_signature_valid_for_the_whole_document(document, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(document)
    told = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told


def test_nothing_is_signed_without_a_decision_or_a_name(pdf, decision, key):
    for lacking in (replace(decision, verdict=Verdict.NONE), replace(decision, by=" ")):
        with pytest.raises(WrongUse):
            signed(pdf, lacking, key)
    longer = replace(decision, comments="x" * (MOST[COMMENTS] + 1))
    with pytest.raises(WrongUse, match="Shorten the comments to 2000 characters"):
        signed(pdf, longer, key)


def test_a_text_is_tidied_before_it_is_signed(pdf, decision, key):
    typed = replace(decision, by=" Dr B.  Specimen ", comments="One\r\ntwo\n")
    found = review(signed(pdf, typed, key)).decision
    assert (found.by, found.comments) == ("Dr B. Specimen", "One\ntwo")


def test_a_signed_plan_is_not_signed_again(document, decision, key):
    with pytest.raises(WrongUse, match="signed already"):
        signed(document, decision, key)


@pytest.mark.parametrize("said", ["þÿ", "ï»¿x", "(", "\\)", "Ọláyínká", "山田", "\U0001f600"])
def test_letters_that_mean_something_else_in_a_file_come_back(pdf, decision, key, said):
    typed = replace(decision, by=said, comments=f"{said}\n{said}")
    assert review(signed(pdf, typed, key)).decision == typed


@pytest.mark.parametrize("data", [b"", b"Dear all", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_plan_is_not_signed(data, decision, key):
    with pytest.raises(UnreadableInput):
        signed(data, decision, key)


def test_a_plan_without_its_boxes_is_not_signed(pdf, decision, key):
    with pytest.raises(UnreadableInput, match="othing was signed"):
        signed(pdf.replace(b"/AcroForm", b"/AcroFork"), decision, key)


def test_a_decision_on_sessions_that_are_not_in_the_plan_is_not_signed(plan, decision, key):
    later = plan_pdf(replace(plan, sessions=plan.sessions[:-1]))
    with pytest.raises(UnreadableInput, match="nothing was signed"):
        signed(later, decision, key)
