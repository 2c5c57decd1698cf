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
    """One change of the rota, and the rules that the new rota breaks by it."""

    change: ChangeWords
    rules: str = ""

    def __str__(self) -> str:
        return f"{self.change}{f'. {self.rules}' if self.rules else ''}"


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
    left = list(breaches)
    lines = []
    for _, now, change in single:
        caused = [breach for breach in left if now is not None and now in breach.shifts]
        left = [breach for breach in left if breach not in caused]
        rules = "; ".join(_rule(breach) for breach in caused)
        lines.append(RotaLine(change_words(change, zone)[0], rules))
    return lines, [_rule(breach) for breach in left]


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
