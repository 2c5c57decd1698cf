"""Hours worked on call from home, entered on the report's page."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from planner.clock import LONDON
from planner.model.kind import Kind
from planner.spans import Span
from planner.workspace import CorrectKind, RecordActualHours


def words(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def lines(page):
    entries = page.on_call.list
    return [entries.item(number).text() for number in range(entries.count())]


@pytest.fixture
def opened(alone, on_call_rota):
    return alone(on_call_rota)


@pytest.fixture
def page(opened):
    return opened.page


def at(day, hour, minute=0):
    return datetime(2026, 10, day, hour, minute, tzinfo=LONDON)


def test_on_call_that_has_begun_is_listed_and_what_it_means_is_said(page):
    assert lines(page) == [
        "Wed 30 Sep 17:00 – Thu 1 Oct 09:00: no hours entered",
        "Wed 7 Oct 17:00 – Thu 8 Oct 09:00: no hours entered",
    ]
    said = words(page.on_call)
    assert "4 on-call periods from home have no hours entered: outside the sums" in said
    assert "2 of them are still to come." in said
    assert "Wed 30 Sep 17:00 – Thu 1 Oct 09:00" in said


def test_hours_are_typed_and_the_figures_react(opened, page, qtbot):
    standings = {each.rule.id: each.figure for each in page.report.standings}
    assert standings["H2"] == 40
    page.on_call.list.setFocus()
    qtbot.keyClick(page.on_call.list, Qt.Key.Key_Return)
    assert page.on_call.times.hasFocus()
    qtbot.keyClicks(page.on_call.times, "22:10-23:40, 02:00-02:30")
    qtbot.keyClick(page.on_call.times, Qt.Key.Key_Return)
    assert opened.workspace.on_calls()[0].hours == 2
    assert {each.rule.id: each.figure for each in page.report.standings}["H2"] == 42
    assert lines(page)[-1] == ("Wed 30 Sep 17:00 – Thu 1 Oct 09:00: 2 h, 22:10–23:40, 02:00–02:30")
    # The next one without hours is at hand, and the entry is empty for it.
    assert page.on_call.list.current.span.start == at(7, 17)
    assert page.on_call.times.text() == ""
    opened.kit.controller.undo()
    assert opened.workspace.on_calls()[0].hours is None
    assert "2 h, 22:10" not in "\n".join(lines(page))


def test_nobody_called_and_hours_that_are_forgotten(opened, page, qtbot):
    assert not page.on_call.forget.isEnabled()
    qtbot.mouseClick(page.on_call.nobody, Qt.MouseButton.LeftButton)
    assert opened.workspace.on_calls()[0].work == ()
    assert lines(page)[-1].endswith("nothing worked")
    page.on_call.list.setCurrentRow(1)
    assert not page.on_call.nobody.isEnabled()
    qtbot.mouseClick(page.on_call.forget, Qt.MouseButton.LeftButton)
    assert opened.workspace.on_calls()[0].work is None


def test_what_is_not_understood_is_said_beside_it(opened, page, qtbot):
    for typed, said in (
        ("", "say that nobody called"),
        ("whenever", "“whenever” is no time from – until"),
        ("12:00–13:00", "does not start within the on-call"),
    ):
        page.on_call.times.setText(typed)
        qtbot.mouseClick(page.on_call.enter, Qt.MouseButton.LeftButton)
        assert said in page.on_call.wrong
    assert opened.workspace.on_calls()[0].work is None
    qtbot.keyClicks(page.on_call.times, " ")
    assert page.on_call.wrong == ""
    assert not opened.told


def test_what_cannot_have_been_is_refused_by_the_workspace(opened, page, now, qtbot):
    now.at = at(7, 20)
    page.refresh()
    page.on_call.list.setCurrentRow(1)
    page.on_call.times.setText("22:00–23:00")
    qtbot.mouseClick(page.on_call.enter, Qt.MouseButton.LeftButton)
    assert "not over yet" in opened.told[0].message
    assert page.on_call.times.text() == "22:00–23:00"


def test_hours_whose_on_call_is_gone_can_be_forgotten(opened, page, qtbot):
    span = opened.workspace.on_calls()[0].span
    opened.kit.controller.do(RecordActualHours(span, (Span(at(1, 1), at(1, 2)),)))
    # Said to be no on-call after all, it takes no hours.
    opened.kit.controller.do(CorrectKind("NROC", Kind.ZERO))
    assert lines(page) == [
        "Wed 30 Sep 17:00 – Thu 1 Oct 09:00: 1 h, not in the rota any more and not counted"
    ]
    assert not page.on_call.enter.isEnabled()
    assert not page.on_call.times.isEnabled()
    qtbot.mouseClick(page.on_call.forget, Qt.MouseButton.LeftButton)
    assert opened.workspace.worked() == ()
    assert not page.on_call.isVisible()


def test_a_rota_without_on_call_has_no_such_part(alone, hard_rota):
    assert not alone(hard_rota).page.on_call.isVisible()


def test_before_any_has_begun_there_is_nothing_to_enter(alone, on_call_rota, now):
    now.at = datetime(2026, 9, 29, 9, tzinfo=LONDON)
    page = alone(on_call_rota).page
    assert page.on_call.isVisible()
    assert not page.on_call.list.isVisible()
    assert "4 of them are still to come" in words(page.on_call)


def test_everything_has_a_name(page):
    assert page.on_call.list.accessibleName() == "On-call from home"
    assert page.on_call.times.accessibleName() == "Times worked, from – until"


def test_the_one_that_was_chosen_stays_where_something_else_changed(opened, page):
    page.on_call.list.setCurrentRow(1)
    first = opened.workspace.on_calls()[0].span
    later = first.start + timedelta(hours=6)
    opened.kit.controller.do(RecordActualHours(first, (Span(later, later + timedelta(hours=1)),)))
    assert page.on_call.list.current.span.start == at(7, 17)
