"""What is measured of the agreement: the plan's way out, and reading what came back."""

import io
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from planner.agreement import digest, export, plan_pdf, review
from planner.agreement.signing.key import new_key
from planner.agreement.signing.sign import signed
from planner.clock import LONDON, clock_span
from planner.finding import load_scheme
from planner.model.decision import Decision, Mark, Verdict
from planner.model.placement import Placement
from planner.model.plan import Allowance, Plan, RulesSummary
from planner.model.session import Session, State, Where
from planner.model.signature import SignatureState
from tests.bench.harness import Case

WEEKS = 26
NOW = datetime(2026, 8, 5, 9, tzinfo=UTC)


def agreement_cases() -> Iterator[tuple[Case, str]]:
    """Every case, with a sentence for the page where the figures need one."""
    plan = half_year()
    blank = plan_pdf(plan)
    filled = filled_in(blank)
    sent = {digest(plan)}

    def exported() -> None:
        with tempfile.TemporaryDirectory() as folder:
            export(plan, Path(folder))

    yield (
        Case(
            "export of a 26-week plan, four files",
            exported,
            "pypdf, writing the same document again",
            lambda: PdfWriter(clone_from=io.BytesIO(blank)).write(io.BytesIO()),
        ),
        f"The plan of {WEEKS} weeks has a session a week; its document {len(blank) // 1000} kB.",
    )

    def read() -> None:
        assert review(filled, sent).valid

    yield (
        Case(
            "reading a decision, every object looked at",
            read,
            "pypdf, the form fields and the text",
            lambda: fields_and_text(filled),
        ),
        "",
    )
    yield signed_case(plan, blank)


def signed_case(plan: Plan, blank: bytes) -> tuple[Case, str]:
    """Reading a decision that was signed, beside pyHanko's own check of the signature alone."""
    marks = [(session.id, Mark.AGREE) for session in plan.sessions]
    decision = Decision(Verdict.APPROVED, tuple(marks), by="Dr B. Specimen")
    document, known = signed(blank, decision, new_key("Dr B. Specimen", NOW)), {digest(plan)}

    def read() -> None:
        found = review(document, known)
        assert found.valid
        assert found.signature.state is SignatureState.VALID

    def checked() -> None:
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign.validation import validate_pdf_signature

        (signature,) = PdfFileReader(io.BytesIO(document), strict=False).embedded_signatures
        assert validate_pdf_signature(signature).intact

    return (
        Case("reading a decision that was signed", read, "pyHanko, the signature alone", checked),
        "",
    )


def half_year() -> Plan:
    """A made-up plan: a session of 4 h every week."""
    first = date(2026, 8, 5)
    sessions = tuple(
        Session(
            id=str(uuid.UUID(int=week)),
            span=clock_span(first + timedelta(weeks=week), time(13), time(17), LONDON),
            purpose="Sepsis-6 audit, PDSA cycle",
            where=Where.IN_SHIFT,
            needs_cover=True,
            state=State.PROPOSED,
            sequence=0,
            changed=NOW,
        )
        for week in range(WEEKS)
    )
    last = first + timedelta(weeks=WEEKS, days=-1)
    return Plan(
        placement=Placement("ST4 Acute Medicine", first, last, "chief-registrar", doctor="Dr A"),
        scheme=load_scheme("chief-registrar"),
        zone=LONDON,
        sessions=sessions,
        allowance=Allowance(due=208, due_so_far=0, proposed=104),
        rules=RulesSummary("England", 44.5),
        rota_read=NOW,
        issued=NOW,
        version=1,
    )


def filled_in(document: bytes) -> bytes:
    """The document as a supervisor would send it back."""
    writer = PdfWriter(clone_from=io.BytesIO(document))
    values = {f"session_{n}": "/agree" for n in range(1, WEEKS)}
    values |= {"decision": "/ticked", "session_26": "/change", "name": "Dr B. Specimen"}
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def fields_and_text(document: bytes) -> None:
    reader = PdfReader(io.BytesIO(document))
    assert reader.get_fields()
    assert all(page.extract_text() for page in reader.pages)
