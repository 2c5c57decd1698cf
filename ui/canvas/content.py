"""What a week view shows, put into words; no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.clock import DAY, day_span, local_date
from planner.finding import Offer
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.model.session import Session, State, Where
from planner.model.words import clock_words, day_words, hours_words, span_words
from planner.rules import Rest
from planner.spans import Span


@dataclass(frozen=True)
class WeekContent:
    """Everything that a week view draws; more than the week may be given.

    ``conflicts`` says of a session (by its id) what stands against it, in words. Cancelled sessions
    are not drawn. ``holidays`` names the bank holidays.
    """

    now: datetime
    shifts: tuple[Shift, ...] = ()
    rest: tuple[Rest, ...] = ()
    sessions: tuple[Session, ...] = ()
    offers: tuple[Offer, ...] = ()
    selected_offer: int | None = None
    selected_session: str | None = None
    holidays: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    conflicts: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


LONGEST_CODE = 4
"""Labels up to this many letters are codes of a rota, such as "SD" or "NROC", and no words."""


class What(StrEnum):
    """What an entry stands for."""

    SHIFT = "shift"
    HOLIDAY = "bank holiday"
    SESSION = "session"
    OFFER = "suggestion"


class Words(NamedTuple):
    """What is written on a block: title and second line; ``brief`` where one line is all there is,
    ``short`` for a title that is too long for its line.
    """

    title: str
    second: str
    brief: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on the calendar surface.

    ``key`` is the session's id or the offer's number, empty elsewhere. ``detail`` follows the times
    in the second line, ``tip`` tells all. ``conflict`` marks a session that something stands
    against. ``shift`` is the rota's entry behind a shift.
    """

    what: What
    span: Span
    title: str
    detail: str
    tip: str
    key: str = ""
    kind: Kind | None = None
    state: State | None = None
    all_day: bool = False
    conflict: bool = False
    selected: bool = False
    shift: Shift | None = None

    def times(self, day: date, zone: ZoneInfo) -> str:
        """The clock times as they are read on a date that the entry touches: "09:00–17:00", "until
        09:00" on the morning after a night, "all day" in the middle of a long entry.
        """
        local = day_span(day, zone)
        starts, ends = self.span.start >= local.start, self.span.end <= local.end
        if starts:
            return clock_words(self.span, zone)
        return f"until {self.span.end.astimezone(zone):%H:%M}" if ends else "all day"

    def words(self, day: date, zone: ZoneInfo) -> Words:
        """The words on the block. Of a session what it is for goes before when it is: its place
        tells that.
        """
        title, times, detail = self.title, self.times(day, zone), self.detail
        if self.what is What.SESSION and self.state is not None:
            short = self.state.value.capitalize()
            return Words(title, _dotted(detail, times), _dotted(detail, title), short)
        return Words(title, _dotted(times, detail), _dotted(title, times))

    def spoken(self, day: date, zone: ZoneInfo) -> str:
        """One line for a screen reader: title, times, detail, trouble."""
        parts = [self.title] if self.all_day else [self.title, self.times(day, zone)]
        parts += [self.detail, "conflict" if self.conflict else ""]
        return ", ".join(part for part in parts if part)

    def named(self, day: date, zone: ZoneInfo) -> str:
        """The entry as a child of the surface for a screen reader: day, times, what, state."""
        when = "all day" if self.all_day else self.times(day, zone)
        trouble = "conflict" if self.conflict else ""
        parts = (day_words(day), when, self.title, self.detail, trouble)
        return ", ".join(part for part in parts if part)


