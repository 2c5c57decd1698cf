"""Rules about rest: after which duties a rule asks for it, and how much there is."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from planner.rules.duties import HOUR, Work, span
from planner.rules.measure import Case, Measure, runs, those
from planner.spans import Span


class After(NamedTuple):
    """A duty after which a rule asks for rest, and how many nights, shifts or days came to it."""

    duty: int
    number: int


Asks = Callable[[Case], Iterator[After]]


def between_shifts(case: Case) -> Iterator[After]:
    """R1: rest between each two shifts."""
    return (After(duty, 1) for duty in range(len(case.work.starts)))


def after_nights(case: Case) -> Iterator[After]:
    """N3: rest after each night, unless the next shift is a night on the following date."""
    work = case.work
    count = 0
    for duty in those(work.nights):
        follows = duty > 0 and _next_night(work, duty - 1)
        count = count + 1 if follows else 1
        if not _next_night(work, duty):
            yield After(duty, count)


def _next_night(work: Work, duty: int) -> bool:
    """Whether a duty is a night and the next one is a night on the following date."""
    after = duty + 1
    return (
        after < len(work.starts)
        and work.nights[duty]
        and work.nights[after]
        and work.days[after] == work.days[duty] + 1
    )


def after_long_shifts(case: Case) -> Iterator[After]:
    """S2r: rest after the last long shift of a run that S2 allows."""
    return _after_run(case, "S2r", those(case.work.longs))


def after_long_evenings(case: Case) -> Iterator[After]:
    """S4r: rest after the last long evening of a run that S4 allows."""
    return _after_run(case, "S4r", those(case.work.evenings))


def after_days(case: Case) -> Iterator[After]:
    """C1r: rest after the last day with a shift of a run that C1 allows."""
    return _after_run(case, "C1r", range(len(case.work.starts)))


def _after_run(case: Case, rule: str, chosen: Iterable[int]) -> Iterator[After]:
    most = int(case.limit(case.ruleset[rule].after))
    for run in runs(case.work, chosen):
        if len(run) >= most:
            yield After(run[most - 1].last, most)


RESTS: dict[str, Asks] = {
    "R1": between_shifts,
    "N3": after_nights,
    "S2r": after_long_shifts,
    "S4r": after_long_evenings,
    "C1r": after_days,
}


def rest_hours(case: Case, rule: str) -> Iterator[Measure]:
    """The rest that there is after each duty where a rule asks for some: up to the next duty, or
    to work on call from home where that ends the rule's rest and was earlier.
    """
    work = case.work
    for duty, count in RESTS[rule](case):
        end, last = work.ends[duty], len(work.starts) - 1
        start = rest_ends(case, rule, duty)
        if start is None:
            continue
        if duty < last and start == work.starts[duty + 1]:
            yield Measure((start - end) / HOUR, (end, start), end, start, duty, duty + 1, count)
        else:
            others = tuple(number for since, to, number in case.called if since <= start < to)
            yield Measure(
                (start - end) / HOUR, (end, start), end, start, duty, duty, count, others=others
            )


def rest_ends(case: Case, rule: str, duty: int) -> int | None:
    """The second at which the rest after a duty ends, None where no work follows."""
    work, whole = case.work, case.all_work
    if whole is not work and case.ruleset[rule].on_call:
        end = work.ends[duty]
        following = bisect_right(whole.stretch_ends, end)
        if following == len(whole.stretch_ends):
            return None
        return max(whole.stretch_starts[following], end)
    return work.starts[duty + 1] if duty + 1 < len(work.starts) else None


@dataclass(frozen=True, slots=True)
class Rest:
    """Time that a rule keeps free after a duty, up to the next work where that comes earlier.

    ``title`` is such as "46 h rest", ``text`` such as "after 4 nights".
    """

    span: Span
    rule: str
    title: str
    text: str


class _Wanted(NamedTuple):
    hours: float
    rule: str
    number: int
    until: int | None


def seen_by(case: Case, rule: str) -> Case:
    """The case as a rule about the rest between shifts sees it: where the set says that work on
    call from home cuts that rest short, such work is work like any other.
    """
    if rule == "R1" and case.whole is not None and case.ruleset[rule].on_call:
        return replace(case, work=case.whole)
    return case


_WORDS = {
    "R1": "between shifts",
    "N3": "after {number} nights",
    "S2r": "after {number} long shifts in a row",
    "S4r": "after {number} long evenings in a row",
    "C1r": "after {number} days in a row",
}


def rests_of(case: Case) -> tuple[Rest, ...]:
    """The rest after each duty, in order of time, no two of them over each other.

    Where rules ask for more than the rest between shifts, they speak instead of it; where two of
    them ask for different lengths, the longer has its name on what it keeps free beyond the
    shorter.
    """
    asked: dict[int, list[_Wanted]] = {}
    for rule, asks in RESTS.items():
        if rule in case.ruleset:
            seen, hours = seen_by(case, rule), case.limit(rule)
            for duty, number in asks(seen):
                until = rest_ends(seen, rule, duty)
                want = _Wanted(hours, rule, number, until)
                asked.setdefault(seen.work.ends[duty], []).append(want)
    found: list[Rest] = []
    for since, wants in sorted(asked.items()):
        wanted = wants
        if len(wants) > 1:
            wanted = sorted((w for w in wants if w.rule != "R1"), key=lambda want: want[:3])
        start = since
        for hours, rule, number, until in wanted:
            end = since + round(hours * HOUR)
            end = end if until is None else min(end, until)
            if start < end:
                found.append(Rest(span(start, end), rule, *_words(hours, rule, number)))
                start = end
    return tuple(found)


@lru_cache(maxsize=256)
def _words(hours: float, rule: str, number: int) -> tuple[str, str]:
    """What a rest is called, and what it follows: a rota has few that differ."""
    after_a_night = (rule, number) == ("N3", 1)
    text = "after a night" if after_a_night else _WORDS[rule].format(number=number)
    return f"{hours:g} h rest", text
