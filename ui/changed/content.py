"""What the page of changes says, from the answers of the workspace; no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from planner.finding import Hit, Move, Offer, Repair, Stranded
from planner.model.kind import Kind
from planner.model.rota import Shift, StoredReading
from planner.model.session import Session, State, Where
from planner.model.words import date_words, span_words
from planner.rota import Changes, ChangeWords, change_words
from planner.rules import Breach
from planner.workspace import Compared, LabelUse

_INSIDE = {Kind.STANDARD: "inside a standard day", Kind.ADMIN: "inside admin time"}


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session that no longer fits: what it is, where it can go, and why, in words.

    ``there`` and ``place`` are empty where it stays; ``can_move`` is False where it has nowhere to
    go.
    """

    session: Session
    when: str
    what: str
    there: str
    place: str
    why: str
    can_move: bool


@dataclass(frozen=True, slots=True)
class RotaLine:
    """One change of the rota, and the rules that the new rota breaks by it; put into words when
    they are asked for.
    """

    single: Changes
    zone: ZoneInfo
    breaches: tuple[Breach, ...] = ()

    def __str__(self) -> str:
        return ". ".join(part for part in (str(self.change), self.rules) if part)

    @property
    def change(self) -> ChangeWords:
        """What was and what is."""
        return change_words(self.single, self.zone)[0]

    @property
    def rules(self) -> str:
        """The rules, empty where none is broken."""
        return "; ".join(_rule(breach) for breach in self.breaches)


def session_lines(found: Repair, zone: ZoneInfo) -> list[SessionLine]:
    """The sessions of a repair that no longer fit, by start."""
    every: list[Move | Stranded | Hit] = [*found.moves, *found.stranded, *found.left]
    every.sort(key=lambda each: each.session.span)
    return [_session_line(each, zone) for each in every]


def _session_line(each: Move | Stranded | Hit, zone: ZoneInfo) -> SessionLine:
    session = each.session
    purpose = f"{session.purpose} · " if session.purpose else ""
    line = SessionLine(
        session=session,
        when=span_words(session.span, zone),
        what=f"{purpose}{session.state.value}",
        there="",
        place="",
        why=_sentences(each.why),
        can_move=True,
    )
    if isinstance(each, Move):
        return replace(
            line,
            there=span_words(each.offer.span, zone),
            place=_place(each.offer),
            why=_sentences((*each.why, each.there)),
        )
    if isinstance(each, Stranded):
        return replace(line, why=_sentences((*each.why, each.nowhere)), can_move=False)
    if session.state is State.AGREED:
        word = "It is agreed: tick it to look for another time, which has to be agreed again"
        return replace(line, why=_sentences((*each.why, word)))
    return line


def rota_lines(
    changes: Changes, breaches: Sequence[Breach], zone: ZoneInfo
) -> tuple[list[RotaLine], list[str]]:
    """Every change by time, each with the rules that the new rota breaks by it; and what it breaks
    besides, a sentence each.
    """
    single: list[tuple[Shift, Shift | None, Changes]] = []
    single += [(shift, shift, Changes(added=(shift,))) for shift in changes.added]
    single += [(shift, None, Changes(removed=(shift,))) for shift in changes.removed]
    single += [(pair.before, pair.after, Changes(moved=(pair,))) for pair in changes.moved]
    single.sort(key=lambda item: item[0].span)
    place_of = {now: place for place, (_, now, _) in enumerate(single) if now is not None}
    caused: dict[int, list[Breach]] = {}
    besides: list[str] = []
    for breach in breaches:
        places = [place_of[shift] for shift in breach.shifts if shift in place_of]
        if places:
            caused.setdefault(min(places), []).append(breach)
        else:
            besides.append(_rule(breach))
    lines = [
        RotaLine(change, zone, tuple(caused.get(place, ())))
        for place, (_, _, change) in enumerate(single)
    ]
    return lines, besides


def compared_words(stored: StoredReading, compared: Compared | None) -> str:
    """What was read when, and what it is compared with."""
    zone = stored.reading.zone
    read_at = stored.read_at.astimezone(zone)
    said = f"{stored.reading.title} · read {date_words(read_at.date())} {read_at:%H:%M}"
    if compared is None:
        return said
    before = compared.before.read_at.astimezone(zone)
    same_day = before.date() == read_at.date()
    when = f"{before:%H:%M} that day" if same_day else date_words(before.date())
    return f"{said} · compared with {when}"


def unknown_words(uses: Sequence[LabelUse]) -> str:
    """The labels of which nobody has said what they are, empty where there are none."""
    names = [f"“{use.label}”" for use in uses if use.kind is Kind.UNKNOWN]
    if not names:
        return ""
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    named = ", ".join(names[:5])
    return f"Not known what this is: {named}{more}. Until you say so, that time is not free."


def move_words(count: int) -> str:
    """What the main button does."""
    return f"Accept and move {count} session{'' if count == 1 else 's'}"


def _place(offer: Offer) -> str:
    if offer.where is Where.FREE:
        place = "free day"
    else:
        kind = offer.shift.kind if offer.shift is not None else Kind.UNKNOWN
        place = _INSIDE.get(kind, "inside a shift")
    return f"{place}, {'needs cover' if offer.needs_cover else 'no cover needed'}"


def _rule(breach: Breach) -> str:
    return f"rule {breach.rule}: {breach.text}"


def _sentences(parts: Sequence[str]) -> str:
    return " ".join(f"{part.rstrip('.')}." for part in parts)
