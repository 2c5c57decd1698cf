import csv
import io
from dataclasses import replace
from datetime import date, time

import pytest

from planner.agreement import plan_csv
from planner.clock import LONDON, clock_span


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_one_line_for_each_session(plan):
    found = rows(plan_csv(plan))
    assert len(found) == len(plan.sessions)
    assert found[7] == {
        "date": "2026-10-15",
        "weekday": "Thu",
        "start": "13:00",
        "end": "17:00",
        "hours": "4",
        "for": "Sepsis-6 audit, PDSA 2",
        "cover": "needed",
        "state": "agreed",
        "id": plan.sessions[7].id,
    }


def test_excel_can_read_it(plan):
    data = plan_csv(plan)
    assert data.startswith(b"\xef\xbb\xbfdate,weekday,start,end,hours,for,cover,state,id\r\n")
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize("purpose", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\u200b=1", "＝1"])
def test_no_cell_is_a_formula(plan, purpose):
    first = replace(plan.sessions[0], purpose=purpose)
    cell = rows(plan_csv(replace(plan, sessions=(first,))))[0]["for"]
    assert cell[0] == "'"
    assert cell[1:] == purpose.strip("\t\u200b")


def test_names_commas_and_quotes_come_through(plan):
    first = replace(plan.sessions[0], purpose='With “Ọlọ́runfẹ́mi”, "QI", Wójcik\nand others')
    found = rows(plan_csv(replace(plan, sessions=(first,))))
    assert found[0]["for"] == 'With “Ọlọ́runfẹ́mi”, "QI", Wójcik and others'


def test_an_empty_plan_has_its_header(plan_with):
    assert rows(plan_csv(plan_with(0))) == []
    assert plan_csv(plan_with(0)).count(b"\r\n") == 1


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), "2.5"), (date(2026, 10, 25), "4.5")]
)
def test_hours_are_elapsed_where_the_clock_changes(one_session, day, hours):
    row = rows(plan_csv(one_session(clock_span(day, time(0, 30), time(4), LONDON))))[0]
    assert (row["start"], row["end"], row["hours"]) == ("00:30", "04:00", hours)
