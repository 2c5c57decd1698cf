"""Repair: what becomes of the sessions when the rota has changed under them.

Every session that still fits stays. The others move, chosen by a linear 0/1 model with objectives
one after the other, each keeping what the ones before have reached: most sessions kept; fewest days
moved; least hours that need cover; nearest to the clock times they had; best scores. Sessions that
together break a rule are cut off and the stage solved again, as for the best plan.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from time import monotonic

from planner.clock import dates, local_date
from planner.errors import WrongUse
from planner.finding.best import Status, never
from planner.finding.hits import (
    Ground,
    Hit,
    SortedOut,
    sorted_out,
    spans_of,
    to_come,
    with_sickness,
)
from planner.finding.offers import Judge, Offer
from planner.finding.places import Place, Places
from planner.finding.seating import Seating
from planner.finding.situation import Situation
from planner.finding.weights import load_weights
from planner.model.away import SickDays
from planner.model.session import Session, State
from planner.model.words import dates_words, hours_words

TIME_LIMIT = 10.0
"""Seconds that a repair may take."""


@dataclass(frozen=True, slots=True)
class Broken:
    """What there is to repair: the rota as it now is, and all sessions with their states.

    Sessions move within the dates from ``first`` to ``last``, both included, and to no start before
    ``since``; those that start before it are left as they are, as are delivered, lost and cancelled
    ones. Agreed sessions move only where ``agreed`` is the user's word for it. ``stay`` are ids of
    sessions that are to stay where they are, ``make_up`` those of lost ones for which time is to be
    found anew. ``sick`` are the first and last of days on which nobody is there.
    """

    situation: Situation
    sessions: tuple[Session, ...]
    first: date
    last: date
    since: datetime | None = None
    agreed: bool = False
    stay: frozenset[str] = frozenset()
    make_up: frozenset[str] = frozenset()
    sick: tuple[date, date] | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise WrongUse(
                "The last date lies before the first. Give the first date, then the last."
            )
        if self.sick is not None:
            SickDays(*self.sick)
        lost = {session.id for session in self.sessions if session.state is State.LOST}
        if not self.make_up <= lost:
            raise WrongUse("Only a session that is marked as lost can be made up for.")


@dataclass(frozen=True, slots=True)
class Move:
    """A session and the place that it moves to. A lost session stays lost: its time is made up for
    there by a new one.

    ``why`` says what is in the way where it was, ``there`` why it goes where it goes. ``days`` is
    how far that is.
    """

    session: Session
    offer: Offer
    why: tuple[str, ...]
    there: str
    days: int


@dataclass(frozen=True, slots=True)
class Stranded:
    """A session that no longer fits and for which no other place was found; why, both."""

    session: Session
    why: tuple[str, ...]
    nowhere: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What becomes of each session that no longer fits.

    ``kept`` are the planned sessions that stay because they fit, or were booked against what still
    stands against them; ``left`` those that stay although
    they do not: agreed ones without the user's word, and those asked to. ``status`` is OPTIMAL only
    where every objective was proven, FEASIBLE where time ran out or it was called off first, NONE
    where nothing was found by then.
    """

    kept: tuple[Session, ...]
    moves: tuple[Move, ...]
    stranded: tuple[Stranded, ...]
    left: tuple[Hit, ...]
    status: Status

    @property
    def days(self) -> int:
        """Days moved, of all sessions together."""
        return sum(move.days for move in self.moves)

    @property
    def hits(self) -> int:
        """How many sessions no longer fit."""
        return len(self.moves) + len(self.stranded) + len(self.left)


def repair(
    broken: Broken, *, time_limit: float = TIME_LIMIT, cancelled: Callable[[], bool] = never
) -> Repair:
    """The least that has to change for every session to fit again.

    ``time_limit`` is in seconds; ``cancelled`` is asked from time to time, from this thread or the
    solver's. The same input has the same answer unless time runs out.
    """
    return _Mending(broken, monotonic() + time_limit, cancelled).run()


