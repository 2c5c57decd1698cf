"""Readings share the shifts that they have in common; older stores are taken apart without loss."""

from dataclasses import replace
from datetime import datetime, timedelta
from sqlite3 import IntegrityError
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from planner.model.kind import Kind
from planner.model.rota import Reading, RotaFile, Shift
from planner.spans import Span
from planner.store import Current, Readings, Store
from planner.store.migrations import STEPS
from planner.store.migrations.shared_shifts import shared_shifts
from planner.store.packing import pack

ZONE = ZoneInfo("Europe/London")
DAY = datetime(2026, 10, 14, 8, tzinfo=ZONE)


def shift(number: int, label: str = "Day") -> Shift:
    start = DAY + timedelta(days=number)
    span = Span(start, start + timedelta(hours=8))
    return Shift("Siân Prys", span, Kind.STANDARD, label, f"u{number}")


def reading(*shifts: Shift) -> Reading:
    return Reading("Medicine", ZONE, shifts)


def keep(store: Store, found: Reading, now) -> int:
    with store.journal.write(now) as entry:
        number = store.readings.keep(found, [], now)
        store.readings.point(Current(number, ""))
        entry.words = "Read"
    return number


def rows(store: Store) -> dict[str, int]:
    return {table: store._db.utilities.table(table).count for table in ("forms", "shifts", "runs")}


def test_a_reading_that_differs_in_one_shift_costs_one_row(store, now):
    same = [shift(number) for number in range(50)]
    keep(store, reading(*same), now)
    assert rows(store) == {"forms": 1, "shifts": 50, "runs": 1}
    newer = reading(*same[:20], shift(20, "Clinic"), *same[21:])
    number = keep(store, newer, now)
    assert rows(store) == {"forms": 2, "shifts": 51, "runs": 1 + 3}
    assert store.readings.load(number).reading == newer


def test_shifts_that_say_the_same_are_shared_also_by_another_reader(folder, now):
    with Store(folder) as store:
        keep(store, reading(*map(shift, range(5))), now)
    with Store(folder) as store:
        store.readings.load(1)
        number = keep(store, reading(*map(shift, range(1, 6))), now)
        assert rows(store) == {"forms": 2, "shifts": 6, "runs": 1 + 1}
    with Store(folder) as store:
        assert store.readings.load(number).reading == reading(*map(shift, range(1, 6)))
        assert store.readings.load(1).reading == reading(*map(shift, range(5)))


def test_a_shift_that_stands_in_a_reading_twice_is_kept_twice(store, now):
    twice = reading(shift(1), shift(1), shift(2))
    for _ in range(2):
        assert store.readings.load(keep(store, twice, now)).reading == twice


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), max_size=9), min_size=2, max_size=5), st.booleans())
def test_any_row_of_readings_comes_back(tmp_path_factory, now, rota, reopened):
    folder = tmp_path_factory.mktemp("rotas")
    pool = [shift(number) for number in range(13)]
    store = Store(folder)
    try:
        readings = {}
        for numbers in rota:
            if reopened:
                store.close()
                store = Store(folder)
                current = store.readings.current()
                if current:
                    store.readings.load(current.reading)
            found = reading(*(replace(pool[n]) if n % 3 else pool[n] for n in numbers))
            readings[keep(store, found, now)] = found
        store.close()
        store = Store(folder)
        assert {n: store.readings.load(n).reading for n in readings} == readings
        assert store._db.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        store.close()


def test_what_was_taken_back_half_way_is_not_remembered(store, now):
    keep(store, reading(shift(1)), now)

    def half_way():
        with store.journal.write(now):
            store.readings.point(Current(store.readings.keep(reading(shift(2)), [], now), ""))

    with pytest.raises(IntegrityError):
        half_way()  # no command is without words
    number = keep(store, reading(shift(3), shift(4)), now)
    assert store.readings.load(number).reading == reading(shift(3), shift(4))
    assert [s.uid for s in store.readings._shifts(number)] == ["u3", "u4"]


def test_what_was_packed_beforehand_is_stored_as_it_would_have_been(store, now):
    first = keep(store, reading(*map(shift, range(9))), now)
    found = reading(*map(shift, range(2, 12)))
    file = RotaFile("rota.ics", b"BEGIN:VCALENDAR" * 99)
    packed = pack(found, [file], store.readings.load(first))
    keep(store, reading(shift(40)), now)  # meanwhile another one became current
    with store.journal.write(now) as entry:
        number = store.readings.add(packed, now, follows=first)
        entry.words = "Read"
    assert store.readings.files(number) == (file,)
    assert list(store.readings._shifts(number)) == list(found.shifts)
    assert store.readings.follows(number) == first


COLUMNS = (
    "person, starts, ends, kind, label, uid, occurrence, all_day, daily_start, daily_end, "
    "assumed, place"
)
WHOLE = (
    "INSERT INTO readings (read_at, title, zone) VALUES (0, 'Old', 'Europe/London')",
    "INSERT INTO readings (read_at, title, zone, follows) VALUES (1, 'New', 'Europe/London', 1)",
    *(
        f"INSERT INTO shifts VALUES ({number}, {n}, 'Anna', {n * 9000}, {n * 9000 + 1}, 'night', "  # noqa: S608 - our own
        f"'N{n % 2}', 'u{n}', '', {n % 2}, {daily}, {int(n == 1)}, 'Ward 2')"
        for number in (1, 2)
        for n, daily in enumerate(["NULL, NULL", "'20:30:00', '09:00:00'"] * 3)
        if (number, n) != (2, 3)
    ),
    "INSERT INTO current (id, reading, person) VALUES (1, 2, 'Anna')",
)


def test_readings_of_an_older_store_come_back_as_they_were():
    db = Database(memory=True)
    for _, step in STEPS[:5]:
        step(db)
    db.execute("INSERT INTO commands (at, words, state) VALUES (0, '', 'writing')")
    for statement in WHOLE:
        db.execute(statement)
    before = shifts_of(db, "shifts WHERE reading = ? ORDER BY position")
    shared_shifts(db)
    after = shifts_of(
        db,
        "runs JOIN shifts ON shifts.id BETWEEN first AND last JOIN forms ON forms.id = form "
        "WHERE reading = ? ORDER BY position, shifts.id",
    )
    assert [len(part) for part in before] == [6, 5]
    assert after == before
    loaded = Readings(db).load(2).reading.shifts
    assert [(s.label, s.all_day, str(s.daily or "")) for s in loaded] == [
        ("N0", False, ""),
        ("N1", True, "20:30–09:00"),
        ("N0", False, ""),
        ("N0", False, ""),
        ("N1", True, "20:30–09:00"),
    ]
    assert db.table("forms").count == 3
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def shifts_of(db, tables):
    """The shifts of readings 1 and 2, as they stand in an older store."""
    return [
        db.execute(f"SELECT {COLUMNS} FROM {tables}", [number]).fetchall()  # noqa: S608 - our own
        for number in (1, 2)
    ]
