"""Undo and redo: whatever was done, taking it all back leaves the store as it was, row by row."""

import string
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import CoreHours, Division
from planner.errors import WrongUse
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.session import Session, State, Where
from planner.spans import Span
from planner.store import Current, Store

NAMES = st.sampled_from("abcd")
TEXTS = st.text(max_size=12)
INSTANTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001
    datetime(2027, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
SPANS = st.builds(
    lambda start, length: Span(start, start + length),
    INSTANTS,
    st.timedeltas(timedelta.resolution, timedelta(hours=24)),
)
SESSIONS = st.builds(
    Session,
    id=NAMES,
    span=SPANS,
    purpose=TEXTS,
    where=st.sampled_from(Where),
    needs_cover=st.booleans(),
    state=st.sampled_from(State),
    sequence=st.integers(0, 2**40),
    changed=INSTANTS,
)
DATES = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def placements(draw):
    first, last = sorted([draw(DATES), draw(DATES)])
    return Placement(
        title=draw(TEXTS),
        first=first,
        last=last,
        scheme="custom",
        doctor=draw(TEXTS),
        supervisor=draw(TEXTS),
        department=draw(TEXTS),
        # SQLite's quote() gives back every digit of numbers down to 1e-200.
        share=draw(st.floats(1e-99, 1)),
        hours=draw(st.none() | st.just(0.0) | st.floats(1e-99, 1000)),
        opt_out=draw(st.booleans()),
        division=draw(st.sampled_from(Division)),
        core=CoreHours(weekdays=draw(st.frozensets(st.integers(0, 6)))),
    )


def put_session(session):
    def act(store):
        if store.sessions.get(session.id):
            store.sessions.replace(session)
        else:
            store.sessions.add(session)

    return act


ACTS = st.one_of(
    SESSIONS.map(put_session),
    NAMES.map(lambda name: lambda store: _remove(store, name)),
    placements().map(lambda placement: lambda store: store.placements.put(placement)),
    st.tuples(NAMES, TEXTS, st.sampled_from(Kind)).map(
        lambda it: lambda s: s.corrections.put(1, *it)
    ),
    NAMES.map(lambda name: lambda store: store.corrections.remove(1, name)),
    st.tuples(st.integers(1, 2), TEXTS).map(lambda it: lambda s: s.readings.point(Current(*it))),
)


def _remove(store, name):
    if store.sessions.get(name):
        store.sessions.remove(name)


@given(st.lists(st.lists(ACTS, min_size=1, max_size=4), max_size=6), st.booleans())
@settings(max_examples=25, deadline=None)
def test_undo_all_and_redo_all_give_every_row_back(
    content, a_reading, a_file, now, commands, again
):
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))

        def reopened():
            if not again:
                return store
            store.close()
            return Store(Path(folder))

        with store.journal.write(now) as entry:
            for _ in range(2):
                number = store.readings.keep(a_reading, [a_file], now)
            store.readings.point(Current(number, ""))
            entry.words = "Read"
        states = [content(store)]
        for number, acts in enumerate(commands):
            with store.journal.write(now) as entry:
                for act in acts:
                    act(store)
                entry.words = f"Command {number}"
            if entry.tables:
                states.append(content(store))
        for before in reversed(states[:-1]):
            store = reopened()
            store.journal.undo()
            assert content(store) == before
        for after in states[1:]:
            store = reopened()
            store.journal.redo()
            assert content(store) == after
        assert store.journal.redo_words is None
        assert not store._db.execute("PRAGMA foreign_key_check").fetchall()
        store.close()


def test_text_with_every_awkward_sign_survives_undo(store, a_session, content, now):
    purpose = string.printable + "'' \"; DROP TABLE sessions; -- \0 \udcff ọ́ 🩺"
    book(store, a_session(purpose=purpose), now)
    before = content(store)
    with store.journal.write(now) as entry:
        store.sessions.remove("s1")
        entry.words = "Remove"
    store.journal.undo()
    assert content(store) == before
    assert store.sessions.all()[0].purpose.endswith("� ? ọ́ 🩺")


def test_words_name_what_comes_next(store, a_session, now):
    assert (store.journal.undo_words, store.journal.redo_words) == (None, None)
    book(store, a_session("s1"), now, "Book one")
    book(store, a_session("s2"), now, "Book two")
    assert (store.journal.undo_words, store.journal.redo_words) == ("Book two", None)
    store.journal.undo()
    assert (store.journal.undo_words, store.journal.redo_words) == ("Book one", "Book two")
    assert store.journal.undo().words == "Book one"
    assert (store.journal.undo_words, store.journal.redo_words) == (None, "Book one")


def test_a_new_command_drops_what_was_undone_but_keeps_its_words_as_history(store, a_session, now):
    book(store, a_session("s1"), now, "Book one")
    store.journal.undo()
    book(store, a_session("s2"), now, "Book two")
    assert store.journal.redo_words is None
    with pytest.raises(WrongUse, match="nothing to redo"):
        store.journal.redo()
    history = store._db.execute("SELECT words, state FROM commands ORDER BY id").fetchall()
    assert history == [("Book one", "dropped"), ("Book two", "done")]


def test_a_command_without_effect_leaves_no_trace_and_keeps_redo(
    store, a_session, a_placement, now
):
    with store.journal.write(now) as entry:
        store.placements.put(a_placement)
        entry.words = "Set"
    book(store, a_session(), now)
    store.journal.undo()
    with store.journal.write(now) as entry:
        store.placements.put(a_placement)
        entry.words = "Set again"
    assert entry.tables == frozenset()
    assert (store.journal.undo_words, store.journal.redo_words) == ("Set", "Book")


def test_an_exception_takes_everything_back(store, a_session, content, now):
    book(store, a_session("s1"), now)
    before = content(store), store._db.execute("SELECT * FROM journal").fetchall()

    def fail():
        with store.journal.write(now):
            store.sessions.add(a_session("s2"))
            store.sessions.remove("s1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (content(store), store._db.execute("SELECT * FROM journal").fetchall()) == before
    assert store.journal.undo_words == "Book"


def test_nothing_to_undo_is_said(store):
    with pytest.raises(WrongUse, match="nothing to undo"):
        store.journal.undo()


def test_a_failed_undo_changes_nothing(store, a_session, content, now):
    book(store, a_session("s1"), now)
    with store.journal.write(now) as entry:
        store.sessions.remove("s1")
        entry.words = "Remove"
    store._db.execute(
        "CREATE TRIGGER broken BEFORE INSERT ON sessions BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    before = content(store)
    with pytest.raises(Exception, match="no"):
        store.journal.undo()
    store._db.execute("DROP TRIGGER broken")
    assert content(store) == before
    assert store.journal.undo().words == "Remove"
    assert len(store.sessions.all()) == 1


def book(store, session, now, words="Book"):
    with store.journal.write(now) as entry:
        store.sessions.add(session)
        entry.words = words
