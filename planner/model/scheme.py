"""Who gets how much protected time."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How well a figure is vouched for."""

    OFFICIAL = "A"
    AGREED = "B"
    SINGLE = "C"
    UNCONFIRMED = "U"


class Per(StrEnum):
    """What an allowance is counted over."""

    WEEK = "week"
    MONTH = "month"
    PLACEMENT = "placement"


class Unit(StrEnum):
    """What an allowance is stated in: hours, sessions of the usual length, per cent of the working
    week.
    """

    HOURS = "hours"
    SESSIONS = "sessions"
    PERCENT = "percent"


WORKING_WEEK = 40.0
"""Hours of a full-time working week, of which percentages are taken."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A promise of protected time, such as 2 h a week.

    ``hours`` are those of a full-time doctor for each ``per``; None where they are set locally.
    ``unit`` is what the promise itself is stated in. Session lengths are in hours.
    ``average_weeks`` is the period that the allowance is averaged over; what one of them does not
    give is found in another, unless the scheme does not carry it over (``carries_over``).
    ``a_day`` is the most sessions on one date, ``block`` whether they lie on working days that
    follow each other. ``days_off_spared``: the time is part of the paid week, so days without an
    entry in the rota are used only for what fits nowhere else.
    ``check_locally`` marks figures that no official page confirms.
    """

    id: str
    title: str
    short: str
    who: str
    hours: float | None
    per: Per
    average_weeks: int
    shortest: float
    usual: float
    longest: float
    whole_days: bool
    grade: Grade
    source: str
    note: str = ""
    a_day: int = 1
    days_off_spared: bool = False
    unit: Unit = Unit.HOURS
    carries_over: bool = True
    block: bool = False

    @property
    def check_locally(self) -> bool:
        """Whether the figure has to be confirmed on the spot before anyone relies on it."""
        return self.grade is not Grade.OFFICIAL

    @property
    def words(self) -> str:
        """The allowance in words, such as "2 h a week" or "2 sessions of 4 h a week"."""
        if self.hours is None:
            return "hours set locally"
        when = "in the placement" if self.per is Per.PLACEMENT else f"a {self.per.value}"
        if self.unit is Unit.SESSIONS:
            count = self.hours / self.usual
            sessions = "session" if count == 1 else "sessions"
            return f"{count:g} {sessions} of {self.usual:g} h {when}"
        if self.unit is Unit.PERCENT:
            share = 100 * self.hours / WORKING_WEEK
            return f"{share:g} % of the working week ({self.hours:g} h)"
        return f"{self.hours:g} h {when}"
