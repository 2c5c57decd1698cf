"""A rota reads the same from a spreadsheet of any layout as from a calendar."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.rota import RotaFile
from planner.rota import Labels, read_rota

LABELS = Labels.load()
TODAY = date(2026, 6, 1)
DAY = timedelta(days=1)
PEOPLE = ("Siân Prys", "Jan Wójcik", "Ọláyínká Adé")
HOURS = {
    "SD": (time(8), time(16, 30)),
    "LD": (time(8), time(20, 30)),
    "N": (time(20, 30), time(9)),
    "HOT": (time(9), time(17)),
}
FREE = ("AL", "Zero", "S/L")
FORMS = ("%d/%m/%Y", "%d-%b-%Y", "%a %d %b %Y", "%Y-%m-%d", "%d/%m/%y")

Rota = dict[tuple[date, str], str]


@st.composite
def rotas(draw: st.DrawFn) -> Rota:
    """Three people over some days in a row; somebody works on each of the first two."""
    first = draw(st.dates(date(2026, 3, 20), date(2027, 1, 5)))
    days = [first + n * DAY for n in range(draw(st.integers(4, 12)))]
    label = st.sampled_from(["", *HOURS, *FREE])
    rota = {(day, who): draw(label) for day in days for who in PEOPLE}
    for n, who in enumerate(PEOPLE):
        rota[days[n], who], rota[days[n + 1], who] = "LD", "SD"
    return rota


def days_of(rota: Rota) -> list[date]:
    return sorted({day for day, _ in rota})


def as_calendar(rota: Rota) -> RotaFile:
    lines = ["BEGIN:VCALENDAR"]
    for (day, who), label in rota.items():
        if not label:
            continue
        lines += ["BEGIN:VEVENT", f"SUMMARY:{who}: {label}"]
        if label in FREE:
            lines.append(f"DTSTART;VALUE=DATE:{day:%Y%m%d}")
        else:
            start, end = HOURS[label]
            last = day if end > start else day + DAY
            lines.append(f"DTSTART:{datetime.combine(day, start):%Y%m%dT%H%M%S}")
            lines.append(f"DTEND:{datetime.combine(last, end):%Y%m%dT%H%M%S}")
        lines.append("END:VEVENT")
    return RotaFile("rota.ics", "\r\n".join([*lines, "END:VCALENDAR", ""]).encode())


def legend() -> list[list[str]]:
    rows = [[label, f"{start:%H:%M}-{end:%H:%M}"] for label, (start, end) in HOURS.items()]
    return [[], ["Key"], *rows]


def as_list(rota: Rota, form: str) -> list[list[str]]:
    rows = [["Date", "Name", "Shift", "Start", "End"]]
    for (day, who), label in rota.items():
        start, end = HOURS.get(label, (None, None))
        times = [f"{start:%H:%M}", f"{end:%H:%M}"] if start and end else ["", ""]
        rows.append([day.strftime(form), who, label, *times])
    return rows


def as_list_with_a_legend(rota: Rota, form: str) -> list[list[str]]:
    rows = [["Name", "Day", "Date", "Duty"]]
    rows += [[who, f"{day:%a}", day.strftime(form), label] for (day, who), label in rota.items()]
    return [*rows, *legend()]


def people_down(rota: Rota, form: str) -> list[list[str]]:
    days = days_of(rota)
    rows = [["Doctor", *(day.strftime(form) for day in days)], ["", *(f"{day:%a}" for day in days)]]
    rows += [[who, *(rota[day, who] for day in days)] for who in PEOPLE]
    return [*rows, *legend()]


def people_across(rota: Rota, form: str) -> list[list[str]]:
    rows = [["Medical rota"], [], ["Date", "Day", *PEOPLE]]
    rows += [
        [day.strftime(form), f"{day:%A}", *(rota[day, who] for who in PEOPLE)]
        for day in days_of(rota)
    ]
    return [*rows, *legend()]


LAYOUTS = (as_list, as_list_with_a_legend, people_down, people_across)


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=25, deadline=None)
@given(rota=rotas(), form=st.sampled_from(FORMS), delimiter=st.sampled_from([",", ";", "\t"]))
def test_a_rota_reads_the_same_from_a_table_as_from_a_calendar(layout, rota, form, delimiter):
    lines = [delimiter.join(row) for row in layout(rota, form)]
    table = read_rota([RotaFile("rota.csv", "\n".join(lines).encode())], labels=LABELS, today=TODAY)
    calendar = read_rota([as_calendar(rota)], labels=LABELS, today=TODAY)
    assert table.shifts == calendar.shifts
    assert table.zone == calendar.zone
    assert table.people == calendar.people


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=6, deadline=None)
@given(rota=rotas())
def test_a_workbook_reads_as_its_text_does(make_xlsx, make_ods, layout, rota):
    rows = layout(rota, "%d/%m/%Y")
    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    text = RotaFile("rota.csv", "\n".join(",".join(row) for row in rows).encode())
    expected = read_rota([text], labels=LABELS, today=TODAY).shifts
    for file in (make_xlsx({"Rota": rows}), make_ods(rows)):
        assert read_rota([file], labels=LABELS, today=TODAY).shifts == expected
