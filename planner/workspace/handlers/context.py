"""What handlers are given besides the store, and what they answer."""

from dataclasses import dataclass
from datetime import datetime

from planner.rota import Changes, Labels
from planner.workspace.change import Part
from planner.workspace.questions import Questions


@dataclass(frozen=True, slots=True)
class Context:
    """Questions, the time, and the table of labels.

    The answers are kept until the command ends, so a handler asks first and writes after.
    """

    ask: Questions
    now: datetime
    labels: Labels


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a handler did.

    ``words`` are the command's, ``idle`` is said where no step of undo came of it; ``also`` names
    the parts that changed without the journal; the rest goes to `Change`.
    """

    words: str
    idle: str = "Nothing changed: it was so already."
    session: str | None = None
    reading: int | None = None
    rota: Changes | None = None
    also: frozenset[Part] = frozenset()
