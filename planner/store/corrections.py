"""The user's word for labels, rota by rota. Written inside commands only."""

from planner.model.kind import Kind
from planner.store.datafile import DataFile
from planner.store.values import storable

ANY_ROTA = 0
"""What was said before there was a rota holds for whichever comes, until it is said otherwise."""


class CorrectedKinds:
    """The user's word for labels. A rota goes by the number of its first reading: the same word may
    mean another thing in another hospital's rota.
    """

    def __init__(self, db: DataFile) -> None:
        self._db = db

    def of(self, rota: int) -> dict[str, Kind]:
        """What holds in a rota: normalised label → kind."""
        rows = self._db.execute(
            "SELECT key, kind FROM corrections WHERE rota IN (?, ?) ORDER BY rota, key",
            [ANY_ROTA, rota],
        )
        return {key: Kind(kind) for key, kind in rows}

    def elsewhere(self, rota: int) -> dict[str, Kind]:
        """What was said in other rotas, the latest word counts: normalised label → kind."""
        rows = self._db.execute(
            "SELECT key, kind FROM corrections WHERE rota NOT IN (?, ?) ORDER BY rota, key",
            [ANY_ROTA, rota],
        )
        return {key: Kind(kind) for key, kind in rows}

    def put(self, rota: int, key: str, label: str, kind: Kind) -> None:
        """From now on the label is of that kind in a rota; ``label`` is kept as the user saw it."""
        row = {"rota": rota, "key": storable(key), "label": storable(label), "kind": kind.value}
        self._db.put("corrections", row, "rota", "key")

    def remove(self, rota: int, key: str) -> None:
        """Back to the table of labels."""
        self._db.execute(
            "DELETE FROM corrections WHERE rota IN (?, ?) AND key = ?",
            [ANY_ROTA, rota, storable(key)],
        )
