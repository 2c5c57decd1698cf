"""What keeps plans within bounds: lengths of sessions, weekends, rules when time runs out."""

from dataclasses import replace
from datetime import date, timedelta

from planner.clock import LONDON, CoreHours, local_date
from planner.finding import Status, best_plan
from planner.finding.candidates import candidates
from planner.finding.safety import Safety
from planner.finding.weights import load_weights
from tests.finding.subsets import breaches, scheme_for

FIRST = date(2026, 10, 5)


def test_odd_lengths_fill_the_allowance_up_and_no_more(situation, week):
    """3.75 h a week are no multiple of a session: one session of an odd length makes up for it."""
    last = FIRST + timedelta(weeks=13, days=-1)
    plan = best_plan(
        situation(week("2026-10-05", 13)),
        scheme_for(3.75, 4, 4.0, spared=False, longest=8.0),
        FIRST,
        last,
    )
    assert (plan.status, plan.hours) == (Status.OPTIMAL, 48.75)
    assert sum(offer.hours not in (2, 4, 8) for offer in plan.sessions) == 1


def test_no_more_than_half_of_the_weekends_are_worked(situation, week):
    """W2: where weekends are core days, and no weekday is free, they take most of the plan."""
    core = CoreHours(weekdays=frozenset(range(7)))
    rota = situation(week("2026-10-05", 8), core=core)
    last = FIRST + timedelta(weeks=8, days=-1)
    plan = best_plan(rota, scheme_for(6.0, 2, 4.0, spared=False), FIRST, last)
    saturdays = {
        day - timedelta(days=day.weekday() - 5)
        for day in (local_date(offer.span.start, LONDON) for offer in plan.sessions)
        if day.weekday() >= 5
    }
    assert plan.status is Status.OPTIMAL
    assert breaches(rota, [offer.span for offer in plan.sessions]) == set()
    assert len(saturdays) == 3, "of the 7 weekends between the first date and the last"


def test_what_is_left_of_a_search_without_time_keeps_the_rules_and_all_that_fits(situation, shift):
    """Sixteen days in a row break rules together; what stays does not, and nothing fits beside."""
    frame = [shift("2026-10-05", "09:00-17:00"), shift("2026-11-01", "09:00-17:00")]
    rota = situation(frame, core=CoreHours(weekdays=frozenset(range(7))))
    wanted = replace(scheme_for(56.0, 4, 8.0, spared=False), shortest=8.0)
    days = FIRST + timedelta(days=1), FIRST + timedelta(days=16)
    found = candidates(rota, wanted, *days, 224.0, load_weights())
    spans = [each.offer.span for each in found]
    assert len(found) == 16
    assert breaches(rota, spans)
    kept = Safety(rota, found).part(range(16))
    assert breaches(rota, [spans[n] for n in kept]) == set()
    assert kept[:6] == list(range(6)), "of those that break a rule together the earlier stay"
    for other in set(range(16)) - set(kept):
        assert breaches(rota, [spans[n] for n in (*kept, other)])
