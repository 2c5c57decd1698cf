"""The best plan for what is left of a placement that has begun."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from planner.clock import days_span
from planner.finding.best import BestPlan, best_plan, never
from planner.finding.situation import Situation
from planner.model.placement import Placement
from planner.model.plan import Allowance
from planner.model.scheme import Per, Scheme
from planner.spans import overlap, total


def best_remaining(
    situation: Situation,
    placement: Placement,
    scheme: Scheme,
    allowance: Allowance,
    first: date,
    *,
    cancelled: Callable[[], bool] = never,
) -> BestPlan | None:
    """The best sessions from ``first`` to the end of the placement for all that is still to find.

    What earlier weeks earned and did not give is found again in the weeks left, spread evenly over
    them. None where no day of the placement is left. ``cancelled`` as for `best_plan`.
    """
    first = max(first, placement.first)
    if first > placement.last:
        return None
    ahead = days_span(first, placement.last, situation.zone)
    booked = total(overlap([ahead], situation.booked)).total_seconds() / 3600
    weeks = ((placement.last - first).days + 1) / 7
    even = replace(scheme, hours=(allowance.to_find + booked) / weeks, per=Per.WEEK)
    return best_plan(situation, even, first, placement.last, already=booked, cancelled=cancelled)
