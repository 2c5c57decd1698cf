"""What the window asks and does reads no large table from end to end."""

import inspect
from collections.abc import Callable
from contextlib import suppress

import pytest

from planner.errors import WrongUse
from planner.workspace import Book, Workspace
from planner.workspace.questions import Questions
from planner.workspace.upkeep import Upkeep

WITHOUT_ROWS = {"forget"}
"""Methods that answer nothing."""

WHOLE = {"history", "check", "backup", "tend"}
"""What is about every row there is: a page of its own, another thread, a quiet moment."""


def asked_alone(kind: type) -> list[str]:
    """Every public method that can be called without anything."""
    return sorted(
        name
        for name, method in inspect.getmembers(kind, inspect.isfunction)
        if not name.startswith("_")
        and all(
            each.default is not each.empty
            for each in list(inspect.signature(method).parameters.values())[1:]
        )
    )


def ask_all(workspace: Workspace) -> None:
    """Everything that pages, the status bar and the menus ask."""
    workspace.forget()
    workspace._store.readings._remembered.clear()
    for name in set(asked_alone(Questions)) - WITHOUT_ROWS:
        with suppress(WrongUse):
            getattr(workspace, name)()
    for name in set(asked_alone(Upkeep)) - WHOLE:
        getattr(workspace.upkeep, name)()
    assert workspace.undo_words
    assert workspace.redo_words is None


def test_what_the_window_asks_reads_no_large_table_whole(planned, at, whole_reads):
    planned.do(Book(at(14, "09:00", "13:00")))
    assert whole_reads(planned, lambda: ask_all(planned)) == {}


def test_no_question_is_left_out():
    """So that the test above asks what there is, and not what there was when it was written."""
    asked = set(asked_alone(Questions))
    assert len(asked) > 35
    assert asked >= {"shifts", "plan", "hits", "colleagues", "ahead", "standing", "returned"}
    assert {"steps", "tend", "is_due", "history"} <= set(asked_alone(Upkeep))


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM shifts WHERE uid = 'x'",
        "SELECT * FROM runs ORDER BY first",
        "UPDATE commands SET words = 'x' WHERE at = 1",
        "SELECT count(*) FROM documents",
    ],
)
def test_a_scan_of_a_large_table_is_seen(planned, whole_reads, statement):
    """So that the test above would notice one."""
    work: Callable[[], object] = lambda: planned._store._db.execute(statement)  # noqa: E731
    assert whole_reads(planned, work)


def test_what_is_found_by_its_key_is_no_scan(planned, whole_reads):
    found = "SELECT * FROM shifts WHERE id BETWEEN 1 AND 9"
    assert whole_reads(planned, lambda: planned._store._db.execute(found)) == {}
