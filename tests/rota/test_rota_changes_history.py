"""Neighbouring versions of real rotas: the differences that a person would name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from planner.errors import UnreadableInput
from planner.model.rota import Reading, Shift
from planner.rota import compare, load_file, read_rota

UNTIL = date(2026, 12, 31)
"""Series without an end are followed to one date in all versions."""

# Rota, version, next version (that can be read): how many shifts were added, are gone, moved (in
# time), were relabelled, and are out of the newer file's reach. Read beside the files; what is
# behind the larger ones is said above them.
EXPECTED = {
    # One label was spelt anew.
    ("h0109b5", "0000", "0001"): (0, 0, 0, 1, 0),
    ("h095609", "0000", "0001"): (0, 0, 0, 0, 0),
    ("h0ece38", "0000", "0001"): (0, 0, 0, 0, 0),
    # The next week: the last one still stands.
    ("h0ece38", "0001", "0002"): (5, 0, 0, 0, 5),
    ("h0ece38", "0002", "0003"): (0, 0, 0, 0, 0),
    ("h0ece38", "0003", "0004"): (5, 0, 0, 0, 5),
    # Three months more; days off until the next morning; other codes.
    ("h17029d", "0000", "0051"): (72, 0, 38, 24, 0),
    ("h17029d", "0051", "0068"): (2, 0, 0, 0, 0),
    # The feed begins later: its past is not gone.
    ("h17029d", "0068", "0120"): (50, 0, 1, 0, 13),
    ("h17029d", "0120", "0135"): (0, 4, 6, 0, 6),
    ("h1fe370", "0000", "0538"): (34, 0, 0, 0, 62),
    ("h1fe370", "0538", "1344"): (29, 0, 0, 0, 34),
    ("h1fe370", "1344", "2146"): (43, 0, 0, 0, 29),
    ("h1fe370", "2146", "2147"): (0, 0, 0, 0, 0),
    ("h1fe370", "2147", "2148"): (0, 0, 0, 0, 0),
    # Every turn one step on: another pattern for the whole year.
    ("h3227b6", "0000", "0001"): (72, 71, 0, 137, 1),
    ("h3516ba", "0001", "0002"): (0, 0, 0, 0, 0),
    ("h3516ba", "0002", "0004"): (0, 0, 0, 0, 0),
    ("h3516ba", "0004", "0006"): (0, 0, 0, 0, 0),
    ("h3516ba", "0006", "0008"): (0, 0, 0, 0, 0),
    ("h3516ba", "0008", "0014"): (0, 0, 0, 0, 0),
    # Rest days added, every label written anew.
    ("h506f23", "0000", "0001"): (31, 5, 0, 59, 0),
    ("h506f23", "0001", "0002"): (0, 0, 2, 0, 0),
    # Other words for all shifts.
    ("h53a028", "0000", "0010"): (0, 0, 0, 11, 0),
    # All an hour earlier (the zone was mended), two new.
    ("h53a028", "0010", "0020"): (2, 0, 11, 0, 0),
    ("h53a028", "0020", "0076"): (4, 0, 0, 0, 13),
    ("h53a028", "0076", "0077"): (0, 0, 0, 0, 1),
    ("h53a028", "0077", "0079"): (2, 0, 0, 0, 0),
    # Each day stood there twice, under two UIDs; the next month came.
    ("h553a77", "0000", "0001"): (31, 0, 8, 0, 0),
    ("h553a77", "0001", "0540"): (36, 0, 0, 0, 62),
    ("h553a77", "0540", "0809"): (40, 0, 3, 0, 31),
    ("h553a77", "0809", "1618"): (31, 0, 0, 0, 45),
    ("h553a77", "1618", "2155"): (43, 0, 0, 0, 31),
    ("h5f9ce5", "0001", "0004"): (1, 3, 0, 0, 1),
    ("h5f9ce5", "0004", "0014"): (9, 1, 3, 0, 0),
    ("h5f9ce5", "0014", "0032"): (25, 0, 0, 0, 0),
    ("h5f9ce5", "0032", "0033"): (0, 0, 1, 0, 0),
    ("h5f9ce5", "0033", "0034"): (0, 3, 0, 0, 0),
    ("h60d34c", "0000", "0001"): (21, 0, 0, 0, 0),
    ("h60d34c", "0001", "0002"): (0, 0, 2, 0, 5),
    ("h60d34c", "0002", "0004"): (0, 0, 0, 0, 0),
    ("h60d34c", "0004", "0013"): (83, 1, 2, 6, 44),
    ("h60d34c", "0013", "0014"): (0, 0, 0, 0, 0),
    ("h8a7937", "0009", "0018"): (375, 0, 0, 0, 0),
    # Only the first years again.
    ("h8a7937", "0018", "0026"): (0, 0, 0, 0, 430),
    ("h8a7937", "0026", "0031"): (353, 0, 0, 0, 0),
    ("h8a7937", "0031", "0033"): (87, 0, 0, 0, 0),
    ("h8a7937", "0033", "0034"): (1, 0, 0, 0, 0),
    ("h933675", "0000", "0004"): (5, 0, 0, 0, 0),
    ("h933675", "0004", "0009"): (6, 1, 0, 0, 1),
    # Only the first days: what lies after them still stands.
    ("h933675", "0009", "0022"): (1, 0, 1, 0, 11),
    ("h933675", "0022", "0032"): (15, 0, 0, 0, 0),
    ("h933675", "0032", "0034"): (4, 0, 0, 0, 0),
    ("h9679e5", "0553", "1106"): (31, 0, 0, 0, 33),
    ("h9679e5", "1106", "1660"): (29, 0, 0, 0, 31),
    ("h9679e5", "1660", "2209"): (43, 0, 0, 0, 29),
    ("h9679e5", "2209", "2211"): (0, 0, 0, 0, 0),
    ("h9679e5", "2211", "2212"): (0, 0, 0, 0, 0),
    # Series without end got a last date: what came after it is gone by the file's own word.
    ("h9c6cad", "0000", "0014"): (0, 23, 0, 0, 0),
    ("h9c6cad", "0014", "0055"): (0, 0, 0, 0, 0),
    ("h9c6cad", "0055", "0069"): (0, 0, 0, 0, 0),
    ("h9c6cad", "0069", "0096"): (0, 0, 0, 0, 0),
    ("h9c6cad", "0096", "0108"): (0, 0, 0, 0, 0),
    ("ha59047", "0001", "0002"): (0, 0, 0, 0, 0),
    # All an hour earlier under another label, one gone.
    ("ha59047", "0002", "0005"): (0, 1, 10, 0, 0),
    ("ha59047", "0005", "0007"): (0, 0, 1, 0, 0),
    ("ha59047", "0007", "0008"): (0, 0, 0, 0, 0),
    ("ha59047", "0008", "0009"): (6, 0, 0, 0, 0),
    ("hb9036a", "0004", "0007"): (1, 0, 0, 0, 0),
    ("hb9036a", "0007", "0011"): (5, 15, 25, 0, 44),
    # Markers of a cycle of 8 days set one day on.
    ("hb9036a", "0011", "0014"): (144, 140, 15, 92, 0),
    ("hb9036a", "0014", "0026"): (125, 125, 16, 69, 70),
    ("hb9036a", "0026", "0027"): (1, 0, 0, 0, 0),
    ("hc27e03", "0001", "0002"): (3, 3, 0, 0, 192),
    ("hc27e03", "0002", "0006"): (420, 3, 0, 0, 0),
    ("hc27e03", "0006", "0012"): (2, 0, 1, 0, 0),
    ("hc27e03", "0012", "0013"): (0, 3, 0, 0, 0),
    ("hc27e03", "0013", "0015"): (1, 0, 1, 0, 0),
    ("hcf0cc1", "0000", "0001"): (0, 0, 0, 0, 0),
    # A month more; the alarm before each shift is none.
    ("hcf0cc1", "0001", "0002"): (22, 0, 0, 0, 0),
    ("hd32190", "0000", "0001"): (3, 3, 0, 0, 0),
    # Series began: markers of a cycle of 8 days.
    ("hd32190", "0001", "0002"): (302, 4, 8, 0, 2),
    # The cycle set anew.
    ("hd32190", "0002", "0003"): (116, 126, 9, 170, 2),
    # The cycle set anew, three days earlier.
    ("hd32190", "0003", "0004"): (180, 177, 8, 113, 0),
    ("hd6036e", "0000", "0829"): (42, 0, 0, 0, 61),
    ("hd6036e", "0829", "1381"): (25, 0, 0, 0, 42),
    ("hd6036e", "1381", "1658"): (29, 0, 0, 0, 25),
    ("hd6036e", "1658", "2207"): (43, 0, 0, 0, 29),
    ("hd6036e", "2207", "2208"): (0, 0, 0, 0, 0),
    ("hd89074", "0000", "0001"): (120, 1, 2, 0, 0),
    # New UIDs every time; several short shifts a day.
    ("hd89074", "0001", "0002"): (20, 12, 10, 0, 0),
    ("he38e7c", "0001", "0002"): (0, 0, 1, 0, 0),
    ("he38e7c", "0002", "0008"): (228, 2, 1, 0, 0),
    ("he38e7c", "0008", "0010"): (0, 2, 0, 0, 0),
    ("he38e7c", "0010", "0013"): (5, 0, 0, 0, 0),
    # The version before held 64 shifts twice; all copies are gone again.
    ("he38e7c", "0013", "0014"): (0, 0, 0, 0, 0),
    ("heaad94", "0000", "0001"): (3, 1, 0, 0, 0),
    ("heaad94", "0001", "0002"): (3, 0, 0, 0, 0),
    ("heaad94", "0002", "0004"): (15, 0, 0, 0, 0),
    ("heaad94", "0004", "0005"): (9, 0, 0, 0, 0),
    ("heaad94", "0005", "0006"): (15, 0, 0, 0, 0),
    ("hf36ea4", "0000", "0014"): (0, 0, 0, 0, 0),
    ("hf36ea4", "0014", "0055"): (0, 0, 0, 0, 0),
    ("hf36ea4", "0055", "0069"): (0, 0, 0, 0, 0),
    ("hf36ea4", "0069", "0096"): (0, 0, 0, 0, 0),
    ("hf36ea4", "0096", "0108"): (0, 0, 0, 0, 0),
    ("hf6ea7a", "0184", "0368"): (3, 3, 3, 0, 10),
    ("hf6ea7a", "0368", "0733"): (16, 1, 0, 0, 14),
    ("hf6ea7a", "0733", "0734"): (1, 0, 0, 0, 0),
    ("hf6ea7a", "0734", "0735"): (0, 0, 0, 0, 1),
    ("hf6ea7a", "0735", "0736"): (1, 0, 1, 0, 0),
}


@pytest.fixture(scope="module")
def pairs(corpus: Path) -> dict[tuple[str, str, str], tuple[Reading, Reading]]:
    found = {}
    for folder in sorted((corpus / "rota-history").iterdir()):
        versions = []
        for path in sorted(folder.glob("*.ics")):
            try:
                versions.append((path.name[:4], read_rota([load_file(path)], until=UNTIL)))
            except UnreadableInput:
                continue
        for (one, old), (other, new) in pairwise(versions):
            found[folder.name, one, other] = old, new
    return found


def between(old: Reading, new: Reading):
    return compare(old.shifts, new.shifts, zone=new.zone, covers=new.covers, told=new.told)


def counted(old: Reading, new: Reading) -> tuple[int, ...]:
    changes = between(old, new)
    relabelled = sum(pair.relabelled for pair in changes.moved)
    moved = len(changes.moved) - relabelled
    sizes = len(changes.added), len(changes.removed), moved, relabelled, len(changes.kept)
    stayed = len(old.shifts) - sizes[1] - len(changes.moved) - sizes[4]
    assert stayed == len(new.shifts) - sizes[0] - len(changes.moved), "something stands there twice"
    return sizes


def test_each_pair_of_neighbouring_versions(pairs):
    assert {names: counted(*pair) for names, pair in pairs.items()} == EXPECTED


def test_new_uids_or_none_double_nothing(pairs):
    for names, (old, _) in pairs.items():
        for uid in ("", "new"):
            renamed = _renamed(old.shifts, uid)
            assert not compare(old.shifts, renamed, zone=old.zone, covers=old.covers), names


def test_without_uids_as_many_shifts_stay(pairs):
    """UIDs only tell a shift that moved far from one that went while another came."""
    for names, (old, new) in pairs.items():
        known = between(old, new)
        bare = compare(
            _renamed(old.shifts, ""), _renamed(new.shifts, ""), zone=new.zone, covers=new.covers
        )
        assert len(known.added) - len(known.removed) - len(known.kept) == (
            len(bare.added) - len(bare.removed) - len(bare.kept)
        ), names
        assert len(bare.added) >= len(known.added), names


def test_there_and_back(pairs):
    """What one direction adds, the other takes away, where both speak of the same dates."""
    for names, (old, new) in pairs.items():
        there = compare(old.shifts, new.shifts, zone=new.zone)
        back = compare(new.shifts, old.shifts, zone=new.zone)
        assert (len(there.added), len(there.removed)) == (
            len(back.removed),
            len(back.added),
        ), names


def _renamed(shifts: Sequence[Shift], uid: str) -> list[Shift]:
    return [replace(one, uid=uid and f"{uid}-{n}") for n, one in enumerate(shifts)]
