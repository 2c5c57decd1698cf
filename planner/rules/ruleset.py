"""Sets of working-time rules: every limit is data, with its paragraph, grade and source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any

from planner.errors import WrongUse
from planner.model.scheme import Grade
from planner.resources import load_toml, resource


class Role(StrEnum):
    """What a rule does: sets a limit, gives a warning, or says what a word means."""

    LIMIT = "limit"
    WARNING = "warning"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Limit:
    """One rule of a set as its terms state it.

    ``limit`` is in ``unit``; ``opt_out`` is the limit of someone who has opted out of the 48 h
    week, None where that makes no difference. ``window`` is what a rolling rule looks at, in
    ``window_unit``. ``between`` are the local clock times of a definition. ``after`` is the rule
    whose run the rest follows. ``since`` is the date of the terms that state the rule as it stands
    here.
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
    since: date | None = None

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


def ruleset_ids() -> tuple[str, ...]:
    """The rule sets that ship with the program."""
    return tuple(sorted(path.stem for path in resource("rules").glob("*.toml")))


def load_ruleset(name: str) -> Ruleset:
    """The rule set of an id such as "england-2016"; raises WrongUse for an unknown one."""
    known = ruleset_ids()
    if name not in known:
        raise WrongUse(f"There is no rule set “{name}”. There are: {', '.join(known)}.")
    return parse_ruleset(name, load_toml("rules", f"{name}.toml"))


def parse_ruleset(name: str, table: Mapping[str, Any]) -> Ruleset:
    """A rule set from the tables of its file; raises WrongUse naming the rule that is not right."""
    limits: dict[str, Limit] = {}
    for rule, entry in table.get("rule", {}).items():
        try:
            limits[rule] = _limit(rule, entry, table)
        except (KeyError, TypeError, ValueError) as error:
            raise WrongUse(
                f"Rule {rule} of the rule set “{name}” cannot be used: {error}. "
                "Compare it with a set that ships with the program."
            ) from error
    for limit in limits.values():
        if limit.after and limit.after not in limits:
            raise WrongUse(
                f"Rule {limit.id} of the rule set “{name}” follows rule {limit.after}, "
                "which the set does not have. Add that rule, or take this one out."
            )
    return Ruleset(
        id=name,
        title=str(table.get("title", name)),
        limits=limits,
        source=str(table.get("source", "")),
        join_minutes=int(table.get("join_minutes", 0)),
    )


def _limit(rule: str, entry: Mapping[str, Any], table: Mapping[str, Any]) -> Limit:
    fields = dict(entry)
    if "between" in fields:
        start, end = (time.fromisoformat(text) for text in fields["between"])
        fields["between"] = (start, end)
    fields["role"] = Role(fields.get("role", "limit"))
    fields["grade"] = Grade(fields["grade"])
    fields.setdefault("source", str(table.get("source", "")))
    fields.setdefault("since", table.get("since"))
    fields["limit"] = float(fields["limit"]) if "limit" in fields else None
    return Limit(id=rule, **fields)
