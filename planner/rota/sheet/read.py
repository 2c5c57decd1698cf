"""A spreadsheet → the entries of a rota, with what was guessed on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from planner.errors import UnreadableInput
from planner.model.rota import RotaFile
from planner.rota.breath import GoOn
from planner.rota.entry import CalendarInfo, Entry
from planner.rota.labels import Labels
from planner.rota.sheet.axis import Table, tables_of
from planner.rota.sheet.cells import Sheet, Value, text_of
from planner.rota.sheet.dates import Order, Years, order_of, ordered, years_in
from planner.rota.sheet.entries import NO_LABEL, Complain, Dated, Entries
from planner.rota.sheet.halves import Halves
from planner.rota.sheet.headings import Headings
from planner.rota.sheet.lane import Plan
from planner.rota.sheet.lanes import Planner
from planner.rota.sheet.legend import Legend, Meaning, meanings_in
from planner.rota.sheet.offsets import SAID, on_the_clock
from planner.rota.sheet.text import text_sheet
from planner.rota.sheet.weeks import with_dates
from planner.rota.sheet.workbook import is_workbook, workbook_sheets


@dataclass(frozen=True, slots=True)
class SheetRota:
    """The entries of a spreadsheet: one calendar for each of its sheets with shifts, numbered from
    ``calendar`` on, and what was guessed, in sentences.
    """

    entries: tuple[Entry, ...]
    calendars: tuple[CalendarInfo, ...]
    guesses: tuple[str, ...]


class SheetReader:
    """Reads the spreadsheets of a rota."""

    def __init__(self, labels: Labels, today: date, go_on: GoOn) -> None:
        """``today`` is near the dates of a rota that never says its year."""
        self._labels = labels
        self._today = today
        self._go_on = go_on

    @cached_property
    def _headings(self) -> Headings:
        return Headings.load()

    @cached_property
    def _halves(self) -> Halves:
        return Halves.load()

    def read(self, file: RotaFile, number: int, calendar: int, complain: Complain) -> SheetRota:
        """The entries of the file with that number; ``complain`` hears of what is left out.

        Raises UnreadableInput where it is no spreadsheet or holds nothing that looks like a rota.
        """
        sheets, guesses = _sheets(file, self._go_on)
        weekly = [with_dates(sheet, self._today, self._go_on) for sheet in sheets]
        sheets = tuple(sheet for sheet, _ in weekly)
        guesses += tuple(words for _, said in weekly for words in said)
        shown = [sheet for sheet in sheets if not sheet.hidden]
        tables = [
            table for sheet in shown for table in tables_of(sheet, self._headings, self._go_on)
        ]
        if not tables:
            raise UnreadableInput(_no_dates(file.name, shown))
        legend = self._legend(sheets, tables)
        planner = Planner(self._headings, self._labels, legend, self._halves, self._go_on)
        plans = [(table, plan) for table in tables if (plan := planner.plan(table)) is not None]
        if not plans:
            raise UnreadableInput(
                f"“{file.name}” has dates, but nothing beside them that looks like shifts. Put the "
                "shifts into a column headed “Shift”, or people in rows and dates in columns."
            )
        order = order_of([table.written for table, _ in plans])
        maker = Entries(self._headings, self._labels, legend, self._halves, complain, self._go_on)
        self._go_on()
        dated, said = self._dated(plans, order, _years(file, shown, plans))
        entries: list[Entry] = []
        names = list(dict.fromkeys(table.sheet.name for table, _ in plans))
        calendars = [CalendarInfo(number, name if len(names) > 1 else "") for name in names]
        for item, (_, plan) in zip(dated, plans, strict=True):
            at = calendar + names.index(item.table.sheet.name)
            for group in plan.groups:
                entries += maker.of(item, group, number, at)
        entries += maker.of_halves()
        if not entries:
            raise UnreadableInput(
                f"“{file.name}” has dates and no shifts on them. Check that it is the right file."
            )
        guesses += (*_layout(plans, names), *filter(None, [order.why, *said]))
        halves = self._halves.said(maker.halved.values())
        guesses += (*_hours(maker, legend), *filter(None, [halves]), *_left_sheets(sheets, names))
        return SheetRota(tuple(entries), tuple(calendars), tuple(dict.fromkeys(guesses)))

    def _legend(self, sheets: Sequence[Sheet], tables: Sequence[Table]) -> Legend:
        meanings: list[Meaning] = []
        for sheet in sheets:
            taken: dict[int, frozenset[int]] = {}
            for rows, columns in (table.cells() for table in tables if table.sheet is sheet):
                taken |= {row: taken.get(row, columns) | columns for row in rows}
            meanings += meanings_in(sheet, taken, self._headings, self._labels, self._go_on)
        return Legend(meanings, self._labels)

    def _dated(
        self, plans: Sequence[tuple[Table, Plan]], order: Order, mentioned: tuple[int, ...]
    ) -> tuple[list[Dated], list[str]]:
        """The tables with their dates; tables of one sheet go on from each other."""
        years = Years(mentioned, self._today, self._go_on)
        found: list[Dated] = []
        guesses: list[str] = []
        sheets = dict.fromkeys(id(table.sheet) for table, _ in plans)
        for sheet in sheets:
            tables = [table for table, _ in plans if id(table.sheet) == sheet]
            items = [
                item and ordered(item, order.day_first)
                for table in tables
                for item in table.written
            ]
            days, said = years.dates(items)
            guesses.append(said)
            left = iter(days)
            found += (
                Dated(table, list(islice(left, len(table.written))), order.day_first)
                for table in tables
            )
        return found, guesses


def _sheets(file: RotaFile, go_on: GoOn) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    if is_workbook(file.data):
        sheets, guesses = workbook_sheets(file, go_on), tuple[str, ...]()
    else:
        sheet, guesses = text_sheet(file, go_on)
        sheets = (sheet,)
    found = [on_the_clock(sheet, go_on) for sheet in sheets]
    said = (SAID,) if any(had for _, had in found) else ()
    return tuple(sheet for sheet, _ in found), (*guesses, *said)


def _no_dates(name: str, sheets: Sequence[Sheet]) -> str:
    if not any(text_of(value) for sheet in sheets for row in sheet.rows for value in row):
        return f"“{name}” is a spreadsheet without anything in it. Check that it is the right file."
    return (
        f"“{name}” is a table without dates. A rota needs a date in each row, or dates along the "
        "top, such as 14/01/2026."
    )


def _years(
    file: RotaFile, sheets: Sequence[Sheet], plans: Sequence[tuple[Table, Plan]]
) -> tuple[int, ...]:
    """The years that headings, sheet names and the file's name mention."""
    found: list[int] = []
    tops: dict[int, tuple[Sheet, int]] = {}  # the lowest top of the tables of each sheet
    for table, _ in plans:
        top = table.axis if table.across else table.lines[0]
        _, lowest = tops.get(id(table.sheet), (table.sheet, top))
        tops[id(table.sheet)] = table.sheet, max(top, lowest)
    for value in (
        value for sheet, top in tops.values() for row in sheet.rows[:top] for value in row
    ):
        found += years_in(text_of(value)) if isinstance(value, str) else _year_of(value)
    for name in (*(sheet.name for sheet in sheets), file.name.replace("_", " ")):
        found += years_in(name)
    return tuple(dict.fromkeys(found))


