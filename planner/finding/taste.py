"""What a plan is chosen by among those that are as good for everybody else: the scores of its
sessions, how they lie in the weeks, how early they come.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import ceil

from planner.clock import DAY, WEEK, local_date, monday
from planner.finding.candidates import QUARTERS, Candidate
from planner.finding.model import Model
from planner.finding.task import Task


class Taste:
    """Lays the preferences of a task down in a model; ``choices`` are those of its candidates, in
    their order, ``unit`` the quarters of an hour in which lengths are counted.
    """

    def __init__(self, task: Task, model: Model, choices: Sequence[int], unit: int) -> None:
        self._task = task
        self._model = model
        self._unit = unit
        self._pairs = list(zip(choices, task.candidates, strict=True))
        self._lengths = {choice: float(each.quarters // unit) for choice, each in self._pairs}

    def liking(self) -> dict[int, float]:
        """The scores of the sessions, less what crowded weeks and days in a row cost."""
        weights, usual = self._task.weights, round(self._task.scheme.usual * QUARTERS)
        liking = {
            choice: self._lengths[choice]
            * (each.offer.score + weights.usual_length * (each.quarters == usual))
            for choice, each in self._pairs
        }
        for above in self._crowded_weeks():
            liking[above] = -float(weights.crowded_week)
        for both, points in self._days_in_a_row():
            liking[both] = liking.get(both, 0.0) - points
        return liking

    def lateness(self) -> dict[int, float]:
        """How late each session comes, the more the longer it is."""
        return {
            choice: self._lengths[choice] * self._half_days_in(each) for choice, each in self._pairs
        }

    def _half_days_in(self, candidate: Candidate) -> int:
        """Half days from the first date to the start of a session."""
        at = candidate.offer.span.start.astimezone(self._task.situation.zone).time()
        afternoon = at >= self._task.weights.noon
        return (candidate.date - self._task.first).days * 2 + afternoon

    def _crowded_weeks(self) -> Iterator[int]:
        """For each run of weeks in which one session is due variables that are at least the
        quarters above what the run may hold, and above a session more. Each week is in as many runs
        as a run has weeks, so two sessions weigh the more the closer together their weeks are; and
        what is too much for one week is shared out among several.
        """
        weeks, quarters = self._task.rhythm()
        usual = self._task.scheme.usual * QUARTERS
        by_week: dict[date, dict[int, float]] = defaultdict(dict)
        for choice, candidate in self._pairs:
            by_week[monday(candidate.date)][choice] = self._lengths[choice]
        runs: dict[date, dict[int, float]] = defaultdict(dict)
        for week, terms in by_week.items():
            for earlier in range(weeks):
                runs[week - earlier * WEEK] |= terms
        booked = self._booked_in(runs, weeks)
        for first, terms in runs.items():
            for most in (quarters, quarters + usual):
                above = self._model.amount()
                room = max(0, ceil((most - booked[first]) / self._unit))
                self._model.row({above: -1.0, **terms}, high=float(room))
                yield above

    def _booked_in(self, mondays: Iterable[date], weeks: int) -> dict[date, float]:
        """Quarters of an hour booked already in the weeks from each of these days on."""
        zone, booked = self._task.situation.zone, self._task.situation.booked
        found = dict.fromkeys(mondays, 0.0)
        for span in booked:
            week = monday(local_date(span.start, zone))
            for first in (week - earlier * WEEK for earlier in range(weeks)):
                if first in found:
                    found[first] += span.hours * QUARTERS
        return found

    def _days_in_a_row(self) -> Iterator[tuple[int, float]]:
        """For each two dates in a row a variable that is 1 at least where both have a session, with
        what that costs; and the sessions next to a booked one. None where sessions are working
        days, of which two in a row are as good as two apart.
        """
        task = self._task
        if task.scheme.whole_days:
            return
        points = float(task.weights.next_day * ceil(task.scheme.usual * QUARTERS / self._unit))
        booked = {local_date(span.start, task.situation.zone) for span in task.situation.booked}
        by_date: dict[date, dict[int, float]] = defaultdict(dict)
        for choice, candidate in self._pairs:
            by_date[candidate.date][choice] = 1.0
        for day, terms in by_date.items():
            if not booked.isdisjoint({day - DAY, day + DAY}):
                yield from dict.fromkeys(terms, points).items()
            if after := by_date.get(day + DAY):
                both = self._model.amount()
                self._model.row({both: -1.0, **terms, **after}, high=1.0)
                yield both, points
