"""The words of a rota → kinds, by the table in resources/labels.toml."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import lru_cache
from math import inf
from zoneinfo import ZoneInfo

from planner.clock import clock_span, dates_of
from planner.model.kind import Kind
from planner.model.rota import Corrections, DailyHours, Shift
from planner.resources import load_toml
from planner.rota.asides import Asides, Words
from planner.rota.entry import Entry
from planner.spans import HOUR, Span, overlap, total

_CLOCK = r"([01]?\d|2[0-9])(?:[:.h]([0-5]\d)|([0-5][05]))"
_HOURS = re.compile(
    rf"(?<![\d:.]){_CLOCK}\s*h?\s*(?:-|–|—|to|until)\s*{_CLOCK}(?![\d:])", re.IGNORECASE
)
_HALF = r"\s*([ap])\.?m\b\.?"
_STATED = re.compile(  # hours as above, or with halves of the day ("8am - 8:30pm")
    rf"(?<![\d:.])(?:{_CLOCK}\s*h?(?:{_HALF})?|(\d\d?){_HALF})\s*(?:-|–|—|to|until)"
    rf"\s*(?:{_CLOCK}(?![\d:])(?:{_HALF})?|(\d\d?){_HALF})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:day|shift|work|d) \d+")
_SOME_DAY = re.compile(r"(.+) days?")
_NOT = ("not ", "no ")
_NOT_A_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """A label in the spelling in which labels are compared: small letters, single spaces, no
    punctuation, no clock hours ("CUA N 22:00-06:00" is "cua n") unless it is nothing but hours.
    """
    return _plain(_HOURS.sub(" ", label)) or _plain(label)


def stated_hours(label: str) -> DailyHours | None:
    """The clock hours that a label states ("RTW N 22:00-06:00"), None where it states none.

    Hours past midnight may be counted on ("13:00 - 25:00"). Four digits without a colon count as
    hours where the minutes are a multiple of 5, so that years are not taken for hours. A number by
    itself is an hour only with its half of the day ("8am-8:30pm").
    """
    match = _STATED.search(label)
    if match is None:
        return None
    clocks = match.groups()
    start, end = _clock(clocks[:6]), _clock(clocks[6:])
    return None if start is None or end is None else DailyHours(start, end)


def _clock(parts: Sequence[str | None]) -> time | None:
    """The clock time of the parts that were found, None where there is none such ("19pm")."""
    hour, minute, short, half, bare, bare_half = parts
    number, half = int(hour or bare or 0), half or bare_half
    if half and number <= 12:
        number = number % 12 + (12 if half in "pP" else 0)
    elif bare:
        return None
    return time(number % 24, int(minute or short or 0))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the table; words are label keys. A ``date`` says which date it is and gives way
    to other words that say what somebody does on it.
    """

    kind: Kind
    anywhere: tuple[str, ...]
    at_start: tuple[str, ...]
    by_hours: bool
    date: bool = False

    def takes(self, key: str) -> bool:
        """Whether a label of this key holds one of the words, as whole words."""
        padded = f" {key} "
        return any(f" {word} " in padded for word in self.anywhere) or any(
            padded.startswith(f" {word} ") for word in self.at_start
        )


@dataclass(frozen=True, slots=True)
class HourRules:
    """How hours decide: at least ``night_hours`` between two clock times, more than
    ``long_hours``.
    """

    night_hours: float
    night_from: time
    night_to: time
    long_hours: float


@dataclass(frozen=True, slots=True)
class Witness:
    """Which hours agree with a kind: hours of the night, and hours from start to end."""

    night_least: float = 0.0
    night_most: float = inf
    length_least: float = 0.0
    length_most: float = inf

    def agrees(self, night: float, length: float) -> bool:
        """Whether so many hours of the night, and so many in all, can be of the kind."""
        return (
            self.night_least <= night <= self.night_most
            and self.length_least <= length <= self.length_most
        )


