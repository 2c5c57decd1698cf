"""What a file says of entries beyond the dates of its shifts: they are gone by its own word."""

from datetime import date

import pytest

from planner.model.rota import RotaFile
from planner.rota import compare, read_rota


def entry(day, uid="", *more, label="LD"):
    times = f"DTSTART:202608{day:02}T080000", f"DTEND:202608{day:02}T200000"
    return "\n".join(
        ["BEGIN:VEVENT", f"UID:{uid or day}", f"SUMMARY:{label}", *times, *more, "END:VEVENT"]
    )


def rota(*entries, method="", **how):
    head = ["BEGIN:VCALENDAR", *([f"METHOD:{method}"] if method else [])]
    text = "\n".join([*head, *entries, "END:VCALENDAR"])
    return read_rota([RotaFile("rota.ics", text.encode())], **how)


def days(shifts):
    return [shift.span.start.day for shift in shifts]


def gone_and_kept(old, new):
    """The days of August of the shifts that are gone, and of those that still stand."""
    changes = compare(old.shifts, new.shifts, zone=new.zone, covers=new.covers, told=new.told)
    assert not changes.added
    assert not changes.moved
    return days(changes.removed), days(changes.kept)


WEEK = [entry(day) for day in range(3, 8)]
DAILY = "RRULE:FREQ=DAILY;COUNT=10"


def test_the_last_shift_marked_as_cancelled_is_gone():
    new = rota(*WEEK[:4], entry(7, "", "STATUS:CANCELLED", "SEQUENCE:1"))
    assert gone_and_kept(rota(*WEEK), new) == ([7], [])


def test_the_last_shift_left_out_without_a_word_still_stands():
    assert gone_and_kept(rota(*WEEK), rota(*WEEK[:4])) == ([], [7])


def test_a_cancellation_speaks_of_its_own_date_and_uid_alone():
    old = rota(*WEEK, entry(8, "7"), entry(9, "x"))
    new = rota(*WEEK[:4], entry(7, "", "STATUS:CANCELLED"))
    assert gone_and_kept(old, new) == ([7], [8, 9])


def test_a_cancelled_entry_without_a_uid_tells_nothing():
    old, new = entry(7).replace("UID:7", "UID:"), entry(7, "", "STATUS:CANCELLED")
    assert gone_and_kept(rota(*WEEK[:4], old), rota(*WEEK[:4], new.replace("UID:7", "UID:"))) == (
        [],
        [7],
    )


def test_a_night_is_cancelled_on_the_local_date_of_its_start():
    """23:30 in UTC is the next date in London in summer."""
    times = "DTSTART:20260807T233000Z", "DTEND:20260808T070000Z"
    night = "\n".join(["BEGIN:VEVENT", "UID:n", "SUMMARY:N", *times, "END:VEVENT"])
    cancelled = night.replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY")
    assert gone_and_kept(rota(*WEEK, night), rota(*WEEK, cancelled)) == ([7], [])


@pytest.mark.parametrize(
    ("more", "gone"),
    [
        (("RRULE:FREQ=DAILY;UNTIL=20260809T230000",), [10, 11, 12]),
        (("RRULE:FREQ=DAILY;COUNT=8",), [11, 12]),
        ((DAILY, "EXDATE:20260811T080000,20260812T080000"), [11, 12]),
        ((DAILY, "EXDATE;VALUE=DATE:20260812"), [12]),
    ],
)
def test_dates_that_a_series_does_not_name_any_more_are_gone(more, gone):
    old, new = rota(entry(3, "s", DAILY)), rota(entry(3, "s", *more))
    assert gone_and_kept(old, new) == (gone, [])


def test_an_occurrence_that_was_cancelled_is_gone():
    replaced = entry(12, "s", "RECURRENCE-ID:20260812T080000", "STATUS:CANCELLED")
    series = entry(3, "s", DAILY)
    assert gone_and_kept(rota(series), rota(series, replaced)) == ([12], [])


def test_a_series_that_was_deleted_at_the_start_is_gone():
    """So Google writes one: its last date lies before its first."""
    old = rota(*WEEK, entry(10, "s", DAILY))
    new = rota(*WEEK, entry(10, "s", "RRULE:FREQ=DAILY;UNTIL=20260801T000000"))
    assert gone_and_kept(old, new) == (list(range(10, 20)), [])


def test_a_message_that_cancels_a_series_need_not_repeat_its_rule():
    old = rota(*WEEK, entry(10, "s", DAILY))
    parts = [
        RotaFile("a.ics", "\n".join(["BEGIN:VCALENDAR", *WEEK, "END:VCALENDAR"]).encode()),
        RotaFile(
            "b.ics",
            "\n".join(
                ["BEGIN:VCALENDAR", "METHOD:CANCEL", entry(10, "s"), "END:VCALENDAR"]
            ).encode(),
        ),
    ]
    assert gone_and_kept(old, read_rota(parts)) == (list(range(10, 20)), [])


def test_what_lies_before_the_first_date_of_a_series_still_stands():
    """A feed that begins later lets the past of a series drop out of sight."""
    old = rota(entry(3, "s", DAILY))
    new = rota(entry(6, "s", "RRULE:FREQ=DAILY;COUNT=7"))
    assert gone_and_kept(old, new) == ([], [3, 4, 5])


def test_a_series_without_an_end_speaks_as_far_as_it_was_followed():
    series = entry(3, "s", "RRULE:FREQ=DAILY")
    far, near = (rota(series, until=date(2026, 8, day)) for day in (12, 9))
    assert gone_and_kept(far, near) == ([], [10, 11, 12])
    weekly = rota(entry(3, "s", "RRULE:FREQ=WEEKLY"), until=date(2026, 8, 12))
    assert gone_and_kept(rota(series, until=date(2026, 8, 14)), weekly) == (
        [4, 5, 6, 7, 8, 9, 11, 12],
        [13, 14],
    )


def test_a_series_speaks_for_its_own_occurrences_alone():
    """Writers that give one UID to everything do not take everything back with one series."""
    old = rota(entry(3, "1", "RRULE:FREQ=DAILY;COUNT=2"), entry(9, "1"), entry(10, "t", DAILY))
    new = rota(entry(3, "1", "RRULE:FREQ=DAILY;COUNT=2"))
    assert gone_and_kept(old, new) == ([], [9, *range(10, 20)])


def test_a_series_that_cannot_be_followed_tells_nothing():
    new = rota(entry(3, "s", "RRULE:FREQ=OFTEN"))
    gone, kept = gone_and_kept(rota(entry(3, "s", DAILY)), new)
    assert (gone, kept) == ([], list(range(4, 13)))
