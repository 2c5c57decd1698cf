"""Room for a booking: which rules it would break, and what is left to their limits afterwards.

A booking changes little, so little is measured again: the windows of H1 and H2 that it adds work
to, the weekend it lies on, and the run of days around it. Most often the duties on either side tell
at a glance, and nothing is. The answer is that of a full check of the rota with the booking against
one without it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from math import floor, inf
from zoneinfo import ZoneInfo

from planner.model.oncall import OnCallWork
from planner.model.rota import Shift
from planner.rules.duties import BOOKED, HOUR, Piece, Work, end_second, seconds, span
from planner.rules.glance import Glance, Meeting, meet
from planner.rules.measure import Case, Measure, window
from planner.rules.report import Breach, Level, breach_of, case_of
from planner.rules.rulebook import Reach, Rule, measured_rules, seen_by
from planner.rules.ruleset import Limit, Role, Ruleset
from planner.rules.weekends import SATURDAY, weekday, weekends_of
from planner.rules.windows import RollingWindows, WeekWindows
from planner.spans import Span


class Verdict:
    """What the rules say of one booking.

    ``safe``: with it no limit is passed that held before and none is passed further; a warning
    alone leaves it safe. ``figures`` are those with the booking: "H1" the average week, "H2" the
    most work in 168 h, "R1" the least rest, in hours, before or after the duty in which the booking
    lies. What there is nothing to measure for is left out.
    """

    def __init__(
        self, safe: bool, figures: Mapping[str, float], tell: Callable[[], Sequence[Breach]]
    ) -> None:
        self.safe = safe
        self.figures = figures
        self._tell = tell

    @cached_property
    def broken(self) -> tuple[Breach, ...]:
        """What is new or worse with the booking, warnings included, in order of time.

        Put into words when it is asked for: of thousands of bookings few are ever shown.
        """
        return tuple(self._tell())


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
        worked: Sequence[OnCallWork] = (),
    ) -> None:
        self._shifts = tuple(shifts)
        self._remake = partial(
            case_of, self._shifts, ruleset, zone, opt_out=opt_out, period=period, worked=worked
        )
        self._booked = tuple(booked)
        self._case = case = self._remake(booked=booked)
        self._called = Work(case.called, case.work.dates, replace(case.work.terms, join=0))
        rest_work = seen_by(case, "R1").work if "R1" in ruleset else case.work
        self._rest_work = None if rest_work is case.work else rest_work
        rules = {limit.id: (limit, rule) for limit, rule in measured_rules(ruleset)}
        self._average = WeekWindows(case) if "H1" in rules else None
        self._rolling = RollingWindows(case.all_work, ruleset) if "H2" in rules else None
        self._whole = {rule: pair for rule, pair in rules.items() if pair[1].reach is Reach.ROTA}
        self._local = [pair for pair in rules.values() if pair[1].reach is Reach.NEAR]
        self._anew = [pair for rule, pair in self._whole.items() if rule not in _IN_PARTS]
        self._before = {
            limit.id: self._values(limit, rule) for limit, rule in (*self._local, *self._anew)
        }
        self._run_starts, self._run_ends = _run_bounds(case.work.days)
        self._saturdays = weekends_of(case.reference) if case.reference else []
        self._free_saturdays = self._weekends_without_work()
        self._glance = Glance(case, ruleset.limits)

    def verdict(self, booking: Span) -> Verdict:
        """Whether a booking may be added, and what the rules measure with it."""
        start, end = seconds(booking.start), end_second(booking.end)
        met = meet(self._case.work, start, end)
        figures: dict[str, float] = {}
        passed = self._average_passed(start, end, met, figures)
        passed |= self._rolling_passed(start, end, met, figures)
        rests = self._rests(start, end, met)
        if rests:
            figures["R1"] = min(rests) / HOUR
        safe = False if passed else self._kept(start, end, met)
        if safe is None:
            broken = self._broken(start, end)
            return Verdict(_only_warnings(broken), figures, lambda: broken)
        return Verdict(safe, figures, partial(self._broken, start, end))

    def _rests(self, start: int, end: int, met: Meeting) -> list[int]:
        return met.rests if self._rest_work is None else meet(self._rest_work, start, end).rests

    def _is_called(self, start: float, end: float) -> bool:
        """Whether there is work on call from home between two seconds."""
        first = bisect_right(self._called.ends, start)
        return first < len(self._called.ends) and self._called.starts[first] < end

    def _average_passed(
        self, start: int, end: int, met: Meeting, figures: dict[str, float]
    ) -> bool:
        average, reference = self._average, self._case.reference
        if average is None or reference is None or average.worst is None:
            return False
        if met.first > met.last and met.ends_on == met.day and not self._is_called(start, end):
            added = [(met.day, met.added)]
        elif met.added or reference.leaves_work_out:
            added = reference.added(start, end)
        else:
            added = []
        most = average.most(added) if added else None
        figures["H1"] = average.worst if most is None else max(average.worst, most)
        return most is not None and most > self._case.limit("H1")

    def _rolling_passed(
        self, start: int, end: int, met: Meeting, figures: dict[str, float]
    ) -> bool:
        rolling = self._rolling
        if rolling is None:
            return False
        worst, most = rolling.worst, self._most_rolling()
        added = self._added(start, end) if self._is_called(start, end) else met.added
        if added and rolling.could_pass(start, end, added, min(worst, most)):
            found = [worked for _, _, worked in rolling.changed(start, end, min(worst, most))]
            figures["H2"] = max([worst, *found]) / HOUR
            return any(worked > most for worked in found)
        figures["H2"] = worst / HOUR
        return False

    def _added(self, start: int, end: int) -> int:
        """Seconds of work that a booking adds to all that there is."""
        work = self._case.all_work
        return end - start - (work.until(end) - work.until(start))

    def _most_rolling(self) -> int:
        return round(self._case.limit("H2") * HOUR)

    def _kept(self, start: int, end: int, met: Meeting) -> bool | None:
        """Whether the other rules are kept or as far broken as they were; None where all has to be
        measured.
        """
        if not met.added:
            return True
        if self._weekend_too_many(met):
            return False
        if self._meets_calls(met) and (self._rest_work or self._glance.asks_rest(met)):
            return None
        return self._glance.kept(start, end, met)

    def _meets_calls(self, met: Meeting) -> bool:
        """Whether there is work on call from home between the duties on either side."""
        if not self._called.ends:
            return False
        work = self._case.work
        before = work.ends[met.first - 1] if met.first else -inf
        after = work.starts[met.last + 1] if met.last + 1 < len(work.starts) else inf
        return self._is_called(before, after)

    def _weekend_too_many(self, met: Meeting) -> bool:
        if weekday(met.day) < SATURDAY and met.ends_on == met.day:
            return False
        more = len(self._newly_worked(met.day, met.ends_on))
        if not more or len(self._saturdays) < 2:
            return False
        share = self._weekends_worked(more) / len(self._saturdays)
        return any(
            share > limit.value()
            for limit, _ in (self._whole[rule] for rule in ("W2", "W3") if rule in self._whole)
            if limit.role is Role.LIMIT
        )

    def _broken(self, start: int, end: int) -> list[Breach]:
        broken = self._average_broken(start, end)
        work = self._case.work
        if work.until(end) - work.until(start) < end - start:
            broken += self._rolling_broken(start, end)
            broken += self._local_broken(start, end)
            broken += self._weekends_broken(start, end)
            broken += self._anew_broken(start, end)
        broken.sort(key=lambda breach: breach.span)
        return broken

    def _values(self, limit: Limit, rule: Rule) -> dict[tuple[int, int], float]:
        """The values that are past the limit already, by place."""
        seen = seen_by(self._case, limit.id)
        broken = rule.past(rule.measure(seen), self._case.limit(limit.id))
        return {measure.place: measure.value for measure in broken}

    def _breaches(
        self, pair: tuple[Limit, Rule], measures: Iterable[Measure], case: Case
    ) -> list[Breach]:
        limit, rule = pair
        broken = rule.past(measures, case.limit(limit.id))
        return [
            breach_of(case, limit, rule, measure, self._shifts) for measure in rule.reported(broken)
        ]

    def _average_broken(self, start: int, end: int) -> list[Breach]:
        average, reference = self._average, self._case.reference
        if average is None or reference is None:
            return []
        midnight = self._case.work.dates.midnight
        measures = []
        for day, hours in average.changed(reference.added(start, end)):
            place = (midnight(day), midnight(day + average.length))
            measures.append(window(self._case.all_work, hours, place, *place))
        return self._breaches(self._whole["H1"], measures, self._case)

    def _rolling_broken(self, start: int, end: int) -> list[Breach]:
        if self._rolling is None:
            return []
        measures = [
            window(self._case.all_work, worked / HOUR, (begin, stop), begin, stop)
            for begin, stop, worked in self._rolling.changed(start, end, self._most_rolling())
        ]
        return self._breaches(self._whole["H2"], measures, self._case)

    def _around(self, start: int, end: int) -> Case:
        """The booking with the runs of days before and after it and a duty beyond each, and with
        what was worked on call up to there.

        What a rule says there is what it says of the whole rota: no run is cut short at its start,
        and a rest reaches no further than the next duty.
        """
        work = self._case.work
        pieces: list[Piece] = [(start, end, BOOKED)]
        since, until = -inf, inf
        if work.starts:
            last = len(work.starts) - 1
            first = max(bisect_right(work.ends, start) - 1, 0)
            final = min(bisect_left(work.starts, end), last)
            first = self._run_starts[max(self._run_starts[first] - 1, 0)]
            final = min(self._run_ends[final] + 1, last)
            pieces += work.pieces_of(first, final)
            since = work.starts[first] if first else since
            until = work.ends[final] if final < last else until
        # What lies behind the last duty would end a rest that is asked for here and not there.
        called = [
            (begin, stop if stop <= until else floor(until), owner)
            for begin, stop, owner in self._case.called
            if stop > since and begin < until
        ]
        near = Work(pieces, work.dates, work.terms)
        whole = Work([*pieces, *called], work.dates, work.terms) if called else None
        return replace(self._case, work=near, reference=None, whole=whole)

    def _local_broken(self, start: int, end: int) -> list[Breach]:
        case = self._around(start, end)
        found: list[Breach] = []
        for pair in self._local:
            found += self._breaches(pair, self._worse(pair, case), case)
        return found

    def _anew_broken(self, start: int, end: int) -> list[Breach]:
        """Rules whose values hang on much of the rota are measured on all of it."""
        if not self._anew:
            return []
        case = self._remake(booked=(*self._booked, span(start, end)))
        found: list[Breach] = []
        for limit, rule in self._anew:
            found += self._breaches((limit, rule), self._worse((limit, rule), case), case)
        return found

    def _worse(self, pair: tuple[Limit, Rule], case: Case) -> list[Measure]:
        """The values of a rule that are not as far past its limit already."""
        limit, rule = pair
        before = self._before[limit.id]
        return [
            measure
            for measure in rule.measure(seen_by(case, limit.id))
            if measure.place not in before or rule.worse(measure.value, than=before[measure.place])
        ]

    def _weekends_without_work(self) -> frozenset[int]:
        work = self._case.all_work
        midnight = work.dates.midnight
        return frozenset(
            day
            for day in self._saturdays
            if work.until(midnight(day)) == work.until(midnight(day + 2))
        )

    def _newly_worked(self, first: int, last: int) -> frozenset[int]:
        """The Saturdays of the free weekends that some of these dates are of."""
        days = (day for day in range(first, last + 1) if weekday(day) >= SATURDAY)
        return self._free_saturdays.intersection(day - (weekday(day) - SATURDAY) for day in days)

    def _weekends_worked(self, more: int) -> int:
        return len(self._saturdays) - len(self._free_saturdays) + more

    def _weekends_broken(self, start: int, end: int) -> list[Breach]:
        dates = self._case.work.dates
        more = len(self._newly_worked(dates.of(start), dates.of(end - 1)))
        if not more or len(self._saturdays) < 2:
            return []
        place = (dates.midnight(self._saturdays[0]), dates.midnight(self._saturdays[-1] + 2))
        worked = self._weekends_worked(more)
        share = worked / len(self._saturdays)
        measure = window(self._case.all_work, share, place, *place)._replace(number=worked)
        found: list[Breach] = []
        for rule in ("W2", "W3"):
            if rule in self._whole:
                found += self._breaches(self._whole[rule], [measure], self._case)
        return found


_IN_PARTS = frozenset({"H1", "H2", "W2", "W3"})
"""Rules about the whole rota of which a booking changes parts that are known."""


def _only_warnings(broken: Iterable[Breach]) -> bool:
    return all(breach.level is Level.WARNING for breach in broken)


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
