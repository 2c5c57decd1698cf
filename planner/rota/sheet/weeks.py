"""Rotas written week by week: weekdays as headings, and only the date on which a week begins.

Either each row is a week ("w/c 03/08/2026" and seven cells), or a date stands above the weekdays
and the rows below them are people. The weekdays become dates, so that the sheet reads as any other
grid.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.clock import DAY
from planner.rota.breath import GoOn, breathing
from planner.rota.sheet.cells import Sheet, Value, text_of
from planner.rota.sheet.dates import (
    Written,
    Years,
    order_of,
    ordered,
    weekday_of,
    written,
    years_in,
)

_FEWEST = 5  # weekdays that make a heading of a week
_ABOVE = 3  # rows above the weekdays in which the week's date is looked for
_BEFORE = re.compile(
    r"(?:w\s*/?\s*[cb]|(?:week|wk)\s*(?:\d+\s*)?(?:commencing|beginning|starting|of|from)?|from)"
    r"\s*[:.-]?\s*",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\s+(?:-|–|to)\s+|\s*–\s*")


@dataclass(frozen=True, slots=True)
class Week:
    """A row whose weekdays are meant from a date on: where that date stands, which columns are
    which weekday. ``own`` where the row holds the shifts itself and not only the headings.
    """

    row: int
    cell: tuple[int, int]
    start: Written
    days: dict[int, int]
    own: bool


def with_dates(sheet: Sheet, today: date, go_on: GoOn) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet with dates in place of weekdays, and what was guessed; as it is, and nothing, where
    it is not written so.
    """
    weeks = _weeks(sheet, go_on)
    if not weeks:
        return sheet, ()
    items = [week.start for week in weeks]
    order = order_of([items])
    values = (value for row in breathing(sheet.rows, go_on) for value in row)
    mentioned = [year for value in values for year in years_in(text_of(value))]
    years = Years(tuple(dict.fromkeys(mentioned)), today, go_on)
    starts, said = years.dates([ordered(item, order.day_first) for item in items])
    dated = {week.row: (week, start) for week, start in zip(weeks, starts, strict=True) if start}
    rows: list[tuple[Value, ...]] = []
    numbers: list[int] = []
    for number, row in enumerate(breathing(sheet.rows, go_on)):
        week, start = dated.get(number, (None, None))
        if week is None or start is None:
            rows.append(row)
            numbers.append(number)
            continue
        blank = tuple(row) if not week.own else ("",) * len(row)
        rows.append(_with(blank, _dates(week, start)))
        numbers.append(number)
        if week.own:
            rows.append(_with(row, {week.cell[1]: ""}))
            numbers.append(number)
    way = "each row is a week" if weeks[0].own else "a date stands above the days of its week"
    guesses = (f"A table of weeks: {way}.", order.why, said)
    return replace(sheet, rows=tuple(rows), numbers=tuple(numbers)), tuple(filter(None, guesses))


def _weeks(sheet: Sheet, go_on: GoOn) -> list[Week]:
    rows = enumerate(breathing(sheet.rows, go_on))
    heads = [(number, days) for number, row in rows if (days := _weekdays(row))]
    found: list[Week] = []
    for place, (number, days) in enumerate(heads):
        last = heads[place + 1][0] if place + 1 < len(heads) else len(sheet.rows)
        around = sheet.rows[max(0, number - 1) : number + 2]
        if any(sum(written(row[column]) is not None for column in days) > 1 for row in around):
            return []  # the days have dates already
        below = breathing(range(number + 1, last), go_on)
        own = [_own_week(sheet.rows[row], row, days) for row in below]
        weeks = [week for week in own if week is not None]
        if weeks:
            found += weeks
            continue
        above = _above(sheet, number, days)
        if above is None:
            return []
        found.append(above)
    return found


def _weekdays(row: Sequence[Value]) -> dict[int, int]:
    """The columns of a heading of weekdays, each once; empty for any other row."""
    named = {
        n: day for n, value in enumerate(row) if (day := weekday_of(text_of(value))) is not None
    }
    days = list(named.values())
    return named if len(days) >= _FEWEST and len(set(days)) == len(days) else {}


def _own_week(row: Sequence[Value], number: int, days: dict[int, int]) -> Week | None:
    if not any(text_of(row[column]) for column in days):
        return None  # the date above another heading
    for column in range(min(days)):
        start = _start(row[column], days)
        if start is not None:
            return Week(number, (number, column), start, days, own=True)
    return None


def _above(sheet: Sheet, number: int, days: dict[int, int]) -> Week | None:
    for row in range(number, max(-1, number - _ABOVE - 1), -1):
        for column, value in enumerate(sheet.rows[row]):
            start = None if row == number and column in days else _start(value, days)
            if start is not None:
                return Week(number, (row, column), start, days, own=False)
    return None


def _start(value: Value, days: dict[int, int]) -> Written | None:
    """The date on which a week begins, out of a cell such as "w/c 03/08/2026"."""
    found = written(value)
    if found is None and isinstance(value, str):
        bare = _UNTIL.split(_BEFORE.sub("", value.strip(), count=1))[0]
        found = written(bare)
    if found is None or found.clock:
        return None
    return found if found.weekday is not None else replace(found, weekday=days[min(days)])


def _dates(week: Week, start: date) -> dict[int, Value]:
    """The dates of a week's columns: the seven days from its start on."""
    return {
        column: start + timedelta(days=(day - start.weekday()) % 7)
        for column, day in week.days.items()
        if start <= date.max - 7 * DAY
    }


def _with(row: Sequence[Value], cells: dict[int, Value]) -> tuple[Value, ...]:
    return tuple(cells.get(column, value) for column, value in enumerate(row))
