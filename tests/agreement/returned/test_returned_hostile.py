"""Files that come from outside: nothing is carried out, nothing runs away, every fault is said."""

import io
import random
import struct
import zlib

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from planner.agreement import digest, load_document, plan_pdf, read_plan, review
from planner.agreement.returned import opened as room
from planner.errors import UnreadableInput


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.fixture
def pdf(plan) -> bytes:
    return plan_pdf(plan)


@pytest.fixture
def writer(pdf) -> PdfWriter:
    return PdfWriter(clone_from=io.BytesIO(pdf))


def script() -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    )


def action(kind: str) -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject(kind), NameObject("/F"): TextStringObject("x")}
    )


def with_object_stream(pdf: bytes) -> bytes:
    """The same document with its objects packed into streams (ISO 32000-1, 7.5.7), and the cross
    references in one as well.
    """
    reader = PdfReader(io.BytesIO(pdf))
    numbers = sorted(reader.xref[0])
    found = {n: reader.get_object(IndirectObject(n, 0, reader)) for n in numbers}
    packed = [n for n in numbers if not isinstance(found[n], StreamObject)]
    pieces = {n: io.BytesIO() for n in packed}
    for n in packed:
        found[n].write_to_stream(pieces[n])
    heads, body = [], b""
    for n in packed:
        heads.append(f"{n} {len(body)}")
        body += pieces[n].getvalue() + b" "
    head = " ".join(heads).encode() + b" "
    out, offsets = bytearray(b"%PDF-1.7\n"), {}
    container, table = max(numbers) + 1, max(numbers) + 2
    for n in set(numbers) - set(packed):
        offsets[n] = len(out)
        whole = io.BytesIO()
        found[n].write_to_stream(whole)
        out += b"%d 0 obj\n%s\nendobj\n" % (n, whole.getvalue())
    offsets[container] = len(out)
    data = zlib.compress(head + body)
    out += (
        b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\n%s"
        b"\nendstream\nendobj\n" % (container, len(packed), len(head), len(data), data)
    )
    rows = b""
    for n in range(table + 1):
        if n in offsets or n == table:
            rows += struct.pack(">BIH", 1, offsets.get(n, len(out)), 0)
        elif n in packed:
            rows += struct.pack(">BIH", 2, container, packed.index(n))
        else:
            rows += struct.pack(">BIH", 0, 0, 0)
    start, root = len(out), reader.trailer.raw_get("/Root").idnum
    out += (
        b"%d 0 obj\n<</Type/XRef/W[1 4 2]/Size %d/Root %d 0 R/Length %d>>stream\n%s"
        b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (table, table + 1, root, len(rows), rows, start)
    )
    return bytes(out)


def place_in_field(writer: PdfWriter) -> None:
    field = writer.root_object["/AcroForm"]["/Fields"][-1].get_object()
    field[NameObject("/AA")] = DictionaryObject({NameObject("/K"): script()})


def place_hidden(writer: PdfWriter) -> None:
    """In an object that nothing points to."""
    writer._add_object(ArrayObject([DictionaryObject({NameObject("/X"): script()})]))


PLACES = {
    "when opened": lambda w: w.root_object.update({NameObject("/OpenAction"): script()}),
    "by name": lambda w: w.root_object["/Names"].update(
        {NameObject("/JavaScript"): DictionaryObject({NameObject("/Names"): ArrayObject()})}
    ),
    "on a page": lambda w: w.pages[0].update(
        {NameObject("/AA"): DictionaryObject({NameObject("/O"): action("/Launch")})}
    ),
    "in a field": place_in_field,
    "hidden": place_hidden,
    "sends the form": lambda w: w.root_object.update(
        {NameObject("/OpenAction"): action("/SubmitForm")}
    ),
    "XFA": lambda w: w.root_object["/AcroForm"].update(
        {NameObject("/XFA"): TextStringObject("<xdp/>")}
    ),
}


def test_a_name_written_otherwise_is_the_same_name(writer):
    PLACES["when opened"](writer)
    data = written(writer).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53")
    with pytest.raises(UnreadableInput, match="script or asks to start something"):
        review(data)


