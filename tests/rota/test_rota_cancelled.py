"""Cancellations of entries that stand elsewhere in the rota."""

import pytest

from planner.model.rota import Done, RotaFile
from planner.rota import read_rota

DAY = "UID:{uid}\nSUMMARY:{label}\nDTSTART:202608{day:02}T080000\nDTEND:202608{day:02}T200000"
SERIES = DAY.format(uid="s", label="SD", day=3) + "\nRRULE:FREQ=DAILY;COUNT=4"


def day(number, uid="a", label="LD", more=""):
    return DAY.format(uid=uid, label=label, day=number) + (f"\n{more}" if more else "")


def calendar(*entries, method=""):
    head = f"METHOD:{method}\n" if method else ""
    events = "".join(f"BEGIN:VEVENT\n{entry}\nEND:VEVENT\n" for entry in entries)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{events}END:VCALENDAR\n"


def cancel(*entries):
    return calendar(*entries, method="CANCEL")


def days(*texts, apart):
    """The days of August on which shifts are left, read as one file or as several."""
    parts = texts if apart else ("".join(texts),)
    reading = read_rota([RotaFile(f"{n}.ics", part.encode()) for n, part in enumerate(parts)])
    return [shift.span.start.day for shift in reading.shifts], reading.problems


both = pytest.mark.parametrize("apart", [False, True])


@both
@pytest.mark.parametrize("order", [1, -1])
def test_an_equal_or_higher_sequence_cancels(apart, order):
    for sequence in ("", "SEQUENCE:0", "SEQUENCE:2"):
        texts = [calendar(day(5), day(6, "b")), cancel(day(5, more=sequence))][::order]
        left, problems = days(*texts, apart=apart)
        assert left == [6]
        assert all(problem.done is Done.LEFT_OUT for problem in problems)


@both
def test_a_lower_sequence_was_overtaken(apart):
    texts = calendar(day(5, more="SEQUENCE:3")), cancel(day(5, more="SEQUENCE:2"))
    assert days(*texts, apart=apart)[0] == [5]


@both
@pytest.mark.parametrize(("changed", "left"), [("20260701T100000Z", []), ("20260701T120000Z", [5])])
def test_of_equal_sequences_the_later_counts(apart, changed, left):
    texts = (
        calendar(day(5, more=f"DTSTAMP:{changed}")),
        cancel(day(5, more="DTSTAMP:20260701T110000Z")),
    )
    assert days(*texts, apart=apart)[0] == left


@both
def test_other_words_and_times_cancel_by_the_uid(apart):
    texts = calendar(day(5), day(6, "b")), cancel(day(9, label="Cancelled: LD"))
    assert days(*texts, apart=apart)[0] == [6]


@both
def test_one_occurrence_is_cancelled_alone(apart):
    texts = calendar(SERIES), cancel(day(4, "s", more="RECURRENCE-ID:20260804T080000"))
    assert days(*texts, apart=apart)[0] == [3, 5, 6]


@both
def test_a_series_is_cancelled_with_what_stood_in_for_it(apart):
    moved = day(10, "s", more="RECURRENCE-ID:20260804T080000")
    texts = calendar(SERIES, moved, day(20, "b")), cancel(day(3, "s", "SD"))
    assert days(*texts, apart=apart)[0] == [20]


@both
def test_a_uid_that_a_writer_gives_to_everything_cancels_by_the_start(apart):
    texts = calendar(*(day(n, "same") for n in range(1, 9))), cancel(day(5, "same"))
    assert days(*texts, apart=apart)[0] == [1, 2, 3, 4, 6, 7, 8]


@both
def test_a_cancelled_version_beside_the_one_that_was_confirmed(apart):
    texts = calendar(day(5), day(6, "b")), calendar(day(5, more="STATUS:CANCELLED\nSEQUENCE:1"))
    assert days(*texts, apart=apart)[0] == [6]


@both
def test_a_shift_that_was_moved_and_marked_cancelled_at_its_old_time_stands(apart):
    texts = calendar(day(7)), calendar(day(5, more="STATUS:CANCELLED"))
    assert days(*texts, apart=apart)[0] == [7]


@both
def test_entries_without_a_uid_cancel_nothing(apart):
    texts = calendar(day(5, "")), cancel(day(5, "", more="SEQUENCE:9"))
    assert days(*texts, apart=apart)[0] == [5]
