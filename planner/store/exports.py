"""Which plans went out, and as which version. Not journalled: what left cannot be undone."""

import zlib
from dataclasses import dataclass
from datetime import datetime

from planner.store.database import transaction
from planner.store.datafile import DataFile
from planner.store.values import instant_at, stamp


@dataclass(frozen=True, slots=True)
class Export:
    """One plan that went out: its version, the digest of its content (SHA-256, hex), and when."""

    version: int
    digest: str
    issued: datetime


class Exports:
    """The record of exports."""

    def __init__(self, db: DataFile) -> None:
        self._db = db

    def last(self) -> Export | None:
        """The latest export, None before the first."""
        row = self._db.execute(
            "SELECT version, digest, issued_at FROM exports ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return row and Export(row[0], row[1], instant_at(row[2]))

    def all(self) -> tuple[Export, ...]:
        """Every export, in the order in which they went out."""
        rows = self._db.execute("SELECT version, digest, issued_at FROM exports ORDER BY id")
        return tuple(
            Export(version, digest, instant_at(issued)) for version, digest, issued in rows
        )

    def version_for(self, digest: str) -> int:
        """The version of a plan of this content: the last one's if the same, else the next."""
        last = self.last()
        if last is None:
            return 1
        return last.version if last.digest == digest else last.version + 1

    def record(self, export: Export, plan: bytes | None = None) -> None:
        """Adds an export, with the plan as it went out: the bytes that its digest is of."""
        with transaction(self._db):
            if plan is not None:
                self._db.execute(
                    "INSERT INTO sent_plans (digest, packed) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    [export.digest, zlib.compress(plan)],
                )
            self._db.execute(
                "INSERT INTO exports (version, digest, issued_at) VALUES (?, ?, ?)",
                [export.version, export.digest, stamp(export.issued)],
            )
