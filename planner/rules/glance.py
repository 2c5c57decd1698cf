"""What the duties on either side of a booking settle at a glance.

Most bookings lie by themselves on a free day, or inside a shift, or are too close to the next duty:
a few comparisons tell, and only what they leave open is measured.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from math import inf
from typing import NamedTuple

from planner.rules.duties import HOUR, Work
from planner.rules.measure import Case, those
from planner.rules.oncall import days_after
from planner.rules.resting import RESTS, Asks
from planner.rules.ruleset import Limit
from planner.rules.statute import keeps_weekly_rest, near_night_worker


class Meeting(NamedTuple):
    """The duty that a booking becomes part of, or is by itself.

    ``first`` and ``last`` are the duties that it joins, the last before the first where it stands
    alone. ``start`` and ``end`` are those of the joined duty, ``added`` the seconds of work that
    are new, ``before`` and ``after`` the seconds of rest on either side, None where there is no
    duty. ``day`` is the ordinal of the local date on which the booking starts, ``ends_on`` of the
    one on which it ends.
    """

    first: int
    last: int
    start: int
    end: int
    added: int
    before: int | None
    after: int | None
    day: int
    ends_on: int

    @property
    def rests(self) -> list[int]:
        """The rests that there are."""
        return [rest for rest in (self.before, self.after) if rest is not None]


def meet(work: Work, start: int, end: int) -> Meeting:
    """Where a booking lies among the duties."""
    join, starts, ends, dates = work.terms.join, work.starts, work.ends, work.dates
    first, last = bisect_left(ends, start - join), bisect_right(starts, end + join) - 1
    added, whole_start, whole_end = end - start, start, end
    if first <= last:
        added -= work.until(end) - work.until(start)
        whole_start, whole_end = min(start, starts[first]), max(end, ends[last])
    day = dates.of(start)
    return Meeting(
        first,
        last,
        whole_start,
        whole_end,
        added,
        whole_start - ends[first - 1] if first else None,
        starts[last + 1] - whole_end if last + 1 < len(starts) else None,
        day,
        day if end <= dates.midnight(day + 1) else dates.of(end - 1),
    )


class _RunDays:
    """Runs of dates that duties of one sort start on: how long they may get, and from which length
    a rest is asked after them.
    """

    def __init__(self, days: Iterable[int], case: Case, limit: str, rest: str) -> None:
        ruleset = case.ruleset
        self._most = case.limit(limit) if limit in ruleset else inf
        asks = case.limit(ruleset[rest].after) if rest in ruleset else inf
        self._asks = min(self._most, asks)
        self._runs: dict[int, tuple[int, int]] = {}
        run: list[int] = []
        for day in days:
            if run and day > run[-1] + 1:
                self._note(run)
                run = []
            run.append(day)
        if run:
            self._note(run)

    def _note(self, run: list[int]) -> None:
        self._runs.update(dict.fromkeys(run, (run[0], run[-1])))

    def kept_with(self, day: int) -> bool | None:
        """Whether a date may be added: True where its run stays so short that no rule is about it,
        False where it gets too long by it, None where a rest may be asked after it.
        """
        runs = self._runs
        if day in runs:
            first, last = runs[day]
            return True if last - first + 1 < self._asks else None
        first, last = runs.get(day - 1, (day, day))[0], runs.get(day + 1, (day, day))[1]
        length = last - first + 1
        if length < self._asks:
            return True
        return False if length > self._most else None


class Glance:
    """The duties of one rota, ready to say of a booking what is plain."""

    def __init__(self, case: Case, limits: Mapping[str, Limit]) -> None:
        self._case = case
        self._work = work = case.work
        self._longest = case.limit("H3") if "H3" in limits else inf
        self._between = case.limit("R1") if "R1" in limits else 0.0
        asked = {rule: asks for rule, asks in RESTS.items() if rule in limits}
        self._after = _needs(case, asked)
        self._after_night = case.limit("N3") if "N3" in limits else 0.0
        self._after_by_day = [
            max(needed, self._after_night) if night else needed
            for needed, night in zip(self._after, work.nights, strict=True)
        ]
        nights, longs = those(work.nights), those(work.longs)
        self._days = _RunDays(work.days, case, "C1", "C1r")
        self._longs = _RunDays([work.days[duty] for duty in longs], case, "S2", "S2r")
        self._nights = _RunDays([work.days[duty] for duty in nights], case, "N2", "")
        self._near_night_worker = "N4" in limits and near_night_worker(case)
        self._after_call: dict[int, int] = {}
        self._work_after_call = case.limit("O4") if "O4" in limits else inf
        for _, day in days_after(case) if "O4" in limits else ():
            first, last = work.starting_on(day)
            self._after_call[day] = sum(work.worked[first : last + 1])

    def kept(self, start: int, end: int, met: Meeting) -> bool | None:
        """Whether all rules but H1, H2, W2 and W3 are kept with a booking that adds work, or as far
        broken as they were without it; None where that has to be measured.
        """
        kept = self._kept_near(start, end, met)
        if kept and not (self._rested_weekly(met) and not self._near_night_worker):
            return None
        return kept

    def asks_rest(self, met: Meeting) -> bool:
        """Whether more than the rest between shifts may be asked for before a booking or after it,
        so that work on call from home on either side may matter.
        """
        first, last = max(met.first - 1, 0), met.last
        if any(self._after_by_day[duty] > self._between for duty in range(first, last + 1)):
            return True
        return self._is_night(met.start, met.end, self._work.dates.of(met.start))

    def _rested_weekly(self, met: Meeting) -> bool:
        """Whether the weeks keep their rest, where the set asks for some."""
        return "R2" not in self._case.ruleset or keeps_weekly_rest(self._case, met.start, met.end)

    def _kept_near(self, start: int, end: int, met: Meeting) -> bool | None:
        if met.first > met.last:
            return self._kept_alone(start, end, met)
        worked = sum(self._work.worked[met.first : met.last + 1]) + met.added
        if worked / HOUR > self._longest:
            return False
        return self._kept_joined(met, worked) if met.first == met.last else None

    def _kept_alone(self, start: int, end: int, met: Meeting) -> bool | None:
        terms, hours = self._work.terms, met.added / HOUR
        if hours > self._longest or self._too_close(met, self._between, self._between):
            return False
        if terms.long_above is not None and met.added > terms.long_above:
            return None
        run = self._days.kept_with(met.day)
        if run is False:
            return False
        if self._is_night(start, end, met.day):
            run = self._kept_as_night(met) and run
        elif met.first and self._too_close(met, self._after_by_day[met.first - 1], 0.0):
            # Where the run of days gets long, the rest after it may be another's.
            return None if run is None else False
        if not run:
            return run
        return self._kept_after_call(met.day, met.added)

    def _kept_as_night(self, met: Meeting) -> bool | None:
        """The same for a booking that is a night by itself."""
        work, before, after = self._work, met.first - 1, met.first
        follows = (
            after < len(work.starts) and work.nights[after] and work.days[after] == met.day + 1
        )
        if not follows and self._too_close(met, 0.0, self._after_night):
            return False
        if before >= 0 and self._too_close(met, self._after_by_day[before], 0.0):
            return None
        return self._nights.kept_with(met.day)

    def _is_night(self, start: int, end: int, day: int) -> bool:
        """Whether unbroken work that starts on a date is a night."""
        night = self._work.terms.night
        if night is None or end - start < self._work.terms.night_least:
            return False
        evening, morning = night
        at, over = self._work.dates.at, int(morning <= evening)
        return any(
            min(end, at(on + over, morning)) - max(start, at(on, evening))
            >= self._work.terms.night_least
            for on in range(day - over, self._work.dates.of(end - 1) + 1)
        )

    def _kept_joined(self, met: Meeting, worked: int) -> bool | None:
        """The same for a booking that joins one duty; None where that becomes something else."""
        work, duty = self._work, met.first
        # A rest that the booking does not touch is what it was.
        before = self._after[duty - 1] if duty and met.start < work.starts[duty] else 0.0
        after = self._after[duty] if met.end > work.ends[duty] else 0.0
        if self._too_close(met, min(before, self._between), min(after, self._between)):
            return False
        if not self._stays_what_it_is(met, worked):
            return None
        if self._too_close(met, before, after):
            return False
        return self._kept_after_call(work.days[duty], met.added)

    def _stays_what_it_is(self, met: Meeting, worked: int) -> bool:
        """Whether a duty with a booking is on the same date and as much of a night, a long shift
        and a long evening as before; a long shift it may become if that leaves its run short.
        """
        work, duty, terms = self._work, met.first, self._work.terms
        day = work.days[duty]
        if met.start < work.starts[duty] and met.day != day:
            return False
        if not work.nights[duty] and self._is_night(met.start, met.end, day):
            return False
        long = terms.long_above is not None and worked > terms.long_above
        if not long or work.evenings[duty]:
            return True
        if terms.evening is not None:
            before, after = (work.dates.at(day, clock) for clock in terms.evening)
            if met.start < before and met.end > after:
                return False
        return work.longs[duty] or self._longs.kept_with(day) is True

    def _kept_after_call(self, day: int, added: int) -> bool:
        worked = self._after_call.get(day)
        return worked is None or (worked + added) / HOUR <= self._work_after_call

    @staticmethod
    def _too_close(met: Meeting, before: float, after: float) -> bool:
        return (met.before is not None and met.before / HOUR < before) or (
            met.after is not None and met.after / HOUR < after
        )


def _needs(case: Case, asked: Mapping[str, Asks]) -> list[float]:
    """Hours of rest that the rules ask for after each duty, as the rota stands."""
    needs = [0.0] * len(case.work.starts)
    for rule, asks in asked.items():
        hours = case.limit(rule)
        for duty, _ in asks(case):
            needs[duty] = max(needs[duty], hours)
    return needs
