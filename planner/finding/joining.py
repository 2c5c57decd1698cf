"""What happens then, and who else is there: meetings to join, and the rest of the team."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from planner.clock import days_span
from planner.finding.attending import Attending, Hours, Person
from planner.finding.situation import Busy, Situation
from planner.model.opportunity import Opportunity
from planner.model.rota import RotaFile
from planner.spans import gaps


def read_opportunities(files: Sequence[RotaFile], until: date) -> tuple[Opportunity, ...]:
    """The entries with times of calendar files, by start; those that repeat without an end up to
    ``until``, included. Raises UnreadableInput for what is no calendar.
    """
    from planner.rota import read_rota  # with_team is asked more often, and needs no reading

    if not files:
        return ()
    found = {
        Opportunity(shift.label or "an entry without a name", shift.span)
        for shift in read_rota(files, until=until).shifts
        if not shift.all_day
    }
    return tuple(sorted(found, key=lambda each: (each.span, each.title)))


def with_team(situation: Situation, people: Iterable[Person], first: date, last: date) -> Situation:
    """The situation with what is known of the others of the team from ``first`` to ``last``: each
    is busy where no window of their own rota, and no gap of their calendar, says otherwise.
    """
    hours = Hours(first, last, situation.zone, situation.core, situation.holidays)
    return replace(situation, team=tuple(_busy(person, hours) for person in people))


def _busy(person: Person, hours: Hours) -> Busy | None:
    if person.situation is None and person.calendar is None:
        return None
    whole = days_span(hours.first, hours.last, hours.zone)
    return tuple(gaps(Attending(person, hours).free, whole))