def test_a_script_in_a_compressed_object_is_found(writer, tmp_path):
    PLACES["in a field"](writer)
    plain, packed = tmp_path / "plain.pdf", tmp_path / "packed.pdf"
    plain.write_bytes(written(writer))
    packed.write_bytes(with_object_stream(plain.read_bytes()))
    assert b"/JavaScript" not in packed.read_bytes()
    with pytest.raises(UnreadableInput, match="script or asks to start something"):
        review(packed.read_bytes())


@pytest.mark.parametrize("place", PLACES)
def test_scripts_and_actions_are_refused_wherever_they_are(writer, place):
    PLACES[place](writer)
    with pytest.raises(UnreadableInput, match="script or asks to start something"):
        review(written(writer))


def test_a_document_packed_into_object_streams_is_read(pdf):
    assert review(with_object_stream(pdf)).genuine


def test_marks_and_notes_of_a_reader_are_no_scripts(writer):
    writer.add_annotation(0, FreeText(text="Well done", rect=(50, 50, 200, 80)))
    assert review(written(writer)).genuine


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_file_is_said(writer, password):
    writer.encrypt(password, "owner", algorithm="RC4-128")
    with pytest.raises(UnreadableInput, match="protected by a password"):
        review(written(writer))


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"PK\x03\x04", b"<html></html>", b"%PDF-1.7", b"%PDF-1.7\n%%EOF"]
)
def test_what_is_no_pdf_is_said(data):
    with pytest.raises(UnreadableInput):
        review(data)


def test_a_huge_file_is_refused_at_sight(pdf, tmp_path):
    with pytest.raises(UnreadableInput, match="a plan has far less"):
        review(pdf + bytes(room.LARGEST))
    path = tmp_path / "huge.pdf"
    path.write_bytes(pdf + bytes(room.LARGEST))
    with pytest.raises(UnreadableInput, match="a plan has far less"):
        load_document(path)


def test_too_many_objects_are_refused(writer):
    for _ in range(room.MOST_OBJECTS + 1):
        writer._add_object(ArrayObject([]))
    with pytest.raises(UnreadableInput, match="far more in it"):
        review(written(writer))


def test_a_file_that_takes_too_long_to_look_through_is_given_up(writer, monkeypatch):
    place_in_field(writer)
    monkeypatch.setattr(room, "PATIENCE", -1.0)
    with pytest.raises(UnreadableInput, match="takes too long"):
        review(written(writer))


def test_a_bomb_in_the_attachment_is_refused(pdf):
    """A few hundred kB that would unfold into 200 MB."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    spec = writer.root_object["/Names"]["/EmbeddedFiles"]["/Names"][1].get_object()
    stream = spec["/EF"]["/F"].get_object()
    stream._data = zlib.compress(bytes(200_000_000), 9)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    data = written(writer)
    assert len(data) < 500_000
    with pytest.raises(UnreadableInput):
        read_plan(data)


def test_a_script_below_deep_nesting_is_refused(writer):
    deep: ArrayObject = ArrayObject([script()])
    for _ in range(200):
        deep = ArrayObject([deep])
    writer._add_object(deep)
    with pytest.raises(UnreadableInput):
        review(written(writer))


def test_a_form_in_a_circle_is_read_without_end(writer):
    field = writer.root_object["/AcroForm"]["/Fields"][0].get_object()
    field[NameObject("/Kids")].append(field.indirect_reference)
    assert review(written(writer)).genuine


def test_files_that_are_not_there_or_are_folders_are_said(tmp_path):
    with pytest.raises(UnreadableInput, match="There is no file"):
        load_document(tmp_path / "gone.pdf")
    with pytest.raises(UnreadableInput, match="is a folder"):
        load_document(tmp_path)


def test_a_half_downloaded_file_is_said(pdf):
    for part in (0.1, 0.5, 0.9):
        with pytest.raises(UnreadableInput):
            review(pdf[: int(len(pdf) * part)])


def test_random_damage_never_escapes_and_never_changes_what_is_genuine(pdf, plan):
    """Bytes changed at random: a clear refusal, or the very plan that was sent."""
    chance = random.Random(20261013)  # noqa: S311 - damage, not cryptography
    whole = digest(plan)
    for _ in range(60):
        data = bytearray(pdf)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            found = review(bytes(data), {whole})
        except UnreadableInput:
            continue
        assert not found.genuine or found.digest == whole
