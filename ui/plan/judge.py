"""What stands against a span while it is being dragged: a few words, worked out in no time."""

from collections.abc import Iterator

from planner.clock import dates_of
from planner.finding import Situation
from planner.finding.windows import Block, Cause, Days
from planner.model.rota import Shift
from planner.rules import Headroom, Level, Rest
from planner.spans import Span
from ui.canvas.drag import Judgement

_WORDS = {
    Cause.OUTSIDE_ROTA: "the rota says nothing here",
    Cause.CORE_DAYS: "outside core hours",
    Cause.CORE_HOURS: "outside core hours",
    Cause.BOOKED: "a session is booked already",
}


class Judge:
    """Judges span after span of one situation: what all of them need is made once.

    It finds a span free where a booking would be taken. In words it is shorter than
    `planner.finding.why_not`: the rule's name, not the reckoning.
    """

    def __init__(self, situation: Situation) -> None:
        self._zone = situation.zone
        self._titles = {rule: limit.title for rule, limit in situation.ruleset.limits.items()}
        self._days = Days(situation)
        self._headroom = Headroom(
            situation.shifts,
            situation.ruleset,
            situation.zone,
            booked=situation.booked,
            opt_out=situation.opt_out,
            worked=situation.worked,
        )

    def __call__(self, span: Span) -> Judgement:
        verdict = self._headroom.verdict(span)
        broken = [] if verdict.safe else [b for b in verdict.broken if b.level is Level.BREACH]
        rules = [self._titles.get(breach.rule, breach.text) for breach in broken]
        against = tuple(dict.fromkeys((*rules, *map(_words, self._in_the_way(span)))))
        return Judgement(not against, against)

    def _in_the_way(self, span: Span) -> Iterator[Block]:
        for day in dates_of(span, self._zone):
            yield from (b for b in self._days.on(day).blocks if b.span.overlaps(span))


def _words(block: Block) -> str:
    subject = block.subject
    if isinstance(subject, Rest):
        return subject.title
    if isinstance(subject, Shift):
        said = subject.label or subject.kind.words
        return said if block.cause is Cause.ENTRY else f"the day is not free: {said}"
    return str(subject) if subject else _WORDS[block.cause]
