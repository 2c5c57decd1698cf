"""Where the dates of a sheet stand: down a column or along rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.rota.breath import GoOn, breathing
from planner.rota.labels import label_key, stated_hours
from planner.rota.people import is_personal_name
from planner.rota.sheet.cells import Sheet, Value, text_of
from planner.rota.sheet.clocks import clock_of
from planner.rota.sheet.dates import Written, month_and_year, weekday_of, written
from planner.rota.sheet.headings import Headings, Role

_FEWEST_ALONG = 3  # dates in a row that make it a heading of dates
_FEWEST_NUMBERS = 7  # days of a month without their month that make an axis
_HEADS = 12  # rows above the first date that may be headings
_MOST_ALIKE = 0.8
_LEGEND_WIDTH = 6  # cells that say what a code is: its words, its hours, how long that is

_Month = tuple[int, int | None]  # with its year where that is named


@dataclass(frozen=True, slots=True)
class Table:
    """A part of a sheet seen along its dates.

    ``across`` where the dates run along a row. A *line* crosses the dates (a row of a list, a
    column of a grid of people and dates); a *lane* runs along them (a column of a list, a person's
    row). ``heads`` are the lines before the first date that may hold headings.
    """

    sheet: Sheet
    across: bool
    axis: int
    lines: tuple[int, ...]
    written: tuple[Written | None, ...]
    lanes: tuple[int, ...]
    heads: tuple[int, ...]

    def at(self, line: int, lane: int) -> Value:
        """The cell of a line and a lane."""
        row, column = (lane, line) if self.across else (line, lane)
        return self.sheet.rows[row][column]

    def place(self, line: int, lane: int) -> str:
        """A cell in words."""
        row, column = (lane, line) if self.across else (line, lane)
        return self.sheet.place(row, column)

    def row(self, line: int, lane: int) -> int:
        """The row of a cell, counted from 1 as people see it."""
        return self.sheet.number(lane if self.across else line)

    def cells(self) -> tuple[Iterable[int], frozenset[int]]:
        """The rows and columns of the cells that belong to shifts and dates."""
        lanes = frozenset((*self.lanes, self.axis))
        dated = [line for line, item in zip(self.lines, self.written, strict=True) if item]
        return (lanes, frozenset(dated)) if self.across else (dated, lanes)


def tables_of(sheet: Sheet, headings: Headings, go_on: GoOn) -> list[Table]:
    """The tables of a sheet that have dates along one side; none for a sheet without dates."""
    found = [[written(value) for value in row] for row in breathing(sheet.rows, go_on)]
    tables = _tables(sheet, found, headings, go_on)
    go_on()
    return [_with_weekdays(table, go_on) for table in tables]


def _tables(
    sheet: Sheet, found: list[list[Written | None]], headings: Headings, go_on: GoOn
) -> list[Table]:
    along = [number for number, row in enumerate(found) if _is_heading(row)]
    along = along or [
        number for number in range(len(found)) if _heads_a_weekend(sheet, found, number)
    ]
    go_on()
    dates = [item for row in found for item in row if item]
    if _only_months(dates) and (numbered := _numbered(sheet, headings, go_on)):
        return numbered
    total = len(dates)
    in_headings = sum(item is not None for number in along for item in found[number])
    if along and in_headings >= 0.6 * total:
        return _across(sheet, found, along, headings)
    counts = Counter(c for row in found for c, item in enumerate(row) if item is not None)
    go_on()
    if counts:
        column = _date_column(sheet, counts, headings)
        return _down(sheet, column, [row[column] for row in found], headings)
    return _numbered(sheet, headings, go_on)


def _is_heading(row: Sequence[Written | None]) -> bool:
    days = [(item.year or 0, item.month, item.day) for item in row if item]
    return len(days) >= _FEWEST_ALONG and len(set(days)) == len(days)


def _heads_a_weekend(sheet: Sheet, found: list[list[Written | None]], number: int) -> bool:
    """Whether a row's two dates, side by side, stand above the cells of somebody who is named
    before them: a grid of one weekend. Two dates in rows that follow each other are from and to.
    """
    columns = [column for column, item in enumerate(found[number]) if item]
    if len(columns) != 2 or columns[1] - columns[0] != 1:
        return False
    rows = range(number + 1, len(found))
    below = next((row for row in rows if any(map(text_of, sheet.rows[row]))), None)
    if below is None or any(found[below]):
        return False
    words = [text_of(value) for value in sheet.rows[below][: columns[1] + 1]]
    return any(words[: columns[0]]) and any(words[columns[0] :])


def _only_months(dates: Sequence[Written]) -> bool:
    """Whether the dates of a sheet may be no more than the names of months ("Jan-26" is 1 January
    in a workbook), and perhaps the day it was printed.
    """
    firsts = sum(item.day == 1 for item in dates)
    return 0 < len(dates) < firsts + _FEWEST_ALONG


def _date_column(sheet: Sheet, counts: Counter[int], headings: Headings) -> int:
    """The column of dates: the one so headed, else the first of those with most dates."""
    most = max(counts.values())
    likely = [column for column, count in sorted(counts.items()) if count >= 0.6 * most]
    for role in (Role.DATE, Role.START):
        for column in likely:
            if any(headings.role(row[column]) is role for row in sheet.rows):
                return column
    return likely[0]


def _across(
    sheet: Sheet, found: list[list[Written | None]], along: list[int], headings: Headings
) -> list[Table]:
    tables: list[Table] = []
    for number, following in zip(along, [*along[1:], len(sheet.rows)], strict=True):
        items = found[number]
        first = next(column for column, item in enumerate(items) if item)
        lines = tuple(range(first, len(items)))
        rows = _people_rows(sheet, range(number + 1, following), first, headings)
        beside = [row for row in range(max(0, number - 2), number) if _weekdays_along(sheet, row)]
        tables.append(
            Table(
                sheet=sheet,
                across=True,
                axis=number,
                lines=lines,
                written=tuple(items[first:]),
                lanes=(*beside, *rows),
                heads=tuple(range(first)),
            )
        )
    return tables


def _people_rows(sheet: Sheet, rows: range, first: int, headings: Headings) -> list[int]:
    """The rows of a grid that may be a person's: up to the heading of a legend, and without those
    that only explain a code ("LD", "08:00–20:30").
    """
    used = {label_key(text_of(value)) for row in rows for value in sheet.rows[row][first:]} - {""}
    found: list[int] = []
    apart = False  # whether a blank row or a row of a legend stands just above
    for number in rows:
        row = sheet.rows[number]
        if _begins_legend(row, headings):
            break
        head = next((text_of(value) for value in row[:first] if text_of(value)), "")
        cells = [text_of(value) for value in row[first:]]
        few = [cell for cell in cells[:3] if cell]
        explains = bool(few) and not any(cells[3:]) and bool(cells[0])
        hours = any(stated_hours(cell) or clock_of(cell) is not None for cell in few)
        explains &= label_key(head) in used or (hours and apart)
        if explains and head and not is_personal_name(head):
            apart = True
            continue
        apart = not head and not any(cells)
        found.append(number)
    return found


def _begins_legend(row: Sequence[Value], headings: Headings) -> bool:
    filled = [value for value in row if text_of(value)]
    return bool(filled) and headings.begins_legend(filled[0])


def _weekdays_along(sheet: Sheet, row: int) -> bool:
    words = [text_of(value) for value in sheet.rows[row] if text_of(value)]
    return sum(map(_is_weekday, words)) >= max(1, _MOST_ALIKE * len(words))


def _down(
    sheet: Sheet, column: int, items: Sequence[Written | None], headings: Headings
) -> list[Table]:
    """The tables of dates down a column; headings that come again begin another one."""
    dated = [row for row, item in enumerate(items) if item]
    starts = {
        row: None
        for row in range(dated[0], len(items))
        if items[row] is None and headings.role(sheet.rows[row][column]) is Role.DATE
    }
    tables: list[Table] = []
    width = _legend_beside(sheet, column, range(dated[0], len(items)), headings)
    edges = [dated[0], *starts]
    for edge, following in zip(edges, [*starts, len(items)], strict=True):
        rows = [row for row in range(edge, following) if row not in starts]
        if not any(items[row] for row in rows):
            continue
        first = next(row for row in rows if items[row])
        rest = range(first, following)
        end = next((n for n in rest if _begins_legend(sheet.rows[n], headings)), following)
        lines = tuple(range(first, end))
        again = edge in starts
        tables.append(
            Table(
                sheet=sheet,
                across=False,
                axis=column,
                lines=lines,
                written=tuple(items[first:end]),
                lanes=tuple(lane for lane in range(width) if lane != column),
                heads=tuple(range(edge if again else max(0, first - _HEADS), first)),
            )
        )
    return tables


def _legend_beside(sheet: Sheet, column: int, rows: range, headings: Headings) -> int:
    """The column in which a legend begins on the right of a grid of codes, apart from it by a blank
    column; the sheet's width where there is none. It explains each code once and says its hours.
    """
    cells = [[sheet.rows[row][number] for row in rows] for number in range(sheet.width)]
    blank = [not any(map(text_of, each)) for each in cells]
    for start in range(column + 3, sheet.width):
        if not blank[start - 1] or blank[start]:
            continue
        said = [sheet.rows[row][start : start + _LEGEND_WIDTH] for row in rows]
        said = [run for run in said if text_of(run[0]) and not _heads(run[0], headings)]
        codes = {label_key(text_of(run[0])) for run in said}
        if not 1 < len(codes) == len(said) or not all(map(_explains, said)):
            continue
        grid = [value for each in cells[column + 1 : start] for value in each]
        used = {label_key(text_of(value)) for value in grid}
        # Where the shifts have hours of their own, these are somebody else's shifts.
        if codes & used and not any(map(_says_hours, grid)):
            return start
    return sheet.width


def _explains(cells: Sequence[Value]) -> bool:
    code, *said = cells
    return written(code) is None and not _says_hours(code) and any(map(_says_hours, said))


def _heads(value: Value, headings: Headings) -> bool:
    return headings.begins_legend(value) or headings.role(value) is not None


def _says_hours(value: Value) -> bool:
    return stated_hours(text_of(value)) is not None or clock_of(value) is not None


def _numbered(sheet: Sheet, headings: Headings, go_on: GoOn) -> list[Table]:
    """Tables whose dates are the days of a month (1, 2, 3 …) under the name of the month."""
    along: dict[int, list[Written | None]] = {}
    above = [month_and_year(sheet.name)] * sheet.width  # the month said last, for each column
    for number, row in enumerate(breathing(sheet.rows, go_on)):
        above = _months_above(row, above)
        items = _days_of_month(row, above.__getitem__)
        if items:
            along[number] = items
    if along:
        blank: list[Written | None] = [None] * sheet.width
        found = [along.get(number, blank) for number in range(len(sheet.rows))]
        return _across(sheet, found, sorted(along), headings)
    for column in range(sheet.width):
        cells = [row[column] for row in sheet.rows]
        items = _days_of_month(cells, _months_beside(sheet, column).__getitem__)
        if items:
            return _down(sheet, column, items, headings)
    return []


def _days_of_month(
    cells: Sequence[Value], month_at: Callable[[int], _Month | None]
) -> list[Written | None]:
    """The dates of cells that count the days of months, empty where they do not."""
    days = {n: day for n, value in enumerate(cells) if (day := _day_number(value))}
    numbers = list(days.values())
    steps = [b - a == 1 or (b == 1 and a >= 28) for a, b in pairwise(numbers)]
    if len(numbers) < _FEWEST_NUMBERS or sum(steps) < _MOST_ALIKE * len(steps):
        return []
    items: list[Written | None] = [None] * len(cells)
    named: _Month | None = None
    month: _Month | None = None
    before = 0
    for n, (day, weekday) in ((n, (day, _weekday_in(cells[n]))) for n, day in days.items()):
        here = month_at(n)
        if here is not None and here != named:
            named = month = here
        elif month is not None and day < before:
            month = _following(month)
        if month is None:
            return []
        items[n] = Written(text_of(cells[n]), day, month[0], month[1], weekday)
        before = day
    return items


def _following(month: _Month) -> _Month:
    number, year = month
    return (number + 1, year) if number < 12 else (1, None if year is None else year + 1)


def _day_number(value: Value) -> int | None:
    words = text_of(value).split()
    numbers = [word for word in words if word.isascii() and word.isdigit() and len(word) <= 2]
    others = [word for word in words if word not in numbers]
    if len(numbers) != 1 or isinstance(value, bool) or not all(map(_is_weekday, others)):
        return None
    number = int(numbers[0])
    return number if 1 <= number <= 31 else None


def _is_weekday(word: str) -> bool:
    return weekday_of(word) is not None


def _weekday_in(value: Value) -> int | None:
    days = (weekday_of(word) for word in text_of(value).split())
    return next((day for day in days if day is not None), None)


def _months_above(row: Sequence[Value], above: list[_Month | None]) -> list[_Month | None]:
    """The month for each column of a row and below: the last that the row names from its left up
    to there, else the one from ``above`` it.
    """
    found: list[_Month | None] = []
    here: _Month | None = None
    for value, before in zip(row, above, strict=True):
        here = month_and_year(value) or here
        found.append(here or before)
    return found


def _months_beside(sheet: Sheet, column: int) -> list[_Month | None]:
    """The month for each row: the first that it names up to a column, else the one of the row above
    it.
    """
    found: list[_Month | None] = []
    here = month_and_year(sheet.name)
    for row in sheet.rows:
        here = next(filter(None, map(month_and_year, row[: column + 1])), here)
        found.append(here)
    return found


def _with_weekdays(table: Table, go_on: GoOn) -> Table:
    """The table with the weekdays that a lane of it writes beside its dates."""
    for lane in table.lanes:
        cells = [table.at(line, lane) for line in breathing(table.lines, go_on)]
        days = [weekday_of(text_of(value)) if text_of(value) else None for value in cells]
        filled = sum(bool(text_of(value)) for value in cells)
        if filled and sum(day is not None for day in days) >= _MOST_ALIKE * filled:
            items = (
                item if item is None or item.weekday is not None else replace(item, weekday=day)
                for item, day in zip(table.written, days, strict=True)
            )
            return replace(table, written=tuple(items))
    return table
