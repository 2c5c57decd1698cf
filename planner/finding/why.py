"""Why a span is not offered, in words."""

from collections.abc import Iterator
from itertools import pairwise

from planner.clock import CoreHours, dates_of
from planner.finding.situation import Situation
from planner.finding.windows import Block, Cause, Days, is_unknown
from planner.model.rota import Shift, covers
from planner.model.words import date_words, day_words, long_day_words, span_words
from planner.rules import Breach, Headroom, Level, Rest
from planner.spans import Span, union

_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def why_not(situation: Situation, span: Span) -> tuple[str, ...]:
    """Every entry and every rule that stands in the way of protected time in ``span``, a sentence
    each; empty where nothing does.

    The rules are asked as for a booking: what the rota breaks already and the booking makes no
    worse does not stand in its way.
    """
    return WhyNot(situation).of(span)


class WhyNot:
    """The same for many spans of one situation: what was worked out for one serves the next.

    ``days`` and ``room`` are those of the situation, where somebody has them already.
    """

    def __init__(
        self, situation: Situation, days: Days | None = None, room: Headroom | None = None
    ) -> None:
        self._situation = situation
        self._days = days or Days(situation)
        self._room = room or headroom(situation)

    def of(self, span: Span) -> tuple[str, ...]:
        """A sentence for everything that stands in the way."""
        verdict = self._room.verdict(span)
        # A warning stands in nobody's way.
        breaches = [breach for breach in verdict.broken if breach.level is Level.BREACH]
        broken = {breach.rule for breach in breaches}
        blocks = [
            block
            for day in dates_of(span, self._situation.zone)
            for block in self._days.on(day).blocks
            if block.span.overlaps(span)
        ]
        # Time after a shift is rest as long as nothing is added to the shift: where no rule would
        # break and something else stands in the way, the rest is not what matters.
        telling = [b for b in blocks if not isinstance(b.subject, Rest) or b.subject.rule in broken]
        named = {id(b.subject) for b in telling if b.cause is Cause.ENTRY}
        telling = [
            b for b in telling if b.cause is not Cause.NOT_FREE or id(b.subject) not in named
        ]
        words = _Words(self._situation, span)
        told = [words.of(block) for block in _joined(telling or blocks)]
        rests = [block.subject for block in telling if isinstance(block.subject, Rest)]
        told += [breach.text for breach in breaches if not _is_told(breach, rests)]
        return tuple(dict.fromkeys(told))


def headroom(situation: Situation) -> Headroom:
    """The rules of a situation, ready to judge bookings."""
    return Headroom(
        situation.shifts,
        situation.ruleset,
        situation.zone,
        booked=situation.booked,
        opt_out=situation.opt_out,
        worked=situation.worked,
    )


def _is_told(breach: Breach, rests: list[Rest]) -> bool:
    """Whether a breach is that of one of these rests; the rest after a session is another."""
    return any(rest.rule == breach.rule and breach.span.start <= rest.span.start for rest in rests)


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Blocks of one cause and subject that touch (over midnight, say) as one, in order of first
    appearance.
    """
    groups: dict[tuple[Cause, int], list[Block]] = {}
    for block in blocks:
        groups.setdefault((block.cause, id(block.subject)), []).append(block)
    for group in groups.values():
        for span in union(block.span for block in group):
            yield Block(span, group[0].cause, group[0].subject)


class _Words:
    """What to say of a block that stands in the way of a span."""

    def __init__(self, situation: Situation, span: Span) -> None:
        self._situation = situation
        self._zone = situation.zone
        self._span = span

    def of(self, block: Block) -> str:
        """One sentence."""
        subject = block.subject
        if isinstance(subject, Rest):
            return self._rest(subject)
        if isinstance(subject, Shift):
            return self._entry(subject) if block.cause is Cause.ENTRY else self._not_free(subject)
        if block.cause is Cause.BOOKED:
            return f"A session is booked already: {span_words(block.span, self._zone)}"
        if block.cause is Cause.OUTSIDE_ROTA:
            return self._outside_rota()
        return self._calendar(block)

    def _calendar(self, block: Block) -> str:
        day = day_words(next(dates_of(block.span, self._zone)))
        if block.cause is Cause.KEPT_FREE:
            return f"You keep {long_day_words(next(dates_of(block.span, self._zone)))}s free"
        if block.cause is Cause.DAY_OFF:
            return f"{day} is a day off, and you keep those free"
        if block.cause is Cause.BANK_HOLIDAY:
            return f"{day} is a bank holiday ({block.subject})"
        hours = _core_words(self._situation.core)
        if block.cause is Cause.CORE_DAYS:
            return f"{day} is outside core hours ({hours})"
        part = block.span.common(self._span) or block.span
        return f"{span_words(part, self._zone)} is outside core hours ({hours})"

    def _outside_rota(self) -> str:
        covered = covers(self._situation.shifts, self._zone)
        if covered is None:
            return "The rota has no entries, so nobody knows what is free"
        days = list(dates_of(self._span, self._zone))
        if days[0] < covered[0]:
            return f"The rota begins on {date_words(covered[0])}; what comes before is not known"
        return f"The rota ends on {date_words(covered[1])}; what comes after is not known"

    def _rest(self, rest: Rest) -> str:
        end = rest.span.end.astimezone(self._zone)
        words = " ".join(part for part in (rest.title, rest.text) if part)
        return f"{words}, until {day_words(end.date())} {end:%H:%M}"

    def _entry(self, shift: Shift) -> str:
        if is_unknown(shift):
            missing = "hours are" if shift.kind.is_work else "kind is"
            return (
                f"{_quoted(shift)}, {self._when(shift)}: its {missing} not known, "
                "so the time is not known to be free"
            )
        return self._named(shift)

    def _not_free(self, shift: Shift) -> str:
        return f"The day is not free: {self._named(shift)}"

    def _named(self, shift: Shift) -> str:
        label = (
            "" if shift.label.casefold() == shift.kind.words.casefold() else f" {_quoted(shift)}"
        )
        return f"{shift.kind.words}{label}, {self._when(shift)}"

    def _when(self, shift: Shift) -> str:
        if not shift.all_day:
            return span_words(shift.span, self._zone)
        days = list(dates_of(shift.span, self._zone))
        when = day_words(days[0])
        if len(days) > 1:
            when += f" – {day_words(days[-1])}"
        return f"{when}, {shift.daily}" if shift.daily is not None else when


def _quoted(shift: Shift) -> str:
    return f"“{shift.label}”" if shift.label else "An entry without a name"


def _core_words(core: CoreHours) -> str:
    """Core hours such as "Mon–Fri 08:00–18:00" or "Mon, Wed 09:00–17:00"."""
    days = sorted(core.weekdays)
    names = [_DAY_NAMES[day] for day in days]
    together = all(after - before == 1 for before, after in pairwise(days))
    shown = f"{names[0]}–{names[-1]}" if together and len(names) > 2 else ", ".join(names)
    return f"{shown} {core.start:%H:%M}–{core.end:%H:%M}"
