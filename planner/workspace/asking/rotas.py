"""Questions about the rota: the current reading, whose it is, their shifts, what changed."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.clock import LONDON
from planner.model.kind import Kind
from planner.model.rota import Corrections, Shift, StoredReading
from planner.model.source import Source
from planner.rota import compare, corrected, doubtful
from planner.store import ANY_ROTA, Current
from planner.workspace.asking.kept import KeptAnswers
from planner.workspace.compared import Compared
from planner.workspace.labels import LabelUse, label_uses
from planner.workspace.looking import looks_of
from planner.workspace.standing import Standing

if TYPE_CHECKING:
    from planner.feeds import Look


class RotaQuestions(KeptAnswers):
    """What `Questions` answers about the rota."""

    def reading(self) -> StoredReading | None:
        """The current reading as it was read, None before the first import."""
        return self._keep("reading", self._reading)

    def person(self) -> str:
        """Whose rota it is; empty until somebody is chosen, and where the rota names nobody."""
        current = self._current()
        return current.person if current else ""

    def people(self) -> tuple[str, ...]:
        """The people that the current reading names, sorted."""
        stored = self.reading()
        return self._keep("people", lambda: stored.reading.people if stored else ())

    def zone(self) -> ZoneInfo:
        """The rota's zone, London before the first import."""
        stored = self.reading()
        return stored.reading.zone if stored else LONDON

    def shifts(self) -> tuple[Shift, ...]:
        """The person's shifts, corrected; none while several are named and nobody is chosen."""
        return self._keep("shifts", self._shifts)

    def changes(self) -> Compared | None:
        """What the current reading changed for the person against the one that it follows.

        None where it follows none, as the first of a rota, and where that was somebody else's.
        """
        return self._keep("changes", self._changes)

    def labels(self) -> tuple[LabelUse, ...]:
        """Every label of the person's shifts: those of unknown kind first, then by name."""
        return self._keep("labels", self._label_uses)

    def sources(self) -> tuple[Source, ...]:
        """Where the rota comes from by itself, in the order in which they were added."""
        return self._keep("sources", self._store.sources.all)

    def looks(self, due: Collection[str], *, asked: bool = False) -> "tuple[Look, ...]":
        """Every source as a round of looks is given it (`planner.workspace.looking`)."""
        with self._store.spoken():
            return looks_of(self._store, self.sources(), due, asked=asked)

    def standing(self) -> Standing:
        """What an import is held against; frozen, for `planner.workspace.made_ready` on another
        thread.
        """
        return self._keep("standing", self._standing)

    def _current(self) -> Current | None:
        return self._keep("current", self._store.readings.current)

    def _reading(self) -> StoredReading | None:
        current = self._current()
        return self._store.readings.load(current.reading) if current else None

    def _shifts(self) -> tuple[Shift, ...]:
        stored = self.reading()
        return self._own(stored) if stored else ()

    def _own(self, stored: StoredReading) -> tuple[Shift, ...]:
        """The person's shifts of a reading, corrected."""
        shifts, person = stored.reading.shifts, self.person()
        mine = [s for s in shifts if s.person == person or not stored.reading.people]
        return corrected(mine, self._corrections(), self._labels)

    def _corrections(self) -> Corrections:
        """The user's word for the labels of the current rota."""
        return self._keep("corrections", lambda: self._store.corrections.of(self._rota()))

    def _elsewhere(self) -> Mapping[str, Kind]:
        """The user's word for labels of other rotas."""
        return self._keep("elsewhere", lambda: self._store.corrections.elsewhere(self._rota()))

    def _rota(self) -> int:
        current = self._current()
        return self._store.readings.rota(current.reading) if current else ANY_ROTA

    def _standing(self) -> Standing:
        current = self._current()
        return Standing(
            reading=self.reading(),
            person=self.person(),
            shifts=self.shifts(),
            corrections=MappingProxyType(dict(self._corrections())),
            digests=self._store.readings.digests(current.reading) if current else (),
            labels=self._labels,
        )

    def _followed(self) -> StoredReading | None:
        """The person's reading that the current one is a newer one of."""
        return self._keep("followed", self._load_followed)

    def _load_followed(self) -> StoredReading | None:
        current = self._current()
        follows = self._store.readings.follows(current.reading) if current else None
        if follows is None:
            return None
        before = self._store.readings.load(follows)
        people = before.reading.people
        return None if people and self.person() not in people else before

    def _changes(self) -> Compared | None:
        before = self._followed()
        if before is None:
            return None
        changes = compare(self._own(before), self.shifts(), zone=self.zone())
        return Compared(before, changes)

    def _label_uses(self) -> tuple[LabelUse, ...]:
        return label_uses(
            self.shifts(),
            corrections=self._corrections(),
            elsewhere=self._elsewhere(),
            odd=doubtful(self.shifts(), self._labels, self.zone()),
        )
