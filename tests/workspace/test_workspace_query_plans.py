"""What the window asks and does reads no large table from end to end."""

from collections.abc import Callable
from dataclasses import replace

from planner.model.kind import Kind
from planner.rota import read_rota
from planner.workspace import (
    Book,
    CorrectKind,
    ImportRota,
    MoveSession,
    RemoveSession,
    Workspace,
)

LARGE = frozenset(
    {"shifts", "forms", "runs", "problems", "reading_files", "files", "journal", "commands"}
)
"""The tables that grow with the years; all others hold what one placement has."""


def statements_of(workspace: Workspace, work: Callable[[], object]) -> list[str]:
    """The statements that SQLite runs during some work, with their values."""
    run: list[str] = []
    connection = workspace._store._db.conn
    connection.set_trace_callback(run.append)
    try:
        work()
    finally:
        connection.set_trace_callback(None)
    return [text for text in run if not text.startswith("--")]


def scans(workspace: Workspace, statement: str) -> set[str]:
    """The large tables that a statement reads from end to end."""
    first, *_ = statement.lstrip().split(maxsplit=1)
    if first.upper() not in ("SELECT", "WITH", "UPDATE", "DELETE", "INSERT"):
        return set()
    # The last row of a table is found from its end, which the plan calls a scan as well.
    statement = statement.replace("ORDER BY id DESC LIMIT 1", "WHERE id = 1")
    plan = workspace._store._db.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    steps = [row[3].split() for row in plan]
    return {step[1] for step in steps if step[0] == "SCAN" and step[1] in LARGE}


def read_all(workspace: Workspace) -> None:
    """Everything that the pages of the window ask."""
    workspace.forget()
    workspace._store.readings._remembered.clear()
    for ask in (
        workspace.reading,
        workspace.person,
        workspace.people,
        workspace.shifts,
        workspace.changes,
        workspace.labels,
        workspace.placement,
        workspace.sessions,
        workspace.sources,
        workspace.situation,
        workspace.report,
        workspace.rest,
        workspace.allowance,
        workspace.plan,
        workspace.strip,
    ):
        ask()
    assert workspace.undo_words
    assert workspace.redo_words is None


def refused(workspace: Workspace, work: Callable[[], object]) -> dict[str, set[str]]:
    """The statements of some work that read large tables from end to end."""
    found = {text: scans(workspace, text) for text in statements_of(workspace, work)}
    assert found  # something was asked at all
    return {text: tables for text, tables in found.items() if tables}


def test_what_the_pages_ask_reads_no_large_table_whole(planned, at):
    planned.do(Book(at(14, "09:00", "13:00")))
    assert refused(planned, lambda: read_all(planned)) == {}


def test_what_commands_do_reads_no_large_table_whole(planned, at, rota_of_one):
    reading, file = rota_of_one
    newer = replace(file, data=file.data.replace(b"SUMMARY:AMB", b"SUMMARY:Clinic"))
    span = at(14, "09:00", "13:00")
    for work in (
        lambda: planned.do(Book(span)),
        lambda: planned.do(MoveSession(planned.sessions()[0].id, at(15, "09:00", "13:00"))),
        lambda: planned.do(CorrectKind("AMB", Kind.ADMIN)),
        lambda: planned.do(ImportRota(read_rota([newer]), (newer,))),
        lambda: planned.do(ImportRota(reading, (file,))),
        planned.undo,
        planned.redo,
        lambda: planned.do(RemoveSession(planned.sessions()[0].id)),
    ):
        assert refused(planned, work) == {}


def test_a_scan_of_a_large_table_is_seen(planned):
    """So that the tests above would notice one."""
    for statement in (
        "SELECT * FROM shifts WHERE uid = 'x'",
        "SELECT * FROM runs ORDER BY first",
        "UPDATE commands SET words = 'x' WHERE at = 1",
    ):
        assert scans(planned, statement)
    assert not scans(planned, "SELECT * FROM shifts WHERE id BETWEEN 1 AND 9")
