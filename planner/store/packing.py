"""A reading made ready for the store: work on frozen data alone, for any thread.

What takes long about storing (clean text, rows, compressed files) is done here, before the
transaction, which then only writes.
"""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress, count, repeat
from operator import attrgetter, not_
from typing import Any

from planner.model.kind import Kind
from planner.model.rota import DailyHours, Problem, Reading, RotaFile, Shift, StoredReading
from planner.spans import Span
from planner.store.values import stamp, storable

FormRow = tuple[str, str, str, int, str | None, str | None, int, str]
"""What many shifts have in common, as the columns of table ``forms``."""

_PACKING = 1
"""The fastest compression: a rota repeats itself so much that the best saves little more."""

_TEXTS = ("person", "label", "uid", "occurrence", "place")
_FORM = attrgetter("person", "kind", "label", "all_day", "daily", "place")


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a rota, compressed; ``digest`` is that of its bytes."""

    name: str
    digest: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class NewShifts:
    """Shifts as columns: each one's form (index into ``forms``), its span as two stamps, its UID
    and its occurrence.
    """

    forms: tuple[FormRow, ...]
    form: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    uids: Sequence[str]
    occurrences: Sequence[str]


@dataclass(frozen=True, slots=True)
class Packed:
    """A reading as `Readings.add` writes it.

    ``places`` says for each shift which one it is of the shifts of reading number ``shares_with``
    (0 and up), or which of ``new`` (-1 and down).
    """

    reading: Reading
    files: tuple[PackedFile, ...]
    places: Sequence[int]
    new: NewShifts
    shares_with: int | None = None


def pack(
    reading: Reading, files: Iterable[RotaFile], before: StoredReading | None = None
) -> Packed:
    """Makes a reading ready to be stored; what it has in common with ``before`` is stored once."""
    known = before.reading.shifts if before else ()
    return pack_stored(as_stored(reading, known), tuple(map(pack_file, files)), before)


def pack_stored(
    reading: Reading, files: tuple[PackedFile, ...], before: StoredReading | None
) -> Packed:
    """`pack` for a reading of `as_stored` and files that are packed already."""
    places = _places(before.reading.shifts if before else (), reading.shifts)
    new = [shift for shift, place in zip(reading.shifts, places, strict=True) if place < 0]
    return Packed(reading, files, places, _columns(new), before.id if before else None)


def pack_file(file: RotaFile, digest: str = "") -> PackedFile:
    """A file as it is stored; ``digest`` is its `file_digest`, where that is known."""
    packed = zlib.compress(file.data, _PACKING)
    return PackedFile(storable(file.name), digest or file_digest(file), packed)


def file_digest(file: RotaFile) -> str:
    """SHA-256 of a file's bytes, in hexadecimal; its name does not count."""
    return hashlib.sha256(file.data).hexdigest()


def as_stored(reading: Reading, known: Iterable[Shift] = ()) -> Reading:
    """The reading as `Readings.load` gives it back: text that no store can hold is replaced.

    ``known`` are shifts that came from there.
    """
    shifts, stored = reading.shifts, set(map(id, known))
    new = compress(shifts, map(not_, map(stored.__contains__, map(id, shifts))))
    if not _are_clean(list(new)):
        shifts = tuple(map(_clean_shift, shifts))
    return replace(
        reading,
        title=storable(reading.title),
        shifts=shifts,
        problems=tuple(
            Problem(storable(p.where), storable(p.what), p.done) for p in reading.problems
        ),
        guesses=tuple(map(storable, reading.guesses)),
    )


def _are_clean(shifts: Sequence[Shift]) -> bool:
    texts = chain.from_iterable(set(map(attrgetter(name), shifts)) for name in _TEXTS)
    together = "".join(texts)
    return storable(together) == together


def _clean_shift(shift: Shift) -> Shift:
    clean: dict[str, Any] = {name: storable(getattr(shift, name)) for name in _TEXTS}
    return replace(shift, **clean)


def _places(before: Sequence[Shift], shifts: Sequence[Shift]) -> list[int]:
    """`Packed.places` of shifts: the very same objects first, then those that say the same."""
    at = dict(zip(map(id, before), count()))
    found = list(map(at.pop, map(id, shifts), repeat(None)))
    left = {before[place]: place for place in at.values()}
    if left:
        found = [
            left.pop(shift, None) if place is None else place
            for shift, place in zip(shifts, found, strict=True)
        ]
    new = count(-1, -1)
    return [next(new) if place is None else place for place in found]


def _columns(shifts: Sequence[Shift]) -> NewShifts:
    keys = list(map(_FORM, shifts))
    numbers: dict[tuple[Any, ...], int] = {}
    form = [numbers.setdefault(key, len(numbers)) for key in keys]
    spans = [shift.span for shift in shifts]
    # The reader gives shifts at one time one span: each is turned into numbers once.
    stamps = {key: _stamps(span) for key, span in {id(span): span for span in spans}.items()}
    ends = [stamps[id(span)] for span in spans]
    return NewShifts(
        tuple(_form_row(*key) for key in numbers),
        form,
        [first for first, _ in ends],
        [last for _, last in ends],
        [shift.uid for shift in shifts],
        [shift.occurrence for shift in shifts],
    )


def _stamps(span: Span) -> tuple[int, int]:
    return stamp(span.start), stamp(span.end)


def _form_row(
    person: str, kind: Kind, label: str, all_day: bool, daily: DailyHours | None, place: str
) -> FormRow:
    return (
        person,
        kind.value,
        label,
        int(all_day),
        None if daily is None else daily.start.isoformat(),
        None if daily is None else daily.end.isoformat(),
        int(daily is not None and daily.assumed),
        place,
    )
