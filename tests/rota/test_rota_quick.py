"""The quick reader: what it takes, and that it reads just what the ordinary way reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import UnreadableInput
from planner.model.rota import Reading, RotaFile
from planner.rota import Labels, load_file, read_rota
from planner.rota.components import split
from planner.rota.parse import parse_entry
from planner.rota.quick import Values, cut

LABELS = Labels.load()

PLAIN = (
    "UID:{n}\nDTSTART;TZID=Europe/London:202608{d:02}T090000\n"
    "DTEND;TZID=Europe/London:202608{d:02}T170000\nSUMMARY:SD\n"
)


def both(data: bytes) -> list[Reading | str]:
    """What each way makes of a file: a reading, or why it was refused."""
    found: list[Reading | str] = []
    for quick in (True, False):
        try:
            found.append(read_rota([RotaFile("rota.ics", data)], labels=LABELS, quick=quick))
        except UnreadableInput as refusal:
            found.append(refusal.message)
    quick, ordinary = found
    # Left out where readings are compared.
    if isinstance(quick, Reading) and isinstance(ordinary, Reading):
        assert quick.told == ordinary.told
    return found


def calendar(*entries: str) -> str:
    events = "".join(f"BEGIN:VEVENT\n{entry}END:VEVENT\n" for entry in entries)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n"


def taken(text: str) -> int:
    found = cut(text, Values(), file=0, first_calendar=0)
    return sum(map(len, found.plain.values()))


def test_plain_entries_are_all_taken():
    text = calendar(*(PLAIN.format(n=n, d=n % 28 + 1) for n in range(60)))
    assert taken(text) == 60
    assert taken(text.replace("\n", "\r\n")) == 60


def test_plain_entries_are_those_that_the_ordinary_way_reads():
    text = calendar(*(PLAIN.format(n=n, d=n % 28 + 1) for n in range(5)))
    (quick,) = cut(text, Values(), file=0, first_calendar=0).plain.values()
    assert quick == [parse_entry(component) for component in split(text).events]


@pytest.mark.parametrize(
    "line",
    [
        "RRULE:FREQ=DAILY;COUNT=2\n",
        "RECURRENCE-ID:20260801T090000\n",
        "EXDATE:20260801T090000\n",
        "METHOD:CANCEL\n",
        "DURATION:PT4H\n",
        "summary:LD\n",
        "SUMMARY:LD\n",
        "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:a=\n",
        " folded\n",
        "no content line\n",
        "\n",
        "BEGIN:X\n",
        "BEGIN:VALARM\nTRIGGER:-PT5M\n",
    ],
)
def test_an_odd_entry_is_left_to_the_ordinary_way(line):
    entries = [PLAIN.format(n=n, d=n + 1) for n in range(4)]
    entries[2] += line
    text = calendar(*entries)
    assert taken(text) == 3
    quick, ordinary = both(text.encode())
    assert quick == ordinary


@pytest.mark.parametrize(
    "lines",
    [
        "TRANSP:OPAQUE\n",
        "DESCRIPTION:Bring a\n pen\n",
        "BEGIN:VALARM\nTRIGGER:-PT5M\nDESCRIPTION:Up\nEND:VALARM\n",
        "ATTENDEE;CN=Anna Example:mailto:a@made.up\nATTENDEE;CN=Ben Example:mailto:b@made.up\n",
        "LOCATION:Ward 7\\, west\n",
        "STATUS:CANCELLED\n",
        "LAST-MODIFIED:20260101T000000Z\nDTSTAMP:20260102T000000Z\nSEQUENCE:3\n",
    ],
)
def test_what_plain_entries_may_say_besides(lines):
    entries = [PLAIN.format(n=n, d=n + 1) + lines for n in range(4)]
    text = calendar(*entries, "SUMMARY:no start\n")
    assert taken(text) == 4
    quick, ordinary = both(text.encode())
    assert quick == ordinary


def test_lines_are_counted_past_plain_entries():
    entries = [PLAIN.format(n=n, d=n + 1) + "DESCRIPTION:a\n b\n c\n" for n in range(6)]
    entries.insert(3, "SUMMARY:LD\n")
    quick, ordinary = both(calendar(*entries).encode())
    assert "line 30" in quick.problems[0].where
    assert quick == ordinary


def test_shapes_that_take_turns():
    entries = [PLAIN.format(n=n, d=n + 1) + ("TRANSP:OPAQUE\n" if n % 2 else "") for n in range(9)]
    text = calendar(*entries)
    assert taken(text) == 9
    quick, ordinary = both(text.encode())
    assert quick == ordinary


starts = st.sampled_from(
    [
        "DTSTART;TZID=Europe/London:20261025T013000",
        "DTSTART;TZID=America/New_York:20260329T230000",
        "DTSTART;TZID=Nowhere/At All:20260805T090000",
        "DTSTART;TZID=GMT Standard Time:20260805T200000",
        "DTSTART;VALUE=DATE-TIME;TZID=Europe/London:20260805T090000",
        "DTSTART;VALUE=DATE:20260812",
        "DTSTART:20260812",
        "DTSTART:20260805T090000Z",
        "DTSTART:20260805T090000",
        "DTSTART:20260230T090000",
        "DTSTART:20260805T240000",
        "DTSTART;TZID=Europe/London:20260805T090000Z",
        "dtstart:20260805T090000",
    ]
)
ends = st.sampled_from(
    [
        "DTEND;TZID=Europe/London:20261025T090000",
        "DTEND;TZID=Europe/London:20260806T090000",
        "DTEND:20260805T170000",
        "DTEND:20260804T170000Z",
        "DTEND;VALUE=DATE:20260815",
        "DTEND:nonsense",
        "DURATION:PT8H",
        "DURATION:-P1D",
        "TRANSP:OPAQUE",
    ]
)
titles = st.sampled_from(
    [
        "SUMMARY:SD",
        "SUMMARY;LANGUAGE=en-gb:Long  Day ",
        "SUMMARY:Siân Prys: Night",
        "SUMMARY:Jo Made: N\\, late\\nWard",
        "SUMMARY:\ufeffAL",
        "SUMMARY:Zero\x07",
        "SUMMARY: ",
        "SUMMARY:folded \n in two",
        "SUMMARY;ENCODING=QUOTED-PRINTABLE:L=\nD",
        "LOCATION:Ward 7",
    ]
)
others = st.sampled_from(
    [
        "UID:1",
        "UID:2 ",
        "UID:a\\,b",
        "LOCATION:Ward BEGIN:VEVENT",
        "DESCRIPTION:x\n BEGIN:VEVENT\n y",
        "DESCRIPTION:x\n y",
        "STATUS:CANCELLED",
        "SEQUENCE:2",
        "DTSTAMP:20260101T000000Z",
        "LAST-MODIFIED:20260101T000000Z",
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "RECURRENCE-ID:20260805T090000",
        "CATEGORIES:Anna Example,Red",
        "ATTENDEE;CN=Anna Example:mailto:a@made.up",
        "BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM",
        "BEGIN:VALARM\nTRIGGER:-PT5M",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "BEGIN:VTIMEZONE",
        "END:VCALENDAR\nBEGIN:VCALENDAR\nMETHOD:CANCEL",
        "X-URL;A=b:http://made.up/?q=",
        "",
        " odd",
        "odd",
    ]
)
entries = st.builds(
    lambda lines, order: order.sample(lines, len(lines)),
    st.builds(
        lambda start, end, title, more: [start, end, title, *more],
        starts, ends, titles, st.lists(others, max_size=3),
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.tuples(entries, st.integers(1, 3)), min_size=1, max_size=8),
    st.lists(st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"]), min_size=1, max_size=2),
    st.booleans(),
)
def test_both_ways_read_the_same(several, line_ends, ended):
    lines = ["BEGIN:VCALENDAR"]
    for entry, times in several:
        lines += ["BEGIN:VEVENT", *"\n".join(entry).split("\n"), "END:VEVENT"] * times
    lines += ["END:VCALENDAR"] if ended else []
    text = "".join(line + line_ends[n % len(line_ends)] for n, line in enumerate(lines))
    quick, ordinary = both(text.encode())
    assert quick == ordinary


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 900), st.integers(0, 60), st.text(max_size=20))
def test_both_ways_read_damaged_files_alike(at, lost, noise):
    text = calendar(*(PLAIN.format(n=n, d=n + 1) + "TRANSP:OPAQUE\n" for n in range(6)))
    damaged = text[:at] + noise + text[at + lost :]
    quick, ordinary = both(damaged.encode(errors="replace"))
    assert quick == ordinary


def test_both_ways_read_every_rota_of_the_corpus_alike(corpus):
    files = sorted((corpus / "rota").iterdir())
    read = 0
    for path in files:
        quick, ordinary = both(load_file(path).data)
        assert quick == ordinary, path.name
        read += isinstance(quick, Reading)
    assert read > 80
