"""Dates as people write them in spreadsheets: which day, which month, which year.

A rota is read day first. Where both orders are possible the sheet as a whole decides: a number
above 12, the weekdays beside the dates, or that dates follow each other; if nothing does, day first
is taken and said.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise

from planner.rota.breath import GoOn, breathing, go_on_always
from planner.rota.sheet.cells import Value


def _shortened(names: Sequence[str], first: int, letters: int) -> dict[str, int]:
    """The numbers of names, by each of their beginnings of so many letters or more."""
    return {
        name[:length]: number
        for number, name in enumerate(names, first)
        for length in range(letters, len(name) + 1)
    }


_WEEKDAYS = _shortened(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], 0, 2
) | {"weds": 2}
_MONTHS = _shortened(
    [
        *("january", "february", "march", "april", "may", "june", "july"),
        *("august", "september", "october", "november", "december"),
    ],
    1,
    3,
)
_CLOCK = r"(?:[T\s]\s*(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?)\s*Z?)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR_AFTER = r"(?:[\s.,/'’-]+(?P<year>\d{4}|\d{2}))?"
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<day>\d{1,2})(?P<numbers>[-/.])(?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})",
        r"(?P<day>\d{1,2})(?P<numbers>/)(?P<month>\d{1,2})",
        _DAY + r"[\s./-]*(?:of\s+)?(?P<name>[A-Za-z]{3,9})" + _YEAR_AFTER + r"\.?",
        r"(?P<name>[A-Za-z]{3,9})\.?\s+" + _DAY + r"(?:\s*,?\s*(?P<year>\d{4}))?",
    )
)
_DIGIT = re.compile(r"\d")
_LONGEST = 60  # characters of a date
_WEEKDAY_BEFORE = re.compile(r"^\(?([A-Za-z]{2,9})\)?[\s.,]+(?=\d|[A-Za-z]{3,9}\.?\s+\d)")
_WEEKDAY_AFTER = re.compile(r"[\s,]+\(?([A-Za-z]{2,9})\)?\.?$")
_MONTH_OF_YEAR = re.compile(
    r"\b([A-Za-z]{3,9})\.?[\s,'’/-]*(20\d{2}|(?<=[\s'’/-])\d{2})\b(?!\s*[:.]\d)"
)
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_FIRST_SERIAL, _LAST_SERIAL = 40_000, 60_000  # 6 July 2009 to 8 April 2064 in Excel's count
_MOST_YEARS = 12  # years that dates without one are tried in
_EXCEL_DAY_0 = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Written:
    """A date as a cell has it. ``numbers`` where day and month are both numbers, so that they may
    be meant the other way round; ``year`` is None where none is written.
    """

    text: str
    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    numbers: bool = False
    clock: str = ""

    def on(self, year: int) -> date | None:
        """The date in a year, None where there is none such."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def weekday_of(word: str) -> int | None:
    """The weekday (0 is Monday) that a word of two letters or more names or abbreviates."""
    return _WEEKDAYS.get(word.casefold().strip(" .()"))


def month_of(word: str) -> int | None:
    """The month (1 is January) that a word of three letters or more names or abbreviates."""
    return _MONTHS.get(word.casefold().strip(" ."))


def month_and_year(value: Value) -> tuple[int, int | None] | None:
    """The month that a heading names ("August 2026", "Aug-26", "August"), None for other words."""
    if isinstance(value, date):
        return (value.month, value.year) if value.day == 1 else None
    if not isinstance(value, str):
        return None
    match = _MONTH_OF_YEAR.search(value)
    month = month_of(match.group(1)) if match else None
    if match and month:
        year = int(match.group(2))
        return month, year if year > 99 else 2000 + year
    month = month_of(value.strip())
    return None if month is None else (month, None)


def years_in(text: str) -> list[int]:
    """The years that a heading or a file name mentions, in its order."""
    found = [int(year) for year in _YEAR.findall(text)]
    for match in _MONTH_OF_YEAR.finditer(text):
        year = int(match.group(2))
        if month_of(match.group(1)) and year < 100:
            found.append(2000 + year)
    return found


def written(value: Value) -> Written | None:
    """The date in a cell, None where the cell holds something else."""
    if isinstance(value, str):
        text = value.strip()
        return _from_text(text) if len(text) <= _LONGEST and _DIGIT.search(text) else None
    if isinstance(value, bool | timedelta | time):
        return None
    if isinstance(value, date):
        timed = isinstance(value, datetime) and value.time() != time.min
        clock = value.strftime("%H:%M") if timed else ""
        return Written(value.isoformat(), value.day, value.month, value.year, clock=clock)
    return _serial(value)


def _serial(value: float) -> Written | None:
    if not _FIRST_SERIAL <= value <= _LAST_SERIAL or value != int(value):
        return None
    day = _EXCEL_DAY_0 + timedelta(days=int(value))
    return Written(str(int(value)), day.day, day.month, day.year)


@lru_cache(maxsize=4096)
def _from_text(text: str) -> Written | None:
    if text.isdecimal() and len(text) == 5:
        return _serial(float(text))
    bare, weekday = text, None
    for pattern in (_WEEKDAY_BEFORE, _WEEKDAY_AFTER):
        match = pattern.search(bare)
        named = weekday_of(match.group(1)) if match else None
        if match and named is not None:
            bare, weekday = bare[: match.start()] + bare[match.end() :], named
    for form in _FORMS:
        match = form.fullmatch(bare)
        found = _of_match(match) if match else None
        if found is not None:
            return replace(found, text=text, weekday=weekday)
    return None


