"""The placement week by week: what lies in each week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from planner.clock import DAY, days_span, local_date, monday
from planner.model.plan import Plan
from planner.model.session import State
from planner.spans import Span, overlap, union


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday: hours by state, and which parts are taken.

    ``taken`` are the parts of it that hatched times cover inside the placement, as fractions of its
    length, from 0 to 1.
    """

    first: date
    hours: Mapping[State, float]
    taken: tuple[tuple[float, float], ...]

    @property
    def total(self) -> float:
        """Hours of all states."""
        return sum(self.hours.values())


def weeks(plan: Plan, strip: Sequence[Span]) -> tuple[Week, ...]:
    """The weeks that a placement touches. A session counts to the week in which it starts; taken
    times less than a day apart (nights in a row) are shown as one.
    """
    placement, zone = plan.placement, plan.zone
    whole = days_span(placement.first, placement.last, zone)
    taken = overlap(union(strip, bridge=DAY), [whole])
    found = []
    for ordinal in range(monday(placement.first).toordinal(), placement.last.toordinal() + 1, 7):
        first = date.fromordinal(ordinal)
        week = days_span(first, first + timedelta(days=6), zone)
        found.append(
            Week(
                first,
                _hours(plan, first, zone),
                tuple(_part(span, week) for span in overlap(taken, [week])),
            )
        )
    return tuple(found)


def _hours(plan: Plan, first: date, zone: ZoneInfo) -> dict[State, float]:
    hours: dict[State, float] = {}
    for session in plan.sessions:
        if monday(local_date(session.span.start, zone)) == first:
            hours[session.state] = hours.get(session.state, 0.0) + session.span.hours
    return hours


def _part(span: Span, week: Span) -> tuple[float, float]:
    return (span.start - week.start) / week.duration, (span.end - week.start) / week.duration
