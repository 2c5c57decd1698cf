"""The table of bank holidays says what the library says."""

import subprocess
import sys
from datetime import date
from importlib.metadata import version

import pytest

from planner import bankholidays
from planner.bankholidays import LIBRARY, bank_holidays, from_library
from planner.clock import BankHolidays, Division
from planner.resources import resource

PLACES = ("ENG", "WLS", "SCT", "NIR")
MAKE = "Run packaging/bank_holidays.py."


@pytest.fixture
def unread():
    """Nothing of the table is known yet, and nothing of what a test made of it stays."""
    caches = (bankholidays._table, bankholidays.bank_holidays)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def tabled_years() -> list[int]:
    lines = resource(bankholidays.TABLE).read_text(encoding="utf-8").splitlines()[1:]
    return sorted({int(line[:4]) for line in lines})


def test_the_table_is_of_the_version_that_is_locked():
    assert resource(bankholidays.TABLE).read_text().splitlines()[0] == version(LIBRARY), MAKE


@pytest.mark.parametrize("place", PLACES)
def test_the_table_says_what_the_library_says(place, unread):
    years = tabled_years()
    assert years == list(range(years[0], years[-1] + 1))
    for year in years:
        assert bankholidays._table()[year][place] == from_library(place, year), MAKE


def test_years_outside_the_table_are_asked_of_the_library(unread):
    beyond = tabled_years()[-1] + 5
    assert bank_holidays("ENG", beyond) == from_library("ENG", beyond)
    assert bank_holidays("ENG", beyond)[date(beyond, 12, 25)] == "Christmas Day"


def test_another_version_of_the_library_is_asked_itself(unread, monkeypatch, tmp_path):
    other = tmp_path / "table.tsv"
    other.write_text("0.1\n2026-12-25\tNot Christmas\tENG\n", encoding="utf-8")
    monkeypatch.setattr(bankholidays, "resource", lambda _: other)
    assert BankHolidays(Division.ENGLAND).name(date(2026, 12, 25)) == "Christmas Day"


def test_the_library_is_not_loaded_for_a_year_of_the_table():
    code = (
        "import sys; from datetime import date; from planner.clock import BankHolidays; "
        "print(BankHolidays().name(date(2026, 12, 25)), 'holidays' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["Christmas", "Day", "False"]
