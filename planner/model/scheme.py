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


@dataclass(frozen=True, slots=True)
class Scheme:
    """A promise of protected time, such as 2 h a week.

    ``hours`` are those of a full-time doctor for each ``per``; None where they are set locally.
    Session lengths are in hours. ``average_weeks`` is the period that the allowance is averaged
    over.
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

    @property
    def check_locally(self) -> bool:
        """Whether the figure has to be confirmed on the spot before anyone relies on it."""
        return self.grade is not Grade.OFFICIAL

    @property
    def words(self) -> str:
        """The allowance in words, such as "2 h a week"."""
        if self.hours is None:
            return "hours set locally"
        unit = "in the placement" if self.per is Per.PLACEMENT else f"a {self.per.value}"
        return f"{self.hours:g} h {unit}"
