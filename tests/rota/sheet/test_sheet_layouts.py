"""Each layout that rotas come in, in each kind of file."""

import runpy
from datetime import date

import pytest

from planner.errors import UnreadableInput
from planner.model.kind import Kind
from planner.model.rota import Done, RotaFile
from planner.resources import resource
from planner.rota import load_file, read_rota


def test_one_row_a_day(make_csv, read_file, said):
    reading = read_file(make_csv("14/01/26,LD\n15/01/26,N\n16/01/26,\n17/01/26,A/L\n"))
    assert said(reading) == ["14 Jan 2026 LD", "15 Jan 2026 N", "17 Jan 2026 A/L"]
    assert str(reading.shifts[0].daily) == "08:00–20:30"
    assert reading.shifts[0].daily.assumed
    assert reading.guesses == (
        "A list, one row a shift: dates in column A, shifts in column B.",
        "Dates are day first, as in 14/01/26.",
    )
    assert reading.people == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_delimiters_and_encodings(make_csv, read_file, said, delimiter, encoding):
    rows = [
        ["Date", "Doctor", "Shift", "Start", "End", "Ward"],
        ["14/01/2026", "Siân Prys", "LD", "08:00", "20:30", "AMU"],
        ["14/01/2026", "Søren Berg", "N", "20:30", "09:00", "Ward 7, East"],
    ]
    reading = read_file(make_csv(rows, delimiter=delimiter, encoding=encoding))
    assert said(reading) == [
        "Siân Prys 14 Jan 2026 08:00-20:30 LD",
        "Søren Berg 14 Jan 2026 20:30-09:00 N",
    ]
    assert [shift.place for shift in reading.shifts] == ["AMU", "Ward 7, East"]


def test_people_down_dates_across(make_csv, read_file, said):
    text = (
        "Medical registrars,,,,\nName,Grade,05/08/2026,06/08/2026,07/08/2026\n,,Wed,Thu,Fri\n"
        "Siân Prys,ST4,LD,N,\nJan Wójcik,ST5,,LD,AL\nTotal,,1,2,1\n,,,,\n"
        "LD,08:00-20:30\nN,20:30-09:00\n"
    )
    reading = read_file(make_csv(text))
    assert said(reading) == [
        "Siân Prys 5 Aug 2026 08:00-20:30 LD",
        "Jan Wójcik 6 Aug 2026 08:00-20:30 LD",
        "Siân Prys 6 Aug 2026 20:30-09:00 N",
        "Jan Wójcik 7 Aug 2026 AL",
    ]
    assert "A grid: people down, dates across; 2 people." in reading.guesses
    assert "The legend says: LD is 08:00–20:30; N is 20:30–09:00." in reading.guesses
    assert reading.problems == ()


def test_dates_down_people_across(make_csv, read_file, said):
    text = (
        "Date\tDay\tSiân Prys\tJan Wójcik\n05-Aug\tWed\tLD\tN\n06-Aug\tThu\tSD 08:00-16:00\tZero\n"
    )
    reading = read_file(make_csv(text))
    assert said(reading) == [
        "Jan Wójcik 5 Aug 2026 N",
        "Siân Prys 5 Aug 2026 LD",
        "Jan Wójcik 6 Aug 2026 Zero",
        "Siân Prys 6 Aug 2026 08:00-16:00 SD 08:00-16:00",
    ]


def test_columns_of_start_and_end_below_each_name(make_csv, read_file, said):
    text = (
        "Date,Siân Prys,,,Jan Wójcik,,\n,Shift,Start,End,Shift,Start,End\n"
        "05/08/2026,LD,08:00,20:30,N,2030,0900\n06/08/2026,AL,,,SD,8am,4pm\n"
    )
    assert said(read_file(make_csv(text))) == [
        "Siân Prys 5 Aug 2026 08:00-20:30 LD",
        "Jan Wójcik 5 Aug 2026 20:30-09:00 N",
        "Siân Prys 6 Aug 2026 AL",
        "Jan Wójcik 6 Aug 2026 08:00-16:00 SD",
    ]


def test_weeks_below_each_other(make_csv, read_file, said):
    text = (
        ",Mon,Tue,Wed\n,03/08/2026,04/08/2026,05/08/2026\nSiân,LD,,N\nJan,,SD,SD\n"
        ",Mon,Tue,Wed\n,10/08/2026,11/08/2026,12/08/2026\nSiân,Zero,SD,\nJan,LD,LD,\n"
    )
    assert said(read_file(make_csv(text))) == [
        "Siân 3 Aug 2026 LD",
        "Jan 4 Aug 2026 SD",
        "Jan 5 Aug 2026 SD",
        "Siân 5 Aug 2026 N",
        "Jan 10 Aug 2026 LD",
        "Siân 10 Aug 2026 Zero",
        "Jan 11 Aug 2026 LD",
        "Siân 11 Aug 2026 SD",
    ]


