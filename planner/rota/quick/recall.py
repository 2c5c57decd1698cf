"""Plain entries that were read before, taken out of the next version of their file."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, repeat
from operator import add, attrgetter

from planner.rota.breath import GoOn
from planner.rota.entry import Entry
from planner.rota.quick.rows import Piece, PlainEntries, Rows, entry_of, parts
from planner.rota.quick.shape import BEGIN
from planner.rota.quick.texts import KnownTexts, Matched
from planner.rota.quick.values import Values

_MOST_ODD = 1 / 10
"""Share of unknown texts up to which nobody asks whether they differ in their stamps alone."""

_LAST = "\nEND:VCALENDAR"


class RecalledBatch:
    """Entries that were read before: what was made of a text once holds wherever it stands, but for
    the place in the file.

    Unless ``exact``, texts that differ in their stamps alone are taken for the same where these are
    new in much of the file: their entries have an earlier ``changed`` and ``sequence``.
    """

    def __init__(self, known: PlainEntries, *, exact: bool) -> None:
        self._known = known
        self._exact = exact
        self._found = PlainEntries()
        self._lines: list[int] = []
        self._calendars: list[int] = []
        self._anew = False

    @property
    def stamped_anew(self) -> set[str]:
        """The UIDs of entries whose stamps may be those of an earlier version."""
        return {entry.uid for entry in self._found.entries if entry} if self._anew else set()

    def cut(self, text: str, go_on: GoOn) -> list[Piece]:
        """The text of the file with the entries that are known taken out of it into the batch."""
        found, starts = self._matched(text, go_on)
        pieces: list[Piece] = []
        done = 0
        for at, end in _runs(found.unknown, len(found.rows)):
            # A mark counts at the start of a line only. What is known ends with a whole line.
            first = at if text[starts[at] - 1 : starts[at]] in ("", "\n") else at + 1
            if first == end:
                continue
            if done < starts[first]:
                pieces.append(text[done : starts[first]])
            place, done = len(self._found.texts), starts[end]
            rows = [row for row in found.rows[first:end] if row is not None]
            self._found.add_some(self._known, rows)
            pieces.append(Rows(self, place, len(self._found.texts)))
        return [*pieces, text[done:]] if done < len(text) else pieces

    def _matched(self, text: str, go_on: GoOn) -> tuple[Matched, list[int]]:
        """The rows of what is known that say what each entry of a text does. And where each begins,
        and where the last one ends.
        """
        known = KnownTexts(self._known.texts)
        shown = text if self._exact else known.stamped_alike(text)
        end = shown.find(_LAST, shown.rfind(BEGIN)) + 1 or len(shown)
        head, *texts = _split(shown[:end], go_on)
        found = known.match(texts)
        self._anew = shown is not text
        if not self._exact and len(found.unknown) > _MOST_ODD * len(texts):
            found, self._anew = known.match_but_for_stamps(texts, found), True
        lengths = map(add, map(len, texts), repeat(len(BEGIN)))
        return found, list(accumulate(lengths, initial=len(head)))

    def stand(self, first: int, last: int, line: int, calendar: int) -> int:
        """See `Batch`."""
        *lines, end = accumulate(self._found.lengths[first:last], initial=line)
        self._lines += lines
        self._calendars += repeat(calendar, last - first)
        return end

    def read(self, _: Values, file: int, go_on: GoOn) -> PlainEntries:
        """See `Batch`."""
        go_on()
        found = self._found
        entries = list(filter(None, found.entries))
        place = {"file": [file] * len(entries), "calendar": self._calendars, "line": self._lines}
        if any(list(map(attrgetter(name), entries)) != here for name, here in place.items()):
            columns = dict(zip(Entry._fields, zip(*entries, strict=True), strict=True)) | place
            found.entries[:] = map(entry_of, zip(*columns.values(), strict=True))
        return found


def _split(text: str, go_on: GoOn) -> list[str]:
    """A text at its begin marks."""
    found: list[str] = []
    for part in parts(text):
        go_on()
        found += part.split(BEGIN)[1 if found else 0 :]
    return found


def _runs(unknown: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """The other numbers below ``count`` in runs, each from one up to another."""
    done = 0
    for at in (*unknown, count):
        if done < at:
            yield done, at
        done = at + 1
