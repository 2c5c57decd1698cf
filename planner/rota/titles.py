"""The hours in titles as a witness of the times of entries."""

from collections.abc import Sequence
from datetime import time, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

from planner.clock import local_date
from planner.model.rota import Shift
from planner.model.words import clock_words, day_words, hours_words
from planner.rota.labels import stated_hours
from planner.spans import HOUR


def off_their_titles(shifts: Sequence[Shift], zone: ZoneInfo) -> list[tuple[Shift, timedelta]]:
    """The timed shifts whose titles state other hours ("D0459 [09:25 - 17:41]" at 08:25), both the
    start and the end; each with how much later it would start by its title, at most 12 h.
    """
    labels = set(map(attrgetter("label"), shifts))
    stated = {label: hours for label in labels if (hours := stated_hours(label)) is not None}
    found: list[tuple[Shift, timedelta]] = []
    for shift in shifts if stated else ():
        hours = stated.get(shift.label)
        if hours is None or shift.all_day:
            continue
        start, end = shift.span.start.astimezone(zone), shift.span.end.astimezone(zone)
        if start.time() != hours.start and end.time() != hours.end:
            found.append((shift, _apart(start.time(), hours.start)))
    return found


def titles_words(odd: list[tuple[Shift, timedelta]], zone: ZoneInfo) -> str:
    """That titles state other hours, as a sentence or two."""
    first = odd[0][0]
    hours, day = clock_words(first.span, zone), day_words(local_date(first.span.start, zone))
    count = "One entry stands" if len(odd) == 1 else f"{len(odd)} entries stand"
    title = "its title says" if len(odd) == 1 else "their titles say"
    which = "" if len(odd) == 1 else "first "
    advice = "Check which is right."
    apart = {by for _, by in odd}
    if len(odd) > 2 and len(apart) == 1:
        (by,) = apart
        way = "earlier" if by > timedelta(0) else "later"
        advice = (
            f"All are {hours_words(abs(by) / HOUR)} {way} than their titles: check the rota's time "
            f"zone, taken as {zone.key}."
        )
    return (
        f"{count} at other hours than {title}, {which}“{first.label}” at {hours} on {day}. {advice}"
    )


def _apart(clock: time, other: time) -> timedelta:
    """How much later another clock time is; half a day at most, before or after."""
    minutes = (other.hour - clock.hour) * 60 + other.minute - clock.minute
    return timedelta(minutes=(minutes + 720) % 1440 - 720)
