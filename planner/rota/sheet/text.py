"""A table written as text (CSV, TSV) → a sheet."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from planner.errors import UnreadableInput
from planner.model.rota import RotaFile
from planner.rota.breath import GoOn, breathing
from planner.rota.sheet.cells import MOST_CELLS, Sheet
from planner.rota.sheet.dates import written
from planner.rota.text import decoded

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LOOKED_AT = 200  # rows that tell the delimiter
_LONGEST_CELL = 100_000
_TIGHT = re.compile(r"[,;][^\s,;]")
_SENTENCE = re.compile(r"[^\W\d_]{2,}[.!?]\s*$", re.MULTILINE)
_WORDS = 2.5  # words in a part of a sentence; a cell of a rota has fewer
_ALIKE = 0.8


def delimiter_of(text: str) -> str | None:
    """What separates the columns of a text, None where nothing does.

    The character that gives most rows the same number of columns, at least two; commas inside
    quotation marks do not count. A line "sep=;" at the top says it itself.
    """
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip()
    if first.casefold().startswith("sep=") and first[4:5]:
        return first[4:5]
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    for delimiter in _DELIMITERS:
        first_rows = islice(_rows(text, delimiter), _LOOKED_AT)
        widths = Counter(len(row) for row in first_rows if any(row))
        total = widths.total()
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            continue
        width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
        # Rows of a title or a legend above and below the table may be narrower.
        score = (sum(wide.values()) / total + count / total, width)
        if score > best:
            best, chosen = score, delimiter
    return chosen


def has_columns(text: str) -> bool:
    """Whether a text looks like a table: two rows of the same width, or one with a date in it; and
    not like a letter.
    """
    delimiter = delimiter_of(text)
    if delimiter is None:
        return False
    rows = [row for row in islice(_rows(text, delimiter), _LOOKED_AT) if len(row) > 1]
    alike = Counter(map(len, rows)).most_common(1)[0][1]
    dated = any(written(cell) for row in rows for cell in row)
    if delimiter in ",;" and _is_prose(text, rows, alike, dated=dated):
        return False
    return alike > 1 or dated


def _is_prose(text: str, rows: list[list[str]], alike: int, *, dated: bool) -> bool:
    """Whether a text is sentences: a blank after every comma, full stops at ends of lines. One with
    dates in it only where its parts are long and no two lines are made alike.
    """
    if _TIGHT.search(text) or not _SENTENCE.search(text):
        return False
    cells = [cell for row in rows for cell in row if cell.strip()]
    words = sum(len(cell.split()) for cell in cells)
    lines = sum(bool(line.strip()) for line in text.splitlines())
    return not dated or (words > _WORDS * len(cells) and alike < _ALIKE * lines)


def text_sheet(file: RotaFile, go_on: GoOn) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet of a text file, and what was guessed. Raises UnreadableInput where nothing
    separates columns, or where it is larger than any rota.
    """
    text = decoded(file.data).removeprefix("\ufeff")
    delimiter = delimiter_of(text)
    if delimiter is None:
        raise UnreadableInput(
            f"“{file.name}” is text without columns. Save the rota as CSV, with a date and a shift "
            "in each row."
        )
    rows: list[list[str]] = []
    cells = 0
    for row in breathing(_rows(text, delimiter), go_on):
        rows.append([cell.strip() for cell in row])
        cells += len(row) + 1
        if cells > MOST_CELLS:
            raise too_large(file.name)
    if rows and rows[0] and rows[0][0].casefold().startswith("sep="):
        rows[0] = []
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise too_large(file.name)
    filled = tuple((*row, *[""] * (width - len(row))) for row in breathing(rows, go_on))
    named = _DELIMITERS.get(delimiter, f"“{delimiter}”")
    guesses = () if delimiter == "," else (f"Columns are separated by {named}.",)
    return Sheet("", filled), guesses


def too_large(name: str) -> UnreadableInput:
    """The refusal of a sheet with more cells than are read."""
    return UnreadableInput(
        f"“{name}” is too large for a rota: at most {MOST_CELLS:,} cells are read. "
        "Save the sheet with the rota by itself and open that."
    )


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            # A cell as long as a book is none; the row is left blank.
            yield []
