"""What is remembered of the rota that was read last, so that its next version is read sooner.

Most of a rota is the same from one look to the next. An entry that is plain and unremarkable gives
the same shift as before where its text is the same, and what bears on it from outside: whose it is
by the whole rota, the zones, the table of labels. Everything else is read anew, so that the reading
is the one that a reader without memory gives.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import is_

from planner.model.rota import Shift
from planner.rota.entry import Entry
from planner.rota.people import Named
from planner.rota.quick import Plain, PlainRun, Values

Alike = dict[tuple[int, int, str], tuple[Entry, Shift | None]]
"""By the identities of an entry's start and end, and its label: the first entry that said so, and
its shift where there is nothing to say about it. The entry is kept, so that its identities stay.
"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a reading left behind.

    ``values`` are lines that were converted and ``alike`` what became of entries by their times
    and label; both grow as a rota is read again. ``plain`` are plain entries and ``shifts`` the
    shifts of unremarkable ones, both by the text of the entry. ``shifts`` and ``alike`` hold in the
    ``context`` that they were read in. ``whose`` says of each title whose it was, where the title
    alone told it. ``ordered`` are the shifts of the reading where each stood in it once, else none;
    ``sound`` where the hours of none of its shifts spoke against its kind.
    """

    values: Values = field(default_factory=Values)
    plain: Plain = field(default_factory=Plain)
    alike: Alike = field(default_factory=dict)
    shifts: Mapping[str | None, Shift | None] = field(default_factory=dict)
    context: object = None
    whose: Mapping[str, Named] = field(default_factory=dict)
    ordered: Sequence[Shift] = ()
    sound: bool = False


class PlainTexts:
    """The plain entries of a rota, and what they were read from."""

    def __init__(self) -> None:
        # The entries are kept, so that their identities stay theirs.
        self._entries: list[Entry] = []
        self._texts: list[str] = []
        self._lengths: list[int] = []

    def add(self, run: PlainRun) -> None:
        """Entries of a file; none where their texts were not asked for."""
        if run.texts:
            self._entries += run.entries
            self._texts += run.texts
            self._lengths += run.lengths

    def of(self, entries: Sequence[Entry]) -> Sequence[str | None]:
        """The text of each of some entries, None for those that are not plain."""
        if len(entries) == len(self._entries) and all(map(is_, entries, self._entries)):
            return self._texts
        texts = dict(zip(map(id, self._entries), self._texts, strict=True))
        return list(map(texts.get, map(id, entries)))

    def recalled(self) -> Plain:
        """What is to be remembered of them."""
        return Plain(
            dict(zip(self._texts, self._entries, strict=True)),
            dict(zip(self._texts, self._lengths, strict=True)),
        )
