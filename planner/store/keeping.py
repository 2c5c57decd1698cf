"""How what is stored is looked after: ``resources/keeping.toml``, typed."""

from dataclasses import dataclass
from typing import Self

from planner.resources import load_toml


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many backups are kept: the latest of so many days, weeks and months that have any, of
    those made before an upgrade and of those asked for; and how many hours lie between two.
    """

    hours_between: float
    days: int
    weeks: int
    months: int
    upgrades: int
    asked: int

    @classmethod
    def load(cls) -> Self:
        """As the program ships with it."""
        return cls(**load_toml("keeping.toml")["backups"])


def whole_up_to() -> int:
    """The size of a data file, in bytes, up to which it is checked whole at each start."""
    return int(load_toml("keeping.toml")["check"]["whole_up_to_bytes"])
