"""The entries of a rota → a `Reading`: whose shift, when, of which kind, and what was odd."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import MAXYEAR, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.clock import DAY, clock_span, days_span
from planner.model.rota import NOTHING_TOLD, Done, Reading, Shift
from planner.rota.breath import GoOn, breathing
from planner.rota.entry import Entry, Stamp
from planner.rota.expand import Dated, Occurrence, default_until, expand, occurrence_id
from planner.rota.labels import Labels, stated_hours
from planner.rota.memory import Alike, Remembered
from planner.rota.order import put_among, shift_order
from planner.rota.parse import BadEntry
from planner.rota.people import Named, named
from planner.rota.quick import Values
from planner.rota.remarks import Remarks
from planner.rota.source import Source
from planner.rota.telling import told_by
from planner.rota.times import Times, times_of
from planner.rota.zones import Zones
from planner.spans import HOUR

LONGEST_TIMED_WORK = timedelta(hours=36)
"""Timed work longer than this is kept, and the user is told to look at it."""

_MOST_KEPT = 10
"""Values and times that are kept for the next reading, for each entry of this one."""


class Understanding:
    """Turns the entries of one rota into shifts, and gathers what was odd on the way."""

    def __init__(
        self,
        source: Source,
        home: ZoneInfo,
        labels: Labels,
        before: Remembered,
        go_on: GoOn,
    ) -> None:
        self._source = source
        self._entries = source.entries
        self._problems = source.problems
        self._labels = labels
        self._home = home
        self._zones = Zones(home, source.zones)
        self._remarks = Remarks(self._problems)
        self._go_on = go_on
        # What bears on an entry from outside, but for whose it is.
        context = (home.key, labels, [zone.lines for zone in source.zones])
        same = before.context == context
        self._before = before if same else replace(before, whose={}, alike={}, ordered=())
        # The shift that alone comes of an entry, as far as that is known already.
        nothing: list[Shift | None] = [None] * len(self._entries)
        self._found = source.shifts_before() if same else nothing
        self._fresh: Sequence[Shift] | None = None
        self._told = NOTHING_TOLD
        self._now = Remembered(context=context)
        go_on()
        self._named, self._whose = named(
            self._entries, source.calendars, self._problems.file_names, labels
        )
        go_on()

    def read(self, since: date | None, until: date | None) -> Reading:
        """The reading; see `planner.rota.reader.read_rota`."""
        kept, fresh, others = self._alike()
        for item in breathing(self._occurrences(others, since, until), self._go_on):
            fresh += self._shifts(item)
        self._go_on()
        shifts = self._once(kept, fresh)
        self._go_on()
        self._remarks.say_zones(self._source.calendars, self._zones)
        self._remarks.say_counted()
        # Where nothing was doubtful before, only what is new may be.
        suspects = self._fresh if self._before.sound and self._fresh is not None else shifts
        odd = self._remarks.say_doubtful(shifts, suspects, self._labels, self._zones)
        self._now = replace(self._now, sound=not odd)
        self._go_on()
        self._remarks.say_off_their_titles(shifts, self._zones)
        return Reading(
            self._source.title(),
            self._home,
            tuple(shifts),
            self._problems.listed(),
            tuple(self._source.guesses),
            self._told,
        )

    def remembered(self) -> Remembered:
        """What to remember of the rota once it is read."""
        before, most = self._before, _MOST_KEPT * len(self._entries)
        return replace(
            self._now,
            plain=self._source.plain_with(self._found),
            whose=self._whose,
            values=before.values if before.values.size <= most else Values(),
            alike=before.alike if len(before.alike) <= most else {},
        )

    def _alike(self) -> tuple[list[Shift], list[Shift], list[int]]:
        """The shifts of entries that are known, and of those that say nothing but what others have
        said before, person and place aside: same times and label, once and not repeated. And the
        indices of all other entries.

        The quick reader gives equal lines one value, so that identity tells what is the same.
        """
        self._forget_other_people()
        found, known = self._found, self._before.alike
        kept = list(filter(None, found))
        unknown = [index for index, shift in enumerate(found) if shift is None]
        for index in breathing(unknown, self._go_on):
            entry, whose = self._entries[index], self._named[index]
            if entry.recurrence is None and not entry.cancelled and not whose.others:
                found[index] = self._like_others(entry, whose, known)
        fresh = [shift for index in unknown if (shift := found[index]) is not None]
        return kept, fresh, [index for index in unknown if found[index] is None]

    def _forget_other_people(self) -> None:
        """Forgets the shifts of entries that are not whose they were, or not called the same."""
        before, now = self._before.whose, self._whose
        told = before and now
        if told and all(before.get(title, whose) == whose for title, whose in now.items()):
            return
        for at, (shift, whose) in enumerate(zip(self._found, self._named, strict=True)):
            if shift and whose != Named(shift.person, shift.label):
                self._found[at] = None

    def _like_others(self, entry: Entry, whose: Named, known: Alike) -> Shift | None:
        """The shift of an entry once, by what is ``known`` of those that say the same."""
        same = (id(entry.start), id(entry.end), whose.label)
        if same not in known:
            known[same] = entry, self._unremarkable(entry, whose)
        _, shift = known[same]
        return shift and Shift(
            whose.person, shift.span, shift.kind, whose.label,
            entry.uid, "", shift.all_day, shift.daily, entry.place,
        )  # fmt: skip

    def _unremarkable(self, entry: Entry, whose: Named) -> Shift | None:
        """The shift of a timed entry about which there is nothing to say; None for all others."""
        aside = entry.start.is_date or self._labels.is_aside(whose.label, entry)
        if aside or not isinstance(entry.end, Stamp):
            return None
        if not (self._zones.knows(entry.start.tzid) and self._zones.knows(entry.end.tzid)):
            return None
        try:
            times = times_of(entry, whose.label, self._labels, self._zones)
            if times.repairs or self._dates(whose, times) is not None:
                return None
            span = times.span
        except (BadEntry, OverflowError, ValueError):
            return None
        if span.duration > LONGEST_TIMED_WORK:
            return None
        return self._timed(entry, whose, times)

    def _occurrences(
        self, indices: Sequence[int], since: date | None, until: date | None
    ) -> list[Occurrence]:
        """Every time that entries take place; plain ones never go through the recurrences."""
        others = [self._entries[index] for index in indices]
        repeating = {(entry.file, entry.uid) for entry in others if entry.repeats}
        plain: list[Occurrence] = []
        series: list[Dated] = []
        gone: list[tuple[Entry, Times]] = []
        for index in breathing(indices, self._go_on):
            entry, whose = self._entries[index], self._named[index]
            times = self._times(entry, whose)
            if times is None:
                continue
            replaced = entry.instead_of
            if entry.repeats or (replaced and (entry.file, entry.uid) in repeating):
                series.append(Dated(index, entry, times))
            else:
                planned = self._planned(entry, times) if replaced else ""
                plain.append(Occurrence(index, times, planned))
                if entry.cancelled:
                    gone.append((entry, times))
        end = until or default_until(self._entries) if series else date.max
        expanded = expand(series, self._zones, end, since, self._go_on)
        for index, what, done in expanded.faults:
            self._problems.of_entry(self._entries[index], what, done)
        followed = [(self._entries[index], dates) for index, dates in expanded.followed]
        self._told = told_by(followed, gone, self._source.calendars, self._home)
        found = [*plain, *expanded.occurrences]
        return [item for item in found if not self._entries[item.index].cancelled]

    def _planned(self, entry: Entry, times: Times) -> str:
        """The occurrence that an entry without its series stands for."""
        replaced = entry.instead_of
        if replaced is None or replaced.is_date or times.all_day:
            return occurrence_id((replaced or entry.start).day)
        return occurrence_id(self._zones.aware(replaced))

    def _times(self, entry: Entry, whose: Named) -> Times | None:
        """When an entry is; None, and listed, where that cannot be told or it is no shift."""
        if self._labels.is_aside(whose.label, entry):
            self._remarks.asides[whose.label] += 1
            return None
        try:
            times = times_of(entry, whose.label, self._labels, self._zones)
        except (BadEntry, OverflowError, ValueError) as error:
            at = entry.start.at
            if entry.cancelled and isinstance(at, datetime) and at.year < MAXYEAR:
                start = self._zones.aware(entry.start)
                times = Times(start, start + HOUR)
            else:
                words = str(error) if isinstance(error, BadEntry) else "has an impossible date"
                self._problems.of_entry(entry, f"It {words}.", Done.LEFT_OUT)
                return None
        if entry.cancelled:
            self._problems.of_entry(entry, "It is marked as cancelled.", Done.LEFT_OUT)
            return times
        for repair in times.repairs:
            self._problems.of_entry(entry, f"It {repair}.", Done.REPAIRED)
        return times

    def _shifts(self, item: Occurrence) -> list[Shift]:
        """The shift of an occurrence, one for each of its people; none where it has no date."""
        shift = self._shift(item)
        if shift is None:
            return []
        others = self._named[item.index].others
        return [shift, *(replace(shift, person=other) for other in others)]

    def _shift(self, item: Occurrence) -> Shift | None:
        entry, whose = self._entries[item.index], self._named[item.index]
        try:
            shift = self._all_day(whose, item.times) or self._timed(entry, whose, item.times)
        except (OverflowError, ValueError):
            self._problems.of_entry(entry, "It has an impossible date.", Done.LEFT_OUT)
            return None
        return replace(shift, uid=entry.uid, occurrence=item.id, place=entry.place)

    def _timed(self, entry: Entry, whose: Named, times: Times) -> Shift:
        span = times.span
        kind = self._labels.kind_of(whose.label, [span], self._home)
        if kind.is_work and span.duration > LONGEST_TIMED_WORK:
            self._problems.of_entry(
                entry, f"It is {span.hours:g} h of work without a break. Check it.", Done.KEPT
            )
        return Shift(whose.person, span, kind, whose.label)

    def _all_day(self, whose: Named, times: Times) -> Shift | None:
        """An all-day entry as a shift, None for a timed one."""
        dates = self._dates(whose, times)
        if dates is None:
            return None
        first, last = dates
        span = days_span(first, last, self._home)
        hours = stated_hours(whose.label)
        on = [clock_span(first, hours.start, hours.end, self._home)] if hours else []
        kind = self._labels.kind_of(whose.label, on, self._home)
        if kind.is_leave or kind.is_off:
            hours = None
        elif hours is None:
            hours = self._labels.usual_hours(kind)
            if hours is not None:
                self._remarks.assumed[whose.label, kind, hours] += 1
        return Shift(whose.person, span, kind, whose.label, all_day=True, daily=hours)

    def _dates(self, whose: Named, times: Times) -> tuple[date, date] | None:
        """The first and last date of an all-day entry. Leave and days off that are written from
        midnight to midnight (or 23:59) are all-day too. None for all others.
        """
        if not isinstance(times.start, datetime) or not isinstance(times.end, datetime):
            return times.start, times.end - DAY
        kind = self._labels.kind(whose.label)
        start, end = times.start.astimezone(self._home), times.end.astimezone(self._home)
        whole = start.time() == time.min and (end.time() == time.min or end.time() >= time(23, 59))
        if not whole or not (kind.is_leave or kind.is_off):
            return None
        return start.date(), (end - timedelta.resolution).date()

    def _once(self, kept: list[Shift], fresh: list[Shift]) -> list[Shift]:
        """The shifts in order, each once: those that stand in the rota twice, the same but for the
        UID that some systems give to each copy, are one.
        """
        put = put_among(self._before.ordered, kept, fresh, shift_order)
        if put is not None:
            self._fresh = fresh
            self._now = replace(self._now, ordered=put)
            return put
        shifts = kept + fresh
        # As they stand in the file, which is nearly sorted: from a set, sorting takes far longer,
        # and no other thread goes on meanwhile.
        different = dict.fromkeys(breathing(shifts, self._go_on))
        self._go_on()
        ordered = sorted(different, key=shift_order)
        self._go_on()
        single = list(_without_copies(breathing(ordered, self._go_on)))
        for count, how in (
            (len(shifts) - len(ordered), "the same in everything"),
            (len(ordered) - len(single), "under different UIDs"),
        ):
            if count:
                words = "One entry stands" if count == 1 else f"{count} entries stand"
                self._problems.of_rota(
                    "The whole rota", f"{words} in it twice, {how}.", Done.LEFT_OUT
                )
        if len(single) == len(shifts):
            self._now = replace(self._now, ordered=single)
        return single


def _without_copies(ordered: Iterable[Shift]) -> Iterator[Shift]:
    """Shifts in their order without those that differ from one before in their UID alone."""
    before: Shift | None = None
    alike: list[Shift] = []
    for shift in ordered:
        same = (
            before is not None
            and before.label == shift.label
            and before.person == shift.person
            and before.span == shift.span
        )
        if not same:
            alike.clear()
        elif any(replace(shift, uid=one.uid, occurrence=one.occurrence) == one for one in alike):
            continue
        alike.append(shift)
        before = shift
        yield shift
