"""What a plan is sought for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from planner.clock import days_span
from planner.finding.candidates import QUARTERS, Candidate, periods
from planner.finding.situation import Situation
from planner.finding.weights import Weights
from planner.model.scheme import Per, Scheme
from planner.spans import overlap, total


@dataclass(frozen=True, slots=True)
class Task:
    """What a plan is sought for: ``due`` hours between two dates, ``left`` of them to find."""

    situation: Situation
    scheme: Scheme
    first: date
    last: date
    due: float
    left: float
    candidates: tuple[Candidate, ...]
    weights: Weights

    def needs(self) -> Iterator[tuple[tuple[date, date], float]]:
        """The averaging periods with the hours still due in each: its share of the allowance by
        its days, less what is booked in it.
        """
        weeks = self.scheme.average_weeks
        whole = (self.last - self.first).days + 1
        if self.scheme.per is Per.PLACEMENT:
            weeks = ceil(whole / 7)
        for begin, end in periods(self.first, self.last, weeks):
            span = days_span(begin, end, self.situation.zone)
            booked = total(overlap([span], self.situation.booked)).total_seconds() / 3600
            share = ((end - begin).days + 1) / whole
            yield (begin, end), max(0.0, self.due * share - booked)

    def rhythm(self) -> tuple[int, int]:
        """How often a session of the usual length is due: every so many weeks, one at least; and
        the quarters of an hour that so many weeks may hold before they count as crowded. What is
        due once in the placement has no rhythm.
        """
        if self.scheme.per is Per.PLACEMENT:
            return 1, ceil(self.due * QUARTERS)
        a_week = self.due * 7 / ((self.last - self.first).days + 1)
        weeks = max(1, floor(self.scheme.usual / a_week + 1e-6))
        return weeks, ceil(max(self.scheme.usual, a_week * weeks) * QUARTERS - 1e-6)
