import codecs

import pytest

from planner.errors import UnreadableInput
from planner.model.rota import RotaFile
from planner.rota import load_file, read_rota
from planner.rota.text import decoded

NIGHT = "SUMMARY:Spät – Nachtdienst é\nDTSTART:20260805T210000\nDTEND:20260806T090000"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\0\0", "is empty"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "a web page, perhaps a log-in page"),
        (b"\r\n <html><head><title>BEGIN</title>", "a web page"),
        (b'{"error": "not found"}', "a JSON file"),
        (b'<?xml version="1.0"?><events/>', "an XML file"),
        (b"PK\x03\x04rest", "a damaged spreadsheet"),
        (b"BEGIN:VCARD\r\nN:Prys;Si\r\nTEL;CELL:1,2\r\nEND:VCARD", "a list of contacts"),
        (b"BEGIN:VTODO\r\nDUE:20260805;\r\nEND:VTODO", "a part of a calendar without shifts"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"\x89PNG\r\n", "a picture"),
        (bytes(range(1, 32)) * 20, "a binary file"),
        (b"Dear all, the rota is out.", "plain text"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "without any entries"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZ", "stops before its first entry"),
        (
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:LD\r\nEND:VEVENT\r\nEND:VCALENDAR",
            "The only entry of “rota.ics” could not be read",
        ),
    ],
)
def test_what_is_no_rota_is_called_by_its_name(data, words):
    with pytest.raises(UnreadableInput) as caught:
        read_rota([RotaFile("rota.ics", data)])
    assert words in caught.value.message
    assert "“rota.ics”" in caught.value.message


def test_no_file_at_all():
    with pytest.raises(UnreadableInput):
        read_rota([])


def test_a_download_that_broke_off_is_refused(make_file):
    entry = "SUMMARY:LD\nDTSTART:20260805T080000\nDTEND:20260805T203000"
    whole = make_file(*[entry] * 3).data
    for length in range(whole.index(b"BEGIN:VEVENT") + 14, len(whole) - 30):
        inside = whole[:length].count(b"BEGIN:VEVENT\r\n") > whole[:length].count(b"END:VEVENT")
        if inside:
            with pytest.raises(UnreadableInput, match="only part of it arrived"):
                read_rota([RotaFile("half.ics", whole[:length])])


def test_a_missing_end_mark_is_said_and_the_rota_kept(make_file):
    data = make_file("SUMMARY:LD\nDTSTART:20260805T080000\nDTEND:20260805T203000").data
    reading = read_rota([RotaFile("open.ics", data.replace(b"END:VCALENDAR\r\n", b""))])
    assert len(reading.shifts) == 1
    assert "no end mark" in reading.problems[0].what


@pytest.mark.parametrize("name", ["nothing.ics", "folder"])
def test_files_that_cannot_be_opened(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnreadableInput):
        load_file(tmp_path / name)


def test_a_file_that_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr("planner.rota.text.MOST_BYTES", 10)
    path = tmp_path / "big.ics"
    path.write_bytes(b"x" * 11)
    with pytest.raises(UnreadableInput, match="too large"):
        load_file(path)


def test_a_file_keeps_its_name_without_folders(tmp_path):
    (tmp_path / "rota.ics").write_bytes(b"abc")
    assert load_file(tmp_path / "rota.ics") == RotaFile("rota.ics", b"abc")


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-32"),
        lambda text: text.encode("cp1252"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "utf-16 without a mark", "utf-32", "cp1252"],
)
@pytest.mark.parametrize("eol", ["\r\n", "\n", "\r", "\r\r\n"])
def test_encodings_and_line_ends(make_file, encode, eol):
    text = make_file(NIGHT, NIGHT, eol=eol).data.decode()
    reading = read_rota([RotaFile("rota.ics", encode(text))])
    assert [shift.label for shift in reading.shifts] == ["Spät – Nachtdienst é"]


def test_a_fold_inside_a_character():
    data = "SUMMARY:Nächte".encode()
    cut = data.index(b"\xc3") + 1
    assert decoded(data[:cut] + b"\r\n " + data[cut:]) == "SUMMARY:Nächte"
