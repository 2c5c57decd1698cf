"""What changed between two readings of a rota.

A rota is exported again and again, and each export shows only its own dates: the last month and the
next, or the current quarter. So two things are held apart: a shift that is gone within the dates
that the new file speaks of was taken away; one that lies outside them has only dropped out of sight
and still stands.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import compress
from operator import attrgetter, not_
from zoneinfo import ZoneInfo

from planner.clock import LONDON, local_date
from planner.model.rota import NOTHING_TOLD, Dates, Reading, Shift, Told
from planner.rota.labels import label_key
from planner.rota.order import of_ids, shift_order

SAME_ROTA = 1 / 3
"""Share of the entries, in the dates that two readings have in common, that must have stayed for
the second to be a newer reading of the same rota. A week or two of changes in a rota of months
leaves far more; another person's rota shares some standard days at most.
"""
SAME_WHATEVER_ITS_NAME = 0.8
"""The share that is enough where nothing else says that the two are one rota."""
SAME_WORDS = 1 / 2
"""Share of the later entries whose labels the earlier reading must know, where the two have no
dates in common and only a person: a doctor's next post is in other words.
"""
_A_DAY = timedelta(hours=25)  # the longest

Key = Callable[[Shift], Hashable]


@dataclass(frozen=True, slots=True)
class Moved:
    """A shift whose time, hours, kind or label changed."""

    before: Shift
    after: Shift

    @property
    def relabelled(self) -> bool:
        """Whether only its words or its kind changed: it is where it was."""
        before, after = self.before, self.after
        return (before.span, before.all_day) == (after.span, after.all_day)


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between two readings, each part in the order of time; falsy where there is
    none.

    ``kept`` are shifts of the old reading that the new one does not reach: no difference.
    """

    added: tuple[Shift, ...] = ()
    removed: tuple[Shift, ...] = ()
    moved: tuple[Moved, ...] = ()
    kept: tuple[Shift, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.moved)


def compare(
    old: Sequence[Shift],
    new: Sequence[Shift],
    *,
    zone: ZoneInfo = LONDON,
    covers: Dates | None = None,
    told: Told = NOTHING_TOLD,
) -> Changes:
    """What became of the shifts of ``old`` in ``new``; the order of either makes no difference.

    A shift that says the same in both (person, time, hours, kind, label) has not changed, whatever
    its UID: some systems make new ones at each export. What is left is paired by UID and occurrence
    where these name one shift on each side, then by person and label on one day (of ``zone``), then
    by person and overlapping time (a shift that was relabelled). What has no partner was added or
    removed.

    ``covers`` are the dates that the new reading speaks of, first and last (`Reading.covers` of the
    whole file); shifts that start outside them are kept and not removed, unless the file itself
    says that they are gone (``told``, `Reading.told`). None: it speaks of all.
    """
    before, after = _without_same(old, new)
    moved: list[Moved] = []
    same_day = _SameDay(zone)
    for pairs in (_same_identity, same_day.same_label, same_day.same_time):
        if not (before and after):
            break
        taken = list(pairs(before, after))
        moved += [Moved(before[i], after[j]) for i, j in taken]
        before = _without(before, {i for i, _ in taken})
        after = _without(after, {j for _, j in taken})
    moved.sort(key=lambda pair: (shift_order(pair.before), shift_order(pair.after)))
    seen = [
        covers is None or _starts_in(shift, covers, zone) or told.of(shift, zone)
        for shift in before
    ]
    removed = tuple(compress(before, seen))
    kept = tuple(compress(before, map(not_, seen)))
    return Changes(tuple(after), removed, tuple(moved), kept)


def same_rota(old: Reading, new: Reading) -> bool:
    """Whether a reading is a newer one of the same rota, so that what it does not reach stands.

    Of the entries in dates that both speak of, enough must have stayed: `SAME_ROTA` where they name
    a person in common, bear the same title (numbers in it aside) or share a UID, else
    `SAME_WHATEVER_ITS_NAME`. Without such dates a common title or UID decides, or a person in
    common with labels of which enough are the same (`SAME_WORDS`).
    """
    dates, later = old.covers, new.covers
    if dates is None or later is None:
        return False
    linked = _title_key(old.title) == _title_key(new.title) or _share_a_uid(old, new)
    akin = linked or not set(old.people).isdisjoint(new.people)
    both = (max(dates[0], later[0]), min(dates[1], later[1]))
    was, now = (_starting_in(reading.shifts, both, old.zone) for reading in (old, new))
    if not was or not now:
        return linked or (akin and _same_words(old, new))
    changes = compare(was, now, zone=old.zone)
    gone = len(changes.removed) + sum(
        not pair.before.uid or pair.before.uid != pair.after.uid for pair in changes.moved
    )
    return len(was) - gone >= (SAME_ROTA if akin else SAME_WHATEVER_ITS_NAME) * len(was)


def _share_a_uid(old: Reading, new: Reading) -> bool:
    uids = set(map(attrgetter("uid"), old.shifts)) - {""}
    return not uids.isdisjoint(map(attrgetter("uid"), new.shifts))


