"""Makes the sample rotas in this folder: `python resources/samples/make_samples.py`.

Four made-up rotas of 26 weeks, Wednesday 5 August 2026 to Tuesday 2 February 2027, each in the
dialect of a different system and with the trouble that such files hold. Nobody in them exists.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

FIRST, LAST = date(2026, 8, 5), date(2027, 2, 2)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
STAMP = "20260624T090000Z"

HOURS = {
    "SD": (time(8), time(17)),
    "LD": (time(8), time(20, 30)),
    "N": (time(20, 30), time(8, 30)),
    "SPA": (time(13), time(17)),
    "AMB": (time(9), time(17)),
}

# Six weeks, Monday to Sunday: long days over one weekend, a run of four nights, nights over
# another. About 46 h a week, less leave, one weekend in three, 46 h free after nights, never more
# than 72 h in 7 days.
LINE = (
    "SD SD SD SD SD - -",
    "LD SD SD Zero LD LD LD",
    "Zero Zero SD SD SD - -",
    "N N N N Zero - -",
    "SD SD SD Zero N N N",
    "Zero Zero SD SD SD - -",
)

TEAM = (
    "Siân Prys",
    "Michał Wójcik",
    "Ọláyínká Adébáyọ̀",
    "Aoife Ní Mhurchú",
    "Priya Ramanathan",
    "Jean-Luc Mbarga",
    "Fatima al-Harun",
    "Wei-Ling Teoh",
    "Harriet O’Dowd",
    "Ngozi Ezenwa",
    "Søren Lindqvist",
    "Tomos Bevan",
)

LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""


@dataclass
class Event:
    """One entry: properties in the order in which they are written."""

    lines: list[str] = field(default_factory=list)

    def text(self) -> list[str]:
        """The entry's content lines."""
        return ["BEGIN:VEVENT", *self.lines, "END:VEVENT"]


