"""Keys that were compared with their owners. Written inside commands only."""

from typing import TYPE_CHECKING

from planner.model.signature import Signer
from planner.store.values import instant_at, stamp, storable

if TYPE_CHECKING:
    from planner.store.datafile import DataFile


class Signers:
    """The keys whose signatures are taken as their owners'."""

    def __init__(self, db: "DataFile") -> None:
        self._db = db

    def all(self) -> tuple[Signer, ...]:
        """Every key, in the order in which they were compared."""
        rows = self._db.execute(
            "SELECT fingerprint, name, checked FROM signers ORDER BY checked, 1"
        )
        return tuple(Signer(key, name, instant_at(checked)) for key, name, checked in rows)

    def put(self, signer: Signer) -> None:
        """From now on this key is known; one that was known is as it was."""
        self._db.execute(
            "INSERT INTO signers (fingerprint, name, checked) VALUES (?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            [signer.fingerprint, storable(signer.name), stamp(signer.checked)],
        )

    def remove(self, fingerprint: str) -> None:
        """From now on this key is not known."""
        self._db.execute("DELETE FROM signers WHERE fingerprint = ?", [fingerprint])
