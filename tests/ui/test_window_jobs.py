"""Work off the window's thread."""

from threading import Event, current_thread

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from planner.errors import WrongUse
from ui.jobs import BREATH, Jobs


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
    qtbot.waitUntil(begun.is_set)
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
    qtbot.waitUntil(begun.is_set)
    jobs.close()
    assert ended == [True]


def test_what_is_called_off_before_it_begins_never_does(qtbot, jobs):
    seen = []
    for called_off in (lambda: jobs.cancel("a"), jobs.close):
        jobs.start("a", "", lambda *_: seen.append("ran"), nobody, nobody)
        called_off()
    jobs.start("b", "", lambda *_: None, lambda _: seen.append("after"), nobody)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["after"]


def test_what_is_held_begins_once_it_is_released(qtbot):
    jobs, seen = Jobs(held=True), []
    jobs.start("a", "", lambda *_: seen.append("ran"), lambda _: seen.append("told"), nobody)
    qtbot.wait(BREATH * 3)
    assert seen == []
    jobs.release()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == ["ran", "told"]
    jobs.close()


def test_the_window_is_painted_before_a_job_begins(qtbot, jobs):
    """Two threads of Python would hinder each other."""
    order = []

    class Watch(QObject):
        def eventFilter(self, _watched, event):  # noqa: N802 - as Qt calls it
            if event.type() == QEvent.Type.Paint:
                order.append("painted")
            return False

    widget, watch = QWidget(), Watch()
    widget.installEventFilter(watch)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    qtbot.waitUntil(lambda: "painted" in order)
    order.clear()
    widget.update()
    jobs.start("a", "", lambda *_: order.append("begun"), lambda _: None, nobody)
    qtbot.waitUntil(lambda: len(order) > 1)
    assert order == ["painted", "begun"]


def test_a_job_begins_once_the_window_has_nothing_else_to_do(qtbot, jobs):
    """A window that is kept busy for longer than a job waits is painted before it all the same."""
    order = []
    jobs.start("a", "", lambda *_: order.append("begun"), lambda _: None, nobody)

    def busy() -> None:
        Event().wait(BREATH * 2 / 1000)
        QTimer.singleShot(0, lambda: order.append("painted"))

    QTimer.singleShot(0, busy)
    qtbot.waitUntil(lambda: len(order) > 1)
    assert order == ["painted", "begun"]
