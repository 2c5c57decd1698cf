"""What a command, an undo or a redo has changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from planner.rota import Changes


class Part(StrEnum):
    """A part of what is stored; the value is the table that holds it."""

    ROTA = "current"
    KINDS = "corrections"
    PLACEMENT = "placement"
    SESSIONS = "sessions"
    SOURCES = "sources"
    DECISIONS = "decisions"
    ON_CALL = "on_call_work"
    RELEASES = "releases"
    SCHEMES = "schemes"
    SIGNERS = "signers"
    SICKNESS = "sick_days"
    OPPORTUNITIES = "opportunities"


@dataclass(frozen=True, slots=True)
class Change:
    """What was done, in words, and what views have to ask for again.

    ``touched`` is empty where nothing changed. ``session`` is the id of the session that was
    booked, moved or edited, ``reading`` the number of the reading that an import made current,
    ``rota`` what that changed for the person (None where the rota before was somebody else's).
    ``step`` tells whether it can be taken back.
    """

    words: str
    touched: frozenset[Part]
    session: str | None = None
    reading: int | None = None
    rota: Changes | None = None
    step: bool = True


def parts(tables: Iterable[str]) -> frozenset[Part]:
    """The parts that the store's journal names by table."""
    return frozenset(Part(table) for table in tables)
