"""What changed between two readings of a rota."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from planner.model.rota import Shift
from planner.rota.calendar import shift_order
from planner.rota.labels import label_key

_NEAR = timedelta(hours=12)

Key = Callable[[Shift], Hashable]


@dataclass(frozen=True, slots=True)
class Moved:
    """A shift whose time, hours, kind or label changed."""

    before: Shift
    after: Shift


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between two readings, each part in the order of time; falsy where there is
    none.
    """

    added: tuple[Shift, ...] = ()
    removed: tuple[Shift, ...] = ()
    moved: tuple[Moved, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.moved)


def compare(old: Sequence[Shift], new: Sequence[Shift]) -> Changes:
    """What became of the shifts of ``old`` in ``new``; the order of either makes no difference.

    A shift that says the same in both (person, time, hours, kind, label) has not changed, whatever
    its UID: some systems make new ones at each export. What is left is paired by UID and occurrence
    where these name one shift on each side, then by person and label with a start at most 12 hours
    away, then by person and overlapping time (a shift that was relabelled). What has no partner was
    added or removed.
    """
    before, after = _without_same(old, new)
    moved: list[Moved] = []
    for pairs in (_same_identity, _same_label_near, _same_person_overlapping):
        taken = list(pairs(before, after))
        moved += [Moved(before[i], after[j]) for i, j in taken]
        before = _without(before, {i for i, _ in taken})
        after = _without(after, {j for _, j in taken})
    moved.sort(key=lambda pair: (shift_order(pair.before), shift_order(pair.after)))
    return Changes(tuple(after), tuple(before), tuple(moved))


def _content(shift: Shift) -> Shift:
    """The shift without what differs from one export to the next although nothing changed."""
    return replace(shift, label=label_key(shift.label), uid="", occurrence="", place="")


def _without_same(old: Iterable[Shift], new: Iterable[Shift]) -> tuple[list[Shift], list[Shift]]:
    """Both lists, sorted, without the shifts that say the same in both, as many of each as are
    common. Of several that say the same, those with the same UID go first.
    """
    before, after = sorted(old, key=shift_order), sorted(new, key=shift_order)
    keys: tuple[Key, ...] = (lambda shift: shift, _content)
    for key in keys:
        common = Counter(map(key, before)) & Counter(map(key, after))
        before, after = _less(before, common, key), _less(after, common, key)
    return before, after


def _less(shifts: Iterable[Shift], taken: Counter[Hashable], key: Key) -> list[Shift]:
    left = Counter(taken)
    kept: list[Shift] = []
    for shift in shifts:
        if left[key(shift)] > 0:
            left[key(shift)] -= 1
        else:
            kept.append(shift)
    return kept


def _without(shifts: Sequence[Shift], taken: set[int]) -> list[Shift]:
    return [shift for index, shift in enumerate(shifts) if index not in taken]


def _same_identity(before: Sequence[Shift], after: Sequence[Shift]) -> Iterator[tuple[int, int]]:
    """Pairs of one UID and occurrence. What several shifts share identifies none of them."""
    sides: list[dict[tuple[str, str], list[int]]] = []
    for shifts in (before, after):
        side: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, shift in enumerate(shifts):
            if shift.uid:
                side[shift.uid, shift.occurrence].append(index)
        sides.append(side)
    for key, old in sides[0].items():
        new = sides[1].get(key, [])
        if len(old) == len(new) == 1:
            yield old[0], new[0]


def _same_label_near(before: Sequence[Shift], after: Sequence[Shift]) -> Iterator[tuple[int, int]]:
    def near(one: Shift, other: Shift) -> bool:
        return abs(one.span.start - other.span.start) <= _NEAR

    return _nearest(before, after, lambda shift: (shift.person, label_key(shift.label)), near)


def _same_person_overlapping(
    before: Sequence[Shift], after: Sequence[Shift]
) -> Iterator[tuple[int, int]]:
    def overlapping(one: Shift, other: Shift) -> bool:
        return one.span.overlaps(other.span)

    return _nearest(before, after, lambda shift: shift.person, overlapping)


def _nearest(
    before: Sequence[Shift], after: Sequence[Shift], key: Key, close: Callable[[Shift, Shift], bool]
) -> Iterator[tuple[int, int]]:
    """Pairs of one key that are close, the nearest starts first, each shift once."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for index, shift in enumerate(after):
        groups[key(shift)].append(index)
    starts = {name: [after[j].span.start for j in group] for name, group in groups.items()}
    longest = max((shift.span.duration for shift in after), default=_NEAR) + _NEAR
    distances = []
    for i, shift in enumerate(before):
        group = groups.get(key(shift), [])
        at = starts.get(key(shift), [])
        # Only what could be close is looked at: the shifts are sorted by start.
        low = bisect_left(at, shift.span.start - longest)
        high = bisect_left(at, shift.span.end + _NEAR)
        distances += [
            (abs(shift.span.start - after[j].span.start), i, j)
            for j in group[low:high]
            if close(shift, after[j])
        ]
    used_before: set[int] = set()
    used_after: set[int] = set()
    for _, i, j in sorted(distances):
        if i not in used_before and j not in used_after:
            used_before.add(i)
            used_after.add(j)
            yield i, j
