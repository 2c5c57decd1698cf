"""Plans as they were sent, documents that came back, and which decisions in them stand.

What was sent and what came back is evidence: it is written once and never edited. Undo takes a
decision back, not the document that it came in.
"""

import hashlib
import json
import zlib
from datetime import datetime
from typing import Any

from planner.model.decision import Decision, Mark, Returned, Verdict
from planner.store.datafile import DataFile
from planner.store.values import instant_at, stamp, storable

_COLUMNS = (
    "id, received, document, plan, verdict, marks, comments, decided_by, gmc_number, decided_on, "
    "by_hand, id IN (SELECT returned FROM decisions), signed_by, "
    "signed_by IN (SELECT fingerprint FROM signers)"
)


class Agreements:
    """What went out and what came back. Decisions are written inside commands only."""

    def __init__(self, db: DataFile) -> None:
        self._db = db

    def plan(self, digest: str) -> bytes | None:
        """The plan of that digest as it was sent (canonical JSON), None where it is not kept."""
        row = self._db.execute(
            "SELECT packed FROM sent_plans WHERE digest = ?", [digest]
        ).fetchone()
        return row and zlib.decompress(row[0])

    def document(self, digest: str) -> bytes | None:
        """The document of that digest (SHA-256, hex), byte for byte as it came back; None where
        that is not kept, or was lost to damage.
        """
        row = self._db.execute("SELECT packed FROM documents WHERE digest = ?", [digest]).fetchone()
        return zlib.decompress(row[0]) if row and row[0] else None

    def returned(self) -> tuple[Returned, ...]:
        """Everything that came back, in the order in which it was recorded."""
        # The columns are ours, none comes from outside.
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM returns ORDER BY id")  # noqa: S608
        return tuple(_returned(*row) for row in rows)

    def receive(
        self,
        document: bytes,
        plan: str,
        decision: Decision,
        at: datetime,
        *,
        by_hand: bool,
        signed_by: str = "",
    ) -> int:
        """Keeps a document with what was read of it, and returns its number.

        ``signed_by`` is the fingerprint of the key that signed it, empty where none did.
        """
        digest = document_digest(document)
        self._db.execute(
            "INSERT INTO documents (digest, packed) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [digest, zlib.compress(document)],
        )
        number = self._db.execute(
            "INSERT INTO returns (received, document, plan, verdict, marks, comments, decided_by, "
            "gmc_number, decided_on, by_hand, signed_by) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                stamp(at),
                digest,
                plan,
                decision.verdict.value,
                json.dumps(decision.marks),
                storable(decision.comments),
                storable(decision.by),
                storable(decision.gmc_number),
                storable(decision.on),
                int(by_hand),
                signed_by,
            ],
        ).lastrowid
        if number is None:
            raise AssertionError("an insert has a row number")
        return number

    def decide(self, number: int) -> None:
        """What came back under that number stands from now on."""
        self._db.execute("INSERT INTO decisions (returned) VALUES (?)", [number])


def document_digest(document: bytes) -> str:
    """SHA-256 of a document in 64 hexadecimal digits."""
    return hashlib.sha256(document).hexdigest()


def _returned(id_: int, received: int, document: str, plan: str, *rest: Any) -> Returned:
    verdict, marks, comments, by, gmc_number, on, by_hand, stands, signed_by, key_known = rest
    return Returned(
        id=id_,
        received=instant_at(received),
        document=document,
        plan=plan,
        decision=Decision(
            verdict=Verdict(verdict),
            marks=tuple((session, Mark(mark)) for session, mark in json.loads(marks)),
            comments=comments,
            by=by,
            gmc_number=gmc_number,
            on=on,
        ),
        by_hand=bool(by_hand),
        stands=bool(stands),
        signed_by=signed_by,
        key_known=bool(key_known),
    )
