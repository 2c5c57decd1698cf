"""Documents that real programs saved: one plan of the first format, filled in alike.

chromium.pdf was filled in and saved in Chromium's own viewer, pdfjs.pdf by pdf.js (the viewer of
Firefox) as an incremental update; mutool.pdf and qpdf.pdf were written anew by those tools,
flattened.pdf by qpdf with its boxes turned into marks on the page, printed.pdf by printing into a
file (poppler).
"""

from pathlib import Path

import pytest

from planner.agreement import check_code, digest, read_plan, review
from planner.model.decision import Mark, Verdict

SAVED = Path(__file__).parent / "saved"
READABLE = ("chromium", "pdfjs", "mutool", "qpdf")


def saved(name: str) -> bytes:
    return (SAVED / f"{name}.pdf").read_bytes()


@pytest.mark.parametrize("name", READABLE)
def test_a_decision_is_read_whatever_program_saved_it(first_format, name):
    found = review(saved(name), {digest(first_format)})
    assert found.valid
    assert found.doubts == found.notes == ()
    decision = found.decision
    assert decision.verdict is Verdict.TICKED
    marks = [decision.mark(session.id) for session in first_format.sessions]
    assert marks == [Mark.NONE] * 8 + [Mark.AGREE, Mark.CHANGE] + [Mark.NONE] * 2
    first, second = decision.comments.split("\n")
    assert first == "Please swap session 10: clinic that day."
    assert second.startswith("Thanks, Łukasz")
    assert decision.by.startswith("Dr Siân Wójcik")
    assert (decision.gmc_number, decision.on) == ("7654321", "14 Oct 2026")


@pytest.mark.parametrize("name", [*READABLE, "flattened"])
def test_the_plan_inside_survives(first_format, name):
    assert digest(read_plan(saved(name))) == digest(first_format)


def test_a_flattened_document_says_what_it_cannot_read_and_asks(first_format):
    found = review(saved("flattened"), {digest(first_format)})
    assert found.genuine
    assert not found.valid
    assert "enter by hand what was decided" in found.doubts[0]


def test_a_printed_document_is_known_by_its_code(first_format):
    found = review(saved("printed"), {digest(first_format), "0" * 64})
    assert (found.digest, found.genuine, found.valid) == (digest(first_format), False, False)
    assert (
        f"By its check code {check_code(digest(first_format))} it is a plan that was sent."
        in (found.doubts[0])
    )


def test_a_printed_document_of_another_plan_is_known_as_none():
    found = review(saved("printed"), {"0" * 64})
    assert found.digest == ""
    assert "it is not a plan that was sent. Ask for the file as it" in found.doubts[0]
    assert "by hand" not in found.doubts[0]
    assert "that was sent" not in review(saved("printed")).doubts[0]


def test_a_later_revision_counts_and_not_the_first(first_format):
    """pdf.js appends what was filled in: cut back to before that, the document is blank."""
    data = saved("pdfjs")
    first = data[: data.index(b"%%EOF") + len(b"%%EOF")] + b"\n"
    assert len(first) < len(data)
    assert review(first, {digest(first_format)}).decision.verdict is Verdict.NONE
    assert review(data, {digest(first_format)}).decision.verdict is Verdict.TICKED
