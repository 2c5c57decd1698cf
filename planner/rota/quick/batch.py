"""Plain entries as they are taken out of a text by the shape of their lines."""

from collections.abc import Iterable
from itertools import accumulate, islice, repeat
from operator import add
from typing import Any

from planner.rota.breath import GoOn
from planner.rota.entry import PEOPLE_PROPERTIES, Entry
from planner.rota.quick.rows import Piece, PlainEntries, Rows, entry_of
from planner.rota.quick.shape import Shape
from planner.rota.quick.values import Values

_BREATH = 8192  # entries between two looks at whether to go on


class ShapedBatch:
    """All entries of one shape, as columns of captured lines."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._columns: list[list[str]] = [[] for _ in shape.names]
        self._lines: list[int] = []
        self._calendars: list[int] = []
        self._texts: list[str | None] = []
        self._lengths: list[int] = []

    def cut(self, text: str) -> list[Piece]:
        """The text with the entries of this shape taken out of it into the batch."""
        parts = self._shape.pattern.split(text)
        columns: list[list[Any]] = [*self._columns]
        if self._shape.whole:
            columns.insert(0, self._texts)
        step = len(columns) + 1
        gaps, row = parts[::step], len(columns[0])
        for place, column in enumerate(columns, 1):
            column.extend(parts[place::step])
        pieces: list[Piece] = []
        done = 0
        ends = [place for place, gap in enumerate(gaps) if gap or place == len(gaps) - 1]
        for after in ends:
            if done < after:
                pieces.append(Rows(self, row + done, row + after))
                done = after
            if gaps[after]:
                pieces.append(gaps[after])
        return pieces

    def stand(self, first: int, last: int, line: int, calendar: int) -> int:
        """See `Batch`."""
        inner = [
            column[first:last]
            for name, column in zip(self._shape.names, self._columns, strict=True)
            if not name
        ]
        folds = (sum(text.count("\n") for text in texts) for texts in zip(*inner, strict=True))
        fixed = repeat(self._shape.lines, last - first)
        lengths = list(map(add, fixed, folds) if inner else fixed)
        *lines, end = list[int](accumulate(lengths, initial=line))
        self._lengths += lengths
        self._lines += lines
        self._calendars += repeat(calendar, last - first)
        return end

    def read(self, values: Values, file: int, go_on: GoOn) -> PlainEntries:
        """See `Batch`."""
        fields: dict[str, Iterable[Any]] = {
            "summary": repeat(""),
            "end": repeat(None),
            **{name: repeat(value) for name, value in Entry._field_defaults.items()},
            **self._said(values),
            "file": repeat(file),
            "calendar": self._calendars,
            "line": self._lines,
        }
        columns = (fields[name] for name in Entry._fields)
        rows = zip(*columns, strict=False)
        found: list[Entry | None] = []
        while len(found) < len(self._lines):
            go_on()
            found += map(entry_of, islice(rows, _BREATH))
        return PlainEntries(self._texts, found, self._lengths, [None] * len(found))

    def _said(self, values: Values) -> dict[str, Iterable[Any]]:
        """The fields that the captured lines decide, each as a column."""
        captured = list(zip(self._shape.names, self._columns, strict=True))
        raw = dict(captured)
        fields: dict[str, Iterable[Any]] = {
            values.of[name][0]: map(values.of[name][1].__getitem__, column)
            for name, column in captured
            if name in values.of
        }
        if "UID" in raw:
            fields["uid"] = map(str.strip, raw["UID"])
        changed = [raw[name] for name in ("LAST-MODIFIED", "DTSTAMP") if name in raw]
        if changed:
            same = len(changed) == 1
            fields["changed"] = changed[0] if same else map(_first_said, *changed)
        people = [(name, column) for name, column in captured if name in PEOPLE_PROPERTIES]
        if people:
            lines = [[name + line for line in column] for name, column in people]
            whole = map("\n".join, zip(*lines, strict=True))
            fields["people"] = map(values.people.__getitem__, whole)
        return fields


def _first_said(first: str, last: str) -> str:
    return first or last
