"""Sessions that no longer fit: the rota has changed since they were booked, or they were booked
against a rule.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from planner.clock import dates_of
from planner.finding.safety import room_of
from planner.finding.situation import NOTHING_MORE, Situation
from planner.finding.why import headroom, why_not
from planner.finding.windows import Days, Window
from planner.model.away import SickDays, with_sick_days
from planner.model.session import Session, State, Where
from planner.spans import Span

PLANNED = frozenset({State.PROPOSED, State.AGREED})
"""States of sessions that are still to come: only these can be hit, and only these move."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A session that no longer fits, and why: a sentence for every entry and rule in the way."""

    session: Session
    why: tuple[str, ...]


def hits(
    situation: Situation, sessions: Collection[Session], since: datetime | None = None
) -> tuple[Hit, ...]:
    """The planned sessions that the rota has no room for, by start, with the reasons.

    The others of ``sessions`` that take up time are looked at as booked, whatever
    ``situation.booked`` says. Sessions that start before ``since`` are left out: what has gone by
    can no longer be mended.
    """
    return sorted_out(situation, sessions, to_come(sessions, since)).hits


@dataclass(frozen=True, slots=True)
class SortedOut:
    """Sessions by whether each could stay where it is, and the hits among all of them.

    ``settled`` were booked against what still stands against them and nothing else: they stay by
    the doctor's word. ``gone`` have no room whatever becomes of the rest of the ``asked``. Those
    that ``could_stay`` fit one by one; where ``together`` is False they break a rule when all of
    them stay.
    """

    settled: tuple[Session, ...]
    could_stay: tuple[Session, ...]
    gone: tuple[Session, ...]
    together: bool
    hits: tuple[Hit, ...]


def sorted_out(
    situation: Situation, sessions: Collection[Session], asked: Iterable[Session]
) -> SortedOut:
    """Which of the sessions ``asked`` about could stay, with all other ``sessions`` where they
    are.
    """
    asked = sorted(asked, key=lambda session: session.span)
    if not asked:
        return SortedOut((), (), (), together=True, hits=())
    situation = _as_given(situation)
    settled = tuple(s for s in asked if s.against and not _news(situation, sessions, s))
    asked = [session for session in asked if session not in settled]
    ground = Ground(replace(situation, booked=spans_of(sessions, without=asked)))
    found: dict[str, Hit] = {}
    working: list[Session] = []
    for session in asked:
        window = ground.window(session.span)
        if window is None:
            against = against_session(situation, sessions, session)
            if against:
                found[session.id] = Hit(session, against)
        if session.id not in found and (window is None or window.where is Where.FREE):
            working.append(session)
    could_stay = tuple(session for session in asked if session.id not in found)
    gone = tuple(session for session in asked if session.id in found)
    # Those inside rostered shifts add no work: only the others can break a rule together.
    spans = [session.span for session in working]
    together = not working or not room_of(ground.situation).broken(spans)
    if not together:
        for session in working:
            against = against_session(situation, sessions, session)
            if against:
                found[session.id] = Hit(session, against)
    told = tuple(found[session.id] for session in asked if session.id in found)
    return SortedOut(settled, could_stay, gone, together, told)


def _news(situation: Situation, sessions: Iterable[Session], session: Session) -> bool:
    """Whether anything stands against a session that did not when it was booked all the same."""
    return not set(against_session(situation, sessions, session)) <= set(session.against)


def against_booking(situation: Situation, span: Span) -> tuple[str, ...]:
    """What stands against a booking, as hits are told of it afterwards: a sentence each."""
    return why_not(_as_given(replace(situation, allow=NOTHING_MORE)), span)


def _as_given(situation: Situation) -> Situation:
    """The situation as it was when sessions were booked in the person's own time: evenings and
    weekends were theirs to give, and no rota takes them back. Zero days are the rota's.
    """
    return replace(situation, allow=replace(situation.allow, evenings=True, weekends=True))


def to_come(sessions: Iterable[Session], since: datetime | None) -> tuple[Session, ...]:
    """The planned sessions that start at ``since`` or later; None: all of them."""
    return tuple(
        session
        for session in sessions
        if session.state in PLANNED and (since is None or session.span.start >= since)
    )


def spans_of(sessions: Iterable[Session], without: Iterable[Session] = ()) -> tuple[Span, ...]:
    """The spans of the sessions that take up time, but for those ``without``."""
    left_out = {session.id for session in without}
    return tuple(
        session.span
        for session in sessions
        if session.state.takes_time and session.id not in left_out
    )


def against_session(
    situation: Situation, sessions: Iterable[Session], session: Session
) -> tuple[str, ...]:
    """What stands in the way of a session where all others are booked."""
    others = spans_of(sessions, without=[session])
    return why_not(replace(situation, booked=others), session.span)


def with_sickness(situation: Situation, first: date, last: date, person: str = "") -> Situation:
    """The situation with sick leave from ``first`` to ``last``, both included: no protected time
    there. What is rostered stays rostered, so that hours are averaged as they were.
    """
    sick = [SickDays(first, last)]
    return replace(situation, shifts=with_sick_days(situation.shifts, sick, situation.zone, person))


class Ground:
    """Where sessions of a situation fit; what was worked out for one serves the next."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.room = headroom(situation)
        self._days = Days(situation)

    def window(self, span: Span) -> Window | None:
        """The window that a session fits into with every rule kept, None where it does not."""
        for day in dates_of(span, self.situation.zone):
            for window in self._days.windows(day):
                if window.span.holds(span):
                    safe = window.where is Where.IN_SHIFT or self.room.verdict(span).safe
                    return window if safe else None
        return None

    def windows(self, days: Iterable[date]) -> Iterable[Window]:
        """The windows of some dates, by start."""
        return (window for day in days for window in self._days.windows(day))
