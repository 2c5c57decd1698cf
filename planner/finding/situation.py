"""What finding looks at: one person's shifts and everything that bears on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from zoneinfo import ZoneInfo

from planner.clock import BankHolidays, CoreHours
from planner.model.oncall import OnCallWork
from planner.model.opportunity import Opportunity
from planner.model.placement import Preferences
from planner.model.release import Release
from planner.model.rota import Shift
from planner.rules import Ruleset
from planner.spans import Span

Busy = tuple[Span, ...]
"""When somebody is not free: spans sorted, apart from each other."""


@dataclass(frozen=True, slots=True)
class Allow:
    """What a doctor gives of their own time for one search or booking.

    ``evenings``: after core hours, on days off and after shifts. ``weekends``: core hours of
    Saturdays and Sundays. ``rest_days``: zero days and non-working days of the rota. The rest that
    the rules ask for is never given: no booking may break it.
    """

    evenings: bool = False
    weekends: bool = False
    rest_days: bool = False


NOTHING_MORE = Allow()


@dataclass(frozen=True, slots=True)
class Situation:
    """One person's shifts, corrected, with the rules, core hours and bank holidays that hold for
    them.

    ``booked`` are the spans of sessions that already take up time, ``worked`` the actual hours of
    on-call from home. ``releases`` is the user's word for labels, by normalised label. ``team`` is
    when the others of the team are busy, None for each of whom nothing is known. Frozen: it may be
    handed to another thread.
    """

    shifts: tuple[Shift, ...]
    zone: ZoneInfo
    ruleset: Ruleset
    core: CoreHours
    holidays: BankHolidays
    booked: tuple[Span, ...] = ()
    opt_out: bool = False
    worked: tuple[OnCallWork, ...] = ()
    releases: Mapping[str, Release] = field(default_factory=lambda: MappingProxyType({}))
    prefers: Preferences = field(default_factory=Preferences)
    allow: Allow = NOTHING_MORE
    opportunities: tuple[Opportunity, ...] = ()
    team: tuple[Busy | None, ...] = ()
