"""Slips in the years of dates."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt

from ui.build import date_entry, enter, entered


@pytest.mark.parametrize("year", [2100, 9999])
def test_no_year_can_be_entered_that_would_be_searched_for_ever(qtbot, year):
    entry = date_entry(date(2027, 2, 2))
    qtbot.addWidget(entry)
    entry.setDate(QDate(year, 2, 2))
    assert entered(entry) <= date(2099, 12, 31)


def test_a_placement_of_a_lifetime_is_refused_and_said(start, rota):
    driver = start()
    driver.to_plan(rota)
    before = driver.ask.placement()
    driver.window.pages.show_page("settings")
    settings = driver.window.pages.settings
    enter(settings.form.last, date(2072, 2, 2))
    driver.key(settings.form.title, Qt.Key.Key_Return)
    assert "Check the years" in driver.window.trouble.words()
    assert driver.ask.placement() == before
