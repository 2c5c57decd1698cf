"""What is remembered of the rota that was read last, so that its next version is read sooner.

Most of a rota is the same from one look to the next. An entry that is plain and unremarkable gives
the same shift as before where its text is the same, and what bears on it from outside: whose it is
by the whole rota, the zones, the table of labels. Everything else is read anew, so that the reading
is the one that a reader without memory gives.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import is_

from planner.model.rota import RotaFile, Shift
from planner.rota.entry import Entry
from planner.rota.people import Named
from planner.rota.quick import PlainEntries, Values

Alike = dict[tuple[int, int, str], tuple[Entry, Shift | None]]
"""By the identities of an entry's start and end, and its label: the first entry that said so, and
its shift where there is nothing to say about it. The entry is kept, so that its identities stay.
"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a reading left behind.

    ``values`` are lines that were converted and ``alike`` what became of entries by their times
    and label; both grow as a rota is read again. ``plain`` are the plain entries of each file by
    its name. Their shifts and ``alike`` hold in the ``context`` that they were read in. ``whose``
    says of each title whose it was, where the title alone told it. ``ordered`` are the shifts of
    the reading where each stood in it once, else none; ``sound`` where the hours of none of its
    shifts spoke against its kind.
    """

    values: Values = field(default_factory=Values)
    plain: Mapping[str, PlainEntries] = field(default_factory=dict)
    alike: Alike = field(default_factory=dict)
    context: object = None
    whose: Mapping[str, Named] = field(default_factory=dict)
    ordered: Sequence[Shift] = ()
    sound: bool = False


def known_of(files: Sequence[RotaFile], known: Mapping[str, PlainEntries]) -> list[PlainEntries]:
    """What is known of each file by its name, else what is left: a newer version may be called
    otherwise. Nothing is known of two.
    """
    left = dict(known)
    named = [left.pop(file.name, None) for file in files]
    others = iter(left.values())
    return [next(others, PlainEntries()) if own is None else own for own in named]


def carried(
    asked: Sequence[Entry | None], entries: Sequence[Entry | None], shifts: Sequence[Shift | None]
) -> Sequence[Shift | None]:
    """The shift of each entry that is asked for, by those of ``entries``; None for others.

    An entry is told by its identity.
    """
    if len(asked) == len(entries) and all(map(is_, asked, entries)):
        return shifts
    found = dict(zip(map(id, entries), shifts, strict=True))
    return list(map(found.get, map(id, asked)))
