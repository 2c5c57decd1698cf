"""What a rule measures, and on what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.rules.duties import Piece, Work
from planner.rules.reference import Reference
from planner.rules.ruleset import Ruleset


class Call(NamedTuple):
    """An on-call period from home.

    ``start`` and ``end`` in seconds, ``day`` the ordinal of its local start date. ``timed`` is
    False where the rota names the date and no hours. ``owners`` are the numbers of its shifts.
    """

    start: int
    end: int
    day: int
    timed: bool
    owners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One person's work and on-call periods under one set of rules. ``reference`` is None where no
    dates are known.

    ``work`` is rostered and booked, ``called`` what was worked on call from home, so far as it was
    entered, ``whole`` both together (None where nothing was entered).
    """

    work: Work
    ruleset: Ruleset
    reference: Reference | None = None
    opt_out: bool = False
    calls: tuple[Call, ...] = ()
    called: tuple[Piece, ...] = ()
    whole: Work | None = None

    @property
    def all_work(self) -> Work:
        """The work with what was worked on call from home."""
        return self.work if self.whole is None else self.whole

    def limit(self, rule: str) -> float:
        """The limit of a rule for this person, in its unit."""
        return self.ruleset[rule].value(opt_out=self.opt_out)


class Measure(NamedTuple):
    """One measured value of a rule.

    ``value`` is in the rule's unit. ``place`` tells the values of one rule apart: a window or a
    rest by its two ends, a run by its two dates. ``start`` and ``end`` are seconds; ``first`` and
    ``last`` the duties concerned, both included, and ``calls`` the on-call periods; the last is
    before the first where there are none. ``number`` is how many nights, shifts, days, periods or
    weekends it is about. ``others`` are the numbers of on-call shifts whose work ends a rest.
    """

    value: float
    place: tuple[int, int]
    start: int
    end: int
    first: int
    last: int
    number: int = 0
    calls: tuple[int, int] = (0, -1)
    others: tuple[int, ...] = ()


class RunDay(NamedTuple):
    """A local date of a run, with the first and the last duty that start on it."""

    day: int
    first: int
    last: int


def runs(work: Work, chosen: Iterable[int]) -> Iterator[list[RunDay]]:
    """The runs of consecutive local start dates of the chosen duties, given in order of time.

    Several duties that start on one date count once.
    """
    run: list[RunDay] = []
    for duty in chosen:
        day = work.days[duty]
        if run and day == run[-1].day:
            run[-1] = RunDay(day, run[-1].first, duty)
        elif run and day == run[-1].day + 1:
            run.append(RunDay(day, duty, duty))
        else:
            if run:
                yield run
            run = [RunDay(day, duty, duty)]
    if run:
        yield run


def those(flags: Sequence[bool]) -> list[int]:
    """The duties whose flag is set."""
    return [duty for duty, flag in enumerate(flags) if flag]


def window(work: Work, value: float, place: tuple[int, int], start: int, end: int) -> Measure:
    """What was measured from ``start`` up to ``end``, with the duties that lie there."""
    from_duty, to_duty = work.duties_within(start, end)
    return Measure(value, place, start, end, from_duty, to_duty)
