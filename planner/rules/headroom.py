"""Room for a booking: which rules it would break, and what is left to their limits afterwards.

A booking changes little, so little is measured again: the windows of H1 and H2 that it adds work
to, the weekend it lies on, and the run of days around it. The answer is that of a full check of the
rota with the booking against one without it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.model.rota import Shift
from planner.rules.duties import BOOKED, HOUR, Piece, Work, end_second, seconds
from planner.rules.measure import Case, Measure, window
from planner.rules.report import Breach, Level, breach_of, case_of
from planner.rules.rulebook import Rule, measured_rules
from planner.rules.ruleset import Limit, Ruleset
from planner.rules.weekends import SATURDAY, weekday, weekends_of
from planner.rules.windows import RollingWindows, WeekWindows
from planner.spans import Span


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of one booking.

    ``safe``: with it no limit is passed that held before and none is passed further; a warning
    alone leaves it safe. ``broken`` holds only what is new or worse with the booking, warnings
    included. ``figures`` are those with the booking: "H1" the average week, "H2" the most work in
    168 h, "R1" the least rest, in hours, before or after the duty in which the booking lies. What
    there is nothing to measure for is left out.
    """

    safe: bool
    broken: tuple[Breach, ...]
    figures: Mapping[str, float]


class _Around(NamedTuple):
    """The duties near a booking with the booking among them."""

    work: Work
    holding: int


