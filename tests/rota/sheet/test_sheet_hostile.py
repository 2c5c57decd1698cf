"""Spreadsheets made to harm: refused within the stated limits, with a sentence."""

import contextlib
import struct
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.errors import UnreadableInput
from planner.model.rota import RotaFile
from planner.rota import Labels, read_rota
from planner.rota.sheet.cells import MOST_CELLS
from planner.rota.sheet.old_office import cells_spanned
from planner.rota.sheet.workbook import MOST_UNPACKED

LABELS = Labels.load()
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(pack, sheet: str, strings: str = "", doctype: str = "") -> RotaFile:
    """An XLSX file around the XML of one sheet's data."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="Rota" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'{doctype}<worksheet xmlns="{MAIN}"><sheetData>{sheet}'
        "</sheetData></worksheet>",
    }
    return RotaFile("rota.xlsx", pack(parts))


def cell(reference: str, words: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'


def test_a_plain_workbook_of_the_same_make_is_read(pack, read_file):
    sheet = f'<row r="1">{cell("A1", "05/08/2026")}{cell("B1", "LD")}</row>'
    assert read_file(workbook(pack, sheet)).shifts[0].label == "LD"


def refused(file: RotaFile, words: str) -> None:
    with pytest.raises(UnreadableInput, match=words) as caught:
        read_rota([file], labels=LABELS)
    assert "“rota" in caught.value.message


def test_an_archive_that_unpacks_to_more_than_the_limit(pack):
    bomb = "<!-- " + " " * (MOST_UNPACKED + 1) + "-->"
    file = workbook(pack, bomb)
    assert len(file.data) < 200_000
    refused(file, "unpacks to more than a rota holds")


def test_an_archive_that_lies_about_its_size(pack):
    data = bytearray(workbook(pack, "<row/>" * 100_000).data)
    name = b"xl/worksheets/sheet1.xml"
    central = data.rindex(name) - 46
    struct.pack_into("<I", data, central + 24, 100)
    refused(RotaFile("rota.xlsx", bytes(data)), "damaged")


def test_two_cells_in_far_corners(pack):
    sheet = f'<row r="1">{cell("A1", "x")}</row><row r="2">{cell("XFD1048576", "x")}</row>'
    refused(workbook(pack, sheet), f"at most {MOST_CELLS:,} cells")
    counted = f'<row r="1048576">{"<c/>" * 16_000}</row><row r="1">{cell("A1", "x")}</row>'
    refused(workbook(pack, counted), f"at most {MOST_CELLS:,} cells")


def test_repeated_cells_of_an_opendocument_sheet(make_ods):
    row = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="16000" office:value-type="string"><text:p>LD</text:p>'
        "</table:table-cell></table:table-row>"
    )
    refused(make_ods(row), "too large for a rota")


def test_one_long_text_in_every_cell(pack):
    words = f"<si><t>{'x' * 1_000_000}</t></si>"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_000))
    refused(workbook(pack, cells, strings=words), "too large for a rota")


def test_two_cells_in_far_corners_of_an_old_workbook():
    data = bytearray(Path(__file__).with_name("old-office.xls").read_bytes())
    assert cells_spanned(bytes(data)) == 24
    # The last cell of the second sheet ("SD" in B2) moves to the far corner.
    at = data.rindex(bytes.fromhex("fd000a0001000100"))
    data[at + 4 : at + 8] = struct.pack("<HH", 65_535, 255)
    assert cells_spanned(bytes(data)) == 20 + 65_536 * 256
    refused(RotaFile("rota.xls", bytes(data)), f"at most {MOST_CELLS:,} cells")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=8), st.floats(0, 1))
def test_damaged_old_workbooks_are_read_or_refused(noise, at):
    data = bytearray(Path(__file__).with_name("old-office.xls").read_bytes())
    place = int(at * len(data))
    data[place : place + len(noise)] = noise
    with contextlib.suppress(UnreadableInput):
        read_rota([RotaFile("rota.xls", bytes(data))], labels=LABELS)


def test_entities_are_refused(pack):
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    refused(workbook(pack, "<row/>", doctype=laughs), "damaged spreadsheet")
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    refused(workbook(pack, "<row/>", doctype=outside), "damaged spreadsheet")


def test_formulas_are_text_and_are_never_run(make_csv, read_file):
    text = 'Date,Shift\n05/08/2026,"=HYPERLINK(""http://x.example"")"\n06/08/2026,LD\n'
    reading = read_file(make_csv(text))
    assert [shift.label for shift in reading.shifts] == ['=HYPERLINK("http://x.example")', "LD"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04" + bytes(200), "damaged spreadsheet"),
        (b"\xd0\xcf\x11\xe0" + bytes(2000), "could not be read as a spreadsheet"),
    ],
)
def test_broken_workbooks(data, words):
    refused(RotaFile("rota.xlsx", data), words)


def test_another_archive_is_named_as_one(pack):
    refused(
        RotaFile("rota.zip", pack({"rota.ics": "BEGIN:VCALENDAR"})), "ZIP archive and no spread"
    )


def test_a_text_of_very_many_cells():
    data = b"Date,Shift\n05/08/2026,LD\n" + b"," * MOST_CELLS
    refused(RotaFile("rota.csv", data), "too large for a rota")
    narrow = b"Date,Shift\n05/08/2026,LD\n" + b"," * 9_999 + b"\n" + b"\n" * 1_000
    refused(RotaFile("rota.csv", narrow), "too large for a rota")


def test_a_cell_as_long_as_a_book_is_left_out():
    data = b'Date,Shift\n05/08/2026,LD\n"' + b"x" * 300_000 + b'",N\n06/08/2026,SD\n'
    reading = read_rota([RotaFile("rota.csv", data)], labels=LABELS)
    assert [shift.label for shift in reading.shifts] == ["LD", "SD"]


@settings(max_examples=60, deadline=None)
@example(noise=bytes(16), at=0.5, lost=16)  # the packed bytes of a part
@given(st.binary(max_size=60), st.floats(0, 1), st.integers(0, 40))
def test_damaged_workbooks_are_read_or_refused(make_xlsx, noise, at, lost):
    data = make_xlsx({"Rota": [["Date", "Shift"], ["05/08/2026", "LD"], ["06/08/2026", "N"]]}).data
    place = int(at * len(data))
    damaged = data[:place] + noise + data[place + lost :]
    with contextlib.suppress(UnreadableInput):
        read_rota([RotaFile("rota.xlsx", damaged)], labels=LABELS)


words = st.sampled_from(
    ["", "Date", "05/08/2026", "6 Aug", "1", "2", "LD", "N", "Siân Prys", "Key", "08:00-20:30",
     "LD = 08:00-20:30", "Mon", "August 2026", "=", "-", "46036", "08:00", "\x0b", "Start", "Name"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(words, min_size=2, max_size=8), min_size=1, max_size=10))
def test_any_table_is_read_or_refused(rows):
    data = "\n".join(",".join(row) for row in rows).encode()
    with contextlib.suppress(UnreadableInput):
        reading = read_rota([RotaFile("rota.csv", data)], labels=LABELS)
        assert all(shift.label for shift in reading.shifts)
