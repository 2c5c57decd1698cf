"""A recurrence rule (RRULE, EXRULE) → the clock times that it names.

Written here and not taken from `dateutil`: the search is bounded in dates and in steps, so that a
rule that never comes true ends, and a series that began long ago is followed from the dates that
matter. RFC 5545, 3.3.10; rules of vCalendar 1.0 ("W1 MO WE #10") are put into its words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product

from planner.clock import DAY
from planner.rota.entry import Stamp
from planner.rota.parse import parse_stamp

_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
_STEP = {
    "WEEKLY": timedelta(weeks=1),
    "DAILY": DAY,
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
    "SECONDLY": timedelta(seconds=1),
}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_LIMITS = {
    "BYMONTH": (1, 12),
    "BYWEEKNO": (1, 53),
    "BYYEARDAY": (1, 366),
    "BYMONTHDAY": (1, 31),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 60),
    "BYSETPOS": (1, 366),
}
_NEGATIVE = frozenset({"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYSETPOS"})
_OLD = re.compile(r"(D|W|MP|MD|YM|YD)(\d+)\b(.*)", re.DOTALL)
_OLD_FREQUENCY = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}


class BadRule(Exception):
    """A rule that cannot be followed; the message ends the sentence "It repeats …"."""


class Effort:
    """How many more dates may be looked at, for all the rules of a rota together."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        """Raises BadRule where the rota's rules have used up what they may."""
        self._left -= steps
        if self._left < 0:
            raise BadRule("by a rule that takes too long to follow")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; ``by`` are its BYxxx parts with numbers, ``by_day`` weekdays (0 is Monday), each with
    its place in the month or year (0: every one). ``until`` is as written.
    """

    frequency: str
    interval: int
    count: int | None
    until: Stamp | None
    week_start: int
    by: dict[str, frozenset[int]]
    by_day: frozenset[tuple[int, int]]

    @property
    def bounded(self) -> bool:
        """Whether it ends by itself."""
        return self.count is not None or self.until is not None


def parse_rule(text: str) -> Rule:
    """A rule from its text. Raises BadRule where it makes no sense."""
    text = text.strip().upper()
    old = _OLD.fullmatch(text)
    parts = _old_parts(old) if old else _parts(text)
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES:
        raise BadRule("by a rule that does not say how often")
    if parts.get("RSCALE", "GREGORIAN") not in ("GREGORIAN", "GREGORY", "ISO8601"):
        raise BadRule("by the calendar of another culture")
    until = parse_stamp(parts.get("UNTIL", ""))
    if until is None and parts.get("UNTIL"):
        raise BadRule("until a date that cannot be read")
    return Rule(
        frequency=frequency,
        interval=_number(parts.get("INTERVAL", "1"), "interval"),
        count=_number(parts["COUNT"], "count") if "COUNT" in parts else None,
        until=until,
        week_start=_WEEKDAYS.index(parts["WKST"]) if parts.get("WKST") in _WEEKDAYS else 0,
        by={name: _numbers(name, parts[name]) for name in _LIMITS if parts.get(name)},
        by_day=_days(parts.get("BYDAY", "")),
    )


def starts(
    rule: Rule, first: datetime, window: tuple[datetime, datetime], effort: Effort
) -> Iterator[datetime]:
    """The clock times that a rule names for a series that starts at ``first``, in order.

    All times are naive. Only those in ``window`` are given, both ends included; a rule with a COUNT
    is counted from its start all the same. Raises BadRule where ``effort`` is used up.
    """
    since, until = window
    rule = _completed(rule, first)
    left = rule.count
    skipped = 0 if left is not None else _periods_before(rule, first, since)
    for start in _periods(rule, first, until, skipped):
        days = _candidates(rule, start)
        effort.spend(len(days) + 1)
        for at in _times(rule, start, [day for day in days if _takes(rule, day)]):
            if at < first:
                continue
            if at > until or left == 0:
                return
            left = None if left is None else left - 1
            effort.spend(1)
            if at >= since:
                yield at
        if left == 0:
            return


def _parts(text: str) -> dict[str, str]:
    pairs = (part.split("=", 1) for part in text.split(";") if "=" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def _old_parts(match: re.Match[str]) -> dict[str, str]:
    """A rule of vCalendar 1.0: what, interval, where in it, and "#count" or the last time."""
    what, interval, rest = match.groups()
    parts = {"FREQ": _OLD_FREQUENCY[what[0]], "INTERVAL": interval}
    words = rest.split()
    end = [word for word in words if word.startswith("#") or parse_stamp(word)]
    words = [word for word in words if word not in end]
    # Without a count a rule of the old form takes place twice; "#0" goes on for ever.
    last = next((word for word in end if not word.startswith("#")), None)
    count = next((word[1:] for word in end if word.startswith("#")), "2")
    if last is not None:
        parts["UNTIL"] = last
    elif count != "0":
        parts["COUNT"] = count
    if what == "W" and words:
        parts["BYDAY"] = ",".join(words)
    elif what == "MP" and words:
        parts["BYDAY"] = ",".join(_old_places(words))
    elif what in ("MD", "YM", "YD") and words:
        name = {"MD": "BYMONTHDAY", "YM": "BYMONTH", "YD": "BYYEARDAY"}[what]
        parts[name] = ",".join(_signed(word) for word in words)
    return parts


def _old_places(words: Iterable[str]) -> Iterator[str]:
    """Places in a month: "1+ MO 2- FR" → "1MO", "-2FR"."""
    place = ""
    for word in words:
        if word in _WEEKDAYS:
            yield place + word
        else:
            place = _signed(word)


def _signed(word: str) -> str:
    return f"-{word[:-1]}" if word.endswith("-") else word.removesuffix("+").replace("LD", "-1")


def _number(text: str, name: str) -> int:
    if not text.isdecimal() or int(text[:12]) < 1:
        raise BadRule(f"by a rule whose {name} is no number of at least 1")
    return int(text[:12])


def _numbers(name: str, text: str) -> frozenset[int]:
    low, high = _LIMITS[name]
    try:
        numbers = [int(part[:6]) for part in text.split(",")[:400]]
    except ValueError as error:
        raise BadRule("by a rule that cannot be read") from error
    sizes = [abs(number) if name in _NEGATIVE else number for number in numbers]
    fitting = [number for number, size in zip(numbers, sizes, strict=True) if low <= size <= high]
    if not fitting:
        raise BadRule("on dates that no year has")
    return frozenset(min(number, 59) if name == "BYSECOND" else number for number in fitting)


def _days(text: str) -> frozenset[tuple[int, int]]:
    matches = [_BY_DAY.fullmatch(part.strip()) for part in text.split(",")[:400] if part.strip()]
    if any(match is None for match in matches):
        raise BadRule("by a rule that cannot be read")
    found = [match.groups() for match in matches if match]
    return frozenset((int(place or 0), _WEEKDAYS.index(day)) for place, day in found)


def _completed(rule: Rule, first: datetime) -> Rule:
    """The rule with what it leaves to the start of the series."""
    by, by_day = dict(rule.by), rule.by_day
    chooses_days = by_day or by.keys() & {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"}
    if rule.frequency == "YEARLY" and not chooses_days:
        by.setdefault("BYMONTH", frozenset({first.month}))
    if rule.frequency in ("YEARLY", "MONTHLY") and not chooses_days:
        by["BYMONTHDAY"] = frozenset({first.day})
    weekly = rule.frequency == "WEEKLY" or "BYWEEKNO" in by
    if weekly and not by_day and not by.keys() & {"BYYEARDAY", "BYMONTHDAY"}:
        by_day = frozenset({(0, first.weekday())})
    level = _FREQUENCIES.index(rule.frequency)
    for name, finest, value in (
        ("BYHOUR", 3, first.hour),
        ("BYMINUTE", 4, first.minute),
        ("BYSECOND", 5, first.second),
    ):
        if level <= finest:
            by.setdefault(name, frozenset({value}))
    return Rule(rule.frequency, rule.interval, rule.count, rule.until, rule.week_start, by, by_day)


def _periods_before(rule: Rule, first: datetime, since: datetime) -> int:
    """How many whole periods lie between the start of a series and ``since``, less one."""
    if since <= first:
        return 0
    if rule.frequency == "YEARLY":
        periods = (since.year - first.year) // rule.interval
    elif rule.frequency == "MONTHLY":
        months = (since.year - first.year) * 12 + since.month - first.month
        periods = months // rule.interval
    else:
        periods = (since - first) // _STEP[rule.frequency] // rule.interval
    return max(0, periods - 1)


def _periods(rule: Rule, first: datetime, until: datetime, skipped: int) -> Iterator[datetime]:
    """The start of each period of a rule: its year, month, week, date, or the time itself."""
    if rule.frequency in ("YEARLY", "MONTHLY"):
        size = 12 if rule.frequency == "YEARLY" else 1
        month = first.year * 12 + (first.month - 1 if size == 1 else 0)
        month += skipped * rule.interval * size
        while month <= until.year * 12 + until.month - 1:
            yield datetime(month // 12, month % 12 + 1, 1)  # noqa: DTZ001 # times are naive here
            month += rule.interval * size
        return
    at = first
    if rule.frequency in ("WEEKLY", "DAILY"):
        at = datetime.combine(first.date(), time.min)
    if rule.frequency == "WEEKLY":
        at -= min((first.weekday() - rule.week_start) % 7 * DAY, at - datetime.min)  # noqa: DTZ901 - clock times here have no zone
    step = _STEP[rule.frequency]
    # Counted and not added up, so that an interval of any length ends here and does not overflow.
    room = (until - at) // step // rule.interval
    for index in range(skipped, room + 1):
        yield at + index * rule.interval * step


def _candidates(rule: Rule, start: datetime) -> list[date]:
    """The dates of a period; for years and months without those of months the rule leaves out."""
    day = start.date()
    if rule.frequency == "WEEKLY":
        wanted = {(weekday - day.weekday()) % 7 for _, weekday in rule.by_day} or range(7)
        return [day + offset * DAY for offset in sorted(wanted) if day <= date.max - offset * DAY]
    if rule.frequency not in ("YEARLY", "MONTHLY"):
        return [day]
    months = [day.month]
    if rule.frequency == "YEARLY":
        months = sorted(rule.by.get("BYMONTH", range(1, 13)))
    elif day.month not in rule.by.get("BYMONTH", (day.month,)):
        months = []
    days = rule.by.get("BYMONTHDAY")
    return [
        date(day.year, month, number)
        for month in months
        for number in _numbers_in(days, _length(day.year, month))
    ]


def _numbers_in(days: frozenset[int] | None, length: int) -> Iterable[int]:
    if days is None:
        return range(1, length + 1)
    given = {day if day > 0 else length + 1 + day for day in days}
    return sorted(day for day in given if 1 <= day <= length)


def _takes(rule: Rule, day: date) -> bool:
    """Whether a date passes every part of the rule that speaks of dates."""
    by = rule.by
    if "BYMONTH" in by and day.month not in by["BYMONTH"]:
        return False
    if "BYMONTHDAY" in by:
        length = _length(day.year, day.month)
        if not by["BYMONTHDAY"] & {day.day, day.day - length - 1}:
            return False
    if "BYYEARDAY" in by:
        number, length = day.timetuple().tm_yday, _year_length(day.year)
        if not by["BYYEARDAY"] & {number, number - length - 1}:
            return False
    if "BYWEEKNO" in by and not by["BYWEEKNO"] & _week_numbers(day, rule.week_start):
        return False
    return not rule.by_day or any(_is_day(rule, day, *wanted) for wanted in rule.by_day)


def _is_day(rule: Rule, day: date, place: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if place == 0 or rule.frequency not in ("YEARLY", "MONTHLY"):
        return True
    if rule.frequency == "MONTHLY" or "BYMONTH" in rule.by:
        number, length = day.day, _length(day.year, day.month)
    else:
        number, length = day.timetuple().tm_yday, _year_length(day.year)
    return place == ((number - 1) // 7 + 1 if place > 0 else -((length - number) // 7 + 1))


def _times(rule: Rule, start: datetime, days: list[date]) -> list[datetime]:
    """The times of a period: its dates with the rule's clock times; of these the BYSETPOS-th."""
    by = rule.by
    level = _FREQUENCIES.index(rule.frequency)
    hours = by.get("BYHOUR", frozenset(range(24)))
    minutes = by.get("BYMINUTE", frozenset(range(60)))
    seconds = by.get("BYSECOND", frozenset(range(60)))
    hours = hours & {start.hour} if level >= 4 else hours
    minutes = minutes & {start.minute} if level >= 5 else minutes
    seconds = seconds & {start.second} if level >= 6 else seconds
    clocks = [time(*clock) for clock in sorted(product(hours, minutes, seconds))]
    found = [datetime.combine(day, clock) for day in days for clock in clocks]
    places = by.get("BYSETPOS")
    if places is None:
        return found
    size = len(found)
    chosen = {place - 1 if place > 0 else size + place for place in places}
    return [found[place] for place in sorted(chosen) if 0 <= place < size]


def _week_numbers(day: date, week_start: int) -> frozenset[int]:
    """The number of a date's week (ISO 8601, with weeks that may start on another day), from the
    start of the year and from its end.
    """
    middle = _middle(day, week_start)
    number = (middle.timetuple().tm_yday - 1) // 7 + 1
    last = _middle(date(middle.year, 12, 28), week_start)
    weeks = (last.timetuple().tm_yday - 1) // 7 + 1
    return frozenset({number, number - weeks - 1})


def _middle(day: date, week_start: int) -> date:
    offset = 3 - (day.weekday() - week_start) % 7
    ordinal = min(max(day.toordinal() + offset, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def _length(year: int, month: int) -> int:
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - date(year, month, 1)).days


def _year_length(year: int) -> int:
    return date(year, 12, 31).timetuple().tm_yday
