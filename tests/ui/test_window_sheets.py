"""A spreadsheet in the window: what was guessed is said before anything is planned with it."""

from PySide6.QtCore import Qt

from planner.model.rota import RotaFile
from planner.rota import read_rota
from ui.home import Stage
from ui.rota.table_dialog import TableDialog

TEXT = "Date,Shift\n05/10/2026,LD\n06/10/2026,LD\n07/10/2026,N\n09/10/2026,SD\n12/10/2026,SD\n"


def test_what_was_guessed_of_a_table_stands_on_the_page(start, tmp_path, answers):
    path = tmp_path / "october.csv"
    path.write_text(TEXT, encoding="utf-8")
    driver = start()
    answers.files = (path,)
    driver.click(driver.window.home.welcome.open)
    driver.stage(Stage.UNDERSTOOD)
    understood = driver.window.home.understood
    assert understood.guesses.isVisible()
    assert "dates in column A, shifts in column B" in understood.guesses.text()
    assert "Dates are day first" in understood.guesses.text()
    # They are kept with the reading, and still there after a restart.
    driver = start()
    assert "day first" in driver.window.home.understood.guesses.text()


def test_a_calendar_leaves_nothing_to_guess(start, rota, answers):
    driver = start()
    answers.files = (rota,)
    driver.click(driver.window.home.welcome.open)
    driver.stage(Stage.UNDERSTOOD)
    assert not driver.window.home.understood.guesses.isVisible()


def test_a_table_is_shown_before_it_takes_the_place_of_a_rota(start, rota, tmp_path, answers):
    path = tmp_path / "october.csv"
    path.write_text(TEXT, encoding="utf-8")
    driver = start()
    driver.to_plan(rota)
    page, before = driver.window.pages.rota, driver.ask.reading()
    driver.window.intake.take([path])
    answers.right = False
    driver.until(lambda: len(answers.tables) == 1)
    assert any("day first" in guess for guess in answers.tables[0].guesses)
    assert driver.ask.reading() == before
    answers.right = True
    driver.window.intake.take([path])
    driver.until(lambda: driver.ask.reading() != before)
    page.refresh()
    assert "day first" in page.guesses.said.text()
    assert len(answers.tables) == 2
    path.write_text(TEXT.replace("12/10/2026,SD", "12/10/2026,LD"), encoding="utf-8")
    driver.window.intake.take([path])
    driver.until(lambda: driver.ask.changes() and len(driver.ask.changes().changes.moved) == 1)
    assert len(answers.tables) == 2, "read in the same way, it is not asked about again"


def test_the_dialog_shows_guesses_and_the_first_entries(qtbot):
    reading = read_rota([RotaFile("october.csv", TEXT.encode())])
    dialog = TableDialog(reading)
    qtbot.addWidget(dialog)
    assert "day first" in dialog.guesses.text()
    assert "Mon 5 Oct" in dialog.entries.text()
    assert "Long day “LD”" in dialog.entries.text()
    dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == TableDialog.DialogCode.Accepted
    dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == TableDialog.DialogCode.Rejected
