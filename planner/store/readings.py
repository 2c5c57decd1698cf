"""Readings: kept whole as they were read, with the files they came from, never edited.

Which one is current, and whose rota it is, is a pointer of one row (journalled): undoing an import
moves the pointer back and leaves the reading.
"""

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from planner.model.kind import Kind
from planner.model.rota import DailyHours, Done, Problem, Reading, RotaFile, Shift, StoredReading
from planner.store.values import instant_at, span_at, stamp, storable

if TYPE_CHECKING:
    from sqlite_utils.db import Database


_PACKING = 1
"""The fastest compression: a rota repeats itself so much that the best saves little more."""


@dataclass(frozen=True, slots=True)
class Current:
    """Which reading is current and whose shifts count.

    ``person`` is empty until somebody is chosen, and where the rota names nobody.
    """

    reading: int
    person: str


class Readings:
    """The readings of the store, and the pointer to the current one."""

    def __init__(self, db: "Database") -> None:
        self._db = db

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
    ) -> int:
        """Stores a reading with its files, compressed, and returns its number.

        ``follows`` is the reading that it is a newer one of.
        """
        reading = as_stored(reading)
        number = self._db.execute(
            "INSERT INTO readings (read_at, title, zone, follows, guesses) VALUES (?, ?, ?, ?, ?)",
            [stamp(at), reading.title, reading.zone.key, follows, json.dumps(reading.guesses)],
        ).lastrowid
        if number is None:
            raise AssertionError("an insert has a row number")
        self._keep_files(number, files)
        self._db.conn.executemany(
            "INSERT INTO shifts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_shift_row(number, n, shift) for n, shift in enumerate(reading.shifts)),
        )
        self._db.conn.executemany(
            "INSERT INTO problems VALUES (?, ?, ?, ?, ?)",
            (
                (number, n, problem.where, problem.what, problem.done.value)
                for n, problem in enumerate(reading.problems)
            ),
        )
        return number

    def load(self, number: int) -> StoredReading:
        """The reading of that number, as it was read."""
        read_at, title, zone, guesses = self._db.execute(
            "SELECT read_at, title, zone, guesses FROM readings WHERE id = ?", [number]
        ).fetchone()
        shifts = self._db.execute(
            "SELECT person, starts, ends, kind, label, uid, occurrence, all_day, daily_start, "
            "daily_end, assumed, place FROM shifts WHERE reading = ? ORDER BY position",
            [number],
        )
        problems = self._db.execute(
            "SELECT place, what, done FROM problems WHERE reading = ? ORDER BY position", [number]
        )
        reading = Reading(
            title,
            ZoneInfo(zone),
            tuple(_shift(*row) for row in shifts),
            tuple(Problem(where, what, Done(done)) for where, what, done in problems),
            tuple(json.loads(guesses)),
        )
        return StoredReading(number, instant_at(read_at), reading)

    def follows(self, number: int) -> int | None:
        """The reading that this one is a newer one of, None where it is none."""
        row = self._db.execute("SELECT follows FROM readings WHERE id = ?", [number]).fetchone()
        follows: int | None = row[0]
        return follows

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

    def _keep_files(self, number: int, files: Sequence[RotaFile]) -> None:
        for position, file in enumerate(files):
            digest = file_digest(file)
            self._db.execute(
                "INSERT INTO files (digest, packed) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [digest, zlib.compress(file.data, _PACKING)],
            )
            self._db.execute(
                "INSERT INTO reading_files (reading, position, name, file) VALUES (?, ?, ?, ?)",
                [number, position, storable(file.name), digest],
            )


def file_digest(file: RotaFile) -> str:
    """SHA-256 of a file's bytes, in hexadecimal; its name does not count."""
    return hashlib.sha256(file.data).hexdigest()


def as_stored(reading: Reading) -> Reading:
    """The reading as `Readings.load` gives it back: text that no store can hold is replaced."""
    return Reading(
        storable(reading.title),
        reading.zone,
        tuple(_clean(shift) for shift in reading.shifts),
        tuple(Problem(storable(p.where), storable(p.what), p.done) for p in reading.problems),
        tuple(map(storable, reading.guesses)),
    )


def _clean(shift: Shift) -> Shift:
    before = (shift.person, shift.label, shift.uid, shift.occurrence, shift.place)
    together = "".join(before)
    if storable(together) is together:
        return shift
    after = tuple(map(storable, before))
    if after == before:
        return shift
    person, label, uid, occurrence, place = after
    return replace(shift, person=person, label=label, uid=uid, occurrence=occurrence, place=place)


def _shift_row(reading: int, position: int, shift: Shift) -> tuple[Any, ...]:
    daily = shift.daily
    return (
        reading,
        position,
        shift.person,
        stamp(shift.span.start),
        stamp(shift.span.end),
        shift.kind.value,
        shift.label,
        shift.uid,
        shift.occurrence,
        int(shift.all_day),
        daily and daily.start.isoformat(),
        daily and daily.end.isoformat(),
        int(daily is not None and daily.assumed),
        shift.place,
    )


def _shift(person: str, starts: int, ends: int, kind: str, label: str, *rest: Any) -> Shift:
    uid, occurrence, all_day, daily_start, daily_end, assumed, place = rest
    daily = None
    if daily_start is not None:
        daily = DailyHours(
            time.fromisoformat(daily_start), time.fromisoformat(daily_end), bool(assumed)
        )
    span = span_at(starts, ends)
    return Shift(person, span, Kind(kind), label, uid, occurrence, bool(all_day), daily, place)
