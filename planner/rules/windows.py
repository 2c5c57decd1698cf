"""The windows of H1 and H2 over one rota, ready to say what a booking changes in them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from planner.rules.duties import HOUR
from planner.rules.hours import week_hours
from planner.rules.measure import Case


class RollingWindows:
    """H2: work in each window that starts with a stretch of work or ends with one.

    ``worst`` is the most of it, in seconds.
    """

    def __init__(self, case: Case) -> None:
        self._work = work = case.work
        self.length = (case.ruleset["H2"].window or 0) * HOUR
        until, length = work.until, self.length
        self._from = [until(start + length) - until(start) for start in work.stretch_starts]
        self._to = [until(end) - until(end - length) for end in work.stretch_ends]
        self.worst = max([*self._from, *self._to], default=0)

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
        anchors = [(opens, opens + length), (closes - length, closes)]
        anchors += [
            (starts[number], starts[number] + length)
            for number in range(first, touched)
            if self._from[number] + added > keep
        ]
        anchors += [
            (ends[number] - length, ends[number])
            for number in range(beyond, last)
            if self._to[number] + added > keep
        ]
        for begin, stop in anchors:
            low, high = max(begin, start), min(stop, end)
            if low < high:
                more = high - low - (work.until(high) - work.until(low))
                worked = work.until(stop) - work.until(begin) + more
                if more and worked > keep:
                    yield begin, stop, worked


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