def test_shifts_across_with_people_in_the_cells(make_csv, read_file, said):
    text = (
        "Date,Long day,Night\n05/08/2026,Siân Prys,Jan Wójcik\n"
        "06/08/2026,Jan Wójcik / Siân Prys,Ola Obi\n"
    )
    reading = read_file(make_csv(text))
    assert said(reading) == [
        "Jan Wójcik 5 Aug 2026 Night",
        "Siân Prys 5 Aug 2026 Long day",
        "Jan Wójcik 6 Aug 2026 Long day",
        "Ola Obi 6 Aug 2026 Night",
        "Siân Prys 6 Aug 2026 Long day",
    ]


def test_days_of_the_month_under_its_name(make_csv, read_file, said):
    days = [*range(24, 32), *range(1, 4)]
    rows = [
        ["August 2026", *[""] * 11],
        ["Name", *days],
        ["Siân Prys", "LD", *[""] * 9, "N"],
        ["Jan Wójcik", *["SD"] * 5, *[""] * 6],
    ]
    reading = read_file(make_csv(rows))
    assert said(reading)[0] == "Jan Wójcik 24 Aug 2026 SD"
    assert said(reading)[-1] == "Siân Prys 3 Sep 2026 N"


def test_a_grid_of_a_weekend(make_csv, read_file, said):
    blocks = [
        f",Sat {day}/10/2026,Sun {day + 1}/10/2026\nSiân Prys,LD,\nJan Wójcik,N,N\n,,\n"
        for day in (10, 17)
    ]
    one = ["Jan Wójcik 10 Oct 2026 N", "Siân Prys 10 Oct 2026 LD", "Jan Wójcik 11 Oct 2026 N"]
    assert said(read_file(make_csv(blocks[0]))) == one
    assert len(said(read_file(make_csv("Weekend cover,,\n" + "".join(blocks))))) == 6


@pytest.mark.parametrize("note", ["", "Note,all agreed,\n"])
def test_two_dates_beside_each_other_may_be_from_and_to(make_csv, read_file, said, note):
    text = f"Type,From,To\nAL,05/10/2026,09/10/2026\nSL,12/10/2026,13/10/2026\n{note}"
    assert said(read_file(make_csv(text))) == ["5 Oct 2026 5 days AL", "12 Oct 2026 2 days SL"]


@pytest.mark.parametrize(
    "legend",
    [
        ("Key,", "LD,8am - 8.30pm", "N,20:00-08:30"),
        ("Code,Start,End", "LD,08:00,20:30", "N,20:00,08:30"),
        ("", "LD,08:00-20:30", "N,20:00-08:30"),
    ],
    ids=["a key", "with headings", "without a heading"],
)
def test_a_legend_beside_a_grid(make_csv, read_file, said, legend):
    grid = ("Date,Siân Prys,Jan Wójcik,", "05/10/2026,LD,N,", "06/10/2026,LD,,", "07/10/2026,,N,")
    beside = (*legend, "")
    text = "".join(f"{row},{words}\n" for row, words in zip(grid, beside, strict=True))
    assert said(read_file(make_csv(text))) == [
        "Siân Prys 5 Oct 2026 08:00-20:30 LD",
        "Jan Wójcik 5 Oct 2026 20:00-08:30 N",
        "Siân Prys 6 Oct 2026 08:00-20:30 LD",
        "Jan Wójcik 7 Oct 2026 20:00-08:30 N",
    ]


def test_a_second_person_s_hours_are_no_legend(make_csv, read_file, said):
    text = (
        ",Siân Prys,,,,Jan Wójcik,,\n"
        "Date,Shift,Start,End,,Shift,Start,End\n"
        "05/10/2026,LD,08:00,20:00,,N,20:00,08:30\n"
        "06/10/2026,SD,08:00,16:00,,LD,08:00,20:00\n"
    )
    assert len(said(read_file(make_csv(text)))) == 4


def test_a_legend_that_begins_beside_the_names_is_nobody(make_csv, read_file, said):
    text = (
        "Date,Siân Prys,Jan Wójcik,,LD,08:00-20:30\n"
        "05/10/2026,LD,N,,N,20:00-08:30\n"
        "06/10/2026,LD,N,,SD,08:00-16:00\n"
        "07/10/2026,SD,Off,,,\n"
    )
    assert read_file(make_csv(text)).people == ("Jan Wójcik", "Siân Prys")


