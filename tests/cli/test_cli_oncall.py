"""On-call from home on the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command

LINES = (
    *(f"Standard Day;{day};090000;{day};170000" for day in (20260907, 20260908, 20260909)),
    "NROC;20260908;170000;20260909;090000",
    "NROC;20260912;090000;20260913;090000",
)


@pytest.fixture
def nroc(tmp_path: Path) -> Path:
    """Three standard days and two on-calls."""
    entries = []
    for number, line in enumerate(LINES):
        label, first, start, last, end = line.split(";")
        entries += [
            "BEGIN:VEVENT",
            f"UID:{number}@rota.example",
            "DTSTAMP:20260701T000000Z",
            f"SUMMARY:{label}",
            f"DTSTART;TZID=Europe/London:{first}T{start}",
            f"DTEND;TZID=Europe/London:{last}T{end}",
            "END:VEVENT",
        ]
    path = tmp_path / "nroc.ics"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN", *entries, "END:VCALENDAR", ""]
    path.write_bytes("\r\n".join(lines).encode())
    return path


def test_check_says_that_on_call_without_hours_is_outside_the_sums(leadtime: Command, nroc: Path):
    answer = leadtime("check", nroc, "--json")
    assert answer.json["figures"]["H2"] == 24
    assert "2 on-call periods from home without hours entered: outside the sums" in answer.err


def test_check_counts_the_hours_it_is_told(leadtime: Command, nroc: Path):
    told = ("--worked", "2026-09-08T22:10/2026-09-08T23:40",
            "--worked", "2026-09-09T02:00+01:00/2026-09-09T02:30+01:00")  # fmt: skip
    answer = leadtime("check", nroc, *told, "--json")
    assert answer.json["figures"]["H2"] == 26
    assert "1 on-call period from home without" in answer.err


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("2026-09-08T22:10", "no time from – until"),
        ("2026-09-08T22:10/later", "no time of day"),
        ("2026-09-08T23:40/2026-09-08T22:10", "ends before it starts"),
        ("2026-09-08T12:00/2026-09-08T13:00", "no on-call from home at 2026-09-08 12:00"),
    ],
)
def test_hours_that_cannot_be_are_wrong_use(leadtime: Command, nroc: Path, told: str, said: str):
    answer = leadtime("check", nroc, "--worked", told)
    assert answer.code == 2
    assert said in answer.err


def test_hours_are_stored_listed_and_taken_back(leadtime: Command, nroc: Path, tmp_path: Path):
    data = ("--data", tmp_path / "data")
    assert leadtime("import", nroc, *data).code == 0
    assert "no hours entered" in leadtime("worked", *data).out
    leadtime("worked", "2026-09-08T22:10", "2026-09-08T23:40", *data)
    answer = leadtime("worked", "2026-09-09T02:00", "2026-09-09T02:30", *data, "--json")
    assert answer.err == "Enter 2 h on call on Tue 8 Sep.\n"
    first, second = answer.json["on_calls"]
    assert first["hours"] == 2
    assert [part["start"] for part in first["work"]] == [
        "2026-09-08T22:10:00+01:00",
        "2026-09-09T02:00:00+01:00",
    ]
    assert (second["hours"], second["work"]) == (None, None)
    assert "2 h, 22:10–23:40, 02:00–02:30" in leadtime("worked", *data).out
    none = leadtime("worked", "2026-09-12T10:00", "--none", *data)
    assert "Enter no work on call on Sat 12 Sep" in none.err
    assert "nothing worked" in none.out
    assert leadtime("undo", *data).out == "Undone: Enter no work on call on Sat 12 Sep\n"
    forgotten = leadtime("worked", "2026-09-08T20:00", "--forget", *data, "--json")
    assert [each["hours"] for each in forgotten.json["on_calls"]] == [None, None]


@pytest.mark.parametrize(
    "arguments",
    [
        ("2026-09-08T22:10",),
        ("2026-09-08T22:10", "2026-09-08T23:10", "--none"),
        ("2026-09-08T22:10", "--none", "--forget"),
        ("2026-09-07T22:10", "--none"),
        ("--none",),
    ],
)
def test_what_is_meant_has_to_be_plain(leadtime: Command, nroc: Path, tmp_path: Path, arguments):
    data = ("--data", tmp_path / "data")
    leadtime("import", nroc, *data)
    assert leadtime("worked", *arguments, *data).code == 2


def test_hours_whose_on_call_is_gone_are_kept_and_said(
    leadtime: Command, nroc: Path, tmp_path: Path
):
    data = ("--data", tmp_path / "data")
    leadtime("import", nroc, *data)
    leadtime("worked", "2026-09-08T22:10", "2026-09-08T23:40", *data)
    content = nroc.read_text().replace("SUMMARY:NROC", "SUMMARY:Zero Day", 1)
    nroc.write_text(content)
    assert leadtime("import", nroc, *data).code == 0
    said = leadtime("worked", *data)
    assert "1.5 h, not in the rota any more: kept and not counted" in said.out
    gone = leadtime("worked", "2026-09-08T18:00", "--forget", *data, "--json")
    assert gone.json["left_over"] == []
