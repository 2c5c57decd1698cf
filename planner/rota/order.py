"""The order in which a reading tells its shifts, and new ones put in their places in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Sequence
from datetime import datetime
from itertools import compress
from operator import attrgetter
from typing import Any

from planner.model.rota import Shift

_MOST_NEW = 1 / 10
"""Share of new shifts up to which they are put among the others instead of sorting all."""


def shift_order(shift: Shift) -> tuple[datetime, datetime, str, str, str, str, str, str, bool, str]:
    """The order of the shifts of a reading: start, end, person, label; then whatever tells two
    apart.
    """
    return (
        shift.span.start,
        shift.span.end,
        shift.person,
        shift.label,
        shift.uid,
        shift.occurrence,
        shift.place,
        shift.kind,
        shift.all_day,
        str(shift.daily or ""),
    )


def of_ids(shifts: Sequence[Shift], ids: Container[int]) -> list[Shift]:
    """Those of the shifts that are the very objects of some identities, in their order."""
    return list(compress(shifts, map(ids.__contains__, map(id, shifts))))


_START: Callable[[Shift], datetime] = attrgetter("span.start")


def put_among(
    before: Sequence[Shift],
    still: Sequence[Shift],
    fresh: Sequence[Shift],
    order: Callable[[Shift], Any],
) -> list[Shift] | None:
    """Shifts in order, most of which stood in order ``before`` and do so ``still``: each fresh one
    is put in its place.

    None where that is no help (too many are new), where some do not stand before, and where two may
    say the same: same time, person and label. ``order`` begins with the start, and puts such side
    by side.
    """
    if len(fresh) > _MOST_NEW * (len(still) + len(fresh)):
        return None
    kept = of_ids(before, set(map(id, still)))
    if len(kept) < len(still):
        return None
    ordered: list[Shift] = []
    done = 0
    for shift in sorted(fresh, key=order):
        # The start comes first in the order; what else there is to it is worked out where needed.
        first = bisect_left(kept, shift.span.start, lo=done, key=_START)
        last = bisect_right(kept, shift.span.start, lo=first, key=_START)
        at = bisect_left(kept, order(shift), lo=first, hi=last, key=order)
        ordered += kept[done:at]
        if any(_alike(shift, other) for other in (*ordered[-1:], *kept[at : at + 1])):
            return None
        ordered.append(shift)
        done = at
    return ordered + kept[done:]


def _alike(one: Shift, other: Shift) -> bool:
    return one.span == other.span and one.person == other.person and one.label == other.label
