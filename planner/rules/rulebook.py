"""Every rule that the program knows: its id, what measures it, and what its breaches say."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial

from planner.errors import WrongUse
from planner.rules import breaks, hours, oncall, resting, runs, statute, weekends, wording
from planner.rules.measure import Case, Measure
from planner.rules.ruleset import Limit, Role, Ruleset


class Reach(Enum):
    """How far around a booking the values lie that it may change.

    ROTA: anywhere. NEAR: in the run of days around it and up to the next duty. NONE: nowhere, the
    rule is not about work.
    """

    ROTA = auto()
    NEAR = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Rule:
    """How a rule is measured and worded.

    ``sums``: the rule is about all work there is, hours worked on call from home among it.
    ``at_least``: the limit is a least value (rest), not a most. ``reach`` is that of a booking.
    ``reported`` thins values past the limit, worst first, to those worth a breach of their own.
    ``duties`` names the duties that a value is about, where these are not all from its first to its
    last.
    """

    measure: Callable[[Case], Iterator[Measure]]
    sentence: wording.Sentence
    at_least: bool = False
    reach: Reach = Reach.NEAR
    reported: Callable[[Sequence[Measure]], Sequence[Measure]] = tuple
    sums: bool = False
    duties: Callable[[Case, Measure], Iterable[int]] | None = None

    def broken(self, value: float, limit: float) -> bool:
        """Whether a value passes the limit; the limit itself is kept."""
        return value < limit if self.at_least else value > limit

    def worse(self, value: float, than: float) -> bool:
        """Whether one value is further on the wrong side than another."""
        return value < than if self.at_least else value > than

    def past(self, measures: Iterable[Measure], limit: float) -> list[Measure]:
        """The measured values past the limit, worst first; equals as they were measured."""
        broken = [measure for measure in measures if self.broken(measure.value, limit)]
        sign = 1 if self.at_least else -1
        broken.sort(key=lambda measure: sign * measure.value)
        return broken

    def worst(self, values: Iterable[float]) -> float:
        """The worst of some values."""
        return min(values) if self.at_least else max(values)


def _worst_only(broken: Sequence[Measure]) -> Sequence[Measure]:
    return broken[:1]


def _apart(broken: Sequence[Measure]) -> Sequence[Measure]:
    """Windows that overlap tell of one and the same stretch of work: the worst speaks for them."""
    kept: list[Measure] = []
    for measure in broken:
        if all(measure.end <= other.start or other.end <= measure.start for other in kept):
            kept.append(measure)
    return kept


def _rest(rule: str, sentence: wording.Sentence) -> Rule:
    measure = partial(resting.rest_hours, rule=rule)
    return Rule(measure, sentence, at_least=True)


def _run(measure: Callable[[Case], Iterator[Measure]], what: str) -> Rule:
    return Rule(measure, partial(wording.run_sentence, what=what))


def _worst_first(
    measure: Callable[[Case], Iterator[Measure]], sentence: wording.Sentence, *, sums: bool
) -> Rule:
    return Rule(measure, sentence, reach=Reach.ROTA, reported=_worst_only, sums=sums)


_WEEKENDS = Rule(
    weekends.weekends_worked,
    wording.weekend_sentence,
    reach=Reach.ROTA,
    sums=True,
    duties=weekends.duties_at_weekends,
)

RULES: dict[str, Rule] = {
    "H1": _worst_first(hours.average_week, wording.average_sentence, sums=True),
    "H2": Rule(
        hours.work_in_seven_days,
        wording.rolling_sentence,
        reach=Reach.ROTA,
        reported=_apart,
        sums=True,
    ),
    "H3": Rule(hours.shift_length, wording.length_sentence),
    "S2": _run(runs.long_shifts_in_a_row, "long shifts"),
    "S2r": _rest("S2r", partial(wording.run_rest_sentence, what="long shifts")),
    "S4": _run(runs.long_evenings_in_a_row, "long evenings"),
    "S4r": _rest("S4r", partial(wording.run_rest_sentence, what="long evenings")),
    "N2": _run(runs.nights_in_a_row, "nights"),
    "N3": _rest("N3", wording.night_rest_sentence),
    "N4": _worst_first(statute.night_workers_day, wording.night_worker_sentence, sums=False),
    "C1": _run(runs.days_in_a_row, "days"),
    "C1r": _rest("C1r", partial(wording.run_rest_sentence, what="days")),
    "W2": _WEEKENDS,
    "W3": _WEEKENDS,
    "R1": _rest("R1", wording.shift_rest_sentence),
    "R2": Rule(
        statute.weekly_rest,
        wording.weekly_rest_sentence,
        at_least=True,
        reach=Reach.ROTA,
        sums=True,
    ),
    "O1": Rule(oncall.call_length, wording.call_length_sentence, reach=Reach.NONE),
    "O2": Rule(oncall.calls_in_a_row, wording.call_run_sentence, reach=Reach.NONE),
    "O3": Rule(
        oncall.calls_in_seven_days,
        wording.call_count_sentence,
        reach=Reach.NONE,
        reported=_apart,
    ),
    "O4": Rule(oncall.work_after_call, wording.after_call_sentence),
}

DEFINITIONS = frozenset({"N1", "S1", "S3"})
"""Rules that say what a word means; `planner.rules.duties` reads them."""

NOTES = frozenset(breaks.BREAKS)
"""Rules that ask for something that a rota says nothing of."""


def seen_by(case: Case, rule: str) -> Case:
    """The case as a rule sees it: with the hours worked on call from home as work like any other
    where it is a rule about all work.
    """
    if case.whole is not None and RULES[rule].sums:
        return replace(case, work=case.whole)
    return resting.seen_by(case, rule)


def measured_rules(ruleset: Ruleset) -> list[tuple[Limit, Rule]]:
    """The rules of a set that have something to measure, in its order; raises WrongUse for a rule
    that is not known.
    """
    refuse_unknown(ruleset)
    return [(limit, RULES[rule]) for rule, limit in ruleset.limits.items() if rule in RULES]


def refuse_unknown(ruleset: Ruleset) -> None:
    """Raises WrongUse for a set that has a rule which the program does not know in its role."""
    for limit in ruleset.limits.values():
        known = {Role.DEFINITION: DEFINITIONS, Role.NOTE: NOTES}.get(limit.role, RULES.keys())
        if limit.id not in known:
            raise WrongUse(
                f"The rule set “{ruleset.id}” has a {limit.role} “{limit.id}” that the program "
                f"does not know. It knows: {', '.join(sorted(known))}."
            )
