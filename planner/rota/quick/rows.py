"""Plain entries as columns, and how they stand among the rest of a file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple, Protocol

from planner.model.rota import Shift
from planner.rota.breath import GoOn
from planner.rota.entry import Entry
from planner.rota.quick.shape import BEGIN
from planner.rota.quick.values import Values

entry_of: Callable[[tuple[Any, ...]], Entry] = partial(tuple.__new__, Entry)
"""An entry from its fields, without the detour of ``Entry._make``."""

_PIECE = 1 << 22
"""Characters that are searched at once: between two of them it can be left."""


@dataclass(frozen=True, slots=True)
class PlainEntries:
    """Plain entries as columns. In those of a whole file a row without an entry stands for one that
    is not plain.

    ``texts`` are what they were read from, from after the begin mark to the end, and ``lengths``
    how many lines of the file each takes. ``shifts`` are what came of them, None where that was
    anything but one shift about which there is nothing to say.
    """

    texts: list[str | None] = field(default_factory=list)
    entries: list[Entry | None] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    shifts: list[Shift | None] = field(default_factory=list)

    def add_others(self, number: int) -> None:
        """Adds rows for entries that are not plain."""
        none: list[None] = [None] * number
        self.texts.extend(none)
        self.entries.extend(none)
        self.lengths.extend([0] * number)
        self.shifts.extend(none)

    def add_some(self, others: "PlainEntries", rows: list[int]) -> None:
        """Adds some rows of others, at least one."""
        if rows == list(range(rows[0], rows[0] + len(rows))):
            self.add_run(others, rows[0], rows[0] + len(rows))
            return
        self.texts.extend(map(others.texts.__getitem__, rows))
        self.entries.extend(map(others.entries.__getitem__, rows))
        self.lengths.extend(map(others.lengths.__getitem__, rows))
        self.shifts.extend(map(others.shifts.__getitem__, rows))

    def add_run(self, others: "PlainEntries", first: int, last: int) -> None:
        """Adds the rows of others from one up to another."""
        self.texts.extend(others.texts[first:last])
        self.entries.extend(others.entries[first:last])
        self.lengths.extend(others.lengths[first:last])
        self.shifts.extend(others.shifts[first:last])


class Batch(Protocol):
    """Some plain entries of a file, in its order, that are read together."""

    def stand(self, first: int, last: int, line: int, calendar: int) -> int:
        """Says where entries stand, in the order of the file: the line that the first begins on,
        and the calendar. Gives the line after the last one.
        """

    def read(self, values: Values, file: int, go_on: GoOn) -> PlainEntries:
        """The entries, once it is said of all where they stand, without texts where nobody asked
        for these; ``go_on`` raises where it is to be left.
        """


class Rows(NamedTuple):
    """Some entries of a batch that follow each other in the file."""

    batch: Batch
    first: int
    last: int


Piece = str | Rows


def parts(text: str) -> Iterator[str]:
    """A text in parts that each begin with an entry, but for the first one."""
    done = 0
    while (at := text.find(f"\n{BEGIN}", done + _PIECE)) >= 0:
        yield text[done : at + 1]
        done = at + 1
    yield text[done:]
