"""The draft of an e-mail."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from planner.agreement import check_code, digest, plan_eml, plan_ics, plan_pdf


def draft(plan):
    return message_from_bytes(plan_eml(plan, plan_pdf(plan), plan_ics(plan)), policy=default)


def to(plan, supervisor: str):
    return replace(plan, placement=replace(plan.placement, supervisor=supervisor))


def test_a_draft_with_both_files_and_nobody_named_as_sender(plan):
    mail = draft(to(plan, "Dr B. Specimen <b.specimen@example.org>"))
    assert mail["To"] == '"Dr B. Specimen" <b.specimen@example.org>'
    assert mail["X-Unsent"] == "1"
    assert mail["From"] is None
    assert mail["Subject"] == (
        "Protected-time plan of Dr A. Example, version 2: for your agreement"
    )
    assert mail["Date"].datetime == plan.issued
    assert not mail.defects
    pdf, ics = mail.iter_attachments()
    assert (pdf.get_filename(), pdf.get_content_type()) == ("plan.pdf", "application/pdf")
    assert (ics.get_filename(), ics.get_content_type()) == ("plan.ics", "text/calendar")
    assert pdf.get_content() == plan_pdf(to(plan, "Dr B. Specimen <b.specimen@example.org>"))
    said = mail.get_body().get_content()
    assert said.startswith("Dear Dr B. Specimen,")
    assert check_code(digest(to(plan, "Dr B. Specimen <b.specimen@example.org>"))) in said


@pytest.mark.parametrize(
    ("supervisor", "address", "greeting"),
    [
        ("Dr B. Specimen", None, "Dear Dr B. Specimen,"),
        ("", None, "Dear supervisor,"),
        ("b.specimen@example.org", "b.specimen@example.org", "Dear supervisor,"),
        ("Dr @home", None, "Dear Dr @home,"),
        ("Dr B <b@exa mple.org>", None, None),
        ("Dr B\r\nBcc: all@example.org", None, None),
    ],
)
def test_only_an_address_is_written_to(plan, supervisor, address, greeting):
    mail = draft(to(plan, supervisor))
    assert (mail["To"] and str(mail["To"])) == address
    assert mail["Bcc"] is None
    if greeting:
        assert mail.get_body().get_content().startswith(greeting)


@pytest.mark.parametrize("name", ["Siân Wójcik", "Ọláyínká 王", "Dr “Quote” O'Neil"])
def test_names_of_every_spelling_survive(plan, name):
    named = replace(plan, placement=replace(plan.placement, doctor=name, supervisor=name))
    mail = draft(named)
    assert name in mail["Subject"]
    assert name in mail.get_body().get_content()


def test_lines_are_as_the_standard_has_them_and_bytes_stay_the_same(plan):
    data = plan_eml(plan, plan_pdf(plan), plan_ics(plan))
    assert data == plan_eml(plan, plan_pdf(plan), plan_ics(plan))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 998
    assert data.isascii()
