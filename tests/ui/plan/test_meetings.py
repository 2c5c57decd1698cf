"""Meetings to join, in Find time: read from a file, kept, joined by offers, put away."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.ui.conftest import calendar, timed

FIRST = date(2026, 10, 5)
LEAVE = "\r\n".join(
    (
        "BEGIN:VEVENT",
        "UID:leave@meetings.example",
        "DTSTAMP:20261001T000000Z",
        "DTSTART;VALUE=DATE:20261021",
        "SUMMARY:Annual leave",
        "END:VEVENT",
    )
)


@pytest.fixture
def planned(start, tmp_path):
    """Four weeks of standard days, with a placement."""
    days = [FIRST + timedelta(days=n) for n in range(28)]
    entries = [timed("Standard Day", d, "0900", "1700") for d in days if d.weekday() < 5]
    rota = tmp_path / "rota.ics"
    rota.write_bytes(calendar(*entries))
    driver = start()
    driver.to_plan(rota)
    return driver


@pytest.fixture
def meetings(tmp_path) -> Path:
    path = tmp_path / "meetings.ics"
    path.write_bytes(calendar(timed("Near-miss meeting", date(2026, 10, 21), "1400", "1500")))
    return path


def words(driver) -> set[str]:
    """What the best offer says of itself."""
    return {reason.text for reason in driver.window.home.plan.finder.offers[0].reasons}


def test_offers_join_a_meeting_that_was_kept_until_it_is_put_away(planned, meetings):
    finder = planned.window.home.plan.finder
    planned.until(lambda: finder.offers)
    assert finder.meetings.said == ""
    assert not finder.meetings.remove.isVisible()
    planned.answers.files = (meetings,)
    planned.click(finder.meetings.add)
    planned.until(lambda: finder.meetings.said == "1 kept")
    planned.until(lambda: finder.offers and "joins Near-miss meeting" in words(planned))
    planned.click(finder.meetings.remove)
    planned.until(lambda: finder.offers and "joins Near-miss meeting" not in words(planned))
    assert finder.meetings.said == ""


def test_the_best_plan_joins_it_too(planned, meetings):
    plan = planned.window.home.plan
    planned.until(lambda: plan.finder.offers)
    plan.finder.meetings.take([meetings])
    planned.until(planned.ask.opportunities)
    planned.click(plan.best.make)
    planned.until(lambda: plan.best.offers)
    joined = [o for o in plan.best.offers for r in o.reasons if r.text == "joins Near-miss meeting"]
    assert [offer.span.start.date() for offer in joined] == [date(2026, 10, 21)]


def test_a_calendar_without_a_meeting_says_so(planned, tmp_path):
    finder = planned.window.home.plan.finder
    planned.until(lambda: finder.offers)
    leave = tmp_path / "leave.ics"
    leave.write_bytes(calendar(LEAVE))
    finder.meetings.take([leave])
    planned.until(lambda: "no meeting" in planned.window.notice.words())
    assert planned.ask.opportunities() == ()
