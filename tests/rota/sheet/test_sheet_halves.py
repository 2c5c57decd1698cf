"""Days in two halves, in every way in which tables write them."""

import pytest

from planner.model.kind import Kind
from planner.rota.sheet.halves import Halves

DAYS = ("03/08/2026", "04/08/2026", "05/08/2026", "06/08/2026")
SIAN = (("Clinic", "Theatre"), ("SD", "SD"), ("SPA", ""), ("AL", "AL"))
JAN = (("LD", "LD"), ("", "Clinic"), ("AL", "Clinic"), ("Off", "Off"))


def told(reading, person=""):
    def words(shift):
        if shift.all_day:
            return f"{shift.span.start:%d} {shift.label}"
        start, end = (at.astimezone(reading.zone) for at in (shift.span.start, shift.span.end))
        return f"{start:%d %H}-{end:%H} {shift.label}"

    return [words(s) for s in reading.shifts if not person or s.person == person]


SIANS = [
    "03 09-13 Clinic",
    "03 13-17 Theatre",
    "04 09-17 SD",
    "05 09-13 SPA",
    "05 AL",  # from midnight of the 6th in London
]
JANS = ["02 LD", "04 13-17 Clinic", "05 09-13 AL", "05 13-17 Clinic", "05 Off"]


def rows(*lines):
    return "\n".join(",".join(cells) for cells in lines) + "\n"


def flat(halves):
    return [cell for pair in halves for cell in pair]


LAYOUTS = {
    "names beside the halves": rows(
        ("Date", "Siân Prys AM", "Siân Prys PM", "Jan Wójcik (a.m.)", "Jan Wójcik (p.m.)"),
        *((day, *one, *other) for day, one, other in zip(DAYS, SIAN, JAN, strict=True)),
    ),
    "names above the halves": rows(
        ("", "Siân Prys", "", "Jan Wójcik", ""),
        ("Date", "Morning", "Afternoon", "Morning", "Afternoon"),
        *((day, *one, *other) for day, one, other in zip(DAYS, SIAN, JAN, strict=True)),
    ),
    "dates across, halves below them": rows(
        ("Name", *(cell for day in DAYS for cell in (day, ""))),
        ("", *("AM", "PM") * 4),
        ("Siân Prys", *flat(SIAN)),
        ("Jan Wójcik", *flat(JAN)),
    ),
    "dates across, a row for each half": rows(
        ("Name", "Session", *DAYS),
        ("Siân Prys", "AM", *(one for one, _ in SIAN)),
        ("", "PM", *(two for _, two in SIAN)),
        ("Jan Wójcik", "AM", *(one for one, _ in JAN)),
        ("", "PM", *(two for _, two in JAN)),
    ),
    "a row for each half of each person": rows(
        ("Date", "Name", "Session", "Shift"),
        *(
            (day, name, half, cell)
            for name, halves in (("Siân Prys", SIAN), ("Jan Wójcik", JAN))
            for day, pair in zip(DAYS, halves, strict=True)
            for half, cell in zip(("AM", "PM"), pair, strict=True)
            if cell
        ),
    ),
    "a column of names": rows(
        ("Date", "Name", "AM", "PM"),
        *(
            (day, name, *pair)
            for name, halves in (("Siân Prys", SIAN), ("Jan Wójcik", JAN))
            for day, pair in zip(DAYS, halves, strict=True)
        ),
    ),
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_halves_of_days(make_csv, read_file, text):
    reading = read_file(make_csv(text))
    assert sorted(told(reading, "Siân Prys")) == sorted(SIANS)
    assert sorted(told(reading, "Jan Wójcik")) == sorted(JANS)
    assert reading.people == ("Jan Wójcik", "Siân Prys")
    assert any("AM is taken as 09:00–13:00" in guess for guess in reading.guesses)


def test_one_person_s_halves(make_csv, read_file):
    text = rows(("Date", "AM", "PM"), *((day, *one) for day, one in zip(DAYS, SIAN, strict=True)))
    reading = read_file(make_csv(text))
    assert sorted(told(reading)) == sorted(SIANS)
    assert reading.people == ()


def test_hours_of_a_cell_count_before_those_of_its_half(make_csv, read_file):
    text = rows(("Date", "AM", "PM"), (DAYS[0], "Clinic 08:30-12:00", "SD"), (DAYS[1], "SD", ""))
    assert "Mon 3 Aug" not in told(read_file(make_csv(text)))
    assert told(read_file(make_csv(text)))[0].startswith("03 08-12")


def test_halves_are_all_that_is_said(make_csv, read_file):
    text = rows(("Date", "Session"), *((day, half) for day in DAYS[:2] for half in ("AM", "PM")))
    reading = read_file(make_csv(text))
    assert told(reading) == ["03 09-13 AM", "03 13-17 PM", "04 09-13 AM", "04 13-17 PM"]
    assert {shift.kind for shift in reading.shifts} == {Kind.UNKNOWN}


@pytest.mark.parametrize(
    ("heading", "rest", "half"),
    [
        ("AM", "", "AM"),
        ("p.m.", "", "PM"),
        ("Siân Prys AM", "Siân Prys", "AM"),
        ("Jan Wójcik - pm", "Jan Wójcik", "PM"),
        ("PM: Adaeze Obi", "Adaeze Obi", "PM"),
        ("Mon AM session", "Mon", "AM"),
    ],
)
def test_headings_that_name_a_half(heading, rest, half):
    words, found = Halves.load().split(heading)
    assert (words, found.name) == (rest, half)


@pytest.mark.parametrize("heading", ["Adam", "Pam Amos", "AMU", "Long Day", "", "8am", "Spam"])
def test_headings_that_name_none(heading):
    assert Halves.load().split(heading) is None