@pytest.mark.parametrize(
    "above",
    [
        [["Jan-26", *range(1, 32)]],
        [["Issued 01/12/2025"], ["Jan 26", *range(1, 32)]],
        [[date(2026, 1, 1)], ["Name", *range(1, 32)]],
    ],
    ids=["beside the days", "below another date", "as a workbook types it"],
)
def test_the_month_of_numbered_days_may_look_like_a_date(make_xlsx, read_file, said, above):
    rows = [[*row, *[""] * (32 - len(row))] for row in above]
    people = [["Siân Prys", *["LD"] * 31], ["Jan Wójcik", *["SD"] * 30, "N"]]
    reading = read_file(make_xlsx({"Rota": [*rows, *people]}))
    assert len(reading.shifts) == 62
    assert said(reading)[0] == "Jan Wójcik 1 Jan 2026 SD"
    assert said(reading)[-2] == "Jan Wójcik 31 Jan 2026 N"


def test_each_month_of_numbered_days_may_be_typed_as_its_first(make_xlsx, read_file, said):
    months = [(8, 31), (9, 30), (10, 31)]
    heads = [day for month, n in months for day in (date(2026, month, 1), *[""] * (n - 1))]
    days = [day for _, n in months for day in range(1, n + 1)]
    rows = [["Name", *heads], ["", *days], ["Siân Prys", *["LD"] * 92]]
    reading = read_file(make_xlsx({"Rota": rows}))
    assert len(reading.shifts) == 92
    assert said(reading)[-1] == "Siân Prys 31 Oct 2026 LD"


def test_a_calendar_program_s_export_with_the_month_first(make_csv, read_file, said):
    text = (
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Location\n"
        "LD,01/13/2026,8:00 AM,01/13/2026,8:30 PM,False,AMU\n"
        "N,01/02/2026,8:30 PM,01/03/2026,9:00 AM,False,AMU\n"
        "AL,01/14/2026,,01/16/2026,,True,\n"
    )
    reading = read_file(make_csv(text))
    assert said(reading) == [
        "2 Jan 2026 20:30-09:00 N",
        "13 Jan 2026 08:00-20:30 LD",
        "14 Jan 2026 3 days AL",
    ]
    assert "Dates are month first, as in 01/13/2026." in reading.guesses


def test_rows_without_a_date_belong_to_the_one_above(make_csv, read_file, said):
    text = "Date,Name,Shift\n05/08/2026,Siân Prys,LD\n,Jan Wójcik,N\n06/08/2026,Siân Prys,SD\n"
    reading = read_file(make_csv(text))
    assert said(reading)[:2] == ["Jan Wójcik 5 Aug 2026 N", "Siân Prys 5 Aug 2026 LD"]
    assert "A row without a date belongs to the date above it." in reading.guesses


def test_what_has_no_date_is_left_out_and_said(make_csv, read_file):
    reading = read_file(
        make_csv("Date,Shift\n05/08/2026,LD\ntbc,N\n31/02/2026,SD\n07/08/2026,SD\n")
    )
    left = [problem for problem in reading.problems if problem.done is Done.LEFT_OUT]
    assert [(problem.where, problem.what) for problem in left] == [
        ("Cell A3", "“tbc” beside “N” is no date."),
        ("Cell A4", "“31/02/2026” beside “SD” is no date."),
    ]


def test_unknown_labels_stay_unknown_and_have_no_hours(make_csv, read_file):
    reading = read_file(make_csv("Date,Shift\n05/08/2026,HOT\n06/08/2026,LD\n"))
    assert reading.shifts[0].kind is Kind.UNKNOWN
    assert reading.shifts[0].hours(reading.zone) is None


LETTERS = [
    "Dear all, the rota is attached.\nKind regards, Jan\n",
    "Hi Siân,\n\nYou are on long days, then nights.\nTell me if it is wrong, or off.\n\nJan, Bo\n",
    "As discussed on Monday, 3 August 2026, your long days move.\nLeave on 12/08/2026 stays.\n",
]


@pytest.mark.parametrize("text", LETTERS)
def test_a_letter_is_called_what_it_is(make_csv, read_file, text):
    with pytest.raises(UnreadableInput, match="is plain text and not a calendar"):
        read_file(make_csv(text))


def test_a_table_with_blanks_and_remarks_is_a_table(make_csv, read_file):
    text = "Date, Shift, Note\n03/08/2026, LD, Ask Jan first.\n04/08/2026, N, Off site.\n"
    assert [shift.label for shift in read_file(make_csv(text)).shifts] == ["LD", "N"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Name,Shift\nSiân Prys,LD\nJan Wójcik,N\n", "a table without dates"),
        ("Date,Shift\n05/08/2026,\n06/08/2026,\n", "nothing beside them that looks like shifts"),
    ],
)
def test_tables_that_are_no_rota_are_refused_with_a_reason(make_csv, read_file, text, words):
    with pytest.raises(UnreadableInput, match=words):
        read_file(make_csv(text))


