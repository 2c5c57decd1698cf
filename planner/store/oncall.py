"""What was worked on call from home, as the doctor entered it. Written inside commands only."""

import json

from planner.model.oncall import OnCallWork
from planner.store.datafile import DataFile
from planner.store.values import span_at, stamp, storable


class OnCallHours:
    """The actual hours of on-call periods: of a person, by the start of the period.

    They hang on no reading, so that they are there whatever the rota says later.
    """

    def __init__(self, db: DataFile) -> None:
        self._db = db

    def of(self, person: str) -> tuple[OnCallWork, ...]:
        """What a person entered, in order of time."""
        rows = self._db.execute(
            "SELECT starts, ends, work FROM on_call_work WHERE person = ? ORDER BY starts",
            [storable(person)],
        )
        return tuple(
            OnCallWork(span_at(starts, ends), tuple(span_at(*part) for part in json.loads(work)))
            for starts, ends, work in rows
        )

    def put(self, person: str, entered: OnCallWork) -> None:
        """What was worked in a period; replaces what was entered for it."""
        work = [[stamp(part.start), stamp(part.end)] for part in entered.work]
        values = {
            "person": storable(person),
            "starts": stamp(entered.on_call.start),
            "ends": stamp(entered.on_call.end),
            "work": json.dumps(work),
        }
        self._db.put("on_call_work", values, "person", "starts")

    def remove(self, person: str, entered: OnCallWork) -> None:
        """Takes out what was entered for a period."""
        self._db.execute(
            "DELETE FROM on_call_work WHERE person = ? AND starts = ?",
            [storable(person), stamp(entered.on_call.start)],
        )
