"""What holds for any rota: the order of its entries, and that what is written is what is read."""

import contextlib
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import UnreadableInput
from planner.model.rota import RotaFile
from planner.rota import Labels, compare, read_rota

LABELS = Labels.load()
ZONES = ("Europe/London", "Europe/Paris", "America/New_York", "UTC")

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
# Whole minutes apart from the hours that the clock change skips or repeats.
clocks = st.builds(time, st.integers(4, 23), st.sampled_from([0, 15, 30, 59]))
words = st.sampled_from(
    ["SD", "LD", "N", "HOT", "Zero", "A/L", "Clinic, late; Ward 5", "Über \\ n"]
)
uids = st.sampled_from(["", "1", "2"])


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


@st.composite
def timed(draw: st.DrawFn) -> tuple[str, tuple[str, datetime, datetime]]:
    zone, day, at = draw(st.sampled_from(ZONES)), draw(days), draw(clocks)
    start = datetime.combine(day, at)
    end = datetime.combine(day + timedelta(days=draw(st.integers(1, 2))), draw(clocks))
    label = draw(words)
    text = (
        f"UID:{draw(uids)}\nSUMMARY:{escaped(label)}\n"
        f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}\nDTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}"
    )
    tz = ZoneInfo(zone)
    return text, (label, start.replace(tzinfo=tz), end.replace(tzinfo=tz))


@st.composite
def recurring(draw: st.DrawFn) -> str:
    day = draw(days)
    rule = draw(
        st.sampled_from(["FREQ=WEEKLY;COUNT=4", "FREQ=DAILY;UNTIL=20270601", "FREQ=MONTHLY"])
    )
    return (
        f"UID:{draw(uids)}\nSUMMARY:{escaped(draw(words))}\nDTSTART:{day:%Y%m%d}T090000\n"
        f"DTEND:{day:%Y%m%d}T170000\nRRULE:{rule}"
    )


@st.composite
def replacement(draw: st.DrawFn) -> str:
    day = draw(days)
    return (
        f"UID:{draw(uids)}\nRECURRENCE-ID:{draw(days):%Y%m%d}T090000\nSUMMARY:LD\n"
        f"DTSTART:{day:%Y%m%d}T100000\nDTEND:{day:%Y%m%d}T180000"
    )


def rota(entries: list[str]) -> RotaFile:
    lines = ["BEGIN:VCALENDAR"]
    for entry in entries:
        lines += ["BEGIN:VEVENT", *entry.split("\n"), "END:VEVENT"]
    return RotaFile("rota.ics", "\r\n".join([*lines, "END:VCALENDAR", ""]).encode())


@settings(max_examples=60, deadline=None)
@given(st.lists(timed(), min_size=1, max_size=8))
def test_what_is_written_is_what_is_read(entries):
    reading = read_rota([rota([text for text, _ in entries])], labels=LABELS)
    read = {
        (shift.label, shift.span.start, shift.span.end)
        for shift in reading.shifts
        if not shift.all_day
    }
    written = {meant for _, meant in entries}
    # Leave and days off from midnight to midnight would be all-day: none is drawn.
    assert read == written


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(timed().map(lambda pair: pair[0]), recurring(), replacement()),
        min_size=1,
        max_size=7,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_entries_makes_no_difference(entries, order):
    reading = read_rota([rota(entries)], labels=LABELS)
    for _ in range(2):
        order.shuffle(entries)
        again = read_rota([rota(entries)], labels=LABELS)
        assert again.shifts == reading.shifts
        assert again.zone == reading.zone
        assert not compare(reading.shifts, again.shifts)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 40))
def test_damaged_files_are_read_or_refused(noise, at, lost):
    entry = "SUMMARY:N\nDTSTART:20260805T210000\nDTEND:20260805T090000\nRRULE:FREQ=DAILY;COUNT=3"
    data = rota([entry, "UID:2\nSUMMARY:AL\nDTSTART;VALUE=DATE:20260812\nDURATION:P3D"]).data
    damaged = data[:at] + noise + data[at + lost :]
    # Anything but a reading or a refusal fails here.
    with contextlib.suppress(UnreadableInput):
        reading = read_rota([RotaFile("rota.ics", damaged)], labels=LABELS)
        assert all(shift.label for shift in reading.shifts)
