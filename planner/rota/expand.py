"""Recurring entries → their occurrences (RFC 5545, 3.8.4.4 and 3.8.5).

A series is worked out on the clock of its own zone and put on the time line last, so that a night
keeps its clock hours when the clock changes.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from planner.model.rota import Dates, Done
from planner.rota.breath import GoOn, breathing, go_on_always
from planner.rota.entry import Entry, Recurrence, Stamp
from planner.rota.rule import BadRule, Effort, Rule, parse_rule, starts
from planner.rota.times import Times
from planner.rota.zones import Zones

MOST_OCCURRENCES = 50_000
"""Occurrences that the recurring entries of one rota may have together; beyond, they are left
out."""

MOST_OF_ONE = 15_000
"""Occurrences of one series; one with more is no shift of anybody and is not followed."""

MOST_STEPS = 400_000
"""Dates and times that may be tried for all the rules of one rota together."""

LONGEST_SERIES = timedelta(days=3660)
"""How far a series that ends by itself is followed, and how long before the end of the rota."""

UNBOUNDED = timedelta(days=400)
"""How far after the latest other start a series without an end is followed, unless said
otherwise."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An entry with its times; ``index`` is its place among the entries of the rota."""

    index: int
    entry: Entry
    times: Times

    @property
    def clock(self) -> datetime:
        """Its start on the clock of its own zone, without that zone; midnight for a date."""
        return _clock(self.times.start)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence: the entry that describes it, its times, and which occurrence it is (its start
    as planned by the series, ISO 8601).
    """

    index: int
    times: Times
    id: str


@dataclass(frozen=True, slots=True)
class Expanded:
    """The occurrences, and what was wrong with series: the entry's index, what, what was done.

    ``followed`` are the dates between which each series was worked out, by the index of the entry.
    """

    occurrences: tuple[Occurrence, ...]
    faults: tuple[tuple[int, str, Done], ...]
    followed: tuple[tuple[int, Dates], ...] = ()


def default_until(entries: Sequence[Entry]) -> date:
    """400 days after the latest start among the entries that do not repeat without an end, or of
    those that do where there are no others.
    """
    bounded = [entry.start.day for entry in entries if not _unbounded(entry)]
    latest = max(bounded or [entry.start.day for entry in entries], default=date.min)
    return min(latest, date.max - 2 * UNBOUNDED) + UNBOUNDED


def default_since(until: date) -> date:
    """The date from which series are followed that began long before ``until``."""
    return until - min(LONGEST_SERIES, until - date.min)


def occurrence_id(at: datetime | date) -> str:
    """How an occurrence is told from others of its series: its planned start, times in UTC."""
    return at.astimezone(UTC).isoformat() if isinstance(at, datetime) else at.isoformat()


def expand(
    entries: Sequence[Dated],
    zones: Zones,
    until: date,
    since: date | None = None,
    go_on: GoOn = go_on_always,
) -> Expanded:
    """The occurrences of recurring entries (and of the entries that replace single ones).

    Series are followed from ``since`` (`default_since` without it); those without an end to
    ``until`` (included), others for at most `LONGEST_SERIES` or to ``until``, whichever is later.
    A series whose rule cannot be followed keeps its first entry, and a fault says so. The order of
    ``entries`` makes no difference. ``go_on`` raises where the work is to be left.
    """
    since = default_since(until) if since is None else since
    found: list[Occurrence] = []
    faults: list[tuple[int, str, Done]] = []
    followed: list[tuple[int, Dates]] = []
    effort = Effort(MOST_STEPS)
    series, alone = _series(entries)
    for members in breathing(series, go_on, every=128):
        master = members[0]
        room = MOST_OCCURRENCES - len(found)
        if room <= 0:
            faults.append((master.index, _too_many(), Done.LEFT_OUT))
            continue
        try:
            one = _Series(members, zones, since, until)
            occurrences = one.occurrences(effort)
        except (BadRule, OverflowError, ValueError) as error:
            words = str(error) if isinstance(error, BadRule) else "beyond the end of time"
            what = f"It repeats {words}; only what stands in the file was kept."
            faults.append((master.index, what, Done.REPAIRED))
            occurrences = [_as_written(item, zones) for item in members]
        else:
            faults += [(master.index, what, done) for what, done in one.faults]
            followed.append((master.index, one.followed))
        if len(occurrences) > room:
            faults.append((master.index, _too_many(), Done.LEFT_OUT))
            followed.pop()
        found += occurrences[:room]
    found += [_as_written(item, zones) for item in alone]
    return Expanded(tuple(found), tuple(faults), tuple(followed))


def _unread(value: str) -> str:
    return f"Of its repetition it says “{value[:40]}”, which is no date or time. Check its dates."


def _too_many() -> str:
    return f"It repeats too often; of a rota's repetitions {MOST_OCCURRENCES:,} are read in all."


def _series(entries: Sequence[Dated]) -> tuple[list[list[Dated]], list[Dated]]:
    """Each repeating entry, first, with the entries that replace occurrences of it; and the
    replacements whose series has no time that can be told.

    Where several repeating entries share a UID, a replacement belongs to the one that started last
    before the start that it replaces.
    """
    masters: dict[tuple[int, str], list[list[Dated]]] = defaultdict(list)
    for dated in sorted((item for item in entries if item.entry.repeats), key=_order):
        masters[dated.entry.file, dated.entry.uid].append([dated])
    alone: list[Dated] = []
    for dated in sorted((item for item in entries if not item.entry.repeats), key=_order):
        replaced = dated.entry.instead_of
        candidates = masters.get((dated.entry.file, dated.entry.uid))
        if replaced is None or not candidates:
            alone.append(dated)
            continue
        earlier = [item for item in candidates if item[0].entry.start.day <= replaced.day]
        (earlier or candidates[:1])[-1].append(dated)
    return [series for group in masters.values() for series in group], alone


def _order(dated: Dated) -> tuple[date, int, str, str, str]:
    """By start; of several with one start, the newest version last."""
    entry = dated.entry
    return entry.start.day, entry.sequence, entry.changed, repr(entry.start), entry.summary


class _Series:
    """One repeating entry with its replacements, on the clock of its own zone."""

    def __init__(self, members: Sequence[Dated], zones: Zones, since: date, until: date) -> None:
        self._master, *others = members
        self._zones = zones
        recurrence = self._master.entry.recurrence
        self._how = Recurrence() if recurrence is None else recurrence
        self._rules = [parse_rule(text) for text in self._how.rules]
        self._not_rules = [parse_rule(text) for text in self._how.not_rules]
        self._since, self._until = datetime.combine(since, time.min), self._last(since, until)
        self._others = self._newest(others)
        self.faults = [(_unread(value), Done.KEPT) for value in self._how.unread[:1]]

    def occurrences(self, effort: Effort) -> list[Occurrence]:
        """Every occurrence within the dates, in order. Raises BadRule."""
        ends = self._extra()
        planned = self._named(effort) | ends.keys()
        found = [self._occurrence(at, ends.get(at)) for at in sorted(planned - self._others.keys())]
        found += [self._replaced(at, dated) for at, dated in sorted(self._others.items())]
        said = any(done is Done.LEFT_OUT for _, done in self.faults)
        if not (found or said) and self._master.clock >= self._since:
            self.faults.append(("It takes out every one of its own dates.", Done.LEFT_OUT))
        if self._master.clock < self._since and self._rules:
            day = self._since.date()
            words = f"It began repeating long ago; it was followed from {day.day} {day:%b %Y} on."
            self.faults.append((words, Done.KEPT))
        return found

    @property
    def followed(self) -> Dates:
        """The dates between which it is worked out, from its own first one on."""
        return max(self._master.clock, self._since).date(), self._until.date()

    def _last(self, since: date, until: date) -> datetime:
        """The last clock time to which the series is followed."""
        last = until
        if all(rule.bounded for rule in self._rules):
            start = max(self._master.clock.date(), since)
            last = max(until, start + min(LONGEST_SERIES, date.max - start))
        return datetime.combine(last, time(23, 59, 59))

    def _named(self, effort: Effort) -> set[datetime]:
        """The starts that the entry and its rules name, without those that fall out."""
        first = self._master.clock
        found = {first} if first >= self._since else set()
        for rule in self._rules:
            end = self._end(rule)
            if end is not None and end < first:
                # So Google writes a series of which every date was deleted.
                if rule.until and rule.until.day < first.date() and len(self._rules) == 1:
                    found.discard(first)
                    self.faults.append(("Its repetition ends before it begins.", Done.LEFT_OUT))
                continue
            last = self._until if end is None else min(end, self._until)
            named = list(islice(starts(rule, first, (self._since, last), effort), MOST_OF_ONE + 1))
            if len(named) > MOST_OF_ONE:
                raise BadRule(f"more than {MOST_OF_ONE:,} times")
            if not named and first >= self._since:
                self.faults.append(("Its rule names no date at all.", Done.REPAIRED))
            found.update(named)
        found -= {self._start(stamp) for stamp in self._how.without}
        gone = {stamp.day for stamp in self._how.without if stamp.is_date}
        found = {at for at in found if at.date() not in gone}
        for rule in self._not_rules:
            end = self._end(rule)
            last = self._until if end is None else min(end, self._until)
            found.difference_update(starts(rule, first, (self._since, last), effort))
        return found

    def _extra(self) -> dict[datetime, timedelta | None]:
        """Further starts (RDATE) that do not fall out, each with the length that it gives."""
        gone = {self._start(stamp) for stamp in self._how.without}
        found: dict[datetime, timedelta | None] = {}
        for stamp, end in self._how.extra:
            start = self._start(stamp)
            length = self._start(end) - start if isinstance(end, Stamp) else end
            positive = length is not None and length > timedelta(0)
            if start not in gone and self._since <= start <= self._until:
                found[start] = length if positive else None
        return found

    def _newest(self, others: Sequence[Dated]) -> dict[datetime, Dated]:
        """The replacements by the start that each replaces; of several, the newest version."""
        found: dict[datetime, Dated] = {}
        for dated in sorted(others, key=lambda item: _order(item)[1:]):
            if dated.entry.instead_of is not None:
                found[self._start(dated.entry.instead_of)] = dated
        return found

    def _start(self, stamp: Stamp) -> datetime:
        """A stamp on the clock of the series; a date is the start of the series' day."""
        if isinstance(self._master.times.start, datetime):
            if stamp.is_date:
                return datetime.combine(stamp.day, self._master.clock.time())
            return _clock(self._zones.aware(stamp).astimezone(self._master.times.start.tzinfo))
        return datetime.combine(self._date(stamp), time.min)

    def _date(self, stamp: Stamp) -> date:
        """The date that a stamp means for an all-day series: the one that stands there, but the
        next one for a full hour of the evening in UTC, which is midnight somewhere east of it.
        """
        at = stamp.at
        if stamp.tzid != "UTC" or not isinstance(at, datetime) or at.hour < 12:
            return stamp.day
        full = at.minute == at.second == 0
        return stamp.day + timedelta(days=full and stamp.day < date.max)

    def _end(self, rule: Rule) -> datetime | None:
        """The last start that a rule's UNTIL admits: a date is included to its end, a time without
        a zone is one of the series.
        """
        if rule.until is None:
            return None
        start = self._master.times.start
        if not isinstance(start, datetime):
            return datetime.combine(self._date(rule.until), time.min)
        if rule.until.is_date:
            return datetime.combine(rule.until.day, time(23, 59, 59))
        at = self._zones.aware(rule.until)
        return _clock(at.astimezone(start.tzinfo) if rule.until.tzid else at)

    def _occurrence(self, at: datetime, length: timedelta | None) -> Occurrence:
        """The occurrence planned for a clock time, as the last change of "this and later" says."""
        origin, dated = self._master.clock, self._master
        for replaced, other in sorted(self._others.items()):
            recurrence = other.entry.recurrence
            if replaced < at and recurrence is not None and recurrence.and_later:
                origin, dated = replaced, other
        return Occurrence(dated.index, _moved(dated, origin, at, length), self._id(at))

    def _replaced(self, at: datetime, dated: Dated) -> Occurrence:
        return Occurrence(dated.index, dated.times, self._id(at))

    def _id(self, at: datetime) -> str:
        start = self._master.times.start
        if isinstance(start, datetime):
            return occurrence_id(at.replace(tzinfo=start.tzinfo))
        return occurrence_id(at.date())


