"""The placement week by week: what lies in each week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from planner.clock import local_date, monday
from planner.model.plan import Plan
from planner.model.session import State


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday: hours by state, and which days are taken.

    ``taken`` are the runs of days of nights and leave, each as its first weekday (0 is Monday) and
    the one after its last.
    """

    first: date
    hours: Mapping[State, float]
    taken: tuple[tuple[int, int], ...]

    @property
    def total(self) -> float:
        """Hours of all states."""
        return sum(self.hours.values())


def weeks(plan: Plan) -> tuple[Week, ...]:
    """The weeks that a placement touches. A session counts to the week in which it starts."""
    taken = frozenset(plan.nights_and_leave or ())
    first, last = monday(plan.placement.first), plan.placement.last
    return tuple(
        Week(day, _hours(plan, day, plan.zone), _runs(taken, day))
        for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1, 7))
    )


def _hours(plan: Plan, first: date, zone: ZoneInfo) -> dict[State, float]:
    hours: dict[State, float] = {}
    for session in plan.sessions:
        if monday(local_date(session.span.start, zone)) == first:
            hours[session.state] = hours.get(session.state, 0.0) + session.span.hours
    return hours


def _runs(taken: frozenset[date], first: date) -> tuple[tuple[int, int], ...]:
    days = [n for n in range(7) if first + timedelta(days=n) in taken]
    starts = [n for n in days if n - 1 not in days]
    ends = [n + 1 for n in days if n + 1 not in days]
    return tuple(zip(starts, ends, strict=True))