def _same_words(old: Reading, new: Reading) -> bool:
    known = {label_key(shift.label) for shift in old.shifts}
    same = sum(label_key(shift.label) in known for shift in new.shifts)
    return same >= SAME_WORDS * len(new.shifts)


def _title_key(title: str) -> str:
    return " ".join(word for word in label_key(title).split() if not word.isdigit())


def _starts_in(shift: Shift, dates: Dates, zone: ZoneInfo) -> bool:
    return dates[0] <= local_date(shift.span.start, zone) <= dates[1]


def _starting_in(shifts: Sequence[Shift], dates: Dates, zone: ZoneInfo) -> Sequence[Shift]:
    """Those of the shifts of a reading, which are sorted by start, that start in some dates."""

    def day(shift: Shift) -> date:
        return local_date(shift.span.start, zone)

    return shifts[bisect_left(shifts, dates[0], key=day) : bisect_right(shifts, dates[1], key=day)]


def _content(shift: Shift) -> Shift:
    """The shift without what differs from one export to the next although nothing changed."""
    return replace(shift, label=label_key(shift.label), uid="", occurrence="", place="")


def _without_same(old: Iterable[Shift], new: Iterable[Shift]) -> tuple[list[Shift], list[Shift]]:
    """Both lists, sorted, without the shifts that say the same in both, as many of each as are
    common. Of several that say the same, those with the same UID go first.
    """
    left = _without_very_same(list(old), list(new))
    before, after = (sorted(shifts, key=shift_order) for shifts in left)
    keys: tuple[Key, ...] = (lambda shift: shift, _content)
    for key in keys:
        common = Counter(map(key, before)) & Counter(map(key, after))
        before, after = _less(before, common, key), _less(after, common, key)
    return before, after


def _without_very_same(old: list[Shift], new: list[Shift]) -> tuple[list[Shift], list[Shift]]:
    """Both lists without the objects that stand in both; a reader that remembers gives again what
    has not changed. As they are where an object stands in a list twice.
    """
    before, after = set(map(id, old)), set(map(id, new))
    if len(before) < len(old) or len(after) < len(new):
        return old, new
    return of_ids(old, before - after), of_ids(new, after - before)


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


class _SameDay:
    """Pairs of shifts of one day, or of overlapping time; the nearest first."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def same_label(
        self, before: Sequence[Shift], after: Sequence[Shift]
    ) -> Iterator[tuple[int, int]]:
        """Pairs of one person and label."""
        return _nearest(
            before,
            after,
            lambda shift: (shift.person, label_key(shift.label)),
            lambda one, other: self._day(one) == self._day(other) or self._meet(one, other),
            self._day,
        )

    def same_time(
        self, before: Sequence[Shift], after: Sequence[Shift]
    ) -> Iterator[tuple[int, int]]:
        """Pairs of one person at overlapping times."""
        return _nearest(before, after, lambda shift: shift.person, self._meet, self._day)

    def _meet(self, one: Shift, other: Shift) -> bool:
        """Whether one shift may have taken the place of another: they overlap, on one day by
        anything, else by half of the shorter. A night belongs to the day on which it starts, so
        that it meets an all-day entry of that day and not of the next.
        """
        if one.all_day != other.all_day:
            whole, timed = (one, other) if one.all_day else (other, one)
            return whole.span.start <= timed.span.start < whole.span.end
        common = one.span.common(other.span)
        if common is None:
            return False
        shorter = min(one.span.duration, other.span.duration)
        return 2 * common.duration >= shorter or self._day(one) == self._day(other)

    def _day(self, shift: Shift) -> date:
        return local_date(shift.span.start, self._zone)


def _nearest(
    before: Sequence[Shift],
    after: Sequence[Shift],
    key: Key,
    close: Callable[[Shift, Shift], bool],
    day: Callable[[Shift], date],
) -> Iterator[tuple[int, int]]:
    """Pairs of one key that are close, those of one day first, then the nearest starts; each shift
    once.
    """
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for index, shift in enumerate(after):
        groups[key(shift)].append(index)
    starts = {name: [after[j].span.start for j in group] for name, group in groups.items()}
    longest = max((shift.span.duration for shift in after), default=_A_DAY) + _A_DAY
    distances = []
    for i, shift in enumerate(before):
        group = groups.get(key(shift), [])
        at = starts.get(key(shift), [])
        # Only what could be close is looked at: the shifts are sorted by start.
        low = bisect_left(at, shift.span.start - longest)
        high = bisect_left(at, shift.span.end + _A_DAY)
        distances += [
            (day(shift) != day(after[j]), abs(shift.span.start - after[j].span.start), i, j)
            for j in group[low:high]
            if close(shift, after[j])
        ]
    used_before: set[int] = set()
    used_after: set[int] = set()
    for _, _, i, j in sorted(distances):
        if i not in used_before and j not in used_after:
            used_before.add(i)
            used_after.add(j)
            yield i, j