def _of_match(match: re.Match[str]) -> Written | None:
    parts = match.groupdict()
    month = month_of(parts["name"]) if parts.get("name") else int(parts["month"])
    day = int(parts["day"])
    if month is None or not 1 <= day <= 31 or not 1 <= month <= 31 or min(day, month) > 12:
        return None
    numbers = parts.get("numbers") is not None
    if not numbers and month > 12:
        return None
    year = parts.get("year")
    number = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    return Written("", day, month, number, numbers=numbers, clock=parts.get("clock") or "")


@dataclass(frozen=True, slots=True)
class Order:
    """Whether dates in numbers are day first, and the sentence that says why."""

    day_first: bool
    why: str


def order_of(sequences: Sequence[Sequence[Written | None]]) -> Order:
    """In which order the dates of a file are written; each sequence is one row or column."""
    numeric = [item for sequence in sequences for item in sequence if item and item.numbers]
    if not numeric:
        return Order(day_first=True, why="")
    above_first = next((item for item in numeric if item.day > 12), None)
    above_second = next((item for item in numeric if item.month > 12), None)
    if above_first or not above_second:
        example = above_first or numeric[0]
        words = "are day first"
    if above_first and not above_second:
        return Order(True, f"Dates {words}, as in {example.text}.")
    if above_second and not above_first:
        return Order(False, f"Dates are month first, as in {above_second.text}.")
    misses = [_misfits(sequences, first) for first in (True, False)]
    if misses[0] != misses[1]:
        first = misses[0] < misses[1]
        order = "day first" if first else "month first"
        return Order(first, f"Dates are {order}: so they follow each other and fit the weekdays.")
    return Order(
        True,
        f"Dates are day first; nothing in the file says so. {numeric[0].text} could also be "
        "month first.",
    )


def _misfits(sequences: Sequence[Sequence[Written | None]], day_first: bool) -> tuple[int, int]:
    """Dates that do not exist or are on another weekday than written; days between neighbours."""
    wrong = apart = 0
    for sequence in sequences:
        turned = [ordered(item, day_first) for item in sequence if item]
        days = [item.on(item.year or 2000) for item in turned]
        for item, day in zip(turned, days, strict=True):
            known = item.year is not None and item.weekday is not None
            wrong += day is None or (known and day.weekday() != item.weekday)
        found = [day for day in days if day]
        apart += sum(abs((b - a).days) for a, b in pairwise(found))
    return wrong, apart


def ordered(item: Written, day_first: bool) -> Written:
    """A date with day and month in the order of the file."""
    if not item.numbers or day_first:
        return item
    return replace(item, day=item.month, month=item.day)


@dataclass(frozen=True, slots=True)
class Years:
    """The years that a file mentions, and the date from which the nearest is taken where it
    mentions none.
    """

    mentioned: tuple[int, ...]
    today: date
    go_on: GoOn = go_on_always

    def dates(self, items: Sequence[Written | None]) -> tuple[list[date | None], str]:
        """The dates of a row or column, None for those that do not exist; what was guessed of the
        year, empty where all are written.

        Without a year the dates go on from their neighbours over New Year. The first year is one
        that the file mentions, else the nearest to today; of these the one that weekdays fit.
        """
        if all(item is None or item.year is not None for item in items):
            return [item and item.year and item.on(item.year) for item in items], ""  # type: ignore[misc]
        own = [item.year for item in items if item and item.year is not None]
        years = list(dict.fromkeys([*own, *(year - 1 for year in own), *self.mentioned]))
        said = bool(years)
        years = years or [self.today.year - 1, self.today.year, self.today.year + 1]
        tried = [_rolled(breathing(items, self.go_on), year) for year in years[:_MOST_YEARS]]
        best = min(breathing(tried, self.go_on), key=lambda days: self._misfit(items, days, said))
        first = next((day for day in best if day), None)
        if first is None or own:
            return best, ""
        by = "a heading or the file's name says so" if said else "that is nearest to today"
        if not said and any(item and item.weekday is not None for item in items):
            by = "the weekdays fit"
        return best, f"The dates have no year; they begin in {first.year}, as {by}."

    def _misfit(
        self, items: Sequence[Written | None], days: Sequence[date | None], said: bool
    ) -> tuple[int, int]:
        wrong = sum(
            item is not None
            and item.weekday is not None
            and day is not None
            and day.weekday() != item.weekday
            for item, day in zip(items, days, strict=True)
        )
        found = [day for day in days if day]
        apart = sum(abs((b - a).days) for a, b in pairwise(found))
        if said or not found:
            return wrong, apart
        middle = found[len(found) // 2]
        return wrong, abs((middle - self.today).days)


def _rolled(items: Iterable[Written | None], year: int) -> list[date | None]:
    days: list[date | None] = []
    before: int | None = None
    for item in items:
        if item is None:
            days.append(None)
            continue
        if item.year is not None:
            year = item.year
        elif before is not None and abs(item.month - before) >= 6:
            year += 1 if item.month < before else -1
        before = item.month
        days.append(item.on(year))
    return days
