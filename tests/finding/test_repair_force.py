"""Repair against brute force: every assignment of every session, judged by the full check."""

from datetime import date, time, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.clock import LONDON, BankHolidays, CoreHours, clock_span, local_date
from planner.finding import Situation, Status
from planner.finding.repair import Broken, repair
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.rules import load_ruleset
from tests.finding.breaking import best_by_force, keeps, session

MONDAY = date(2026, 10, 19)
"""The Sunday after it is the autumn clock change."""

CORE = CoreHours(time(9), time(13))
HOURS = {
    "S": ("09:00", "17:00", Kind.STANDARD),
    "A": ("09:00", "13:00", Kind.ADMIN),
    "L": ("08:00", "21:00", Kind.LONG),
    "N": ("20:30", "09:00", Kind.NIGHT),
    "V": ("00:00", "00:00", Kind.ANNUAL_LEAVE),
}
WEEKDAYS = st.sampled_from([0, 1, 2, 3, 4, 7, 8, 9, 10])
DAYS = st.lists(st.sampled_from("SSALNV---"), min_size=11, max_size=11)


def rota(days: list[str]) -> tuple[Shift, ...]:
    shifts = []
    for number, letter in enumerate(days):
        if letter in HOURS:
            start, end, kind = HOURS[letter]
            span = clock_span(
                MONDAY + timedelta(days=number),
                time.fromisoformat(start),
                time.fromisoformat(end),
                LONDON,
            )
            shifts.append(Shift("", span, kind, kind.words))
    return tuple(shifts)


def situation(days: list[str]) -> Situation:
    # The rota covers its last day, whatever comes before.
    shifts = (*rota(days), *rota(["-"] * 11 + ["S"]))
    return Situation(shifts, LONDON, load_ruleset("england-2016"), CORE, BankHolidays())


def lawful(days: list[str]) -> list[str]:
    """The same days without the shifts that break a rule together with those before them."""
    kept = ["-"] * len(days)
    for number, letter in enumerate(days):
        tried = [*kept[:number], letter, *kept[number + 1 :]]
        if letter == "-" or keeps(situation(tried), []):
            kept = tried
    return kept


ASKED = st.one_of(
    st.tuples(st.sets(WEEKDAYS, min_size=1, max_size=3), st.just(4)),
    # Brute force over more than two sessions of other lengths takes too long.
    st.tuples(st.sets(WEEKDAYS, min_size=1, max_size=2), st.just(3)),
)


@settings(max_examples=100, deadline=None)
@given(DAYS.map(lawful), ASKED)
@example(list("VSL-VVNV--V"), ({0, 2, 8}, 4))  # these five break a rule only together
@example(list("-L-LLV-A--L"), ({2, 7, 8}, 4))
@example(list("-VLAAAL-A-V"), ({2, 7, 9}, 4))
@example(list("--SALLS-S--"), ({3, 7, 9}, 4))
@example(list("LLL--VS---L"), ({2, 3, 9}, 4))
def test_no_assignment_is_better(days: list[str], asked: tuple[set[int], int]) -> None:
    on, hours = asked
    rotas = situation(days)
    assert keeps(rotas, [])
    booked = [
        session(clock_span(MONDAY + timedelta(days=n), time(9), time(9 + hours), LONDON))
        for n in sorted(on)
    ]
    first, last = MONDAY, MONDAY + timedelta(days=11)
    found = repair(Broken(rotas, tuple(booked), first, last))
    assert found.status is Status.OPTIMAL
    cover = sum(round(m.offer.span.hours * 4) for m in found.moves if m.offer.needs_cover)
    ours = (len(found.kept), len(found.kept) + len(found.moves), found.days, cover)
    assert ours == best_by_force(rotas, booked, first, last)
    spans = [s.span for s in found.kept] + [m.offer.span for m in found.moves]
    assert keeps(rotas, spans)
    dates = [local_date(span.start, LONDON) for span in spans]
    assert len(set(dates)) == len(dates)