def _year_of(value: Value) -> list[int]:
    if isinstance(value, date):
        return [value.year]
    whole = isinstance(value, int | float) and 2000 <= value < 2100 and value == int(value)
    return [int(value)] if whole and isinstance(value, int | float) else []


def _layout(plans: Sequence[tuple[Table, Plan]], names: Sequence[str]) -> list[str]:
    """How the tables were read, each way of reading once."""
    said: list[str] = []
    for table, plan in plans:
        sheet = f"Sheet “{table.sheet.name}”: " if len(names) > 1 else ""
        if not table.sheet.numbers:
            said.append(f"{sheet}{plan.words}")
        if plan.aside:
            left = ", ".join(plan.aside[:6])
            said.append(f"{sheet}Left aside, as they hold no shifts: {left}.")
    return list(dict.fromkeys(said))


def _hours(maker: Entries, legend: Legend) -> list[str]:
    said = [legend.said(maker.codes)]
    if maker.unnamed:
        said.append(f"Shifts with times and no name are called “{NO_LABEL}”.")
    if maker.carried:
        said.append("A row without a date belongs to the date above it.")
    return [words for words in said if words]


def _left_sheets(sheets: Sequence[Sheet], names: Sequence[str]) -> list[str]:
    hidden = [sheet.name for sheet in sheets if sheet.hidden]
    others = [s.name for s in sheets if not s.hidden and s.name not in names and s.name and s.rows]
    said = []
    if hidden:
        said.append(f"Hidden sheets were not read for shifts: {_listed(hidden)}.")
    if others:
        said.append(f"Sheets without shifts: {_listed(others)}.")
    return said


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    return ", ".join(f"“{name}”" for name in names[:6]) + more
