"""How much of an allowance is due by now."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from planner.clock import local_date
from planner.finding.schemes import allowance_hours
from planner.model.placement import Placement
from planner.model.scheme import Per, Scheme


def due(placement: Placement, scheme: Scheme) -> float:
    """Hours of protected time due over the whole placement."""
    return allowance_hours(
        scheme,
        placement.first,
        placement.last,
        share=placement.counted_share,
        hours=placement.hours,
    )


def due_so_far(placement: Placement, scheme: Scheme, zone: ZoneInfo, now: datetime) -> float:
    """The hours of it that are due for the days before ``now``'s."""
    yesterday = local_date(now, zone) - timedelta(days=1)
    if yesterday < placement.first:
        return 0.0
    last = min(yesterday, placement.last)
    if scheme.per is Per.PLACEMENT:
        # Due once, whenever in the placement: its days stand for how much by now.
        gone = (last - placement.first).days + 1
        return due(placement, scheme) * gone / (placement.weeks * 7)
    return allowance_hours(
        scheme, placement.first, last, share=placement.counted_share, hours=placement.hours
    )