def write(name: str, head: Iterable[str], events: Iterable[Event]) -> None:
    """Writes a calendar with CR LF, lines folded at 75 octets (RFC 5545, 3.1)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *head]
    for event in events:
        lines += event.text()
    lines.append("END:VCALENDAR")
    data = b"".join(fold(line.encode()) + b"\r\n" for line in lines)
    Path(__file__).with_name(name).write_bytes(data)


def fold(line: bytes) -> bytes:
    """A content line in pieces of at most 75 octets that split no character."""
    pieces = []
    while len(line) > 74:
        cut = 74
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(line[:cut])
        line = line[cut:]
    return b"\r\n ".join([*pieces, line])


def days(first: date = FIRST, last: date = LAST) -> Iterator[date]:
    """Every date of a period."""
    while first <= last:
        yield first
        first += DAY


def on_line(day: date, phase: int) -> str:
    """What the six-week line says for a date; ``phase`` is the week that it begins with."""
    monday = FIRST - timedelta(days=FIRST.weekday())
    week = ((day - monday).days // 7 + phase) % len(LINE)
    return LINE[week].split()[day.weekday()]


def local(at: datetime) -> str:
    """A clock time as calendars write it."""
    return f"{at:%Y%m%dT%H%M%S}"


def span(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """From one clock time to another; an end at or before the start is on the next day."""
    last = day if end > start else day + DAY
    return datetime.combine(day, start), datetime.combine(last, end)


def all_day(uid: str, summary: str, first: date, last: date) -> Event:
    """An all-day entry; its DTEND is the day after the last."""
    return Event(
        [
            f"UID:{uid}",
            f"DTSTAMP:{STAMP}",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{last + DAY:%Y%m%d}",
            f"SUMMARY:{summary}",
        ]
    )


def timed(uid: str, summary: str, start: datetime, end: datetime, tzid: str, *more: str) -> Event:
    """A timed entry in a named zone; without a UID where ``uid`` is empty."""
    return Event(
        [
            *([f"UID:{uid}"] if uid else []),
            f"DTSTAMP:{STAMP}",
            f"DTSTART;TZID={tzid}:{local(start)}",
            f"DTEND;TZID={tzid}:{local(end)}",
            f"SUMMARY:{summary}",
            *more,
        ]
    )


def acute_medicine() -> None:
    """One ST4: long days, nights, zero days, leave, teaching. Among it: a label that the hospital
    made up (AMB), a night that ends on the date it starts, and a long day without hours.
    """
    leave = {
        **dict.fromkeys(days(date(2026, 9, 21), date(2026, 9, 25)), "Annual Leave"),
        **dict.fromkeys(days(date(2027, 1, 25), date(2027, 1, 29)), "Annual Leave"),
        **dict.fromkeys(days(date(2026, 10, 29), date(2026, 10, 30)), "Study Leave"),
        date(2027, 1, 1): "Bank Holiday",
    }
    events = [
        all_day("st4-al-1@rota.example", "Annual Leave", date(2026, 9, 21), date(2026, 9, 25)),
        all_day("st4-al-2@rota.example", "Annual Leave", date(2027, 1, 25), date(2027, 1, 29)),
        all_day("st4-sl-1@rota.example", "Study Leave", date(2026, 10, 29), date(2026, 10, 30)),
        all_day("st4-bh-1@rota.example", "Bank Holiday", date(2027, 1, 1), date(2027, 1, 1)),
    ]
    for day in days():
        label = on_line(day, phase=5)
        if day not in leave and label != "-":
            events += _st4_day(day, label)
    head = [
        "PRODID:-//Example Rota//Doctors 4.2//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Acute Medicine ST4\\, line 6",
        "X-WR-TIMEZONE:Europe/London",
        *LONDON.splitlines(),
    ]
    write("acute-medicine-st4.ics", head, events)


def _st4_day(day: date, label: str) -> list[Event]:
    uid = f"st4-{day:%Y%m%d}"
    week = (day - FIRST + 2 * DAY) // WEEK
    if label == "Zero" or day == date(2026, 11, 13):
        # A long day of which the system forgot the hours.
        return [all_day(f"{uid}@rota.example", label, day, day)]
    if day in (FIRST, FIRST + DAY):
        start, end = span(day, time(9), time(17))
        return [_st4_entry(uid, "Induction", start, end)]
    if label == "SD" and day.weekday() == 4 and week % 4 == 1:
        morning, afternoon = span(day, time(8), time(13)), span(day, *HOURS["SPA"])
        return [_st4_entry(f"{uid}-a", "SD", *morning), _st4_entry(f"{uid}-b", "SPA", *afternoon)]
    if label == "SD" and day.weekday() == 3 and week % 3 == 0:
        label = "AMB"
    start, end = span(day, *HOURS[label])
    if day == date(2026, 9, 2):
        end -= DAY  # a night that seems to end before it starts
    found = [_st4_entry(uid, label, start, end)]
    if label == "SD" and day.weekday() == 2:
        found.append(_st4_entry(f"{uid}-t", "Teaching", *span(day, time(13), time(15))))
    return found


def _st4_entry(uid: str, label: str, start: datetime, end: datetime) -> Event:
    place = "Postgraduate Centre" if label in ("Teaching", "Induction") else "Acute Medical Unit"
    more = (f"LOCATION:{place}", "TRANSP:OPAQUE")
    return timed(f"{uid}@rota.example", label, start, end, "Europe/London", *more)


def foundation() -> None:
    """One F1 in surgery: a weekly recurrence with exceptions, floating times, nights in UTC, leave
    as one entry a day.
    """
    weekends = [date(2026, 8, 29) + 4 * WEEK * n for n in range(6)]
    nights = [date(2026, 10, 5), date(2026, 12, 7)]
    leave = [*days(date(2026, 9, 14), date(2026, 9, 18)), *days(date(2027, 1, 4), date(2027, 1, 8))]
    holidays = [date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)]
    events: list[Event] = []
    off: set[date] = set(leave) | set(holidays)
    for saturday in weekends:
        zero = [day for day in (saturday - DAY, saturday + 2 * DAY) if day not in holidays]
        off |= set(zero)
        events += [all_day(f"f1-zero-{day:%Y%m%d}", "Zero day", day, day) for day in zero]
        events += [
            _floating(
                f"f1-ld-{day:%Y%m%d}", "Long Day (08:00-20:30)", *span(day, time(8), time(20, 30))
            )
            for day in (saturday, saturday + DAY)
        ]
    for monday in nights:
        off |= set(days(monday, monday + 4 * DAY))
        events += [_f1_night(day) for day in days(monday, monday + 3 * DAY)]
        events.append(
            all_day(f"f1-post-{monday:%Y%m%d}", "Post nights", monday + 4 * DAY, monday + 4 * DAY)
        )
    events += [all_day(f"f1-al-{day:%Y%m%d}", "A/L", day, day) for day in leave]
    events += [all_day(f"f1-bh-{day:%Y%m%d}", "BH", day, day) for day in holidays]
    events += _f1_series(off)
    head = [
        "PRODID:-//Ward Diary//EN",
        "X-WR-CALNAME:FY1 General Surgery",
        "X-WR-TIMEZONE:Europe/London",
    ]
    write("foundation-f1.ics", head, events)


def _f1_series(off: set[date]) -> list[Event]:
    """The ordinary week as one recurring entry, one day of it moved, and weekly teaching."""
    gone = ",".join(f"{day:%Y%m%d}T080000" for day in sorted(off) if day.weekday() < 5)
    moved = date(2026, 9, 10)
    no_teaching = ",".join(f"{day:%Y%m%d}T123000" for day in sorted(off) if day.weekday() == 1)
    week = _floating("f1-week", "Normal day", *span(FIRST, time(8), time(16, 30)))
    week.lines += ["RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20270202T235959", f"EXDATE:{gone}"]
    late = _floating("f1-week", "Twilight", *span(moved, time(12), time(20, 30)))
    late.lines.append(f"RECURRENCE-ID:{moved:%Y%m%d}T080000")
    teaching = _floating(
        "f1-teaching", "F1 teaching", *span(FIRST + 6 * DAY, time(12, 30), time(13, 30))
    )
    teaching.lines += ["RRULE:FREQ=WEEKLY;UNTIL=20270202T235959", f"EXDATE:{no_teaching}"]
    # The replacement stands before the series that it belongs to, as exports often have it.
    return [late, week, teaching]


def _floating(uid: str, summary: str, start: datetime, end: datetime) -> Event:
    times = [f"DTSTART:{local(start)}", f"DTEND:{local(end)}"]
    return Event([f"UID:{uid}", f"DTSTAMP:{STAMP}", *times, f"SUMMARY:{summary}"])


def _f1_night(day: date) -> Event:
    """21:00 to 09:00 in London, written in UTC with a length: an hour earlier in summer."""
    summer = day < date(2026, 10, 25)
    start = datetime.combine(day, time(20 if summer else 21))
    return Event(
        [
            f"UID:f1-night-{day:%Y%m%d}",
            f"DTSTAMP:{STAMP}",
            f"DTSTART:{local(start)}Z",
            "DURATION:PT12H",
            "SUMMARY:Night",
        ]
    )


def team() -> None:
    """Twelve doctors in one file, "Name: Shift", the zone by its Windows name, some entries without
    a UID, some transparent, one cancelled, labels of the house (HOT, Blue 2).
    """
    events: list[Event] = []
    for day in days():
        for number, name in enumerate(TEAM):
            label = on_line(day, phase=number % len(LINE))
            if label != "-":
                events.append(_team_entry(day, number, name, label))
    start, end = span(date(2026, 9, 16), time(17), time(21))
    cancelled = timed(
        "team-swap@rota.example",
        f"{TEAM[3]}: LD",
        start,
        end,
        "GMT Standard Time",
        "STATUS:CANCELLED",
    )
    head = [
        "PRODID:-//Hospital Rota Export//2.1//EN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Medical registrars",
    ]
    write("medical-team.ics", head, [*events, cancelled])


def _team_entry(day: date, number: int, name: str, label: str) -> Event:
    uid = "" if number in (4, 9) else f"team-{number}-{day:%Y%m%d}@rota.example"
    if label == "Zero":
        entry = all_day(uid, f"{name}: Zero", day, day)
        entry.lines = [line for line in entry.lines if line != "UID:"]
        return entry
    ordinal = day.toordinal()
    if label == "SD" and (number, ordinal % 28) in {(1, 3), (6, 17)}:
        return all_day(uid, f"{name}: A/L", day, day)
    start, end = span(day, *HOURS[label])
    if label == "SD" and (ordinal + number) % 23 == 0:
        label = "HOT"
    elif label == "SD" and (ordinal + number) % 29 == 0:
        label = "Blue 2"
    if label == "N" and number == 2 and day.month == 11:
        end -= DAY  # this doctor's nights end on the date they start
    more = ("TRANSP:TRANSPARENT",) if number in (0, 7) else ()
    return timed(uid, f"{name}: {label}", start, end, "GMT Standard Time", *more)


def grid() -> None:
    """Eight doctors in a spreadsheet saved as CSV: people down, dates across, a legend below, codes
    of the house (HOT), dates without a year.
    """
    dates = list(days())
    rows = [
        ["Surgical rota August 2026 to February 2027"],
        [],
        ["Name", "Grade", *(f"{day.day}-{day:%b}" for day in dates)],
        ["", "", *(f"{day:%a}" for day in dates)],
    ]
    for number, name in enumerate(TEAM[:8]):
        codes = (_grid_code(day, number) for day in dates)
        rows.append([name, f"ST{3 + number % 4}", *codes])
    rows += [[], ["Key"]]
    hours = {**HOURS, "HOT": HOURS["SD"]}
    for code in ("SD", "LD", "N", "HOT"):
        start, end = hours[code]
        rows.append([code, f"{start:%H:%M}-{end:%H:%M}"])
    rows.append(["A/L", "Annual leave"])
    text = "".join(",".join(row) + "\r\n" for row in rows)
    Path(__file__).with_name("surgical-team.csv").write_bytes(text.encode("utf-8-sig"))


def _grid_code(day: date, number: int) -> str:
    label = on_line(day, phase=number % len(LINE))
    ordinal = day.toordinal()
    if label == "SD" and (number, ordinal % 28) in {(1, 3), (6, 17)}:
        return "A/L"
    if label == "SD" and (ordinal + number) % 23 == 0:
        return "HOT"
    return {"-": "", "Zero": "Z"}.get(label, label)


if __name__ == "__main__":
    acute_medicine()
    foundation()
    team()
    grid()