class _Mending:
    """One repair: who stays, who goes, where to, and the words for it."""

    def __init__(self, broken: Broken, end: float, cancelled: Callable[[], bool]) -> None:
        self._broken = broken
        self._sessions = broken.sessions
        self._zone = broken.situation.zone
        self._situation = broken.situation
        if broken.sick is not None:
            self._situation = with_sickness(broken.situation, *broken.sick)
        self._end = end
        self._cancelled = cancelled
        self._weights = load_weights()

    def run(self) -> Repair:
        """The repair."""
        ahead = to_come(self._sessions, self._broken.since)
        asked = tuple(session for session in ahead if self._may_move(session))
        found = sorted_out(self._situation, self._sessions, asked)
        movers = [*found.gone, *(s for s in self._sessions if s.id in self._broken.make_up)]
        if not found.together:
            movers += found.could_stay
        # All that stay for certain are as good as fixed, and what moves goes round them.
        ground = Ground(replace(self._situation, booked=spans_of(self._sessions, without=movers)))
        places = self._places(ground, movers, () if found.together else found.could_stay)
        seating = Seating(ground.situation, movers, places, self._end, self._cancelled)
        if movers:
            seating.run()
        status = seating.status if movers else Status.OPTIMAL
        return self._told(found, ground, movers, seating.seated, places, status)

    def _may_move(self, session: Session) -> bool:
        agreed = session.state is State.AGREED and not self._broken.agreed
        return session.id not in self._broken.stay and not agreed

    def _places(
        self, ground: Ground, movers: Sequence[Session], may_stay: Collection[Session]
    ) -> list[Place]:
        """Every place for every session that moves, and the own ones of those that may stay."""
        broken = self._broken
        taken = {local_date(span.start, self._zone) for span in ground.situation.booked}
        maker = Places(ground, self._weights.step, taken, broken.since)
        windows = list(ground.windows(dates(broken.first, broken.last)))
        places: list[Place] = []
        for number, session in enumerate(movers):
            if self._cancelled() or monotonic() >= self._end:
                break
            if session in may_stay:
                places.append(maker.own(number, session))
            places += maker.of(number, session, windows)
        return places

    def _told(
        self,
        found: SortedOut,
        ground: Ground,
        movers: Sequence[Session],
        seated: dict[int, Place],
        places: Sequence[Place],
        status: Status,
    ) -> Repair:
        moved = {n: place for n, place in seated.items() if not place.stays}
        staying = {movers[n].id for n, place in seated.items() if place.stays}
        why = {hit.session.id: hit.why for hit in found.hits}
        offers = self._offers(ground, seated)
        moves = [
            Move(
                movers[n],
                offers[n],
                why.get(movers[n].id, ()),
                self._there(place, places),
                place.days,
            )
            for n, place in sorted(moved.items(), key=lambda item: movers[item[0]].span)
        ]
        stranded = [
            Stranded(
                session,
                why.get(session.id, ()),
                self._nowhere(number, session, places)
                if status is Status.OPTIMAL
                else "There was no time to look at every place for it.",
            )
            for number, session in enumerate(movers)
            if number not in seated
        ]
        gone = {session.id for session in movers}
        kept = [s for s in found.could_stay if s.id not in gone or s.id in staying]
        kept = sorted((*found.settled, *kept), key=lambda session: session.span)
        return Repair(
            kept=tuple(kept),
            moves=tuple(moves),
            stranded=tuple(sorted(stranded, key=lambda each: each.session.span)),
            left=self._left(found),
            status=status,
        )

    def _offers(self, ground: Ground, seated: Mapping[int, Place]) -> dict[int, Offer]:
        """The places as offers, each with its score and reasons among the others."""
        spans = [place.span for place in seated.values()]
        judge = Judge(ground.situation, self._weights, date.max, ground.situation.booked)
        return {
            number: judge.in_plan(place.candidate.window, place.span, spans, None)
            for number, place in seated.items()
        }

    def _left(self, found: SortedOut) -> tuple[Hit, ...]:
        """The sessions that do not fit and were not to move."""
        asked = {session.id for session in (*found.settled, *found.could_stay, *found.gone)}
        ahead = to_come(self._sessions, self._broken.since)
        others = [session for session in ahead if session.id not in asked]
        return sorted_out(self._situation, self._sessions, others).hits

    def _there(self, place: Place, places: Sequence[Place]) -> str:
        """Why a session goes where it goes."""
        nearer = any(
            other.number == place.number and not other.stays and other.days < place.days
            for other in places
        )
        if place.days == 0:
            return "The same day still has room for it, every rule kept."
        if nearer:
            return (
                "Nearer places are needed for other sessions, or break a rule together with them."
            )
        return "The nearest place that keeps every rule."

    def _nowhere(self, number: int, session: Session, places: Sequence[Place]) -> str:
        """Why there is no other place for a session."""
        length = hours_words(session.span.hours)
        within = dates_words(self._broken.first, self._broken.last)
        if any(place.number == number and not place.stays for place in places):
            return (
                f"The places for {length} that are left are needed for other sessions, or break a "
                "rule together with them."
            )
        return f"From {within} nothing else of {length} in one piece is free with every rule kept."
