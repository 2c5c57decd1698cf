"""Days in two halves: "AM" and "PM" as headings, beside names, or in a column of their own."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.model.kind import Kind
from planner.resources import load_toml
from planner.rota.entry import Entry
from planner.rota.labels import Labels, label_key
from planner.rota.sheet.cells import Value
from planner.rota.sheet.clocks import stamp_on
from planner.rota.sheet.legend import Hours, hours_in

_HALVES_OF_WORK = frozenset(
    {Kind.STANDARD, Kind.TEACHING, Kind.ADMIN, Kind.PROTECTED, Kind.INDUCTION, Kind.UNKNOWN}
)
"""Kinds that are worked by halves. A long day or a night that stands in one has its own hours."""

_APART = r"[\s\-–—:|,/(]*"


@dataclass(frozen=True, slots=True)
class Half:
    """One half of a day: its name, and the hours it is taken for."""

    name: str
    hours: Hours


class Halves:
    """Knows the words for halves of a day (resources/sheet.toml)."""

    def __init__(self, words: Mapping[str, Half]) -> None:
        self._words = dict(words)
        either = "|".join(
            r"\.?\s*".join(map(re.escape, word.split()))
            for word in sorted(self._words, key=len, reverse=True)
        )
        self._after = re.compile(rf"(.*?\S){_APART}(?<!\w)({either})\.?\)?", re.IGNORECASE)
        self._before = re.compile(rf"({either})(?!\w)\.?{_APART}(\S.*)", re.IGNORECASE)

    @classmethod
    def load(cls) -> "Halves":
        """The table that ships with the program."""
        found: dict[str, Half] = {}
        for name, half in load_toml("sheet.toml")["halves"].items():
            hours = hours_in(half["hours"])
            if hours is None:
                raise ValueError(f"the hours of “{name}” in sheet.toml")
            found |= {word: Half(name.upper(), hours) for word in half["words"]}
        return cls(found)

    def of(self, value: Value) -> Half | None:
        """The half that a cell names, and nothing else."""
        return self._words.get(label_key(value)) if isinstance(value, str) else None

    def split(self, heading: str) -> tuple[str, Half] | None:
        """A heading such as "Siân Prys AM" as the rest of it and the half; None for all others."""
        whole = self.of(heading)
        if whole is not None:
            return "", whole
        after, before = self._after.fullmatch(heading), self._before.fullmatch(heading)
        if after is not None:
            return after[1], self._words[label_key(after[2])]
        return (before[2], self._words[label_key(before[1])]) if before is not None else None

    def said(self, halves: Iterable[Half]) -> str:
        """What halves are taken for, in a sentence."""
        hours = {half.name: half.hours for half in halves}
        parts = [f"{name} is taken as {hours[name]}" for name in sorted(hours)]
        return f"Days are in halves: {', '.join(parts)}." if parts else ""


@dataclass(frozen=True, slots=True)
class HalfShift:
    """A shift that stands in a half of a day; ``entry`` is all of it but its times."""

    day: date
    half: Half
    entry: Entry


def joined(found: Iterable[HalfShift], labels: Labels) -> list[Entry]:
    """The entries of halves: those of one person, day and label are one.

    What is worked by halves has their hours. Leave and days off that fill both halves, and what has
    hours of its own, such as a long day, is the whole date.
    """
    days: dict[tuple[object, ...], list[HalfShift]] = {}
    for item in found:
        entry = item.entry
        key = (entry.person, item.day, label_key(entry.summary), entry.place, entry.calendar)
        days.setdefault(key, []).append(item)
    entries: list[Entry] = []
    for items in days.values():
        kind = labels.kind(items[0].entry.summary)
        names = {item.half.name for item in items}
        free = kind.is_leave or kind.is_off
        if (free and len(names) > 1) or not (free or kind in _HALVES_OF_WORK):
            entries.append(items[0].entry)
            continue
        entries += _by_hours(items)
    return entries


def _by_hours(items: Iterable[HalfShift]) -> list[Entry]:
    """One entry for each row of halves that touch."""
    entries: list[Entry] = []
    until: timedelta | None = None
    for item in sorted(items, key=lambda item: (item.half.hours.start, item.half.hours.end)):
        hours = item.half.hours
        if until is not None and hours.start <= until:
            until = max(until, hours.end)
            entries[-1] = entries[-1]._replace(end=stamp_on(item.day, until))
            continue
        until = hours.end
        start, end = stamp_on(item.day, hours.start), stamp_on(item.day, until)
        entries.append(item.entry._replace(start=start, end=end))
    return entries
