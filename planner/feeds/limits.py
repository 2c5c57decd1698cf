"""How long and how much of a feed is waited for."""

from dataclasses import dataclass
from typing import Self

from planner.resources import load_toml


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one look at a feed: bytes, seconds, number of redirects."""

    most_bytes: int
    connect: float
    silence: float
    total: float
    redirects: int

    @classmethod
    def load(cls) -> Self:
        """The limits of ``resources/feeds.toml``."""
        return cls(**load_toml("feeds.toml")["limits"])
