"""Days on which the doctor is not there, whatever the rota says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from planner.clock import days_span
from planner.errors import WrongUse
from planner.model.kind import Kind
from planner.model.rota import Shift


@dataclass(frozen=True, slots=True, order=True)
class SickDays:
    """The first and the last day off sick, both included. Raises WrongUse the wrong way round."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise WrongUse(
                "The sick days end before they begin. Give the first day, then the last."
            )


def with_sick_days(
    shifts: tuple[Shift, ...], sick: Iterable[SickDays], zone: ZoneInfo, person: str = ""
) -> tuple[Shift, ...]:
    """The shifts with sick leave among them, by start. What is rostered stays rostered."""
    leave = [
        Shift(
            person,
            days_span(each.first, each.last, zone),
            Kind.SICK,
            Kind.SICK.words,
            all_day=True,
        )
        for each in sick
    ]
    return tuple(sorted((*shifts, *leave), key=lambda shift: shift.span)) if leave else shifts