class Headroom:
    """One person's rota under one set of rules, ready to judge possible bookings.

    Takes what `check` takes. Raises WrongUse where `check` does.
    """

    def __init__(
        self,
        shifts: Sequence[Shift],
        ruleset: Ruleset,
        zone: ZoneInfo,
        *,
        booked: Sequence[Span] = (),
        opt_out: bool = False,
        period: tuple[date, date] | None = None,
    ) -> None:
        self._shifts = tuple(shifts)
        self._case = case_of(
            self._shifts, ruleset, zone, booked=booked, opt_out=opt_out, period=period
        )
        rules = {limit.id: (limit, rule) for limit, rule in measured_rules(ruleset)}
        self._average = WeekWindows(self._case) if "H1" in rules else None
        self._rolling = RollingWindows(self._case) if "H2" in rules else None
        self._whole = {rule: pair for rule, pair in rules.items() if not pair[1].local}
        self._local = [pair for pair in rules.values() if pair[1].local]
        self._before = {limit.id: self._values(limit, rule) for limit, rule in self._local}
        self._run_starts, self._run_ends = _run_bounds(self._case.work.days)
        self._weekends = self._free_and_worked()

    def verdict(self, span: Span) -> Verdict:
        """Whether a booking may be added, and what the rules measure with it."""
        start, end = seconds(span.start), end_second(span.end)
        work = self._case.work
        figures: dict[str, float] = {}
        broken = self._average_broken(start, end, figures)
        adds = work.until(end) - work.until(start) < end - start
        if adds:
            broken += self._rolling_broken(start, end, figures)
            around = self._around(start, end)
            broken += self._local_broken(around.work)
            broken += self._weekends_broken(start, end)
        else:
            around = _Around(work, bisect_right(work.starts, start) - 1)
            if self._rolling is not None:
                figures["H2"] = self._rolling.worst / HOUR
        rests = _rests(around)
        if rests:
            figures["R1"] = min(rests) / HOUR
        broken.sort(key=lambda breach: breach.span)
        safe = all(breach.level is Level.WARNING for breach in broken)
        return Verdict(safe, tuple(broken), figures)

    def _values(self, limit: Limit, rule: Rule) -> dict[tuple[int, int], float]:
        """The values that are past the limit already, by place."""
        broken = rule.past(rule.measure(self._case), self._case.limit(limit.id))
        return {measure.place: measure.value for measure in broken}

    def _breaches(
        self, pair: tuple[Limit, Rule], measures: Iterable[Measure], case: Case
    ) -> list[Breach]:
        limit, rule = pair
        broken = rule.past(measures, case.limit(limit.id))
        return [
            breach_of(case, limit, rule, measure, self._shifts) for measure in rule.reported(broken)
        ]

    def _average_broken(self, start: int, end: int, figures: dict[str, float]) -> list[Breach]:
        average, reference = self._average, self._case.reference
        if average is None or reference is None or average.worst is None:
            return []
        changed = list(average.changed(reference.added(start, end)))
        figures["H1"] = max([average.worst, *(hours for _, hours in changed)])
        if figures["H1"] <= self._case.limit("H1"):
            return []
        midnight = self._case.work.dates.midnight
        measures = []
        for day, hours in changed:
            place = (midnight(day), midnight(day + average.length))
            measures.append(window(self._case.work, hours, place, *place))
        return self._breaches(self._whole["H1"], measures, self._case)

    def _rolling_broken(self, start: int, end: int, figures: dict[str, float]) -> list[Breach]:
        rolling = self._rolling
        if rolling is None:
            return []
        most = round(self._case.limit("H2") * HOUR)
        changed = list(rolling.changed(start, end, min(most, rolling.worst)))
        figures["H2"] = max([rolling.worst, *(worked for _, _, worked in changed)]) / HOUR
        measures = [
            window(self._case.work, worked / HOUR, (begin, stop), begin, stop)
            for begin, stop, worked in changed
            if worked > most
        ]
        return self._breaches(self._whole["H2"], measures, self._case)

    def _around(self, start: int, end: int) -> _Around:
        """The booking with the runs of days before and after it and a duty beyond each.

        What a rule says there is what it says of the whole rota: no run is cut short at its start,
        and a rest reaches no further than the next duty.
        """
        work = self._case.work
        pieces: list[Piece] = [(start, end, BOOKED)]
        if work.starts:
            last = len(work.starts) - 1
            first = max(bisect_right(work.ends, start) - 1, 0)
            final = min(bisect_left(work.starts, end), last)
            first = self._run_starts[max(self._run_starts[first] - 1, 0)]
            final = min(self._run_ends[final] + 1, last)
            pieces += work.pieces_of(first, final)
        near = Work(pieces, work.dates, work.terms)
        return _Around(near, bisect_right(near.starts, start) - 1)

    def _local_broken(self, near: Work) -> list[Breach]:
        case = Case(near, self._case.ruleset, None, self._case.opt_out)
        found: list[Breach] = []
        for limit, rule in self._local:
            before = self._before[limit.id]
            measures = [
                measure
                for measure in rule.measure(case)
                if measure.place not in before
                or rule.worse(measure.value, than=before[measure.place])
            ]
            found += self._breaches((limit, rule), measures, case)
        return found

    def _free_and_worked(self) -> tuple[frozenset[int], int]:
        """The Saturdays of the weekends without work, and how many weekends have some."""
        work = self._case.work
        saturdays = weekends_of(self._case.reference) if self._case.reference else []
        midnight = work.dates.midnight
        free = frozenset(
            day for day in saturdays if work.until(midnight(day)) == work.until(midnight(day + 2))
        )
        return free, len(saturdays) - len(free)

    def _weekends_broken(self, start: int, end: int) -> list[Breach]:
        free, worked = self._weekends
        dates = self._case.work.dates
        days = range(dates.of(start), dates.of(end - 1) + 1)
        touched = {day - (weekday(day) - SATURDAY) for day in days if weekday(day) >= SATURDAY}
        more = len(touched & free)
        if not more or self._case.reference is None or len(free) + worked < 2:
            return []
        saturdays = weekends_of(self._case.reference)
        place = (dates.midnight(saturdays[0]), dates.midnight(saturdays[-1] + 2))
        share = (worked + more) / len(saturdays)
        measure = window(self._case.work, share, place, *place)._replace(number=worked + more)
        found: list[Breach] = []
        for rule in ("W2", "W3"):
            if rule in self._whole:
                found += self._breaches(self._whole[rule], [measure], self._case)
        return found


def _rests(around: _Around) -> list[int]:
    """Seconds from the duty before to the one that holds the booking, and from it to the next."""
    work, duty = around
    found = []
    if duty > 0:
        found.append(work.starts[duty] - work.ends[duty - 1])
    if duty + 1 < len(work.starts):
        found.append(work.starts[duty + 1] - work.ends[duty])
    return found


def _run_bounds(days: Sequence[int]) -> tuple[list[int], list[int]]:
    """For each duty the first and the last one of its run of consecutive start dates."""
    starts, ends = list(range(len(days))), list(range(len(days)))
    for duty in range(1, len(days)):
        if days[duty] <= days[duty - 1] + 1:
            starts[duty] = starts[duty - 1]
    for duty in range(len(days) - 2, -1, -1):
        if days[duty + 1] <= days[duty] + 1:
            ends[duty] = ends[duty + 1]
    return starts, ends
