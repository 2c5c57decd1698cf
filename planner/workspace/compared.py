"""What the current reading changed."""

from dataclasses import dataclass

from planner.model.rota import StoredReading
from planner.rota import Changes


@dataclass(frozen=True, slots=True)
class Compared:
    """The changes of a reading for its person, and the reading that it was compared with."""

    before: StoredReading
    changes: Changes
