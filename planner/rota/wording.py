"""Shifts and changes in words for people."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from planner.clock import local_date
from planner.model.rota import Shift
from planner.model.words import dates_words, day_words, span_words
from planner.rota.changes import Changes


class Sort(StrEnum):
    """What became of a shift; the value is the word for people."""

    MOVED = "moved"
    RELABELLED = "relabelled"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One change: what the shift was and what it is now, empty where it was or is not."""

    sort: Sort
    before: str
    after: str

    def __str__(self) -> str:
        told = " → ".join(part for part in (self.before, self.after) if part)
        return f"{self.sort.value.capitalize()}: {told}"


_A_YEAR = timedelta(days=365)


def shift_words(shift: Shift, zone: ZoneInfo, *, year: bool = False) -> str:
    """A shift in one line: "Thu 15 Oct, 09:00–17:00 · Standard day “SD”"; on request with the
    year.
    """
    when, day = when_words(shift, zone), local_date(shift.span.start, zone)
    if year:
        when = when.replace(day_words(day), f"{day_words(day)} {day.year}", 1)
    return f"{when} · {shift.kind.words} “{shift.label}”"


def when_words(shift: Shift, zone: ZoneInfo) -> str:
    """When a shift is; an all-day one by its dates, with its daily hours where it has any."""
    if not shift.all_day:
        return span_words(shift.span, zone)
    first = local_date(shift.span.start, zone)
    last = local_date(shift.span.end - timedelta.resolution, zone)
    when = day_words(first) if first == last else dates_words(first, last)
    return f"{when}, all day ({shift.daily})" if shift.daily else f"{when}, all day"


def change_words(changes: Changes, zone: ZoneInfo, *, people: bool = False) -> list[ChangeWords]:
    """Every change in the order of time; ``people`` names whose shift it is as well. The year is
    named where they lie more than one apart.
    """
    shifts = [*changes.added, *changes.removed]
    shifts += [shift for pair in changes.moved for shift in (pair.before, pair.after)]
    starts = [shift.span.start for shift in shifts]
    year = bool(starts) and max(starts) - min(starts) >= _A_YEAR

    def told(shift: Shift) -> str:
        whose = f"{shift.person}: " if people and shift.person else ""
        return whose + shift_words(shift, zone, year=year)

    found = [(shift, ChangeWords(Sort.ADDED, "", told(shift))) for shift in changes.added]
    found += [(shift, ChangeWords(Sort.GONE, told(shift), "")) for shift in changes.removed]
    for pair in changes.moved:
        sort = Sort.RELABELLED if pair.relabelled else Sort.MOVED
        found.append((pair.before, ChangeWords(sort, told(pair.before), told(pair.after))))
    found.sort(key=lambda item: (item[0].span.start, item[0].span.end, str(item[1])))
    return [words for _, words in found]


def counts(changes: Changes) -> dict[Sort, int]:
    """How many shifts each became."""
    relabelled = sum(pair.relabelled for pair in changes.moved)
    return {
        Sort.MOVED: len(changes.moved) - relabelled,
        Sort.RELABELLED: relabelled,
        Sort.ADDED: len(changes.added),
        Sort.GONE: len(changes.removed),
    }
