"""Plain entries as they are taken out of a text: by the shape of their lines, or by their very text
where that was read before.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate, chain, islice, repeat
from operator import add, attrgetter, itemgetter
from typing import Any, NamedTuple, Protocol

from planner.rota.entry import PEOPLE_PROPERTIES, Entry
from planner.rota.quick.shape import BEGIN, Shape
from planner.rota.quick.values import Values

_BREATH = 8192  # entries between two looks at whether to go on
_MOST_ODD = 1 / 10
"""Share of unknown texts up to which nobody asks whether they differ in their stamps alone."""

_entry: Callable[[tuple[Any, ...]], Entry] = partial(tuple.__new__, Entry)
"""An entry from its fields, without the detour of ``Entry._make``."""


class Batch(Protocol):
    """Some plain entries of a file, in its order, that are read together."""

    def stand(self, first: int, last: int, line: int, calendar: int) -> int:
        """Says where entries stand, in the order of the file: the line that the first begins on,
        and the calendar. Gives the line after the last one.
        """

    def entries(self, values: Values, file: int, go_on: Callable[[], None]) -> list[Entry]:
        """The entries, once it is said of all where they stand; ``go_on`` raises where it is to be
        left.
        """

    @property
    def texts(self) -> Sequence[str]:
        """What each was read from, from after its begin mark to the end; empty where nobody asked
        for it.
        """

    @property
    def lengths(self) -> Sequence[int]:
        """How many lines of the file each takes."""


class Rows(NamedTuple):
    """Some entries of a batch that follow each other in the file."""

    batch: Batch
    first: int
    last: int


Piece = str | Rows


@dataclass(frozen=True)
class Plain:
    """Plain entries as they were read before, and how many lines of the file each took; both by
    what they were read from.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    lengths: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def without_stamps(self) -> Mapping[str, str]:
        """The texts by what they say besides the stamps of their version."""
        texts = list(self.entries)
        return dict(zip(without_stamps(texts), texts, strict=True))


_STAMPS = re.compile(r"(\n(?:DTSTAMP|LAST-MODIFIED|CREATED|SEQUENCE):)[0-9TZ]*")


def without_stamps(texts: Sequence[str]) -> list[str]:
    """Texts of entries without the values that many systems write anew at each export.

    What these say bears on the fields ``changed`` and ``sequence`` of an entry, and on no other.
    """
    # NUL stands in no calendar's text (`planner.rota.text`).
    return "".join(_STAMPS.split("\0".join(texts))).split("\0") if texts else []


class ShapedBatch:
    """All entries of one shape, as columns of captured lines."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._columns: list[list[str]] = [[] for _ in shape.names]
        self._lines: list[int] = []
        self._calendars: list[int] = []
        self.texts: list[str] = []
        self.lengths: list[int] = []

    def cut(self, text: str) -> list[Piece]:
        """The text with the entries of this shape taken out of it into the batch."""
        parts = self._shape.pattern.split(text)
        columns = [self.texts, *self._columns] if self._shape.whole else self._columns
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
        self.lengths += lengths
        self._lines += lines
        self._calendars += repeat(calendar, last - first)
        return end

    def entries(self, values: Values, file: int, go_on: Callable[[], None]) -> list[Entry]:
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
        found: list[Entry] = []
        while len(found) < len(self._lines):
            go_on()
            found += map(_entry, islice(rows, _BREATH))
        return found

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


class RecalledBatch:
    """Entries that were read before: what was made of a text once holds wherever it stands, but for
    the place in the file.

    Unless ``exact``, texts that differ in their stamps alone are taken for the same where these are
    new in much of the file: their entries have an earlier ``changed`` and ``sequence``.
    ``stamped_anew`` are the UIDs of these.
    """

    def __init__(self, known: Plain, *, exact: bool) -> None:
        self._known = known
        self._exact = exact
        self._found: list[Entry] = []
        self._lines: list[int] = []
        self._calendars: list[int] = []
        self.texts: list[str] = []
        self.lengths: list[int] = []
        self.stamped_anew: set[str] = set()

    def cut(self, text: str) -> list[Piece]:
        """The text with the entries that are known taken out of it into the batch."""
        head, *texts = text.split(BEGIN)
        sources = self._sources(texts)
        found = list(map(self._known.entries.get, sources))
        unknown = _missing(found)
        pieces: list[Piece] = []
        loose = head
        for known, at, end in _runs(unknown, len(found)):
            # A mark counts at the start of a line only. What is known ends with a whole line.
            first = at + (known and loose != "" and not loose.endswith("\n"))
            if not known or first > at:
                loose += BEGIN + BEGIN.join(texts[at : first if known else end])
            if known and first < end:
                pieces += [loose] if loose else []
                loose = ""
                row = len(self.texts)
                self.texts += sources[first:end]
                self._found += filter(None, found[first:end])
                pieces.append(Rows(self, row, len(self.texts)))
        self.lengths += map(self._known.lengths.__getitem__, self.texts[len(self.lengths) :])
        return [*pieces, loose] if loose else pieces

    def _sources(self, texts: list[str]) -> list[str]:
        """The text that was read before in the place of each, itself where there is none."""
        if self._exact:
            return texts
        known = self._known.entries
        unknown = _missing(list(map(known.get, texts)))
        if len(unknown) <= _MOST_ODD * len(texts):
            return texts
        sources = list(texts)
        plain = without_stamps([texts[at] for at in unknown])
        same = list(map(self._known.without_stamps.get, plain))
        for at, source in zip(unknown, same, strict=True):
            if source is not None:
                sources[at] = source
        entries = map(known.__getitem__, filter(None, same))
        self.stamped_anew.update(map(attrgetter("uid"), entries))
        return sources

    def stand(self, first: int, last: int, line: int, calendar: int) -> int:
        """See `Batch`."""
        *lines, end = accumulate(self.lengths[first:last], initial=line)
        self._lines += lines
        self._calendars += repeat(calendar, last - first)
        return end

    def entries(self, _: Values, file: int, go_on: Callable[[], None]) -> list[Entry]:
        """See `Batch`."""
        go_on()
        places = list(zip(repeat(file), self._calendars, self._lines))
        stood = list(map(_PLACE, self._found))
        if places == stood:
            return self._found
        # The fields before the place, the place, and those after it.
        rows = zip(map(_BEFORE, self._found), places, map(_AFTER, self._found), strict=True)
        return list(map(_entry, map(tuple, map(chain.from_iterable, rows))))


_PLACE = itemgetter(*map(Entry._fields.index, ("file", "calendar", "line")))
_BEFORE = itemgetter(slice(None, Entry._fields.index("file")))
_AFTER = itemgetter(slice(Entry._fields.index("line") + 1, None))


def _missing(found: Sequence[object]) -> list[int]:
    return [at for at, item in enumerate(found) if item is None]


def _runs(unknown: Sequence[int], count: int) -> Iterator[tuple[bool, int, int]]:
    """The numbers below ``count`` in runs, each from one up to another: what is known, and each
    number of what is not.
    """
    done = 0
    for at in (*unknown, count):
        if done < at:
            yield True, done, at
        if at < count:
            yield False, at, at + 1
        done = at + 1
