"""Concrete proposals for a number of hours: where, how good, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from planner.clock import dates, instant, local_date, monday
from planner.errors import WrongUse
from planner.finding.score import Case, Limits, Reason, Times, score
from planner.finding.situation import NOTHING_MORE, Allow, Situation
from planner.finding.weights import Weights, load_weights
from planner.finding.why import headroom
from planner.finding.windows import Days, Window, wide_enough
from planner.model.opportunity import Opportunity
from planner.model.rota import Shift
from planner.model.session import Where
from planner.rules import Verdict
from planner.spans import Span


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: ``hours`` in one piece, from ``first`` to ``last`` (both included).

    ``purpose`` is what the time is for; ``count`` the most offers wanted; ``allow`` what the doctor
    gives of their own time for it. Nothing starts before ``since``, where that is given. Raises
    WrongUse for hours that are not above 0, dates the wrong way round and a count below 1.
    """

    hours: float
    first: date
    last: date
    purpose: str = ""
    count: int = 8
    allow: Allow = NOTHING_MORE
    since: datetime | None = None

    def __post_init__(self) -> None:
        if not 0 < self.hours <= 24:
            raise WrongUse("Ask for more than 0 h and at most 24 h.")
        if self.last < self.first:
            raise WrongUse(
                "The last date lies before the first. Give the first date, then the last."
            )
        if self.count < 1:
            raise WrongUse("Ask for at least one offer.")


@dataclass(frozen=True, slots=True)
class Offer:
    """A span that could be booked: ``score`` from 0 to 100, with the reasons for it in words."""

    span: Span
    where: Where
    needs_cover: bool
    score: int
    reasons: tuple[Reason, ...]
    shift: Shift | None = None

    @property
    def hours(self) -> float:
        """Elapsed hours."""
        return self.span.hours


class Judge:
    """What the rules and the score say of spans in windows of one situation.

    ``others`` are the sessions that a new one is spread between, ``last`` the last date asked for.
    """

    def __init__(
        self, situation: Situation, weights: Weights, last: date, others: Iterable[Span]
    ) -> None:
        self._situation = situation
        self._weights = weights
        self._last = last
        self._others = self._dates(others)
        self._headroom = headroom(situation)
        self._limits = limits(situation)
        self._known: dict[Span, Verdict] = {}
        self._times: dict[date, Times] = {}

    def verdict(self, window: Window, span: Span) -> Verdict:
        """Whether the rules allow ``span`` to be booked."""
        # Inside a rostered shift a session adds no hours, wherever in the window it lies.
        asked = window.span if window.where is Where.IN_SHIFT else span
        if asked not in self._known:
            self._known[asked] = self._headroom.verdict(asked)
        return self._known[asked]

    def offer(self, window: Window, span: Span) -> Offer | None:
        """The span as an offer, None where a rule stands in the way."""
        verdict = self.verdict(window, span)
        if not verdict.safe:
            return None
        return self._scored(window, span, verdict.figures, self._others)

    def in_plan(
        self, window: Window, span: Span, plan: Iterable[Span], average_week: float | None
    ) -> Offer:
        """A session of a plan as an offer: spread between the other sessions of ``plan``, with
        the average week (figure H1) that the whole plan comes to.
        """
        figures = dict(self.verdict(window, span).figures)
        if average_week is not None:
            figures["H1"] = average_week
        others = (*self._others, *self._dates(other for other in plan if other != span))
        return self._scored(window, span, figures, others)

    def _scored(
        self,
        window: Window,
        span: Span,
        figures: Mapping[str, float],
        others: tuple[date, ...],
    ) -> Offer:
        points, reasons = score(
            Case(
                span=span,
                window=window,
                zone=self._situation.zone,
                times=self._times_of(span),
                figures=figures,
                limits=self._limits,
                others=others,
                last=self._last,
                weights=self._weights,
                prefers=self._situation.prefers,
                opportunities=self._near(span),
                team=self._situation.team,
            )
        )
        return Offer(span, window.where, window.needs_cover, points, reasons, window.shift)

    def _times_of(self, span: Span) -> Times:
        day = local_date(span.start, self._situation.zone)
        if day not in self._times:
            self._times[day] = Times.of(day, self._situation.zone, self._weights)
        return self._times[day]

    def _near(self, span: Span) -> tuple[Opportunity, ...]:
        """All opportunities where there are any; those of other times are never joined."""
        there = self._situation.opportunities
        return tuple(each for each in there if each.span.overlaps(span)) or there[:1]

    def _dates(self, spans: Iterable[Span]) -> tuple[date, ...]:
        return tuple(local_date(span.start, self._situation.zone) for span in spans)

    def offers(self, window: Window, hours: float) -> list[Offer]:
        """Safe offers of ``hours`` in a window: at the starts that people choose, and where the
        rules leave none of those, at the others of the grid.
        """
        likely = starts(window.span, hours, self._situation, self._weights)
        found = self._at(window, likely, hours)
        if not found and window.where is Where.FREE:
            found = self._at(window, _grid(window.span, hours, self._weights.step), hours)
        return found

    def _at(self, window: Window, at: Iterable[datetime], hours: float) -> list[Offer]:
        spans = (Span(start, start + timedelta(hours=hours)) for start in at)
        return [offer for span in spans if (offer := self.offer(window, span)) is not None]


