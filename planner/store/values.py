"""How values of the model stand in the store's columns."""

from datetime import UTC, datetime, timedelta

from planner.spans import Span

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def stamp(at: datetime) -> int:
    """An aware datetime as microseconds since 1970, exactly."""
    return (at - EPOCH) // MICROSECOND


def instant_at(stamp: int) -> datetime:
    """The instant, in UTC, that `stamp` gave."""
    return EPOCH + timedelta(microseconds=stamp)


def span_at(starts: int, ends: int) -> Span:
    """The span between two stamps."""
    return Span(instant_at(starts), instant_at(ends))


def storable(text: str) -> str:
    """Text that SQLite keeps whole: without NUL and half surrogate pairs, which become "�" and "?".

    A NUL would end the text in the journal's statements; a half pair (from a file name that is not
    UTF-8) has no encoding.
    """
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "�").encode("utf-8", "replace").decode()
