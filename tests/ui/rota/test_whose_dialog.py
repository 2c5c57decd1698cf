"""Whose rota it is: asked before anything of a team's file is stored."""

import pytest
from PySide6.QtCore import Qt

from ui.home import Stage
from ui.rota.whose import WhoseDialog

PEOPLE = ("Aoife Ní Mhurchú", "Jan Wójcik", "Siân Prys")


@pytest.fixture
def dialog(qtbot):
    made = WhoseDialog(PEOPLE)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    return made


def test_typing_finds_a_name_and_enter_takes_it(dialog, qtbot):
    assert not dialog.me.isEnabled()
    qtbot.keyClicks(dialog.search, "jan")
    assert dialog.names.currentItem().text() == "Jan Wójcik"
    assert dialog.names.item(2).isHidden()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.whose == "Jan Wójcik"
    assert dialog.isHidden()


def test_a_name_that_is_not_there_cannot_be_taken(dialog, qtbot):
    qtbot.keyClicks(dialog.search, "nobody")
    assert not dialog.me.isEnabled()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.whose is None
    assert dialog.isVisible()


def test_a_coordinator_takes_the_team(dialog, qtbot):
    qtbot.mouseClick(dialog.team, Qt.MouseButton.LeftButton)
    assert dialog.whose == ""


def test_escape_takes_nothing(dialog, qtbot):
    dialog.names.setCurrentRow(1)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.whose is None


def open_team(driver, team, person):
    driver.answers.files, driver.answers.person = (team,), person
    driver.click(driver.window.home.welcome.open)
    driver.until(lambda: driver.answers.asked)


def test_one_person_is_taken_and_remembered(start, team):
    driver = start()
    open_team(driver, team, "Siân Prys")
    driver.stage(Stage.UNDERSTOOD)
    assert driver.ask.people() == ("Siân Prys",)
    driver.click(driver.window.home.understood.other)
    driver.until(lambda: not driver.app.jobs.running("read"))
    assert driver.answers.asked == [("Jan Wójcik", "Siân Prys")]
    assert driver.ask.person() == "Siân Prys"


def test_called_off_nothing_is_stored(start, team):
    driver = start()
    open_team(driver, team, None)
    assert driver.ask.reading() is None
    assert driver.window.home.stage is Stage.WELCOME


def test_the_whole_team_is_asked_who_you_are_on_the_page(start, team):
    driver = start()
    open_team(driver, team, "")
    driver.stage(Stage.UNDERSTOOD)
    assert len(driver.ask.people()) == 2
    assert not driver.window.home.understood.go_on.isEnabled()
