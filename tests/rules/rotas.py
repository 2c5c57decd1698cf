"""Random rotas: days that follow no plan, and lawful rotas with one small change."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from planner.clock import LONDON, days_span, instant
from planner.model.kind import Kind
from planner.model.oncall import OnCallWork, worked
from planner.model.rota import Shift
from planner.spans import Span

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
# A plain week, both clock changes, the turn of the year, a leap day.
MONDAYS = (
    date(2026, 9, 7),
    date(2026, 3, 16),
    date(2026, 10, 12),
    date(2026, 12, 21),
    date(2028, 2, 21),
)
# Lord Howe's clock changes by half an hour.
ZONES = (LONDON, ZoneInfo("Australia/Lord_Howe"))
# Start and length in minutes: a standard day, a half day, a long day, a long evening, an evening,
# nights.
PATTERNS = (
    (540, 480),
    (480, 240),
    (480, 750),
    (750, 690),
    (780, 600),
    (1230, 750),
    (1260, 600),
)
ON_CALL = ((1020, 900), (540, 1440))


@dataclass(frozen=True)
class Rota:
    """Shifts with the Monday from which their days are counted."""

    shifts: tuple[Shift, ...]
    monday: date
    zone: ZoneInfo
    worked: tuple[OnCallWork, ...] = ()


def entry(
    monday: date, day: int, start: int, length: int, kind: Kind = Kind.STANDARD,
    zone: ZoneInfo = LONDON,
) -> Shift:  # fmt: skip
    """A shift by the minute of its day; elapsed length."""
    begin = instant(monday + day * DAY, datetime.min.time(), zone) + start * MINUTE
    return Shift("", Span(begin, begin + length * MINUTE), kind, kind.words)


def day_off(monday: date, day: int, kind: Kind, zone: ZoneInfo = LONDON) -> Shift:
    on = monday + day * DAY
    return Shift("", days_span(on, on, zone), kind, kind.words, all_day=True)


@st.composite
def any_rotas(draw: st.DrawFn, most_days: int = 21) -> Rota:
    """Rotas of a few weeks: usual patterns by the day, most of them lawful, some a little off."""
    monday, zone = draw(st.sampled_from(MONDAYS)), draw(st.sampled_from(ZONES))
    pattern = draw(st.sampled_from(PATTERNS))
    shifts = []
    for day in range(draw(st.integers(1, most_days))):
        what = draw(
            st.sampled_from(("off", "same", "same", "same", "same", "new", "leave", "odd", "call"))
        )
        if what == "leave":
            kind = draw(st.sampled_from((Kind.ANNUAL_LEAVE, Kind.SICK, Kind.ZERO)))
            shifts.append(day_off(monday, day, kind, zone))
        elif what == "call":
            start, length = draw(st.sampled_from(ON_CALL))
            length += draw(st.sampled_from((0, 0, 0, 1, -1, 61)))
            shifts.append(entry(monday, day, start, length, Kind.ON_CALL, zone))
        elif what == "odd":
            start, length = draw(st.integers(0, 1439)), draw(st.integers(1, 960))
            shifts.append(entry(monday, day, start, length, Kind.STANDARD, zone))
        elif what != "off":
            if what == "new":
                pattern = draw(st.sampled_from(PATTERNS))
            start = pattern[0] + draw(st.sampled_from((0, 0, 0, -1, 1)))
            shifts.append(entry(monday, day, start, pattern[1], Kind.STANDARD, zone))
    return Rota(tuple(shifts), monday, zone)


@st.composite
def with_hours_on_call(draw: st.DrawFn, rotas: st.SearchStrategy[Rota]) -> Rota:
    """The same rotas with hours worked in most of their on-call shifts: none, in the middle, or up
    against the shifts on either side and over them.
    """
    rota = draw(rotas)
    entered = []
    for shift in rota.shifts:
        if shift.kind is Kind.ON_CALL and draw(st.sampled_from((True, True, True, False))):
            most = (shift.span.end - shift.span.start) // MINUTE
            parts = []
            for _ in range(draw(st.integers(0, 3))):
                begin = shift.span.start + draw(st.integers(0, most - 1)) * MINUTE
                length = draw(st.sampled_from((1, 30, 61, 180, 480)) | st.integers(1, 600))
                parts.append(Span(begin, begin + length * MINUTE))
            entered.append(worked(shift.span, parts))
    return replace(rota, worked=tuple(entered))


STANDARD, LONG, LATE, NIGHT = (540, 480), (480, 720), (750, 690), (1230, 720)
ON_CALL_NIGHT, ON_CALL_DAY = (1020, 900), (540, 1440)
# Weeks of work (day, pattern), each lawful by itself and after any other, at up to 48 h.
WEEKS = {
    "plain": [(day, STANDARD) for day in range(5)],
    "long": [(day, LONG) for day in range(4)],
    "late": [(day, LATE) for day in range(4)],
    "nights": [(day, NIGHT) for day in range(4)],
    "on-call": [(day, STANDARD) for day in range(5)],
}
WEEKEND_CALLS = [(5, ON_CALL_DAY), (6, ON_CALL_DAY)]


def lawful(monday: date, weeks: list[str]) -> Rota:
    """A rota of such weeks; days off stand in it as zero days, so that they are covered."""
    shifts = []
    for number, name in enumerate(weeks):
        for day, pattern in WEEKS[name]:
            shifts.append(entry(monday, number * 7 + day, *pattern))
        calls = [(1, ON_CALL_NIGHT)] if name == "on-call" else []
        # On the Monday after on-call nobody works more than 10 h.
        if name == "on-call" and weeks[number + 1 : number + 2] in ([], ["plain"], ["on-call"]):
            calls += WEEKEND_CALLS
        for day, pattern in calls:
            shifts.append(entry(monday, number * 7 + day, *pattern, Kind.ON_CALL))
        shifts.append(day_off(monday, number * 7 + 6, Kind.ZERO))
    return Rota(tuple(shifts), monday, LONDON)


@st.composite
def lawful_rotas(draw: st.DrawFn) -> Rota:
    """Up to four lawful weeks without a clock change."""
    weeks = draw(st.lists(st.sampled_from(sorted(WEEKS)), min_size=1, max_size=4))
    return lawful(date(2026, 9, 7), weeks)


@st.composite
def changed_rotas(draw: st.DrawFn) -> Rota:
    """A lawful rota of up to four weeks with one small change, perhaps at a clock change."""
    weeks = draw(st.lists(st.sampled_from(sorted(WEEKS)), min_size=1, max_size=4))
    rota = lawful(draw(st.sampled_from(MONDAYS)), weeks)
    number = draw(st.integers(0, len(rota.shifts) - 1))
    shift, others = rota.shifts[number], rota.shifts[:number] + rota.shifts[number + 1 :]
    by = draw(st.sampled_from((-121, -61, -60, -31, -1, 1, 30, 60, 61, 120, 180))) * MINUTE
    what = draw(st.sampled_from(("later", "longer", "again", "moved", "gone", "kind")))
    start, end = shift.span.start, shift.span.end
    changed = {
        "later": (replace(shift, span=shift.span.moved(by)),),
        "longer": (replace(shift, span=Span(start, end + by)),),
        "again": (shift, replace(shift, span=shift.span.moved(DAY), all_day=False)),
        "moved": (replace(shift, span=shift.span.moved(DAY), all_day=False),),
        "gone": (),
        "kind": (replace(shift, kind=Kind.ON_CALL if shift.kind.is_work else Kind.STANDARD),),
    }[what]
    if shift.all_day:
        changed = (entry(rota.monday, 6, 540, 180),) if what != "gone" else ()
    return Rota((*others, *changed), rota.monday, rota.zone)
