"""What the doctor has said of their own time: days off sick, and meetings to join. Written inside
commands only.
"""

from collections.abc import Iterable
from datetime import date

from planner.model.away import SickDays
from planner.model.opportunity import Opportunity
from planner.store.datafile import DataFile
from planner.store.values import span_at, stamp, storable


class Sickness:
    """Days off sick of a person, by the first of them.

    They hang on no reading, so that they are there whatever the rota says later.
    """

    def __init__(self, db: DataFile) -> None:
        self._db = db

    def of(self, person: str) -> tuple[SickDays, ...]:
        """A person's days off sick, in order of time."""
        rows = self._db.execute(
            "SELECT first, last FROM sick_days WHERE person = ? ORDER BY first", [storable(person)]
        )
        return tuple(
            SickDays(date.fromisoformat(first), date.fromisoformat(last)) for first, last in rows
        )

    def put(self, person: str, days: SickDays) -> None:
        """Days off sick, new or in place of those that begin on the same day."""
        values = {
            "person": storable(person),
            "first": days.first.isoformat(),
            "last": days.last.isoformat(),
        }
        self._db.put("sick_days", values, "person", "first")

    def remove(self, person: str, days: SickDays) -> None:
        """Takes days off sick out."""
        self._db.execute(
            "DELETE FROM sick_days WHERE person = ? AND first = ?",
            [storable(person), days.first.isoformat()],
        )


class Opportunities:
    """Meetings and courses that the doctor may want to join."""

    def __init__(self, db: DataFile) -> None:
        self._db = db

    def all(self) -> tuple[Opportunity, ...]:
        """All of them, by start."""
        rows = self._db.execute(
            "SELECT title, starts, ends FROM opportunities ORDER BY starts, ends, title"
        )
        return tuple(Opportunity(title, span_at(starts, ends)) for title, starts, ends in rows)

    def replace(self, opportunities: Iterable[Opportunity]) -> None:
        """From now on there are these and no others; what stays is not written again."""
        now = {
            (stamp(each.span.start), stamp(each.span.end), storable(each.title))
            for each in opportunities
        }
        before = set(self._db.execute("SELECT starts, ends, title FROM opportunities"))
        for row in sorted(before - now):
            self._db.execute(
                "DELETE FROM opportunities WHERE starts = ? AND ends = ? AND title = ?", row
            )
        for row in sorted(now - before):
            self._db.execute(
                "INSERT INTO opportunities (starts, ends, title) VALUES (?, ?, ?)", row
            )
