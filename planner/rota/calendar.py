"""Calendar files → a `Reading`: whose shift, when, of which kind, and what was odd."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.clock import DAY, clock_span, days_span
from planner.errors import UnreadableInput
from planner.model.kind import Kind
from planner.model.rota import DailyHours, Done, Reading, RotaFile, Shift
from planner.rota.entry import Entry, Stamp
from planner.rota.expand import Dated, Occurrence, default_until, expand, occurrence_id
from planner.rota.labels import Labels, stated_hours
from planner.rota.parse import BadEntry
from planner.rota.people import Named, named
from planner.rota.sheet import SheetReader
from planner.rota.source import Source, load_source
from planner.rota.times import Times, times_of
from planner.rota.witness import doubt_words, doubtful
from planner.rota.zones import Zones, home_zone, resolved
from planner.spans import HOUR

LONGEST_TIMED_WORK = timedelta(hours=36)
"""Timed work longer than this is kept, and the user is told to look at it."""


def read_rota(
    files: Sequence[RotaFile],
    *,
    zone: ZoneInfo | None = None,
    since: date | None = None,
    until: date | None = None,
    labels: Labels | None = None,
    today: date | None = None,
    quick: bool = True,
) -> Reading:
    """Reads the files of one rota: calendars, or spreadsheets.

    ``zone`` is the rota's zone where the user says so; else the one its calendars state
    (X-WR-TIMEZONE), else the one that most entries name, else Europe/London. Floating times and
    all-day entries are in this zone. ``until`` is the last date to which recurrences without an end
    are followed (`planner.rota.expand.default_until` without it), ``since`` the first of those that
    began long before (`planner.rota.expand.default_since`). ``today`` is the date near which a
    spreadsheet lies that never says its year; the present date without it.
    ``quick`` may be switched off to read every entry the ordinary way; the reading is the same.

    An entry that cannot be understood is left out and listed in the reading's problems; the others
    are kept. Raises UnreadableInput where a file is empty, no calendar, cut off, or holds no entry
    that can be read.
    """
    if not files:
        raise UnreadableInput("No rota was given. Choose a calendar file (.ics) or a spreadsheet.")
    labels = labels or Labels.load()
    sheets = SheetReader(labels, today or datetime.now().astimezone().date())
    source = load_source(files, sheets, quick=quick)
    home = zone or home_zone(source.calendars, source.entries)
    return _Reader(source, home, labels).read(since, until)


class _Reader:
    """Turns the entries of one rota into shifts, and gathers what was odd on the way."""

    def __init__(self, source: Source, home: ZoneInfo, labels: Labels) -> None:
        self._source = source
        self._entries = source.entries
        self._problems = source.problems
        self._labels = labels
        self._home = home
        self._zones = Zones(home, source.zones)
        self._assumed: Counter[tuple[str, Kind, DailyHours]] = Counter()
        whose = named(self._entries, source.calendars, self._problems.file_names, labels)
        self._named = [
            Named(entry.person, entry.summary) if entry.person else found
            for entry, found in zip(self._entries, whose, strict=True)
        ]

    def read(self, since: date | None, until: date | None) -> Reading:
        shifts, others = self._alike()
        for item in self._occurrences(others, since, until):
            shifts += self._shifts(item)
        shifts = self._once(shifts)
        self._say_zones()
        self._say_assumed()
        self._say_doubtful(shifts)
        return Reading(
            self._source.title(),
            self._home,
            tuple(shifts),
            self._problems.listed(),
            tuple(self._source.guesses),
        )

    def _alike(self) -> tuple[list[Shift], list[int]]:
        """The shifts of entries that say nothing but what others have said before, person and place
        aside: same times and label, once and not repeated. And the indices of all other entries.

        The quick reader gives equal lines one value, so that identity tells what is the same.
        """
        known: dict[tuple[int, int, str], Shift | None] = {}
        shifts: list[Shift] = []
        others: list[int] = []
        for index, (entry, whose) in enumerate(zip(self._entries, self._named, strict=True)):
            if entry.recurrence is not None or entry.cancelled or whose.others:
                others.append(index)
                continue
            same = (id(entry.start), id(entry.end), whose.label)
            if same not in known:
                known[same] = self._unremarkable(entry, whose)
            shift = known[same]
            if shift is None:
                others.append(index)
                continue
            shifts.append(
                Shift(
                    whose.person, shift.span, shift.kind, whose.label,
                    entry.uid, "", shift.all_day, shift.daily, entry.place,
                )
            )  # fmt: skip
        return shifts, others

    def _unremarkable(self, entry: Entry, whose: Named) -> Shift | None:
        """The shift of a timed entry about which there is nothing to say; None for all others."""
        if entry.start.is_date or not isinstance(entry.end, Stamp):
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
        repeating = {(entry.file, entry.uid) for entry in self._entries if entry.repeats}
        plain: list[Occurrence] = []
        series: list[Dated] = []
        for index in indices:
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
        if not series:
            return [item for item in plain if not self._entries[item.index].cancelled]
        expanded = expand(series, self._zones, until or default_until(self._entries), since)
        for index, what, done in expanded.faults:
            self._problems.of_entry(self._entries[index], what, done)
        found = [*plain, *expanded.occurrences]
        return [item for item in found if not self._entries[item.index].cancelled]

    def _planned(self, entry: Entry, times: Times) -> str:
        """The occurrence that an entry without its series stands for."""
        replaced = entry.instead_of
        if replaced is None or replaced.is_date or times.all_day:
            return occurrence_id((replaced or entry.start).day)
        return occurrence_id(self._zones.aware(replaced))

    def _times(self, entry: Entry, whose: Named) -> Times | None:
        """When an entry is; None, and listed, where that cannot be told."""
        try:
            times = times_of(entry, whose.label, self._labels, self._zones)
        except (BadEntry, OverflowError, ValueError) as error:
            if entry.cancelled and not entry.start.is_date:
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
                self._assumed[whose.label, kind, hours] += 1
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

    def _once(self, shifts: Sequence[Shift]) -> list[Shift]:
        """The shifts in order; those that stand in the rota twice, the same in everything, once."""
        single = set(shifts)
        if len(single) < len(shifts):
            count = len(shifts) - len(single)
            words = "One entry stands" if count == 1 else f"{count} entries stand"
            self._problems.of_rota(
                "The whole rota", f"{words} in it twice, the same in everything.", Done.LEFT_OUT
            )
        return sorted(single, key=shift_order)

    def _say_zones(self) -> None:
        for info in self._source.calendars:
            if info.zone and resolved(info.zone) is None:
                self._problems.of_file(
                    info.file,
                    f"It names the time zone “{info.zone}”, which is not a known one; "
                    f"{self._home.key} was taken.",
                    Done.REPAIRED,
                )
        for tzid, count in self._zones.unplaced.items():
            self._problems.of_rota(
                f"Time zone “{tzid}”",
                f"It is not a known one; its {count} times were read as {self._home.key}.",
                Done.REPAIRED,
            )

    def _say_assumed(self) -> None:
        for (label, kind, hours), count in self._assumed.items():
            entries = "One all-day entry gives" if count == 1 else f"{count} all-day entries give"
            self._problems.of_rota(
                f"Label “{label}”",
                f"{entries} no hours; {hours} were assumed, usual for the kind “{kind.words}”.",
                Done.KEPT,
            )

    def _say_doubtful(self, shifts: Sequence[Shift]) -> None:
        for odd in doubtful(shifts, self._labels, self._home).values():
            words = doubt_words(odd, self._home)
            self._problems.of_rota(f"Label “{odd[0].label}”", words, Done.KEPT)


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
