"""Cutting a calendar into lines and entries: the same in pieces, and to be left between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import Cancelled
from planner.model.rota import RotaFile
from planner.rota import RotaReader, components
from planner.rota.components import content_lines, split

TEXTS = st.lists(
    st.sampled_from(
        ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "SUMMARY:LD", " folded", "\t", "X", "A:="]
    )
    | st.sampled_from(["\r\n", "\n", "\r", "\r\r\n", "\n\n", ""]),
    max_size=40,
).map("".join)


@given(TEXTS, st.integers(0, 9))
def test_in_pieces_the_lines_are_the_same(text, size):
    with pytest.MonkeyPatch.context() as patch:
        whole = list(content_lines(text)), split(text)
        patch.setattr(components, "_PIECE", size)
        assert (list(content_lines(text)), split(text)) == whole


def series(count: int) -> RotaFile:
    """Entries that repeat, which go the ordinary way."""
    entry = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:20261005T090000\r\nRRULE:FREQ=DAILY;COUNT=2\r\n"
    entries = "".join(f"{entry.format(n)}SUMMARY:LD\r\nEND:VEVENT\r\n" for n in range(count))
    text = f"BEGIN:VCALENDAR\r\n{entries}END:VCALENDAR\r\n"
    return RotaFile("rota.ics", text.encode())


def test_the_ordinary_way_can_be_left_wherever_it_takes_long(monkeypatch):
    """In the cutting into lines, in the entries, and in what follows from their rules."""
    monkeypatch.setattr(components, "_PIECE", 4096)
    asked: list[int] = []
    for count in (300, 600):
        looks: list[None] = []
        RotaReader().read((series(count),), cancelled=lambda seen=looks: seen.append(None))
        asked.append(len(looks))
    lines, rules = 300 * 90 // 4096, 300 // 128
    assert asked[1] >= asked[0] + lines + rules
    for number in range(0, asked[0], 5):
        left = iter([False] * number)
        with pytest.raises(Cancelled):
            RotaReader().read((series(300),), cancelled=lambda left=left: next(left, True))
