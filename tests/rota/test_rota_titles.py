"""The hours in titles as a witness of the times."""

import pytest

from planner.model.rota import Done


def entry(day, start, end, title, zone=""):
    return (
        f"SUMMARY:{title}\nDTSTART:202608{day:02}T{start}00{zone}\n"
        f"DTEND:202608{day:02}T{end}00{zone}\nUID:{day}"
    )


def said(reading):
    return [p.what for p in reading.problems if "hours than" in p.what and p.done is Done.KEPT]


def test_times_an_hour_off_their_titles_point_to_the_zone(read):
    """A rota from Amsterdam in UTC, read as one of London: every title says an hour later."""
    (words,) = said(
        read(*(entry(n, "0725", "1541", "D04 [09:25 - 17:41]", "Z") for n in (3, 4, 5)))
    )
    assert words.startswith("3 entries stand at other hours than their titles say, first “D04")
    assert "08:25–16:41 on Mon 3 Aug" in words
    assert words.endswith(
        "All are 1 h earlier than their titles: check the rota's time zone, taken as Europe/London."
    )


def test_local_times_that_were_written_as_utc(read):
    (words,) = said(read(*(entry(n, "0800", "2030", "LD 08:00-20:30", "Z") for n in (3, 4, 5))))
    assert "All are 1 h later" in words


def test_a_single_one_is_said_without_a_guess(read):
    (words,) = said(read(entry(3, "0800", "2030", "N 20:30-09:00")))
    assert words.startswith("One entry stands at other hours than its title says, “N 20:30-09:00”")
    assert "time zone" not in words


@pytest.mark.parametrize(
    "lines",
    [
        entry(3, "0800", "2030", "LD 08:00-20:30"),
        entry(3, "0800", "2000", "LD 08:00-20:30"),
        entry(3, "0800", "2030", "LD"),
        "SUMMARY:LD 08:00-20:30\nDTSTART;VALUE=DATE:20260803",
    ],
)
def test_titles_that_agree_or_say_nothing(read, lines):
    assert said(read(lines)) == []
