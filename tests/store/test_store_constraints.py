"""What the schema itself refuses, whatever the code above it does."""

import sqlite3

import pytest

from planner.model.kind import Kind
from planner.model.rota import Done
from planner.model.session import State, Where
from planner.store import Current


def insert(store, table, row):
    places = ", ".join("?" for _ in row)
    store._db.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})",  # noqa: S608
        list(row.values()),
    )


SESSION = {
    "id": "s1",
    "starts": 1,
    "ends": 2,
    "purpose": "",
    "lies": "free",
    "needs_cover": 0,
    "state": "proposed",
    "sequence": 0,
    "changed": 0,
}
PLACEMENT = {
    "id": 1,
    "title": "",
    "first": "2026-08-05",
    "last": "2027-02-02",
    "scheme": "custom",
    "doctor": "",
    "supervisor": "",
    "department": "",
    "share": 1.0,
    "hours": None,
    "ruleset": "england-2016",
    "opt_out": 0,
    "division": "england",
    "core_start": "08:00:00",
    "core_end": "18:00:00",
    "core_weekdays": "01234",
}
ON_CALL = {"person": "", "starts": 1, "ends": 2, "work": "[]"}
BAD = [
    ("sessions", SESSION, {"ends": 1}),
    ("sessions", SESSION, {"id": ""}),
    ("sessions", SESSION, {"id": None}),
    ("sessions", SESSION, {"lies": "somewhere"}),
    ("sessions", SESSION, {"needs_cover": 2}),
    ("sessions", SESSION, {"state": "done"}),
    ("sessions", SESSION, {"sequence": -1}),
    ("sessions", SESSION, {"starts": "soon"}),
    ("placement", PLACEMENT, {"id": 2}),
    ("placement", PLACEMENT, {"first": "2027-02-03"}),
    ("placement", PLACEMENT, {"first": "5 Aug 2026"}),
    ("placement", PLACEMENT, {"last": "2027-02-31"}),
    ("placement", PLACEMENT, {"share": 0.0}),
    ("placement", PLACEMENT, {"share": 1.1}),
    ("placement", PLACEMENT, {"hours": -1.0}),
    ("placement", PLACEMENT, {"division": "france"}),
    ("placement", PLACEMENT, {"core_end": "08:00:00"}),
    ("placement", PLACEMENT, {"core_weekdays": "7"}),
    ("corrections", {"key": "amb", "label": "AMB", "kind": "standard"}, {"kind": "clinic"}),
    ("on_call_work", ON_CALL, {"ends": 1}),
    ("on_call_work", ON_CALL, {"work": "{}"}),
    ("on_call_work", ON_CALL, {"person": None}),
    ("current", {"id": 1, "reading": 1, "person": ""}, {"reading": 99}),
    ("current", {"id": 1, "reading": 1, "person": ""}, {"id": 2}),
]


@pytest.mark.parametrize(("table", "row", "wrong"), BAD)
def test_the_schema_refuses(store, a_reading, a_file, now, table, row, wrong):
    with store.journal.write(now) as entry:
        entry.words = "Try"
        store.readings.keep(a_reading, [a_file], now)
        insert(store, table, row)  # as it should be: taken
        store._db.execute(f"DELETE FROM {table}")  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError):
            insert(store, table, row | wrong)


def test_every_word_of_the_model_is_taken(store, a_session, now):
    """The schema's lists of words and those of the model are the same."""
    with store.journal.write(now) as entry:
        entry.words = "Try"
        for kind in Kind:
            store.corrections.put(1, kind.value, kind.words, kind)
        for number, state in enumerate(State):
            for where in Where:
                store.sessions.add(a_session(f"{number}{where}", state=state, where=where))
    assert len(store.corrections.of(1)) == len(Kind)
    assert {session.state for session in store.sessions.all()} == set(State)
    schema = store._db.utilities.table("problems").schema
    assert all(f"'{done.value}'" in schema for done in Done)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE readings SET title = 'Another'",
        "DELETE FROM readings",
        "UPDATE forms SET kind = 'zero'",
        "UPDATE shifts SET starts = 0",
        "DELETE FROM shifts",
        "UPDATE runs SET last = 1",
        "DELETE FROM runs",
        "UPDATE problems SET what = ''",
        "DELETE FROM problems",
        "UPDATE files SET packed = x''",
        "DELETE FROM files",
        "DELETE FROM reading_files",
    ],
)
def test_a_reading_is_never_edited(store, a_reading, a_file, now, statement):
    with store.journal.write(now) as entry:
        entry.words = "Try"
        store.readings.point(Current(store.readings.keep(a_reading, [a_file], now), ""))
    with pytest.raises(sqlite3.IntegrityError, match="never edited"):
        store._db.execute(statement)


def test_a_change_outside_a_command_is_refused(store, a_session):
    with pytest.raises(sqlite3.IntegrityError, match=r"journal\.command"):
        store.sessions.add(a_session())
    assert store.sessions.all() == ()


def test_reads_of_the_window_use_an_index(store):
    for question in (
        "SELECT * FROM sessions ORDER BY starts, ends, id",
        "SELECT max(id), words FROM commands WHERE state = 'done'",
        "SELECT statement FROM journal WHERE command = 1 ORDER BY id DESC",
    ):
        steps = [row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {question}")]
        assert all("USING" in step or "RIGHT PART OF ORDER BY" in step for step in steps), steps
