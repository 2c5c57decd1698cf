"""`changes OLD NEW`, as a script and as a person asks it."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Command

Rota = Callable[..., Path]

WEEK = [(f"202610{day}T090000", f"202610{day}T170000", "Standard Day") for day in range(12, 17)] + [
    ("20261017T203000", "20261018T090000", "Night")
]


def test_what_was_added_gone_and_moved(leadtime: Command, rota_of: Rota) -> None:
    old = rota_of(*WEEK, name="old.ics")
    later = ("20261013T130000", "20261013T210000", "Standard Day")
    new = rota_of(WEEK[0], later, *WEEK[3:], ("20261019T090000", "20261019T170000", "Clinic"))
    answer = leadtime("changes", old, new, "--json")
    assert answer.code == 0
    assert set(answer.json) == {"added", "removed", "moved", "hit", "repair"}
    assert [shift["label"] for shift in answer.json["added"]] == ["Clinic"]
    assert [shift["start"] for shift in answer.json["removed"]] == ["2026-10-14T09:00:00+01:00"]
    (moved,) = answer.json["moved"]
    assert set(moved) == {"from", "to"}
    assert moved["from"]["start"] == "2026-10-13T09:00:00+01:00"
    assert moved["to"]["start"] == "2026-10-13T13:00:00+01:00"
    assert answer.json["hit"] == answer.json["repair"] == []


def test_the_changes_in_words(leadtime: Command, rota_of: Rota) -> None:
    old = rota_of(*WEEK, name="old.ics")
    new = rota_of(WEEK[0], (*WEEK[1][:2], "Study leave"), *WEEK[3:])
    was, now = (
        "09:00–17:00 · Standard day “Standard Day”",
        "09:00–17:00 · Study leave “Study leave”",
    )
    assert leadtime("changes", old, new).out.splitlines() == [
        f"Relabelled: Tue 13 Oct, {was} → Tue 13 Oct, {now}",
        f"Gone: Wed 14 Oct, {was}",
    ]


def test_the_same_twice_is_no_change(leadtime: Command, st4: Path) -> None:
    answer = leadtime("changes", st4, st4)
    assert answer.code == 0
    assert answer.out == "Nothing changed.\n"


def test_what_the_new_file_does_not_reach_is_not_gone(leadtime: Command, rota_of: Rota) -> None:
    old = rota_of(*WEEK, name="old.ics")
    answer = leadtime("changes", old, rota_of(*WEEK[2:4]), "--json")
    assert answer.json["removed"] == []
    assert "4 shifts lie outside the dates of the new rota" in answer.err


def test_one_person_of_a_team(leadtime: Command, rota_of: Rota) -> None:
    def team(hours: str) -> list[tuple[str, str, str]]:
        return [
            (f"202610{day}T{hours}0000", f"202610{day}T170000", f"{name}: SD")
            for day in (12, 13, 14)
            for name in ("Siân Prys", "Jan Wójcik")
        ]

    old, new = rota_of(*team("09"), name="old.ics"), rota_of(*team("10"), name="new.ics")
    assert len(leadtime("changes", old, new, "--json").json["moved"]) == 6
    mine = leadtime("changes", old, new, "--person", "siân prys", "--json").json
    assert {pair["to"]["person"] for pair in mine["moved"]} == {"Siân Prys"}
    assert len(mine["moved"]) == 3
    nobody = leadtime("changes", old, new, "--person", "Anna Long")
    assert nobody.code == 2
    assert "Jan Wójcik" in nobody.err


def test_a_file_that_cannot_be_read(leadtime: Command, st4: Path, tmp_path: Path) -> None:
    assert leadtime("changes", st4, tmp_path / "none.ics").code == 3
    assert leadtime("changes", st4).code == 2


def test_a_folder_is_a_rota_of_several_files(
    leadtime: Command, rota_of: Rota, tmp_path: Path
) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    for name in ("sian-prys.ics", "jan-wojcik.ICS"):
        rota_of(*WEEK).rename(folder / name)
    (folder / "notes.txt").write_text("not a rota", encoding="utf-8")
    (folder / "inside").mkdir()
    read = leadtime("read", folder, "--json").json
    assert read["people"] == ["Jan Wojcik", "Sian Prys"]
    assert len(read["shifts"]) == 2 * len(WEEK)
    assert leadtime("changes", folder, folder).out == "Nothing changed.\n"


def test_a_folder_without_rotas_is_refused(leadtime: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = leadtime("read", tmp_path / "empty")
    assert answer.code == 3
    assert "holds no rota file" in answer.err
