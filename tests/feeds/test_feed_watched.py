"""Watched files and folders, and rounds over several sources."""

import os
from datetime import UTC, datetime

import pytest

from planner.feeds import Address, Addresses, Look, attempts_after, look_at, look_on_disk
from planner.feeds.pace import Pacing
from planner.model.source import NOTHING_KNOWN, Source, SourceKind

NOW = datetime(2026, 10, 13, 9, 20, tzinfo=UTC)


@pytest.fixture
def rota(tmp_path, calendar):
    path = tmp_path / "rota.ics"
    path.write_bytes(calendar(12))
    return path


def touched(path, by=10):
    state = path.stat()
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns + by))


def test_a_file_is_new_once(rota, calendar):
    first = look_on_disk(rota, NOTHING_KNOWN)
    assert [file.data for file in first.files] == [calendar(12)]
    assert look_on_disk(rota, first.known).files is None


def test_a_file_that_was_saved_again_unchanged_is_not_new(rota):
    first = look_on_disk(rota, NOTHING_KNOWN)
    touched(rota)
    second = look_on_disk(rota, first.known)
    assert second.files is None
    assert second.known != first.known
    assert second.known.mark == first.known.mark


def test_a_file_that_changed_is_new(rota, calendar):
    first = look_on_disk(rota, NOTHING_KNOWN)
    rota.write_bytes(calendar(12, 13))
    assert look_on_disk(rota, first.known).files[0].data == calendar(12, 13)


def test_a_file_that_is_gone_is_a_problem_and_comes_back(rota, calendar):
    first = look_on_disk(rota, NOTHING_KNOWN)
    rota.unlink()
    gone = look_on_disk(rota, first.known)
    assert "rota.ics" in gone.problem
    assert gone.files is None
    rota.write_bytes(calendar(14))
    assert look_on_disk(rota, gone.known).files


def test_a_folder_is_its_rotas(tmp_path, rota, calendar):
    (tmp_path / "Notes.txt").write_text("not a rota")
    (tmp_path / "~$rota.xlsx").write_text("Office's lock")
    (tmp_path / ".hidden.ics").write_text("hidden")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "deep.ics").write_bytes(calendar(1))
    (tmp_path / "another.ICS").write_bytes(calendar(13))
    first = look_on_disk(tmp_path, NOTHING_KNOWN)
    assert [file.name for file in first.files] == ["another.ICS", "rota.ics"]
    assert look_on_disk(tmp_path, first.known).files is None
    (tmp_path / "third.ics").write_bytes(calendar(14))
    assert len(look_on_disk(tmp_path, first.known).files) == 3
    rota.unlink()
    assert len(look_on_disk(tmp_path, first.known).files) == 2


def test_a_folder_without_a_rota_says_so(tmp_path):
    assert "holds no rota file" in look_on_disk(tmp_path, NOTHING_KNOWN).problem


def watched(name, path, **rest):
    return Look(Source(name, SourceKind.FILE, str(path), NOW), **rest)


@pytest.fixture
def round_of(drawer, limits):
    def made(*looks, addresses=None, **rest):
        kept = addresses or Addresses(drawer, plain_http=True)
        return look_at(looks, kept, limits=limits, now=NOW, **rest)

    return made


def test_two_sources_are_one_rota(tmp_path, calendar, round_of):
    for name, day in (("a.ics", 12), ("b.ics", 13)):
        (tmp_path / name).write_bytes(calendar(day))
    found = round_of(watched("a", tmp_path / "a.ics"), watched("b", tmp_path / "b.ics"))
    assert len(found.reading.shifts) == 2
    assert [file.name for file in found.files] == ["a.ics", "b.ics"]


def test_one_that_fails_counts_with_its_last_good_files(tmp_path, calendar, round_of):
    (tmp_path / "a.ics").write_bytes(calendar(12))
    before = round_of(watched("a", tmp_path / "a.ics")).files
    (tmp_path / "a.ics").write_bytes(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUM")
    (tmp_path / "b.ics").write_bytes(calendar(13))
    found = round_of(
        watched("a", tmp_path / "a.ics", files=before), watched("b", tmp_path / "b.ics")
    )
    assert len(found.problems) == 1
    assert "a.ics" in found.problems[0]
    assert len(found.reading.shifts) == 2


def test_one_whose_files_were_not_kept_is_read_again_with_the_others(tmp_path, calendar, round_of):
    for name, day in (("a.ics", 12), ("b.ics", 13)):
        (tmp_path / name).write_bytes(calendar(day))
    path = tmp_path / "a.ics"
    first = round_of(watched("a", path)).reads[0].fetched
    attempts = attempts_after(watched("a", path).source, first, NOW, Pacing.load())
    read = Source("a", SourceKind.FILE, str(path), NOW, attempts)
    found = round_of(Look(read, due=False), watched("b", tmp_path / "b.ics"))
    assert len(found.reading.shifts) == 2
    path.unlink()
    found = round_of(Look(read, due=False), watched("b", tmp_path / "b.ics"))
    assert found.reading is None
    assert [bool(each.fetched.files) for each in found.reads] == [False, False]
    assert f"once {path} can be read" in found.problems[0]


def test_one_that_is_not_due_is_not_looked_at(tmp_path, calendar, round_of):
    (tmp_path / "b.ics").write_bytes(calendar(13))
    found = round_of(watched("a", tmp_path / "gone", due=False), watched("b", tmp_path / "b.ics"))
    assert [read.source for read in found.reads] == ["b"]
    assert not found.problems


def test_where_nothing_is_new_there_is_no_reading(tmp_path, rota, round_of):
    look = watched("a", rota)
    first = round_of(look)
    attempts = attempts_after(look.source, first.reads[0].fetched, NOW, Pacing.load())
    known = Source("a", SourceKind.FILE, str(rota), NOW, attempts)
    assert round_of(Look(known, first.files)).reading is None
    afresh = round_of(Look(known, first.files, afresh=True))
    assert afresh.reading == first.reading


def test_a_feed_without_its_address_asks_for_it(round_of):
    found = round_of(Look(Source("f", SourceKind.FEED, "rota.example.org", NOW)))
    assert "Enter it again" in found.problems[0]


def test_a_feed_is_read_by_its_kept_address(server, answer, calendar, drawer, round_of):
    server.answer = answer(body=calendar(12))
    drawer.kept["f"] = f"{server.root}/s3cr3t"
    said = []
    found = round_of(
        Look(Source("f", SourceKind.FEED, "rota.example.org", NOW)), progress=said.append
    )
    assert len(found.reading.shifts) == 1
    assert said == ["Reading rota.example.org…"]
    assert server.asked[0].path == "/s3cr3t"


def test_what_a_feed_gives_that_is_no_rota_is_a_problem_and_not_remembered(
    server, answer, round_of
):
    server.answer = answer(body=b'{"error": "no"}', headers={"ETag": '"v1"'})
    new = Address(f"{server.root}/s3cr3t", plain_http=True)
    found = round_of(Look(Source("f", SourceKind.FEED, "127.0.0.1", NOW), address=new))
    assert "not a calendar" in found.problems[0]
    assert found.reading is None
    assert found.reads[0].fetched.known == NOTHING_KNOWN


def test_a_round_can_be_called_off(server, answer, round_of):
    server.answer = answer(headers={"Content-Length": "5"}, hang=True)
    new = Address(f"{server.root}/s3cr3t", plain_http=True)
    look = Look(Source("f", SourceKind.FEED, "127.0.0.1", NOW), address=new)
    assert "called off" in round_of(look, cancelled=lambda: True).problems[0]
