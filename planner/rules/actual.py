"""Hours worked on call from home: which on-call period they belong to, and their work.

They are entered by the doctor and stay when the rota is read again. Hours belong to the period that
starts when theirs did; where none does, as after a change of the rota, to the one that shares most
time with it. Hours whose period is gone altogether are kept, and count nowhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.model.oncall import OnCallWork
from planner.model.rota import Shift
from planner.rules.duties import Piece, end_second, seconds, span
from planner.rules.measure import Call
from planner.rules.oncall import calls_of
from planner.rules.ruleset import Ruleset
from planner.spans import Span, union

Worked = tuple[Span, ...] | None
"""The work in a period; None where nobody has said what it was."""


@dataclass(frozen=True, slots=True)
class OnCall:
    """An on-call period from home as the rules count it: its shifts, and what was worked in it.

    ``timed`` is False where the rota names the date and no hours: ``span`` is then the whole date.
    ``work`` is None until it is entered.
    """

    span: Span
    timed: bool
    shifts: tuple[Shift, ...]
    work: Worked = None

    @property
    def hours(self) -> float | None:
        """Elapsed hours worked; None until they are entered."""
        return None if self.work is None else sum(part.hours for part in self.work)


def on_calls(
    shifts: Sequence[Shift], ruleset: Ruleset, zone: ZoneInfo, worked: Sequence[OnCallWork] = ()
) -> tuple[OnCall, ...]:
    """The on-call periods of one person's shifts, in order of time, with the hours entered."""
    calls = calls_of(shifts, ruleset, zone)
    return tuple(
        OnCall(
            span=span(call.start, call.end),
            timed=call.timed,
            shifts=tuple(shifts[owner] for owner in call.owners),
            work=_together(found),
        )
        for call, found in zip(calls, _matched(calls, worked), strict=True)
    )


def left_over(on_calls: Sequence[OnCall], worked: Iterable[OnCallWork]) -> tuple[OnCallWork, ...]:
    """The hours whose on-call period is not in the rota any more."""
    periods = _Periods([each.span for each in on_calls])
    return tuple(entered for entered in worked if periods.of(entered) is None)


def entered_for(
    on_call: OnCall, on_calls: Sequence[OnCall], worked: Iterable[OnCallWork]
) -> tuple[OnCallWork, ...]:
    """The hours that belong to one of these periods."""
    periods, number = _Periods([each.span for each in on_calls]), on_calls.index(on_call)
    return tuple(entered for entered in worked if periods.of(entered) == number)


def worked_pieces(calls: Sequence[Call], worked: Sequence[OnCallWork]) -> list[Piece]:
    """The work in on-call periods; its number is that of the period's first shift."""
    return [
        (seconds(part.start), end_second(part.end), call.owners[0])
        for call, found in zip(calls, _matched(calls, worked), strict=True)
        for part in _together(found) or ()
    ]


def _matched(calls: Sequence[Call], worked: Sequence[OnCallWork]) -> list[list[OnCallWork]]:
    found: list[list[OnCallWork]] = [[] for _ in calls]
    if worked:
        periods = _Periods([span(call.start, call.end) for call in calls])
        for entered in worked:
            number = periods.of(entered)
            if number is not None:
                found[number].append(entered)
    return found


class _Periods:
    """On-call periods, asked which of them hours belong to."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._by_start = {each.start: number for number, each in enumerate(spans)}

    def of(self, entered: OnCallWork) -> int | None:
        """The number of the period, None where it is gone."""
        number = self._by_start.get(entered.on_call.start)
        if number is not None:
            return number
        shared = [
            (common.duration, -number)
            for number, each in enumerate(self._spans)
            if (common := each.common(entered.on_call)) is not None
        ]
        return -max(shared)[1] if shared else None


def _together(found: Sequence[OnCallWork]) -> Worked:
    return tuple(union(part for entered in found for part in entered.work)) if found else None
