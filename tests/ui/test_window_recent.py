"""Rotas that were opened before are opened again from the menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ui.home import Stage
from ui.recent import REMEMBERED, words


@pytest.fixture
def driver(start, rota):
    driver = start()
    driver.to_plan(rota)
    return driver


def offered(driver) -> list[str]:
    return [each.text() for each in driver.window.recent.actions() if not each.isSeparator()][:-1]


def press(driver, *keys: Qt.Key) -> None:
    """Open the menu and press keys in it."""
    menu = driver.window.recent
    menu.popup(driver.window.mapToGlobal(driver.window.rect().center()))
    driver.until(menu.isVisible)
    for key in keys:
        driver.key(menu, key)


def test_it_stands_in_the_file_menu_after_open(driver):
    file = driver.window.findChild(QMenu)
    names = [each.text().replace("&", "") for each in file.actions()[:3]]
    assert names[:2] == ["Open a rota…", "Open recent"]
    assert driver.window.recent.menuAction() in file.actions()


def test_what_was_opened_is_offered_first_and_opened_by_its_number(driver, rota):
    newer = rota.with_name("A & E.ics")
    newer.write_bytes(rota.read_bytes().replace(b"SUMMARY:AMB", b"SUMMARY:Clinic"))
    driver.answers.files = (newer,)
    driver.window.intake.ask()
    driver.until(lambda: len(offered(driver)) == 2)
    assert offered(driver)[0] == f"&1  A && E.ics  ({rota.parent.name})"
    assert offered(driver)[1] == f"&2  rota.ics  ({rota.parent.name})"
    press(driver, Qt.Key.Key_2)
    driver.until(lambda: offered(driver)[0].startswith("&1  rota.ics"))
    assert not any(use.label == "Clinic" for use in driver.ask.labels())


def test_it_is_remembered_over_a_restart(driver, start, rota):
    driver = start()
    assert driver.window.recent.rotas() == ((rota,),)
    assert driver.window.recent.actions()[0].toolTip() == str(rota)


def test_nothing_is_offered_before_a_rota_was_opened_or_once_it_is_forgotten(driver, start, rota):
    assert driver.window.recent.menuAction().isEnabled()
    press(driver, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert offered(driver) == []
    assert not driver.window.recent.menuAction().isEnabled()


def test_what_is_gone_is_said_and_not_offered_again(driver, rota):
    rota.unlink()
    press(driver, Qt.Key.Key_1)
    driver.until(driver.window.trouble.words)
    assert "rota.ics" in driver.window.trouble.words()
    assert offered(driver) == []


def test_the_sample_is_not_remembered(start):
    driver = start()
    driver.window.take_sample()
    driver.stage(Stage.UNDERSTOOD)
    driver.until(lambda: not driver.app.jobs.running("read"))
    assert offered(driver) == []


def test_the_last_ones_are_kept_each_once(driver, tmp_path):
    menu = driver.window.recent
    for number in (*range(REMEMBERED + 3), REMEMBERED):
        menu.remember([tmp_path / f"{number}.ics", tmp_path / "cover.ics"])
    assert len(menu.rotas()) == REMEMBERED
    names = [rota[0].stem for rota in menu.rotas()]
    assert names == [str(n) for n in (8, 10, 9, 7, 6, 5, 4, 3)]
    assert words(menu.rotas()[0]) == f"8.ics and 1 more  ({tmp_path.name})"


@pytest.mark.parametrize("kept", ["{", "5", "[5]", '[{"a": 5}, [7]]', '"rota.ics"', "[[]]"])
def test_a_spoilt_list_offers_nothing(start, kept):
    driver = start()
    driver.app.memory.keep("recent", kept)
    driver = start()
    assert driver.app.memory.text("recent") == kept
    assert offered(driver) == []
