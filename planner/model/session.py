"""Booked protected time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planner.spans import Span


class State(StrEnum):
    """What has become of a session."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DELIVERED = "delivered"
    LOST = "lost"
    CANCELLED = "cancelled"

    @property
    def takes_time(self) -> bool:
        """Whether the session still takes up its time in the calendar."""
        return self not in (State.LOST, State.CANCELLED)


class LostTo(StrEnum):
    """What a session was lost to."""

    COVER = "cover"
    PRESSURE = "acute pressure"
    SICKNESS = "sickness"
    ROTA = "rota changed"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The reason in words for people, such as "Nobody to cover"."""
        return _LOST_WORDS[self]


_LOST_WORDS = {
    LostTo.COVER: "Nobody to cover",
    LostTo.PRESSURE: "Acute pressure",
    LostTo.SICKNESS: "Sickness",
    LostTo.ROTA: "The rota changed",
    LostTo.OTHER: "Another reason",
}


class Where(StrEnum):
    """Where protected time lies in the rota."""

    FREE = "free"
    IN_SHIFT = "in shift"


@dataclass(frozen=True, slots=True)
class Session:
    """A span of protected time.

    ``id`` is a UUID and stays the same for life (the calendar entry's UID is made of it);
    ``sequence`` rises with each change of time or state. ``purpose`` is what the time is for.
    ``needs_cover`` says whether somebody has to stand in on the ward. ``notes`` are the doctor's
    own and go into no plan; ``lost_to`` is why a lost session was lost, None where nobody said.
    ``against`` are the sentences that stood against it when the doctor booked it all the same.
    """

    id: str
    span: Span
    purpose: str
    where: Where
    needs_cover: bool
    state: State
    sequence: int
    changed: datetime
    notes: str = ""
    lost_to: LostTo | None = None
    against: tuple[str, ...] = ()
