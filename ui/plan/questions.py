"""Questions of My plan that are answered off the window's thread: frozen data in, offers out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from planner.clock import DAY, local_date
from planner.finding import BestPlan, Offer, Person, Request, Situation, offers, with_team
from planner.finding.remaining import best_remaining
from planner.model.placement import Placement
from planner.workspace import Workspace

SHOWN = 8
"""Offers shown; the first eight differ from each other."""


class Company:
    """A situation with the rest of the team, where the rota is a whole team's; worked out for the
    first search that asks, on its thread, and kept for the next ones.
    """

    def __init__(
        self, situation: Situation, colleagues: Sequence[Person], placement: Placement
    ) -> None:
        self._colleagues = colleagues
        self._dates = (placement.first, placement.last)
        self._situation = situation
        self._known: Situation | None = None

    def situation(self) -> Situation:
        """The situation with what is known of the team."""
        if not self._colleagues:
            return self._situation
        if self._known is None:
            self._known = with_team(self._situation, self._colleagues, *self._dates)
        return self._known


def offers_work(
    company: Company, request: Request, now: datetime
) -> Callable[[], tuple[Offer, ...]]:
    """The search for offers that start after now."""

    def work() -> tuple[Offer, ...]:
        return offers(company.situation(), replace(request, count=SHOWN, since=now))

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
    company = Company(ask.situation(), ask.colleagues(), placement)
    tomorrow = local_date(now, ask.zone()) + DAY

    def work(cancelled: Callable[[], bool]) -> BestPlan | None:
        return best_remaining(
            company.situation(), placement, scheme, allowance, tomorrow, cancelled=cancelled
        )

    return work
