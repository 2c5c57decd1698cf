"""Breaks that the rules give. A rota says nothing of them, so they are shown and not checked."""

from collections.abc import Callable

from planner.rules.duties import HOUR
from planner.rules.measure import Case

Asks = Callable[[Case, int], bool]


def one_break(case: Case, duty: int) -> bool:
    """B1: a shift longer than its hours."""
    return case.work.worked[duty] > case.limit("B1") * HOUR


def two_breaks(case: Case, duty: int) -> bool:
    """B2: a shift longer than its hours."""
    return case.work.worked[duty] > case.limit("B2") * HOUR


def three_breaks(case: Case, duty: int) -> bool:
    """B3: a night of its hours or more."""
    return case.work.nights[duty] and case.work.worked[duty] >= case.limit("B3") * HOUR


BREAKS: dict[str, Asks] = {"B1": one_break, "B2": two_breaks, "B3": three_breaks}
"""What gives more breaks comes after what gives fewer."""

_WORDS = {
    "B1": "{shifts} of more than {hours:g} h",
    "B2": "{shifts} of more than {hours:g} h",
    "B3": "{nights} of {hours:g} h or more",
}


def breaks_due(case: Case) -> dict[str, list[int]]:
    """The duties under each rule about breaks that the set has: each under the one that gives it
    the most.
    """
    rules = [rule for rule in BREAKS if rule in case.ruleset]
    found: dict[str, list[int]] = {rule: [] for rule in rules}
    for duty in range(len(case.work.starts)):
        for rule in reversed(rules):
            if BREAKS[rule](case, duty):
                found[rule].append(duty)
                break
    return found


def breaks_sentence(case: Case, rule: str, count: int) -> str:
    """B1: "52 shifts of more than 5 h: one break of 30 min in each"."""
    limit = case.ruleset[rule]
    which = _WORDS[rule].format(
        shifts="1 shift" if count == 1 else f"{count} shifts",
        nights="1 night" if count == 1 else f"{count} nights",
        hours=limit.value(),
    )
    breaks = "1 break" if limit.breaks == 1 else f"{limit.breaks} breaks"
    each = " in each" if count > 1 else ""
    return f"{which}: {breaks} of {limit.minutes} min{each}"
