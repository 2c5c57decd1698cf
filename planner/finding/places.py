"""Places that a session could move to, and what each move costs."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import ceil

from planner.clock import instant, local_date
from planner.finding.candidates import QUARTERS, Candidate
from planner.finding.hits import Ground
from planner.finding.offers import Offer
from planner.finding.windows import Window
from planner.model.session import Session, Where
from planner.spans import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where one of the sessions could be: ``number`` is the session's.

    ``days`` are those between its own date and this one, ``quarters`` those of an hour that the
    clock times differ by. ``stays`` where it is the session's own place.
    """

    number: int
    candidate: Candidate
    days: int
    quarters: int
    stays: bool = False

    @property
    def span(self) -> Span:
        """Its time."""
        return self.candidate.offer.span

    @property
    def cover(self) -> int:
        """Quarters of an hour in which somebody has to stand in."""
        return self.candidate.quarters if self.candidate.offer.needs_cover else 0


class Places:
    """Finds the places for sessions in one situation.

    ``taken`` are dates with a session that stays: a date holds one. ``since`` is the earliest start
    of a session that moves.
    """

    def __init__(
        self, ground: Ground, step: timedelta, taken: Collection[date], since: datetime | None
    ) -> None:
        self._ground = ground
        self._zone = ground.situation.zone
        self._step = step
        self._taken = taken
        self._since = since
        self._safe: dict[Span, bool] = {}

    def of(self, number: int, session: Session, windows: Iterable[Window]) -> Iterator[Place]:
        """Every place for a session that keeps the rules by itself, by start: in each window the
        one nearest to the session's own clock times; on a free day, where the hours of work matter,
        the earliest and the latest too.
        """
        own = local_date(session.span.start, self._zone)
        clock = session.span.start.astimezone(self._zone).time()
        length = session.span.duration
        for window in windows:
            day = local_date(window.span.start, self._zone)
            if day in self._taken:
                continue
            wish = instant(day, clock, self._zone)
            for start in self._starts(window, length, wish):
                span = Span(start, start + length)
                quarters = round(abs(start - wish) / timedelta(hours=1) * QUARTERS)
                candidate = Candidate(
                    Offer(span, window.where, window.needs_cover, 0, (), window.shift),
                    window,
                    ceil(span.hours * QUARTERS),
                    day,
                )
                yield Place(number, candidate, abs((day - own).days), quarters)

    def own(self, number: int, session: Session) -> Place:
        """The place that a session has."""
        day = local_date(session.span.start, self._zone)
        window = self._ground.window(session.span) or Window(
            session.span, session.where, session.needs_cover, None
        )
        offer = Offer(session.span, window.where, window.needs_cover, 0, (), window.shift)
        candidate = Candidate(offer, window, ceil(session.span.hours * QUARTERS), day)
        return Place(number, candidate, 0, 0, stays=True)

    def _starts(self, window: Window, length: timedelta, wish: datetime) -> list[datetime]:
        """The starts worth considering in a window, sorted; none where it is too short."""
        begin = window.span.start if self._since is None else max(window.span.start, self._since)
        first, last = _up(begin, self._step), _down(window.span.end - length, self._step)
        if first > last:
            return []
        nearest = min(max(_down(wish, self._step), first), last)
        if window.where is Where.IN_SHIFT:
            return [nearest]
        grid = [first + n * self._step for n in range((last - first) // self._step + 1)]
        safe = [start for start in grid if self._is_safe(Span(start, start + length))]
        if not safe:
            return []
        return sorted({safe[0], min(safe, key=lambda at: abs(at - nearest)), safe[-1]})

    def _is_safe(self, span: Span) -> bool:
        if span not in self._safe:
            self._safe[span] = self._ground.room.verdict(span).safe
        return self._safe[span]


def _down(at: datetime, step: timedelta) -> datetime:
    """The last instant of the grid not after ``at``; the grid is that of UTC, whose quarters of an
    hour are those of the wall clock too.
    """
    return at - (at - datetime.min.replace(tzinfo=UTC)) % step


def _up(at: datetime, step: timedelta) -> datetime:
    return _down(at + step - timedelta.resolution, step)
