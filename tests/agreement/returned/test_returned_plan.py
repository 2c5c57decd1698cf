"""The plan inside the document: put in, taken out, and what is refused."""

import io
import json
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from planner.agreement import check_code, digest, plan_json, plan_pdf, read_plan, review
from planner.agreement.content import plan_from_json
from planner.errors import UnreadableInput
from planner.model.placement import Placement
from planner.model.scheme import Scheme
from planner.model.session import Session


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def opened(data: bytes) -> PdfWriter:
    return PdfWriter(clone_from=io.BytesIO(data))


def spec(writer: PdfWriter) -> DictionaryObject:
    names = writer.root_object["/Names"]["/EmbeddedFiles"]["/Names"]
    return names[1].get_object()


def with_attached(pdf: bytes, content: bytes) -> bytes:
    """The document with other bytes in its attachment."""
    writer = opened(pdf)
    spec(writer)["/EF"]["/F"].get_object().set_data(content)
    return written(writer)


def test_what_goes_in_comes_out(plan):
    found = read_plan(plan_pdf(plan))
    assert plan_json(found) == plan_json(plan)
    assert found.nights_and_leave == plan.nights_and_leave
    assert (found.version, found.issued) == (plan.version, plan.issued)
    assert [session.span for session in found.sessions] == [s.span for s in plan.sessions]
    assert found.allowance.due == plan.allowance.due
    assert found.allowance.proposed == plan.allowance.proposed


def test_the_attachment_is_the_digests_input_and_the_documents_data(plan):
    reader = PdfReader(io.BytesIO(plan_pdf(plan)), strict=True)
    assert reader.attachments == {"plan.json": [plan_json(plan)]}
    (pointed,) = reader.trailer["/Root"]["/AF"]
    assert pointed.get_object()["/AFRelationship"] == "/Data"
    assert pointed.get_object()["/EF"]["/F"]["/Subtype"] == "/application/json"


def test_every_field_of_the_model_is_in_the_plan_or_left_out_on_purpose(plan):
    content = json.loads(plan_json(plan))
    left_out = {
        Placement: {"scheme", "person", "core", "prefers"},
        Scheme: {"who", "source", "note"},
        Session: {"span", "purpose", "changed", "notes", "against"},
    }
    said_otherwise = {"core_hours", "core_weekdays", "start", "end", "for"}
    for kind, row in (
        (Placement, content["placement"]),
        (Scheme, content["scheme"]),
        (Session, content["sessions"][0]),
    ):
        names = {field.name for field in fields(kind)} - left_out[kind]
        assert names == set(row) - said_otherwise, kind


def test_an_unknown_scheme_is_read_as_the_plan_states_it(plan):
    own = replace(plan.scheme, id="our-own", title="Our own scheme", hours=3.25)
    found = read_plan(plan_pdf(replace(plan, scheme=own)))
    assert (found.scheme.id, found.scheme.hours) == ("our-own", 3.25)
    assert found.placement.scheme == "our-own"


def test_a_document_without_version_and_time_is_read_all_the_same(plan):
    writer = opened(plan_pdf(plan))
    found = spec(writer)
    del found["/Desc"]
    del found["/EF"]["/F"].get_object()["/Params"]
    read = read_plan(written(writer))
    assert (read.version, read.issued) == (0, plan.rota_read)


def test_a_plan_of_the_first_format_is_read_and_tells_no_nights(first_format):
    found = read_plan(plan_pdf(first_format))
    assert found.nights_and_leave is None
    assert plan_json(found) == plan_json(first_format)


def test_a_newer_format_is_refused_politely(plan):
    content = json.loads(plan_json(plan)) | {"format_version": 3, "more": True}
    data = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    with pytest.raises(UnreadableInput, match="newer version of Leadtime"):
        read_plan(with_attached(plan_pdf(plan), data))


BENT = (
    lambda c: c.pop("zone"),
    lambda c: c.update(zone="../../etc/passwd"),
    lambda c: c.update(more=1),
    lambda c: c.update(due=True),
    lambda c: c.update(due=float("inf")),
    lambda c: c.update(format="another"),
    lambda c: c.update(format_version=0),
    lambda c: c.update(sessions={}),
    lambda c: c["sessions"].append(3),
    lambda c: c["sessions"].reverse(),
    lambda c: c["sessions"][0].update(sequence="1"),
    lambda c: c["sessions"][0].update(end=c["sessions"][0]["start"]),
    lambda c: c["sessions"][0].update(start="2026-08-11T08:00:00+00:00"),
    lambda c: c["sessions"][0].update(start="0001-01-01T00:00:00+01:00"),
    lambda c: c["sessions"][0].update(state="promised"),
    lambda c: c["placement"].update(first="2027-02-31"),
    lambda c: c["placement"].update(last="2020-01-01"),
    lambda c: c["placement"].update(share=7),
    lambda c: c["placement"].update(core_weekdays=[9, "x"]),
    lambda c: c["placement"].update(title=None),
    lambda c: c["scheme"].update(per="fortnight"),
    lambda c: c.update(format_version=1),
    lambda c: c.pop("nights_and_leave"),
    lambda c: c.update(nights_and_leave="2026-08-24"),
    lambda c: c["nights_and_leave"].append("2026-08-24"),
    lambda c: c["nights_and_leave"].append("2026-02-30"),
    lambda c: c["nights_and_leave"].append(None),
    lambda c: c["nights_and_leave"].reverse(),
)


