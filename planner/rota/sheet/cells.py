"""The cells of a spreadsheet, whichever program wrote it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | date | datetime | time | timedelta
"""What stands in a cell; the empty text in a blank one."""

MOST_CELLS = 2_000_000
"""Cells of all sheets together, blank ones between filled ones included. A hospital's rota of 300
people over a year has 110,000.
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name (empty for a text file) and its rows, all of one width.

    ``numbers`` are the rows of the file that they came from, where they are not the same.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool = False
    numbers: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def number(self, row: int) -> int:
        """The number of a row as people see it, from 1."""
        return (self.numbers[row] if self.numbers else row) + 1

    def place(self, row: int, column: int) -> str:
        """A cell in words: "cell C5", with the sheet's name where it has one."""
        where = f"cell {column_name(column)}{self.number(row)}"
        return f"{where} of sheet “{self.name}”" if self.name else where


def text_of(value: Value) -> str:
    """A cell's words, with single spaces; whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join((value if isinstance(value, str) else str(value)).split())


def column_name(column: int) -> str:
    """The letters of a column counted from 0: A to Z, then AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
