"""Cancellations of entries that stand elsewhere in the rota (RFC 5546, 3.2.5)."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import compress
from operator import attrgetter

from planner.rota.entry import CalendarInfo, Entry, Recurrence

_SAID = re.compile(r"(?:cancel+ed|abgesagt|annulé)\s*:", re.IGNORECASE)
MOST_VERSIONS = 3
"""More entries of one UID than this are a writer's mistake and not versions of one entry."""


def without_cancelled(
    entries: Sequence[Entry], calendars: Sequence[CalendarInfo], say: Callable[[Entry], None]
) -> list[Entry]:
    """The entries without those that another one of the same UID cancels; ``say`` hears of each.

    What cancels is an entry of a calendar with METHOD:CANCEL, wherever that calendar stands, or one
    with STATUS:CANCELLED at the same start. It holds for entries whose SEQUENCE is not higher
    (where it is equal, for those not changed later); with a RECURRENCE-ID for that occurrence
    alone, which then falls out of its series. So Outlook writes it into titles: "Canceled: Long
    Day".
    """
    said = _said(entries)
    if said:
        entries = [
            entry._replace(cancelled=True) if entry.summary in said else entry for entry in entries
        ]
    cancelling: dict[str, list[Entry]] = defaultdict(list)
    for entry in compress(entries, map(attrgetter("cancelled"), entries)):
        if entry.uid:
            cancelling[entry.uid].append(entry)
    if not cancelling:
        return list(entries)
    cancelled = _Cancelled(entries, calendars, cancelling)
    kept: list[Entry] = []
    for entry in entries:
        left = cancelled.left_of(entry)
        if left is None:
            say(entry)
        else:
            kept.append(left)
    return kept


def _said(entries: Sequence[Entry]) -> set[str]:
    """The titles that say so."""
    return {title for title in set(map(attrgetter("summary"), entries)) if _SAID.match(title)}


class _Cancelled:
    """What cancellations leave of entries."""

    def __init__(
        self,
        entries: Sequence[Entry],
        calendars: Sequence[CalendarInfo],
        cancelling: dict[str, list[Entry]],
    ) -> None:
        self._calendars = calendars
        self._cancelling = cancelling
        self._versions: dict[str, int] = defaultdict(int)
        for entry in entries:
            if entry.uid in cancelling and not entry.cancelled and entry.instead_of is None:
                self._versions[entry.uid] += 1

    def left_of(self, entry: Entry) -> Entry | None:
        """The entry, without occurrences that were cancelled; None where all of it was."""
        if entry.cancelled or not entry.uid:
            return entry
        for other in self._cancelling.get(entry.uid, ()):
            if not _in_force(other, entry):
                continue
            if self._is_whole(other, entry):
                return None
            if entry.repeats and other.instead_of and other.file != entry.file:
                # In one file the entry that cancels stands for its occurrence by itself.
                entry = _without(entry, other)
        return entry

    def _is_whole(self, other: Entry, entry: Entry) -> bool:
        if other.instead_of is not None:
            return other.instead_of == entry.instead_of
        if self._calendars[other.calendar].cancels and self._versions[entry.uid] <= MOST_VERSIONS:
            return True
        return other.start == entry.start and other.instead_of == entry.instead_of


def _in_force(cancel: Entry, entry: Entry) -> bool:
    if cancel.sequence != entry.sequence:
        return cancel.sequence > entry.sequence
    return not (cancel.changed and entry.changed) or cancel.changed >= entry.changed


def _without(entry: Entry, cancel: Entry) -> Entry:
    how = entry.recurrence or Recurrence()
    stamps = () if cancel.instead_of is None else (cancel.instead_of,)
    return entry._replace(recurrence=replace(how, without=(*how.without, *stamps)))
