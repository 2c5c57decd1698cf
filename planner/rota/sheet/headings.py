"""What the words at the edge of a table mean (resources/sheet.toml)."""

from collections.abc import Mapping
from enum import StrEnum

from planner.resources import load_toml
from planner.rota.labels import label_key
from planner.rota.sheet.cells import Value, text_of


class Role(StrEnum):
    """What a row or column of a table holds."""

    DATE = "date"
    END_DATE = "end_date"
    WEEKDAY = "weekday"
    START = "start"
    END = "end"
    HOURS = "hours"
    LABEL = "label"
    HALF = "half"
    NAME = "name"
    PLACE = "place"
    ASIDE = "aside"


class Headings:
    """Looks headings up."""

    def __init__(
        self, roles: Mapping[str, Role], legend: frozenset[str], nothing: frozenset[str]
    ) -> None:
        self._roles = dict(roles)
        self._legend = legend
        self._nothing = nothing

    @classmethod
    def load(cls) -> "Headings":
        """The table that ships with the program."""
        table = load_toml("sheet.toml")
        roles = {word: Role(role) for role, words in table["headings"].items() for word in words}
        return cls(roles, frozenset(table["legend"]), frozenset(table["nothing"]))

    def role(self, value: Value) -> Role | None:
        """What a heading says of its column, None for all other words."""
        return self._roles.get(label_key(value)) if isinstance(value, str) else None

    def begins_legend(self, value: Value) -> bool:
        """Whether a cell is the heading of a legend."""
        return isinstance(value, str) and label_key(value) in self._legend

    def is_nothing(self, value: Value) -> bool:
        """Whether a cell is blank, or holds a mark that stands for nothing ("-", ".", "n/a")."""
        key = label_key(value if isinstance(value, str) else text_of(value))
        return not key or key in self._nothing