def test_a_calendar_and_a_spreadsheet_make_one_rota(make_csv, make_file, labels):
    calendar = make_file("SUMMARY:LD\nDTSTART:20260805T080000\nDTEND:20260805T203000")
    sheet = make_csv("Date,Shift\n06/08/2026,N\n07/08/2026,AL\n")
    reading = read_rota([calendar, sheet], labels=labels)
    assert [shift.label for shift in reading.shifts] == ["LD", "N", "AL"]
    assert all(guess.startswith("rota.csv: ") for guess in reading.guesses)


def test_content_decides_and_not_the_name(make_xlsx, read_file):
    data = make_xlsx({"Rota": [["Date", "Shift"], [date(2026, 8, 5), "LD"]]}).data
    assert read_file(RotaFile("rota.ics", data)).shifts[0].label == "LD"


def test_the_sample_spreadsheet_is_the_one_that_the_script_makes(tmp_path, labels):
    script = tmp_path / "make_samples.py"
    script.write_bytes(resource("samples", "make_samples.py").read_bytes())
    runpy.run_path(str(script), run_name="__main__")
    made = (tmp_path / "surgical-team.csv").read_bytes()
    assert made == resource("samples", "surgical-team.csv").read_bytes()


def test_the_sample_spreadsheet_reads_as_its_rota_was_made(labels):
    files = [load_file(resource("samples", name)) for name in ("surgical-team.csv",)]
    reading = read_rota(files, labels=labels)
    assert len(reading.people) == 8
    assert reading.covers == (date(2026, 8, 5), date(2027, 2, 2))
    assert reading.problems == ()
    assert {shift.label for shift in reading.shifts} == {"SD", "LD", "N", "Z", "HOT", "A/L"}
    team = read_rota([load_file(resource("samples", "medical-team.ics"))], labels=labels)
    # The two samples hold the same six-week line: the same person works the same long days.
    long_days = [
        {s.span for s in rota.shifts if s.person == "Siân Prys" and s.label == "LD"}
        for rota in (reading, team)
    ]
    assert long_days[0] == long_days[1] != set()


def test_a_staff_report_with_numbers_beside_the_names(make_csv, read_file, said):
    text = (
        "Employee Roster Report,,,,,,\nUnit: Acute Medicine,,,,,,\n,,,,,,\n"
        "Staff Name,Assignment,Date,Shift,Start,End,Net Hours\n"
        '"PRYS, Siân",12345678,03/08/2026,LD,08:00,20:30,11.5\n'
        '"PRYS, Siân",12345678,06/08/2026,N,20:00,08:30,11.5\n'
        '"WÓJCIK, Jan",12345679,04/08/2026,A/L,,,7.5\n'
    )
    reading = read_file(make_csv(text))
    assert [(shift.person, shift.label) for shift in reading.shifts] == [
        ("PRYS, Siân", "LD"),
        ("WÓJCIK, Jan", "A/L"),
        ("PRYS, Siân", "N"),
    ]


def test_of_several_columns_of_shifts_the_one_with_known_labels(make_csv, read_file):
    text = "Date,Name,Duty,Shift\n03/08/2026,Siân Prys,Q7,LD\n04/08/2026,Jan Wójcik,Q8,N\n"
    assert [shift.label for shift in read_file(make_csv(text)).shifts] == ["LD", "N"]


def test_a_calendar_programs_columns_of_yes_and_no_are_no_people(make_csv, read_file):
    text = (
        "Subject,Start Date,Start Time,End Date,End Time,All day event,Reminder,Show\n"
        "LD,03/08/2026,08:00:00,03/08/2026,20:30:00,False,False,True\n"
        "Annual Leave,10/08/2026,00:00:00,15/08/2026,00:00:00,True,False,False\n"
    )
    reading = read_file(make_csv(text))
    assert reading.people == ()
    # Until midnight: the 15th is no longer in it.
    assert reading.covers[1].day == 14


def test_times_with_an_offset_are_on_the_clock_of_the_rota(make_csv, read_file):
    text = (
        "staff,start,finish,shift type\n"
        "Siân Prys,2026-08-03T08:00:00+01:00,2026-08-03T20:30:00+01:00,LD\n"
        "Siân Prys,2026-08-04T07:00:00Z,2026-08-04T19:30:00Z,LD\n"
        "Siân Prys,2026-10-24T19:30:00.000Z,2026-10-25T09:00:00.000Z,Night\n"
    )
    reading = read_file(make_csv(text))
    zone = reading.zone
    starts = [shift.span.start.astimezone(zone) for shift in reading.shifts]
    assert [f"{at:%d %H:%M}" for at in starts] == ["03 08:00", "04 08:00", "24 20:30"]
    assert reading.shifts[2].span.hours == 13.5
    assert any("offset from UTC" in guess for guess in reading.guesses)
