"""Real calendar files, where the collection is at hand."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from planner.errors import UnreadableInput
from planner.model.rota import Done, RotaFile
from planner.rota import compare, load_file, read_rota

# Rota files that hold as many entries as this and not as many as the best of four libraries finds;
# why is beside each.
OTHER_COUNTS = {
    # Entries after the end mark and CR CR LF line ends: no library reads them, we do.
    "rota/c6d761185d29.ics": 98,
    # Notes after the calendar: no library reads it, we do.
    "rota/e0677d962496.ics": 23,
    # No end mark, and stray text after the last entry: no library reads it, we do.
    "rota/e2865e908c3c.ics": 93,
    # Five all-day entries name their own date as an exception (EXDATE), so they never take place.
    "rota/e9c4d9e9d058.ics": 15,
    # One, one and three shifts stand there twice, the same but for their UIDs.
    "rota/cfd3ecf7c383.ics": 1,
    "rota/939e77a0a6d0.ics": 4,
    "rota/20bce7cf93b8.ics": 150,
    # Before each shift stands an alarm ("⏰ …"), which is none.
    "rota/3666487158ae.ics": 22,
    "rota/44265a36810e.ics": 13,
    "rota/a1783cf8ca6d.ics": 1,
    "rota/dedf3786eabe.ics": 8,
}
# A calendar without a single entry.
EMPTY = {"rota/ba719fbc4a4a.ics"}


def manifest(corpus: Path) -> list[dict[str, str]]:
    with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_every_rota_is_read_whole(corpus, labels):
    counts: dict[str, int] = {}
    expected: dict[str, int] = {}
    for row in manifest(corpus):
        name = row["file"]
        if row["group"] != "rota" or name in EMPTY:
            continue
        reading = read_rota([load_file(corpus / name)], labels=labels)
        best = int(row["vevents_best_of_4_libraries"] or 0)
        if name in OTHER_COUNTS or "no_recurrence" in row["flags"].split():
            counts[name] = len(reading.shifts)
            expected[name] = OTHER_COUNTS.get(name, best)
        else:
            assert len(reading.shifts) >= best or reading.problems, name
    assert len(counts) > 80
    assert counts == expected


def test_no_entry_that_a_library_finds_is_lost_without_a_word(corpus, labels):
    """Fewer shifts than the best of four libraries finds entries: each is listed as left out, or
    is an override that stands for an occurrence of its series. A refusal says of an entry why.
    """
    fewer, refusals = 0, list[str]()
    for row in manifest(corpus)[::3]:
        name, best = row["file"], int(row["vevents_best_of_4_libraries"] or 0)
        if not best or int(row["bytes"]) > 200_000:
            continue
        file = load_file(corpus / name)
        try:
            reading = read_rota([file], labels=labels)
        except UnreadableInput as refusal:
            refusals.append(refusal.message)
            continue
        if len(reading.shifts) < best:
            fewer += 1
            left_out = any(problem.done is Done.LEFT_OUT for problem in reading.problems)
            assert left_out or b"RECURRENCE-ID" in file.data, name
    assert fewer > 5
    assert len(refusals) > 5
    assert all("no date or time" in why or "when it starts" in why for why in refusals)


def test_occurrences_agree_with_the_library_or_the_difference_is_argued(corpus, labels):
    """How often entries take place from 2000 to 2034, counted to 2,000.

    tests/rota/occurrences.tsv lists every file where we differ, with the reason. All of these are
    looked at, and a part of the others.
    """
    with (Path(__file__).parent / "occurrences.tsv").open(encoding="utf-8", newline="") as file:
        argued = {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}
    assert all(row["why"] for row in argued.values())
    rows = [
        row
        for row in manifest(corpus)
        if row["occurrences_2000_2035_recurring_ical_events_cap_2000"]
    ]
    for index, row in enumerate(rows):
        name = row["file"]
        if (name not in argued and index % 12) or int(row["bytes"]) > 100_000:
            continue
        theirs = row["occurrences_2000_2035_recurring_ical_events_cap_2000"]
        expected = argued.get(name, {"ours": theirs, "theirs": theirs})
        assert expected["theirs"] == theirs
        assert str(_occurrences(corpus / name, labels)) == expected["ours"], name


def _occurrences(path: Path, labels) -> int:
    try:
        reading = read_rota(
            [load_file(path)], labels=labels, since=date(2000, 1, 1), until=date(2034, 12, 31)
        )
    except UnreadableInput:
        return 0
    spans = [shift.span for shift in reading.shifts]
    counted = [span for span in spans if span.end.year >= 2000 and span.start.year <= 2034]
    return min(len(counted), 2000)


def test_a_calendar_without_entries_is_refused(corpus):
    for name in EMPTY:
        with pytest.raises(UnreadableInput, match="without any entries"):
            read_rota([load_file(corpus / name)])


def test_reversed_rotas_say_the_same(corpus, labels):
    for row in manifest(corpus)[::7]:
        if row["group"] not in ("rota", "rota-history") or int(row["bytes"]) > 60_000:
            continue
        file = load_file(corpus / row["file"])
        head, *parts = file.data.split(b"BEGIN:VEVENT")
        if any(b"END:VEVENT" not in part for part in parts) or b"BEGIN:VCALENDAR" in b"".join(
            parts
        ):
            continue
        bodies = [
            b"BEGIN:VEVENT" + part.partition(b"END:VEVENT")[0] + b"END:VEVENT\r\n" for part in parts
        ]
        try:
            forward, backward = (
                read_rota([RotaFile("r", head + b"".join(order) + b"END:VCALENDAR")], labels=labels)
                for order in (bodies, bodies[::-1])
            )
        except UnreadableInput:
            continue
        assert forward.shifts == backward.shifts, row["file"]


def test_any_calendar_is_read_or_refused_with_a_reason(corpus, labels):
    read = refused = files = 0
    for row in manifest(corpus)[::5]:
        if int(row["bytes"]) > 200_000:
            continue
        files += 1
        try:
            reading = read_rota([load_file(corpus / row["file"])], labels=labels)
        except UnreadableInput as refusal:
            named = Path(row["file"]).name in refusal.message
            refused += named and refusal.message.endswith(".")
        else:
            assert reading.shifts or reading.problems, row["file"]
            read += 1
    assert read > 100
    assert refused > 10
    assert read + refused == files


def test_a_rota_compared_with_itself_has_not_changed(corpus, labels):
    folders = sorted(path for path in (corpus / "rota-history").iterdir() if path.is_dir())
    for folder in folders[::4]:
        versions = []
        for path in sorted(folder.glob("*.ics"))[:3]:
            try:
                versions.append(read_rota([load_file(path)], labels=labels).shifts)
            except UnreadableInput:
                continue
        for old, new in pairwise(versions):
            assert not compare(old, old)
            changes = compare(old, new)
            stayed = len(old) - len(changes.removed) - len(changes.moved)
            assert stayed == len(new) - len(changes.added) - len(changes.moved)
