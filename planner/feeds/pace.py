"""When a source is looked at again: politely, and less and less often while it fails."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from planner.model.source import SourceKind
from planner.resources import load_toml

_HEAD = 20_000  # bytes in which a calendar's own properties are looked for
_WANTED = re.compile(
    rb"^(?:REFRESH-INTERVAL|X-PUBLISHED-TTL)(?:;[^:\r\n]*)?:[ \t]*\+?(P[0-9WDTHMS]+)[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_DURATION = re.compile(
    r"P(?:(?P<weeks>\d{1,6})W)?(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,8})M)?(?:(?P<seconds>\d{1,9})S)?)?"
)


def published_interval(data: bytes) -> timedelta | None:
    """How often a calendar asks to be read: REFRESH-INTERVAL (RFC 7986, 5.7) or the older
    X-PUBLISHED-TTL, the longer of them; None where it has neither.
    """
    asked = [_duration(found.decode("ascii").upper()) for found in _WANTED.findall(data[:_HEAD])]
    return max((each for each in asked if each), default=None)


def retry_after(value: str, now: datetime) -> timedelta | None:
    """A Retry-After header: seconds or a date (RFC 9110, 10.2.3); None where it is neither."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value[:10]), 10**9))
    from email.utils import parsedate_to_datetime

    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return max(timedelta(0), (at if at.tzinfo else at.replace(tzinfo=UTC)) - now)


@dataclass(frozen=True, slots=True)
class Pacing:
    """The times between two looks at a source."""

    usual: timedelta
    least: timedelta
    most: timedelta
    first_failure: timedelta
    longest_failure: timedelta
    watched: timedelta

    @classmethod
    def load(cls) -> Self:
        """The times of ``resources/feeds.toml``."""
        times = load_toml("feeds.toml")["pace"]
        return cls(**{name: timedelta(seconds=value) for name, value in times.items()})

    def after_success(self, kind: SourceKind, published: timedelta | None) -> timedelta:
        """How long to leave a source alone that could be read; ``published`` is its own wish."""
        if kind is not SourceKind.FEED:
            return self.watched
        return min(max(published or self.usual, self.least), self.most)

    def after_failure(self, kind: SourceKind, asked: timedelta | None, failures: int) -> timedelta:
        """How long to leave a source alone that failed ``failures`` times in a row (1 or more).

        Twice as long each time, up to a day; longer where the server asked so, up to the most.
        """
        if kind is not SourceKind.FEED:
            return self.watched
        wait = min(self.first_failure * (1 << min(failures - 1, 30)), self.longest_failure)
        return min(max(wait, asked or timedelta(0)), self.most)


def _duration(text: str) -> timedelta | None:
    found = _DURATION.fullmatch(text)
    if found is None:
        return None
    return timedelta(**{name: int(value) for name, value in found.groupdict().items() if value})
