"""The weeks of a rota: what lies in each of them, and where an instant falls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.clock import WEEK, dates_of, days_span, local_date, monday
from planner.model.kind import Kind
from planner.model.rota import Shift, covers
from planner.spans import Span


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind of entry week by week: on how many dates of each week it stands in the rota.

    ``kind`` is None for the sessions that are booked.
    """

    title: str
    kind: Kind | None
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks from Monday to Sunday, from the one of ``first`` to the one of ``last``."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def mondays(self) -> tuple[date, ...]:
        """The Monday of each week, in order."""
        start = monday(self.first)
        return tuple(start + n * WEEK for n in range((self.last - start).days // 7 + 1))

    def place(self, at: datetime) -> float:
        """Where an instant falls, in weeks from the first Monday, inside the weeks there are.

        A week is as long as its clocks make it: 167, 168 or 169 h.
        """
        start = monday(self.first)
        count = (self.last - start).days // 7 + 1
        week = (monday(local_date(at, self.zone)) - start).days // 7
        if not 0 <= week < count:
            return 0.0 if week < 0 else float(count)
        first = start + week * WEEK
        whole = days_span(first, first + timedelta(days=6), self.zone)
        return week + (at - whole.start) / whole.duration

    def part(self, span: Span) -> tuple[float, float]:
        """The two ends of a span, each where `place` puts it."""
        return self.place(span.start), self.place(span.end)


def weeks_of(shifts: tuple[Shift, ...], booked: Iterable[Span], zone: ZoneInfo) -> Weeks | None:
    """The weeks that a rota and the sessions in it touch; None where there is neither."""
    days = [day for span in booked for day in dates_of(span, zone)]
    covered = covers(shifts, zone)
    days += covered or ()
    return Weeks(min(days), max(days), zone) if days else None


def lanes(weeks: Weeks, shifts: Iterable[Shift], booked: Iterable[Span]) -> tuple[Lane, ...]:
    """A lane for each kind of work and of leave in the rota and for what nobody knows, one for the
    sessions booked; days off have none.
    """
    zone = weeks.zone
    found: dict[Kind | None, set[date]] = {}
    for shift in shifts:
        if not shift.kind.is_off:
            days = dates_of(shift.span, zone) if shift.all_day else (_start(shift.span, zone),)
            found.setdefault(shift.kind, set()).update(days)
    for span in booked:
        found.setdefault(None, set()).add(_start(span, zone))
    order: list[Kind | None] = [kind for kind in Kind if kind in found]
    order += [None] * (None in found)
    return tuple(
        Lane(kind.words if kind else "Sessions booked", kind, _counts(weeks, found[kind]))
        for kind in order
    )


def _start(span: Span, zone: ZoneInfo) -> date:
    return local_date(span.start, zone)


def _counts(weeks: Weeks, days: Iterable[date]) -> tuple[int, ...]:
    start = monday(weeks.first)
    counts = [0] * len(weeks.mondays)
    for day in days:
        week = (day - start).days // 7
        if 0 <= week < len(counts):
            counts[week] += 1
    return tuple(counts)
