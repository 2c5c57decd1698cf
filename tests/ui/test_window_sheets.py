"""A spreadsheet in the window: what was guessed is said before anything is planned with it."""

from ui.home import Stage

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