def offers(situation: Situation, request: Request) -> tuple[Offer, ...]:
    """At most ``request.count`` offers, best first; every one of them keeps the rules.

    They lie on different dates as long as there are enough, and in different weeks unless another
    one of a week is clearly better; no two overlap by more than half of the shorter.
    """
    weights = load_weights()
    situation = replace(situation, allow=request.allow)
    judge = Judge(situation, weights, request.last, situation.booked)
    days = Days(situation, weights)
    found = [
        offer
        for day in dates(request.first, request.last)
        for window in wide_enough(days.windows(day), request.hours)
        for offer in judge.offers(window, request.hours)
        if request.since is None or offer.span.start >= request.since
    ]
    found.sort(key=_best_first)
    return tuple(sorted(_different(found, request.count, situation, weights), key=_best_first))


def starts(span: Span, hours: float, situation: Situation, weights: Weights) -> list[datetime]:
    """Instants on the grid at which a session of ``hours`` in ``span`` would sensibly begin: as
    early and as late as possible, and about midday and the usual hours; sorted, none where it is
    too short.
    """
    length = timedelta(hours=hours)
    earliest, latest = _bounds(span, length, weights.step)
    if earliest > latest:
        return []
    day = local_date(span.start, situation.zone)
    likely = {
        earliest,
        latest,
        *(instant(day, at, situation.zone) for at in weights.begin_at),
        *(_down(instant(day, at, situation.zone) - length, weights.step) for at in weights.end_at),
    }
    for each in situation.opportunities:
        if each.span.overlaps(span):
            likely |= {
                _down(each.span.start, weights.step),
                _up(each.span.end - length, weights.step),
            }
    return sorted(start for start in likely if earliest <= start <= latest)


def limits(situation: Situation) -> Limits:
    """The limits of the situation's rule set that offers are measured against."""
    known = situation.ruleset.limits
    week, between = known.get("H1"), known.get("R1")
    return Limits(
        average_week=None if week is None else week.value(opt_out=situation.opt_out),
        rest=None if between is None else between.limit,
    )


def _different(
    ranked: list[Offer], count: int, situation: Situation, weights: Weights
) -> Iterator[Offer]:
    """The best of ``ranked`` that differ: one a date first, weeks not yet offered preferred."""
    zone = situation.zone
    by_date: dict[date, Offer] = {}
    for offer in ranked:
        by_date.setdefault(local_date(offer.span.start, zone), offer)
    weeks: dict[date, list[date]] = defaultdict(list)
    for day in by_date:
        weeks[monday(day)].append(day)
    # Of a week only the best date that is left comes next, the earlier ones in the order of rank.
    taken: list[Offer] = []
    crowd = dict.fromkeys(weeks, 0)
    while weeks and len(taken) < count:
        week = max(
            weeks,
            key=lambda week: (
                by_date[weeks[week][0]].score - weights.same_week * crowd[week],
                -weeks[week][0].toordinal(),
            ),
        )
        taken.append(by_date[weeks[week].pop(0)])
        crowd[week] += 1
        if not weeks[week]:
            del weeks[week]
    for offer in ranked:
        if len(taken) < count and all(_apart(offer, other, weights.shared) for other in taken):
            taken.append(offer)
    yield from taken


def _apart(offer: Offer, other: Offer, shared: float) -> bool:
    common = offer.span.common(other.span)
    return common is None or common.hours <= shared * min(offer.hours, other.hours)


def _best_first(offer: Offer) -> tuple[int, datetime, datetime]:
    return -offer.score, offer.span.start, offer.span.end


def _grid(span: Span, hours: float, step: timedelta) -> Iterator[datetime]:
    start, latest = _bounds(span, timedelta(hours=hours), step)
    while start <= latest:
        yield start
        start += step


def _bounds(span: Span, length: timedelta, step: timedelta) -> tuple[datetime, datetime]:
    """The first and the last start on the grid; the wrong way round where the span is too short."""
    return _up(span.start, step), _down(span.end - length, step)


def _up(at: datetime, step: timedelta) -> datetime:
    """The first instant of the grid not before ``at``."""
    return _down(at + step - timedelta.resolution, step)


def _down(at: datetime, step: timedelta) -> datetime:
    """The last instant of the grid not after ``at``. The grid is that of UTC: offsets of zones
    are multiples of a quarter of an hour, so it is the grid of the wall clock too.
    """
    since = at - datetime.min.replace(tzinfo=UTC)
    return at - since % step