class Labels:
    """What labels mean. Looks labels up by their whole words first, then step by step."""

    def __init__(
        self,
        steps: Sequence[Step],
        usual: Mapping[Kind, DailyHours],
        places: Iterable[str],
        hours: HourRules,
        witnesses: Mapping[Kind, Witness] | None = None,
        asides: Asides | None = None,
    ) -> None:
        self._steps = tuple(steps)
        self._usual = dict(usual)
        self._places = sorted(places, key=len, reverse=True)
        self._hours = hours
        self._witnesses = dict(witnesses or {})
        self._asides = asides or Asides(Words(), Words())
        self._whole = {
            word: step
            for step in reversed(self._steps)
            for word in (*step.anywhere, *step.at_start)
        }
        self._found: dict[str, Step | None] = {}
        self._bare: dict[str, str] = {}

    @classmethod
    def load(cls) -> "Labels":
        """The table that ships with the program."""
        table = load_toml("labels.toml")
        steps = [
            Step(
                Kind(step["kind"]),
                tuple(step.get("anywhere", ())),
                tuple(step.get("at_start", ())),
                bool(step.get("by_hours", False)),
                bool(step.get("date", False)),
            )
            for step in table["step"]
        ]
        night, long = table["rules"]["night"], table["rules"]["long"]
        return cls(
            steps,
            {Kind(kind): _daily(text) for kind, text in table["usual_hours"].items()},
            table["places"],
            HourRules(
                float(night["hours"]),
                time.fromisoformat(night["from"]),
                time.fromisoformat(night["to"]),
                float(long["hours"]),
            ),
            {
                Kind(kind): Witness(**{name: float(hours) for name, hours in limits.items()})
                for kind, limits in table["witness"].items()
            },
            Asides.of(table["aside"]),
        )

    def kind(self, label: str) -> Kind:
        """The kind that a label's words alone say, unknown where the table does not know them."""
        step = self._step(label)
        return Kind.UNKNOWN if step is None else step.kind

    def kind_of(self, label: str, times: Sequence[Span], zone: ZoneInfo) -> Kind:
        """The kind of a shift with this label at these times (one span for each working day).

        The words decide first. Where they only say that somebody works ("Shift", "Day"), the hours
        tell standard, long and night apart. Words that nobody knows stay unknown.
        """
        step = self._step(label)
        if step is None:
            return Kind.UNKNOWN
        if not step.by_hours:
            return step.kind
        if not times:
            # "Day 3" of a cycle is written on days off as well, and "Sports day" is no shift.
            return Kind.UNKNOWN if self._is_some_day(label_key(label)) else step.kind
        if self._night_hours(times[0], zone) >= self._hours.night_hours:
            return Kind.NIGHT
        return Kind.LONG if times[0].hours > self._hours.long_hours else step.kind

    def _is_some_day(self, key: str) -> bool:
        """Whether "day" is all that a label says of work, beside words that nobody knows."""
        named = _SOME_DAY.fullmatch(self._without_places(key))
        unknown = named is not None and self._step(named[1]) is None
        return _NUMBERED.fullmatch(key) is not None or (unknown and key not in self._whole)

    def agree(self, kind: Kind, span: Span, zone: ZoneInfo) -> bool:
        """Whether the hours of a timed entry can be of the kind that its label says."""
        witness = self._witnesses.get(kind)
        return witness is None or witness.agrees(self._night_hours(span, zone), span.hours)

    def usual_hours(self, kind: Kind) -> DailyHours | None:
        """The hours that a kind usually has (assumed), None for kinds that nobody works."""
        return self._usual.get(kind)

    def is_aside(self, label: str, entry: Entry) -> bool:
        """Whether an entry with this label is no shift but the way to work, an alarm or such."""
        return self._asides.take(label_key(label), label, entry)

    def is_place(self, words: str) -> bool:
        """Whether words name a ward, a department or a site and nothing else."""
        return not self._without_places(label_key(words))

    def has_place(self, words: str) -> bool:
        """Whether a ward, a department or a site stands among the words."""
        key = label_key(words)
        return self._without_places(key) != key

    def _step(self, label: str) -> Step | None:
        key = label_key(label)
        if key not in self._found:
            self._found[key] = self._look_up(key, label)
        return self._found[key]

    def _look_up(self, key: str, label: str) -> Step | None:
        if self._asides.word(key, label):
            return None
        bare = self._without_places(key)
        for candidate in (key, bare):
            if candidate in self._whole:
                return self._whole[candidate]
        for step in self._steps:
            if step.takes(key) or step.takes(bare):
                if step.date:
                    return self._worked_on(step, key) or step
                # "Not on nights" is no night; what it is, nobody knows.
                return None if step.kind.is_work and key.startswith(_NOT) else step
        # A label that is nothing but hours says that somebody works then.
        only_hours = stated_hours(label) is not None and not _plain(_STATED.sub(" ", label))
        return self._whole["shift"] if only_hours else None

    def _worked_on(self, holiday: Step, key: str) -> Step | None:
        """What somebody does on a date, by the other words of its label ("Bank holiday LD"); None
        where these say nothing of work ("Early May" is a name).
        """
        rest = _without(key, sorted(holiday.anywhere, key=len, reverse=True))
        found = self._step(rest)
        if found is None or (found.by_hours and rest not in self._whole):
            return None
        return found if found.kind.is_work or found.kind is Kind.ON_CALL else None

    def _without_places(self, key: str) -> str:
        if key not in self._bare:
            self._bare[key] = _without(key, self._places)
        return self._bare[key]

    def _night_hours(self, span: Span, zone: ZoneInfo) -> float:
        rules = self._hours
        days = list(dates_of(span, zone))
        if days[0] > date.min:
            days.insert(0, days[0] - timedelta(days=1))
        nights = [clock_span(day, rules.night_from, rules.night_to, zone) for day in days]
        return total(overlap([span], nights)) / HOUR


def corrected(
    shifts: Iterable[Shift], corrections: Corrections, labels: Labels
) -> tuple[Shift, ...]:
    """The shifts as the user says: a corrected label has the kind that the user gave it.

    The assumed hours of an all-day entry follow its new kind; hours that the rota states stay.
    """
    if not corrections:
        return tuple(shifts)
    return tuple(_corrected(shift, corrections, labels) for shift in shifts)


def _corrected(shift: Shift, corrections: Corrections, labels: Labels) -> Shift:
    kind = corrections.get(label_key(shift.label))
    if kind is None or kind is shift.kind:
        return shift
    daily = shift.daily
    if shift.all_day and (daily is None or daily.assumed):
        daily = labels.usual_hours(kind)
    return replace(shift, kind=kind, daily=daily)


def _without(key: str, words: Iterable[str]) -> str:
    padded = f" {key} "
    for word in words:
        while f" {word} " in padded:
            padded = padded.replace(f" {word} ", " ")
    return padded.strip()


def _plain(text: str) -> str:
    return " ".join(_NOT_A_WORD.sub(" ", text.casefold()).split())


def _daily(text: str) -> DailyHours:
    start, _, end = text.partition("-")
    return DailyHours(time.fromisoformat(start), time.fromisoformat(end), assumed=True)
