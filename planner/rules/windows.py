"""The windows of H1 and H2 over one rota, ready to say what a booking changes in them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from planner.rules.duties import HOUR, Work
from planner.rules.hours import week_hours
from planner.rules.measure import Case
from planner.rules.ruleset import Ruleset


class RollingWindows:
    """H2: work in each window that starts with a stretch of work or ends with one.

    ``worst`` is the most of it, in seconds.
    """

    def __init__(self, work: Work, ruleset: Ruleset) -> None:
        self._work = work
        self.length = (ruleset["H2"].window or 0) * HOUR
        until, length = work.until, self.length
        self._from = [until(start + length) - until(start) for start in work.stretch_starts]
        self._to = [until(end) - until(end - length) for end in work.stretch_ends]
        self.worst = max([*self._from, *self._to], default=0)
        self._most = [self._most_about(gap) for gap in range(len(work.stretch_starts) + 1)]

    def _most_about(self, gap: int) -> int:
        """The most work of any window that reaches into the time before a stretch."""
        starts, ends, length = self._work.stretch_starts, self._work.stretch_ends, self.length
        most = 0
        if gap:
            first = bisect_right(starts, ends[gap - 1] - length)
            most = max([self._to[gap - 1], *self._from[first:gap]])
        if gap < len(starts):
            last = bisect_left(ends, starts[gap] + length)
            most = max(most, self._from[gap], *self._to[gap:last])
        return most

    def could_pass(self, start: int, end: int, added: int, keep: int) -> bool:
        """Whether a window to which a booking adds could come to hold more than ``keep`` seconds;
        quick, and never False where `changed` finds one.
        """
        touched = bisect_left(self._work.stretch_ends, start)
        beyond = bisect_right(self._work.stretch_starts, end)
        return max(self._most[touched], self._most[beyond]) + added > keep

    def changed(self, start: int, end: int, keep: int) -> Iterator[tuple[int, int, int]]:
        """The windows to which a booking adds work: start, end, seconds worked with the booking.

        Leaves out those that cannot hold more than ``keep`` seconds.
        """
        work, length = self._work, self.length
        starts, ends = work.stretch_starts, work.stretch_ends
        # The stretch of unbroken work that the booking becomes part of.
        touched, beyond = bisect_left(ends, start), bisect_right(starts, end)
        opens = min(start, starts[touched]) if touched < beyond else start
        closes = max(end, ends[beyond - 1]) if touched < beyond else end
        added = end - start - (work.until(end) - work.until(start))
        first, last = bisect_right(starts, start - length), bisect_left(ends, end + length)
        # A window that starts or ends between stretches holds no more than one at the next of them.
        near = [
            (opens, self._from[touched] if touched < len(starts) else 0),
            (closes - length, self._to[beyond - 1] if beyond else 0),
        ]
        far = [(starts[number], self._from[number]) for number in range(first, touched)]
        far += [(ends[number] - length, self._to[number]) for number in range(beyond, last)]
        for begin, held in far:
            if held + added > keep and begin <= start and end <= begin + length:
                yield begin, begin + length, held + added
            elif held + added > keep:
                near.append((begin, held))
        for begin, most in near:
            if most + added > keep:
                more = self._added(max(begin, start), min(begin + length, end))
                worked = work.until(begin + length) - work.until(begin) + more
                if more and worked > keep:
                    yield begin, begin + length, worked

    def _added(self, start: int, end: int) -> int:
        """Seconds without work from ``start`` up to ``end``, none where the end is earlier."""
        return end - start - (self._work.until(end) - self._work.until(start)) if start < end else 0


class WeekWindows:
    """H1: hours a week in each window of the reference dates, which are ``length`` days long.

    ``worst`` is the most of them, None where there is no average.
    """

    def __init__(self, case: Case) -> None:
        reference = case.reference
        self._first = reference.first if reference else 0
        worked = [0, *accumulate(reference.worked)] if reference else [0]
        counted = [0, *accumulate(reference.counted)] if reference else [0]
        dates = len(worked) - 1
        self.length = min(dates, case.ruleset["H1"].window or dates)
        begins = range(dates - self.length + 1) if dates else range(0)
        self._worked = [worked[begin + self.length] - worked[begin] for begin in begins]
        self._counted = [counted[begin + self.length] - counted[begin] for begin in begins]
        self._windows = [
            week_hours(total, days) if days else None
            for total, days in zip(self._worked, self._counted, strict=True)
        ]
        self.worst = max((hours for hours in self._windows if hours is not None), default=None)
        self._highest: dict[int, list[tuple[int, int]]] = {}

    def each(self) -> Iterator[tuple[int, int, int]]:
        """Every window: its first date, the seconds of work in it, its dates that count."""
        for begin, worked in enumerate(self._worked):
            yield self._first + begin, worked, self._counted[begin]

    def most(self, added: Sequence[tuple[int, int]]) -> float | None:
        """The most hours a week of any window to which work on some dates adds, None without."""
        if len(added) == 1:
            ((day, extra),) = added
            return max(
                (week_hours(worked + extra, days) for worked, days in self._highest_on(day)),
                default=None,
            )
        return max((hours for _, hours in self.changed(added)), default=None)

    def _highest_on(self, day: int) -> list[tuple[int, int]]:
        """Seconds of work and dates counted of the windows that hold a date, without those that
        have no more of the one and no fewer of the other: they are never the highest.
        """
        known = self._highest.get(day)
        if known is None:
            at = day - self._first
            low, high = max(at - self.length + 1, 0), max(min(at + 1, len(self._worked)), 0)
            windows = zip(self._worked[low:high], self._counted[low:high], strict=True)
            known = []
            for worked, days in sorted(windows, key=lambda window: (window[1], -window[0])):
                if days and (not known or worked > known[-1][0]):
                    known.append((worked, days))
            self._highest[day] = known
        return known

    def changed(self, added: Sequence[tuple[int, int]]) -> Iterator[tuple[int, float]]:
        """The windows to which work on some dates adds: first date and hours a week with it."""
        days = [(day - self._first, extra) for day, extra in added]
        low = min((day for day, _ in days), default=0) - self.length + 1
        high = max((day for day, _ in days), default=-1)
        for begin in range(max(low, 0), min(high + 1, len(self._worked))):
            more = sum(extra for day, extra in days if begin <= day < begin + self.length)
            if more and self._counted[begin]:
                hours = week_hours(self._worked[begin] + more, self._counted[begin])
                yield self._first + begin, hours
