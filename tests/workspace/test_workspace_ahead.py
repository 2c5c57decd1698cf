"""Answers that were worked out ahead are those that would have been given."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from random import Random

import pytest

from planner.errors import LeadtimeError
from planner.model.kind import Kind
from planner.model.rota import RotaFile
from planner.rota import read_rota
from planner.workspace import Book, CorrectKind, ImportRota
from planner.workspace.asking import mending, planning, rotas

WORKED_OUT = ("changes", "labels", "rest", "hits", "newly_broken")
ASKED = (*WORKED_OUT, "sessions", "situation", "report")


def answers(workspace) -> dict:
    return {name: getattr(workspace, name)() for name in ASKED}


def anew(workspace) -> dict:
    """The answers when nobody worked anything out before."""
    workspace.forget()
    return answers(workspace)


def off_thread(work):
    """What work gives on a thread of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def version(file: RotaFile, seed: int) -> RotaFile:
    """Another version of a rota: some entries gone, some labelled or timed otherwise."""
    chance = Random(seed)  # noqa: S311 - no secret
    head, *entries = file.data.split(b"BEGIN:VEVENT")
    last, tail = entries[-1].split(b"END:VCALENDAR")
    made = [head]
    for entry in (*entries[:-1], last):
        drawn = chance.random()
        if drawn < 0.03:
            continue
        changed = entry
        if drawn < 0.08:
            changed = entry.replace(b"SUMMARY:Standard Day", b"SUMMARY:Annual leave")
        elif drawn < 0.13:
            changed = entry.replace(b"T083000", b"T073000").replace(b"T170000", b"T210000")
        made.append(changed)
    return RotaFile(file.name, b"BEGIN:VEVENT".join(made) + b"END:VCALENDAR" + tail)


@pytest.fixture
def take(rota_of_one):
    """Takes in a version of the rota."""
    _, file = rota_of_one

    def taken(workspace, seed: int):
        newer = version(file, seed)
        return workspace.do(ImportRota(read_rota([newer]), (newer,)))

    return taken


@pytest.fixture
def looked(monkeypatch) -> list[tuple[str, bool]]:
    """What was worked out, and whether on the thread that asks."""
    seen = []

    def watch(module, name):
        whole = getattr(module, name)

        def watched(*args, **more):
            seen.append((name, threading.current_thread() is threading.main_thread()))
            return whole(*args, **more)

        monkeypatch.setattr(module, name, watched)

    for module, name in ((rotas, "compare"), (planning, "rest"), (mending, "hits")):
        watch(module, name)
    return seen


@pytest.mark.parametrize("seed", range(6))
def test_they_are_the_same_as_asked_directly_after_whatever_is_done(planned, take, at, seed):
    chance = Random(seed)  # noqa: S311 - no secret
    for step in range(6):
        with_booking = at(14, "09:00", "11:00").moved(timedelta(days=chance.randrange(40)))
        try:
            match chance.randrange(4):
                case 0:
                    planned.do(Book(with_booking, "Audit", force=True))
                case 1:
                    kind = chance.choice([Kind.TEACHING, Kind.STANDARD, None])
                    planned.do(CorrectKind("AMB", kind))
                case 2:
                    planned.undo()
                case _:
                    take(planned, seed * 10 + step)
        except LeadtimeError:
            continue
        planned.take_ahead(off_thread(planned.ahead()))
        worked_out = answers(planned)
        assert worked_out == anew(planned)


def test_nothing_of_them_is_worked_out_on_the_thread_that_asks(planned, take, at, looked):
    planned.do(Book(at(14, "09:00", "11:00"), "Audit", force=True))
    take(planned, 3)
    looked.clear()
    planned.take_ahead(off_thread(planned.ahead()))
    assert {name for name, _ in looked} == {"compare", "rest", "hits"}
    assert not any(on_asking_thread for _, on_asking_thread in looked)
    looked.clear()
    for name in WORKED_OUT:
        getattr(planned, name)()
    assert looked == []


def test_they_are_dropped_where_the_rota_changed_meanwhile(planned, take):
    take(planned, 1)
    given = off_thread(planned.ahead())
    take(planned, 2)
    planned.take_ahead(given)
    assert answers(planned) == anew(planned)


@pytest.mark.parametrize("touch", ["book", "kind", "undo"])
def test_they_are_dropped_where_anything_else_they_rest_on_changed(planned, take, at, touch):
    take(planned, 1)
    given = off_thread(planned.ahead())
    if touch == "book":
        planned.do(Book(at(14, "09:00", "11:00"), "Audit", force=True))
    elif touch == "kind":
        planned.do(CorrectKind("AMB", Kind.TEACHING))
    else:
        planned.undo()
    planned.take_ahead(given)
    assert answers(planned) == anew(planned)


def test_what_was_asked_meanwhile_stays_the_very_same(planned, take):
    take(planned, 1)
    work = planned.ahead()
    rest = planned.rest()
    planned.take_ahead(off_thread(work))
    assert planned.rest() is rest


def test_asking_while_it_is_worked_out_mixes_nothing(planned, take):
    take(planned, 1)
    work = planned.ahead()
    before = {name: planned._kept[name] for name in planned._kept}
    off_thread(work)
    assert {name: planned._kept[name] for name in planned._kept} == before
    assert planned.placement().first == date(2026, 10, 5)
