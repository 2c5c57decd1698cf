"""Reasons that hang on what the doctor prefers, on what happens, and on who else is free."""

from dataclasses import replace
from datetime import date

import pytest

from planner.finding import Request, Tone, offers
from planner.model.opportunity import Opportunity
from planner.model.placement import Half, Preferences

DAY = date(2026, 10, 15)
THURSDAY = "2026-10-15"


@pytest.fixture
def found(situation, week):
    """Offers in the week of Mon 12 Oct, all standard days."""

    def find(hours=4.0, count=8, **more):
        rota = replace(situation(week("2026-10-12")), **more)
        return offers(rota, Request(hours, date(2026, 10, 12), date(2026, 10, 16), count=count))

    return find


def reasons(offer):
    return {reason.text: reason.tone for reason in offer.reasons}


def test_a_preferred_weekday_and_half_come_first(found, at):
    wish = Preferences(weekdays=frozenset({3}), half=Half.AFTERNOON)
    best, *others = found(prefers=wish)
    assert best.span == at(THURSDAY, "13:00-17:00")
    assert reasons(best)["Thursday afternoon, as you prefer"] is Tone.GOOD
    assert all(other.score < best.score for other in others)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (Preferences(weekdays=frozenset({3})), "Thursday, as you prefer"),
        (Preferences(half=Half.MORNING), "morning, as you prefer"),
    ],
)
def test_one_preference_is_told_alone(found, wish, told):
    assert told in reasons(found(prefers=wish)[0])


def test_what_is_not_preferred_is_not_told(found):
    wish = Preferences(half=Half.AFTERNOON, weekdays=frozenset({6}))
    assert not any("prefer" in text for offer in found(prefers=wish) for text in reasons(offer))


def test_an_opportunity_is_joined(found, at):
    meeting = Opportunity("Near-miss meeting", at("2026-10-14", "11:00-12:00"))
    best = found(opportunities=(meeting,))[0]
    assert best.span.holds(meeting.span)
    assert reasons(best)["joins Near-miss meeting"] is Tone.GOOD


def test_a_session_begins_with_the_opportunity_where_that_is_how_to_join_it(found, at):
    meeting = Opportunity("Board", at("2026-10-14", "14:30-16:30"))
    assert found(hours=2.0, opportunities=(meeting,))[0].span == meeting.span


def test_half_of_a_meeting_is_not_joined(found, at):
    meeting = Opportunity("Governance", at("2026-10-14", "07:00-12:00"))
    assert not any("joins" in text for o in found(opportunities=(meeting,)) for text in reasons(o))


def test_time_at_which_the_team_is_free_comes_first(found, at):
    busy = tuple(at(f"2026-10-{day}", "09:00-17:00") for day in (12, 13, 14, 16))
    best, *others = found(team=(busy, ()))
    assert best.span.start.date() == DAY
    assert reasons(best)["the rest of the team is free"] is Tone.GOOD
    assert "1 of 2 of the team free" in reasons(others[-1])


def test_of_whom_nothing_is_known_is_not_free(found):
    best = found(team=((), None))[0]
    assert reasons(best)["1 of 2 of the team free, 1 not known"] is Tone.NEUTRAL


def test_what_nothing_is_known_of_changes_no_score(found):
    assert [o.score for o in found()] == [o.score for o in found(prefers=Preferences())]


def test_a_day_that_is_the_doctors_own_and_one_that_the_ward_gives_say_so(found, situation, shift):
    rota = situation([shift("2026-10-05", "09:00-17:00"), shift("2026-10-30", "09:00-17:00")])
    (free,) = offers(rota, Request(4, DAY, DAY, count=1))
    assert "free day inside core hours" in reasons(free)
    assert "inside a standard day" in reasons(found()[0])
