"""The rules against a second implementation that is slow and obvious: it looks at every minute."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import LONDON, days_span, instant, local_date
from planner.model.kind import Kind
from planner.model.rota import Shift, covers
from planner.rules import check, load_ruleset
from planner.spans import Span

MINUTE = timedelta(minutes=1)
RULES = load_ruleset("england-2016")
MONDAYS = (date(2026, 9, 7), date(2026, 3, 16), date(2026, 10, 12), date(2026, 12, 28))
# Start and length in minutes: a standard day, a half day, a long day, an evening, a night.
PATTERNS = ((540, 480), (480, 240), (480, 750), (780, 600), (1230, 750), (1260, 600))


@dataclass
class Minutes:
    """A rota as a list of minutes at work, from two weeks before its first date to two after."""

    first: datetime
    working: list[bool]
    duties: list[list[int]] = field(default_factory=list)

    @classmethod
    def of(cls, shifts: tuple[Shift, ...]) -> "Minutes":
        start = min(shift.span.start for shift in shifts) - timedelta(days=14)
        end = max(shift.span.end for shift in shifts) + timedelta(days=14)
        working = [False] * ((end - start) // MINUTE)
        for shift in shifts:
            if shift.kind.is_work:
                first, last = (
                    (shift.span.start - start) // MINUTE,
                    (shift.span.end - start) // MINUTE,
                )
                working[first:last] = [True] * (last - first)
        minutes = cls(start, working)
        for minute, at_work in enumerate(working):
            if at_work and minutes.duties and minute - minutes.duties[-1][-1] - 1 <= 60:
                minutes.duties[-1].append(minute)
            elif at_work:
                minutes.duties.append([minute])
        return minutes

    def at(self, minute: int) -> datetime:
        return (self.first + minute * MINUTE).astimezone(LONDON)

    def day(self, duty: list[int]) -> date:
        return self.at(duty[0]).date()

    def is_night(self, duty: list[int]) -> bool:
        nights: dict[date, int] = {}
        for minute in duty:
            local = self.at(minute)
            if local.hour == 23 or local.hour < 6:
                night = local.date() if local.hour == 23 else local.date() - timedelta(days=1)
                nights[night] = nights.get(night, 0) + 1
        return max(nights.values(), default=0) >= 180

    def rests(self) -> list[int]:
        return [after[0] - before[-1] - 1 for before, after in self.pairs()]

    def pairs(self) -> list[tuple[list[int], list[int]]]:
        return list(zip(self.duties, self.duties[1:], strict=False))

    def rests_after_nights(self) -> list[int]:
        found = []
        for before, after in self.pairs():
            follows = self.day(after) == self.day(before) + timedelta(days=1)
            if self.is_night(before) and not (self.is_night(after) and follows):
                found.append(after[0] - before[-1] - 1)
        return found

    def most_in_168_hours(self) -> int:
        window = 168 * 60
        count = most = sum(self.working[:window])
        for minute in range(window, len(self.working)):
            count += self.working[minute] - self.working[minute - window]
            most = max(most, count)
        return most

    def average_week(self, shifts: tuple[Shift, ...]) -> float | None:
        first, last = covers(shifts, LONDON)
        dates = [first + timedelta(days=day) for day in range((last - first).days + 1)]
        counted = [day for day in dates if not any(on_leave(shift, day) for shift in shifts)]
        worked = sum(len(duty) for duty in self.duties if self.day(duty) in counted)
        return worked / 60 / (len(counted) / 7) if counted else None


def on_leave(shift: Shift, day: date) -> bool:
    start, end = local_date(shift.span.start, LONDON), local_date(shift.span.end, LONDON)
    return shift.kind is Kind.ANNUAL_LEAVE and start <= day < end


@st.composite
def rotas(draw: st.DrawFn, most_days: int = 16) -> tuple[Shift, ...]:
    """Rotas of a few weeks: usual patterns by the day, most of them lawful, some a little off."""
    monday = draw(st.sampled_from(MONDAYS))
    shifts = []
    for day in range(draw(st.integers(1, most_days))):
        on = monday + timedelta(days=day)
        what = draw(st.sampled_from(("off", "work", "work", "work", "same", "leave", "odd")))
        if what == "off":
            continue
        if what == "leave":
            shifts.append(
                Shift("", days_span(on, on, LONDON), Kind.ANNUAL_LEAVE, "AL", all_day=True)
            )
            continue
        if what == "odd":
            start, length = draw(st.integers(0, 1439)), draw(st.integers(1, 960))
        elif what == "same" and shifts and not shifts[-1].all_day:
            shifts.append(Shift("", shifts[-1].span.moved(timedelta(days=1)), Kind.STANDARD, "W"))
            continue
        else:
            start, length = draw(st.sampled_from(PATTERNS))
            start += draw(st.sampled_from((0, 0, 0, -1, 1)))
        begin = instant(on, datetime.min.time(), LONDON) + start * MINUTE
        shifts.append(Shift("", Span(begin, begin + length * MINUTE), Kind.STANDARD, "W"))
    return tuple(shifts)


@settings(max_examples=120, deadline=None)
@given(shifts=rotas())
def test_minute_by_minute_gives_the_same(shifts):
    report = check(shifts, RULES, LONDON)
    if not any(shift.kind.is_work for shift in shifts):
        assert report.duties == ()
        return
    minutes = Minutes.of(shifts)
    assert [duty.span.start for duty in report.duties] == [
        minutes.at(duty[0]).astimezone(UTC) for duty in minutes.duties
    ]
    assert [duty.hours * 60 for duty in report.duties] == pytest.approx(
        list(map(len, minutes.duties))
    )
    assert [duty.night for duty in report.duties] == list(map(minutes.is_night, minutes.duties))
    assert report.figures["H2"] * 60 == pytest.approx(minutes.most_in_168_hours())
    assert report.figures.get("H1") == pytest.approx(minutes.average_week(shifts))
    for rule, rests, limit in (
        ("R1", minutes.rests(), 11),
        ("N3", minutes.rests_after_nights(), 46),
    ):
        broken = [breach.measured * 60 for breach in report.breaches if breach.rule == rule]
        assert report.figures.get(rule) == (pytest.approx(min(rests) / 60) if rests else None)
        assert sorted(broken) == pytest.approx(sorted(r for r in rests if r < limit * 60))
    assert ("H2" in [b.rule for b in report.breaches]) == (minutes.most_in_168_hours() > 72 * 60)
