"""The window and the data as a whole: backups, restoring, history, deleting, a second start."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from planner.store.database import FILE_NAME
from planner.workspace import Book
from planner.workspace.upkeep import erase_everything
from ui.settings.data import EraseDialog, HistoryDialog, RestoreDialog
from ui.single import Doorbell, raise_other

ROOT = Path(__file__).parents[2]
PATIENCE = 20_000
SECOND = """
import sys
from pathlib import Path
from ui.single import raise_other
raise SystemExit(0 if raise_other(Path(sys.argv[1])) else 1)
"""


@pytest.fixture
def driver(start, rota):
    driver = start()
    driver.to_plan(rota)
    return driver


def open_card(driver):
    driver.click(driver.window.rail.button("settings"))
    return driver.window.pages.settings.data


def shown(driver, kind) -> QDialog:
    driver.until(lambda: any(d.isVisible() for d in driver.window.findChildren(kind)))
    return next(d for d in driver.window.findChildren(kind) if d.isVisible())


def book(driver):
    (offer, *_) = driver.offers()
    driver.app.kit.controller.do(Book(offer.span, "Sepsis audit"))


def test_a_backup_is_made_and_gone_back_to_by_clicks(driver):
    card = open_card(driver)
    assert "None yet" in card.backups.text()
    driver.click(card.back_up)
    driver.until(lambda: "1 backup" in card.backups.text())
    book(driver)
    assert len(driver.ask.sessions()) == 1
    driver.click(card.restore)
    dialog = shown(driver, RestoreDialog)
    assert dialog.list.count() == 1
    driver.click(dialog.go)
    driver.until(lambda: not driver.ask.sessions())
    assert "2 backups" in card.backups.text()
    assert driver.plan.isVisibleTo(driver.window.home)


def test_the_data_is_backed_up_in_a_quiet_moment(driver, data):
    assert not (data / "backups").exists()
    driver.window.keeper.tend()
    driver.until(lambda: list((data / "backups").glob("*-daily.db")))


def test_a_second_folder_gets_a_copy_at_once(driver, answers, tmp_path):
    card = open_card(driver)
    answers.backup_folder = lambda _parent: tmp_path / "stick"
    driver.click(card.choose)
    driver.until(lambda: list((tmp_path / "stick").glob("leadtime-*.db")))
    assert str(tmp_path / "stick") in card.second.text()
    driver.click(card.no_second)
    assert not card.second.isVisible()


def test_everything_is_saved_to_one_file_and_opened_again(driver, answers, tmp_path):
    card = open_card(driver)
    answers.move_file = lambda _parent: tmp_path / "mine.leadtime"
    driver.click(card.save_all)
    assert "mine.leadtime" in driver.window.notice.words()
    book(driver)
    answers.moved_file = lambda _parent: tmp_path / "mine.leadtime"
    driver.click(card.open_all)
    assert driver.ask.sessions() == ()


def test_a_file_that_is_no_backup_is_refused_in_words(driver, answers, rota):
    card = open_card(driver)
    answers.moved_file = lambda _parent: rota
    driver.click(card.open_all)
    assert "not a sound backup" in driver.window.trouble.words()


def test_the_history_lists_what_was_done_and_taken_back(driver):
    book(driver)
    driver.window.undo()
    driver.click(open_card(driver).show_history)
    dialog = shown(driver, HistoryDialog)
    lines = [dialog.list.item(n).text() for n in range(dialog.list.count())]
    assert lines[0].endswith("(taken back)")
    assert "Read rota" in lines[-1]
    dialog.accept()


def test_deleting_everything_asks_first_and_then_ends_the_program(driver, data, now):
    driver.click(open_card(driver).erase)
    dialog = shown(driver, EraseDialog)
    assert not dialog.go.isEnabled()
    dialog.sure.setChecked(True)
    driver.click(dialog.go)
    driver.until(lambda: not driver.window.isVisible())
    assert driver.app.erases
    driver.app.close()
    erase_everything(data, _NoVault(), now)
    assert not data.exists()


class _NoVault:
    def remove(self, _name: str) -> None:
        """There is none."""


def test_a_damaged_file_is_mended_and_said_at_the_start(start, driver, data):
    driver.app.workspace.upkeep.backup()()
    book(driver)
    driver.app.close()
    path = data / FILE_NAME
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    driver = start()
    assert "restored from the backup" in driver.window.trouble.words()
    assert driver.window.trouble.accessibleName().startswith("About your data")
    assert driver.ask.placement() is not None


def test_a_second_start_raises_the_window(driver, data, qtbot):
    driver.app.listen()
    bell = driver.window.findChild(Doorbell)
    with qtbot.waitSignal(bell.rung, timeout=PATIENCE):
        other = subprocess.Popen([sys.executable, "-c", SECOND, str(data)], cwd=ROOT)
    driver.until(lambda: other.poll() is not None)
    assert other.returncode == 0


def test_nobody_is_raised_where_no_window_is(tmp_path: Path):
    assert raise_other(tmp_path) is False
