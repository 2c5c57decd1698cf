"""Entries that stand among the shifts and are none: the way to work, an alarm, a reminder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from planner.rota.entry import Entry, Stamp


@dataclass(frozen=True, slots=True)
class Words:
    """Words of labels, in the spelling of `label_key`: as the whole label, at its start or end; and
    signs at its start ("⏰ Night").
    """

    whole: frozenset[str] = frozenset()
    at_start: tuple[str, ...] = ()
    at_end: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()

    @classmethod
    def of(cls, table: dict[str, Sequence[str]]) -> "Words":
        """The words of a table in resources/labels.toml."""
        start, end = tuple(table.get("at_start", ())), tuple(table.get("at_end", ()))
        whole = frozenset((*table.get("whole", ()), *start, *end))
        return cls(whole, start, end, tuple(table.get("signs", ())))

    def take(self, key: str, label: str) -> bool:
        """Whether a label, of this key, is meant."""
        return (
            key in self.whole
            or (bool(self.signs) and label.startswith(self.signs))
            or any(key.startswith(f"{word} ") for word in self.at_start)
            or any(key.endswith(f" {word}") for word in self.at_end)
        )


class Asides:
    """What is no shift by its words: some words always, others only in short timed entries (the way
    to work takes an hour, a clinic for travellers a day).
    """

    def __init__(self, always: Words, short: Words, longest: timedelta = timedelta(0)) -> None:
        self._always = always
        self._short = short
        self._longest = longest

    @classmethod
    def of(cls, table: dict[str, Any]) -> "Asides":
        """As the table "aside" in resources/labels.toml says."""
        longest = timedelta(hours=float(table["longest"]))
        return cls(Words.of(table["always"]), Words.of(table["short"]), longest)

    def word(self, key: str, label: str) -> bool:
        """Whether a label of this key may be one, so that its words say nothing of work."""
        return self._always.take(key, label) or self._short.take(key, label)

    def take(self, key: str, label: str, entry: Entry) -> bool:
        """Whether an entry with this label, of this key, is no shift."""
        if self._always.take(key, label):
            return True
        short = not entry.start.is_date and _length(entry) <= self._longest
        return short and self._short.take(key, label)


def _length(entry: Entry) -> timedelta:
    """How long a timed entry is on the clock; nothing where it has no end."""
    start, end = entry.start.at, entry.end
    if isinstance(end, Stamp) and isinstance(end.at, datetime) and isinstance(start, datetime):
        return end.at - start if end.at >= start else timedelta.max
    if isinstance(end, Stamp):
        return timedelta.max
    return timedelta(0) if end is None else end
