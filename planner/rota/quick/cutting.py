"""The text of a calendar → its components, with the plain entries taken out and read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby, islice, repeat
from operator import add
from typing import Any, NamedTuple
from uuid import uuid4

from planner.rota.components import Components, split
from planner.rota.entry import PEOPLE_PROPERTIES, Entry
from planner.rota.quick.shape import BEGIN, Shape, shape_of
from planner.rota.quick.values import Values

MOST_SHAPES = 12
"""Shapes that are learnt from one file; entries of further shapes go the ordinary way."""

MOST_TRIES = 200
"""Entries of one file from which a shape is tried to be learnt."""

_PLACE = f"{BEGIN}\n{{line}}\nEND:VEVENT\n"


class Batch:
    """All entries of one shape, as columns of captured lines, in the order of the file."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._columns: list[list[str]] = [[] for _ in shape.names]
        self._lines: list[int] = []
        self._calendars: list[int] = []

    def cut(self, text: str) -> "list[Piece]":
        """The text with the entries of this shape taken out of it into the batch."""
        parts = self._shape.pattern.split(text)
        step = len(self._columns) + 1
        gaps, row = parts[::step], len(self._columns[0])
        for place, column in enumerate(self._columns, 1):
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
        """Says where rows stand, in the order of the file: the line that the first begins on, and
        the calendar. Gives the line after the last one.
        """
        inner = [
            column[first:last]
            for name, column in zip(self._shape.names, self._columns, strict=True)
            if not name
        ]
        folds = (sum(text.count("\n") for text in texts) for texts in zip(*inner, strict=True))
        lengths = map(add, repeat(self._shape.lines, last - first), folds if inner else repeat(0))
        stood: list[int] = list(accumulate(lengths, initial=line))
        *lines, end = stood
        self._lines += lines
        self._calendars += repeat(calendar, last - first)
        return end

    def entries(self, values: Values, file: int) -> list[Entry]:
        """The entries, once it is said of all rows where they stand."""
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
        return list(map(Entry._make, zip(*columns, strict=False)))

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
            fields["changed"] = map(_first_said, changed[0], changed[-1])
        people = [(name, column) for name, column in captured if name in PEOPLE_PROPERTIES]
        if people:
            lines = [[name + line for line in column] for name, column in people]
            whole = map("\n".join, zip(*lines, strict=True))
            fields["people"] = map(values.people.__getitem__, whole)
        return fields


def _first_said(first: str, last: str) -> str:
    return first or last


class Rows(NamedTuple):
    """Some rows of a batch that follow each other in the file."""

    batch: Batch
    first: int
    last: int


Piece = str | Rows


@dataclass(frozen=True, slots=True)
class Cut:
    """The components of a calendar file, and the entries that were read on the way.

    Some events are only places: ``plain`` has, by their index, the entries that stand there.
    """

    components: Components
    plain: dict[int, list[Entry]]


def cut(text: str, values: Values, *, file: int, first_calendar: int) -> Cut:
    """Cuts a calendar file up as `split` does, and reads its plain entries.

    ``file`` and ``first_calendar`` are the indices that its entries and its first calendar get.
    """
    rest, runs, mark = _with_places(_pieces(text))
    components = split(rest)
    standing: dict[int, list[Rows]] = {}
    skipped = 0
    for index, component in enumerate(components.events):
        component.line += skipped
        if component.lines and component.lines[0].startswith(mark):
            run = standing[index] = runs[int(component.lines[0].removeprefix(mark))]
            line = component.line
            for batch, first, last in run:
                line = batch.stand(first, last, line, first_calendar + component.calendar)
            skipped += line - component.line - _PLACE.count("\n")
    batches = {rows.batch for run in standing.values() for rows in run}
    read = {batch: batch.entries(values, file) for batch in batches}
    return Cut(
        components,
        {
            index: [entry for batch, first, last in run for entry in read[batch][first:last]]
            for index, run in standing.items()
        },
    )


def _with_places(pieces: Sequence[Piece]) -> tuple[str, list[list[Rows]], str]:
    """The text with an event in place of each run of plain entries; the runs; how the only line of
    these events begins, which is followed by the index of the run.
    """
    mark = f"X-PLAIN-{uuid4().hex}:"  # not to be guessed by whoever writes a calendar
    rest, runs = list[str](), list[list[Rows]]()
    for taken, group in groupby(pieces, lambda piece: isinstance(piece, Rows)):
        if taken:
            rest.append(_PLACE.format(line=f"{mark}{len(runs)}"))
            runs.append([piece for piece in group if isinstance(piece, Rows)])
        else:
            rest += [piece for piece in group if isinstance(piece, str)]
    return "".join(rest), runs, mark


def _pieces(text: str) -> list[Piece]:
    """A text with its plain entries taken out of it, shape by shape."""
    pieces: list[Piece] = [text]
    for _ in range(MOST_SHAPES):
        shape = _learnt(piece for piece in pieces if isinstance(piece, str))
        if shape is None:
            break
        batch = Batch(shape)
        cuts = [batch.cut(piece) if isinstance(piece, str) else [piece] for piece in pieces]
        pieces = list(chain.from_iterable(cuts))
    return pieces


def _learnt(texts: Iterable[str]) -> Shape | None:
    """The shape of the first plain entry, None where there is none."""
    for text, start in islice(_starts(texts), MOST_TRIES):
        end = text.find(BEGIN, start + len(BEGIN))
        shape = shape_of(text[start:] if end < 0 else text[start:end])
        if shape is not None:
            return shape
    return None


def _starts(texts: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Where entries begin, at the start of a line."""
    for text in texts:
        at = text.find(BEGIN)
        while at >= 0:
            if at == 0 or text[at - 1] == "\n":
                yield text, at
            at = text.find(BEGIN, at + 1)
