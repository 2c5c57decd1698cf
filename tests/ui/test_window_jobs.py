"""Work off the window's thread."""

from threading import Event, current_thread

import pytest

from planner.errors import WrongUse
from ui.jobs import Jobs


@pytest.fixture
def jobs(qtbot):
    made = Jobs()
    yield made
    made.close()


def nobody(_error):
    raise AssertionError("this job should not fail")


def test_the_answer_arrives_on_the_window_thread(qtbot, jobs):
    seen = []
    jobs.start(
        "a",
        "Thinking…",
        lambda *_: current_thread().name,
        lambda name: seen.append((name, current_thread().name)),
        nobody,
    )
    assert jobs.running("a").words == "Thinking…"
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != seen[0][1] == current_thread().name
    assert jobs.running("a") is None


def test_a_failure_arrives_as_the_exception_it_was(qtbot, jobs):
    failed = []

    def work(*_):
        raise WrongUse("No.")

    jobs.start("a", "", work, nobody, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], WrongUse)


def test_progress_is_told_on_the_way(qtbot, jobs):
    said, done = [], []
    jobs.start("a", "", lambda _, say: say("half"), done.append, nobody, said.append)
    qtbot.waitUntil(lambda: bool(done))
    assert said == ["half"]


def test_an_answer_to_an_old_question_never_arrives(qtbot, jobs):
    go, seen = Event(), []
    first = jobs.start("a", "", lambda *_: go.wait(10), lambda _: seen.append("old"), nobody)
    jobs.start("a", "", lambda *_: None, lambda _: seen.append("new"), nobody)
    assert first.cancelled
    go.set()
    qtbot.waitUntil(lambda: bool(seen))
    jobs.close()
    qtbot.wait(1)
    assert seen == ["new"]


def test_cancel_reaches_the_work_and_its_answer_is_dropped(qtbot, jobs):
    begun, stopped, seen = Event(), Event(), []

    def work(cancelled, _):
        begun.set()
        while not cancelled():
            Event().wait(0.001)
        stopped.set()

    jobs.start("a", "", work, seen.append, nobody)
    assert begun.wait(10)
    jobs.cancel("a")
    assert stopped.wait(10)
    jobs.close()
    qtbot.wait(1)
    assert seen == []


def test_closing_waits_for_the_work(qtbot, jobs):
    begun, ended = Event(), []

    def work(cancelled, _):
        begun.set()
        while not cancelled():
            Event().wait(0.001)
        ended.append(True)

    jobs.start("a", "", work, nobody, nobody)
    assert begun.wait(10)
    jobs.close()
    assert ended == [True]
