"""Sets of working-time rules: every limit is data, with its paragraph, grade and source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields
from datetime import date, time
from enum import StrEnum
from math import inf
from typing import Any, cast

from planner.errors import WrongUse
from planner.model.scheme import Grade


class Role(StrEnum):
    """What a rule does: sets a limit, gives a warning, says what a word means, or asks for
    something that a rota says nothing of.
    """

    LIMIT = "limit"
    WARNING = "warning"
    DEFINITION = "definition"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Limit:
    """One rule of a set as its terms state it.

    ``limit`` is in ``unit``; ``opt_out`` is the limit of someone who has opted out of the 48 h
    week, None where that makes no difference. ``window`` is what a rolling rule looks at, in
    ``window_unit``. ``between`` are the local clock times of a definition. ``after`` is the rule
    whose run the rest follows. ``breaks`` of ``minutes`` each are what a note asks for. ``share``
    is the part of the working days that must be exceeded for the rule to hold at all. ``since`` is
    the date of the terms that state the rule as it stands here. ``on_call``: work on call from home
    ends the rest that the rule asks for.
    """

    id: str
    title: str
    limit: float | None
    unit: str
    para: str
    grade: Grade
    source: str
    text: str
    role: Role = Role.LIMIT
    opt_out: float | None = None
    window: int | None = None
    window_unit: str = ""
    between: tuple[time, time] | None = None
    after: str = ""
    breaks: int = 0
    minutes: int = 0
    share: float = 0.0
    since: date | None = None
    on_call: bool = False

    def value(self, *, opt_out: bool = False) -> float:
        """The limit that holds for someone with or without the opt-out."""
        if opt_out and self.opt_out is not None:
            return self.opt_out
        if self.limit is None:
            raise WrongUse(f"Rule {self.id} ({self.title}) has no limit to measure against.")
        return self.limit


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The working-time rules of one set of terms, by id, in the order in which people read them.

    ``join_minutes``: entries with a gap of at most this are one shift.
    """

    id: str
    title: str
    limits: Mapping[str, Limit] = field(hash=False)
    source: str = ""
    join_minutes: int = 0

    def __contains__(self, rule: str) -> bool:
        return rule in self.limits

    def __getitem__(self, rule: str) -> Limit:
        return self.limits[rule]


def parse_ruleset(name: str, table: Mapping[str, Any]) -> Ruleset:
    """A rule set from the tables of its file; raises WrongUse naming the rule that is not right."""
    rules = table.get("rule")
    if not isinstance(rules, Mapping) or not rules:
        raise WrongUse(
            f"The rule set “{name}” has no rules. Each is a table such as [rule.R1]: copy a set "
            "that ships with the program and change its limits."
        )
    limits: dict[str, Limit] = {}
    for rule, entry in rules.items():
        try:
            limits[rule] = _limit(rule, entry, table)
        except (KeyError, TypeError, ValueError) as error:
            raise WrongUse(
                f"Rule {rule} of the rule set “{name}” cannot be used: {_fault(error)}. "
                "Compare it with a set that ships with the program."
            ) from error
    _see_that_runs_have_a_length(name, limits)
    join = table.get("join_minutes", 0)
    if type(join) is not int or not 0 <= join <= 24 * 60:
        raise WrongUse(
            f"join_minutes of the rule set “{name}” is not a whole number of minutes from 0 up."
        )
    return Ruleset(
        id=name,
        title=str(table.get("title", name)),
        limits=limits,
        source=str(table.get("source", "")),
        join_minutes=join,
    )


_ALWAYS = ("title", "unit", "para", "grade", "text")
_TEXTS = ("title", "unit", "para", "text", "source", "window_unit", "after")
_NUMBERS = ("limit", "opt_out", "share")
_COUNTS = ("window", "breaks", "minutes")
_NEEDED = {
    "N1": ("limit", "between"),
    "S3": ("between",),
    "N4": ("limit", "share"),
    "H2": ("limit", "window"),
    "O3": ("limit", "window"),
    "B1": ("limit", "breaks", "minutes"),
    "B2": ("limit", "breaks", "minutes"),
    "B3": ("limit", "breaks", "minutes"),
    "S2r": ("limit", "after"),
    "S4r": ("limit", "after"),
    "C1r": ("limit", "after"),
}


def _limit(rule: str, entry: Mapping[str, Any], table: Mapping[str, Any]) -> Limit:
    if not isinstance(entry, Mapping):
        raise TypeError(f"it is no table such as [rule.{rule}]")
    fields = {"source": table.get("source", ""), "since": table.get("since"), "limit": None}
    fields |= entry
    for name in (*_ALWAYS, *_NEEDED.get(rule, ("limit",))):
        if fields.get(name) is None:
            raise KeyError(name)
    known = {field.name for field in dataclass_fields(Limit)} - {"id"}
    for name in entry:
        if name not in known:
            raise ValueError(f"“{name}” is nothing that a rule has")
    for name, value in fields.items():
        _see_that_it_fits(name, value)
    if "between" in fields:
        start, end = (time.fromisoformat(text) for text in fields["between"])
        fields["between"] = (start, end)
    fields["role"] = Role(fields.get("role", "limit"))
    fields["grade"] = Grade(fields["grade"])
    return Limit(id=rule, **{name: _as_float(name, value) for name, value in fields.items()})


def _see_that_it_fits(name: str, value: object) -> None:
    if name in _TEXTS and not isinstance(value, str):
        raise ValueError(f"its {name} is no text")
    if name in _COUNTS and (type(value) is not int or value < 1):
        raise ValueError(f"its {name} is no whole number above 0")
    if name == "since" and value is not None and type(value) is not date:
        raise ValueError("its since is no date such as 2026-02-04")
    if name == "on_call" and type(value) is not bool:
        raise ValueError("its on_call is neither true nor false")
    if name in _NUMBERS and value is not None:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not 0 <= cast("float", value) < inf:
            raise ValueError(f"its {name} is no number from 0 up")


def _as_float(name: str, value: Any) -> Any:
    return float(value) if name in _NUMBERS and value is not None else value


def _fault(error: Exception) -> str:
    return f"it has no {error.args[0]}" if isinstance(error, KeyError) else str(error)


def _see_that_runs_have_a_length(name: str, limits: Mapping[str, Limit]) -> None:
    for limit in limits.values():
        if not limit.after:
            continue
        if limit.after not in limits:
            raise WrongUse(
                f"Rule {limit.id} of the rule set “{name}” follows rule {limit.after}, "
                "which the set does not have. Add that rule, or take this one out."
            )
        length = limits[limit.after].limit
        if length is None or length < 1 or length % 1:
            raise WrongUse(
                f"Rule {limit.after} of the rule set “{name}” is followed by rule {limit.id}, so "
                "its limit has to be a whole number above 0."
            )
