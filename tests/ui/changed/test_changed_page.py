"""The page “The rota has changed”, by clicks and keys on the real window."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from planner.clock import LONDON, clock_span
from planner.model.away import SickDays
from planner.model.kind import Kind
from planner.model.session import State
from planner.workspace import Book, CorrectKind, EditSession
from tests.ui.conftest import calendar, timed
from ui.build import enter

FIRST = date(2026, 10, 5)


def rota(path: Path, **others: tuple[str, str, str] | None) -> Path:
    """Eight weeks of standard days, but for the days that are given another entry or none."""
    entries = []
    for number in range(56):
        day = FIRST + timedelta(days=number)
        name = f"d{day:%m%d}"
        if name in others:
            other = others[name]
            if other is not None:
                label, start, end = other
                last = day if end > start else day + timedelta(days=1)
                entries.append(timed(label, day, start, end, last))
        elif day.weekday() < 5:
            entries.append(timed("Standard Day", day, "0900", "1700"))
    path.write_bytes(calendar(*entries))
    return path


@pytest.fixture
def old(tmp_path) -> Path:
    return rota(tmp_path / "old.ics")


@pytest.fixture
def new(tmp_path) -> Path:
    """A night on Thursday, which is under an agreed session; leave on the Tuesday after."""
    return rota(
        tmp_path / "new.ics",
        d1015=("Night", "2030", "0900"),
        d1016=None,
        d1020=("Annual leave", "0900", "1700"),
    )


def book(driver, day: date, start: int, end: int, purpose: str) -> str:
    span = clock_span(day, time(start), time(end), LONDON)
    return driver.app.kit.controller.do(Book(span, purpose)).session


@pytest.fixture
def changed(start, old, new):
    """Two sessions on the old rota, the first agreed, and the new rota read."""
    driver = start()
    driver.to_plan(old)
    audit = book(driver, date(2026, 10, 15), 13, 17, "Audit")
    book(driver, date(2026, 10, 20), 9, 13, "QI team")
    book(driver, date(2026, 11, 18), 9, 13, "Teaching plan")
    driver.app.kit.controller.do(EditSession(audit, state=State.AGREED))
    open_file(driver, new)
    return driver


def open_file(driver, path: Path) -> None:
    driver.answers.files = (path,)
    with driver.qtbot.waitSignal(driver.window.intake.taken):
        driver.window.intake.ask()
    settled(driver)


def settled(driver) -> None:
    driver.until(
        lambda: driver.window.pages.changed.said and not driver.window.pages.changed.working
    )


def spans(driver) -> dict:
    return {session.purpose: session.span for session in driver.ask.sessions()}


def test_a_new_rota_brings_the_page_with_what_it_hits(changed):
    page = changed.window.pages.changed
    assert changed.window.pages.on_view == "changed"
    title, compared, *tiles = page.said
    assert title == "The rota has changed"
    assert compared.startswith("ST4 Acute Medicine · read 13 Oct 2026 10:20")
    assert "2 of your sessions no longer fit" in tiles
    assert "1 can be moved, all rules kept" in tiles
    agreed, proposed = page.rows
    assert not agreed.tick.isChecked()
    assert agreed.words[1] == "Stays where it is"
    assert "agreed" in agreed.words[2]
    assert proposed.tick.isChecked()
    assert proposed.words[0] == "Tue 20 Oct, 09:00–13:00, QI team · proposed"
    assert proposed.words[1].startswith("Mon 19 Oct, 09:00–13:00, inside a standard day")
    assert "Annual leave" in proposed.words[2]
    assert any(line.startswith("Relabelled: Tue 20 Oct") for line in page.lines)
    assert page.accept.text() == "Accept and move 1 session"


def test_accepting_moves_them_and_can_be_undone(changed):
    before = spans(changed)
    changed.click(changed.window.pages.changed.accept)
    assert changed.window.pages.on_view == "plan"
    assert changed.window.notice.words() == "Moved 4 h from Tue 20 Oct to Mon 19 Oct"
    after = spans(changed)
    assert after["QI team"] == clock_span(date(2026, 10, 19), time(9), time(13), LONDON)
    assert after["Audit"] == before["Audit"]
    changed.click(changed.window.notice.action)
    assert spans(changed) == before


def test_a_tick_is_the_word_for_an_agreed_session(changed):
    page = changed.window.pages.changed
    changed.click(page.rows[0].tick)
    settled(changed)
    assert page.rows[0].words[1].startswith("Wed 14 Oct, 13:00–17:00")
    assert page.accept.text() == "Accept and move 2 sessions"
    changed.click(page.rows[1].tick)
    settled(changed)
    assert page.rows[1].words[1] == "Stays where it is"
    changed.click(page.accept)
    moved = {session.purpose: session for session in changed.ask.sessions()}
    assert moved["Audit"].state is State.PROPOSED
    assert moved["QI team"].span == clock_span(date(2026, 10, 20), time(9), time(13), LONDON)


def test_by_keyboard_alone(changed):
    page = changed.window.pages.changed
    changed.until(page.accept.hasFocus)
    row = page.rows[0]
    for _ in range(20):
        if row.tick.hasFocus():
            break
        changed.key(changed.window.focusWidget(), Qt.Key.Key_Tab)
    assert row.tick.hasFocus()
    assert row.tick.accessibleName() == "Move Thu 15 Oct, 13:00–17:00"
    changed.key(row.tick, Qt.Key.Key_Space)
    settled(changed)
    assert row.tick.hasFocus(), "the keyboard stays where it was"
    page.accept.setFocus()
    changed.key(page.accept, Qt.Key.Key_Space)
    assert changed.window.pages.on_view == "plan"
    assert len({s.state for s in changed.ask.sessions()}) == 1


def looked_at(driver):
    """Wait until the reminder has looked at the sessions."""
    begun = []
    driver.window.reminder._pause.timeout.connect(lambda: begun.append(True))
    driver.until(lambda: begun and driver.app.jobs.running("hits") is None)


def test_later_keeps_the_reminder_and_keeping_takes_it_away(changed):
    window = changed.window
    assert window.reminder.words == ""
    changed.click(window.pages.changed.later)
    assert window.pages.on_view == "plan"
    changed.until(lambda: window.reminder.words == "2 of your sessions no longer fit the rota.")
    changed.click(window.reminder.look)
    assert window.pages.on_view == "changed"
    settled(changed)
    before = spans(changed)
    changed.click(window.pages.changed.keep)
    assert window.pages.on_view == "plan"
    assert spans(changed) == before
    assert window.reminder.words == ""


def test_the_reminder_is_there_after_a_restart_and_what_was_kept_stays_kept(changed, start):
    changed.click(changed.window.pages.changed.later)
    driver = start()
    driver.until(lambda: driver.window.reminder.words)
    driver.window.reminder.look.click()
    settled(driver)
    driver.click(driver.window.pages.changed.keep)
    driver = start()
    looked_at(driver)
    assert driver.window.pages.on_view == "plan"
    assert driver.window.reminder.words == ""


def test_what_was_found_of_a_rota_that_was_taken_back_is_no_longer_said(changed):
    window = changed.window
    changed.click(window.pages.changed.later)
    changed.until(lambda: window.reminder.words)
    window.undo()
    assert window.reminder.words == ""
    looked_at(changed)
    assert window.reminder.words == ""
    window.redo()
    window.pages.show_page("plan")
    changed.until(lambda: window.reminder.words)


def test_reached_again_from_the_rota_page(changed):
    window = changed.window
    changed.click(window.pages.changed.later)
    changed.click(window.rail.button("rota"))
    changed.click(window.pages.rota.changes.look)
    assert window.pages.on_view == "changed"
    settled(changed)
    assert len(window.pages.changed.rows) == 2


def test_a_session_without_another_place_says_so(start, old, tmp_path):
    driver = start()
    driver.to_plan(old)
    book(driver, date(2026, 10, 20), 9, 13, "QI team")
    leave = {
        f"d{FIRST + timedelta(days=n):%m%d}": ("Annual leave", "0900", "1700") for n in range(8, 56)
    }
    open_file(driver, rota(tmp_path / "leave.ics", **leave))
    page = driver.window.pages.changed
    (row,) = page.rows
    assert row.words[1] == "No other place"
    assert "nothing else of 4 h in one piece is free" in row.words[2]
    assert not row.tick.isEnabled()
    assert not page.accept.isVisible()


def test_a_change_that_hits_nothing(start, old, tmp_path):
    driver = start()
    driver.to_plan(old)
    book(driver, date(2026, 10, 20), 9, 13, "QI team")
    open_file(driver, rota(tmp_path / "new.ics", d1118=("Long Day", "0800", "2100")))
    page = driver.window.pages.changed
    assert "0 of your sessions no longer fit" in page.said
    assert page.rows == ()
    assert not page.accept.isVisible()
    assert page.later.text() == "Go to my plan"
    driver.click(page.later)
    assert driver.window.pages.on_view == "plan"


def test_undo_of_the_reading_empties_the_page(changed):
    page = changed.window.pages.changed
    changed.key(changed.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(changed)
    changed.until(lambda: page.said[0] == "Your sessions and the rota")
    assert page.rows == ()
    assert page.lines == ()


def test_days_off_sick_move_what_lies_in_them(start, old):
    driver = start()
    driver.to_plan(old)
    book(driver, date(2026, 10, 20), 9, 13, "QI team")
    driver.window.pages.show_changes()
    settled(driver)
    page = driver.window.pages.changed
    assert page.rows == ()
    driver.key(page.sick.tick, Qt.Key.Key_Space)
    enter(page.sick.first, date(2026, 10, 19))
    enter(page.sick.last, date(2026, 10, 21))
    driver.until(lambda: page.rows and not page.working)
    assert page.rows[0].words[1].startswith("Thu 22 Oct, 09:00–13:00")
    assert "Sick leave" in page.rows[0].words[2]
    driver.click(page.accept)
    assert spans(driver)["QI team"] == clock_span(date(2026, 10, 22), time(9), time(13), LONDON)


def test_days_off_sick_are_told_from_the_menu_kept_and_put_away(start, old):
    driver = start()
    driver.to_plan(old)
    driver.window.actions_by_name["repair"].trigger()
    settled(driver)
    page = driver.window.pages.changed
    driver.key(page.sick.tick, Qt.Key.Key_Space)
    enter(page.sick.first, date(2026, 10, 19))
    enter(page.sick.last, date(2026, 10, 21))
    driver.until(lambda: page.accept.isVisible() and not page.working)
    assert page.accept.text() == "Keep the days off sick"
    driver.click(page.accept)
    assert driver.ask.sickness() == (SickDays(date(2026, 10, 19), date(2026, 10, 21)),)
    driver.window.actions_by_name["repair"].trigger()
    settled(driver)
    (remove,) = [b for b in page.sick.findChildren(QPushButton) if b.text() == "Remove"]
    assert remove.accessibleName() == "Remove the days off sick, 19 Oct 2026 – 21 Oct 2026"
    driver.click(remove)
    assert driver.ask.sickness() == ()


def test_a_label_that_nobody_knows_is_asked_about(start, old, tmp_path):
    driver = start()
    driver.to_plan(old)
    book(driver, date(2026, 10, 20), 9, 13, "QI team")
    open_file(driver, rota(tmp_path / "new.ics", d1020=("Wxyz", "0900", "1700")))
    page = driver.window.pages.changed
    assert "its kind is not known" in page.rows[0].words[2]
    driver.click(page.kinds)
    assert driver.window.pages.on_view == "rota"
    driver.app.kit.controller.do(CorrectKind("Wxyz", Kind.STANDARD))
    driver.window.pages.show_changes()
    settled(driver)
    assert page.rows == ()
    assert not page.kinds.isVisible()


def test_a_lost_session_is_made_up_for(start, old):
    driver = start()
    driver.to_plan(old)
    lost = book(driver, date(2026, 10, 20), 9, 13, "QI team")
    driver.app.kit.controller.do(EditSession(lost, state=State.LOST))
    driver.window.pages.show_changes()
    settled(driver)
    page = driver.window.pages.changed
    (tick,) = page.lost.ticks
    assert tick.text() == "Find new time for the 4 h lost on Tue 20 Oct, 09:00–13:00, QI team"
    driver.key(tick, Qt.Key.Key_Space)
    driver.until(lambda: page.rows and not page.working)
    assert page.rows[0].words[1].startswith("Tue 20 Oct, 09:00–13:00")
    driver.click(page.rows[0].tick)
    driver.until(lambda: not page.rows and not page.working)
    assert not tick.isChecked()
    driver.key(tick, Qt.Key.Key_Space)
    driver.until(lambda: page.rows and not page.working)
    driver.click(page.accept)
    assert {s.state for s in driver.ask.sessions()} == {State.LOST, State.PROPOSED}
    driver.window.pages.show_changes()
    settled(driver)
    assert page.rows == ()
