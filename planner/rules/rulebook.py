"""Every rule that the program knows: its id, what measures it, and what its breaches say."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from planner.errors import WrongUse
from planner.rules import hours, resting, runs, weekends, wording
from planner.rules.measure import Case, Measure
from planner.rules.ruleset import Limit, Role, Ruleset


@dataclass(frozen=True, slots=True)
class Rule:
    """How a rule is measured and worded.

    ``at_least``: the limit is a least value (rest), not a most. ``local``: its values depend on no
    work but the run of days they lie in and the next duty. ``reported`` thins values past the
    limit, worst first, to those worth a breach of their own.
    """

    measure: Callable[[Case], Iterator[Measure]]
    sentence: wording.Sentence
    at_least: bool = False
    local: bool = True
    reported: Callable[[Sequence[Measure]], Sequence[Measure]] = tuple

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
    measure = partial(resting.rest_hours, asks=resting.RESTS[rule])
    return Rule(measure, sentence, at_least=True)


def _run(measure: Callable[[Case], Iterator[Measure]], what: str) -> Rule:
    return Rule(measure, partial(wording.run_sentence, what=what))


RULES: dict[str, Rule] = {
    "H1": Rule(hours.average_week, wording.average_sentence, local=False, reported=_worst_only),
    "H2": Rule(hours.work_in_seven_days, wording.rolling_sentence, local=False, reported=_apart),
    "H3": Rule(hours.shift_length, wording.length_sentence),
    "S2": _run(runs.long_shifts_in_a_row, "long shifts"),
    "S2r": _rest("S2r", partial(wording.run_rest_sentence, what="long shifts")),
    "N2": _run(runs.nights_in_a_row, "nights"),
    "N3": _rest("N3", wording.night_rest_sentence),
    "C1": _run(runs.days_in_a_row, "days"),
    "C1r": _rest("C1r", partial(wording.run_rest_sentence, what="days")),
    "W2": Rule(weekends.weekends_worked, wording.weekend_sentence, local=False),
    "W3": Rule(weekends.weekends_worked, wording.weekend_sentence, local=False),
    "R1": _rest("R1", wording.shift_rest_sentence),
}

DEFINITIONS = frozenset({"N1", "S1"})
"""Rules that say what a word means; `planner.rules.duties` reads them."""


def measured_rules(ruleset: Ruleset) -> list[tuple[Limit, Rule]]:
    """The rules of a set that have something to measure; raises WrongUse for one that is not
    known.
    """
    for limit in ruleset.limits.values():
        known = DEFINITIONS if limit.role is Role.DEFINITION else RULES.keys()
        if limit.id not in known:
            raise WrongUse(
                f"The rule set “{ruleset.id}” has a {limit.role} “{limit.id}” that the program "
                f"does not know. It knows: {', '.join(sorted(known))}."
            )
    limits = ruleset.limits.values()
    return [(limit, RULES[limit.id]) for limit in limits if limit.role is not Role.DEFINITION]