def entries(content: WeekContent, zone: ZoneInfo, within: Span) -> tuple[Entry, ...]:
    """The entries of a content that touch a span: shifts, bank holidays, sessions, offers."""
    # The last night of an all-day entry with hours ends after the entry.
    near = Span(within.start - DAY, within.end)
    shifts = (shift for shift in content.shifts if shift.span.overlaps(near))
    made = [entry for shift in shifts for entry in _of_shift(shift, zone)]
    made += [_of_holiday(day, name, zone) for day, name in content.holidays.items()]
    made += [
        _of_session(session, content, zone)
        for session in content.sessions
        if session.state is not State.CANCELLED
    ]
    made += [
        _of_offer(number, offer, content.selected_offer == number, zone)
        for number, offer in enumerate(content.offers)
    ]
    return tuple(entry for entry in made if entry.span.overlaps(within))


def _of_shift(shift: Shift, zone: ZoneInfo) -> list[Entry]:
    kind = shift.kind
    label = shift.label.strip()
    # "N" and "SD" say little to whom they are new: the kind is the title, the code stands beside.
    code = len(label) <= LONGEST_CODE and kind is not Kind.UNKNOWN
    named = kind.words if code else label
    detail = [] if _says(named, kind.words) else [kind.words.lower()]
    if kind is Kind.UNKNOWN:
        detail = ["kind not known"]
    elif code and label and not _says(label, kind.words):
        detail = [label]
    if shift.daily is not None and shift.daily.assumed:
        detail.append("usual hours")
    if shift.place:
        detail.append(shift.place)
    in_row = shift.all_day and shift.daily is None
    spans = (shift.span,) if in_row else shift.rostered(zone)
    return [
        Entry(
            what=What.SHIFT,
            span=span,
            title=named,
            detail=_dotted(*detail),
            tip=_tip(named, _when(span, zone, in_row), kind.words, *detail[-1:]),
            kind=kind,
            all_day=in_row,
            shift=shift,
        )
        for span in spans
    ]


def _of_holiday(day: date, name: str, zone: ZoneInfo) -> Entry:
    return Entry(
        what=What.HOLIDAY,
        span=day_span(day, zone),
        title=name,
        detail="",
        tip=_tip(name, day_words(day), "Bank holiday"),
        kind=Kind.BANK_HOLIDAY,
        all_day=True,
    )


def _of_session(session: Session, content: WeekContent, zone: ZoneInfo) -> Entry:
    against = content.conflicts.get(session.id, ())
    hours = hours_words(session.span.hours)
    cover = "needs cover on the ward" if session.needs_cover else "no cover needed"
    return Entry(
        what=What.SESSION,
        span=session.span,
        title=f"Protected · {session.state.value}",
        detail=f"{session.purpose}, {hours}" if session.purpose else hours,
        tip=_tip(
            f"Protected time, {session.state.value}",
            session.purpose,
            f"{span_words(session.span, zone)} ({hours})",
            cover,
            *against,
        ),
        key=session.id,
        state=session.state,
        conflict=bool(against),
        selected=content.selected_session == session.id,
    )


def _of_offer(number: int, offer: Offer, selected: bool, zone: ZoneInfo) -> Entry:
    hours = hours_words(offer.span.hours)
    where = "free day" if offer.where is Where.FREE else "inside a shift"
    return Entry(
        what=What.OFFER,
        span=offer.span,
        title=f"Suggested · {hours}",
        detail="needs cover" if offer.needs_cover else where,
        tip=_tip(
            "Suggested protected time",
            f"{span_words(offer.span, zone)} ({hours})",
            *(reason.text for reason in offer.reasons),
        ),
        key=str(number),
        selected=selected,
    )


def _dotted(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _says(label: str, title: str) -> bool:
    """Whether a label already says the kind in its own words."""
    one, other = label.casefold(), title.casefold()
    return one in other or other in one


def _when(span: Span, zone: ZoneInfo, all_day: bool) -> str:
    if not all_day:
        return f"{span_words(span, zone)} ({hours_words(span.hours)})"
    first, last = local_date(span.start, zone), local_date(span.end - timedelta.resolution, zone)
    return day_words(first) if first == last else f"{day_words(first)} – {day_words(last)}"


def _tip(*lines: str) -> str:
    """Lines without the empty ones and without repeating one."""
    return "\n".join(dict.fromkeys(line for line in lines if line))
