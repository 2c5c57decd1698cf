"""The texts of entries that were read before, and which of them stand in the next version."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.rota.quick.shape import BEGIN

_BLOCK = 32  # entries that are compared at once with those that stood there before
_FAR = 2048  # rows among which the first entry of a block is looked for

_NAMES = "DTSTAMP|LAST-MODIFIED|CREATED|SEQUENCE"
_STAMP = re.compile(rf"\n({_NAMES}):([0-9TZ]+)(?=([\r\n]))")
_STAMP_VALUE = re.compile(rf"(\n(?:{_NAMES}):)[0-9TZ]*")


@dataclass(frozen=True, slots=True)
class Matched:
    """The row of each text, None where there is none; no row twice.

    ``unknown`` are the places of those without one, ``left`` the rows with texts that are nobody's.
    """

    rows: list[int | None]
    unknown: list[int]
    left: list[int]


class KnownTexts:
    """The texts of the plain entries of a file, one in each row; None between them for others.

    *Stamps* are values that many systems write anew at each export. What they say bears on the
    fields ``changed`` and ``sequence`` of an entry, and on no other.
    """

    def __init__(self, texts: list[str | None]) -> None:
        self._texts = texts

    def match(self, texts: list[str]) -> Matched:
        """The rows of texts, wherever these stood."""
        found = self._match_in_order(texts)
        return _anywhere(found, [texts[place] for place in found.unknown], self._left(found))

    def match_but_for_stamps(self, texts: list[str], found: Matched) -> Matched:
        """The rows ``found`` of texts, and those of texts that differ in their stamps alone."""
        asked = _without_stamps([texts[place] for place in found.unknown])
        return _anywhere(found, asked, _without_stamps(self._left(found)))

    def stamped_alike(self, text: str) -> str:
        """A later version of the file with the stamps of this one in place of its own, where they
        are as long: each as it is in the entry in the middle, for an export has one for all.
        """
        known = next(filter(None, self._texts[len(self._texts) // 2 :]), "")
        before = {name: value for name, value, _ in _STAMP.findall(known)}
        middle = text.find(BEGIN, len(text) // 2)
        for name, value, end in _STAMP.findall(text, max(middle, 0), text.find(BEGIN, middle + 1)):
            former = before.get(name, value)
            if former != value and len(former) == len(value):
                text = text.replace(f"\n{name}:{value}{end}", f"\n{name}:{former}{end}")
        return text

    def _match_in_order(self, texts: list[str]) -> Matched:
        """Rows of texts in the order of both: most stand where they stood, and to compare them is
        faster than to look them up.
        """
        found = Matched([], [], [])
        done = 0  # the rows before it are somebody's or left
        for first in range(0, len(texts), _BLOCK):
            block = texts[first : first + _BLOCK]
            at = self._row_near(done, block[0])
            if block == self._texts[at : at + len(block)]:
                found.rows.extend(range(at, at + len(block)))
                found.left.extend(range(done, at))
                done = at + len(block)
                continue
            for place, text in enumerate(block):
                row = at + place
                if self._texts[row : row + 1] == [text]:
                    found.rows.append(row)
                    found.left.extend(range(done, row))
                    done = row + 1
                else:
                    found.rows.append(None)
                    found.unknown.append(first + place)
        found.left.extend(range(done, len(self._texts)))
        others = [row for row in found.left if self._texts[row] is not None]
        return replace(found, left=others)

    def _left(self, found: Matched) -> list[str]:
        return [text for row in found.left if (text := self._texts[row]) is not None]

    def _row_near(self, row: int, text: str) -> int:
        """The first row from one on that holds a text; that one where none near it does."""
        try:
            return self._texts.index(text, row, row + _FAR)
        except ValueError:
            return row


def _anywhere(found: Matched, asked: Sequence[str], left: Sequence[str]) -> Matched:
    """What was found, with those of the rows left that say what is asked, wherever they stand.

    ``asked`` are the texts of what is unknown, ``left`` those of what is left.
    """
    places = dict(zip(left, found.left, strict=True))
    rows = list(found.rows)
    for place, text in zip(found.unknown, asked, strict=True):
        rows[place] = places.pop(text, None)
    taken = {rows[place] for place in found.unknown}
    return Matched(
        rows,
        [place for place in found.unknown if rows[place] is None],
        [row for row in found.left if row not in taken],
    )


def _without_stamps(texts: Sequence[str]) -> list[str]:
    # NUL stands in no calendar's text (`planner.rota.text`).
    return "".join(_STAMP_VALUE.split("\0".join(texts))).split("\0") if texts else []
