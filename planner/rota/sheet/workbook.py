"""Workbooks (XLSX, XLS, ODS) → sheets, within stated limits.

An XLSX or ODS file is a ZIP archive of XML: small on disk, as large as one likes in memory, and two
cells in far corners span a sheet of 17 thousand million cells. So both are measured before the
library opens the file.
"""

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from planner.errors import UnreadableInput
from planner.model.rota import RotaFile
from planner.rota.breath import GoOn, breathing
from planner.rota.sheet.cells import MOST_CELLS, Sheet, Value
from planner.rota.sheet.old_office import cells_spanned
from planner.rota.sheet.text import too_large

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError),
    *(EOFError, OSError, ValueError, RuntimeError),
)
MOST_UNPACKED = 50 * 1024 * 1024
"""Bytes of all parts of a workbook together, unpacked."""

MOST_PARTS = 2_000
"""Parts (files) of a workbook."""

MOST_TEXT = 1024 * 1024 * 1024
"""Cells times the longest text of a cell: one long text may stand in every cell at once."""

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"

_REFERENCE = re.compile(r"([A-Za-z]{0,3})(\d{1,7})")
_PARTS = re.compile(r"^content\.xml$|worksheets/[^/]+$|sharedstrings\.xml$", re.IGNORECASE)
_TEXTS = frozenset({"si", "c", "table-cell"})
_CHUNK = 1 << 16


def is_workbook(data: bytes) -> bool:
    """Whether the first bytes are those of a workbook, or of something packed the same way."""
    return data.startswith((ZIP, OLD_OFFICE))


def workbook_sheets(file: RotaFile, go_on: GoOn) -> tuple[Sheet, ...]:
    """The sheets of a workbook, hidden ones too; a formula is its last value. Merged cells all have
    the value of the first.

    Raises UnreadableInput for another kind of file, a damaged or locked one, and one beyond the
    limits.
    """
    if file.data.startswith(ZIP):
        _measure(file, go_on)
    else:
        _measure_old(file)
    # Imported here: the window opens without it.
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_object(io.BytesIO(file.data))
        found = [
            (book.get_sheet_by_name(about.name), about.visible is not SheetVisibleEnum.Visible)
            for about in book.sheets_metadata
            if about.typ is SheetTypeEnum.WorkSheet
        ]
        if sum(sheet.total_height * sheet.total_width for sheet, _ in found) <= MOST_CELLS:
            return tuple(_sheet(sheet, go_on, hidden=hidden) for sheet, hidden in found)
    except (CalamineError, ValueError, OSError) as error:
        raise _unreadable(file, error) from error
    except BaseException as error:
        # What the library's Rust code had not foreseen arrives as a "panic", outside of Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _unreadable(file, error) from error
    raise too_large(file.name)


def _sheet(sheet: "CalamineSheet", go_on: GoOn, *, hidden: bool) -> Sheet:
    go_on()
    cells = sheet.to_python(skip_empty_area=False)
    rows: list[list[Value]] = [list(row) for row in breathing(cells, go_on)]
    _fill_merged(rows, sheet.merged_cell_ranges or [])
    return Sheet(sheet.name, tuple(map(tuple, rows)), hidden)


def _unreadable(file: RotaFile, error: BaseException) -> UnreadableInput:
    if "assword" in str(error) or "ncrypt" in str(error):
        return UnreadableInput(
            f"“{file.name}” is locked with a password. Save a copy without one and open that."
        )
    return UnreadableInput(
        f"“{file.name}” could not be read as a spreadsheet: it is damaged, or another kind of "
        "document. Open it in a spreadsheet program and save it as XLSX or CSV.",
        str(error),
    )


def _measure_old(file: RotaFile) -> None:
    """Refuses old Office documents that are no workbook or larger than the limits."""
    try:
        cells = cells_spanned(file.data)
    except ValueError as error:
        raise _unreadable(file, error) from error
    if cells > MOST_CELLS:
        raise too_large(file.name)


