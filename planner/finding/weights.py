"""What `resources/finding.toml` says, typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from functools import lru_cache
from types import MappingProxyType

from planner.model.kind import Kind
from planner.resources import load_toml


@dataclass(frozen=True, slots=True)
class Scale:
    """Where the parts of a score reach their best; lengths in days or hours as the names say."""

    spread_days: float
    close_days: float
    average_week_room: float
    rest_room: float
    notice_days: float
    usual_hours: tuple[time, time]
    ward_round: tuple[time, time]


@dataclass(frozen=True, slots=True)
class Weights:
    """Preferences of finding.

    ``releases`` maps the kinds of shift that can release a doctor to whether somebody has to
    stand in. ``parts`` maps the named parts of a score to their shares. ``same_week``,
    ``usual_length``, ``crowded_week`` and ``next_day`` are points of the score, that of a crowded
    week for each hour. ``shared`` is the share of the shorter of two offers that they may have in
    common, ``least_more`` the hours below which a session is not made longer.
    """

    releases: Mapping[Kind, bool]
    step: timedelta
    begin_at: tuple[time, ...]
    end_at: tuple[time, ...]
    noon: time
    midday: time
    evening_end: time
    parts: Mapping[str, float]
    scale: Scale
    same_week: float
    shared: float
    usual_length: int
    crowded_week: int
    next_day: int
    least_more: float


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The preferences that ship with the program."""
    table = load_toml("finding.toml")
    starts, scale = table["starts"], dict(table["scale"])
    usual_hours, ward_round = (_hours(scale.pop(name)) for name in ("usual_hours", "ward_round"))
    return Weights(
        releases=MappingProxyType({Kind(word): cover for word, cover in table["releases"].items()}),
        step=timedelta(minutes=starts["step_minutes"]),
        begin_at=tuple(time.fromisoformat(text) for text in starts["begin_at"]),
        end_at=tuple(time.fromisoformat(text) for text in starts["end_at"]),
        noon=time.fromisoformat(table["half_day"]["noon"]),
        midday=time.fromisoformat(table["half_day"]["midday"]),
        evening_end=time.fromisoformat(table["evening"]["end"]),
        parts=MappingProxyType(table["weights"]),
        scale=Scale(usual_hours=usual_hours, ward_round=ward_round, **scale),
        same_week=table["offers"]["same_week"],
        shared=table["offers"]["shared"],
        usual_length=table["plan"]["usual_length"],
        crowded_week=table["plan"]["crowded_week"],
        next_day=table["plan"]["next_day"],
        least_more=table["plan"]["least_more"],
    )


def _hours(texts: Sequence[str]) -> tuple[time, time]:
    begin, end = map(time.fromisoformat, texts)
    return begin, end
