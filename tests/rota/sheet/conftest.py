"""Spreadsheets as their programs write them, made here: text, XLSX, ODS."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any
from xml.sax.saxutils import escape

import pytest

from planner.model.rota import Reading, RotaFile, Shift
from planner.rota import Labels, read_rota

TODAY = date(2026, 6, 1)
Rows = Sequence[Sequence[Any]]


def csv_file(rows: Rows | str, *, delimiter: str = ",", encoding: str = "utf-8") -> RotaFile:
    if isinstance(rows, str):
        return RotaFile("rota.csv", rows.encode(encoding))
    lines = [
        delimiter.join(f'"{cell}"' if delimiter in str(cell) else str(cell) for cell in row)
        for row in rows
    ]
    return RotaFile("rota.csv", "\r\n".join([*lines, ""]).encode(encoding))


def xlsx_file(
    sheets: dict[str, Rows], *, merged: Sequence[str] = (), hidden: Sequence[str] = ()
) -> RotaFile:
    """A workbook as openpyxl writes it; ``merged`` ranges are of the first sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return RotaFile("rota.xlsx", out.getvalue())


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def ods_cell(value: Any) -> str:
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
    if isinstance(value, time):
        return (
            '<table:table-cell office:value-type="time" '
            f'office:time-value="PT{value.hour:02}H{value.minute:02}M00S"/>'
        )
    words = escape(str(value))
    return (
        f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'
    )


def ods_file(body: str | Rows) -> RotaFile:
    """An OpenDocument spreadsheet of one sheet; ``body`` may be its rows as XML."""
    if not isinstance(body, str):
        cells = ("".join(map(ods_cell, row)) for row in body)
        body = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    blank = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="Rota">{body}{blank}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return RotaFile("rota.ods", packed(parts))


@pytest.fixture(scope="session")
def make_csv() -> Callable[..., RotaFile]:
    return csv_file


@pytest.fixture(scope="session")
def make_xlsx() -> Callable[..., RotaFile]:
    return xlsx_file


@pytest.fixture(scope="session")
def make_ods() -> Callable[..., RotaFile]:
    return ods_file


@pytest.fixture(scope="session")
def pack() -> Callable[[dict[str, str | bytes]], bytes]:
    return packed


@pytest.fixture(scope="session")
def read_file(labels: Labels) -> Callable[[RotaFile], Reading]:
    return lambda file: read_rota([file], labels=labels, today=TODAY)


@pytest.fixture(scope="session")
def said() -> Callable[[Reading], list[str]]:
    """Shifts in one line each, in the rota's zone: "Siân Prys 14 Jan 08:00-20:30 LD"."""

    def line(shift: Shift, reading: Reading) -> str:
        start, end = (at.astimezone(reading.zone) for at in (shift.span.start, shift.span.end))
        hours = f"{start:%H:%M}-{end:%H:%M} "
        if shift.all_day:
            days = (end.date() - start.date()).days
            hours = f"{days} days " if days > 1 else ""
        who = f"{shift.person} " if shift.person else ""
        return f"{who}{start.day} {start:%b %Y} {hours}{shift.label}"

    return lambda reading: [line(shift, reading) for shift in reading.shifts]
