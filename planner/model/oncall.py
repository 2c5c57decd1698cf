"""What was worked while on call from home: known only when the doctor says so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.clock import DAY, dates, local_date
from planner.errors import WrongUse
from planner.model.words import span_words, weekday_words
from planner.spans import Span, total, union


@dataclass(frozen=True, slots=True)
class OnCallWork:
    """The actual hours of one on-call period from home.

    ``on_call`` is the period as the rota had it when they were entered; ``work`` the time that was
    worked in it, in order and apart, none where nobody called. `worked` makes one of any spans.
    """

    on_call: Span
    work: tuple[Span, ...] = ()

    @property
    def hours(self) -> float:
        """Elapsed hours of work."""
        return total(self.work) / timedelta(hours=1)


def worked(on_call: Span, work: Iterable[Span]) -> OnCallWork:
    """The actual hours of a period; time that several of the spans cover counts once."""
    return OnCallWork(on_call, tuple(union(work)))


_TIME = r"(?:(?P<{0}_day>[A-Za-z]+)\s+)?(?P<{0}>\d{{1,2}}[:.]\d{{2}})(?P<{0}_offset>[+-]\d\d:\d\d)?"
_RANGE = re.compile(
    rf"\s*{_TIME.format('start')}\s*(?:-|–|—|to|until)\s*{_TIME.format('end')}\s*", re.IGNORECASE
)


def work_of_words(words: str, on_call: Span, zone: ZoneInfo) -> tuple[Span, ...]:
    """The times worked in a period, as a person writes them: "22:10–23:40, 02:00–02:30".

    Each clock time is the next one after the time before it, from the start of the period; a
    weekday before it ("Sun 02:00") or an offset after it (02:00+00:00) says which is meant. No
    words are no work. Raises WrongUse, naming what is not understood or starts after the period.
    """
    found: list[Span] = []
    at = on_call.start
    for part in filter(str.strip, re.split(r"[,;\n]", words)):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise WrongUse(
                f"“{part.strip()}” is no time from – until. Write the times worked as "
                "22:10–23:40, 02:00–02:30."
            )
        start = _next(match, "start", at, zone)
        if start >= on_call.end:
            raise WrongUse(
                f"“{part.strip()}” does not start within the on-call of "
                f"{span_words(on_call, zone)}. Write the times in the order in which they were."
            )
        at = _next(match, "end", start + timedelta.resolution, zone)
        found.append(Span(start, at))
    return tuple(found)


def words_of_work(work: Sequence[Span], on_call: Span, zone: ZoneInfo) -> str:
    """Times worked as `work_of_words` reads them; weekdays and offsets where they are needed."""
    for day, offset in ((False, False), (True, False), (True, True)):
        said = ", ".join(
            "–".join(_clock(at, zone, day=day, offset=offset) for at in (part.start, part.end))
            for part in work
        )
        if _read_back(said, on_call, zone) == tuple(work):
            break
    return said


def _read_back(said: str, on_call: Span, zone: ZoneInfo) -> tuple[Span, ...] | None:
    try:
        return work_of_words(said, on_call, zone)
    except WrongUse:
        return None


def _clock(at: datetime, zone: ZoneInfo, *, day: bool, offset: bool) -> str:
    local = at.astimezone(zone)
    said = f"{weekday_words(local.date())} " if day else ""
    return f"{said}{local:%H:%M}" + (local.isoformat()[-6:] if offset else "")


def _next(match: re.Match[str], name: str, since: datetime, zone: ZoneInfo) -> datetime:
    """The first instant, from one on, at which the clock shows a time as it is written."""
    weekday, clock, offset = (match[f"{name}{part}"] for part in ("_day", "", "_offset"))
    try:
        at = time.fromisoformat(clock.replace(".", ":").zfill(5))
    except ValueError as error:
        raise WrongUse(f"“{clock}” is not a time of day. Write it as 22:10.") from error
    for candidate in _shown(at, since, zone):
        local = candidate.astimezone(zone)
        on_day = weekday is None or weekday_words(local.date()).casefold() == weekday[:3].casefold()
        if on_day and offset in (None, local.isoformat()[-6:]):
            return candidate
    raise WrongUse(f"“{match[0].strip()}” names no time of the week after the on-call begins.")


def _shown(at: time, since: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Every instant of the eight days from one on at which the clock shows a time, in order."""
    first = local_date(since, zone)
    for day in dates(first, first + 8 * DAY):
        for fold in (0, 1):
            local = datetime.combine(day, at.replace(fold=fold), zone)
            there = local.astimezone(UTC)
            # The spring change skips clock times, the autumn change shows them twice.
            same = there.astimezone(zone)
            if there >= since and same.time() == at and same.fold == fold:
                yield there
