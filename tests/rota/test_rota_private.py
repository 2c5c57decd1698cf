import pytest

from planner.model.rota import RotaFile
from planner.rota import read_rota
from planner.rota.private import files_to_keep

ENTRY = (
    "UID:a\nDTSTART:20260805T090000\nDTEND:20260805T090000\nSUMMARY:SD\n"
    "DESCRIPTION;LANGUAGE=en:With Anna Long\\, bleep 1234\n"
    "COMMENT:Ask Anna\nX-ALT-DESC;FMTTYPE=text/html:<p>Anna</p>"
)
SECOND = "UID:b\nDTSTART:20260806T090000\nDTEND:20260806T090000\nSUMMARY:LD"


@pytest.fixture
def file(make_file):
    return make_file(ENTRY, SECOND)


@pytest.mark.parametrize("eol", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_descriptions_go_and_the_reading_stays(file, eol, encoding):
    folded = file.data.replace(b"With Anna", b"With\r\n  An\r\n na")
    data = folded.replace(b"\r\n", eol).decode().encode(encoding)
    whole = RotaFile("rota.ics", data)
    reading = read_rota([whole])
    (kept,) = files_to_keep([whole], reading, "")
    for word in (b"Anna", b"Long", b"1234"):
        assert word not in kept.data.replace(b"\0", b"")
    assert read_rota([kept]) == reading
    assert len(reading.shifts) == 2
    assert reading.problems  # of lines after the description


def test_what_holds_no_description_is_kept_byte_for_byte(make_file):
    plain, sheet = make_file(SECOND), RotaFile("rota.csv", b"DESCRIPTION:x;05/08/2026;LD\xff")
    assert files_to_keep([plain, sheet], read_rota([plain]), "") == (plain, sheet)


def test_of_a_teams_file_nothing_is_kept_for_one_person(make_file):
    entries = [
        f"SUMMARY:{name}: {label}\nDTSTART:202608{day:02}T090000\nDURATION:PT8H"
        for day, label in ((5, "SD"), (6, "LD"))
        for name in ("Siân Prys", "Michał Wójcik")
    ]
    file = make_file(*entries)
    reading = read_rota([file])
    assert files_to_keep([file], reading, "Siân Prys") == ()
    assert files_to_keep([file], reading, "") == (file,)


def test_those_who_attend_are_kept_only_where_they_say_whose_shifts_these_are(make_file):
    attended = f"{SECOND}\nATTENDEE;CN=Anna Long:mailto:anna@made.up"
    mine = make_file(attended, "UID:c\nDTSTART:20260807T090000\nSUMMARY:LD")
    (kept,) = files_to_keep([mine], read_rota([mine]), "")
    assert b"nna" not in kept.data
    assert read_rota([kept]) == read_rota([mine])
    hers = make_file(*(f"{attended.replace('UID:b', f'UID:{n}')}" for n in range(4)))
    reading = read_rota([hers])
    assert reading.people == ("Anna Long",)
    assert files_to_keep([hers], reading, "Anna Long") == (hers,)
