"""The cells of a table → entries."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.clock import DAY
from planner.model.kind import Kind
from planner.rota.breath import GoOn, breathing
from planner.rota.entry import Entry, Stamp
from planner.rota.labels import Labels
from planner.rota.sheet.axis import Table
from planner.rota.sheet.cells import Value, text_of
from planner.rota.sheet.clocks import clock_of, stamp_on
from planner.rota.sheet.dates import ordered, written
from planner.rota.sheet.halves import Half, HalfShift, Halves, joined
from planner.rota.sheet.headings import Headings, Role
from planner.rota.sheet.lane import Group
from planner.rota.sheet.lanes import people_in
from planner.rota.sheet.legend import Hours, Legend, hours_in

NO_LABEL = "Shift"
"""What a shift is called that has times and no name."""

_LAST_MINUTE = timedelta(hours=23, minutes=59)

Complain = Callable[[str, str], None]
"""Takes a place and what is wrong there: an entry that had to be left out."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A table whose dates are known, with whether they are written day first."""

    table: Table
    dates: Sequence[date | None]
    day_first: bool


class Entries:
    """Makes the entries of tables, and keeps the labels they had in the sheet."""

    def __init__(
        self,
        headings: Headings,
        labels: Labels,
        legend: Legend,
        halves: Halves,
        complain: Complain,
        go_on: GoOn,
    ) -> None:
        self._headings = headings
        self._labels = labels
        self._legend = legend
        self._halves = halves
        self._complain = complain
        self._go_on = go_on
        self.codes: list[str] = []
        self.unnamed = False
        self.carried = False
        self.halved: dict[str, Half] = {}
        self._in_halves: list[HalfShift] = []

    def of(self, dated: Dated, group: Group, file: int, calendar: int) -> Iterator[Entry]:
        """The entries of one series of shifts."""
        table = dated.table
        day: date | None = None
        person = ""
        lines = zip(table.lines, table.written, dated.dates, strict=True)
        for line, item, found in breathing(lines, self._go_on):
            cells = {role: table.at(line, lane) for role, lane in group.lanes.items()}
            if all(self._headings.is_nothing(value) for value in cells.values()):
                day = day if item is None and found is None else found
                continue
            day, kept = self._day(dated, line, found, day, cells)
            if not kept:
                continue
            if day is None:
                raise AssertionError("a kept line has a date")
            named = self._person(cells, person)
            person = named or person
            lane = group.lanes.get(Role.LABEL, next(iter(group.lanes.values())))
            row = table.row(line, lane)
            place = text_of(cells.get(Role.PLACE, ""))
            half = group.half or self._halves.of(cells.get(Role.HALF, ""))
            for label, who in self._shifts(group, cells, person):
                start, end = self._times(label, day, cells, dated.day_first)
                entry = Entry(
                    summary=self._legend.label(label),
                    start=start,
                    end=end,
                    place=place,
                    person=who,
                    file=file,
                    calendar=calendar,
                    line=row,
                )
                if half is None or not start.is_date or end is not None:
                    yield entry
                    continue
                self.halved[half.name] = half
                self._in_halves.append(HalfShift(day, half, entry))

    def of_halves(self) -> list[Entry]:
        """The entries that stood in halves of days, those of one day put together."""
        return joined(breathing(self._in_halves, self._go_on), self._labels)

    def _day(
        self,
        dated: Dated,
        line: int,
        found: date | None,
        before: date | None,
        cells: dict[Role, Value],
    ) -> tuple[date | None, bool]:
        """The date of a line, and whether the line holds a shift.

        A line without a date belongs to the date above it where it names a person or times of its
        own: so several shifts of one day are written.
        """
        if found is not None:
            return found, True
        table = dated.table
        axis = table.at(line, table.axis)
        own = {Role.NAME, Role.START, Role.HALF} & {
            role for role, value in cells.items() if not self._headings.is_nothing(value)
        }
        if table.across:
            own &= {Role.HALF}  # the second half of a day whose date stands over both
        blank = self._headings.is_nothing(axis)
        if blank and own and before is not None:
            self.carried |= not table.across
            return before, True
        label = text_of(cells.get(Role.LABEL, ""))
        if not blank and label and self._headings.role(label) is None:
            self._complain(
                table.place(line, table.axis),
                f"“{text_of(axis)}” beside “{label}” is no date.",
            )
        elif blank and label not in self._legend and self._known(label):
            self._complain(table.place(line, table.axis), f"“{label}” has no date beside it.")
        return before if blank else None, False

    def _person(self, cells: dict[Role, Value], before: str) -> str:
        value = cells.get(Role.NAME, "")
        return before if self._headings.is_nothing(value) else text_of(value)

    def _shifts(
        self, group: Group, cells: dict[Role, Value], person: str
    ) -> Iterator[tuple[str, str]]:
        """Label and person of each shift in a line."""
        if group.label:
            for name in people_in(cells[Role.NAME]):
                yield group.label, name
            return
        value = cells.get(Role.LABEL, "")
        label = "" if self._headings.is_nothing(value) else text_of(value)
        timed = any(
            not self._headings.is_nothing(cells.get(role, "")) for role in (Role.START, Role.HOURS)
        )
        if not label and not timed:
            return
        if not label:
            self.unnamed = True
        self.codes.append(label or NO_LABEL)
        yield label or NO_LABEL, group.person or person

    def _times(
        self, label: str, day: date, cells: dict[Role, Value], day_first: bool
    ) -> tuple[Stamp, Stamp | None]:
        start = clock_of(cells.get(Role.START, ""), bare=True)
        end = clock_of(cells.get(Role.END, ""), bare=True)
        last = _date_in(cells.get(Role.END_DATE, ""), day_first)
        last = last or _date_in(cells.get(Role.END, ""), day_first)
        whole = start == timedelta(0) and end in (timedelta(0), _LAST_MINUTE, DAY)
        if start is not None and not (whole and self._is_free(label)):
            if end is None:
                return stamp_on(day, start), None
            if last is None:
                last = day if end > start else day + DAY
            return stamp_on(day, start), stamp_on(last, end)
        hours = self._hours(label, cells)
        if hours is None:
            if last is not None and last > day and whole and end == timedelta(0):
                last -= DAY  # until midnight: that date is no longer in it
            return Stamp(day), None if last is None else Stamp(last + DAY)
        after = day if hours.end > hours.start else day + DAY
        return stamp_on(day, hours.start), stamp_on(after, hours.end)

    def _hours(self, label: str, cells: dict[Role, Value]) -> Hours | None:
        """The hours beside the label, in it, or in the legend; none for leave and days off."""
        if self._is_free(label):
            return None
        beside = hours_in(text_of(cells.get(Role.HOURS, "")))
        return beside or hours_in(label) or self._legend.hours(label)

    def _is_free(self, label: str) -> bool:
        kind = self._labels.kind(self._legend.label(label))
        return kind.is_leave or kind.is_off

    def _known(self, label: str) -> bool:
        return self._labels.kind(label) is not Kind.UNKNOWN or hours_in(label) is not None


def _date_in(value: Value, day_first: bool) -> date | None:
    found = written(value)
    if found is None or found.year is None:
        return None
    return ordered(found, day_first).on(found.year)
