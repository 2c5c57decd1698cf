"""What finding looks at: one person's shifts and everything that bears on them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.clock import BankHolidays, CoreHours
from planner.model.rota import Shift
from planner.rules import Ruleset
from planner.spans import Span


@dataclass(frozen=True, slots=True)
class Situation:
    """One person's shifts, corrected, with the rules, core hours and bank holidays that hold for
    them.

    ``booked`` are the spans of sessions that already take up time. Frozen: it may be handed to
    another thread.
    """

    shifts: tuple[Shift, ...]
    zone: ZoneInfo
    ruleset: Ruleset
    core: CoreHours
    holidays: BankHolidays
    booked: tuple[Span, ...] = ()
    opt_out: bool = False
