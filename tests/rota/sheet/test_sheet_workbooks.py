"""What workbooks hold besides their layout: typed cells, several sheets, formulas."""

from datetime import date, datetime, time
from pathlib import Path

from planner.model.kind import Kind
from planner.rota import load_file, read_rota


def test_a_workbook_with_typed_cells_merged_cells_and_a_legend_sheet(make_xlsx, read_file, said):
    rota = [
        ["Rota 2026", "", "", "", ""],
        ["Name", *[date(2026, 8, day) for day in range(5, 9)]],
        ["Siân Prys", "AL", "", "", "A"],
        ["", "", "", "", ""],
        ["Jan Wójcik", "A", "SL", "", ""],
    ]
    key = [
        ["Code", "Meaning", "From", "To"],
        ["A", "Long day", time(8), time(20, 30)],
        ["SL", "Sick leave", "", ""],
    ]
    file = make_xlsx({"Rota": rota, "Codes": key}, merged=["B3:D3", "A1:E1"])
    reading = read_file(file)
    assert said(reading) == [
        "Siân Prys 5 Aug 2026 AL",
        "Jan Wójcik 5 Aug 2026 08:00-20:30 Long day (A)",
        "Jan Wójcik 6 Aug 2026 Sick leave",
        "Siân Prys 6 Aug 2026 AL",
        "Siân Prys 7 Aug 2026 AL",
        "Siân Prys 8 Aug 2026 08:00-20:30 Long day (A)",
    ]
    assert {shift.kind for shift in reading.shifts} == {Kind.ANNUAL_LEAVE, Kind.LONG, Kind.SICK}
    assert "Sheets without shifts: “Codes”." in reading.guesses


def test_times_as_a_spreadsheet_holds_them(make_xlsx, make_ods, read_file, said):
    rows = [
        ["Date", "Shift", "Start", "Finish"],
        [date(2026, 3, 28), "N", time(20, 30), time(9)],
        [date(2026, 3, 29), "LD", time(8), time(20, 30)],
    ]
    expected = ["28 Mar 2026 20:30-09:00 N", "29 Mar 2026 08:00-20:30 LD"]
    for file in (make_xlsx({"Rota": rows}), make_ods(rows)):
        reading = read_file(file)
        assert said(reading) == expected
        # The clock goes forward in that night.
        assert reading.shifts[0].span.hours == 11.5
    numbers = [rows[0], [46109, "N", 20.5 / 24, 0.375], [46110, "LD", 800, 2030]]
    assert said(read_file(make_xlsx({"Rota": numbers}))) == expected
    moment = datetime.fromisoformat
    moments = [
        ["Shift", "Start", "End"],
        ["N", moment("2026-03-28 20:30"), moment("2026-03-29 09:00")],
        ["LD", moment("2026-03-29 08:00"), moment("2026-03-29 20:30")],
    ]
    assert said(read_file(make_xlsx({"Rota": moments}))) == expected


def test_the_last_value_of_a_formula_counts(make_xlsx, pack, read_file):
    """Formulas without a value, as openpyxl writes them, are blank: nothing is run."""
    rows = [["Date", "Shift"], ["05/08/2026", "LD"], ["06/08/2026", '=CONCATENATE("L","D")']]
    assert len(read_file(make_xlsx({"Rota": rows})).shifts) == 1


def test_hidden_sheets_are_said_and_not_read(make_xlsx, read_file, said):
    rows = [["Date", "Shift"], ["05/08/2026", "LD"], ["06/08/2026", "N"]]
    old = [["Date", "Shift"], ["05/07/2026", "SD"]]
    reading = read_file(make_xlsx({"Rota": rows, "Old": old}, hidden=["Old"]))
    assert said(reading) == ["5 Aug 2026 LD", "6 Aug 2026 N"]
    assert "Hidden sheets were not read for shifts: “Old”." in reading.guesses


def test_a_sheet_for_each_person(make_xlsx, read_file, said):
    def of(label):
        return [["Date", "Shift"], ["05/08/2026", label], ["06/08/2026", "SD"]]

    reading = read_file(make_xlsx({"Siân Prys": of("LD"), "Jan Wójcik": of("N")}))
    assert reading.people == ("Jan Wójcik", "Siân Prys")
    assert "Siân Prys 5 Aug 2026 LD" in said(reading)


def test_an_old_workbook(labels):
    """An XLS file that xlwt 1.3 wrote: typed dates and times, a merged cell, a hidden sheet."""
    reading = read_rota([load_file(Path(__file__).with_name("old-office.xls"))], labels=labels)
    assert [(shift.label, shift.span.hours) for shift in reading.shifts] == [
        ("LD", 12.5),
        ("N", 11.5),
        ("AL", 24.0),
        ("AL", 24.0),
    ]
    assert "Hidden sheets were not read for shifts: “Old”." in reading.guesses
