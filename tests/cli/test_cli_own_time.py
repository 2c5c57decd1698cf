"""Own time, days off, opportunities and schemes of one's own, on the command line."""

from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "acute-medicine-st4.ics"
DATES = ("--from", "2026-10-05", "--to", "2026-11-01")
SCHEME = """
[ours]
title = "Leadership time, our trust"
sessions = 1
per = "week"
average_weeks = 4
shortest = 4
usual = 4
longest = 4
"""
MEETING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//tests//EN
BEGIN:VEVENT
UID:board@example.org
DTSTAMP:20260801T000000Z
DTSTART;TZID=Europe/London:20261020T140000
DTEND;TZID=Europe/London:20261020T150000
SUMMARY:Board meeting
END:VEVENT
END:VCALENDAR
"""


def starts(answer):
    return [offer["start"] for offer in answer.json["offers"]]


def test_weekends_are_found_only_when_they_are_given(leadtime):
    asked = ("find", SAMPLE, "--hours", "8", *DATES, "--count", "50", "--json")
    weekend = {"2026-10-24", "2026-10-25", "2026-10-31", "2026-11-01", "2026-10-10", "2026-10-11"}
    assert not weekend.intersection(start[:10] for start in starts(leadtime(*asked)))
    assert weekend.intersection(start[:10] for start in starts(leadtime(*asked, "--weekends")))


def test_a_meeting_is_joined(leadtime, tmp_path):
    path = tmp_path / "meetings.ics"
    path.write_text(MEETING.replace("\n", "\r\n"), encoding="utf-8")
    answer = leadtime("find", SAMPLE, "--hours", "4", *DATES, "--opportunity", path, "--json")
    joined = [o for o in answer.json["offers"] if "joins Board meeting" in o["reasons"]]
    assert {offer["start"][:10] for offer in joined} == {"2026-10-20"}


def test_the_plan_joins_meetings_that_go_on_for_ever(leadtime, tmp_path):
    path = tmp_path / "meetings.ics"
    weekly = MEETING.replace("SUMMARY", "RRULE:FREQ=WEEKLY\nSUMMARY").replace("\n", "\r\n")
    path.write_text(weekly, encoding="utf-8")
    asked = ("plan", SAMPLE, "--scheme", "foundation-sdt", *DATES, "--json", "--opportunity", path)
    reasons = [session["reasons"] for session in leadtime(*asked).json["sessions"]]
    assert any("joins Board meeting" in told for told in reasons)


def test_time_at_which_the_team_is_free_comes_first(leadtime):
    """Whoever plans, and a colleague with the same rota: free, and away from the ward, together."""
    asked = ("find", SAMPLE, "--hours", "4", *DATES, "--team", SAMPLE, "--json")
    told = [offer["reasons"] for offer in leadtime(*asked).json["offers"]]
    assert all("the rest of the team is free" in reasons for reasons in told)
    away = ("find", SAMPLE, "--hours", "4", *DATES, "--json")
    alone = [offer["reasons"] for offer in leadtime(*away).json["offers"]]
    assert not any("team" in reason for reasons in alone for reason in reasons)


def test_a_scheme_of_ones_own_from_a_file(leadtime, tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text(SCHEME, encoding="utf-8")
    answer = leadtime("plan", SAMPLE, "--scheme", path, *DATES, "--json")
    assert answer.json["allowance_hours"] == 16
    assert {session["hours"] for session in answer.json["sessions"]} == {4.0}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("title =", "cannot be read as a scheme"),
        (SCHEME + SCHEME.replace("ours", "theirs"), "describes 2 schemes"),
        (SCHEME.replace("usual = 4", "usual = 9"), "at least as long"),
        (SCHEME.replace("usual = 4\n", ""), "does not say its usual"),
    ],
)
def test_a_file_that_is_no_scheme_says_why(leadtime, tmp_path, content, told):
    path = tmp_path / "ours.toml"
    path.write_text(content, encoding="utf-8")
    answer = leadtime("plan", SAMPLE, "--scheme", path, *DATES)
    assert answer.code in {2, 3}
    assert told in answer.err


def test_days_off_are_kept_or_used(leadtime):
    asked = ("plan", SAMPLE, "--scheme", "chief-registrar", *DATES, "--json")
    kept = leadtime(*asked, "--keep-days-off").json["sessions"]
    assert {session["where"] for session in kept} <= {"in shift"}
