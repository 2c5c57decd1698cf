"""Room for several bookings at once: how much work they may add, and what they would break.

Where `Headroom` answers for one booking, this answers for a set of them, as a plan needs it. What
the rules say of hours in a span, and of days in a row, is linear in the bookings and given as
numbers; everything is checked on the whole set.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import floor
from zoneinfo import ZoneInfo

from planner.model.oncall import OnCallWork
from planner.model.rota import Shift
from planner.rules.duties import HOUR, seconds, span
from planner.rules.measure import Case, Measure
from planner.rules.report import Breach, breach_of, case_of
from planner.rules.rulebook import Reach, Rule, measured_rules, seen_by
from planner.rules.ruleset import Limit, Role, Ruleset
from planner.rules.weekends import weekends_of
from planner.rules.windows import WeekWindows
from planner.spans import Span

_FEWEST_WEEKENDS = 2  # of fewer there is no share
_HAIR = 1e-9  # a share that is reached exactly is kept, whatever the last digit says


@dataclass(frozen=True, slots=True)
class Allowed:
    """The hours of work that bookings may add in a span under a rule, never below 0."""

    rule: str
    span: Span
    hours: float


class Room:
    """One person's rota under one set of rules, ready to judge bookings together.

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
        worked: Sequence[OnCallWork] = (),
    ) -> None:
        self._shifts = tuple(shifts)
        self._booked = tuple(booked)
        self._make = partial(
            case_of, self._shifts, ruleset, zone, opt_out=opt_out, worked=tuple(worked)
        )
        self._case = self._make(booked=self._booked)
        self._rules = {
            limit.id: (limit, rule)
            for limit, rule in measured_rules(ruleset)
            if rule.reach is not Reach.NONE and limit.role is Role.LIMIT
        }
        self._before = {
            name: {measure.place: measure.value for measure in self._past(limit, rule, self._case)}
            for name, (limit, rule) in self._rules.items()
        }

    def broken(self, bookings: Iterable[Span], rule: str = "") -> tuple[Breach, ...]:
        """Every limit that all bookings together newly pass, or pass further than the rota does;
        of one ``rule`` only, where it is named. Warnings are none of them.
        """
        case = self._make(booked=(*self._booked, *bookings))
        asked = [self._rules[rule]] if rule else self._rules.values()
        found = [
            breach_of(case, limit, each, measure, self._shifts)
            for limit, each in asked
            for measure in self._past(limit, each, case)
            if self._is_worse(limit, each, measure)
        ]
        return tuple(sorted(found, key=lambda breach: breach.span))

    def average(self, bookings: Iterable[Span]) -> float | None:
        """Hours of the average week (H1) with the bookings, None where there is none to take."""
        if "H1" not in self._rules:
            return None
        return WeekWindows(self._make(booked=(*self._booked, *bookings))).worst

    def allowed(self) -> Iterator[Allowed]:
        """What may be added in each window of the average week, and in the 168 hours that start
        or end with a stretch of work.

        Bookings may break H2 in windows of their own besides; `broken` finds those.
        """
        if "H1" in self._rules:
            yield from self._average_windows()
        if "H2" in self._rules:
            yield from self._rolling_windows()

    def hours_left(self, breach: Breach) -> float:
        """What may be added in the span of a breach of H2, in hours."""
        work = self._case.all_work
        start, end = seconds(breach.span.start), seconds(breach.span.end)
        return max(0.0, breach.limit - (work.until(end) - work.until(start)) / HOUR)

    @property
    def days_in_a_row(self) -> int | None:
        """The most days in a row that may have work, None where no rule says."""
        return int(self._case.limit("C1")) if "C1" in self._rules else None

    @property
    def days_of_work(self) -> frozenset[date]:
        """The local dates on which a shift or a booked session starts."""
        return frozenset(date.fromordinal(day) for day in self._case.work.days)

    @property
    def spare_weekends(self) -> tuple[tuple[date, ...], int]:
        """The Saturdays of the weekends without work, and how many of those may have some by W2;
        none where no rule says.
        """
        reference = self._case.reference
        if "W2" not in self._rules or reference is None:
            return (), 0
        work, every = self._case.work, weekends_of(reference)
        if len(every) < _FEWEST_WEEKENDS:
            return (), 0
        midnight = work.dates.midnight
        spare = [day for day in every if work.until(midnight(day)) == work.until(midnight(day + 2))]
        most = floor(self._case.limit("W2") * len(every) + _HAIR)
        return tuple(map(date.fromordinal, spare)), max(0, most - (len(every) - len(spare)))

    def _past(self, limit: Limit, rule: Rule, case: Case) -> list[Measure]:
        return rule.past(rule.measure(seen_by(case, limit.id)), case.limit(limit.id))

    def _is_worse(self, limit: Limit, rule: Rule, measure: Measure) -> bool:
        before = self._before[limit.id].get(measure.place)
        return before is None or rule.worse(measure.value, than=before)

    def _average_windows(self) -> Iterator[Allowed]:
        windows = WeekWindows(self._case)
        midnight, limit = self._case.work.dates.midnight, self._case.limit("H1")
        for day, worked, counted in windows.each():
            if counted:
                whole = span(midnight(day), midnight(day + windows.length))
                yield Allowed("H1", whole, max(0.0, limit * counted / 7 - worked / HOUR))

    def _rolling_windows(self) -> Iterator[Allowed]:
        work, limit = self._case.all_work, self._case.limit("H2")
        length = (self._case.ruleset["H2"].window or 0) * HOUR
        begins = {*work.stretch_starts, *(end - length for end in work.stretch_ends)}
        for begin in sorted(begins):
            worked = (work.until(begin + length) - work.until(begin)) / HOUR
            yield Allowed("H2", span(begin, begin + length), max(0.0, limit - worked))
