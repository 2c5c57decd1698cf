"""`together`: times for several people."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Command

Rota = Callable[..., Path]
NAMES = ("Siân Prys", "Jan Wójcik", "Anna Long")


@pytest.fixture
def team(rota_of: Rota) -> Path:
    """A week of standard days; on each day somebody else is on a long day or at something odd."""
    entries = []
    for number, day in enumerate(range(12, 17)):
        for place, name in enumerate(NAMES):
            odd = number % 3 == place
            hours = ("080000", "210000") if odd else ("090000", "170000")
            label = ("Long Day" if number != 1 else "WXYZ") if odd else "Standard Day"
            entries.append(
                (f"202610{day}T{hours[0]}", f"202610{day}T{hours[1]}", f"{name}: {label}")
            )
    return rota_of(*entries, name="team.ics")


@pytest.fixture
def manager(tmp_path: Path) -> Path:
    def entry(uid: int, day: int, start: str, end: str, *more: str) -> str:
        at = f"DTSTART:202610{day}T{start}Z", f"DTEND:202610{day}T{end}Z"
        return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *at, *more, "END:VEVENT"])

    path = tmp_path / "Manager.ics"
    entries = [
        entry(1, 12, "070000", "103000", "SUMMARY:Secret board"),
        entry(2, 12, "110000", "160000", "TRANSP:TRANSPARENT"),
        entry(3, 14, "070000", "170000", "SUMMARY:Away"),
    ]
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *entries, "END:VCALENDAR", ""])
    path.write_text(text, encoding="utf-8")
    return path


def test_who_is_missing_is_named_and_unknown_is_not_free(leadtime: Command, team: Path) -> None:
    none = leadtime("together", team, "--hours", "2", "--json")
    assert none.code == 1
    assert none.json == {"people": sorted(NAMES), "times": []}
    answer = leadtime("together", team, "--hours", "2", "--missing", "1", "--json")
    assert answer.code == 0
    assert {time["start"][:10] for time in answer.json["times"]} == {
        f"2026-10-{day}" for day in range(12, 17)
    }
    for time in answer.json["times"]:
        (missing,) = time["missing"]
        assert sorted([missing["name"], *time["free"]]) == sorted(NAMES)
        odd = time["start"].startswith("2026-10-13")
        assert missing["known"] == ("unknown" if odd else "busy")
    assert "WXYZ" in answer.err


def test_with_a_manager_whose_calendar_is_a_file(
    leadtime: Command, team: Path, manager: Path
) -> None:
    asked = ("together", team, "--person", "jan wójcik", "--with", manager, "--hours", "2")
    answer = leadtime(*asked, "--json")
    assert answer.json["people"] == ["Jan Wójcik", "Manager"]
    # Busy on Monday morning, all of Wednesday; of Thursday the calendar says nothing.
    starts = [time["start"] for time in answer.json["times"]]
    assert starts[0] == "2026-10-12T13:00:00+01:00"
    assert {start[:10] for start in starts} == {"2026-10-12"}
    one = leadtime(*asked, "--missing", "1", "--count", "20", "--json").json["times"]
    known = {time["start"][:10]: time["missing"][0]["known"] for time in one if time["missing"]}
    assert known["2026-10-14"] == "busy"
    assert known["2026-10-15"] == "unknown"
    assert "Secret" not in leadtime(*asked, "--missing", "1").out


def test_the_same_in_words(leadtime: Command, team: Path, manager: Path) -> None:
    said = leadtime(
        "together",
        team,
        "--person",
        "Jan Wójcik",
        "--with",
        manager,
        "--hours",
        "2",
        "--count",
        "1",
    )
    assert said.out == "Mon 12 Oct, 13:00–15:00  everybody is free; cover for Jan Wójcik\n"
    none = leadtime("together", team, "--hours", "8")
    assert none.code == 1
    assert none.out == "No 8 h suit all 3 people between these dates.\n"


def test_wrong_use(leadtime: Command, team: Path) -> None:
    nobody = leadtime("together", team, "--hours", "2", "--person", "Nobody Known")
    assert nobody.code == 2
    assert "Siân Prys" in nobody.err
    assert leadtime("together", team, "--hours", "2", "--missing", "3").code == 2
    assert leadtime("together", team).code == 2


def test_two_files_that_name_nobody_are_not_taken_for_one_person(
    leadtime: Command, rota_of: Rota
) -> None:
    clinic = ("20261012T090000", "20261012T170000", "SPA")
    take = ("20261012T080000", "20261012T203000", "Long Day")
    unnamed = leadtime(
        "together",
        rota_of(clinic, name="rota.ics"),
        rota_of(take, name="rota2.ics"),
        "--hours",
        "2",
    )
    assert unnamed.code == 2
    assert unnamed.err == (
        "The 2 files do not say whose they are. Give each the name of its owner, such as "
        "“Asha Rao.ics”.\n"
    )
    own = rota_of(clinic, name="Siân Prys.ics"), rota_of(take, name="Jan Wójcik.ics")
    named = leadtime("together", *own, "--hours", "2")
    assert named.out == "No 2 h suit both people between these dates.\n"
    alone = leadtime("together", own[1], "--hours", "2")
    assert "all 1 people" not in alone.out
    assert alone.out.startswith("No 2 h suit Jan Wójcik")
