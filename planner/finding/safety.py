"""Keeps plans inside the rules: checks the sessions of a plan together, and says what to cut off.

Each session of a plan keeps the rules by itself. Together they may still break one: too many
hours in a week, too many days in a row. A cut is a linear row that every plan which keeps the
rules satisfies and the plan at hand does not.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from planner.clock import dates_of
from planner.finding.candidates import QUARTERS, Candidate
from planner.finding.situation import Situation
from planner.model.session import Where
from planner.rules import Breach, Headroom, Level, check
from planner.spans import Span

Cut = tuple[Mapping[int, float], float]
"""Factors of candidates by their number, and the most that the sum of those chosen may come to."""

_HAIR = 1e-6  # a limit that is reached exactly is kept, whatever the last digit says


class Safety:
    """The rules of one situation, asked about sets of candidates known by their numbers."""

    def __init__(self, situation: Situation, candidates: Sequence[Candidate]) -> None:
        self._situation = situation
        self._candidates = candidates
        # Sessions inside rostered shifts add no work, so only those on free days can break a rule.
        self._free = frozenset(
            number
            for number, candidate in enumerate(candidates)
            if candidate.offer.where is Where.FREE
        )
        self._known: dict[tuple[int, ...], Headroom] = {}

    def cuts(self, chosen: Iterable[int]) -> list[Cut]:
        """What to cut off where the chosen candidates together break a rule; empty where they keep
        all of them.

        They are booked one after the other: where none of them breaks a rule or makes a breach
        worse at its turn, all of them together do not.
        """
        cuts: list[Cut] = []
        booked: tuple[int, ...] = ()
        for number in sorted(self._free.intersection(chosen)):
            verdict = self._headroom(booked).verdict(self._span(number))
            if verdict.safe:
                booked = (*booked, number)
            cuts += [
                self._cut(breach, booked, number)
                for breach in verdict.broken
                if breach.level is Level.BREACH
            ]
        return cuts

    def average_week(self, chosen: Iterable[int]) -> float | None:
        """Hours of the average week (figure H1) with the chosen candidates booked."""
        return self._average(tuple(chosen), None)

    def _span(self, number: int) -> Span:
        return self._candidates[number].offer.span

    def _headroom(self, booked: tuple[int, ...]) -> Headroom:
        if booked not in self._known:
            situation = self._situation
            self._known[booked] = Headroom(
                situation.shifts,
                situation.ruleset,
                situation.zone,
                booked=(*situation.booked, *map(self._span, booked)),
                opt_out=situation.opt_out,
            )
        return self._known[booked]

    def _average(self, booked: tuple[int, ...], period: tuple[date, date] | None) -> float | None:
        situation = self._situation
        report = check(
            situation.shifts,
            situation.ruleset,
            situation.zone,
            booked=(*situation.booked, *map(self._span, booked)),
            opt_out=situation.opt_out,
            period=period,
        )
        return report.figures.get("H1")

    def _cut(self, breach: Breach, booked: tuple[int, ...], number: int) -> Cut:
        if breach.rule == "H1":
            return self._average_cut(breach, booked, number)
        if breach.rule == "H2":
            return self._hours_cut(breach, booked, number)
        return self._set_cut(breach, booked, number)

    def _average_cut(self, breach: Breach, booked: tuple[int, ...], number: int) -> Cut:
        """The average over the breach's period grows in proportion to the hours added in it."""
        days = list(dates_of(breach.span, self._situation.zone))
        inside = {
            each: float(self._candidates[each].quarters)
            for each in self._free
            if days[0] <= self._candidates[each].date <= days[-1]
        }
        before = self._average((), (days[0], days[-1])) or 0.0
        added = sum(inside.get(each, 0.0) for each in (*booked, number))
        room = (breach.limit - before) * added / (breach.measured - before)
        return inside, max(0.0, room) + _HAIR

    def _hours_cut(self, breach: Breach, booked: tuple[int, ...], number: int) -> Cut:
        """Work in the breach's span is what is rostered and booked there, plus what a plan adds."""
        inside = {
            each: common.hours * QUARTERS
            for each in self._free
            if (common := self._span(each).common(breach.span)) is not None
        }
        added = sum(inside.get(each, 0.0) for each in (*booked, number))
        room = added - (breach.measured - breach.limit) * QUARTERS
        return inside, max(0.0, room) + _HAIR

    def _set_cut(self, breach: Breach, booked: tuple[int, ...], number: int) -> Cut:
        """As few of the chosen as break the rule together must not all be chosen. Where the rule
        counts days and not hours, any session on the same dates is as good as those.
        """
        needed = booked
        for each in booked:
            fewer = tuple(other for other in needed if other != each)
            verdict = self._headroom(fewer).verdict(self._span(number))
            if any(broken.rule == breach.rule for broken in verdict.broken):
                needed = fewer
        together = (*needed, number)
        if breach.unit == "h":
            return dict.fromkeys(together, 1.0), len(together) - 1.0
        days = {self._candidates[each].date for each in together}
        alike = (each for each in self._free if self._candidates[each].date in days)
        return dict.fromkeys(alike, 1.0), len(days) - 1.0
