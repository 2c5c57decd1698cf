"""Readings: kept whole as they were read, with the files they came from, never edited.

Which one is current, and whose rota it is, is a pointer of one row (journalled): undoing an import
moves the pointer back and leaves the reading.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import chain, pairwise, repeat
from operator import add, sub
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.model.kind import Kind
from planner.model.rota import DailyHours, Done, Problem, Reading, RotaFile, Shift, StoredReading
from planner.spans import Span
from planner.store.datafile import DataFile
from planner.store.packing import Packed, as_stored, file_digest, pack
from planner.store.values import instant_at, span_at, stamp, storable

__all__ = ["Current", "Readings", "as_stored", "file_digest"]

_REMEMBERED = 2  # the current reading, and the one that it is compared with


@dataclass(frozen=True, slots=True)
class Current:
    """Which reading is current and whose shifts count.

    ``person`` is empty until somebody is chosen, and where the rota names nobody.
    """

    reading: int
    person: str


class Readings:
    """The readings of the store, and the pointer to the current one."""

    def __init__(self, db: DataFile) -> None:
        self._db = db
        self._remembered: dict[int, StoredReading] = {}

    def current(self) -> Current | None:
        """The pointer, None before the first import."""
        row = self._db.execute("SELECT reading, person FROM current").fetchone()
        return row and Current(*row)

    def point(self, current: Current) -> None:
        """Moves the pointer (inside a command)."""
        self._db.execute(
            "INSERT INTO current (id, reading, person) VALUES (1, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET reading = excluded.reading, person = excluded.person",
            [current.reading, storable(current.person)],
        )

    def keep(
        self,
        reading: Reading,
        files: Sequence[RotaFile],
        at: datetime,
        follows: int | None = None,
        rota: int | None = None,
    ) -> int:
        """Stores a reading with its files, compressed, and returns its number.

        ``follows`` is the reading that it is a newer one of, ``rota`` the number of the first
        reading of its rota, None where it is that itself.
        """
        return self.add(pack(reading, files, self.likely(follows)), at, follows, rota)

    def likely(self, follows: int | None = None) -> StoredReading | None:
        """The reading with which the next one may have most in common: the one that it follows,
        else the current one; None where neither was loaded.
        """
        current = self.current()
        number = follows or (current and current.reading)
        return self._remembered.get(number) if number else None

    def add(
        self, packed: Packed, at: datetime, follows: int | None = None, rota: int | None = None
    ) -> int:
        """Stores what `pack` made; see `keep`."""
        reading = packed.reading
        number = self._db.execute(
            "INSERT INTO readings (read_at, title, zone, follows, guesses, rota) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [
                stamp(at),
                reading.title,
                reading.zone.key,
                follows,
                json.dumps(reading.guesses),
                rota,
            ],
        ).lastrowid
        if number is None:
            raise AssertionError("an insert has a row number")
        self._add_files(number, packed)
        self._add_shifts(number, packed)
        self._db.conn.executemany(
            "INSERT INTO problems VALUES (?, ?, ?, ?, ?)",
            (
                (number, n, problem.where, problem.what, problem.done.value)
                for n, problem in enumerate(reading.problems)
            ),
        )
        self._remember(StoredReading(number, instant_at(stamp(at)), reading))
        return number

    def load(self, number: int) -> StoredReading:
        """The reading of that number, as it was read."""
        # Readings are never edited, so that what was loaded or stored once stays true.
        stored = self._remembered.get(number) or self._loaded(number)
        self._remember(stored)
        return stored

    def follows(self, number: int) -> int | None:
        """The reading that this one is a newer one of, None where it is none."""
        row = self._db.execute("SELECT follows FROM readings WHERE id = ?", [number]).fetchone()
        follows: int | None = row[0]
        return follows

    def rota(self, number: int) -> int:
        """The rota that a reading is of: the number of its first reading."""
        row = self._db.execute(
            "SELECT coalesce(rota, id) FROM readings WHERE id = ?", [number]
        ).fetchone()
        rota: int = row[0]
        return rota

    def latest(self, most: int) -> dict[int, int]:
        """The last reading of each rota, of as many as are asked for, those read last first."""
        rows = self._db.execute(
            "SELECT coalesce(rota, id), max(id) AS last FROM readings GROUP BY 1 "
            "ORDER BY last DESC LIMIT ?",
            [most],
        )
        return dict(rows)

    def files(self, number: int) -> tuple[RotaFile, ...]:
        """The files that a reading came from, byte for byte."""
        rows = self._db.execute(
            "SELECT name, packed FROM reading_files JOIN files ON digest = file WHERE reading = ? "
            "ORDER BY position",
            [number],
        )
        return tuple(RotaFile(name, zlib.decompress(packed)) for name, packed in rows)

    def digests(self, number: int) -> tuple[str, ...]:
        """What `file_digest` gives for the files of a reading, in their order."""
        rows = self._db.execute(
            "SELECT file FROM reading_files WHERE reading = ? ORDER BY position", [number]
        )
        return tuple(digest for (digest,) in rows)

    def _remember(self, stored: StoredReading) -> None:
        self._remembered.pop(stored.id, None)
        self._remembered[stored.id] = stored
        while len(self._remembered) > _REMEMBERED:
            del self._remembered[next(iter(self._remembered))]

    def _add_files(self, number: int, packed: Packed) -> None:
        for position, file in enumerate(packed.files):
            self._db.execute(
                "INSERT INTO files (digest, packed) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [file.digest, file.packed],
            )
            self._db.execute(
                "INSERT INTO reading_files (reading, position, name, file) VALUES (?, ?, ?, ?)",
                [number, position, file.name, file.digest],
            )

    def _add_shifts(self, number: int, packed: Packed) -> None:
        new = packed.new
        form, shift = self._last("forms"), self._last("shifts")
        self._db.conn.executemany(
            "INSERT INTO forms VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((n, *row) for n, row in enumerate(new.forms, form + 1)),
        )
        forms = map(add, new.form, repeat(form + 1))
        numbers = range(shift + 1, shift + 1 + len(new.form))
        self._db.conn.executemany(
            "INSERT INTO shifts VALUES (?, ?, ?, ?, ?, ?)",
            zip(numbers, forms, new.starts, new.ends, new.uids, new.occurrences, strict=True),
        )
        shared = self._numbers(packed.shares_with) if packed.shares_with else []
        self._db.conn.executemany(
            "INSERT INTO runs VALUES (?, ?, ?, ?)",
            (
                (number, position, first, last)
                for position, (first, last) in enumerate(
                    _runs([shared[n] if n >= 0 else shift - n for n in packed.places])
                )
            ),
        )

    def _last(self, table: str) -> int:
        last: int = self._db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]  # noqa: S608 - a table of ours
        return last

    def _numbers(self, reading: int) -> list[int]:
        """The numbers of a reading's shifts, in their order."""
        runs = self._db.execute(
            "SELECT first, last + 1 FROM runs WHERE reading = ? ORDER BY position", [reading]
        )
        return list(chain.from_iterable(range(*run) for run in runs))

    def _loaded(self, number: int) -> StoredReading:
        read_at, title, zone, guesses = self._db.execute(
            "SELECT read_at, title, zone, guesses FROM readings WHERE id = ?", [number]
        ).fetchone()
        problems = self._db.execute(
            "SELECT place, what, done FROM problems WHERE reading = ? ORDER BY position", [number]
        )
        reading = Reading(
            title,
            ZoneInfo(zone),
            tuple(self._shifts(number)),
            tuple(Problem(where, what, Done(done)) for where, what, done in problems),
            tuple(json.loads(guesses)),
        )
        return StoredReading(number, instant_at(read_at), reading)

    def _shifts(self, reading: int) -> Iterator[Shift]:
        rows = self._db.execute(
            "SELECT form, starts, ends, uid, occurrence FROM runs CROSS JOIN shifts "
            "ON shifts.id BETWEEN runs.first AND runs.last "
            "WHERE runs.reading = ? ORDER BY runs.position, shifts.id",
            [reading],
        )
        forms: dict[int, _Form] = {}
        spans: dict[tuple[int, int], Span] = {}
        for form, starts, ends, uid, occurrence in rows:
            if form not in forms:
                forms[form] = self._form(form)
            if (starts, ends) not in spans:
                spans[starts, ends] = span_at(starts, ends)
            person, kind, label, all_day, daily, place = forms[form]
            yield Shift(
                person, spans[starts, ends], kind, label, uid, occurrence, all_day, daily, place
            )

    def _form(self, number: int) -> "_Form":
        person, kind, label, all_day, daily_start, daily_end, assumed, place = self._db.execute(
            "SELECT person, kind, label, all_day, daily_start, daily_end, assumed, place "
            "FROM forms WHERE id = ?",
            [number],
        ).fetchone()
        daily = None
        if daily_start is not None:
            daily = DailyHours(
                time.fromisoformat(daily_start), time.fromisoformat(daily_end), bool(assumed)
            )
        return _Form(person, Kind(kind), label, bool(all_day), daily, place)


class _Form(NamedTuple):
    """What many shifts have in common."""

    person: str
    kind: Kind
    label: str
    all_day: bool
    daily: DailyHours | None
    place: str


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows of numbers that follow each other, each as its first and its last."""
    steps = map(sub, numbers[1:], numbers)
    breaks = [place for place, step in enumerate(steps, 1) if step != 1]
    for first, end in pairwise([0, *breaks, len(numbers)] if numbers else []):
        yield numbers[first], numbers[end - 1]