@pytest.mark.parametrize("bend", range(len(BENT)))
def test_a_plan_that_was_bent_is_refused(plan, bend):
    content = json.loads(plan_json(plan))
    BENT[bend](content)
    data = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    with pytest.raises(UnreadableInput):
        plan_from_json(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"format":NaN}', b"9" * 5000],
)
def test_json_that_is_no_plan_is_refused(data):
    with pytest.raises(UnreadableInput):
        plan_from_json(data)


def test_the_same_plan_in_other_bytes_is_refused(plan):
    loose = json.dumps(json.loads(plan_json(plan)), indent=1).encode()
    with pytest.raises(UnreadableInput, match="changed by hand"):
        plan_from_json(loose)


@settings(max_examples=150, deadline=None)
@given(at=st.floats(0, 0.999), byte=st.integers(0, 255))
def test_a_byte_changed_in_the_json_is_refused_or_is_another_plan(canonical, at, byte):
    place = int(at * len(canonical))
    changed = canonical[:place] + bytes([byte]) + canonical[place + 1 :]
    try:
        found = plan_from_json(changed)
    except UnreadableInput:
        return
    assert plan_json(found) == changed


@pytest.fixture(scope="session")
def canonical(plan_with_rows) -> bytes:
    return plan_json(plan_with_rows([("Siân’s audit", 4), ("", 2)]))


def test_an_attachment_of_another_plan_is_not_genuine(plan):
    other = replace(plan, sessions=plan.sessions[:-1])
    forged = with_attached(plan_pdf(plan), plan_json(other))
    found = review(forged)
    assert not found.genuine
    assert not found.valid
    assert check_code(digest(other)) in found.doubts[0]


def test_two_attached_plans_are_refused(plan):
    writer = opened(plan_pdf(plan))
    writer.add_attachment("plan.json", plan_json(plan))
    with pytest.raises(UnreadableInput, match="carries 2 plans"):
        read_plan(written(writer))


def test_a_second_plan_that_is_only_pointed_to_is_refused(plan):
    other = replace(plan, sessions=plan.sessions[:-1])
    writer = opened(plan_pdf(plan))
    second = opened(plan_pdf(other))
    writer.root_object["/AF"].append(spec(second).clone(writer))
    with pytest.raises(UnreadableInput, match="carries 2 plans"):
        read_plan(written(writer))


def test_other_attachments_are_left_alone(plan):
    writer = opened(plan_pdf(plan))
    writer.add_attachment("letter.txt", b"With kind regards")
    assert plan_json(read_plan(written(writer))) == plan_json(plan)


def test_a_pdf_without_a_plan_is_named():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    with pytest.raises(UnreadableInput, match="no plan inside this PDF"):
        read_plan(written(writer))
    with pytest.raises(UnreadableInput, match="not a plan of this program"):
        review(written(writer))


def test_what_was_sent_decides_where_it_is_known(plan):
    pdf = plan_pdf(plan)
    assert review(pdf).genuine
    assert review(pdf, {digest(plan)}).genuine
    found = review(pdf, {digest(replace(plan, sessions=()))})
    assert not found.genuine
    assert "is not one that was sent" in found.doubts[0]


def test_a_page_of_another_plan_is_not_genuine(plan):
    later = replace(plan, sessions=plan.sessions[:-1], issued=plan.issued + timedelta(days=1))
    writer = opened(plan_pdf(plan))
    other = PdfReader(io.BytesIO(plan_pdf(later)))
    writer.add_page(other.pages[0])
    found = review(written(writer))
    assert not found.genuine
    assert "page 2" in found.doubts[0]


def test_a_name_tree_in_a_circle_is_refused(plan):
    writer = opened(plan_pdf(plan))
    tree = writer.root_object["/Names"]["/EmbeddedFiles"]
    reference = writer._add_object(tree)
    tree[NameObject("/Kids")] = ArrayObject([reference])
    writer.root_object["/Names"][NameObject("/EmbeddedFiles")] = reference
    with pytest.raises(UnreadableInput):
        read_plan(written(writer))


def test_a_description_with_nonsense_tells_no_version(plan):
    writer = opened(plan_pdf(plan))
    spec(writer)[NameObject("/Desc")] = TextStringObject("Protected-time plan, version ٣")
    assert read_plan(written(writer)).version == 0
