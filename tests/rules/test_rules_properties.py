"""What must not matter to the rules, for any rota."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import LONDON, days_span, instant
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.rules import check, load_ruleset, rest
from planner.spans import Span, overlap

RULES = load_ruleset("england-2016")
REST_RULES = set(RULES.limits) - {"H1", "W2", "W3"}
WEEKDAY_RULES = {"W2", "W3", "O2"}  # those that ask for the day of the week
DAY = timedelta(days=1)
MONDAY = date(2026, 4, 6)  # winter time is six months away


def shift(day: int, minute: int, length: int, monday: date = MONDAY) -> Shift:
    start = instant(monday + timedelta(days=day), datetime.min.time(), LONDON)
    start += timedelta(minutes=minute)
    return Shift("", Span(start, start + timedelta(minutes=length)), Kind.STANDARD, "W")


shifts = st.builds(shift, st.integers(0, 20), st.integers(0, 1439), st.integers(1, 900))
calls = st.builds(
    lambda entry: replace(entry, kind=Kind.ON_CALL),
    st.builds(shift, st.integers(0, 20), st.integers(0, 1439), st.integers(1, 1500)),
)
mixed_rotas = st.lists(shifts | calls, min_size=1, max_size=16).map(tuple)
rotas = st.lists(shifts, min_size=1, max_size=14).map(tuple)


def told(report, back: timedelta = timedelta(0)):
    """Figures and breaches, without the shifts and the words, moved back in time."""
    return report.figures, [(b.rule, b.span.moved(-back), b.measured) for b in report.breaches]


def work_told(report):
    return [(d.span, d.work, d.hours, d.night, d.long) for d in report.duties]


@settings(max_examples=60, deadline=None)
@given(rota=mixed_rotas, weeks=st.integers(1, 12))
def test_moving_a_rota_by_weeks_changes_nothing(rota, weeks):
    by = timedelta(weeks=weeks)
    later = tuple(replace(entry, span=entry.span.moved(by)) for entry in rota)
    before, after = check(rota, RULES, LONDON), check(later, RULES, LONDON)
    assert told(before) == told(after, by)
    assert [d.span.moved(by) for d in before.duties] == [d.span for d in after.duties]


@settings(max_examples=80, deadline=None)
@given(rota=mixed_rotas, days=st.integers(1, 150))
def test_moving_a_rota_by_days_changes_nothing_but_the_rules_about_weekends(rota, days):
    by = timedelta(days=days)
    later = tuple(replace(entry, span=entry.span.moved(by)) for entry in rota)
    before, after = check(rota, RULES, LONDON), check(later, RULES, LONDON)

    def kept(figures):
        return {rule: value for rule, value in figures.items() if rule not in WEEKDAY_RULES}

    assert kept(before.figures) == kept(after.figures)
    assert [b for b in told(before)[1] if b[0] not in WEEKDAY_RULES] == [
        b for b in told(after, by)[1] if b[0] not in WEEKDAY_RULES
    ]
    assert [note.text for note in before.notes] == [note.text for note in after.notes]
    assert [(r.span.moved(by), r.text) for r in rest(rota, RULES, LONDON)] == [
        (r.span, r.text) for r in rest(later, RULES, LONDON)
    ]


@settings(max_examples=60, deadline=None)
@given(rota=rotas, data=st.data())
def test_splitting_shifts_in_touching_halves_changes_nothing(rota, data):
    halves = []
    for entry in rota:
        at = data.draw(st.integers(1, max(1, int(entry.span.hours * 60) - 1)))
        cut = entry.span.start + timedelta(minutes=at)
        parts = [entry.span]
        if cut < entry.span.end:
            parts = [Span(entry.span.start, cut), Span(cut, entry.span.end)]
        halves += [Shift("", part, entry.kind, entry.label) for part in parts]
    whole = check(rota, RULES, LONDON, period=(MONDAY, MONDAY + timedelta(days=24)))
    split = check(halves, RULES, LONDON, period=(MONDAY, MONDAY + timedelta(days=24)))
    assert told(whole) == told(split)
    assert work_told(whole) == work_told(split)


@settings(max_examples=60, deadline=None)
@given(entry=calls, data=st.data())
def test_splitting_an_on_call_of_a_day_in_touching_halves_changes_nothing(entry, data):
    entry = replace(entry, span=Span(entry.span.start, min(entry.span.end, entry.span.start + DAY)))
    at = data.draw(st.integers(1, max(1, int(entry.span.hours * 60) - 1)))
    cut = entry.span.start + timedelta(minutes=at)
    if cut < entry.span.end:
        parts = Span(entry.span.start, cut), Span(cut, entry.span.end)
        halves = [replace(entry, span=part) for part in parts]
        assert told(check([entry], RULES, LONDON))[1] == told(check(halves, RULES, LONDON))[1]


@settings(max_examples=40, deadline=None)
@given(rota=mixed_rotas, order=st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_nothing(rota, order):
    mixed = list(rota)
    order.shuffle(mixed)
    assert told(check(rota, RULES, LONDON)) == told(check(mixed, RULES, LONDON))
    assert rest(rota, RULES, LONDON) == rest(mixed, RULES, LONDON)


@settings(max_examples=60, deadline=None)
@given(
    rota=mixed_rotas,
    day=st.integers(0, 20),
    length=st.integers(0, 6),
    kind=st.sampled_from(list(Kind)),
)
def test_adding_leave_never_adds_a_breach_of_rest_rules(rota, day, length, kind):
    if not (kind.is_leave or kind.is_off):
        return
    first = MONDAY + timedelta(days=day)
    away = days_span(first, first + timedelta(days=length), LONDON)
    more = (*rota, Shift("", away, kind, "Away", all_day=True))
    before = {b for b in told(check(rota, RULES, LONDON))[1] if b[0] in REST_RULES}
    after = {b for b in told(check(more, RULES, LONDON))[1] if b[0] in REST_RULES}
    assert after == before
    assert rest(more, RULES, LONDON) == rest(rota, RULES, LONDON)


@settings(max_examples=60, deadline=None)
@given(rota=rotas, data=st.data())
def test_booking_inside_work_changes_nothing(rota, data):
    entry = data.draw(st.sampled_from(rota))
    last = int(entry.span.hours * 60)
    start = data.draw(st.integers(0, last - 1))
    end = data.draw(st.integers(start + 1, last))
    begin = entry.span.start
    session = Span(begin + timedelta(minutes=start), begin + timedelta(minutes=end))
    assert told(check(rota, RULES, LONDON)) == told(check(rota, RULES, LONDON, booked=[session]))


@settings(max_examples=60, deadline=None)
@given(rota=rotas, sessions=st.lists(shifts, min_size=1, max_size=3), leave=st.integers(0, 20))
def test_booking_never_lowers_hours(rota, sessions, leave):
    on = MONDAY + timedelta(days=leave)
    away = Shift("", days_span(on, on, LONDON), Kind.ANNUAL_LEAVE, "AL", all_day=True)
    entries = (*rota, away)
    before = check(entries, RULES, LONDON).figures
    after = check(entries, RULES, LONDON, booked=[entry.span for entry in sessions]).figures
    assert all(after[rule] >= before[rule] for rule in ("H1", "H2", "H3") if rule in before)


@settings(max_examples=60, deadline=None)
@given(rota=rotas)
def test_rest_lies_outside_work_and_apart(rota):
    found = rest(rota, RULES, LONDON)
    assert overlap([r.span for r in found], [entry.span for entry in rota]) == []
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
