"""Finding a time with others, by clicks on the real window."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from planner.workspace import ChoosePerson, SetPlacement
from tests.ui.conftest import calendar, timed
from ui.build import enter
from ui.home import Stage


@pytest.fixture
def manager(tmp_path) -> Path:
    """Somebody in meetings every weekday but on Wednesday afternoons, for three weeks."""
    entries = []
    for number in range(21):
        day = date(2026, 10, 12) + timedelta(days=number)
        if day.weekday() < 5:
            end = "1300" if day.weekday() == 2 else "1800"
            entries.append(timed("Secret board", day, "0800", end))
    path = tmp_path / "manager.ics"
    path.write_bytes(calendar(*entries, name="Anna Long"))
    return path


def found(driver, dialog):
    driver.until(lambda: dialog.found and not driver.app.jobs.running("together"))
    return dialog.found


def test_a_time_with_a_manager_is_found_and_booked(start, rota, manager):
    driver = start()
    driver.to_plan(rota)
    driver.plan.finder.hours.setValue(2)
    driver.plan.finder.purpose.setText("Shadowing")
    dialog = driver.plan.finder.ask_others()
    driver.until(dialog.isVisible)
    driver.until(lambda: "Tick who" in dialog.said)
    driver.answers.files = (manager,)
    driver.click(dialog.add)
    times = found(driver, dialog)
    assert list(dialog.names) == ["Anna Long"]
    assert dialog.names["Anna Long"].isChecked()
    starts = [meeting.span.start for meeting in times]
    assert {at.weekday() for at in starts} == {2}
    assert all(at > driver.now.at for at in starts)
    assert max(starts) < datetime.fromisoformat("2026-11-01T00:00Z")
    assert not any("Secret" in label.text() for label in dialog.findChildren(type(dialog._said)))
    driver.click(dialog.books[0])
    (session,) = driver.ask.sessions()
    assert session.span == times[0].span
    assert session.purpose == "Shadowing"
    driver.until(lambda: not dialog.isVisible())


def test_colleagues_of_a_team_can_be_asked_for(start, team):
    driver = start()
    driver.answers.files = (team,)
    driver.answers.person = ""
    driver.click(driver.window.home.welcome.open)
    driver.stage(Stage.UNDERSTOOD)
    do = driver.app.kit.controller.do
    do(ChoosePerson("Siân Prys"))
    do(SetPlacement(driver.ask.suggested_placement()))
    driver.stage(Stage.PLAN)
    dialog = driver.plan.finder.ask_others()
    driver.until(dialog.isVisible)
    assert list(dialog.names) == ["Jan Wójcik"]
    assert not dialog.missing.isEnabled()
    driver.key(dialog.names["Jan Wójcik"], Qt.Key.Key_Space)
    times = found(driver, dialog)
    assert times[0].free == ("Siân Prys", "Jan Wójcik")
    # Both are on the same shifts, of which the ward misses both.
    assert times[0].cover in ((), times[0].free)
    dialog.reject()
    driver.until(lambda: not dialog.isVisible())


def test_after_the_placement_there_is_nothing_to_look_for(start, rota, manager):
    driver = start()
    driver.to_plan(rota)
    driver.answers.files = (manager,)
    driver.plan.finder.hours.setValue(2)
    dialog = driver.plan.finder.ask_others()
    driver.until(dialog.isVisible)
    driver.click(dialog.add)
    found(driver, dialog)
    driver.now.forward(timedelta(days=400))
    enter(dialog.by, date(2028, 10, 1))
    driver.until(lambda: "The placement is over" in dialog.said)
    assert not dialog.found
