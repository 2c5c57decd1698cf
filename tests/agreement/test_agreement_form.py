"""The form in the document: names, states, words for screen readers, structure, fonts."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from planner.agreement import plan_pdf, review
from planner.agreement.fields import CHOICES, open_to_decide
from planner.agreement.page.fieldfont import letters
from planner.model.decision import Verdict
from planner.model.session import State


@pytest.fixture
def reader(plan) -> PdfReader:
    return PdfReader(io.BytesIO(plan_pdf(plan)), strict=True)


def fields(reader: PdfReader) -> dict:
    form = reader.trailer["/Root"]["/AcroForm"]
    found = [reference.get_object() for reference in form["/Fields"]]
    return {field["/T"]: field for field in found}


def boxes(field) -> list:
    return [kid.get_object() for kid in field["/Kids"]]


def states(box) -> set[str]:
    return set(box["/AP"]["/N"])


def test_the_fields_are_those_that_others_rely_on(reader, plan):
    numbers = [n for n, s in enumerate(plan.sessions, 1) if open_to_decide(s)]
    assert numbers == [7, 8, 9, 10, 11, 12]
    assert list(fields(reader)) == [
        *(f"session_{number}" for number in numbers),
        "decision",
        "comments",
        "name",
        "gmc_number",
        "date",
    ]
    decision = boxes(fields(reader)["decision"])
    assert [states(box) for box in decision] == [
        {"/approved", "/Off"},
        {"/ticked", "/Off"},
        {"/changes", "/Off"},
        {"/declined", "/Off"},
    ]
    assert [states(box) for box in boxes(fields(reader)["session_7"])] == [
        {"/agree", "/Off"},
        {"/change", "/Off"},
    ]


def test_a_blank_document_holds_no_decision(plan):
    found = review(plan_pdf(plan))
    assert found.genuine
    assert found.decision.verdict is Verdict.NONE
    assert not found.valid
    assert found.doubts == ("No decision is ticked in this document, so there is none to record.",)


def test_every_state_has_its_look_and_no_reader_has_to_make_one(reader):
    assert "/NeedAppearances" not in reader.trailer["/Root"]["/AcroForm"]
    for name, field in fields(reader).items():
        if field["/FT"] == "/Tx":
            assert field["/AP"]["/N"].get_data().split() == [b"/Tx", b"BMC", b"EMC"], name
            continue
        for box in boxes(field):
            on = next(state for state in states(box) if state != "/Off")
            assert box["/AS"] == "/Off"
            assert b" S Q" in box["/AP"]["/N"][on].get_data()
            assert not box["/AP"]["/N"]["/Off"].get_data().strip()


def test_every_field_is_named_for_screen_readers(reader):
    found = fields(reader)
    assert all(field["/TU"] for field in found.values())
    said = [box["/TU"] for box in boxes(found["session_9"])]
    assert said == [
        "Session 9, Tue 20 Oct, 09:00–13:00: agree",
        "Session 9, Tue 20 Oct, 09:00–13:00: change",
    ]
    assert [box["/TU"].split(": ")[1] for box in boxes(found["decision"])] == [
        words for _, words in CHOICES
    ]
    assert found["name"]["/TU"] == "Name"


def test_boxes_are_printed_and_lie_on_their_page(reader):
    page = reader.pages[0]
    width, height = page.mediabox.width, page.mediabox.height
    for annotation in page["/Annots"]:
        box = annotation.get_object()
        left, bottom, right, top = (float(value) for value in box["/Rect"])
        assert box["/F"] == 4
        assert box["/P"].get_object() == page
        assert 0 < left < right < width
        assert 0 < bottom < top < height
        assert min(right - left, top - bottom) >= 8


def test_a_plan_without_open_sessions_asks_for_no_marks(plan):
    over = tuple(s for s in plan.sessions if s.state in {State.DELIVERED, State.LOST})
    data = plan_pdf(replace(plan, sessions=over))
    assert "session_1" not in fields(PdfReader(io.BytesIO(data)))


def test_a_plan_without_sessions_has_no_form(plan_with):
    data = plan_pdf(plan_with(0))
    assert "/AcroForm" not in PdfReader(io.BytesIO(data)).trailer["/Root"]


@pytest.mark.parametrize("name", ["Siân", "Wójcik", "Ọláyínká", "Łukasz", "Ŵyn", "Ğül", "Čapek"])
def test_names_have_a_place_in_the_fields_font(reader, name):
    known = set(letters().values())
    assert all(letter in known for letter in name)
    font = reader.trailer["/Root"]["/AcroForm"]["/DR"]["/Font"]["/InterFields"]
    assert "/FontFile2" in font["/FontDescriptor"]
    widths, first = font["/Widths"], font["/FirstChar"]
    codes = {letter: code for code, letter in letters().items()}
    assert all(widths[codes[letter] - first] > 0 for letter in name)


def marks_in(reader: PdfReader) -> list[set[int]]:
    """The marked pieces of each page."""
    found = []
    for page in reader.pages:
        content = page.get_contents().get_data()
        numbers = [int(n) for n in re.findall(rb"/MCID (\d+)>> BDC", content)]
        assert len(numbers) == len(set(numbers))
        opened = len(re.findall(rb"\bB[DM]C\b", content))
        assert opened == len(re.findall(rb"\bEMC\b", content))
        found.append(set(numbers))
    return found


def walk(element, roles: list, marks: list, fields: list) -> None:
    if element.get("/Type") == "/MCR":
        marks.append((element.raw_get("/Pg").idnum, element["/MCID"]))
        return
    if element.get("/Type") == "/OBJR":
        fields.append(element["/Obj"])
        return
    roles.append(element.get("/S"))
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        walk(kid.get_object(), roles, marks, fields)


@pytest.mark.parametrize("count", [12, 60])
def test_the_structure_holds_every_piece_once_and_every_field(plan_with, count):
    reader = PdfReader(io.BytesIO(plan_pdf(plan_with(count))), strict=True)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    roles: list = []
    marks: list = []
    found: list = []
    walk(root["/StructTreeRoot"], roles, marks, found)
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    in_content = [(n, mark) for n, numbers in enumerate(marks_in(reader)) for mark in numbers]
    assert sorted((pages[page], mark) for page, mark in marks) == sorted(in_content)
    assert roles.count("/Table") == 1
    assert roles.count("/TR") >= count + 1
    assert roles.count("/TH") % 7 == 0
    assert {"/H1", "/H2", "/P", "/TD", "/Figure", "/Form"} <= set(roles)
    widgets = [a.get_object() for page in reader.pages for a in page["/Annots"]]
    assert len(found) == len(widgets)
    assert all(page["/Tabs"] == "/S" for page in reader.pages)
    parents = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    keys = parents[0::2]
    assert list(keys) == sorted(keys)
    by_key = dict(zip(keys, parents[1::2], strict=True))
    for n, page in enumerate(reader.pages):
        assert len(by_key[page["/StructParents"]].get_object()) == len(marks_in(reader)[n])
    for widget in widgets:
        assert by_key[widget["/StructParent"]].get_object()["/S"] == "/Form"


def test_the_strip_says_in_words_what_it_shows(reader):
    def figures(element):
        if element.get("/S") == "/Figure":
            yield element["/Alt"]
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from figures(kid.get_object())

    (said,) = figures(reader.trailer["/Root"]["/StructTreeRoot"])
    assert said.startswith("Hours by week: week of 10 Aug 2026 2 h; week of 17 Aug 2026 4 h;")
    assert said.endswith(
        " Nights or leave in the weeks of 24 Aug 2026; 26 Oct 2026; 14 Dec 2026; 28 Dec 2026."
    )
