"""How fast rotas are read: a team's 10,000 entries, beside libical where it can be built here."""

import shutil
import subprocess
import tempfile
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter

import icalendar

from planner.model.rota import Reading, RotaFile
from planner.rota import Labels, RotaReader, read_rota
from planner.rota.components import split
from planner.rota.parse import parse_entry
from planner.rota.quick import Values, cut
from planner.rota.text import calendar_text
from planner.workspace import ImportRota, Workspace
from tests.bench.harness import Case

TEAM = [
    f"{first} {last}"
    for first in ("Anna", "Bilal", "Chidi", "Dilys", "Ewan", "Fatima", "Gwen", "Hari", "Isla", "Jo")
    for last in ("Adeyemi", "Brown", "Clarke")
]
LABELS = (("SD", 9, 8), ("LD", 8, 13), ("N", 20, 13), ("Clinic", 13, 4))
ENTRIES = 10_000


def team_rota(entries: int) -> RotaFile:
    """A made-up rota of 30 people with TZID times, about 260 bytes an entry."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Leadtime//bench//EN"]
    random = Random(1)  # noqa: S311 - no secret, the same rota each time
    for number in range(entries):
        label, hour, length = random.choice(LABELS)
        day = date(2025, 1, 6) + timedelta(days=number // len(TEAM))
        start = datetime.combine(day, time(hour))
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number:06d}-{random.getrandbits(64):016x}@rota.example",
            "DTSTAMP:20250101T000000Z",
            f"DTSTART;TZID=Europe/London:{start:%Y%m%dT%H%M%S}",
            f"DTEND;TZID=Europe/London:{start + timedelta(hours=length):%Y%m%dT%H%M%S}",
            f"SUMMARY:{TEAM[number % len(TEAM)]}: {label}",
            "LOCATION:Ward 7, west wing",
            "TRANSP:OPAQUE",
            "END:VEVENT",
        ]
    return RotaFile("team.ics", "\r\n".join([*lines, "END:VCALENDAR", ""]).encode())


def changed(file: RotaFile) -> RotaFile:
    """The same rota with a hundredth of its entries at another place."""
    parts = file.data.split(b"Ward 7")
    data = parts[0]
    for number, part in enumerate(parts[1:]):
        data += (b"Ward 7" if number % 100 else b"Ward 8") + part
    return RotaFile(file.name, data)


def moved(file: RotaFile) -> RotaFile:
    """The same rota with a hundredth of its entries half an hour later."""
    first, *parts = file.data.split(b"DTSTART;TZID=Europe/London:")
    data = [first]
    for number, part in enumerate(parts):
        data.append(part if number % 100 else part.replace(b"0000", b"3000", 1))
    return RotaFile(file.name, b"DTSTART;TZID=Europe/London:".join(data))


def restamped(file: RotaFile) -> RotaFile:
    """The same rota as a system exports it another day."""
    return RotaFile(file.name, file.data.replace(b"DTSTAMP:20250101", b"DTSTAMP:20250202"))


def reading_cases() -> Iterator[tuple[Case, str]]:
    """Every case, with a sentence for the page where the figures need one."""
    file, labels = team_rota(ENTRIES), Labels.load()
    read = partial(read_rota, labels=labels)
    with tempfile.TemporaryDirectory(prefix="leadtime-bench-") as folder:
        path = Path(folder) / file.name
        path.write_bytes(file.data)
        program = built(Path(folder))
        parse = partial(libical_seconds, program, path) if program else None
        peer = "libical, parse only" if parse else "the ordinary way (libical is not here)"
        note = f"The team's rota has {ENTRIES:,} entries of {len(file.data) / ENTRIES:.0f} bytes."
        yield (
            Case(
                "text of 10,000 entries to entries",
                lambda: entries(file),
                peer,
                parse or (lambda: ordinary_entries(file)),
                runs=9,
                self_timed=True,
            ),
            note,
        )
        yield (
            Case(
                "10,000 entries: file to shifts, stored",
                lambda: stored_seconds(file, labels),
                peer,
                parse or (lambda: ordinary_entries(file)),
                self_timed=True,
            ),
            "",
        )
    again = changed(file)
    yield from again_cases(file, again, labels)
    large = team_rota(10 * ENTRIES)
    yield (
        Case(
            "read 100,000 entries",
            lambda: read((large,)),
            "ten times 10,000",
            lambda: [read((file,)) for _ in range(10)],
            runs=3,
        ),
        memory_note(file, labels),
    )
    rows, more_rows = table(5_000), table(50_000)
    yield (
        Case(
            "read a table of 50,000 rows",
            lambda: read((more_rows,)),
            "ten times 5,000",
            lambda: [read((rows,)) for _ in range(10)],
            runs=3,
        ),
        "",
    )
    yield (
        Case(
            "read 10,000 entries",
            lambda: read((file,)),
            "icalendar, parse only",
            lambda: icalendar.Calendar.from_ical(file.data),
            runs=3,
        ),
        "",
    )


def table(rows: int) -> RotaFile:
    """A made-up list of dates, people and shifts, sixty a day."""
    first = date(2020, 1, 6)
    lines = [
        f"{first + timedelta(days=n // 60):%d/%m/%Y},{TEAM[n % len(TEAM)]},{LABELS[n % 4][0]}"
        for n in range(rows)
    ]
    return RotaFile("team.csv", "\n".join(["Date,Name,Shift", *lines]).encode())


def again_cases(file: RotaFile, again: RotaFile, labels: Labels) -> Iterator[tuple[Case, str]]:
    """The same rota with a hundredth changed: by a reader that remembers it."""

    def reading(first: RotaFile, then: RotaFile | None) -> float:
        reader = RotaReader(labels)
        start = perf_counter()
        reader.read((first,))
        if then is not None:
            start = perf_counter()
            reader.read((then,))
        return perf_counter() - start

    yield (
        Case(
            "read again, 1 % changed",
            lambda: reading(file, again),
            "read first",
            lambda: reading(file, None),
            runs=9,
            self_timed=True,
        ),
        "",
    )
    anew = restamped(again)
    yield (
        Case(
            "read again, 1 % changed, every DTSTAMP new",
            lambda: reading(file, anew),
            "read first",
            lambda: reading(file, None),
            runs=9,
            self_timed=True,
        ),
        "",
    )
    for name, person in (("a team's", ""), ("one person's", TEAM[0])):
        yield (
            Case(
                f"read again and stored, 1 % changed, {name}",
                partial(stored_again_seconds, file, again, labels, person),
                "read first and stored",
                partial(stored_again_seconds, file, None, labels, person),
                runs=9,
                self_timed=True,
            ),
            "",
        )


def stored_again_seconds(
    file: RotaFile, again: RotaFile | None, labels: Labels, person: str
) -> float:
    """From bytes to stored shifts, of the second version where there is one, by one reader."""
    with (
        tempfile.TemporaryDirectory(prefix="leadtime-bench-") as folder,
        Workspace.open(Path(folder), lambda: datetime.now(UTC)) as workspace,
    ):
        reader = RotaReader(labels)
        start = perf_counter()
        workspace.do(ImportRota(reader.read((file,)), (file,), person))
        if again is not None:
            start = perf_counter()
            workspace.do(ImportRota(reader.read((again,)), (again,), person))
        return perf_counter() - start


def entries(file: RotaFile) -> int:
    found = cut(calendar_text(file), Values(), file=0, first_calendar=0)
    return sum(map(len, found.plain.values()))


def ordinary_entries(file: RotaFile) -> int:
    return len([parse_entry(component) for component in split(calendar_text(file)).events])


def stored_seconds(file: RotaFile, labels: Labels) -> float:
    """From the bytes of a rota to its shifts in the store, without the making of the folder."""
    with (
        tempfile.TemporaryDirectory(prefix="leadtime-bench-") as folder,
        Workspace.open(Path(folder), lambda: datetime.now(UTC)) as workspace,
    ):
        start = perf_counter()
        workspace.do(ImportRota(read_rota((file,), labels=labels), (file,)))
        return perf_counter() - start


def memory_note(file: RotaFile, labels: Labels) -> str:
    tracemalloc.start()
    reading: Reading = read_rota((file,), labels=labels)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    size = len(file.data)
    return (
        f"Reading the {len(reading.shifts):,} entries takes at most {peak / size:.1f} times the "
        f"size of the file in memory; the reading keeps {kept / size:.1f} times."
    )


def built(folder: Path) -> Path | None:
    """The libical program, None where there is no compiler or no libical."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    source, program = Path(__file__).with_name("libical_parse.c"), folder / "libical_parse"
    made = subprocess.run(
        [compiler, "-O2", str(source), "-o", str(program), "-lical"],
        capture_output=True,
        check=False,
    )
    return program if made.returncode == 0 else None


def libical_seconds(program: Path, path: Path) -> float:
    """What libical says it took to parse a file."""
    told = subprocess.run([program, path], capture_output=True, text=True, check=True)
    return float(told.stdout.split()[1])
