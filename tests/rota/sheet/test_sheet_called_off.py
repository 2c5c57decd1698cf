"""A large spreadsheet: called off midway whatever is being done with it, and no more work than it
is large.
"""

import sys

import pytest

from planner.errors import Cancelled
from planner.rota import Labels, RotaReader

LABELS = Labels.load()


def day(number: int) -> str:
    return f"{number % 28 + 1:02}/{number // 28 % 12 + 1:02}/2026"


TABLES = {
    "a list": lambda size: (
        ("Date", "Name", "Shift", "Start", "End"),
        *((day(n), f"Anna Br{'aeiou'[n % 5]}x", "LD", "8:00", "20:30") for n in range(size)),
    ),
    "weeks": lambda size: (
        ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        *((f"w/c {day(n * 7)}", "LD", "N", "", "SD", "AL", "", "") for n in range(size // 7)),
    ),
    "halves": lambda size: (
        ("Date", "AM", "PM"),
        *((day(n), "Clinic", "Theatre") for n in range(size)),
    ),
    "numbers": lambda size: (
        ("January 2026", ""),
        *((n % 28 + 1, "LD") for n in range(size)),
    ),
    "years": lambda size: (
        ("Date", "Shift"),
        ("1/2", "LD"),
        *((f"1/2/{1000 + n}", "LD") for n in range(size)),
    ),
    "codes": lambda size: (
        ("Name", *map(day, range(3))),
        *((f"X{n}", "08:00-20:30", "", "") for n in range(size)),
    ),
}


def work_between_looks(file) -> list[int]:
    """How many functions were called between each look at whether to go on and the next."""
    calls = [0]

    def cancelled() -> bool:
        calls.append(0)
        return False

    def count(_frame, event, _function) -> None:
        calls[-1] += event in ("call", "c_call")

    reader = RotaReader(LABELS)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        reader.read([file], cancelled=cancelled)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_work_grows_with_the_size_and_nothing_long_is_done_without_a_look(table, make_csv):
    small, large = (work_between_looks(make_csv(table(size))) for size in (700, 2800))
    assert sum(large) < 5 * sum(small)
    assert max(large) < sum(large) / 5


@pytest.mark.parametrize("program", ["make_csv", "make_xlsx", "make_ods"])
def test_a_spreadsheet_is_left_at_every_look(program, request):
    rows = TABLES["a list"](90)
    file = request.getfixturevalue(program)({"Rota": rows} if program == "make_xlsx" else rows)
    looks: list[None] = []
    RotaReader(LABELS).read([file], cancelled=lambda: looks.append(None) is not None)
    assert len(looks) > 15
    for most in range(len(looks)):
        left = iter([False] * most)
        with pytest.raises(Cancelled):
            RotaReader(LABELS).read([file], cancelled=lambda left=left: next(left, True))
