"""Things that happen at a time and that one may be free for, or not."""

from dataclasses import dataclass

from planner.spans import Span


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A meeting, a course module, a day of shadowing: its title and when it is."""

    title: str
    span: Span
