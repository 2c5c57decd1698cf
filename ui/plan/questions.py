"""Questions of My plan that are answered off the window's thread: frozen data in, offers out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from planner.clock import DAY, local_date
from planner.finding import BestPlan, Offer, Request, Situation, offers
from planner.finding.remaining import best_remaining
from planner.workspace import Workspace

SHOWN = 8
"""Offers shown; the first eight differ from each other."""


def offers_work(
    situation: Situation, request: Request, now: datetime
) -> Callable[[], tuple[Offer, ...]]:
    """The search for offers that start after now."""

    def work() -> tuple[Offer, ...]:
        found = offers(situation, replace(request, count=SHOWN * 2))
        return tuple(offer for offer in found if offer.span.start >= now)[:SHOWN]

    return work


def best_plan_work(
    ask: Workspace, now: datetime
) -> Callable[[Callable[[], bool]], BestPlan | None] | None:
    """The making of the best plan from tomorrow to the end of the placement, None where there is no
    placement yet.
    """
    placement, scheme, allowance = ask.placement(), ask.scheme(), ask.allowance()
    if placement is None or scheme is None or allowance is None:
        return None
    situation = ask.situation()
    tomorrow = local_date(now, situation.zone) + DAY

    def work(cancelled: Callable[[], bool]) -> BestPlan | None:
        return best_remaining(
            situation, placement, scheme, allowance, tomorrow, cancelled=cancelled
        )

    return work
