"""What is odd in real calendar files, kind by kind, each with a file that shows it.

tests/rota/pitfalls.tsv says of each how many shifts are in it (or "refused"), the first and the
last of them in the rota's zone, and how its first problem begins. Read beside the files.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.errors import UnreadableInput
from planner.model.rota import Reading, Shift
from planner.rota import load_file, read_rota

with (Path(__file__).parent / "pitfalls.tsv").open(encoding="utf-8", newline="") as _table:
    PITFALLS = tuple(csv.DictReader(_table, delimiter="\t", quoting=csv.QUOTE_NONE))


READ = [row for row in PITFALLS if row["shifts"] != "refused"]
REFUSED = [row for row in PITFALLS if row["shifts"] == "refused"]


def of(rows):
    return pytest.mark.parametrize("row", rows, ids=[row["pitfall"] for row in rows])


@of(REFUSED)
def test_real_files_that_hold_no_rota(corpus, labels, row):
    with pytest.raises(UnreadableInput) as refusal:
        read_rota([load_file(corpus / row["file"])], labels=labels)
    assert row["problem"] in refusal.value.message


@of(READ)
def test_pitfalls_of_real_files(corpus, labels, row):
    file = load_file(corpus / row["file"])
    reading = read_rota([file], labels=labels, since=date(1990, 1, 1), until=date(2026, 12, 31))
    shifts = reading.shifts
    ends = [_words(shift, reading) for shift in (*shifts[:1], *shifts[-1:])] or ["", ""]
    assert [str(len(shifts)), *ends] == [row["shifts"], row["first"], row["last"]]
    said = [problem.what for problem in reading.problems] or [""]
    assert said[0].startswith(row["problem"])


def test_every_pitfall_has_its_file(corpus):
    listed = (corpus / "PITFALLS.md").read_text(encoding="utf-8").split("- **")[1:]
    named = {part.split("**")[0] for part in listed}
    # The collection has no file of the first two, and only one large one, of a calendar server.
    assert named - {row["pitfall"] for row in PITFALLS} == {
        "z_and_tzid", "ms_allday_but_timed", "size_gt1MB",
    }  # fmt: skip


def _words(shift: Shift, reading: Reading) -> str:
    start, end = (at.astimezone(reading.zone) for at in (shift.span.start, shift.span.end))
    if shift.all_day and end - start < timedelta(hours=26):
        return f"{start:%Y-%m-%d}, {shift.kind}"
    return f"{start:%Y-%m-%d %H:%M}/{end:%Y-%m-%d %H:%M}, {shift.kind}"
