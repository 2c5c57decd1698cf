"""Answers that are kept until what they rest on changes."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeVar, cast

from planner.rota import Labels
from planner.store import Store
from planner.workspace.change import Part

_PERSONS = frozenset({Part.ROTA, Part.KINDS})
LASTING: Mapping[str, frozenset[Part]] = MappingProxyType(
    {
        "current": frozenset({Part.ROTA}),
        "reading": frozenset({Part.ROTA}),
        "people": frozenset({Part.ROTA}),
        "shifts": _PERSONS,
        "corrections": _PERSONS,
        "labels": _PERSONS,
        "followed": frozenset({Part.ROTA}),
        "changes": _PERSONS,
        "standing": _PERSONS,
        "elsewhere": _PERSONS,
        "placement": frozenset({Part.ROTA, Part.PLACEMENT}),
        "ruleset": frozenset({Part.ROTA, Part.PLACEMENT}),
        "worked": frozenset({Part.ROTA, Part.ON_CALL}),
        "on-calls": _PERSONS | {Part.ON_CALL, Part.PLACEMENT},
        "newly broken": _PERSONS | {Part.ON_CALL, Part.PLACEMENT},
        "sessions": frozenset({Part.SESSIONS}),
        "releases": frozenset({Part.RELEASES}),
        "own schemes": frozenset({Part.SCHEMES}),
        "sickness": frozenset({Part.ROTA, Part.SICKNESS}),
        "shifts with sickness": _PERSONS | {Part.SICKNESS},
        "opportunities": frozenset({Part.OPPORTUNITIES}),
    }
)
"""What some answers rest on, which outlive a command that changes other parts; no others do."""

T = TypeVar("T")


class KeptAnswers:
    """Answers from one store, each kept until something changes.

    ``now`` gives the time, aware.
    """

    def __init__(self, store: Store, now: Callable[[], datetime], labels: Labels) -> None:
        self._store = store
        self._now = now
        self._labels = labels
        self._kept: dict[str, Any] = {}

    def forget(self, touched: Collection[Part] = tuple(Part)) -> None:
        """Some parts of what is stored may have changed: answers that may rest on them are worked
        out anew.
        """
        for name in list(self._kept):
            if name not in LASTING or not LASTING[name].isdisjoint(touched):
                del self._kept[name]

    def _keep(self, name: str, make: Callable[[], T]) -> T:
        if name not in self._kept:
            with self._store.spoken():
                self._kept[name] = make()
        return cast("T", self._kept[name])
