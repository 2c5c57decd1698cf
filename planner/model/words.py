"""Dates, times and hours in words for people: "Wed 14 Oct, 13:00–17:00", "4 h".

Names of days and months are English whatever the machine's language is: the rest of the sentence
is.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from planner.spans import Span

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def weekday_words(day: date) -> str:
    """The weekday in three letters, such as "Wed"."""
    return _DAYS[day.weekday()]


def long_day_words(day: date) -> str:
    """The weekday in full, such as "Wednesday"."""
    return _LONG_DAYS[day.weekday()]


def day_words(day: date) -> str:
    """A date without its year, such as "Wed 14 Oct"."""
    return f"{weekday_words(day)} {day.day} {_MONTHS[day.month - 1]}"


def date_words(day: date) -> str:
    """A date with its year, such as "5 Aug 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def dates_words(first: date, last: date) -> str:
    """Two dates, both included, such as "5 Aug 2026 – 2 Feb 2027"; one date where they are the
    same.
    """
    return date_words(first) if first == last else f"{date_words(first)} – {date_words(last)}"


def month_words(day: date) -> str:
    """The month of a date, such as "October 2026"."""
    return f"{_LONG_MONTHS[day.month - 1]} {day.year}"


def week_words(first: date) -> str:
    """The seven days from ``first``: "12 – 18 Oct 2026", "28 Sep – 4 Oct 2026", "28 Dec 2026 – 3
    Jan 2027".
    """
    last = first + timedelta(days=6)
    if first.year != last.year:
        return dates_words(first, last)
    month = "" if first.month == last.month else f" {_MONTHS[first.month - 1]}"
    return f"{first.day}{month} – {date_words(last)}"


def clock_words(span: Span, zone: ZoneInfo) -> str:
    """The two clock times of a span, such as "13:00–17:00"; the end of a day is "24:00".

    A span of more than a day names both dates, since clock times alone would mislead.
    """
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    last = end.date()
    if end.hour == end.minute == 0 and last > start.date():
        last -= timedelta(days=1)
        ending = "24:00"
    else:
        ending = f"{end:%H:%M}"
    if (last - start.date()).days > 1:
        return f"{start:%H:%M} {day_words(start.date())} – {ending} {day_words(last)}"
    return f"{start:%H:%M}–{ending}"


def span_words(span: Span, zone: ZoneInfo) -> str:
    """A span with its first day, such as "Wed 14 Oct, 13:00–17:00" or, over midnight, "Fri 16 Oct
    20:30 – Sat 17 Oct 09:00".
    """
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    last = (span.end - timedelta.resolution).astimezone(zone).date()
    if last == start.date():
        return f"{day_words(last)}, {clock_words(span, zone)}"
    return f"{day_words(start.date())} {start:%H:%M} – {day_words(end.date())} {end:%H:%M}"


def hours_words(hours: float) -> str:
    """Hours as people write them: "4 h", "1.5 h", "7.25 h", at most two decimals."""
    return f"{hours_number(hours)} h"


def hours_number(hours: float) -> str:
    """The number of `hours_words` without the unit, for tables: "4", "1.5", "7.25"."""
    text = f"{hours:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
