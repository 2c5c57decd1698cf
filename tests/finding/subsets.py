"""Every set of candidates there is, tried: what the best plan is held against.

Run by itself it tries as many small rotas as it is told: `python -m tests.finding.subsets 3000 7`.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from itertools import combinations

from planner.clock import LONDON, BankHolidays, CoreHours, clock_span
from planner.finding import BestPlan, Situation, Status, allowance_hours, best_plan
from planner.finding.candidates import Candidate, candidates, periods
from planner.finding.weights import load_weights
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.model.scheme import Grade, Per, Scheme
from planner.model.session import Where
from planner.rules import Level, check, load_ruleset
from planner.spans import Span

FIRST = date(2026, 10, 14)  # three weeks from here; the clocks change in the second
ENTRIES = {
    "S": ("09:00-17:00", Kind.STANDARD),
    "s": ("09:00-13:00", Kind.STANDARD),
    "A": ("13:00-17:00", Kind.ADMIN),
    "L": ("08:00-20:30", Kind.LONG),
    "T": ("09:00-17:00", Kind.TEACHING),
}


def scheme_for(
    hours: float, weeks: int, usual: float, *, spared: bool, longest: float = 0.0
) -> Scheme:
    """A scheme of sessions of 2 h, of the usual length, and of a longer one where it is given."""
    return Scheme(
        id="test", title="Test", short="Test", who="Anyone", hours=hours, per=Per.WEEK,
        average_weeks=weeks, shortest=2.0, usual=usual, longest=longest or usual, whole_days=False,
        grade=Grade.UNCONFIRMED, source="made up", days_off_spared=spared,
    )  # fmt: skip


def small_rota(pattern: str, weekdays: frozenset[int]) -> Situation:
    """Three weeks at most, with rules that bite but none of them broken yet."""
    shifts = [_entry(FIRST + timedelta(days=n), c) for n, c in enumerate(pattern) if c in ENTRIES]
    ruleset = load_ruleset("england-2016")
    while broken := check(shifts, ruleset, LONDON).breaches:
        shifts.remove(max(broken[0].shifts or shifts, key=lambda shift: shift.span.hours))
    core = CoreHours(weekdays=weekdays)
    return Situation(tuple(shifts), LONDON, ruleset, core, BankHolidays())


def _entry(day: date, letter: str) -> Shift:
    text, kind = ENTRIES[letter]
    start, end = map(time.fromisoformat, text.split("-"))
    return Shift("", clock_span(day, start, end, LONDON), kind, "x")


def few_candidates(
    situation: Situation, scheme: Scheme, most: int
) -> tuple[tuple[Candidate, ...], date]:
    """The candidates of as many days as have no more than ``most``, and the last of the days."""
    last = FIRST + timedelta(days=20)
    while len(found := all_candidates(situation, scheme, last)) > most:
        last -= timedelta(days=1)
    return found, last


def all_candidates(situation: Situation, scheme: Scheme, last: date) -> tuple[Candidate, ...]:
    """The candidates up to a date."""
    due = allowance_hours(scheme, FIRST, last)
    return candidates(situation, scheme, FIRST, last, due, load_weights())


def worth(chosen: Sequence[Candidate], scheme: Scheme, last: date) -> tuple[float, ...]:
    """Hours, sessions of an odd length, worst shortfall, hours on days off where they are spared,
    hours that need cover.
    """
    due, whole = allowance_hours(scheme, FIRST, last), (last - FIRST).days + 1
    worst = 0.0
    for begin, end in periods(FIRST, last, scheme.average_weeks):
        inside = sum(each.offer.hours for each in chosen if begin <= each.date <= end)
        worst = max(worst, due * ((end - begin).days + 1) / whole - inside)
    own = [each for each in chosen if scheme.days_off_spared and each.offer.where is Where.FREE]
    cover = [each for each in chosen if each.offer.needs_cover]
    odd = sum(each.odd for each in chosen)
    return _hours(chosen), -odd, -round(worst, 3), -_hours(own), -_hours(cover)


def _hours(chosen: Sequence[Candidate]) -> float:
    return sum(each.offer.hours for each in chosen)


def chosen_by(plan: BestPlan, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that a plan holds."""
    spans = {offer.span for offer in plan.sessions}
    return [each for each in found if each.offer.span in spans]


def best_worth(
    situation: Situation, found: Sequence[Candidate], scheme: Scheme, last: date
) -> tuple[float, ...]:
    """What the best of all sets of candidates is worth."""
    due = allowance_hours(scheme, FIRST, last)
    return max(
        worth(chosen, scheme, last)
        for chosen in _sets(found)
        if sum(c.quarters for c in chosen) <= due * 4 + 1e-6
        and not breaches(situation, [c.offer.span for c in chosen])
    )


def _sets(found: Sequence[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    for size in range(len(found) + 1):
        for chosen in combinations(found, size):
            if len({candidate.date for candidate in chosen}) == size:
                yield chosen


def breaches(situation: Situation, spans: Sequence[Span]) -> set[tuple[str, float]]:
    """What the whole check says is broken, by rule and how far."""
    report = check(situation.shifts, situation.ruleset, situation.zone, booked=tuple(spans))
    return {(b.rule, b.measured) for b in report.breaches if b.level is Level.BREACH}


def main(count: int, seed: int) -> int:
    """Tries so many rotas; ends with 1 at the first plan that is not the best."""
    chance = random.Random(seed)  # noqa: S311  (a made-up rota, no secret)
    seen: Counter[str] = Counter()
    for number in range(count):
        pattern = "".join(chance.choices("SsALLTTT---", k=chance.randint(10, 20)))
        days = frozenset(chance.choice([range(5), range(7)]))
        situation = small_rota(pattern, days)
        scheme = scheme_for(
            chance.choice([4.0, 6.0, 6.75, 9.5, 16.0]), chance.choice([1, 2]),
            chance.choice([2.0, 4.0]), spared=chance.random() < 0.5, longest=chance.choice([0, 6]),
        )  # fmt: skip
        found, last = few_candidates(situation, scheme, 8)
        plan = best_plan(situation, scheme, FIRST, last)
        seen[plan.status.value] += 1
        ours = worth(chosen_by(plan, found), scheme, last)
        best = best_worth(situation, found, scheme, last)
        wrong = any(abs(a - b) > 2e-3 for a, b in zip(ours, best, strict=True))
        if (
            wrong
            or (found and plan.status is not Status.OPTIMAL)
            or breaches(situation, [offer.span for offer in plan.sessions])
        ):
            sys.stdout.write(f"{number}: {pattern} {sorted(days)} {scheme} {last} {ours} {best}\n")
            return 1
    sys.stdout.write(f"{count} rotas of seed {seed}, every plan the best: {dict(seen)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:3])))
