"""Entries that were read before, found again in the next version of their files."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.rota import Reading, RotaFile
from planner.rota import Labels, RotaReader, read_rota
from planner.rota.quick import texts
from planner.rota.quick.texts import KnownTexts

LABELS = Labels.load()
several = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=40)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([None, "a", "b", "c", "d", "e", "f"]), max_size=40),
    several,
    st.sampled_from([1, 2, 5, 32]),
    st.sampled_from([1, 3, 2048]),
)
def test_each_text_has_a_row_of_its_own_that_says_the_same(known, asked, block, far):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "_BLOCK", block)
        patch.setattr(texts, "_FAR", far)
        found = KnownTexts(known).match(asked)
    taken = [row for row in found.rows if row is not None]
    assert len(set(taken)) == len(taken)
    assert [known[row] for row in taken] == [
        text for row, text in zip(found.rows, asked, strict=True) if row is not None
    ]
    assert found.unknown == [place for place, row in enumerate(found.rows) if row is None]
    assert found.left == [
        row for row, text in enumerate(known) if text is not None and row not in taken
    ]
    # What stands in both once is found, wherever.
    once = {text for text in asked if asked.count(text) == known.count(text) == 1}
    assert once <= {known[row] for row in taken}


@given(several, st.permutations(range(40)), st.sets(st.integers(0, 39)))
def test_texts_that_differ_in_their_stamps_alone_are_found(labels, order, gone):
    def text(number: int, stamp: str) -> str:
        return f"\r\nUID:{number}\r\nDTSTAMP:{stamp}\r\nSUMMARY:{labels[number]}\r\n"

    known = KnownTexts([text(n, "20260101T000000Z") for n in range(len(labels)) if n not in gone])
    asked = [text(n, f"20260202T0000{n:02}Z") for n in order if n < len(labels)]
    found = known.match_but_for_stamps(asked, known.match(asked))
    assert len(found.unknown) == len(gone & set(range(len(labels))))


def rota(name: str, size: int) -> RotaFile:
    """A shift a day, from another date on for each name."""
    days = [date(2026, 1, 1) + timedelta(days=n + 400 * ord(name)) for n in range(size)]
    entries = "".join(
        f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTART:{day:%Y%m%d}T080000\r\n"
        f"DTEND:{day:%Y%m%d}T200000\r\nSUMMARY:LD\r\nEND:VEVENT\r\n"
        for day in days
    )
    return RotaFile(f"{name}.ics", f"BEGIN:VCALENDAR\r\n{entries}END:VCALENDAR\r\n".encode())


def kept(one: Reading, other: Reading) -> int:
    """How many shifts of a reading are the very objects of another one."""
    return len(set(map(id, one.shifts)) & set(map(id, other.shifts)))


def test_what_is_known_is_found_below_a_new_entry_and_in_another_order():
    reader, first = RotaReader(LABELS), rota("a", 300)
    head, *parts = first.data.decode().split("BEGIN:VEVENT")
    last, end = parts[-1].split("END:VCALENDAR")
    parts[-1] = last
    before = reader.read([first])
    for order in (
        ["\r\nDTSTART:20261111T080000\r\nSUMMARY:N\r\nEND:VEVENT\r\n", *parts],
        parts[::-1],
    ):
        data = "BEGIN:VEVENT".join([head, *order]) + "END:VCALENDAR" + end
        newer = [RotaFile("a.ics", data.encode())]
        found = reader.read(newer)
        assert found == read_rota(newer, labels=LABELS)
        assert kept(before, found) == 300


def test_files_are_known_by_their_names_else_by_what_is_left():
    reader = RotaReader(LABELS)
    files = [rota(name, 15) for name in "bcd"]
    before = reader.read(files)
    assert kept(before, reader.read([rota("a", 9), *files])) == 45
    assert reader.read(files) == before
    renamed = [RotaFile("b (1).ics", files[0].data), *files[1:]]
    assert kept(before, reader.read(renamed)) == 45
    # Two files of one name: what is known is one's alone.
    twice = [files[1], files[1]]
    assert reader.read(twice) == read_rota(twice, labels=LABELS)
    assert reader.read(files) == before
