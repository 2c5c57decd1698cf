"""What an import is held against, and one that was made ready for it."""

from dataclasses import dataclass

from planner.model.rota import Corrections, Reading, Shift, StoredReading
from planner.rota import Changes, Labels
from planner.store.packing import Packed


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands when an import begins; frozen, so that it may be handed to another thread.

    ``shifts`` are the person's of the current ``reading``, corrected; ``digests`` those of its
    files; ``corrections`` the user's word for labels of its rota.
    """

    reading: StoredReading | None
    person: str
    shifts: tuple[Shift, ...]
    corrections: Corrections
    digests: tuple[str, ...]
    labels: Labels

    @property
    def people(self) -> tuple[str, ...]:
        """The people that the current reading names."""
        return self.reading.reading.people if self.reading else ()


@dataclass(frozen=True, slots=True)
class Ready:
    """All of an import that can be worked out beside the store.

    ``standing`` is what it holds for, ``person`` whose rota it is. ``reading`` is what is kept, and
    ``packed`` as the store writes it with its files; where it is the current reading word for word,
    from the same bytes, the number of that. ``newer`` where it is of the same rota as the current
    one, ``follows`` where it is the same person's too; ``changes`` are what it changes for them,
    by the corrections that stand. ``news`` where it says more than other UIDs.
    """

    standing: Standing
    person: str
    reading: Reading
    packed: Packed | int
    newer: bool
    follows: bool
    changes: Changes | None
    news: bool
