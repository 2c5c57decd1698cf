"""What My plan shows, taken from the answers of the workspace; no widgets."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.clock import WEEK, BankHolidays, dates, monday
from planner.finding import Offer, Situation
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.plan import Allowance
from planner.model.rota import Shift
from planner.model.scheme import Scheme
from planner.model.session import Session, State
from planner.model.words import date_words, hours_number, hours_words
from planner.rules import Headroom
from planner.spans import Span
from ui.widgets.strip import WeekCell

_PAST = {
    "Book": "Booked",
    "Move": "Moved",
    "Remove": "Removed",
    "Take": "Took",
    "Choose": "Chose",
    "Change": "Changed",
    "Mark": "Marked",
    "Force": "Forced",
    "Record": "Recorded",
    "Trust": "Trusted",
    "Forget": "Forgot",
}


def done_words(words: str) -> str:
    """What was just done: "Book 4 h on Thu 15 Oct" becomes "Booked 4 h on Thu 15 Oct"."""
    verb, space, rest = words.partition(" ")
    return _PAST.get(verb, verb) + space + rest


def read_words(read_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """How long ago the rota was read, such as "rota read 2 h ago"."""
    minutes = int((now - read_at) / timedelta(minutes=1))
    if minutes < 1:
        return "rota read just now"
    if minutes < 60:
        return f"rota read {minutes} min ago"
    if minutes < 24 * 60:
        return f"rota read {minutes // 60} h ago"
    return f"rota read on {date_words(read_at.astimezone(zone).date())}"


def allowance_words(allowance: Allowance, scheme: Scheme, hours: float | None) -> str:
    """The allowance in one line, such as "38 of 52 h planned · 2 h a week, averaged"."""
    planned = f"{hours_number(allowance.planned)} of {hours_words(allowance.due)} planned"
    if scheme.hours is None:
        if hours is None:
            return planned
        return f"{planned} · {replace(scheme, hours=hours).words}, agreed locally"
    return f"{planned} · {scheme.words}, averaged"


def opening_day(placement: Placement, today: date, left: str = "") -> date:
    """The date to show first: the one that was on view when the window was closed (ISO 8601, "" for
    none) unless it is past, else today; in both cases the placement's nearest.
    """
    try:
        day = max(today, date.fromisoformat(left))
    except ValueError:
        day = today
    return min(max(day, placement.first), placement.last)


def week_cells(
    placement: Placement, shifts: Iterable[Shift], sessions: Iterable[Session], zone: ZoneInfo
) -> tuple[WeekCell, ...]:
    """One cell a week of the placement: hours by state, striped where nights or leave lie."""
    first = monday(placement.first)
    count = (placement.last - first).days // 7 + 1
    hours = [dict.fromkeys(State, 0.0) for _ in range(count)]
    striped = [False] * count
    for session in sessions:
        week = (session.span.start.astimezone(zone).date() - first).days // 7
        if 0 <= week < count:
            hours[week][session.state] += session.span.hours
    for shift in shifts:
        if shift.kind is Kind.NIGHT or shift.kind.is_leave:
            start = (shift.span.start.astimezone(zone).date() - first).days // 7
            last = (shift.span.end - timedelta.resolution).astimezone(zone).date()
            for week in range(max(0, start), min(count - 1, (last - first).days // 7) + 1):
                striped[week] = True
    return tuple(
        WeekCell(
            monday=first + week * WEEK,
            delivered=hours[week][State.DELIVERED],
            agreed=hours[week][State.AGREED],
            proposed=hours[week][State.PROPOSED],
            striped=striped[week],
        )
        for week in range(count)
    )


def holidays_of(holidays: BankHolidays, first: date, last: date) -> dict[date, str]:
    """The bank holidays from ``first`` to ``last``, by date."""
    named = {day: holidays.name(day) for day in dates(first, last)}
    return {day: name for day, name in named.items() if name}


def figures_words(situation: Situation, span: Span) -> tuple[tuple[str, str, bool], ...]:
    """The rules' figures with ``span`` booked: what is measured, the figure beside its limit, and
    whether it is kept.
    """
    headroom = Headroom(
        situation.shifts,
        situation.ruleset,
        situation.zone,
        booked=situation.booked,
        opt_out=situation.opt_out,
        worked=situation.worked,
    )
    verdict = headroom.verdict(span)
    broken = {breach.rule for breach in verdict.broken}
    lines = []
    for rule, value in verdict.figures.items():
        limit = situation.ruleset.limits.get(rule)
        if limit is None:
            continue
        bound = f" (limit {limit.limit:g} {limit.unit})" if limit.limit is not None else ""
        lines.append((limit.title, f"{value:.1f} {limit.unit}{bound}", rule not in broken))
    return tuple(lines)


def best_words(offers: Sequence[Offer], proven: bool) -> str:
    """A found plan in one line: "13 sessions, 52 h, every rule kept, proven best"."""
    count = "1 session" if len(offers) == 1 else f"{len(offers)} sessions"
    hours = hours_words(sum(offer.span.hours for offer in offers))
    return f"{count}, {hours}, every rule kept, " + (
        "proven best." if proven else "best found in time."
    )