def _as_written(dated: Dated, zones: Zones) -> Occurrence:
    replaced = dated.entry.instead_of
    if replaced is None:
        return Occurrence(dated.index, dated.times, occurrence_id(dated.times.start))
    timed = not replaced.is_date and not dated.times.all_day
    return Occurrence(
        dated.index, dated.times, occurrence_id(zones.aware(replaced) if timed else replaced.day)
    )


def _moved(dated: Dated, origin: datetime, at: datetime, length: timedelta | None) -> Times:
    """The times of an entry for an occurrence at ``at``, where its own are for ``origin``."""
    start, end = dated.times.start, dated.times.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        days = at.date() - origin.date()
        return Times(start + days, end + days)
    begin = start + (at - origin)
    if length is not None:
        return Times(begin, _after(begin, length))
    if isinstance(dated.entry.end, timedelta):
        return Times(begin, _after(begin, dated.entry.end))
    # Clock hours are kept over a clock change, unless the clock leaves nothing of them.
    finish = begin + (end - start)
    if finish.astimezone(UTC) <= begin.astimezone(UTC):
        finish = _after(begin, end.astimezone(UTC) - start.astimezone(UTC))
    return Times(begin, finish)


def _after(start: datetime, length: timedelta) -> datetime:
    """Days count on the clock, hours elapse (RFC 5545, 3.3.6)."""
    days = timedelta(days=length.days)
    end = (start + days).astimezone(UTC) + (length - days)
    return end.astimezone(start.tzinfo)


def _clock(at: datetime | date) -> datetime:
    if isinstance(at, datetime):
        return at.replace(tzinfo=None, fold=0)
    return datetime.combine(at, time.min)


def _unbounded(entry: Entry) -> bool:
    rules: Iterator[str] = iter(entry.recurrence.rules if entry.recurrence else ())
    return any(not _ends(rule) for rule in rules)


def _ends(text: str) -> bool:
    try:
        return parse_rule(text).bounded
    except BadRule:
        return True
