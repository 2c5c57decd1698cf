"""The best plan for what is left of a placement that has begun."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from planner.clock import days_span
from planner.finding.best import BestPlan, best_plan, never
from planner.finding.schemes import allowance_hours
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
    them, unless the scheme carries nothing over: then only what is due from ``first`` on is. What
    is due once stays due once. None where no day of the placement is left. ``cancelled`` as for
    `best_plan`.
    """
    first = max(first, placement.first)
    if first > placement.last:
        return None
    ahead = days_span(first, placement.last, situation.zone)
    booked = total(overlap([ahead], situation.booked)).total_seconds() / 3600
    due = allowance.to_find + booked
    if not scheme.carries_over:
        due = min(
            due,
            allowance_hours(
                scheme, first, placement.last, share=placement.counted_share, hours=placement.hours
            ),
        )
    if scheme.per is not Per.PLACEMENT:
        weeks = ((placement.last - first).days + 1) / 7
        scheme, due = replace(scheme, per=Per.WEEK), due / weeks
    return best_plan(
        situation, scheme, first, placement.last, hours=due, already=booked, cancelled=cancelled
    )
