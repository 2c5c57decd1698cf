"""Answers that take long of a large rota, worked out on another thread before anybody asks."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from planner.workspace.asking.mending import MendingQuestions


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers by the names that they are kept under, and those that they were worked out from."""

    given: Mapping[str, Any]
    rest_on: Mapping[str, Any]


class AheadQuestions(MendingQuestions):
    """What `Questions` works out ahead."""

    def ahead(self) -> Callable[[], Answers]:
        """The working out of what views ask after a change of the rota; pure, for any thread.

        What comes out of the store is asked here and now: that takes no time. `take_ahead` takes
        the answers.
        """
        for question in (self.situation, self.sessions, self._followed, self._elsewhere):
            question()
        rest_on = dict(self._kept)
        beside = copy(self)
        beside.begin_with(rest_on)

        def work() -> Answers:
            for question in (
                beside.changes,
                beside.labels,
                beside.rest,
                beside.hits,
                beside.newly_broken,
            ):
                question()
            return Answers(beside.kept_since(rest_on), rest_on)

        return work

    def take_ahead(self, answers: Answers) -> None:
        """Keep answers that were worked out ahead, unless what they rest on has changed since."""
        if all(self._kept.get(name) is value for name, value in answers.rest_on.items()):
            self._kept = {**answers.given, **self._kept}

    def begin_with(self, answers: Mapping[str, Any]) -> None:
        """Share no answers with anybody from now on; these are known."""
        self._kept = dict(answers)

    def kept_since(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The answers that were not among those before."""
        return {name: value for name, value in self._kept.items() if name not in before}
