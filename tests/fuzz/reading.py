"""Feeds the reader what nobody would write, for as long as it is let.

    python tests/fuzz/reading.py [SEEDS] [-max_total_time=1200]     guided by coverage (atheris)
    python tests/fuzz/reading.py --made [MINUTES]                   made-up calendars (hypothesis)

Not run with the other tests. SEEDS is a folder of rota files to begin with, calendars or tables.
Whatever comes in, the reader answers with a reading or with UnreadableInput, in good time, and the
quick way answers just what the ordinary way does; anything else stops the run and leaves the input
behind (atheris: a file "crash-…"; hypothesis prints it). What it finds is fixed and kept in
tests/rota/test_rota_hostile.py. Needs `pip install atheris`, which the project itself does not.
"""

import random
import sys
import time
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import UnreadableInput
from planner.model.rota import Reading, RotaFile
from planner.rota import Labels, read_rota

SLOW = 10.0 if "--made" in sys.argv else 60.0
"""Seconds of the processor, where other work cannot count; guided runs go six times slower."""

LABELS = Labels.load()
TODAY = date(2026, 9, 1)
WORDS = (
    *[
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
    ],
    *["BEGIN:VALARM", "END:VALARM", "BEGIN:STANDARD", "END:STANDARD", "BEGIN:VTODO", "END:VTODO"],
    "METHOD:CANCEL",
    "date,shift,start,end",
    "24/10/2026,LD,08:00,20:30",
    "Week;Mo;Tu;Siân Prys",
    "STATUS:CANCELLED",
    "SEQUENCE:3",
    "X-WR-TIMEZONE:Europe/London",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "\x00",
    "\ufeff",
    "",
)
NAMES = (
    *("DTSTART", "DTEND", "DURATION", "RDATE", "EXDATE", "RECURRENCE-ID"),
    *("RRULE", "EXRULE", "SUMMARY", "UID", "TZID"),
)
PARAMS = (
    *(";VALUE=DATE", ";VALUE=PERIOD", ";VALUE=DATE-TIME", ";TZID=Europe/London", ";TZID=Hospital"),
    *(";RANGE=THISANDFUTURE", ";ENCODING=QUOTED-PRINTABLE", ";QUOTED-PRINTABLE;CHARSET=UTF-8"),
    *(";CHARSET=x", ";TZID=(UTC+00:00) Dublin, London", ';CN="a:b', ";", "="),
)
VALUES = (
    *("20261025", "20261025T013000", "20261025T013000Z", "20260329T013000", "00010101T000000"),
    *(
        "99991231T235959Z",
        "20261024T240000",
        "16010101",
        "20261025T013000/PT8H",
        "20261024,20261025",
    ),
    *(
        "PT0S",
        "-P1D",
        "P1DT12H",
        "P99999999D",
        "PT99999999999H",
        "P1W",
        "1",
        "x",
        "=C3=A4=",
        "Night",
    ),
    *("N 22:00-06:00", "A/L", "On call", "0", "+0100", "99999999999999999999"),
    *(
        "FREQ=DAILY",
        "FREQ=SECONDLY",
        "FREQ=YEARLY;BYDAY=-53MO",
        "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR",
    ),
    *("FREQ=WEEKLY;UNTIL=20261101;INTERVAL=999999999", "FREQ=HOURLY;COUNT=1000000000", "W1 MO #0"),
    *("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", "MP1 1+ MO #5"),
)


def feed(data: bytes) -> None:
    """One input, both ways. Raises where the reader does what it must not."""
    began = time.process_time()
    quick, ordinary = read(data, quick=True), read(data, quick=False)
    if quick != ordinary:
        raise AssertionError(f"quick: {quick}\nordinary: {ordinary}")
    if isinstance(quick, Reading) and isinstance(ordinary, Reading) and quick.told != ordinary.told:
        raise AssertionError(f"quick: {quick.told}\nordinary: {ordinary.told}")
    took = time.process_time() - began
    if took > 2 * SLOW:
        raise AssertionError(f"{took:.1f} s")


def read(data: bytes, *, quick: bool) -> Reading | str:
    """What the reader makes of an input: a reading, or the words of its refusal."""
    try:
        file = RotaFile("rota.ics", data)
        reading = read_rota([file], labels=LABELS, today=TODAY, quick=quick)
    except UnreadableInput as refusal:
        if not refusal.message.endswith("."):
            raise AssertionError(refusal.message) from refusal
        return refusal.message
    if list(reading.shifts) != sorted(reading.shifts, key=lambda shift: shift.span):
        raise AssertionError("shifts out of order")
    return reading


def mutated(data: bytes, most: int, seed: int) -> bytes:
    """Another input: a line more, a line less, a line twice, or some other bytes."""
    pick = random.Random(seed)  # noqa: S311 # no secret
    lines = data.split(b"\n")
    at = pick.randrange(len(lines) + 1)
    match pick.randrange(5):
        case 0:
            lines[at:at] = [line(pick).encode()]
        case 1:
            lines[at:at] = [pick.choice(lines)]
        case 2:
            del lines[at : at + 1]
        case 3:
            # Entries alike are what the quick way looks for.
            lines[at:at] = lines[at : at + pick.randrange(2, 12)]
        case _:
            where = pick.randrange(len(data) + 1)
            return (data[:where] + pick.randbytes(2) + data[where + pick.randrange(4) :])[:most]
    return b"\n".join(lines)[:most]


def line(pick: random.Random) -> str:
    """A line that means something, now and then."""
    if pick.random() < 0.3:
        return pick.choice(WORDS)
    params = "".join(pick.sample(PARAMS, pick.choice((0, 0, 1, 1, 2))))
    return f"{pick.choice(NAMES)}{params}:{pick.choice(VALUES)}"


def run_guided() -> None:
    """Runs until something breaks or the time is up."""
    import atheris

    atheris.instrument_all()
    atheris.Setup(sys.argv, feed, custom_mutator=mutated)
    atheris.Fuzz()


def run_made(minutes: float) -> None:
    """Made-up calendars for some minutes."""
    content = st.builds(
        lambda name, params, value: f"{name}{''.join(params)}:{value}",
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(PARAMS), max_size=2),
        st.one_of(st.sampled_from(VALUES), st.text(max_size=20)),
    )
    lines = st.lists(st.one_of(content, content, st.sampled_from(WORDS)), max_size=9)
    event = st.builds(
        lambda rows, times: (
            ["BEGIN:VEVENT", "DTSTART:20261024T210000", *rows, "END:VEVENT"] * times
        ),
        lines,
        st.integers(1, 3),
    )
    whole = st.tuples(
        st.lists(event, min_size=1, max_size=4), st.sampled_from(["\r\n", "\n", "\r", "\r\r\n"])
    )
    end = time.monotonic() + minutes * 60
    rounds = 0

    @settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
    @given(whole)
    def check(made: tuple[list[list[str]], str]) -> None:
        events, eol = made
        rows = ["BEGIN:VCALENDAR", *(row for event in events for row in event), "END:VCALENDAR"]
        feed(eol.join(rows).encode("utf-8", errors="surrogatepass"))

    while time.monotonic() < end:
        check()
        rounds += 1
    sys.stdout.write(f"{rounds * 2000:,} calendars\n")


if __name__ == "__main__":
    if "--made" in sys.argv:
        run_made(float(sys.argv[2]) if len(sys.argv) > 2 else 10)
    else:
        run_guided()
