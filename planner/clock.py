"""Zones, local dates, core hours, bank holidays: where instants meet the calendar on the wall."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from planner.bankholidays import bank_holidays
from planner.errors import WrongUse
from planner.spans import Span

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
LONDON = ZoneInfo("Europe/London")


def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name such as "Europe/London"; raises WrongUse for any other word."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise WrongUse(
            f"“{name}” is not a time zone this program knows. Use a name such as Europe/London."
        ) from error


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which the clock of ``zone`` shows ``at`` on ``day``.

    A time that the spring change skips is read with the offset before it, one that the autumn
    change repeats is its first occurrence (RFC 5545, 3.3.5).
    """
    return datetime.combine(day, at, zone).astimezone(UTC)


def local_date(at: datetime, zone: ZoneInfo) -> date:
    """The date that the clock of ``zone`` shows at an instant."""
    return at.astimezone(zone).date()


def day_span(day: date, zone: ZoneInfo) -> Span:
    """Local midnight to local midnight: 23 or 25 hours where the clock changes."""
    return days_span(day, day, zone)


@lru_cache(maxsize=4096)
def days_span(first: date, last: date, zone: ZoneInfo) -> Span:
    """From the start of ``first`` to the end of ``last``, both local dates and both included."""
    return Span(instant(first, time.min, zone), instant(last + DAY, time.min, zone))


@lru_cache(maxsize=4096)
def clock_span(day: date, start: time, end: time, zone: ZoneInfo) -> Span:
    """The span between two clock times; an end at or before the start is on the next day."""
    last = day if end > start else day + DAY
    return Span(instant(day, start, zone), instant(last, end, zone))


def dates(first: date, last: date) -> Iterator[date]:
    """Every date from ``first`` to ``last``, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def dates_of(span: Span, zone: ZoneInfo) -> Iterator[date]:
    """Every local date that a span touches."""
    last = local_date(span.end - timedelta.resolution, zone)
    return dates(local_date(span.start, zone), last)


def monday(day: date) -> date:
    """The Monday of a date's week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class CoreHours:
    """The clock hours and weekdays (0 is Monday) in which protected time may be given.

    Monday to Friday 08:00–18:00 unless set otherwise.
    """

    start: time = time(8)
    end: time = time(18)
    weekdays: frozenset[int] = frozenset(range(5))

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise WrongUse("Core hours end after they start, on the same day: 08:00-18:00.")

    @classmethod
    def parse(cls, text: str) -> "CoreHours":
        """Core hours, Monday to Friday, from words such as "08:00-18:00"."""
        match = re.fullmatch(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*", text)
        numbers = [int(group) for group in match.groups()] if match else [24, 0, 24, 0]
        try:
            start, end = time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
        except ValueError as error:
            raise WrongUse(f"“{text}” are not core hours. Write them as 08:00-18:00.") from error
        return cls(start, end)

    def on(self, day: date, zone: ZoneInfo) -> Span | None:
        """The core hours of a local date, None where that weekday has none."""
        if day.weekday() not in self.weekdays:
            return None
        return clock_span(day, self.start, self.end, zone)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


class Division(StrEnum):
    """A part of the United Kingdom with bank holidays of its own."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


_SUBDIVISION = {
    Division.ENGLAND: "ENG",
    Division.WALES: "WLS",
    Division.SCOTLAND: "SCT",
    Division.NORTHERN_IRELAND: "NIR",
}


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """Bank holidays of one division, from the `holidays` library."""

    division: Division = Division.ENGLAND

    def name(self, day: date) -> str | None:
        """What the bank holiday on a date is called, None on any other date."""
        return bank_holidays(_SUBDIVISION[self.division], day.year).get(day)
