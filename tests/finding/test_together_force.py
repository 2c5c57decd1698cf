"""Times for several people against a search minute by minute."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import LONDON, BankHolidays, CoreHours, clock_span, days_span, local_date
from planner.finding import Situation, why_not
from planner.finding.attending import Known, Person
from planner.finding.busy import BusyCalendar
from planner.finding.together import Gathering, together
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.rules import load_ruleset
from planner.spans import Span, union

FIRST, LAST = date(2026, 10, 23), date(2026, 10, 26)
"""Friday to Monday, with the autumn clock change between them."""

CORE = CoreHours(time(9), time(12, 30), frozenset(range(7)))
MINUTE = timedelta(minutes=1)
ENGLAND = load_ruleset("england-2016")
DAYS = [FIRST + timedelta(days=n) for n in range(4)]

minutes = st.integers(0, 14 * 60)
appointments = st.lists(st.tuples(st.sampled_from(DAYS), minutes, st.integers(1, 200)), max_size=8)


@st.composite
def diaries(draw: st.DrawFn) -> Person:
    """Somebody with appointments to the minute, known of for some of the days."""
    busy = []
    for day, at, length in draw(appointments):
        start = clock_span(day, time(7), time(8), LONDON).start + at * MINUTE
        busy.append(Span(start, start + length * MINUTE))
    known = draw(st.lists(st.sampled_from(DAYS), max_size=4, unique=True))
    spans = union(days_span(day, day, LONDON) for day in known)
    return Person("D", calendar=BusyCalendar("D", tuple(union(busy)), tuple(spans)))


@st.composite
def rotas(draw: st.DrawFn) -> Person:
    """Somebody on a rota, of which a kind may not be known."""
    shifts = [
        Shift(
            "", clock_span(LAST + timedelta(days=3), time(9), time(17), LONDON), Kind.STANDARD, "SD"
        )
    ]
    for day in (FIRST - timedelta(days=1), *DAYS):
        kind = draw(st.sampled_from([None, Kind.STANDARD, Kind.ADMIN, Kind.NIGHT, Kind.UNKNOWN]))
        if kind is Kind.NIGHT:
            shifts.append(Shift("", clock_span(day, time(20, 30), time(9), LONDON), kind, "N"))
        elif kind is not None:
            start = draw(st.sampled_from([time(9), time(9, 50), time(10, 15)]))
            shifts.append(Shift("", clock_span(day, start, time(17), LONDON), kind, kind.words))
    shifts.sort(key=lambda shift: shift.span)
    return Person("R", Situation(tuple(shifts), LONDON, ENGLAND, CORE, BankHolidays()))


people = st.lists(st.one_of(diaries(), rotas(), st.just(Person("N"))), min_size=2, max_size=4)


def is_free(person: Person, span: Span) -> bool:
    """Minute by minute for a calendar; by every reason against it for a rota."""
    if person.situation is not None:
        return not why_not(person.situation, span)
    if person.calendar is None:
        return False
    at = span.start
    while at < span.end:
        minute = Span(at, at + MINUTE)
        core = CORE.on(local_date(at, LONDON), LONDON)
        known = any(each.holds(minute) for each in person.calendar.known)
        busy = any(each.overlaps(minute) for each in person.calendar.busy)
        if core is None or not core.holds(minute) or not known or busy:
            return False
        at += MINUTE
    return True


@settings(max_examples=30, deadline=None)
@given(people, st.sampled_from([0.25, 1, 1.75, 3]), st.integers(0, 2))
def test_the_list_is_the_best_of_every_quarter_of_an_hour(
    asked: list[Person], hours: float, missing: int
) -> None:
    missing = min(missing, len(asked) - 1)
    gathering = Gathering(hours, FIRST, LAST, LONDON, missing=missing, count=200, core=CORE)
    named = [Person(f"{n}", person.situation, person.calendar) for n, person in enumerate(asked)]
    found = together(named, gathering)
    expected: dict[Span, set[str]] = {}
    for day in DAYS:
        early = clock_span(day, time(8), time(14), LONDON)
        for quarter in range(24):
            at = early.start + quarter * 15 * MINUTE
            span = Span(at, at + timedelta(hours=hours))
            free = {person.name for person in named if is_free(person, span)}
            if len(named) - len(free) <= missing:
                expected[span] = free
    for meeting in found:
        assert set(meeting.free) == expected[meeting.span]
        assert {each.name for each in meeting.missing} == {p.name for p in named} - expected[
            meeting.span
        ]
        for each in meeting.missing:
            unknown = (
                named[int(each.name)].situation is None and named[int(each.name)].calendar is None
            )
            assert not unknown or each.known is Known.UNKNOWN
    # Where there is any time at all on a date, the date has one, and one with the most people.
    for day in DAYS:
        most = max(
            (len(f) for s, f in expected.items() if local_date(s.start, LONDON) == day),
            default=None,
        )
        ours = [len(m.free) for m in found if local_date(m.span.start, LONDON) == day]
        assert (max(ours) if ours else None) == most


def test_an_hour_of_utc_is_not_an_hour_of_the_clock() -> None:
    free = BusyCalendar(
        "D", (), (Span(datetime(2026, 10, 23, tzinfo=UTC), datetime(2026, 10, 28, tzinfo=UTC)),)
    )
    gathering = Gathering(3.5, FIRST, LAST, LONDON, core=CORE)
    found = together([Person("D", calendar=free)], gathering)
    starts = {meeting.span.start.astimezone(LONDON).time() for meeting in found}
    assert starts == {time(9)}
    assert len(found) == 4