def _fill_merged(
    rows: list[list[Value]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value


def _measure(file: RotaFile, go_on: GoOn) -> None:
    """Refuses archives that are no workbook or larger than the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names and "content.xml" not in names:
                raise UnreadableInput(
                    f"“{file.name}” is a ZIP archive and no spreadsheet. Unpack it and open the "
                    "rota inside."
                )
            if (
                len(parts) > MOST_PARTS
                or sum(part.file_size for part in parts) > MOST_UNPACKED
                or any(part.flag_bits & 1 for part in parts)
            ):
                raise UnreadableInput(
                    f"“{file.name}” unpacks to more than a rota holds (at most "
                    f"{MOST_UNPACKED // 2**20} MB are read), or is locked. Save the sheet with the "
                    "rota by itself and open that."
                )
            measured = [part for part in parts if _PARTS.search(part.filename)]
            extents = [_extent(archive, part, go_on) for part in measured]
    except _DAMAGED as error:
        raise UnreadableInput(
            f"“{file.name}” is a damaged spreadsheet: only part of it arrived, or it was changed. "
            "Download it again.",
            str(error),
        ) from error
    cells = sum(extent.cells for extent in extents)
    longest = max((extent.longest for extent in extents), default=0)
    if cells > MOST_CELLS or cells * longest > MOST_TEXT:
        raise too_large(file.name)


def _extent(archive: zipfile.ZipFile, part: zipfile.ZipInfo, go_on: GoOn) -> "_Extent":
    """How much a part of a workbook makes in memory, from its XML. Raises ValueError for XML that
    defines entities: no spreadsheet program writes them.
    """
    measure = _Extent()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = measure.start
    parser.EndElementHandler = measure.end
    parser.CharacterDataHandler = measure.characters
    parser.StartDoctypeDeclHandler = measure.refuse
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            go_on()
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    measure.end("table")
    return measure


class _Extent:
    """The cells that the sheets in a part span, and the longest text in it."""

    def __init__(self) -> None:
        self.cells = self.longest = 0
        self._height = self._width = self._column = self._length = 0
        self._rows = self._blank_rows = self._filled = 0

    def refuse(self, *_: object) -> None:
        raise ValueError("a part of the workbook defines entities of its own")

    def characters(self, text: str) -> None:
        self._length += len(text)

    def start(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(" ")[2]
        if name in ("row", "table-row"):
            self._column = self._filled = 0
        if name == "row":
            self._height = max(self._height, _reference(attributes.get("r", ""))[1] or 1)
        elif name == "c":
            column, row = _reference(attributes.get("r", ""))
            self._column = column or self._column + 1
            self._width = max(self._width, self._column)
            self._height = max(self._height, row)
        elif name == "table-row":
            self._rows = _repeated(attributes, "rows")
        elif name in ("table-cell", "covered-table-cell"):
            self._column += _repeated(attributes, "columns")
            if any(key.endswith((" value-type", " formula")) for key in attributes):
                self._filled = self._column
        if name in _TEXTS:
            self._length = 0

    def end(self, element: str) -> None:
        name = element.rpartition(" ")[2]
        if name in _TEXTS:
            self.longest = max(self.longest, self._length)
        if name == "table-row":
            # Blank rows count only where filled ones follow: whole sheets of them are usual.
            self._blank_rows += self._rows
            if self._filled:
                self._height += self._blank_rows
                self._blank_rows = 0
                self._width = max(self._width, self._filled)
        elif name in ("table", "worksheet"):
            self.cells += self._height * self._width
            self._height = self._width = self._blank_rows = 0


def _repeated(attributes: dict[str, str], what: str) -> int:
    ending = f" number-{what}-repeated"
    return next((int(value) for key, value in attributes.items() if key.endswith(ending)), 1)


def _reference(text: str) -> tuple[int, int]:
    """Column (counted from 1, 0 where not said) and row of a reference such as "AB12"."""
    match = _REFERENCE.fullmatch(text)
    if match is None:
        return 0, 0
    column = 0
    for letter in match.group(1).upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(match.group(2))
