"""Rotas written week by week."""

from datetime import date

import pytest

from planner.errors import UnreadableInput
from planner.model.rota import RotaFile
from planner.rota import Labels, read_rota

DAYS = "Mon,Tue,Wed,Thu,Fri,Sat,Sun"
EXPECTED = [
    "03 LD", "04 LD", "05 OFF", "06 N", "07 N", "08 N", "09 N",
    "10 OFF", "11 OFF", "12 SD", "13 SD", "14 SD",
]  # fmt: skip


def told(reading, person=""):
    zone = reading.zone
    return [
        f"{shift.span.start.astimezone(zone):%d} {shift.label}"
        for shift in reading.shifts
        if shift.person == person
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("w/c 03/08/2026", "w/c 10/08/2026"),
        ("03/08/2026", "10/08/2026"),
        ("Week commencing 3 Aug 2026", "Week commencing 10 Aug 2026"),
        ("3 August 2026 - 9 August 2026", "10 August 2026 - 16 August 2026"),
        # A week that is named by its Sunday before: Monday is the day after it.
        ("02/08/2026", "09/08/2026"),
    ],
)
def test_each_row_a_week(make_csv, read_file, first, second):
    sunday = first == "02/08/2026"
    days = f"Sun,{DAYS[:-4]}" if sunday else DAYS
    rows = ("LD,LD,OFF,N,N,N,N", "OFF,OFF,SD,SD,SD,,")
    if sunday:
        rows = (",LD,LD,OFF,N,N,N", "N,OFF,OFF,SD,SD,SD,")
    text = f"Rota: FY2\nWeek,{days}\n{first},{rows[0]}\n{second},{rows[1]}\n"
    reading = read_file(make_csv(text))
    assert told(reading) == EXPECTED
    assert "A table of weeks: each row is a week." in reading.guesses


def test_a_date_above_the_days_of_people(make_csv, read_file):
    block = "Week commencing {},,,,,,,\nName,{}\nSiân Prys,{}\nJan Wójcik,SD,SD,SD,SD,SD,,\n"
    text = block.format("03/08/2026", DAYS, "LD,LD,OFF,N,N,N,N") + block.format(
        "10/08/2026", DAYS, "OFF,OFF,SD,SD,SD,,"
    )
    reading = read_file(make_csv(text))
    assert told(reading, "Siân Prys") == EXPECTED
    assert len(told(reading, "Jan Wójcik")) == 10
    assert "a date stands above the days of its week" in reading.guesses[0]


def test_names_beside_the_weeks(make_csv, read_file):
    text = (
        f"Name,W/C,{DAYS}\nSiân Prys,03/08/2026,LD,LD,OFF,N,N,N,N\n"
        "Siân Prys,10/08/2026,OFF,OFF,SD,SD,SD,,\nJan Wójcik,10/08/2026,N,N,N,OFF,OFF,,\n"
    )
    reading = read_file(make_csv(text))
    assert told(reading, "Siân Prys") == EXPECTED
    assert told(reading, "Jan Wójcik") == ["10 N", "11 N", "12 N", "13 OFF", "14 OFF"]


def test_weeks_without_a_year_go_on_over_new_year():
    text = f"Week,{DAYS}\n28 Dec,LD,,,,,,\n4 Jan,SD,,,,,,\n"
    file = RotaFile("rota.csv", text.encode())
    reading = read_rota([file], labels=Labels.load(), today=date(2026, 9, 1))
    assert [shift.span.start.date() for shift in reading.shifts] == [
        date(2026, 12, 28),
        date(2027, 1, 4),
    ]


def test_weeks_without_any_date_are_refused(make_csv, read_file):
    with pytest.raises(UnreadableInput, match="without dates"):
        read_file(make_csv(f"Week,{DAYS}\n1,LD,LD,OFF,N,N,N,N\n2,OFF,OFF,SD,SD,SD,,\n"))
